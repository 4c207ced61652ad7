// How people and units are named in tables.
#include "record/limits.h"
#include "workflow/importer.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

base::Text unknown(const std::string& what, const std::string& written) {
    return {"没有“" + written + "”这个" + what + "。", "There is no '" + written + "'."};
}

} // namespace

UnitNames::UnitNames(const std::vector<record::Unit>& units) {
    std::unordered_map<std::string, const record::Unit*> by_id;
    for (const auto& unit : units) {
        by_id[unit.id.value] = &unit;
        if (unit.to) dissolved_.insert(unit.id.value);
    }
    // Every end of a unit's path is a way to name it; the root's own name need not be said.
    std::unordered_map<std::string, std::vector<std::string>> ways;
    for (const auto& unit : units) {
        std::string way;
        const record::Unit* at = &unit;
        for (size_t depth = 0; at && depth <= record::limits::unit_depth_max; ++depth) {
            way = way.empty() ? at->name : at->name + "/" + way;
            by_path_[way].push_back(unit.id);
            ways[unit.id.value].push_back(way);
            auto above = by_id.find(at->parent.value);
            at = above == by_id.end() ? nullptr : above->second;
        }
    }
    for (const auto& unit : units) {
        const auto& own = ways[unit.id.value];
        auto place = std::find_if(own.begin(), own.end(), [&](const std::string& way) {
            auto meant = meant_by(way);
            return meant.size() == 1 && meant.front() == unit.id;
        });
        std::string shown = place == own.end() ? own.back() : *place;
        if (place == own.end() && unit.to) { // one of its name stands in its place
            shown += "（" + unit.to->str() + "撤销）";
            by_path_[shown].push_back(unit.id);
        }
        shown_[unit.id.value] = shown;
        in_order_.push_back(std::move(shown));
    }
}

// Of namesakes those that stand are meant, as long as there are any.
std::vector<record::UnitId> UnitNames::meant_by(const std::string& written) const {
    auto place = by_path_.find(written);
    if (place == by_path_.end()) return {};
    std::vector<record::UnitId> standing;
    for (const auto& id : place->second)
        if (!dissolved_.contains(id.value)) standing.push_back(id);
    return standing.empty() ? place->second : standing;
}

record::UnitId UnitNames::find(ImportRowReader& reader, std::string_view key,
                               const std::string& written) const {
    if (written.empty()) return {};
    std::vector<record::UnitId> meant = meant_by(written);
    if (meant.empty()) {
        reader.fault(key, "unit_unknown", unknown("单位", written));
        return {};
    }
    if (meant.size() == 1) return meant.front();
    std::string examples;
    for (size_t i = 0; i < meant.size() && i < 3; ++i)
        examples += (i > 0 ? "、" : "") + shown(meant[i]);
    reader.fault(key, "unit_ambiguous",
                 {"有" + std::to_string(meant.size()) + "个单位叫“" + written + "”，请连同上级写明：" +
                      examples + "。",
                  "Several units are called '" + written + "'; write the one above too: " + examples + "."});
    return {};
}

std::string UnitNames::shown(const record::UnitId& id) const {
    auto place = shown_.find(id.value);
    return place == shown_.end() ? std::string() : place->second;
}

std::vector<std::string> UnitNames::all_shown() const {
    return in_order_;
}

PeopleNames::PeopleNames(const record::Directory& directory) : directory_(directory) {
    for (const auto& person : directory.parts().officials)
        by_name_[person.name].push_back(person.id);
}

record::OfficialId PeopleNames::find(ImportRowReader& reader) const {
    return find(reader, false);
}

record::OfficialId PeopleNames::find_or_new(ImportRowReader& reader) const {
    return find(reader, true);
}

record::OfficialId PeopleNames::find(ImportRowReader& reader, bool may_be_new) const {
    std::string number = reader.text("number", record::limits::name_max);
    std::string name = reader.text("name", record::limits::name_max);
    reader.row().about = name.empty() ? number : name;
    if (!number.empty()) {
        const auto& found = directory_.officials_of_number(number);
        if (found.empty()) {
            // A person without a number gets one.
            auto namesake = by_name_.find(name);
            if (may_be_new && namesake != by_name_.end() && namesake->second.size() == 1 &&
                directory_.official(namesake->second.front())->number.empty())
                return namesake->second.front();
            if (!may_be_new)
                reader.fault("number", "official_unknown",
                             {"没有编号为“" + number + "”的人员。", "Nobody has the number " + number + "."});
            return {};
        }
        const record::Official& person = *found.front();
        // A table of people may correct a name; in any other it only tells that the number is the right one.
        if (!may_be_new && !name.empty() && person.name != name)
            reader.fault("name", "name_differs",
                         {"编号" + number + "是" + person.name + "，与“" + name + "”不符。",
                          "Number " + number + " is " + person.name + ", not " + name + "."});
        reader.row().about = name.empty() ? person.name : name;
        return person.id;
    }
    auto place = by_name_.find(name);
    if (name.empty()) {
        if (reader.is_empty("name"))
            reader.fault("name", "official_unknown",
                         {"缺少编号和姓名。", "Neither number nor name is given."});
        return {};
    }
    if (place == by_name_.end()) {
        if (!may_be_new) reader.fault("name", "official_unknown", unknown("人员", name));
        return {};
    }
    if (place->second.size() == 1) return place->second.front();
    reader.fault("name", "official_ambiguous",
                 {"有" + std::to_string(place->second.size()) + "人叫“" + name + "”，请填写编号。",
                  "Several people are called '" + name + "': give the number."});
    return {};
}

void take_faults(const ImportForm& form, ImportedRow& row, std::vector<base::Error> found) {
    for (auto& fault : found) {
        std::string key = fault.place.pointer.substr(fault.place.pointer.rfind('/') + 1);
        if (key == "leader" || key == "official") key = "name"; // the column that names the person
        for (const ImportColumn& column : form.columns)
            if (column.key == key) fault.text.zh = column.title + "：" + fault.text.zh;
        fault.place.pointer = key;
        row.faults.push_back(std::move(fault));
    }
}

bool is_first(std::set<std::string>& seen, ImportRowReader& reader, std::string_view column,
              const std::string& identifier) {
    if (seen.insert(identifier).second) return true;
    reader.fault(column, "row_twice",
                 {"与前面的某一行是同一项，表中只能出现一次。",
                  "An earlier row is about the same thing: it may stand in the table once."});
    return false;
}

std::string shown_day(const std::optional<base::Date>& day) {
    return day ? day->str() : std::string();
}

std::string word_of(record::PostKind kind) {
    for (const auto& [word, of] : post_words)
        if (of == kind) return std::string(word);
    return {};
}

} // namespace zhishi::workflow
