// What the bureau does in a year and in a month, put into the timetable.
#pragma once

#include "cli/example/log_texts.h"
#include "cli/example/timetable.h"

namespace zhishi::cli::example {

enum class Which { last_month, present_month };

// January: the heads write down the works of their units, break them down and issue the annual plans.
void add_annual_plans(Timetable& timetable, const Bureau& bureau, const WorkingDays& days, int year);
// The first days of a month: plans are written, confirmed, returned. In the present month one is waiting, one
// was returned and one is not written.
void add_month_plans(Timetable& timetable, const Bureau& bureau, const WorkingDays& days,
                     const base::Period& month, Which which);
// Every working day up to the day before `until`: some entries late, one limited, one withdrawn.
void add_logs(Timetable& timetable, const Bureau& bureau, const WorkingDays& days, const base::Period& month,
              base::Date until, SeededRandom& random, LogTexts& texts);
// The end of a month: summaries, one of them returned and one late, reviews, the close by the office.
void add_reconciliation(Timetable& timetable, const Bureau& bureau, const WorkingDays& days,
                        const base::Period& month);

// January: the seats of the committee, the grades of the two years before.
void add_committee(Timetable& timetable, const Bureau& bureau, const WorkingDays& days, int year);
void add_prior_grades(Timetable& timetable, const Bureau& bureau, const WorkingDays& days, int year);
// The weeks after a quarter: sheets, answers, the close. The calendar must reach fifteen working days past
// it.
void add_quarter_reviews(Timetable& timetable, const Bureau& bureau, const WorkingDays& days,
                         const base::Period& quarter);

// The item of a person's plan that stands for a line of work; empty where the plan has none.
record::PlanItemId item_of_line(const record::Plan& plan, size_t line);

} // namespace zhishi::cli::example
