#include "scheme/map_reader.h"

#include <algorithm>
#include <array>

namespace zhishi::scheme {

namespace {

constexpr std::array<std::string_view, 5> marks{"S", "D", "L", "F", "G"};

std::string listed(const std::set<std::string, std::less<>>& keys) {
    std::string list;
    for (const auto& key : keys)
        list += (list.empty() ? "" : ", ") + key;
    return list;
}

} // namespace

MapReader::MapReader(const YamlNode& node, base::Text what, Faults& faults)
    : node_(node), what_(std::move(what)), faults_(faults) {
    if (node.kind != YamlNode::Kind::map) {
        faults_.add(
            node.place, "map_expected",
            {what_.zh + "应写成“键: 值”的形式。", "Write " + what_.en + " as \"key: value\" entries."});
        return;
    }
    std::set<std::string> seen;
    for (const auto& entry : node.entries)
        if (!seen.insert(entry.key.text).second)
            faults_.add(entry.key.place, "key_twice",
                        {"“" + entry.key.text + "”出现了两次，请删去一处。",
                         "\"" + entry.key.text + "\" is given twice: remove one."});
}

const YamlNode* MapReader::optional(std::string_view key) {
    known_.emplace(key);
    return node_.find(key);
}

const YamlNode* MapReader::required(std::string_view key) {
    const YamlNode* found = optional(key);
    if (!found && node_.kind == YamlNode::Kind::map)
        faults_.add(node_.place, "key_missing",
                    {what_.zh + "缺少“" + std::string(key) + "”。",
                     "The key \"" + std::string(key) + "\" of " + what_.en + " is missing."});
    return found;
}

std::string MapReader::word(std::string_view key) {
    const YamlNode* node = required(key);
    if (!node) return {};
    if (node->kind != YamlNode::Kind::scalar || node->text.empty()) {
        faults_.add(
            node->place, "word_expected",
            {"“" + std::string(key) + "”应为一个词。", "\"" + std::string(key) + "\" should be one word."});
        return {};
    }
    return node->text;
}

std::string MapReader::word_or(std::string_view key, std::string otherwise) {
    return optional(key) ? word(key) : std::move(otherwise);
}

base::Text MapReader::text(std::string_view key) {
    const YamlNode* node = required(key);
    if (!node) return {};
    MapReader reader(*node, {"中英文名称", "a text"}, faults_);
    base::Text text{reader.word("zh"), reader.word("en")};
    reader.finish();
    return text;
}

std::vector<std::string> words_of(const YamlNode& node, Faults& faults) {
    if (node.kind == YamlNode::Kind::scalar) return {node.text};
    std::vector<std::string> words;
    if (node.kind == YamlNode::Kind::map)
        faults.add(node.place, "list_expected", {"此处应为列表。", "A list is expected here."});
    for (const auto& item : node.items) {
        bool is_new = std::find(words.begin(), words.end(), item.text) == words.end();
        if (item.kind != YamlNode::Kind::scalar || item.text.empty())
            faults.add(item.place, "word_expected",
                       {"列表的每一项应为一个词。", "Each entry should be one word."});
        else if (!is_new)
            faults.add(item.place, "word_twice",
                       {"“" + item.text + "”在列表中出现了两次。",
                        "\"" + item.text + "\" stands twice in the list."});
        else
            words.push_back(item.text);
    }
    return words;
}

std::vector<std::string> MapReader::words(std::string_view key) {
    const YamlNode* node = optional(key);
    return node ? words_of(*node, faults_) : std::vector<std::string>();
}

bool MapReader::truth(std::string_view key, bool otherwise) {
    const YamlNode* node = optional(key);
    if (!node) return otherwise;
    if (node->text != "true" && node->text != "false")
        faults_.add(node->place, "truth_expected",
                    {"“" + std::string(key) + "”应为true或false。",
                     "\"" + std::string(key) + "\" is true or false."});
    return node->text == "true";
}

std::optional<base::Number> MapReader::number(std::string_view key) {
    const YamlNode* node = optional(key);
    if (!node) return std::nullopt;
    auto value = base::Number::parse(node->text);
    if (!value)
        faults_.add(
            node->place, "number_expected",
            {"“" + node->text + "”不是可以接受的数（整数部分最多9位，小数最多6位）。",
             "\"" + node->text + "\" is no number (at most 9 digits before the point and 6 after it)."});
    return value;
}

Formula MapReader::formula(std::string_view key) {
    const YamlNode* node = required(key);
    return node ? parse_formula(*node, faults_) : Formula();
}

Formula MapReader::optional_formula(std::string_view key) {
    return optional(key) ? formula(key) : Formula();
}

Origin MapReader::origin() {
    Origin origin{word("source"), word("article"), word("mark")};
    if (!origin.mark.empty() && std::find(marks.begin(), marks.end(), origin.mark) == marks.end())
        faults_.add(
            node_.find("mark")->place, "mark_not_known",
            {"mark应为S（原文）、D（本系统默认）、L（法规）、F（公开文本）或G（待确认）。",
             "mark is S (the source says so), D (a default of ours), L (law), F (public text) or G (to be "
             "confirmed)."});
    return origin;
}

Range MapReader::range() {
    Range range;
    range.min = number("min");
    range.max = number("max");
    range.above = number("above");
    range.is_whole = truth("whole", false);
    if (range.min && range.max && *range.min > *range.max)
        faults_.add(node_.place, "range_empty",
                    {"min大于max，没有数能满足。", "min is above max: no number fits."});
    return range;
}

void MapReader::each_entry(std::string_view key,
                           const std::function<void(const YamlNode&, const YamlNode&)>& read) {
    const YamlNode* node = optional(key);
    if (!node) return;
    MapReader entries(*node, {"“" + std::string(key) + "”", "\"" + std::string(key) + "\""}, faults_);
    for (const auto& entry : node->entries)
        read(entry.key, entry.value);
}

void MapReader::each_item(std::string_view key, const std::function<void(const YamlNode&)>& read) {
    const YamlNode* node = optional(key);
    if (!node) return;
    if (node->kind != YamlNode::Kind::list)
        faults_.add(
            node->place, "list_expected",
            {"“" + std::string(key) + "”应为列表。", "\"" + std::string(key) + "\" should be a list."});
    for (const auto& item : node->items)
        read(item);
}

void MapReader::finish() {
    for (const auto& entry : node_.entries)
        if (!known_.contains(entry.key.text))
            faults_.add(entry.key.place, "key_not_known",
                        {what_.zh + "没有“" + entry.key.text + "”这个键；可用：" + listed(known_) + "。",
                         "\"" + entry.key.text + "\" is no key of " + what_.en +
                             "; it has: " + listed(known_) + "."});
}

} // namespace zhishi::scheme
