// Special states (probation, absence, discipline): the facts that the scheme's state sets read, with their
// evidence.
#include "crypto/hash.h"
#include "workflow/periods.h"
#include "workflow/personnel.h"
#include "workflow/record_lists.h"
#include "workflow/refusals.h"

#include <algorithm>
#include <set>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::SpecialState;
using scheme::Expression;
using scheme::FactInput;

const base::Text only_office{"特殊情形由考核办登记。", "the office records special states."};
constexpr std::string_view star_suffix = ":*";

// The keys of facts that a formula asks for: fact(probation), fact('discipline:{d}'), keys('discipline:*').
void collect_keys(const Expression& expression, std::set<std::string>& keys) {
    bool asks = expression.kind == Expression::Kind::call && (expression.function == scheme::Function::fact ||
                                                              expression.function == scheme::Function::keys);
    if (asks && !expression.children.empty()) keys.insert(expression.children.front().text);
    for (const Expression& child : expression.children)
        collect_keys(child, keys);
}

std::vector<const FactInput*> state_facts(const Context& context) {
    std::set<std::string> keys;
    for (const auto& set : context.scheme.scheme->state_sets)
        for (const auto& stage : set.stages)
            for (const auto& rule : stage)
                if (rule.when.is_set) collect_keys(rule.when.root, keys);
    std::vector<const FactInput*> facts;
    for (const FactInput& fact : context.scheme.scheme->inputs.facts)
        if (keys.contains(fact.key)) facts.push_back(&fact);
    return facts;
}

bool has_number(const FactInput& fact) {
    return fact.key.ends_with(star_suffix);
}
// discipline:* as people choose it: discipline.
std::string key_to_choose(const FactInput& fact) {
    return has_number(fact) ? fact.key.substr(0, fact.key.size() - star_suffix.size()) : fact.key;
}
// discipline, and discipline:2 of a state that is kept.
const FactInput* fact_of(const std::vector<const FactInput*>& facts, const std::string& key) {
    for (const FactInput* fact : facts)
        if (key == key_to_choose(*fact) || (has_number(*fact) && scheme::fits_pattern(fact->key, key)))
            return fact;
    return nullptr;
}

void check_value(const FactInput& fact, const std::string& value, FaultList& wrong) {
    if (fact.is_word) {
        if (fact.words.empty() || std::find(fact.words.begin(), fact.words.end(), value) != fact.words.end())
            return;
        wrong.add("state_value_unknown",
                  {"“" + fact.title.zh + "”没有“" + value + "”这种情形，请从列表中选择。",
                   "'" + fact.title.en + "' has no value '" + value + "': choose one of the list."},
                  "/value");
        return;
    }
    auto number = base::Number::parse(value);
    if (number && fact.range.allows(*number)) return;
    auto range = fact.range.description();
    wrong.add(
        "state_value_unknown",
        {"“" + fact.title.zh + "”应为" + range.zh + "。", "'" + fact.title.en + "' is " + range.en + "."},
        "/value");
}

// One key of one person and year has one id: who records it at the same moment as another is told so by the
// writer.
record::SpecialStateId id_of(const SpecialState& state) {
    constexpr size_t letters = 26;
    std::string name = state.official.value + "\n" + std::to_string(state.year) + "\n" + state.key;
    return {crypto::sha256_hex(name).substr(0, letters)};
}

base::Result<std::vector<SpecialState>> states_of(const Context& context, int year) {
    using Is = store::Query::Where::Is;
    store::Query query = store::query_of<SpecialState>();
    query.where = {{"organ", Is::equal, context.organ().value, {}},
                   {"year", Is::equal, static_cast<std::int64_t>(year), {}}};
    return store::list<SpecialState>(context.reader, query);
}

