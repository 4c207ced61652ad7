// Deadlines: the scheme's steps, counted on the organ's working calendar.
#pragma once

#include "base/date.h"
#include "workflow/office.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::workflow {

struct DueStep {
    std::string step;
    base::Text title;
    std::optional<base::Date> due_on;     // absent: no calendar for that year, see message
    std::optional<int> working_days_left; // negative: past
    bool is_past = false;
    base::Text message;
};

// The day by which the step of this period is due. Errors: calendar_year_missing; nullopt: the scheme has no
// such step.
base::Result<std::optional<base::Date>> due_on(const Context& context, std::string_view step,
                                               const base::Period& period);
// For showing: never fails, a missing calendar is told in the message. nullopt: the scheme has no such step.
std::optional<DueStep> due_step(const Context& context, std::string_view step, const base::Period& period);
std::vector<DueStep> due_steps(const Context& context, std::initializer_list<std::string_view> steps,
                               const base::Period& period);
// The same step where its day was set by people (the last day of an evaluation), not by the scheme.
DueStep due_step_on(const Context& context, std::string_view step, base::Date day);
// Whether something done today is late for the step.
base::Result<bool> is_late(const Context& context, std::string_view step, const base::Period& period);

} // namespace zhishi::workflow
