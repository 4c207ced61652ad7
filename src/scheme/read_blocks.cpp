// States, blocks and their rules.
#include "scheme/read_sections.h"

#include <algorithm>
#include <array>

namespace zhishi::scheme {

namespace {

constexpr std::array<std::pair<const char*, GroupBy>, 5> group_words{{
    {"organ", GroupBy::organ},
    {"group", GroupBy::group},
    {"class", GroupBy::subject_class},
    {"kind", GroupBy::kind},
    {"parent", GroupBy::parent},
}};

template <class AnyRule>
void read_rule(MapReader& reader, AnyRule& rule, std::string id_otherwise) {
    rule.id = reader.word_or("id", std::move(id_otherwise));
    rule.title = reader.text("title");
    rule.when = reader.optional_formula("when");
    rule.excepts = reader.word_or("excepts", "");
    rule.origin = reader.origin();
    rule.place = reader.place();
}

StateRule read_state_rule(const YamlNode& node, Faults& faults) {
    MapReader reader(node, {"特殊情形", "a state"}, faults);
    StateRule rule;
    rule.grade = reader.word_or("grade", "");
    rule.no_grade = reader.truth("no_grade", false);
    rule.bars = reader.words("bars");
    rule.flag = reader.word("flag");
    read_rule(reader, rule, rule.flag);
    reader.finish();
    int effects = !rule.grade.empty() + rule.no_grade + !rule.bars.empty();
    if (effects > 1)
        faults.add(
            node.place, "state_effect",
            {"一种情形只能有grade、no_grade、bars之一。", "A state has one of grade, no_grade and bars."});
    if (!rule.when.is_set) reader.required("when");
    return rule;
}

// The one entry of `each: {q: quarters}`.
void read_each(MapReader& reader, std::string& variable, Formula& dimension) {
    const YamlNode* node = reader.optional("each");
    if (!node) return;
    if (node->kind != YamlNode::Kind::map || node->entries.size() != 1) {
        reader.faults().add(
            node->place, "each_form",
            {"each应写成{变量: 维度}，且只有一项。", "Write each as {variable: dimension}, one entry."});
        return;
    }
    variable = node->entries[0].key.text;
    dimension = parse_formula(node->entries[0].value, reader.faults());
}

ClassFormula read_class_formula(MapReader& reader, std::string_view key, std::string_view of_key) {
    ClassFormula formula;
    bool is_split = reader.has(of_key);
    if (!is_split) {
        formula.all = reader.formula(key);
    } else if (reader.optional(key)) {
        reader.faults().add(
            reader.place(), "formula_twice",
            {"“" + std::string(key) + "”与“" + std::string(of_key) + "”只能写一个。",
             "Write either \"" + std::string(key) + "\" or \"" + std::string(of_key) + "\"."});
    }
    reader.each_entry(of_key, [&](const YamlNode& subject_class, const YamlNode& node) {
        formula.of[subject_class.text] = parse_formula(node, reader.faults());
    });
    return formula;
}

Value read_value(const std::string& id, const Place& place, const YamlNode& node, Faults& faults) {
    MapReader reader(node, {"值“" + id + "”", "the value \"" + id + "\""}, faults);
    Value value;
    value.id = id;
    value.place = place;
    value.title = reader.text("title");
    read_each(reader, value.variable, value.dimension);
    value.formula = read_class_formula(reader, "value", "of");
    value.origin = reader.origin();
    reader.finish();
    return value;
}

std::vector<Formula> read_formulas(MapReader& reader, std::string_view key) {
    std::vector<Formula> formulas;
    reader.each_item(key,
                     [&](const YamlNode& item) { formulas.push_back(parse_formula(item, reader.faults())); });
    return formulas;
}

std::vector<GroupBy> read_group_by(const YamlNode& node, Faults& faults) {
    std::vector<GroupBy> list;
    for (const std::string& word : words_of(node, faults)) {
        auto found = std::find_if(group_words.begin(), group_words.end(),
                                  [&](const auto& entry) { return word == entry.first; });
        if (found != group_words.end())
            list.push_back(found->second);
        else
            faults.add(node.place, "word_not_known",
                       {"“" + word + "”不能用于分组；可用：organ、group、class、kind、parent。",
                        "\"" + word + "\" cannot form groups; use organ, group, class, kind or parent."});
    }
    return list;
}

void read_compare(MapReader& reader, Block& block) {
    const YamlNode* node = reader.optional("compare");
    if (!node) return;
    if (node->kind != YamlNode::Kind::map) {
        block.compare = read_group_by(*node, reader.faults());
        return;
    }
    for (const auto& entry : node->entries)
        block.compare_of[entry.key.text] = read_group_by(entry.value, reader.faults());
}

Award read_award(const YamlNode& node, Faults& faults) {
    MapReader reader(node, {"名额", "an award"}, faults);
    Award award;
    read_rule(reader, award, "");
    if (award.id.empty()) reader.required("id");
    award.grade = reader.word("grade");
    award.share = read_class_formula(reader, "share", "share_of");
    std::string seats_of = reader.word("seats_of");
    award.is_of_organ = seats_of == "organ";
    if (seats_of != "organ" && seats_of != "group" && !seats_of.empty())
        faults.add(node.find("seats_of")->place, "word_not_known",
                   {"seats_of应为organ或group。", "seats_of is organ or group."});
    award.counted = reader.formula("counted");
    award.key = read_formulas(reader, "key");
    if (award.key.empty()) reader.required("key");
    award.tie_flag = reader.word("tie_flag");
    reader.finish();
    return award;
}

ActionRule read_action(const YamlNode& node, Faults& faults) {
    MapReader reader(node, {"结果运用", "an action"}, faults);
    ActionRule rule;
    rule.action = reader.word("action");
    read_rule(reader, rule, rule.action);
    const YamlNode* on = reader.optional("on");
    if (on && on->kind == YamlNode::Kind::map) {
        MapReader target(*on, {"对象", "the target"}, faults);
        rule.on = ActionRule::On::children;
        rule.children_class = target.word("children");
        target.finish();
    } else if (on && on->text == "parent") {
        rule.on = ActionRule::On::parent;
    } else if (on && on->text != "self") {
        faults.add(on->place, "word_not_known",
                   {"on应为self、parent或{children: 类别}。", "on is self, parent or {children: class}."});
    }
    reader.finish();
    return rule;
}

void read_rank(MapReader& reader, Block& block) {
    const YamlNode* node = reader.optional("rank");
    if (!node) return;
    MapReader rank(*node, {"排名", "the rank"}, reader.faults());
    block.is_ranked = true;
    block.rank_key = read_formulas(rank, "key");
    if (block.rank_key.empty()) rank.required("key");
    block.rank_origin = rank.origin();
    rank.finish();
}

void read_outcomes(MapReader& reader, Block& block) {
    Faults& faults = reader.faults();
    reader.each_item("awards",
                     [&](const YamlNode& node) { block.awards.push_back(read_award(node, faults)); });
    reader.each_item("grades", [&](const YamlNode& node) {
        MapReader entry(node, {"等次", "a grade"}, faults);
        GradeRule rule;
        rule.grade = entry.word("grade");
        read_rule(entry, rule, rule.grade);
        entry.finish();
        block.grades.push_back(std::move(rule));
    });
    reader.each_item("flags", [&](const YamlNode& node) {
        MapReader entry(node, {"标记", "a flag"}, faults);
        FlagRule rule;
        rule.flag = entry.word("flag");
        read_rule(entry, rule, rule.flag);
        entry.finish();
        block.flags.push_back(std::move(rule));
    });
    reader.each_item("actions",
                     [&](const YamlNode& node) { block.actions.push_back(read_action(node, faults)); });
    reader.each_item("nodes", [&](const YamlNode& node) {
        MapReader entry(node, {"节点", "a node"}, faults);
        NodeRule rule;
        rule.place = node.place;
        rule.name = entry.word("name");
        read_each(entry, rule.variable, rule.dimension);
        rule.value = entry.formula("value");
        entry.finish();
        block.nodes.push_back(std::move(rule));
    });
}

Block read_block(const YamlNode& node, Faults& faults) {
    MapReader reader(node, {"规则块", "a block"}, faults);
    Block block;
    block.place = node.place;
    block.id = reader.word("id");
    block.title = reader.text("title");
    block.classes = reader.words("for");
    if (block.classes.empty()) reader.required("for");
    reader.each_entry("values", [&](const YamlNode& key, const YamlNode& value) {
        block.values.push_back(read_value(key.text, key.place, value, faults));
    });
    block.states = reader.words("states");
    block.needs = read_formulas(reader, "needs");
    if (const YamlNode* score = reader.optional("score"))
        block.score = read_value("score", score->place, *score, faults);
    read_compare(reader, block);
    read_rank(reader, block);
    read_outcomes(reader, block);
    reader.finish();
    return block;
}

} // namespace

void read_states(MapReader& reader, Scheme& scheme, bool is_fragment) {
    Faults& faults = reader.faults();
    reader.each_entry("states", [&](const YamlNode& key, const YamlNode& node) {
        MapReader entry(node, {"特殊情形", "the states"}, faults);
        StateSet set;
        set.id = key.text;
        set.place = key.place;
        set.is_of_fragment = is_fragment;
        set.title = entry.text("title");
        set.kinds = entry.words("kinds");
        entry.each_item("stages", [&](const YamlNode& stage) {
            set.stages.emplace_back();
            for (const auto& rule : stage.items)
                set.stages.back().push_back(read_state_rule(rule, faults));
        });
        if (set.stages.empty()) entry.required("stages");
        entry.finish();
        if (scheme.state_set(set.id))
            faults.add(key.place, "id_twice",
                       {"“" + set.id + "”已在别处定义。", "\"" + set.id + "\" is defined already."});
        else
            scheme.state_sets.push_back(std::move(set));
    });
}

void read_blocks(MapReader& reader, Scheme& scheme) {
    reader.each_item("blocks", [&](const YamlNode& node) {
        Block block = read_block(node, reader.faults());
        for (const Block& other : scheme.blocks)
            if (other.id == block.id)
                reader.faults().add(block.place, "id_twice",
                                    {"规则块“" + block.id + "”出现了两次。",
                                     "The block \"" + block.id + "\" is given twice."});
        scheme.blocks.push_back(std::move(block));
    });
    if (scheme.blocks.empty()) reader.required("blocks");
}

} // namespace zhishi::scheme
