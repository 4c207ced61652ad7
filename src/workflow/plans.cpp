#include "workflow/plans.h"

#include "record/limits.h"
#include "workflow/periods.h"
#include "workflow/refusals.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::Plan;
using record::PlanAct;
using record::PlanState;

const base::Text only_owner{"只能由本人办理。", "only the person himself can."};
const base::Text only_reviewer{"只能由审核人办理。", "only the reviewer can."};

bool is_annual(const base::Period& period) {
    return period.kind() == base::Period::Kind::year;
}

base::Error state_refusal(PlanState state, PlanAct act) {
    switch (state) {
    case PlanState::submitted:
        if (act == PlanAct::save)
            return wrong_state("plan_is_submitted",
                               {"计划已提交审核，请先撤回再修改。",
                                "The plan is with the reviewer: withdraw it before changing it."});
        return wrong_state("plan_is_submitted", {"计划已经提交。", "The plan has been submitted already."});
    case PlanState::confirmed:
        return wrong_state("plan_is_confirmed", {"计划已经确认；如需调整，请填写理由后变更。",
                                                 "The plan is confirmed; to change it, give a reason."});
    case PlanState::draft:
    case PlanState::returned: break;
    }
    return wrong_state("plan_is_not_submitted", {"计划还没有提交，请等本人提交后再办理。",
                                                 "The plan is not submitted yet: wait for the person."});
}

// Reads the plan, checks right, version and an open month: what every act on a plan begins with.
struct Opened {
    Plan plan;
    Scope scope;
    store::Change change;
};
base::Result<Opened> open_plan(const Context& context, Act act, const PlanKey& key, long if_match,
                               base::Text who, std::string reason = {}) {
    ZHISHI_TRY(Scope scope,
               may_on_papers(context, act, Act::plan_read, key.official, key.period, std::move(who)));
    ZHISHI_TRY_VOID(must_be_month_or_year(key.period));
    ZHISHI_TRY(Plan plan, plan_of(context, key));
    ZHISHI_TRY_VOID(must_match(if_match, plan.version));
    Opened opened{std::move(plan), scope, begin_change(context, act, std::move(reason))};
    ZHISHI_TRY_VOID(rely_on_open(context, key.period, opened.change));
    return opened;
}

base::Result<void> step(Plan& plan, PlanAct act) {
    auto next = record::next_state(record::plan_steps, plan.state, act);
    if (!next) return state_refusal(plan.state, act);
    plan.state = *next;
    return {};
}

Prepared<Plan> finish(Opened opened) {
    opened.change.put(opened.plan);
    return {std::move(opened.plan), std::move(opened.change)};
}

// The items of the level above that may be taken in.
base::Result<std::vector<record::PlanItem>> offered_items(const Context& context, const PlanKey& key) {
    std::vector<record::PlanItem> offered;
    if (!is_annual(key.period)) {
        ZHISHI_TRY(Plan annual, plan_of(context, {key.official, base::Period::of_year(key.period.year())}));
        return std::move(annual.items);
    }
    auto day = context.directory.reference_day(key.official, key.period, context.today());
    const record::Post* post = day ? context.directory.main_post(key.official, *day) : nullptr;
    if (!post) return offered;
    ZHISHI_TRY(auto works, store::find<record::UnitWorks>(context.reader,
                                                          {context.organ().value, post->unit.value,
                                                           static_cast<std::int64_t>(key.period.year())}));
    if (works)
        for (const auto& work : works->works)
            offered.push_back({work.id, work.title, work.measure, work.due_on, {}});
    return offered;
}

std::string pointer(size_t item, std::string_view field) {
    return "/items/" + std::to_string(item) + "/" + std::string(field);
}

