#include "exchange/subject_table.h"

#include "exchange/table_reader.h"
#include "scheme/acceptance.h"

#include <algorithm>

namespace zhishi::exchange {

using scheme::no_index;
using scheme::SubjectIndex;
using scheme::WordId;

namespace {

enum { id_column, name_column, kind_column, parent_column, group_column, role_column };

// Takes what can be taken of the present row and says what is wrong with the rest.
scheme::Subject read_row(TableReader& table, const scheme::Acceptance& acceptance, scheme::Facts& facts,
                         std::vector<WordId>& attributes) {
    scheme::Subject subject;
    subject.line = table.line();
    std::string_view kind = table.field(kind_column), role = table.field(role_column);
    table.is_name(id_column);
    bool is_kind = kind == "person" || kind == "team" || kind == "unit";
    if (!is_kind)
        table.fault("kind", {"“" + shown(kind) + "”不是对象种类，应为person、team或unit。",
                             "\"" + shown(kind) + "\" is no kind: write person, team or unit."});
    subject.kind = facts.words.add(kind);
    subject.group = facts.words.add(table.field(group_column));
    subject.role = facts.words.add(role);
    subject.is_organ = table.other("organ") == "1";
    if (auto fault = acceptance.subject_role(kind, role)) table.fault("role", *fault);
    attributes.clear();
    for (const std::string& name : facts.attribute_names) {
        std::string_view value = table.other(name);
        if (auto fault = acceptance.attribute(kind, name, value)) table.fault(name, *fault);
        attributes.push_back(facts.words.add(value));
    }
    return subject;
}

base::Text unknown(std::string_view parent) {
    return {"“" + shown(parent) + "”不在subjects.csv中。",
            "\"" + shown(parent) + "\" is not in subjects.csv."};
}

void resolve_parents(const scheme::TextList& parents, const SubjectTable& table, scheme::Facts& facts,
                     DataFaults& faults) {
    for (SubjectIndex i = 0; i < facts.subjects.size(); ++i) {
        if (parents[i].empty()) continue;
        auto found = table.find(parents[i], facts);
        if (!found)
            faults.add(Table::subjects, facts.subjects[i].line, "parent", unknown(parents[i]));
        else
            facts.subjects[i].parent = *found;
    }
}

// A circle is told once, at its first row.
void find_circles(scheme::Facts& facts, DataFaults& faults) {
    enum class Mark : std::uint8_t { none, open, done };
    std::vector<Mark> marks(facts.subjects.size(), Mark::none);
    std::vector<SubjectIndex> path;
    for (SubjectIndex first = 0; first < facts.subjects.size(); ++first) {
        path.clear();
        SubjectIndex at = first;
        while (at != no_index && marks[at] == Mark::none) {
            marks[at] = Mark::open;
            path.push_back(at);
            at = facts.subjects[at].parent;
        }
        if (at != no_index && marks[at] == Mark::open) {
            auto begin = std::find(path.begin(), path.end(), at);
            auto top = *std::min_element(begin, path.end(), [&](SubjectIndex a, SubjectIndex b) {
                return facts.subjects[a].line < facts.subjects[b].line;
            });
            std::string count = std::to_string(path.end() - begin);
            faults.add(
                Table::subjects, facts.subjects[top].line, "parent",
                {"上级关系成环：" + shown(facts.id_of(top)) + "等" + count + "个对象互为上级。",
                 "the parents form a circle of " + count + ", with " + shown(facts.id_of(top)) + " in it."});
        }
        for (SubjectIndex passed : path)
            marks[passed] = Mark::done;
    }
}

} // namespace

std::optional<SubjectIndex> SubjectTable::find(std::string_view id, const scheme::Facts& facts) const {
    SubjectIndex index = facts.ids.find(id);
    if (index != no_index) return index;
    return lost_ids.contains(std::string(id)) ? std::optional(no_index) : std::nullopt;
}

SubjectTable read_subjects(const TableSource& source, const scheme::Scheme& scheme, scheme::Facts& facts,
                           DataFaults& faults) {
    SubjectTable subjects;
    scheme::Acceptance acceptance(scheme);
    TableReader table(source, Table::subjects, true, {"id", "name", "kind", "parent", "group", "role"},
                      faults);
    subjects.is_usable = table.is_usable();
    for (const scheme::Attribute& attribute : scheme.attributes)
        facts.attribute_names.push_back(attribute.id);
    facts.attributes.resize(facts.attribute_names.size());
    scheme::TextList parents;
    std::vector<WordId> attributes;
    std::vector<std::pair<std::uint32_t, std::string>> doubles; // line and parent of what is given twice
    auto read = [&] {
        scheme::Subject subject = read_row(table, acceptance, facts, attributes);
        std::string_view id = table.field(id_column);
        bool is_new = !subjects.find(id, facts);
        if (!is_new) {
            if (!id.empty())
                table.fault("id",
                            {"“" + shown(id) + "”在前面已出现。", "\"" + shown(id) + "\" is given twice."});
            doubles.emplace_back(table.line(), table.field(parent_column));
            return;
        }
        facts.add_subject(id, table.field(name_column), subject);
        for (size_t i = 0; i < attributes.size(); ++i)
            facts.attributes[i].push_back(attributes[i]);
        parents.push_back(table.field(parent_column));
    };
    // The id of a row with too few or too many fields is known all the same, so that the rows about it are
    // not blamed.
    auto lost = [&] { subjects.lost_ids.insert(std::string(table.lost_field(id_column))); };
    table.each_row(read, lost);
    for (const auto& [line, parent] : doubles)
        if (!parent.empty() && !subjects.find(parent, facts))
            faults.add(Table::subjects, line, "parent", unknown(parent));
    resolve_parents(parents, subjects, facts, faults);
    find_circles(facts, faults);
    return subjects;
}

} // namespace zhishi::exchange
