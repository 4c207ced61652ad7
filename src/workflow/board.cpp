#include "workflow/overview.h"
#include "workflow/periods.h"
#include "workflow/plans.h"
#include "workflow/refusals.h"

#include <algorithm>
#include <map>

namespace zhishi::workflow {

namespace {

using record::Month;
using record::MonthState;
using record::Plan;
using record::PlanState;
using record::RemindedStep;
using Is = store::Query::Where::Is;

template <class Record>
base::Result<std::map<std::string, Record>> of_period(const Context& context, const base::Period& period) {
    store::Query query = store::query_of<Record>();
    query.where = {{"organ", Is::equal, context.organ().value, {}}, {"period", Is::equal, period.str(), {}}};
    ZHISHI_TRY(auto rows, store::list<Record>(context.reader, query));
    std::map<std::string, Record> by_official;
    for (auto& row : rows) {
        std::string official = row.official.value;
        by_official.insert_or_assign(std::move(official), std::move(row));
    }
    return by_official;
}

// Where one person stands with one step, and who must act next.
struct Standing {
    RemindedStep step;
    bool applies = true;
    bool is_done = false;
    record::OfficialId actor;
};

std::vector<Standing> standings(const record::OfficialId& person, const record::Reviewer& reviewer,
                                const Plan* plan, const Month* month) {
    bool is_leader = reviewer.reason == record::ReviewerReason::nobody_reviews_a_leader;
    bool plan_given = plan && (plan->state == PlanState::submitted || plan->state == PlanState::confirmed);
    bool month_given = month && month->state != MonthState::draft && month->state != MonthState::returned;
    return {
        {RemindedStep::month_plan, true, plan_given, person},
        {RemindedStep::month_plan_confirmation, !is_leader, plan && plan->state == PlanState::confirmed,
         plan_given ? reviewer.official : record::OfficialId{}},
        {RemindedStep::month_summary, true, month_given, person},
        {RemindedStep::month_review, !is_leader, month && month->state == MonthState::approved,
         month_given ? reviewer.official : record::OfficialId{}},
    };
}

} // namespace

std::string_view name_of(RemindedStep step) {
    switch (step) {
    case RemindedStep::month_plan: return "month_plan";
    case RemindedStep::month_plan_confirmation: return "month_plan_confirmation";
    case RemindedStep::month_summary: return "month_summary";
    case RemindedStep::month_review: break;
    }
    return "month_review";
}

std::optional<RemindedStep> reminded_step_named(std::string_view name) {
    for (RemindedStep step : reminded_steps)
        if (name_of(step) == name) return step;
    return std::nullopt;
}

base::Result<PeriodBoard> read_board(const Context& context, const base::Period& period) {
    if (!policy::allows(context.actor, policy::Act::period_read, policy::Scope::organ)) return not_found();
    ZHISHI_TRY_VOID(must_be_month(period));
    ZHISHI_TRY(record::PeriodState state, period_state(context, period));
    return view_of(context, std::move(state));
}

base::Result<PeriodBoard> view_of(const Context& context, record::PeriodState state) {
    PeriodBoard board;
    const base::Period period = state.period;
    board.deadlines = due_steps(
        context, {"month_plan", "month_plan_confirmation", "month_summary", "month_review", "month_close"},
        period);
    ZHISHI_TRY(auto plans, of_period<Plan>(context, period));
    ZHISHI_TRY(auto months, of_period<Month>(context, period));
    store::Query query = store::query_of<record::Reminder>();
    query.where = {{"organ", Is::equal, context.organ().value, {}}, {"period", Is::equal, period.str(), {}}};
    ZHISHI_TRY(auto reminders, store::list<record::Reminder>(context.reader, query));

    auto is_past = [&](RemindedStep step) {
        for (const auto& due : board.deadlines)
            if (due.step == name_of(step)) return due.is_past;
        return false;
    };
    std::map<std::string, PeriodBoard::UnitRow> rows;
    for (const auto& official : context.directory.parts().officials) {
        auto day = context.directory.reference_day(official.id, period, context.today());
        if (!day) continue;
        const record::Post* post = context.directory.main_post(official.id, *day);
        record::Reviewer reviewer = reviewer_in(context, official.id, period);
        if (reviewer.reason == record::ReviewerReason::seat_is_vacant)
            board.without_reviewer.push_back(official.id);
        auto plan = plans.find(official.id.value);
        auto month = months.find(official.id.value);
        PeriodBoard::UnitRow& row = rows[post->unit.value];
        if (row.steps.empty())
            for (RemindedStep step : reminded_steps)
                row.steps.push_back({step, 0, 0, 0});
        for (const Standing& at :
             standings(official.id, reviewer, plan == plans.end() ? nullptr : &plan->second,
                       month == months.end() ? nullptr : &month->second)) {
            if (!at.applies) continue;
            auto& count = row.steps[static_cast<size_t>(at.step)];
            count.all += 1;
            count.done += at.is_done;
            bool is_late = !at.is_done && is_past(at.step) && !state.is_closed;
            count.late += is_late;
            if (at.is_done || at.actor.empty()) continue;
            PeriodBoard::Open open{at.actor, at.step, official.id, is_late, {}};
            for (const auto& reminder : reminders)
                if (reminder.official == at.actor && reminder.step == at.step &&
                    (!open.reminded_at || *open.reminded_at < reminder.sent_at))
                    open.reminded_at = reminder.sent_at;
            row.open.push_back(std::move(open));
        }
    }
    // In the order of the tree; a unit that has ended since stands at the end.
    auto take = [&](const std::string& unit) {
        auto place = rows.find(unit);
        if (place == rows.end()) return;
        place->second.unit.value = unit;
        board.units.push_back(std::move(place->second));
        rows.erase(place);
    };
    for (const record::Unit* unit : context.directory.units_on(context.today()))
        take(unit->id.value);
    while (!rows.empty())
        take(rows.begin()->first);
    if (!state.is_closed) {
        if (policy::allows(context.actor, policy::Act::period_remind, policy::Scope::organ))
            board.allowed.push_back("remind");
        if (policy::allows(context.actor, policy::Act::period_close, policy::Scope::organ) &&
            context.today() > period.last())
            board.allowed.push_back("close");
    }
    board.state = std::move(state);
    return board;
}

base::Result<Prepared<Reminding>> remind(const Context& context, const base::Period& period,
                                         RemindedStep step, const record::UnitId& unit) {
    if (!policy::allows(context.actor, policy::Act::period_remind, policy::Scope::organ)) return not_found();
    ZHISHI_TRY_VOID(must_be_month(period));
    ZHISHI_TRY(record::PeriodState state, period_state(context, period));
    if (state.is_closed) return month_is_closed(period);
    if (!unit.empty() && !context.directory.unit(unit))
        return base::bad_input("unit_unknown", {"没有这个处室。", "There is no such unit."}, "/unit");
    ZHISHI_TRY(PeriodBoard board, view_of(context, state));
    Reminding reminding;
    store::Change change = begin_change(context, policy::Act::period_remind);
    change.rely_on(state);
    for (const auto& row : board.units)
        for (const auto& open : row.open) {
            if (open.step != step || !open.is_late || (!unit.empty() && row.unit != unit)) continue;
            auto& people = reminding.people;
            if (std::find(people.begin(), people.end(), open.official) != people.end()) continue;
            if (open.reminded_at && context.directory.today(*open.reminded_at) == context.today()) {
                reminding.already += 1;
                continue;
            }
            record::Reminder reminder{context.organ(),
                                      {base::new_id(context.now, context.random)},
                                      open.official,
                                      period,
                                      step,
                                      context.actor.account,
                                      context.now,
                                      0};
            change.put(reminder);
            people.push_back(open.official);
        }
    if (reminding.people.empty())
        return wrong_state("nobody_is_late", reminding.already > 0
                                                 ? base::Text{"逾期的同志今天都已提醒过，不再重复提醒。",
                                                              "All who are late were reminded today already."}
                                                 : base::Text{"这一步没有逾期的同志，无须提醒。",
                                                              "Nobody is late with this step."});
    return Prepared<Reminding>{std::move(reminding), std::move(change)};
}

} // namespace zhishi::workflow
