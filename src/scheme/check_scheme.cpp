#include "scheme/check_scheme.h"

#include "scheme/check_block.h"
#include "scheme/known_names.h"

#include <algorithm>

namespace zhishi::scheme {

namespace {

void check_parameters(const Scheme& scheme, Faults& faults) {
    for (const Parameter& parameter : scheme.parameters)
        for (const ParameterValue& value : parameter.values)
            check_origin(scheme, value.origin, value.place, faults);
    for (const ParameterSum& sum : scheme.sums) {
        base::Number total;
        bool is_complete = true;
        for (const std::string& name : sum.parameters) {
            const Parameter* parameter = scheme.parameter(name);
            if (!parameter)
                faults.add(sum.place, "name_not_defined",
                           joined({"没有参数“" + name + "”。", "There is no parameter \"" + name + "\"."},
                                  known_instead(name, ids_of(scheme.parameters))));
            is_complete = is_complete && parameter && !parameter->values.empty();
            if (is_complete) total += parameter->values.back().number;
        }
        if (is_complete && total != sum.total)
            faults.add(sum.place, "sum_wrong",
                       {"这些参数之和为" + total.str() + "，应为" + sum.total.str() + "。",
                        "These parameters add up to " + total.str() + ", not to " + sum.total.str() + "."});
    }
}

void check_subjects(const Scheme& scheme, Faults& faults) {
    for (const SubjectClass& subject_class : scheme.classes)
        for (const std::string& parent : subject_class.parents)
            if (!scheme.subject_class(parent))
                faults.add(subject_class.place, "name_not_defined",
                           joined({"上级类别“" + parent + "”没有定义。",
                                   "The class \"" + parent + "\" of the parent is not defined."},
                                  known_instead(parent, ids_of(scheme.classes))));
    for (const WordList& list : scheme.word_lists) {
        check_origin(scheme, list.origin, list.place, faults);
        for (const auto& [name, words] : list.of)
            if (!scheme.subject_class(name))
                faults.add(list.place, "name_not_defined",
                           {"类别“" + name + "”没有定义。", "The class \"" + name + "\" is not defined."});
    }
}

void check_part_and_whole(const Scheme& scheme, const CrossCheck& check, Uses& uses, Faults& faults) {
    auto has_star = [](const std::string& key) { return key.find('*') != std::string::npos; };
    for (const std::string& key : {check.part, check.whole}) {
        auto declared = std::find_if(scheme.inputs.facts.begin(), scheme.inputs.facts.end(),
                                     [&](const FactInput& input) { return input.key == key; });
        if (declared == scheme.inputs.facts.end()) {
            faults.add(check.place, "input_not_declared",
                       joined({"事实“" + key + "”未在inputs.facts中声明。",
                               "The fact \"" + key + "\" is not declared in inputs.facts."},
                              known_instead(key, declared_facts(scheme))));
            continue;
        }
        uses.things.insert(&*declared);
        if (declared->is_word)
            faults.add(check.place, "type_wrong",
                       {"事实“" + key + "”是词，不能比较大小。",
                        "The fact \"" + key + "\" is a word and has no size."});
    }
    if (has_star(check.part) != has_star(check.whole))
        faults.add(check.place, "star_missing",
                   {"part与whole应当都带星号，或者都不带。",
                    "Either both of part and whole have a star, or neither."});
    bool is_of_years = std::all_of(scheme.periods.begin(), scheme.periods.end(),
                                   [](auto kind) { return kind == base::Period::Kind::year; });
    if (check.years_back > 0 && !is_of_years)
        faults.add(check.place, "years_back_wrong",
                   {"years_back只用于年度方案。", "years_back is for schemes of years alone."});
}

void check_ballots(const Scheme& scheme, const CrossCheck& check, Uses& uses, Faults& faults) {
    const WordList* list = scheme.word_list(check.word_list);
    if (!list) {
        faults.add(check.place, "name_not_defined",
                   joined({"没有名为“" + check.word_list + "”的词表。",
                           "There is no list of words \"" + check.word_list + "\"."},
                          known_instead(check.word_list, ids_of(scheme.word_lists))));
        return;
    }
    uses.things.insert(list);
    for (const std::string& item : list->words) {
        bool is_rated = std::any_of(
            scheme.inputs.ratings.begin(), scheme.inputs.ratings.end(), [&](const RatingInput& input) {
                auto has = [](const auto& words, const std::string& word) {
                    return std::find(words.begin(), words.end(), word) != words.end();
                };
                return has(input.items, item) && (input.roles.empty() || has(input.roles, check.role));
            });
        if (!is_rated)
            faults.add(
                check.place, "input_not_declared",
                {"评分项“" + item + "”没有由“" + check.role + "”评分的声明。",
                 "inputs.ratings does not let \"" + check.role + "\" rate the item \"" + item + "\"."});
    }
}

void check_cross_checks(const Scheme& scheme, Uses& uses, Faults& faults) {
    for (const CrossCheck& check : scheme.checks) {
        check_origin(scheme, check.origin, check.place, faults);
        if (check.word_list.empty())
            check_part_and_whole(scheme, check, uses, faults);
        else
            check_ballots(scheme, check, uses, faults);
    }
}

// What is declared and never read misleads the reader of the file. A fragment serves several schemes and may
// hold more than this one needs.
void check_unused(const Scheme& scheme, const Uses& uses, Faults& faults) {
    auto report = [&](const Place& place, const std::string& what_zh, const std::string& what_en) {
        faults.add(place, "not_used",
                   {what_zh + "没有被任何公式使用，请删去或用上。",
                    what_en + " is used by no formula: remove it or use it."});
    };
    for (const Parameter& parameter : scheme.parameters)
        if (!parameter.is_of_fragment && !uses.things.contains(&parameter))
            report(parameter.place, "参数“" + parameter.id + "”", "The parameter \"" + parameter.id + "\"");
    for (const WordList& list : scheme.word_lists)
        if (!list.is_of_fragment && !uses.things.contains(&list))
            report(list.place, "词表“" + list.id + "”", "The list of words \"" + list.id + "\"");
    for (const RatingInput& input : scheme.inputs.ratings)
        if (!input.is_of_fragment && !uses.things.contains(&input))
            report(input.place,
                   input.of_declared_items ? "items.csv所列项目的评分"
                                           : "评分输入“" + input.items.front() + "”",
                   input.of_declared_items ? "The rating of the items of items.csv"
                                           : "The rating \"" + input.items.front() + "\"");
    for (const FactInput& input : scheme.inputs.facts)
        if (!input.is_of_fragment && !uses.things.contains(&input))
            report(input.place, "事实“" + input.key + "”", "The fact \"" + input.key + "\"");
    for (const EventInput& input : scheme.inputs.events)
        if (!input.is_of_fragment && !uses.things.contains(&input))
            report(input.place, "加减分项“" + input.item + "”", "The event \"" + input.item + "\"");
    for (const StateSet& set : scheme.state_sets)
        if (!set.is_of_fragment && !uses.things.contains(&set))
            report(set.place, "特殊情形“" + set.id + "”", "The states \"" + set.id + "\"");
    for (const Block& block : scheme.blocks)
        for (const Value& value : block.values)
            if (!uses.values.contains(value.name))
                report(value.place, "值“" + value.id + "”", "The value \"" + value.id + "\"");
}

} // namespace

void check_scheme(Scheme& scheme, Faults& faults) {
    check_parameters(scheme, faults);
    check_subjects(scheme, faults);
    Uses uses;
    check_cross_checks(scheme, uses, faults);
    for (Block& block : scheme.blocks)
        check_block(scheme, block, uses, faults);
    if (flag_names(scheme).size() > flags_max || scheme.grades.size() > grades_max)
        faults.add(
            {}, "too_many_words",
            {"标记最多" + std::to_string(flags_max) + "种，等次最多" + std::to_string(grades_max) + "种。",
             "There may be at most " + std::to_string(flags_max) + " flags and " +
                 std::to_string(grades_max) + " grades."});
    // A broken formula may be the one that uses what seems unused: say the first things first.
    if (faults.empty()) check_unused(scheme, uses, faults);
}

} // namespace zhishi::scheme
