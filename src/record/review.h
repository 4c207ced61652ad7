// The quarterly review (季评鉴, RZ-22 to 27): one level up rates one level down on the items of its category.
#pragma once

#include "base/date.h"
#include "base/number.h"
#include "record/ids.h"
#include "record/life_cycle.h"

#include <optional>
#include <string>
#include <vector>

namespace zhishi::record {

//               save      submit     acknowledge   reply    excuse   reopen
// draft         draft     submitted  –             –        excused  –
// submitted     –         –          acknowledged  replied  –        reopened
// acknowledged  –         –          –             –        –        reopened
// replied       –         –          acknowledged  –        –        reopened
// excused       –         –          –             –        –        reopened
// reopened      reopened  submitted  –             –        excused  –
//
// reply: the person writes what he thinks of it; it stays beside the scores. excuse: the office says why this
// person is not reviewed in this quarter. reopen: by two people (Reopening).
enum class ReviewState { draft, submitted, acknowledged, replied, excused, reopened };
enum class ReviewAct { save, submit, acknowledge, reply, excuse, reopen };

inline constexpr Step<ReviewState, ReviewAct> review_steps[] = {
    {ReviewState::draft, ReviewAct::save, ReviewState::draft},
    {ReviewState::reopened, ReviewAct::save, ReviewState::reopened},
    {ReviewState::draft, ReviewAct::submit, ReviewState::submitted},
    {ReviewState::reopened, ReviewAct::submit, ReviewState::submitted},
    {ReviewState::draft, ReviewAct::excuse, ReviewState::excused},
    {ReviewState::reopened, ReviewAct::excuse, ReviewState::excused},
    {ReviewState::submitted, ReviewAct::acknowledge, ReviewState::acknowledged},
    {ReviewState::replied, ReviewAct::acknowledge, ReviewState::acknowledged},
    {ReviewState::submitted, ReviewAct::reply, ReviewState::replied},
    {ReviewState::submitted, ReviewAct::reopen, ReviewState::reopened},
    {ReviewState::acknowledged, ReviewAct::reopen, ReviewState::reopened},
    {ReviewState::replied, ReviewAct::reopen, ReviewState::reopened},
    {ReviewState::excused, ReviewAct::reopen, ReviewState::reopened},
};

// One item of a sheet. score empty: not rated yet. reason: asked for where the score is extreme.
struct ItemScore {
    std::string item;
    std::optional<base::Number> score;
    std::string reason;
    bool operator==(const ItemScore&) const = default;
};

struct QuarterReview {
    OrganId organ;
    OfficialId official;
    base::Period period; // a quarter
    ReviewState state = ReviewState::draft;
    std::string subject_class; // of the scheme: head, staff; as it was when the sheet was last saved
    std::vector<ItemScore> scores;
    std::string comment;
    OfficialId reviewed_by;
    OfficialId reviewed_for; // the reviewer in whose place an acting reviewer did it; else empty
    std::optional<base::Instant> submitted_at;
    bool submitted_late = false;
    std::string reply; // the person's words
    std::optional<base::Instant> replied_at;
    std::optional<base::Instant> acknowledged_at;
    std::string excuse; // why there is no review in this quarter
    int reopenings = 0;
    long version = 0;
};

// Two people reopen: one asks with a reason, another one grants or declines.
enum class ReopeningState { requested, granted, declined };

struct Reopening {
    OrganId organ;
    ReopeningId id;
    base::Period period; // a month, quarter or year
    OfficialId official; // the review of one person; empty: the closed period as a whole
    std::string reason;
    AccountId requested_by;
    base::Instant requested_at;
    ReopeningState state = ReopeningState::requested;
    AccountId decided_by;
    std::optional<base::Instant> decided_at;
    std::string decision_reason;
    long version = 0;
};

} // namespace zhishi::record
