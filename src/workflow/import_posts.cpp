// Tables of posts, and of the units that leaders are in charge of. Both are known by person, unit and first
// day.
#include "record/limits.h"
#include "workflow/importer.h"
#include "workflow/structure_rules.h"

namespace zhishi::workflow {

namespace {

namespace limits = record::limits;

constexpr std::array<std::pair<std::string_view, bool>, 2> yes_and_no{{{"是", true}, {"否", false}}};

std::vector<std::string> cells_of(const record::Post& post, const record::Directory& directory,
                                  const UnitNames& units) {
    const record::Official* person = directory.official(post.official);
    return {person ? person->number : std::string(),
            person ? person->name : std::string(),
            units.shown(post.unit),
            word_of(post.kind),
            post.title,
            post.is_main ? "是" : "否",
            post.from.str(),
            shown_day(post.to)};
}
std::vector<std::string> cells_of(const record::Charge& charge, const record::Directory& directory,
                                  const UnitNames& units) {
    const record::Official* person = directory.official(charge.leader);
    return {person ? person->number : std::string(), person ? person->name : std::string(),
            units.shown(charge.unit), charge.from.str(), shown_day(charge.to)};
}

void read_rest(ImportRowReader& reader, record::Post& post, bool is_new) {
    if (is_new) reader.need("kind");
    if (auto kind = reader.word<record::PostKind>("kind", post_words)) post.kind = *kind;
    if (reader.has("title")) post.title = reader.text("title", limits::name_max);
    if (auto is_main = reader.word<bool>("is_main", yes_and_no)) post.is_main = *is_main;
}
void read_rest(ImportRowReader&, record::Charge&, bool) {}

record::OfficialId& holder_of(record::Post& post) {
    return post.official;
}
record::OfficialId& holder_of(record::Charge& charge) {
    return charge.leader;
}
const record::OfficialId& holder_of(const record::Post& post) {
    return post.official;
}
const record::OfficialId& holder_of(const record::Charge& charge) {
    return charge.leader;
}

std::vector<record::Post>& held_in(record::DirectoryParts& parts, const record::Post*) {
    return parts.posts;
}
std::vector<record::Charge>& held_in(record::DirectoryParts& parts, const record::Charge*) {
    return parts.charges;
}
const std::vector<record::Post>& held_in(const record::DirectoryParts& parts, const record::Post*) {
    return parts.posts;
}
const std::vector<record::Charge>& held_in(const record::DirectoryParts& parts, const record::Charge*) {
    return parts.charges;
}

std::vector<base::Error> faults_of(const record::Directory& directory, const record::Post& post) {
    return post_faults(directory, post, directory.official(post.official));
}
std::vector<base::Error> faults_of(const record::Directory& directory, const record::Charge& charge) {
    return charge_faults(directory, charge);
}

// Held: a Post or a Charge.
template <class Held>
class HeldImporter : public Importer {
  public:
    HeldImporter(const Context& context, const ImportForm& form)
        : context_(context), form_(form), people_(context.directory),
          units_(context.directory.parts().units) {
        for (const Held& held : held_in(context.directory.parts(), static_cast<const Held*>(nullptr)))
            kept_[identifier(held)] = &held;
    }

    void read(ImportRowReader& reader) override {
        Candidate candidate;
        Held& held = candidate.held;
        holder_of(held) = people_.find(reader);
        held.unit =
            units_.find(reader, "unit", reader.text("unit", limits::name_max * limits::unit_depth_max));
        for (std::string_view key : {"unit", "from"})
            reader.need(key);
        if (auto from = reader.day("from")) held.from = *from;
        if (!reader.row().is_faulty()) {
            (void)is_first(seen_, reader, "name", identifier(held));
            if (auto kept = kept_.find(identifier(held)); kept != kept_.end())
                held = *(candidate.before = kept->second);
        }
        read_rest(reader, held, candidate.before == nullptr);
        if (reader.has("to")) held.to = reader.day("to");
        if (!candidate.before) {
            held.organ = context_.organ();
            held.id.value = base::new_id(context_.now, context_.random);
        }
        rows_.push_back(std::move(candidate));
    }

    void check(std::vector<ImportedRow>& rows) override {
        record::DirectoryParts parts = context_.directory.parts();
        auto& all = held_in(parts, static_cast<const Held*>(nullptr));
        std::unordered_map<std::string, size_t> places;
        for (size_t i = 0; i < all.size(); ++i)
            places[all[i].id.value] = i;
        for (size_t i = 0; i < rows_.size(); ++i) {
            if (rows[i].is_faulty()) continue;
            if (rows_[i].before)
                all[places[rows_[i].held.id.value]] = rows_[i].held;
            else
                all.push_back(rows_[i].held);
        }
        record::Directory trial(std::move(parts));
        for (size_t i = 0; i < rows_.size(); ++i)
            if (!rows[i].is_faulty()) take_faults(form_, rows[i], faults_of(trial, rows_[i].held));
    }

    std::optional<std::vector<std::string>> before(size_t i) const override {
        if (!rows_[i].before) return std::nullopt;
        return cells_of(*rows_[i].before, context_.directory, units_);
    }
    std::vector<std::string> after(size_t i) const override {
        return cells_of(rows_[i].held, context_.directory, units_);
    }
    void put(size_t i, store::Change& change) override { change.put(rows_[i].held); }

  private:
    struct Candidate {
        Held held;
        const Held* before = nullptr;
    };
    static std::string identifier(const Held& held) {
        return holder_of(held).value + "\n" + held.unit.value + "\n" + held.from.str();
    }

    const Context& context_;
    const ImportForm& form_;
    PeopleNames people_;
    UnitNames units_;
    std::unordered_map<std::string, const Held*> kept_;
    std::vector<Candidate> rows_;
    std::set<std::string> seen_;
};

template <class Held>
std::vector<std::vector<std::string>> kept(const Context& context) {
    UnitNames units(context.directory.parts().units);
    std::vector<std::vector<std::string>> rows;
    for (const Held& held : held_in(context.directory.parts(), static_cast<const Held*>(nullptr)))
        rows.push_back(cells_of(held, context.directory, units));
    return rows;
}

} // namespace

std::unique_ptr<Importer> post_importer(const Context& context, const ImportForm& form) {
    return std::make_unique<HeldImporter<record::Post>>(context, form);
}
std::unique_ptr<Importer> charge_importer(const Context& context, const ImportForm& form) {
    return std::make_unique<HeldImporter<record::Charge>>(context, form);
}
std::vector<std::vector<std::string>> posts_kept(const Context& context) {
    return kept<record::Post>(context);
}
std::vector<std::vector<std::string>> charges_kept(const Context& context) {
    return kept<record::Charge>(context);
}

} // namespace zhishi::workflow
