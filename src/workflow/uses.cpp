#include "workflow/uses.h"

#include "record/limits.h"
#include "workflow/refusals.h"
#include "workflow/results.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::Dimension;
using record::Use;
using record::UseAct;
using record::UseState;
using Is = store::Query::Where::Is;

bool may_organ(const Context& context, Act act) {
    return policy::allows(context.actor, act, Scope::organ);
}

base::Result<std::vector<Dimension>> all_dimensions(const Context& context) {
    store::Query query = store::query_of<Dimension>();
    query.where = {{"organ", Is::equal, context.organ().value, {}}};
    query.order = {{"ordinal", false}, {"name", false}};
    return store::list<Dimension>(context.reader, query);
}

base::Error state_refusal(UseState state) {
    switch (state) {
    case UseState::proposed:
        return wrong_state("use_is_proposed",
                           {"这条建议还没有研究确定，请先由考核委员会或局领导决定。",
                            "It is not decided yet: the committee or a leader decides first."});
    case UseState::agreed:
        return wrong_state("use_is_agreed", {"这条建议已经同意。", "It is agreed already."});
    case UseState::declined:
        return wrong_state("use_is_declined", {"这条建议已经决定不采纳。需要的，请重新提出。",
                                               "It was declined: propose it anew if need be."});
    case UseState::carried_out: break;
    }
    return wrong_state("use_is_carried_out", {"这条建议已经办结。", "It was carried out."});
}

base::Result<Use> use_for(const Context& context, const record::UseId& id, long if_match) {
    ZHISHI_TRY(auto found, store::find<Use>(context.reader, {context.organ().value, id.value}));
    if (!found) return not_found();
    ZHISHI_TRY_VOID(must_match(if_match, found->version));
    return std::move(*found);
}

// The result in words as it stands now; it is kept, so that a later correction does not change what was its
// cause.
std::string cause_of(const PersonResult& result, const base::Period& year) {
    std::string grade = result.decision.grade.empty() ? "不确定等次" : "“" + result.decision.grade + "”";
    std::string cause = period_in_words(year) + "考核等次：" + grade;
    if (result.outcome.score) cause += "；年度总分：" + result.outcome.score->fixed(2);
    for (const record::ProposedAction& action : result.outcome.actions)
        cause += "；" + action.action + "（" + action.clause + "）";
    return cause;
}

} // namespace

base::Result<std::vector<Dimension>> list_dimensions(const Context& context) {
    if (!may_organ(context, Act::dimension_read)) return not_found();
    return all_dimensions(context);
}

base::Result<Prepared<Dimension>> save_dimension(const Context& context, Dimension input, long if_match) {
    ZHISHI_TRY_VOID(may_for_organ(context, Act::dimension_save, Act::dimension_read,
                                  {"只能由考核办办理。", "only the office can."}));
    ZHISHI_TRY(auto dimensions, all_dimensions(context));
    std::vector<base::Error> wrong;
    if (input.name.empty())
        wrong.push_back(text_missing("/name", {"请填写维度名称。", "Name the dimension."}));
    bool is_taken = std::any_of(dimensions.begin(), dimensions.end(), [&](const Dimension& other) {
        return other.id != input.id && other.name == input.name;
    });
    if (is_taken)
        wrong.push_back(
            base::bad_input("name_taken", {"已有同名的维度。", "There is one of this name."}, "/name"));
    input.organ = context.organ();
    if (input.id.empty()) {
        if (dimensions.size() >= record::limits::dimensions_max)
            wrong.push_back(base::bad_input("too_many_dimensions", {"维度最多30个，请先停用不再使用的。",
                                                                    "There are 30 dimensions at most."}));
        input.id = {base::new_id(context.now, context.random)};
        input.version = 0;
    } else {
        auto before = std::find_if(dimensions.begin(), dimensions.end(),
                                   [&](const Dimension& other) { return other.id == input.id; });
        if (before == dimensions.end()) return not_found();
        ZHISHI_TRY_VOID(must_match(if_match, before->version));
        input.version = before->version;
    }
    if (!wrong.empty()) return faults(std::move(wrong));
    store::Change change = begin_change(context, Act::dimension_save);
    change.put(input);
    change.uniques.push_back(
        {&store::Mapping<Dimension>::table(), "name", input.name, {input.organ.value, input.id.value}, true});
    return Prepared<Dimension>{std::move(input), std::move(change)};
}

base::Result<std::vector<UseView>> list_uses(const Context& context, const std::optional<base::Period>& year,
                                             const record::OfficialId& official) {
    record::OfficialId about = official;
    if (about.empty() && !may_organ(context, Act::use_read)) about = context.actor.official;
    if (about.empty()) {
        if (!may_organ(context, Act::use_read)) return not_found();
    } else {
        auto scope = policy::scope_of(context.directory, context.actor, about, context.today());
        if (!scope || !policy::allows(context.actor, Act::use_read, *scope)) return not_found();
    }
    store::Query query = store::query_of<Use>();
    query.where = {{"organ", Is::equal, context.organ().value, {}}};
    if (year) query.where.push_back({"period", Is::equal, year->str(), {}});
    if (!about.empty()) query.where.push_back({"official", Is::equal, about.value, {}});
    query.order = {{"period", true}, {"proposed_at", true}};
    ZHISHI_TRY(auto uses, store::list<Use>(context.reader, query));
    std::vector<UseView> views;
    for (Use& use : uses) {
        ZHISHI_TRY(UseView view, view_of(context, std::move(use)));
        views.push_back(std::move(view));
    }
    return views;
}

