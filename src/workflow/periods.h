// The months of the organ: open, or closed by the office for all.
#pragma once

#include "record/month.h"
#include "workflow/office.h"

namespace zhishi::workflow {

// The stored state; an open one with version 0 where nothing is stored yet.
base::Result<record::PeriodState> period_state(const Context& context, const base::Period& period);
// The period's state, relied on by the change: a closing that comes in between fails it. A year is never
// closed here.
base::Result<void> rely_on_open(const Context& context, const base::Period& period, store::Change& change);
// A month in the years that the product serves; else bad_input.
base::Result<void> must_be_month(const base::Period& period);
base::Result<void> must_be_month_or_year(const base::Period& period);

base::Error month_is_closed(const base::Period& period);
std::string month_in_words(const base::Period& period); // 2026年11月

// The office closes the month for all. Refused before it is over, and when it is closed already.
base::Result<Prepared<record::PeriodState>> close_period(const Context& context, const base::Period& period,
                                                         long if_match);

} // namespace zhishi::workflow