base::Result<Prepared<SpecialState>> add_state(const Context& context, SpecialState input,
                                               const FactInput& fact) {
    ZHISHI_TRY(auto kept, states_of(context, input.year));
    auto of_key = [&](const std::string& key) -> const SpecialState* {
        for (const auto& state : kept)
            if (state.official == input.official && state.key == key) return &state;
        return nullptr;
    };
    if (has_number(fact)) {
        int number = 1;
        std::string stem = key_to_choose(fact) + ":";
        while (of_key(stem + std::to_string(number)))
            number += 1;
        input.key = stem + std::to_string(number);
    } else if (const SpecialState* before = of_key(input.key)) {
        if (!before->is_withdrawn)
            return base::bad_input(
                "state_exists",
                {"该同志本年度已登记“" + fact.title.zh + "”，请修改原来的一条。",
                 "'" + fact.title.en + "' is recorded for him and the year: change that one."},
                "/key");
        input.version = before->version; // recorded anew after it was withdrawn
    }
    input.organ = context.organ();
    input.id = id_of(input);
    input.is_withdrawn = false;
    input.withdrawal_reason.clear();
    store::Change change = begin_change(context, Act::special_state_save);
    change.put(input);
    return Prepared<SpecialState>{std::move(input), std::move(change)};
}

base::Result<Prepared<SpecialState>> change_state(const Context& context, SpecialState input,
                                                  const SpecialState& before, long if_match) {
    ZHISHI_TRY_VOID(must_match(if_match, before.version));
    if (input.official != before.official || input.year != before.year || input.key != before.key)
        return base::bad_input("state_keeps_its_person",
                               {"只能修改内容和依据；人员、年度或类别有误的，请撤销后重新登记。",
                                "Value and evidence change; for another person, year or kind withdraw it and "
                                "record one."},
                               "/official");
    if (input.is_withdrawn && input.withdrawal_reason.empty())
        return base::bad_input("text_missing", {"请说明撤销的原因。", "Say why it is withdrawn."},
                               "/withdrawal_reason");
    if (!input.is_withdrawn) input.withdrawal_reason.clear();
    input.organ = context.organ();
    input.version = before.version;
    store::Change change = begin_change(context, Act::special_state_save, input.withdrawal_reason);
    change.put(input);
    return Prepared<SpecialState>{std::move(input), std::move(change)};
}

} // namespace

base::Result<std::vector<SpecialState>> list_special_states(const Context& context, int year) {
    if (!policy::allows(context.actor, Act::special_state_read, Scope::organ)) return not_found();
    ZHISHI_TRY(auto states, states_of(context, year));
    std::sort(states.begin(), states.end(), [&](const SpecialState& a, const SpecialState& b) {
        return std::tuple(context.directory.name_of(a.official), a.official, a.key) <
               std::tuple(context.directory.name_of(b.official), b.official, b.key);
    });
    return states;
}

base::Result<Prepared<SpecialState>> save_special_state(const Context& context, SpecialState input,
                                                        long if_match) {
    ZHISHI_TRY_VOID(may_for_organ(context, Act::special_state_save, Act::special_state_read, only_office));
    std::optional<SpecialState> before;
    if (!input.id.empty()) {
        ZHISHI_TRY(before,
                   store::find<SpecialState>(context.reader, {context.organ().value, input.id.value}));
        if (!before) return not_found();
    }
    auto facts = state_facts(context);
    const FactInput* fact = fact_of(facts, input.key);
    FaultList wrong;
    if (!context.directory.official(input.official))
        wrong.add("official_unknown", {"没有这个人员。", "There is no such person."}, "/official");
    bool is_served =
        input.year <= context.today().year() && must_be_year(base::Period::of_year(input.year)).ok();
    if (!is_served)
        wrong.add("year_out_of_range",
                  {"年度应在2000至" + std::to_string(context.today().year()) + "之间。",
                   "The year lies between 2000 and " + std::to_string(context.today().year()) + "."},
                  "/year");
    if (!fact)
        wrong.add("state_unknown",
                  {"考核方案没有这种特殊情形，请从列表中选择。",
                   "The scheme knows no such state: choose one of the list."},
                  "/key");
    else
        check_value(*fact, input.value, wrong);
    if (input.evidence.empty())
        wrong.add("text_missing",
                  {"请填写依据（文件字号、日期），不要写病情等个人隐私。",
                   "Give the document's number and date; never a diagnosis."},
                  "/evidence");
    ZHISHI_TRY_VOID(wrong.result());
    if (before) return change_state(context, std::move(input), *before, if_match);
    return add_state(context, std::move(input), *fact);
}

std::vector<StateChoice> state_choices(const Context& context) {
    std::vector<StateChoice> choices;
    for (const FactInput* fact : state_facts(context))
        choices.push_back({key_to_choose(*fact), fact->title, fact->words, !fact->is_word});
    return choices;
}

} // namespace zhishi::workflow
