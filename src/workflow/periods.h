// The months, quarters and years of the organ: open, or closed by the office for all.
#pragma once

#include "record/month.h"
#include "workflow/office.h"

namespace zhishi::workflow {

// The stored state; an open one with version 0 where nothing is stored yet. A year is closed by its appraisal
// (YearAppraisal, stage closed): its state and version are read from there.
base::Result<record::PeriodState> period_state(const Context& context, const base::Period& period);
// The period's state, relied on by the change: a closing that comes in between fails it.
base::Result<void> rely_on_open(const Context& context, const base::Period& period, store::Change& change);
// A period of the kind, in the years that the product serves; else bad_input.
base::Result<void> must_be_month(const base::Period& period);
base::Result<void> must_be_quarter(const base::Period& period);
base::Result<void> must_be_year(const base::Period& period);
base::Result<void> must_be_month_or_year(const base::Period& period);
base::Result<void> must_be_month_quarter_or_year(const base::Period& period);

// month_is_closed, quarter_is_closed, year_is_closed
base::Error period_is_closed(const base::Period& period);
std::string period_in_words(const base::Period& period); // 2026年11月, 2026年第3季度, 2026年度

// The office closes a month, quarter or year for all. Refused before it is over, and when it is closed
// already; a quarter also while a sheet is neither submitted nor excused (quarter_is_not_whole: who); a year
// as close_year refuses it.
base::Result<Prepared<record::PeriodState>> close_period(const Context& context, const base::Period& period,
                                                         long if_match);
// Open again for all, after two people agreed (reopenings.h). Months and quarters.
record::PeriodState reopened(record::PeriodState state);

} // namespace zhishi::workflow
