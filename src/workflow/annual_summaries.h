// The annual summary (RZ-10): drafted from the annual plan and the twelve months, written by the person,
// reviewed one level up with a comment, what to improve and a suggested grade.
//
// errors  as for months (months.h), with summary_* codes; grade_unknown
#pragma once

#include "record/annual_summary.h"
#include "record/plan.h"
#include "workflow/deadlines.h"
#include "workflow/office.h"

#include <string>
#include <vector>

namespace zhishi::workflow {

struct SummaryKey {
    record::OfficialId official;
    base::Period period; // a year
};
struct SummaryView {
    record::AnnualSummary summary; // version 0: not saved yet, items are the draft
    bool review_is_visible =
        false; // the reviewer, office and committee always; the person: the comment once approved,
    bool suggestion_is_visible = false; // the suggested grade once the result is published
    record::Reviewer reviewer;          // for the year: by the counting post
    std::vector<DueStep> deadlines;
    std::vector<std::string> allowed; // save, submit, withdraw, review, approve, return
    record::Plan plan;                // annual; version 0: none
    std::vector<record::Month> months;
    std::vector<record::MonthItem> draft;
    std::vector<std::string> grades; // that may be suggested, best first
    bool is_closed = false;
};
struct SummaryInput {
    std::vector<record::MonthItem> items;
    std::string reflection, training;
};
base::Result<SummaryView> read_summary(const Context& context, const SummaryKey& key);
base::Result<SummaryView> view_of(const Context& context, record::AnnualSummary summary);
// Every annual item with what the months say of it, newest state last; then the work outside the plan. Pure.
std::vector<record::MonthItem> draft_summary(const record::Plan& annual,
                                             const std::vector<record::Plan>& monthly,
                                             const std::vector<record::Month>& months);
// The stored summary, or an empty draft with version 0.
base::Result<record::AnnualSummary> summary_of(const Context& context, const SummaryKey& key);
base::Result<Prepared<record::AnnualSummary>> save_summary(const Context& context, const SummaryKey& key,
                                                           SummaryInput input, long if_match);
base::Result<Prepared<record::AnnualSummary>> submit_summary(const Context& context, const SummaryKey& key,
                                                             long if_match);
base::Result<Prepared<record::AnnualSummary>> withdraw_summary(const Context& context, const SummaryKey& key,
                                                               long if_match);
base::Result<Prepared<record::AnnualSummary>> save_summary_review(const Context& context,
                                                                  const SummaryKey& key,
                                                                  record::AnnualReview review, long if_match);
base::Result<Prepared<record::AnnualSummary>> approve_summary(const Context& context, const SummaryKey& key,
                                                              record::AnnualReview review, long if_match);
base::Result<Prepared<record::AnnualSummary>> return_summary(const Context& context, const SummaryKey& key,
                                                             std::string reason, long if_match);

} // namespace zhishi::workflow
