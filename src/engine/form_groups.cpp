// Who is compared with whom.
#include "engine/run.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace zhishi::engine {

using scheme::GroupBy;
using scheme::no_index;
using scheme::SubjectIndex;

namespace {

// What a group is compared by, as numbers: at most five parts, and the class where classes are compared by
// different things and so never meet in one group.
using GroupKey = std::array<std::uint32_t, 6>;

struct GroupKeyHash {
    size_t operator()(const GroupKey& key) const {
        size_t hash = 0;
        for (std::uint32_t part : key)
            hash = (hash ^ part) * 0x9E3779B97F4A7C15u + (hash >> 29);
        return hash;
    }
};

// The organ stands beside the name. A key may be longer than `by`: the class then stands last.
std::string name_of(const std::vector<std::string>& key, const std::vector<GroupBy>& by) {
    std::string name;
    bool is_first = true;
    for (size_t i = 0; i < key.size(); ++i) {
        if (i < by.size() && by[i] == GroupBy::organ) continue;
        name += (is_first ? "" : "/") + key[i];
        is_first = false;
    }
    return name;
}

} // namespace

void Run::form_groups(size_t index) {
    const scheme::Block& block = scheme_.blocks[index];
    if (block.compare.empty() && block.compare_of.empty()) return;
    const scheme::Facts& facts = tables_.facts();
    std::vector<const std::vector<GroupBy>*> of_class; // what each class is compared by
    std::vector<bool> is_own;
    for (const auto& subject_class : scheme_.classes) {
        auto own = block.compare_of.find(subject_class.id);
        is_own.push_back(own != block.compare_of.end());
        of_class.push_back(is_own.back() ? &own->second : &block.compare);
    }
    auto part_of = [&](SubjectIndex subject, GroupBy by) -> std::uint32_t {
        switch (by) {
        case GroupBy::organ: return tables_.membership(subject).organ;
        case GroupBy::group: return facts.subjects[subject].group;
        case GroupBy::subject_class:
            return static_cast<std::uint32_t>(tables_.membership(subject).subject_class);
        case GroupBy::kind: return facts.subjects[subject].kind;
        case GroupBy::parent: return facts.subjects[subject].parent;
        }
        return no_index;
    };
    auto text_of = [&](std::uint32_t part, GroupBy by) -> std::string {
        bool is_subject = by == GroupBy::organ || by == GroupBy::parent;
        if (is_subject) return part == no_index ? std::string() : std::string(facts.id_of(part));
        if (by == GroupBy::subject_class) return scheme_.classes[part].id;
        return std::string(facts.words.text(part));
    };
    std::unordered_map<GroupKey, std::uint32_t, GroupKeyHash> known;
    std::vector<ComparisonGroup>& groups = groups_[index];
    for (SubjectIndex subject : members_) {
        auto place = static_cast<size_t>(tables_.membership(subject).subject_class);
        const std::vector<GroupBy>& by = *of_class[place];
        GroupKey key;
        key.fill(no_index);
        for (size_t i = 0; i < by.size(); ++i)
            key[i] = part_of(subject, by[i]);
        if (is_own[place]) key.back() = static_cast<std::uint32_t>(place);
        auto [entry, is_new] = known.try_emplace(key, static_cast<std::uint32_t>(groups.size()));
        if (is_new) {
            ComparisonGroup& group = groups.emplace_back();
            for (size_t i = 0; i < by.size(); ++i)
                group.key.push_back(text_of(key[i], by[i]));
            if (is_own[place]) group.key.push_back(scheme_.classes[place].id);
            group.name = name_of(group.key, by);
            group.organ = tables_.membership(subject).organ;
        }
        groups[entry->second].members.push_back(subject);
    }
    std::sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
}

} // namespace zhishi::engine
