#include "scheme/scheme.h"

#include <algorithm>
#include <array>
#include <set>

namespace zhishi::scheme {

namespace {

template <class List>
auto* find_by_id(const List& list, std::string_view id) {
    auto found = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.id == id; });
    return found == list.end() ? nullptr : &*found;
}

constexpr std::array<std::pair<const char*, base::Period::Kind>, 5> period_kinds{{
    {"year", base::Period::Kind::year},
    {"half", base::Period::Kind::half},
    {"quarter", base::Period::Kind::quarter},
    {"month", base::Period::Kind::month},
    {"special", base::Period::Kind::special},
}};

} // namespace

bool Range::allows(const base::Number& value) const {
    if (min && value < *min) return false;
    if (max && value > *max) return false;
    if (above && value <= *above) return false;
    return !is_whole || value.is_whole();
}

base::Text Range::description() const {
    base::Text text{is_whole ? "整数" : "数", is_whole ? "a whole number" : "a number"};
    if (above) {
        text.zh = "大于" + above->str() + "的" + text.zh;
        text.en += " above " + above->str();
    }
    if (min && max) {
        text.zh = min->str() + "至" + max->str() + "之间的" + text.zh;
        text.en += " from " + min->str() + " to " + max->str();
    } else if (min) {
        text.zh = "不小于" + min->str() + "的" + text.zh;
        text.en += " of at least " + min->str();
    } else if (max) {
        text.zh = "不大于" + max->str() + "的" + text.zh;
        text.en += " of at most " + max->str();
    }
    return text;
}

const std::vector<std::string>& WordList::words_for(const std::string& subject_class) const {
    auto found = of.find(subject_class);
    return found == of.end() ? words : found->second;
}

const Formula* ClassFormula::for_class(const std::string& subject_class) const {
    if (all.is_set) return &all;
    auto found = of.find(subject_class);
    return found == of.end() ? nullptr : &found->second;
}

std::vector<const Formula*> ClassFormula::formulas() const {
    std::vector<const Formula*> list;
    if (all.is_set) list.push_back(&all);
    for (const auto& [name, formula] : of)
        list.push_back(&formula);
    return list;
}

bool Block::has_class(const std::string& wanted) const {
    return std::find(classes.begin(), classes.end(), wanted) != classes.end();
}

bool Scheme::appraises(base::Period::Kind kind) const {
    return std::find(periods.begin(), periods.end(), kind) != periods.end();
}

bool Scheme::appraises(const base::Period& period) const {
    bool is_second_half = period.kind() == base::Period::Kind::half && period.ordinal() == 2;
    return appraises(period.kind()) && !(is_second_half && is_first_half_only);
}

const Parameter* Scheme::parameter(std::string_view wanted) const {
    return find_by_id(parameters, wanted);
}
const WordList* Scheme::word_list(std::string_view wanted) const {
    return find_by_id(word_lists, wanted);
}
const StateSet* Scheme::state_set(std::string_view wanted) const {
    return find_by_id(state_sets, wanted);
}
const SubjectClass* Scheme::subject_class(std::string_view wanted) const {
    return find_by_id(classes, wanted);
}

int Scheme::value_index(std::string_view wanted) const {
    auto found = std::find(value_names.begin(), value_names.end(), wanted);
    return found == value_names.end() ? -1 : static_cast<int>(found - value_names.begin());
}

base::Text Scheme::grade_title(const std::string& word) const {
    for (const auto& grade : grades)
        if (grade.word == word) return grade.title;
    return {word, word};
}

base::Text Scheme::flag_title(const std::string& flag) const {
    for (const StateSet& set : state_sets)
        for (const auto& stage : set.stages)
            for (const StateRule& rule : stage)
                if (rule.flag == flag) return rule.title;
    for (const Block& block : blocks) {
        for (const FlagRule& rule : block.flags)
            if (rule.flag == flag) return rule.title;
        for (const Award& award : block.awards)
            if (award.tie_flag == flag)
                return {"名额末位得分相同，由考核委员会决定", "Tied at the last seat: the committee decides"};
    }
    if (flag == "incomplete") return {"材料不全，未计分", "Incomplete: not scored"};
    return {flag, flag};
}

std::vector<std::string> flag_names(const Scheme& scheme) {
    std::set<std::string> names{"incomplete"};
    for (const StateSet& set : scheme.state_sets)
        for (const auto& stage : set.stages)
            for (const StateRule& rule : stage)
                names.insert(rule.flag);
    for (const Block& block : scheme.blocks) {
        for (const Award& award : block.awards)
            names.insert(award.tie_flag);
        for (const FlagRule& rule : block.flags)
            names.insert(rule.flag);
    }
    names.erase("");
    return {names.begin(), names.end()};
}

namespace {

void each_formula_of(const Block& block, const std::function<void(const Formula&)>& take) {
    auto take_all = [&](const ClassFormula& formula) {
        for (const Formula* one : formula.formulas())
            take(*one);
    };
    auto take_value = [&](const Value& value) {
        take(value.dimension);
        take_all(value.formula);
    };
    for (const Value& value : block.values)
        take_value(value);
    if (block.score) take_value(*block.score);
    for (const auto* formulas : {&block.needs, &block.rank_key})
        for (const Formula& formula : *formulas)
            take(formula);
    for (const Award& award : block.awards) {
        take(award.when);
        take(award.counted);
        take_all(award.share);
        for (const Formula& key : award.key)
            take(key);
    }
    for (const auto& rule : block.grades)
        take(rule.when);
    for (const auto& rule : block.flags)
        take(rule.when);
    for (const auto& rule : block.actions)
        take(rule.when);
    for (const NodeRule& node : block.nodes) {
        take(node.dimension);
        take(node.value);
    }
}

} // namespace

void each_formula(const Scheme& scheme, const std::function<void(const Formula&)>& take) {
    auto take_set = [&](const Formula& formula) {
        if (formula.is_set) take(formula);
    };
    for (const StateSet& set : scheme.state_sets)
        for (const auto& stage : set.stages)
            for (const StateRule& rule : stage)
                take_set(rule.when);
    for (const Block& block : scheme.blocks)
        each_formula_of(block, take_set);
}

bool fits_pattern(std::string_view pattern, std::string_view text) {
    size_t star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == text;
    std::string_view before = pattern.substr(0, star), after = pattern.substr(star + 1);
    return text.size() > before.size() + after.size() && text.starts_with(before) && text.ends_with(after);
}

std::string_view kind_name(base::Period::Kind kind) {
    for (auto [name, value] : period_kinds)
        if (value == kind) return name;
    return "";
}

std::optional<base::Period::Kind> period_kind_of(std::string_view name) {
    for (auto [known, value] : period_kinds)
        if (name == known) return value;
    return std::nullopt;
}

} // namespace zhishi::scheme
