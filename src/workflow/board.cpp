#include "workflow/board_steps.h"
#include "workflow/evaluations.h"
#include "workflow/overview.h"
#include "workflow/periods.h"
#include "workflow/record_lists.h"
#include "workflow/refusals.h"
#include "workflow/year.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace zhishi::workflow {

namespace {

using record::RemindedStep;

base::Result<std::vector<DueStep>> deadlines_of(const Context& context, const base::Period& period) {
    switch (period.kind()) {
    case base::Period::Kind::quarter:
        return due_steps(context, {"quarter_review", "quarter_acknowledgement"}, period);
    case base::Period::Kind::year: break;
    default:
        return due_steps(
            context,
            {"month_plan", "month_plan_confirmation", "month_summary", "month_review", "month_close"},
            period);
    }
    auto due = due_steps(
        context,
        {"annual_summary", "annual_summary_review", "evaluation", "year_decision", "result_acknowledgement"},
        period);
    // The office set the evaluation's last day when it opened it.
    ZHISHI_TRY(record::Evaluation evaluation, evaluation_of(context, period));
    if (evaluation.version > 0) {
        auto step =
            std::find_if(due.begin(), due.end(), [](const DueStep& one) { return one.step == "evaluation"; });
        DueStep set = due_step_on(context, "evaluation", evaluation.due_on);
        if (step == due.end())
            due.push_back(std::move(set));
        else
            *step = std::move(set);
    }
    return due;
}

// Close, remind, ask for a reopening: what the office may do with the period as it stands.
base::Result<std::vector<std::string>> allowed_acts(const Context& context,
                                                    const record::PeriodState& state) {
    std::vector<std::string> allowed;
    auto offer = [&](const char* word, policy::Act act, bool is_time) {
        if (is_time && policy::allows(context.actor, act, policy::Scope::organ)) allowed.emplace_back(word);
    };
    bool may_close = !state.is_closed && context.today() > state.period.last();
    bool may_reopen = state.is_closed;
    if (state.period.kind() == base::Period::Kind::year) {
        ZHISHI_TRY(record::YearAppraisal year, year_of(context, state.period));
        may_close = record::next_state(record::year_steps, year.stage, record::YearAct::close).has_value();
        may_reopen = record::next_state(record::year_steps, year.stage, record::YearAct::reopen).has_value();
    }
    offer("remind", policy::Act::period_remind, !state.is_closed);
    offer("close", policy::Act::period_close, may_close);
    offer("request_reopening", policy::Act::reopening_request, may_reopen);
    return allowed;
}

// When somebody was last reminded of a step.
class LastReminders {
  public:
    explicit LastReminders(const std::vector<record::Reminder>& reminders) {
        for (const auto& reminder : reminders) {
            auto& last = last_[{reminder.official, reminder.step}];
            last = std::max(last, reminder.sent_at);
        }
    }
    std::optional<base::Instant> of(const record::OfficialId& official, RemindedStep step) const {
        auto place = last_.find({official, step});
        return place == last_.end() ? std::nullopt : std::optional(place->second);
    }

  private:
    std::map<std::pair<record::OfficialId, RemindedStep>, base::Instant> last_;
};

// Whether the deadline of each step is behind us; as steps.
std::vector<bool> past_steps(const std::vector<RemindedStep>& steps, const std::vector<DueStep>& deadlines) {
    std::vector<bool> is_past;
    for (RemindedStep step : steps)
        is_past.push_back(std::any_of(deadlines.begin(), deadlines.end(), [&](const auto& due) {
            return due.step == name_of(step) && due.is_past;
        }));
    return is_past;
}

} // namespace

std::string_view name_of(RemindedStep step) {
    switch (step) {
    case RemindedStep::month_plan: return "month_plan";
    case RemindedStep::month_plan_confirmation: return "month_plan_confirmation";
    case RemindedStep::month_summary: return "month_summary";
    case RemindedStep::month_review: return "month_review";
    case RemindedStep::quarter_review: return "quarter_review";
    case RemindedStep::quarter_acknowledgement: return "quarter_acknowledgement";
    case RemindedStep::annual_summary: return "annual_summary";
    case RemindedStep::annual_summary_review: return "annual_summary_review";
    case RemindedStep::evaluation: return "evaluation";
    case RemindedStep::result_acknowledgement: break;
    }
    return "result_acknowledgement";
}

std::vector<RemindedStep> reminded_steps(base::Period::Kind kind) {
    switch (kind) {
    case base::Period::Kind::month:
        return {RemindedStep::month_plan, RemindedStep::month_plan_confirmation, RemindedStep::month_summary,
                RemindedStep::month_review};
    case base::Period::Kind::quarter:
        return {RemindedStep::quarter_review, RemindedStep::quarter_acknowledgement};
    case base::Period::Kind::year:
        return {RemindedStep::annual_summary, RemindedStep::annual_summary_review, RemindedStep::evaluation,
                RemindedStep::result_acknowledgement};
    case base::Period::Kind::half:
    case base::Period::Kind::special: break;
    }
    return {};
}

