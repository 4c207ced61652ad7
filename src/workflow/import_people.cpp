// A table of people, new ones with their first post.
#include "record/limits.h"
#include "workflow/importer.h"
#include "workflow/structure_rules.h"

namespace zhishi::workflow {

namespace {

namespace limits = record::limits;
constexpr size_t number_max = 32; // a personnel number

std::vector<std::string> cells_of(const record::Official& person, const record::Post* post,
                                  const UnitNames& units) {
    return {person.number,
            person.name,
            person.pinyin,
            post ? units.shown(post->unit) : std::string(),
            post ? word_of(post->kind) : std::string(),
            post ? post->title : std::string(),
            person.from.str(),
            shown_day(person.to)};
}

// The main post of today, or the last one that he held.
const record::Post* shown_post(const Context& context, const record::OfficialId& id) {
    if (const record::Post* post = context.directory.main_post(id, context.today())) return post;
    auto posts = context.directory.posts_of(id);
    return posts.empty() ? nullptr : posts.back();
}

class PeopleImporter : public Importer {
  public:
    PeopleImporter(const Context& context, const ImportForm& form)
        : context_(context), form_(form), people_(context.directory),
          units_(context.directory.parts().units) {}

    void read(ImportRowReader& reader) override {
        Candidate candidate;
        record::OfficialId id = people_.find_or_new(reader);
        std::string number = reader.text("number", number_max);
        if (!number.empty()) (void)is_first(seen_, reader, "number", "number\n" + number);
        candidate.before = id.empty() ? nullptr : context_.directory.official(id);
        record::Official& person = candidate.person;
        if (candidate.before) {
            person = *candidate.before;
            (void)is_first(seen_, reader, "name", id.value);
        } else {
            person.organ = context_.organ();
            person.id.value = base::new_id(context_.now, context_.random);
            if (number.empty())
                (void)is_first(seen_, reader, "name", "name\n" + reader.text("name", limits::name_max));
            for (std::string_view key : {"unit", "kind", "from"})
                reader.need(key);
        }
        reader.need("name");
        person.name = reader.text("name", limits::name_max);
        if (reader.has("number")) person.number = number;
        if (reader.has("pinyin")) person.pinyin = reader.text("pinyin", limits::name_max);
        if (auto from = reader.day("from")) person.from = *from;
        if (reader.has("to")) person.to = reader.day("to");
        read_post(reader, candidate);
        rows_.push_back(std::move(candidate));
    }

    void check(std::vector<ImportedRow>& rows) override {
        record::DirectoryParts parts = context_.directory.parts();
        std::unordered_map<std::string, size_t> people, posts;
        for (size_t i = 0; i < parts.officials.size(); ++i)
            people[parts.officials[i].id.value] = i;
        for (size_t i = 0; i < parts.posts.size(); ++i)
            posts[parts.posts[i].id.value] = i;
        for (size_t i = 0; i < rows_.size(); ++i) {
            if (rows[i].is_faulty()) continue;
            const Candidate& candidate = rows_[i];
            if (candidate.before)
                parts.officials[people[candidate.person.id.value]] = candidate.person;
            else
                parts.officials.push_back(candidate.person);
            for (const auto& post : candidate.posts)
                if (auto place = posts.find(post.id.value); place != posts.end())
                    parts.posts[place->second] = post;
                else
                    parts.posts.push_back(post);
        }
        record::Directory trial(std::move(parts));
        for (size_t i = 0; i < rows_.size(); ++i) {
            if (rows[i].is_faulty()) continue;
            take_faults(form_, rows[i], official_faults(trial, rows_[i].person));
            for (const auto& post : rows_[i].posts)
                take_faults(form_, rows[i], post_faults(trial, post, &rows_[i].person));
        }
    }

    std::optional<std::vector<std::string>> before(size_t i) const override {
        const Candidate& candidate = rows_[i];
        if (!candidate.before) return std::nullopt;
        return cells_of(*candidate.before, shown_post(context_, candidate.before->id), units_);
    }
    std::vector<std::string> after(size_t i) const override {
        const Candidate& candidate = rows_[i];
        const record::Post* post =
            candidate.before ? shown_post(context_, candidate.person.id) : candidate.posts.data();
        return cells_of(candidate.person, post, units_);
    }
    void put(size_t i, store::Change& change) override {
        change.put(rows_[i].person);
        for (auto& post : rows_[i].posts)
            change.put(post);
    }

  private:
    struct Candidate {
        record::Official person;
        const record::Official* before = nullptr;
        std::vector<record::Post> posts; // the first one, or those that end with him
    };

    void read_post(ImportRowReader& reader, Candidate& candidate) const {
        record::UnitId unit =
            units_.find(reader, "unit", reader.text("unit", limits::name_max * limits::unit_depth_max));
        auto kind = reader.word<record::PostKind>("kind", post_words);
        std::string title = reader.text("title", limits::name_max);
        if (!candidate.before) {
            record::Post post;
            post.organ = context_.organ();
            post.id.value = base::new_id(context_.now, context_.random);
            post.official = candidate.person.id;
            post.unit = unit;
            post.kind = kind.value_or(record::PostKind::staff);
            post.title = title;
            post.from = candidate.person.from;
            post.to = candidate.person.to;
            candidate.posts.push_back(std::move(post));
            return;
        }
        // A change of post has a day on which it happens, which this table does not tell.
        const record::Post* post = shown_post(context_, candidate.person.id);
        const base::Text elsewhere{"与现任职务不一致；职务变动请在“任职”表中办理。",
                                   "It is not the present post: changes of post go into the table of posts."};
        if (!unit.empty() && (!post || post->unit != unit)) reader.fault("unit", "post_differs", elsewhere);
        if (kind && (!post || post->kind != *kind)) reader.fault("kind", "post_differs", elsewhere);
        if (!title.empty() && (!post || post->title != title))
            reader.fault("title", "post_differs", elsewhere);
        // Who leaves the organ leaves his posts.
        if (candidate.person.to)
            for (const record::Post* held : context_.directory.posts_of(candidate.person.id))
                if ((!held->to || *held->to > *candidate.person.to) && held->from <= *candidate.person.to) {
                    candidate.posts.push_back(*held);
                    candidate.posts.back().to = candidate.person.to;
                }
    }

    const Context& context_;
    const ImportForm& form_;
    PeopleNames people_;
    UnitNames units_;
    std::vector<Candidate> rows_;
    std::set<std::string> seen_;
};

} // namespace

std::unique_ptr<Importer> people_importer(const Context& context, const ImportForm& form) {
    return std::make_unique<PeopleImporter>(context, form);
}

std::vector<std::vector<std::string>> people_kept(const Context& context) {
    UnitNames units(context.directory.parts().units);
    std::vector<std::vector<std::string>> rows;
    for (const auto& person : context.directory.parts().officials)
        rows.push_back(cells_of(person, shown_post(context, person.id), units));
    return rows;
}

} // namespace zhishi::workflow