// Gives new items their ids, and refuses ids and origins that were never handed out.
base::Result<std::vector<record::PlanItem>> checked_items(const Context& context, const PlanKey& key,
                                                          const Plan& before,
                                                          std::vector<record::PlanItem> items) {
    ZHISHI_TRY(auto offered, offered_items(context, key));
    std::vector<base::Error> found;
    std::vector<std::string> seen;
    for (size_t i = 0; i < items.size(); ++i) {
        auto& item = items[i];
        auto same_id = [&](const auto& other) { return other.id == item.id; };
        auto old = std::find_if(before.items.begin(), before.items.end(), same_id);
        if (item.id.empty())
            item.id.value = base::new_id(context.now, context.random);
        else if (old == before.items.end())
            found.push_back(base::bad_input("plan_item_unknown",
                                            {"这一项不在您读取的计划中，请刷新后再保存。",
                                             "This item is not in the plan that you read: load it again."},
                                            pointer(i, "id")));
        if (std::find(seen.begin(), seen.end(), item.id.value) != seen.end())
            found.push_back(base::bad_input("plan_item_twice",
                                            {"同一项出现了两次。", "The same item is given twice."},
                                            pointer(i, "id")));
        seen.push_back(item.id.value);
        bool came_from_there = old != before.items.end() && old->from == item.from;
        bool is_offered =
            std::any_of(offered.begin(), offered.end(), [&](const auto& o) { return o.id == item.from; });
        if (!item.from.empty() && !came_from_there && !is_offered)
            found.push_back(base::bad_input("plan_source_unknown",
                                            {"所引用的上级任务不存在，请重新选择。",
                                             "The item above that it names does not exist: choose it again."},
                                            pointer(i, "from")));
        if (item.due_on && (*item.due_on < key.period.first() || item.due_on->year() > key.period.year() + 1))
            found.push_back(
                base::bad_input("due_date_outside_period",
                                {"完成时限应不早于" + key.period.first().str() + "，不晚于次年年底。",
                                 "The deadline must not lie before " + key.period.first().str() +
                                     " nor after the end of the next year."},
                                pointer(i, "due_on")));
    }
    if (!found.empty()) return faults(std::move(found));
    return items;
}

std::vector<std::string> allowed_acts(const Context& context, const Plan& plan, bool is_closed) {
    std::vector<std::string> allowed;
    auto scope = scope_on_papers(context, plan.official, plan.period);
    if (!scope || is_closed) return allowed;
    bool owns = *scope == Scope::self && policy::allows(context.actor, Act::plan_save, *scope);
    bool reviews = *scope == Scope::reviewee && policy::allows(context.actor, Act::plan_confirm, *scope);
    bool is_open = plan.state == PlanState::draft || plan.state == PlanState::returned;
    if (is_open && (owns || (reviews && is_annual(plan.period)))) allowed.push_back("save");
    if (is_open && owns) allowed.push_back("submit");
    if (is_open && reviews && is_annual(plan.period)) allowed.push_back("issue");
    if (plan.state == PlanState::submitted && owns) allowed.push_back("withdraw");
    if (plan.state == PlanState::submitted && reviews) {
        allowed.push_back("confirm");
        allowed.push_back("return");
    }
    if (plan.state == PlanState::confirmed && (owns || reviews)) allowed.push_back("change");
    return allowed;
}

} // namespace

record::Reviewer reviewer_in(const Context& context, const record::OfficialId& official,
                             const base::Period& period) {
    auto day = context.directory.reference_day(official, period, context.today());
    return context.directory.reviewer_of(official, day.value_or(context.today()), context.today());
}

bool is_leader_in(const Context& context, const record::OfficialId& official, const base::Period& period) {
    return reviewer_in(context, official, period).reason == record::ReviewerReason::nobody_reviews_a_leader;
}

base::Result<Plan> plan_of(const Context& context, const PlanKey& key) {
    ZHISHI_TRY(auto found, store::find<Plan>(context.reader,
                                             {context.organ().value, key.official.value, key.period.str()}));
    if (found) return std::move(*found);
    Plan empty;
    empty.organ = context.organ();
    empty.official = key.official;
    empty.period = key.period;
    return empty;
}

base::Result<PlanView> read_plan(const Context& context, const PlanKey& key) {
    ZHISHI_TRY([[maybe_unused]] Scope scope,
               may_on_papers(context, Act::plan_read, Act::plan_read, key.official, key.period, only_owner));
    ZHISHI_TRY_VOID(must_be_month_or_year(key.period));
    ZHISHI_TRY(Plan plan, plan_of(context, key));
    return view_of(context, std::move(plan));
}

base::Result<PlanView> view_of(const Context& context, Plan plan) {
    PlanView view;
    PlanKey key{plan.official, plan.period};
    ZHISHI_TRY(view.offered, offered_items(context, key));
    view.reviewer = reviewer_in(context, key.official, key.period);
    view.deadlines = is_annual(key.period)
                         ? due_steps(context, {"annual_plan"}, key.period)
                         : due_steps(context, {"month_plan", "month_plan_confirmation"}, key.period);
    if (!is_annual(key.period)) {
        ZHISHI_TRY(record::PeriodState state, period_state(context, key.period));
        view.is_closed = state.is_closed;
    }
    view.allowed = allowed_acts(context, plan, view.is_closed);
    view.plan = std::move(plan);
    return view;
}

