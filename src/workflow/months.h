// The monthly reconciliation (RZ-09 to 11, 17 to 21): draft, save, submit, withdraw, review, approve, return.
//
// errors  not_found, not_allowed, stale; month_is_closed; month_* where the life cycle has no such step;
// faults with
//         pointers /items/…; calendar_year_missing
#pragma once

#include "record/month.h"
#include "record/plan.h"
#include "workflow/deadlines.h"
#include "workflow/logs.h"
#include "workflow/office.h"

#include <string>
#include <vector>

namespace zhishi::workflow {

struct MonthKey {
    record::OfficialId official;
    base::Period period;
};

struct MonthView {
    record::Month month;            // version 0: not saved yet, items are the draft
    bool review_is_visible = false; // the person reads it once approved, the reviewer always
    record::Reviewer reviewer;
    std::vector<DueStep> deadlines;
    std::vector<std::string> allowed;
    record::Plan plan; // version 0: none
    std::vector<LogEntryView> entries;
    bool has_hidden_entries = false;
    std::vector<record::MonthItem> draft; // as it would be drafted now
    bool is_closed = false;
};

base::Result<MonthView> read_month(const Context& context, const MonthKey& key);
base::Result<MonthView> view_of(const Context& context, record::Month month);

// The draft of a summary: every plan item with the entries that name it, then the work outside the plan.
// Pure. entries   kept ones, by day; an entry that was corrected is represented by its correction annual
// items of the annual plan, for entries that name one which the month's plan did not take in
std::vector<record::MonthItem> draft_month(const record::Plan& plan, const record::Plan& annual,
                                           const std::vector<record::LogEntry>& entries);

base::Result<Prepared<record::Month>> save_month(const Context& context, const MonthKey& key,
                                                 std::vector<record::MonthItem> items, std::string reflection,
                                                 long if_match);
base::Result<Prepared<record::Month>> submit_month(const Context& context, const MonthKey& key,
                                                   long if_match);
base::Result<Prepared<record::Month>> withdraw_month(const Context& context, const MonthKey& key,
                                                     long if_match);
base::Result<Prepared<record::Month>> save_month_review(const Context& context, const MonthKey& key,
                                                        record::MonthReview review, long if_match);
base::Result<Prepared<record::Month>> approve_month(const Context& context, const MonthKey& key,
                                                    record::MonthReview review, long if_match);
base::Result<Prepared<record::Month>> return_month(const Context& context, const MonthKey& key,
                                                   const std::string& reason, long if_match);

// The stored month, or an empty draft with version 0.
base::Result<record::Month> month_of(const Context& context, const MonthKey& key);
// True once the summary is with the reviewer or past him: its logs only take corrections.
bool is_reconciled(const record::Month& month);

} // namespace zhishi::workflow
