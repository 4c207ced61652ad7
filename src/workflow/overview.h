// Overviews: my tasks, those whom I review, the stage of a month for the office; and the office's reminders.
//
// Nothing here looks at the daily log: nobody is reminded to log, nothing counts or ranks entries (law.md).
#pragma once

#include "record/month.h"
#include "record/plan.h"
#include "workflow/deadlines.h"
#include "workflow/office.h"

#include <optional>
#include <string>
#include <vector>

namespace zhishi::workflow {

enum class TaskKind {
    month_plan_write,
    month_plan_returned,
    month_plan_confirm,
    annual_plan_write,
    annual_plan_returned,
    annual_plan_confirm,
    month_summary_write,
    month_summary_returned,
    month_review,
    month_close,
    quarter_review, // one task for the grid: note says how many are left
    quarter_acknowledge,
    annual_summary_write,
    annual_summary_returned,
    annual_summary_review,
    evaluation_rate,
    year_decide, // of a member of the committee while rows are undecided
    result_acknowledge,
    objection_answer, // of the office
    reopening_decide,
};
std::string_view name_of(TaskKind kind);

struct Task {
    TaskKind kind = TaskKind::month_plan_write;
    base::Period period;
    record::OfficialId official; // whose plan or month it is
    std::optional<DueStep> deadline;
    bool is_reminded = false;
    std::string note; // the reason of a return
};
// The actor's tasks, the most urgent first.
base::Result<std::vector<Task>> read_inbox(const Context& context);

struct ReviewRow {
    record::OfficialId official;
    record::Standing standing = record::Standing::staff;
    std::optional<record::PlanState> plan_state;
    long plan_version = 0;
    std::optional<record::MonthState> month_state;
    long month_version = 0;
    std::optional<base::Instant> submitted_at;
    bool submitted_late = false;
    bool is_waiting = false;
    record::OfficialId acting_for;
};
struct Reviews {
    std::vector<ReviewRow> rows; // those that wait first, then by name
    std::vector<DueStep> deadlines;
    bool is_closed = false;
};
base::Result<Reviews> list_reviews(const Context& context, const base::Period& period);

std::string_view name_of(record::RemindedStep step);
std::optional<record::RemindedStep> reminded_step_named(std::string_view name);
// The steps of a period of this kind, in order: of a month, quarter or year.
std::vector<record::RemindedStep> reminded_steps(base::Period::Kind kind);

struct PeriodBoard {
    struct StepCount {
        record::RemindedStep step;
        int done = 0;
        int all = 0;
        int late = 0; // not done though the deadline is past
    };
    struct UnitRow {
        record::UnitId unit;
        std::vector<StepCount> steps;
    };
    record::PeriodState state;
    std::vector<UnitRow> units;
    std::vector<DueStep> deadlines;
    std::vector<record::OfficialId> without_reviewer;
    std::vector<std::string> allowed;
};
base::Result<PeriodBoard> read_board(const Context& context, const base::Period& period);
base::Result<PeriodBoard> view_of(const Context& context, record::PeriodState state);

// What somebody has before him, person by person: of a unit, of a step, only what is late; all where nothing
// is said.
struct OpenStep {
    record::OfficialId official; // who must act
    record::RemindedStep step;
    record::OfficialId whose;
    record::UnitId unit;
    bool is_late = false;
    std::optional<base::Instant> reminded_at;
};
struct OpenStepFilter {
    record::UnitId unit;
    std::optional<record::RemindedStep> step;
    bool is_late_only = false;
};
base::Result<std::vector<OpenStep>> open_steps(const Context& context, const base::Period& period,
                                               const OpenStepFilter& filter);

// Reminds all who are late with the step, in one unit or all; who was reminded of it today already is left
// alone. Errors: nobody_is_late.
struct Reminding {
    std::vector<record::OfficialId> people;
    int already = 0;
};
base::Result<Prepared<Reminding>> remind(const Context& context, const base::Period& period,
                                         record::RemindedStep step, const record::UnitId& unit);

} // namespace zhishi::workflow