base::Result<Prepared<Plan>> save_plan(const Context& context, const PlanKey& key, const PlanInput& input,
                                       long if_match) {
    ZHISHI_TRY(Opened opened, open_plan(context, Act::plan_save, key, if_match, only_owner, input.reason));
    Plan& plan = opened.plan;
    bool by_owner = opened.scope == Scope::self;
    bool is_change = plan.state == PlanState::confirmed;
    if (!by_owner && !is_annual(key.period) && !is_change)
        return not_allowed({"月计划由本人编制，审核人可以确认或退回。",
                            "a monthly plan is written by the person; the reviewer confirms or returns it."});
    if (is_change && input.reason.empty())
        return base::bad_input("reason_required",
                               {"计划确认后变更须填写理由。", "A change after confirmation needs a reason."},
                               "/reason");
    if (is_change && input.items.empty())
        return base::bad_input("plan_is_empty", {"计划至少要有一项。", "A plan needs at least one item."},
                               "/items");
    ZHISHI_TRY(auto items, checked_items(context, key, plan, input.items));

    PlanAct act = !is_change ? PlanAct::save
                  : by_owner ? PlanAct::change_by_owner
                             : PlanAct::change_by_reviewer;
    // A leader's change needs nobody's confirmation.
    if (act == PlanAct::change_by_owner && is_leader_in(context, key.official, key.period))
        act = PlanAct::change_by_reviewer;
    ZHISHI_TRY_VOID(step(plan, act));
    plan.items = std::move(items);
    if (is_change) {
        plan.change_reason = input.reason;
        if (plan.state == PlanState::submitted) {
            plan.submitted_at = context.now;
            plan.confirmed_by = {};
            plan.confirmed_at.reset();
        }
    }
    return finish(std::move(opened));
}

base::Result<Prepared<Plan>> submit_plan(const Context& context, const PlanKey& key, long if_match) {
    ZHISHI_TRY(Opened opened, open_plan(context, Act::plan_submit, key, if_match, only_owner));
    Plan& plan = opened.plan;
    ZHISHI_TRY_VOID(step(plan, PlanAct::submit));
    if (plan.items.empty())
        return base::bad_input("plan_is_empty",
                               {"请至少填写一项计划后再提交。", "Write at least one item before submitting."},
                               "/items");
    ZHISHI_TRY(plan.submitted_late,
               is_late(context, is_annual(key.period) ? "annual_plan" : "month_plan", key.period));
    plan.submitted_at = context.now;
    plan.return_reason.clear();
    if (is_leader_in(context, key.official, key.period)) {
        plan.state = PlanState::confirmed;
        plan.confirmed_at = context.now;
    }
    return finish(std::move(opened));
}

base::Result<Prepared<Plan>> withdraw_plan(const Context& context, const PlanKey& key, long if_match) {
    ZHISHI_TRY(Opened opened, open_plan(context, Act::plan_withdraw, key, if_match, only_owner));
    if (opened.plan.state == PlanState::confirmed)
        return wrong_state("plan_is_confirmed",
                           {"计划已经确认，不能撤回；如需调整，请填写理由后变更。",
                            "The plan is confirmed and cannot be withdrawn; change it with a reason."});
    ZHISHI_TRY_VOID(step(opened.plan, PlanAct::withdraw));
    opened.plan.submitted_at.reset();
    opened.plan.submitted_late = false;
    return finish(std::move(opened));
}

base::Result<Prepared<Plan>> confirm_plan(const Context& context, const PlanKey& key, long if_match) {
    ZHISHI_TRY(Opened opened, open_plan(context, Act::plan_confirm, key, if_match, only_reviewer));
    Plan& plan = opened.plan;
    bool is_issue =
        is_annual(key.period) && (plan.state == PlanState::draft || plan.state == PlanState::returned);
    ZHISHI_TRY_VOID(step(plan, is_issue ? PlanAct::issue : PlanAct::confirm));
    if (plan.items.empty())
        return base::bad_input(
            "plan_is_empty",
            {"计划没有内容，请先分解任务。", "The plan has no items: break the work down first."}, "/items");
    if (is_issue) {
        ZHISHI_TRY(plan.submitted_late, is_late(context, "annual_plan", key.period));
        plan.submitted_at = context.now;
    }
    plan.return_reason.clear();
    plan.confirmed_by = context.actor.official;
    plan.confirmed_at = context.now;
    return finish(std::move(opened));
}

base::Result<Prepared<Plan>> return_plan(const Context& context, const PlanKey& key,
                                         const std::string& reason, long if_match) {
    ZHISHI_TRY(Opened opened, open_plan(context, Act::plan_return, key, if_match, only_reviewer, reason));
    if (opened.plan.state == PlanState::confirmed)
        return wrong_state("plan_is_confirmed",
                           {"计划已经确认，不能退回；可以填写理由后直接变更。",
                            "The plan is confirmed and cannot be returned; change it with a reason."});
    ZHISHI_TRY_VOID(step(opened.plan, PlanAct::send_back));
    opened.plan.return_reason = reason;
    return finish(std::move(opened));
}

} // namespace zhishi::workflow
