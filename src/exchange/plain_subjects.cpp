// subjects.csv as a plain table.
#include "base/id.h"
#include "exchange/plain_rows.h"
#include "exchange/plain_table.h"

#include <mutex>
#include <unordered_map>

namespace zhishi::exchange {

using scheme::Facts;
using scheme::no_index;
using scheme::SubjectIndex;
using scheme::WordId;

namespace {

enum {
    id_field,
    name_field,
    kind_field,
    parent_field,
    group_field,
    role_field,
    organ_field,
    first_attribute
};

struct Common {
    const scheme::Acceptance& acceptance;
    Facts& facts;
    scheme::TextList parents{};
    std::mutex mutex{};
};

class SubjectRows : public PlainRows {
  public:
    explicit SubjectRows(Common& common) : common_(common) {}

    bool take(const std::string_view* fields) override {
        std::string_view id = fields[id_field], kind = fields[kind_field], role = fields[role_field];
        bool is_name = !id.empty() && id.size() <= base::id_bytes_max;
        bool is_kind = kind == "person" || kind == "team" || kind == "unit";
        if (!is_name || !is_kind || common_.acceptance.subject_role(kind, role)) return false;
        const auto& names = common_.facts.attribute_names;
        for (size_t i = 0; i < names.size(); ++i) {
            std::string_view value = fields[first_attribute + i];
            if (common_.acceptance.attribute(kind, names[i], value)) return false;
            attributes_.push_back(word(value));
        }
        rows_.push_back(
            {word(kind), no_index, word(fields[group_field]), word(role), 0, fields[organ_field] == "1"});
        ids_.push_back(id);
        names_.push_back(fields[name_field]);
        parents_.push_back(fields[parent_field]);
        return true;
    }

    // False: an id is there twice.
    bool put(std::uint32_t& line) {
        Facts& facts = common_.facts;
        size_t width = facts.attribute_names.size();
        for (size_t i = 0; i < rows_.size(); ++i) {
            if (facts.ids.find(ids_[i]) != no_index) return false;
            rows_[i].line = line++;
            facts.add_subject(ids_[i], names_[i], rows_[i]);
            for (size_t a = 0; a < width; ++a)
                facts.attributes[a].push_back(attributes_[i * width + a]);
            common_.parents.push_back(parents_[i]);
        }
        return true;
    }

  private:
    WordId word(std::string_view text) {
        for (size_t i = 0; i < recent_count; ++i)
            if (recent_[i].first == text) return recent_[i].second;
        auto known = words_.find(std::string(text));
        if (known == words_.end()) {
            std::lock_guard lock(common_.mutex);
            known = words_.emplace(text, common_.facts.words.add(text)).first;
        }
        recent_[next_++ % recent_count] = {known->first, known->second};
        return known->second;
    }

    Common& common_;
    std::vector<scheme::Subject> rows_;
    std::vector<WordId> attributes_;
    scheme::TextList ids_, names_, parents_;
    std::unordered_map<std::string, WordId> words_;
    static constexpr size_t recent_count = 4;
    std::pair<std::string_view, WordId> recent_[recent_count] = {{"\n", 0}, {"\n", 0}, {"\n", 0}, {"\n", 0}};
    size_t next_ = 0;
};

// False: a parent is not there.
bool resolve_parents(const scheme::TextList& parents, Facts& facts) {
    constexpr size_t batch = 4096;
    std::vector<std::string_view> texts(batch);
    std::vector<SubjectIndex> found(batch);
    for (size_t begin = 0; begin < parents.size(); begin += batch) {
        size_t count = std::min(batch, parents.size() - begin);
        for (size_t i = 0; i < count; ++i)
            texts[i] = parents[begin + i];
        facts.ids.find_all(std::span(texts).first(count), std::span(found).first(count));
        for (size_t i = 0; i < count; ++i) {
            if (texts[i].empty()) continue;
            if (found[i] == no_index) return false;
            facts.subjects[begin + i].parent = found[i];
        }
    }
    return true;
}

bool has_circle(const Facts& facts) {
    std::vector<SubjectIndex> walk(facts.subjects.size(), no_index); // the walk that came by here first
    for (SubjectIndex first = 0; first < facts.subjects.size(); ++first) {
        SubjectIndex at = first;
        for (; at != no_index && walk[at] == no_index; at = facts.subjects[at].parent)
            walk[at] = first;
        if (at != no_index && walk[at] == first) return true;
    }
    return false;
}

} // namespace

bool read_plain_subjects(const std::filesystem::path& path, const scheme::Scheme& scheme,
                         const scheme::Acceptance& acceptance, Facts& facts) {
    std::vector<std::string> others{"organ"};
    for (const scheme::Attribute& attribute : scheme.attributes) {
        facts.attribute_names.push_back(attribute.id);
        others.push_back(attribute.id);
    }
    facts.attributes.resize(facts.attribute_names.size());
    Common common{acceptance, facts};
    std::uint32_t line = 2;
    bool is_plain = read_plain_table(
        path, {"id", "name", "kind", "parent", "group", "role"}, others,
        [&] { return std::make_unique<SubjectRows>(common); },
        [&](PlainRows& rows, size_t) { return static_cast<SubjectRows&>(rows).put(line); });
    return is_plain && resolve_parents(common.parents, facts) && !has_circle(facts);
}

} // namespace zhishi::exchange
