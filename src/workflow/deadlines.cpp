#include "workflow/deadlines.h"

namespace zhishi::workflow {

namespace {

void set_day(const Context& context, DueStep& due, base::Date day) {
    due.due_on = day;
    due.is_past = context.today() > day;
    auto left = context.directory.calendar().working_days_between(context.today(), day);
    if (left) due.working_days_left = *left;
}

} // namespace

base::Result<std::optional<base::Date>> due_on(const Context& context, std::string_view step,
                                               const base::Period& period) {
    const scheme::ProcessStep* found = context.scheme.process.step(step);
    if (!found) return std::optional<base::Date>();
    bool from_start = found->deadline.anchor == scheme::Deadline::Anchor::period_start;
    base::Date before = from_start ? period.first().plus_days(-1) : period.last();
    ZHISHI_TRY(base::Date due,
               context.directory.calendar().working_day_after(before, found->deadline.working_days));
    return std::optional<base::Date>(due);
}

std::optional<DueStep> due_step(const Context& context, std::string_view step, const base::Period& period) {
    const scheme::ProcessStep* found = context.scheme.process.step(step);
    if (!found) return std::nullopt;
    DueStep due{std::string(step), found->title, {}, {}, false, {}};
    auto day = due_on(context, step, period);
    if (!day) {
        due.message = day.error().text;
        return due;
    }
    set_day(context, due, **day);
    return due;
}

DueStep due_step_on(const Context& context, std::string_view step, base::Date day) {
    const scheme::ProcessStep* found = context.scheme.process.step(step);
    DueStep due{std::string(step), found ? found->title : base::Text{}, {}, {}, false, {}};
    set_day(context, due, day);
    return due;
}

std::vector<DueStep> due_steps(const Context& context, std::initializer_list<std::string_view> steps,
                               const base::Period& period) {
    std::vector<DueStep> due;
    for (std::string_view step : steps)
        if (auto found = due_step(context, step, period)) due.push_back(std::move(*found));
    return due;
}

base::Result<bool> is_late(const Context& context, std::string_view step, const base::Period& period) {
    ZHISHI_TRY(auto due, due_on(context, step, period));
    return due && context.today() > *due;
}

} // namespace zhishi::workflow