base::Result<UseView> view_of(const Context& context, Use use) {
    UseView view;
    auto leads_on = [&](UseAct act) {
        return record::next_state(record::use_steps, use.state, act).has_value();
    };
    bool decides = may_organ(context, Act::use_decide) && use.official != context.actor.official;
    if (decides && leads_on(UseAct::agree)) view.allowed.push_back("agree");
    if (decides && leads_on(UseAct::decline)) view.allowed.push_back("decline");
    if (may_organ(context, Act::use_carry_out) && leads_on(UseAct::carry_out))
        view.allowed.push_back("carry_out");
    view.use = std::move(use);
    return view;
}

base::Result<Prepared<Use>> propose_use(const Context& context, Use input) {
    ZHISHI_TRY_VOID(may_for_organ(context, Act::use_propose, Act::use_read,
                                  {"只能由考核办提出。", "only the office proposes."}));
    ZHISHI_TRY_VOID(must_be_year(input.period));
    std::vector<base::Error> wrong;
    if (!context.directory.official(input.official))
        wrong.push_back(
            base::bad_input("official_unknown", {"没有这个人。", "There is no such person."}, "/official"));
    if (input.proposal.empty())
        wrong.push_back(text_missing("/proposal", {"请写明运用建议。", "Say what is proposed."}));
    if (!input.dimension.empty()) {
        ZHISHI_TRY(auto dimension,
                   store::find<Dimension>(context.reader, {context.organ().value, input.dimension.value}));
        if (!dimension || dimension->is_retired)
            wrong.push_back(base::bad_input(
                "dimension_unknown",
                {"没有这个维度，或者已经停用。", "There is no such dimension, or it is retired."},
                "/dimension"));
        else if (wrong.empty())
            input.dimension = dimension->id;
    }
    if (!wrong.empty()) return faults(std::move(wrong));
    ZHISHI_TRY(PersonResult result, result_of(context, input.official, input.period));
    if (!is_published(result.appraisal) || result.decision.version == 0)
        return wrong_state(
            "result_missing",
            {"此人" + period_in_words(input.period) + "还没有反馈的考核结果，不能提出运用建议。",
             "There is no published result of this year to found a proposal on."});
    input.organ = context.organ();
    input.id = {base::new_id(context.now, context.random)};
    input.cause = cause_of(result, input.period);
    input.state = UseState::proposed;
    input.proposed_by = context.actor.account;
    input.proposed_at = context.now;
    input.decided_by = {};
    input.decided_at.reset();
    input.decision_reason.clear();
    input.outcome.clear();
    input.outcome_on.reset();
    input.version = 0;
    store::Change change = begin_change(context, Act::use_propose);
    change.put(input);
    change.rely_on(result.decision);
    return Prepared<Use>{std::move(input), std::move(change)};
}

base::Result<Prepared<Use>> decide_use(const Context& context, const record::UseId& id, bool is_agreed,
                                       std::string reason, long if_match) {
    ZHISHI_TRY_VOID(may_for_organ(
        context, Act::use_decide, Act::use_read,
        {"由考核委员会成员或者局领导决定。", "a member of the committee or a leader decides."}));
    ZHISHI_TRY(Use use, use_for(context, id, if_match));
    if (use.official == context.actor.official)
        return not_allowed({"涉及本人的事项应当回避。", "nobody decides what is about himself."});
    auto next = record::next_state(record::use_steps, use.state, is_agreed ? UseAct::agree : UseAct::decline);
    if (!next) return state_refusal(use.state);
    if (!is_agreed && reason.empty())
        return base::bad_input("reason_required", {"不采纳的，请写明理由。", "Say why it is declined."},
                               "/reason");
    use.state = *next;
    use.decided_by = context.actor.official;
    use.decided_at = context.now;
    use.decision_reason = std::move(reason);
    store::Change change = begin_change(context, Act::use_decide, use.decision_reason);
    change.put(use);
    return Prepared<Use>{std::move(use), std::move(change)};
}

base::Result<Prepared<Use>> carry_out_use(const Context& context, const record::UseId& id,
                                          std::string outcome, base::Date outcome_on, long if_match) {
    ZHISHI_TRY_VOID(may_for_organ(context, Act::use_carry_out, Act::use_read,
                                  {"只能由考核办登记。", "only the office records it."}));
    ZHISHI_TRY(Use use, use_for(context, id, if_match));
    auto next = record::next_state(record::use_steps, use.state, UseAct::carry_out);
    if (!next) return state_refusal(use.state);
    std::vector<base::Error> wrong;
    if (outcome.empty())
        wrong.push_back(text_missing("/outcome", {"请写明落实情况。", "Say what came of it."}));
    if (outcome_on > context.today())
        wrong.push_back(base::bad_input("outcome_on_is_future",
                                        {"落实日期不能晚于今天。", "The day cannot be after today."},
                                        "/outcome_on"));
    if (!wrong.empty()) return faults(std::move(wrong));
    use.state = *next;
    use.outcome = std::move(outcome);
    use.outcome_on = outcome_on;
    store::Change change = begin_change(context, Act::use_carry_out);
    change.put(use);
    return Prepared<Use>{std::move(use), std::move(change)};
}

} // namespace zhishi::workflow
