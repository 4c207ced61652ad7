// The quarterly review (RZ-22 to 27, 40): the reviewer's grid, one person's sheet with the evidence beside
// it, submit, the person's answer, excuse.
//
// errors  not_found, not_allowed, stale; quarter_is_closed; quarter_has_not_come (from when),
// review_does_not_apply (a
//         leader, no post), subject_class_changed; review_* where the life cycle has no such step; faults
//         with pointers /scores/…: score_missing, score_out_of_range, score_too_fine, reason_required,
//         item_unknown, item_twice; text_missing; quarter_is_not_whole, nothing_to_submit; sheet_missing
//         where the scheme has no sheet quarter_review; calendar_year_missing
#pragma once

#include "record/month.h"
#include "record/plan.h"
#include "record/review.h"
#include "workflow/deadlines.h"
#include "workflow/office.h"

#include <map>
#include <string>
#include <vector>

namespace zhishi::workflow {

inline constexpr std::string_view quarter_sheet = "quarter_review";

struct QuarterKey {
    record::OfficialId official;
    base::Period period;
};

// quarter = r2(mean of the items), for showing beside the sheet; nullopt while an item is missing.
std::optional<base::Number> quarter_score(const std::vector<record::ItemScore>& scores,
                                          const std::vector<scheme::SheetItem>& items);

// One row of the grid.
struct QuarterRow {
    record::QuarterReview review; // version 0: nothing is written yet
    std::string subject_class;    // by the counting post
    record::UnitId unit;
    std::optional<base::Number> score;
    std::vector<std::pair<base::Period, std::optional<base::Number>>>
        earlier; // the last four quarters, newest first
    record::OfficialId acting_for;
    std::vector<std::string> allowed; // save, submit
};
// Mean and spread (population standard deviation, rounded to two decimals) of one item of one class.
struct ItemSpread {
    std::string subject_class, item;
    int count = 0;
    std::optional<base::Number> mean, spread;
};
struct QuarterGrid {
    base::Period period;
    const scheme::Sheet* sheet = nullptr;
    std::vector<QuarterRow> rows; // by class, unit, name
    std::vector<ItemSpread> spreads;
    std::vector<DueStep> deadlines;
    bool is_closed = false;
};
// The grid of the actor: those whom he reviews in the quarter.
base::Result<QuarterGrid> read_quarter_grid(const Context& context, const base::Period& period);

struct QuarterEvidence {
    record::Plan annual_plan;          // version 0: none
    std::vector<record::Plan> plans;   // of the three months, where there are any
    std::vector<record::Month> months; // the same; reviews only where they are approved
};
struct QuarterView {
    record::QuarterReview review;
    bool scores_are_visible = false; // the person sees them once submitted, the reviewer always
    std::string subject_class;
    record::CountingPost post;
    const scheme::Sheet* sheet = nullptr;
    std::optional<base::Number> score;
    record::Reviewer reviewer;
    QuarterEvidence evidence;
    std::vector<std::pair<base::Period, std::optional<base::Number>>> earlier;
    std::vector<DueStep> deadlines;
    std::vector<std::string> allowed; // save, submit, acknowledge, reply, excuse, request_reopening
    bool is_closed = false;
};
base::Result<QuarterView> read_quarter(const Context& context, const QuarterKey& key);
base::Result<QuarterView> view_of(const Context& context, record::QuarterReview review);

struct QuarterInput {
    std::vector<record::ItemScore> scores;
    std::string comment;
};
// A draft may lack scores and reasons; what is there must be in range.
base::Result<Prepared<record::QuarterReview>> save_quarter(const Context& context, const QuarterKey& key,
                                                           QuarterInput input, long if_match);
// Every item rated, reasons where the scheme asks for one.
base::Result<Prepared<record::QuarterReview>> submit_quarter(const Context& context, const QuarterKey& key,
                                                             long if_match);
// Submits every sheet of the actor that is whole; says of the others why they stay.
struct QuarterSubmission {
    std::vector<record::OfficialId> submitted;
    std::vector<std::pair<record::OfficialId, base::Error>> left;
};
base::Result<Prepared<QuarterSubmission>> submit_quarters(const Context& context, const base::Period& period);

base::Result<Prepared<record::QuarterReview>> acknowledge_quarter(const Context& context,
                                                                  const QuarterKey& key, long if_match);
base::Result<Prepared<record::QuarterReview>> reply_to_quarter(const Context& context, const QuarterKey& key,
                                                               std::string reply, long if_match);
base::Result<Prepared<record::QuarterReview>> excuse_quarter(const Context& context, const QuarterKey& key,
                                                             std::string reason, long if_match);

base::Result<record::QuarterReview> quarter_of(const Context& context, const QuarterKey& key);

// The reviewer's own severity beside the bureau's, for his eyes alone (RZ-41). The bureau's figures stand
// only where at least severity_others_min sheets of others are in them, so that nobody else's mean can be
// worked out.
inline constexpr int severity_others_min = 5;
struct Severity {
    struct Quarter {
        base::Period period;
        std::vector<ItemSpread> mine, bureau;
    };
    std::vector<Quarter> quarters; // this one and the three before, newest first
};
base::Result<Severity> read_severity(const Context& context, const base::Period& period);

} // namespace zhishi::workflow
