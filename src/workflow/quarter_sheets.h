// What the acts and overviews of the quarterly review share: who is reviewed in a quarter and by whom, and
// what of his sheet stands.
#pragma once

#include "record/review.h"
#include "workflow/quarters.h"

#include <optional>
#include <vector>

namespace zhishi::workflow {

// One who is reviewed in the quarter.
struct QuarterSubject {
    record::OfficialId official;
    record::CountingPost post;
    std::string subject_class;
    const std::vector<scheme::SheetItem>* items = nullptr; // never nullptr
    record::Reviewer reviewer;
};
// nullopt: no post in the quarter, or of a class that the sheet does not rate (bureau leaders).
std::optional<QuarterSubject> quarter_subject(const Context& context, const scheme::Sheet& sheet,
                                              const QuarterKey& key);

// Scores that count and that the person sees: submitted, acknowledged, replied.
bool stands(record::ReviewState state);
// The reviewer has nothing left to do: it stands, or the person is excused.
bool is_settled(record::ReviewState state);
// A quarter is reviewed from the first day of its last month on.
base::Date quarter_opens_on(const base::Period& quarter);

// The quarter's score of a sheet that stands; nullopt of any other.
std::optional<base::Number> standing_score(const record::QuarterReview& review, const scheme::Sheet& sheet);
// The four quarters before, newest first, with the standing scores of one person among `reviews`.
std::vector<base::Period> quarters_before(const base::Period& quarter);
std::vector<std::pair<base::Period, std::optional<base::Number>>>
earlier_scores(const QuarterKey& key, const std::vector<record::QuarterReview>& reviews,
               const scheme::Sheet& sheet);

// What may be done with a sheet in this state by whoever stands so to the person.
std::vector<std::string> allowed_quarter_acts(const Context& context, const record::QuarterReview& review,
                                              policy::Scope scope, bool is_closed);

// Whether the review may be submitted as it stands: subject_class_changed, or the faults of its scores.
base::Result<void> must_be_whole(const scheme::Sheet& sheet, const QuarterSubject& subject,
                                 const record::QuarterReview& review);
// Puts into the review what its submission says: state, who, when, for whom. Errors: review_* by its state.
base::Result<void> mark_submitted(const Context& context, const QuarterSubject& subject,
                                  record::QuarterReview& review);

// Closing a quarter: everybody who is reviewed in it has a settled sheet, each relied on; else
// quarter_is_not_whole. Without a sheet in the scheme there is nothing to be whole.
base::Result<void> rely_on_whole_quarter(const Context& context, const base::Period& period,
                                         store::Change& change);

} // namespace zhishi::workflow