std::optional<RemindedStep> reminded_step_named(std::string_view name) {
    for (auto kind : {base::Period::Kind::month, base::Period::Kind::quarter, base::Period::Kind::year})
        for (RemindedStep step : reminded_steps(kind))
            if (name_of(step) == name) return step;
    return std::nullopt;
}

base::Result<PeriodBoard> read_board(const Context& context, const base::Period& period) {
    if (!policy::allows(context.actor, policy::Act::period_read, policy::Scope::organ)) return not_found();
    ZHISHI_TRY_VOID(must_be_month_quarter_or_year(period));
    ZHISHI_TRY(record::PeriodState state, period_state(context, period));
    return view_of(context, std::move(state));
}

base::Result<PeriodBoard> view_of(const Context& context, record::PeriodState state) {
    PeriodBoard board;
    const auto steps = reminded_steps(state.period.kind());
    ZHISHI_TRY(board.deadlines, deadlines_of(context, state.period));
    ZHISHI_TRY(auto people, people_on_board(context, state.period));
    const std::vector<bool> is_past = past_steps(steps, board.deadlines);
    std::unordered_map<std::string, PeriodBoard::UnitRow> rows;
    for (const PersonOnBoard& person : *people) {
        if (person.is_without_reviewer) board.without_reviewer.push_back(person.official);
        PeriodBoard::UnitRow& row = rows[person.unit.value];
        if (row.steps.empty())
            for (RemindedStep step : steps)
                row.steps.push_back({step, 0, 0, 0});
        for (size_t i = 0; i < steps.size(); ++i) {
            const StepStanding& at = person.steps[i];
            if (!at.applies) continue;
            row.steps[i].all += 1;
            row.steps[i].done += at.is_done;
            row.steps[i].late += !at.is_done && is_past[i] && !state.is_closed;
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
    std::set<std::string> ended;
    for (const auto& [unit, row] : rows)
        ended.insert(unit);
    for (const std::string& unit : ended)
        take(unit);
    ZHISHI_TRY(board.allowed, allowed_acts(context, state));
    board.state = std::move(state);
    return board;
}

base::Result<std::vector<OpenStep>> open_steps(const Context& context, const base::Period& period,
                                               const OpenStepFilter& filter) {
    if (!policy::allows(context.actor, policy::Act::period_read, policy::Scope::organ)) return not_found();
    ZHISHI_TRY_VOID(must_be_month_quarter_or_year(period));
    ZHISHI_TRY(record::PeriodState state, period_state(context, period));
    const auto steps = reminded_steps(period.kind());
    ZHISHI_TRY(auto deadlines, deadlines_of(context, period));
    ZHISHI_TRY(auto people, people_on_board(context, period));
    ZHISHI_TRY(auto reminders, of_period<record::Reminder>(context, period));
    LastReminders last_reminders(reminders);
    const std::vector<bool> is_past = past_steps(steps, deadlines);
    std::vector<OpenStep> open;
    for (const PersonOnBoard& person : *people) {
        if (!filter.unit.empty() && person.unit != filter.unit) continue;
        for (size_t i = 0; i < steps.size(); ++i) {
            const StepStanding& at = person.steps[i];
            bool is_late = is_past[i] && !state.is_closed;
            if (!at.applies || at.is_done || at.actor.empty() || (filter.is_late_only && !is_late) ||
                (filter.step && *filter.step != at.step))
                continue;
            open.push_back({at.actor, at.step, person.official, person.unit, is_late,
                            last_reminders.of(at.actor, at.step)});
        }
    }
    return open;
}

base::Result<Prepared<Reminding>> remind(const Context& context, const base::Period& period,
                                         RemindedStep step, const record::UnitId& unit) {
    if (!policy::allows(context.actor, policy::Act::period_remind, policy::Scope::organ)) return not_found();
    ZHISHI_TRY_VOID(must_be_month_quarter_or_year(period));
    ZHISHI_TRY(record::PeriodState state, period_state(context, period));
    if (state.is_closed) return period_is_closed(period);
    auto steps = reminded_steps(period.kind());
    if (std::find(steps.begin(), steps.end(), step) == steps.end())
        return base::bad_input(
            "step_unknown", {period_in_words(period) + "没有这个环节。", period.str() + " has no such step."},
            "/step");
    if (!unit.empty() && !context.directory.unit(unit))
        return base::bad_input("unit_unknown", {"没有这个处室。", "There is no such unit."}, "/unit");
    ZHISHI_TRY(auto late, open_steps(context, period, {unit, step, true}));
    Reminding reminding;
    store::Change change = begin_change(context, policy::Act::period_remind);
    ZHISHI_TRY_VOID(rely_on_open(context, period, change));
    std::set<record::OfficialId> seen;
    for (const OpenStep& open : late) {
        if (!seen.insert(open.official).second) continue;
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
        reminding.people.push_back(open.official);
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
