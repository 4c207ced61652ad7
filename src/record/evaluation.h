// The comprehensive evaluation at year's end (年度综合测评, RZ-30, 31): who may rate whom is fixed by rule when it
// is opened, and frozen.
//
// Raters are named so far. Secret ballots take the place of RaterSheet behind the same Evaluation.
#pragma once

#include "base/date.h"
#include "record/ids.h"
#include "record/review.h"

#include <optional>
#include <string>
#include <vector>

namespace zhishi::record {

enum class Secrecy { named, confidential, secret }; // only named is built

enum class EvaluationState { open, closed };

struct Evaluation {
    OrganId organ;
    base::Period period; // a year
    std::string sheet;   // of the scheme's process: comprehensive_evaluation
    Secrecy secrecy = Secrecy::named;
    EvaluationState state = EvaluationState::open;
    base::Date due_on;
    std::string electorate_digest; // SHA-256 over rater, role and subject of every frozen entry
    AccountId opened_by;
    base::Instant opened_at;
    AccountId closed_by;
    std::optional<base::Instant> closed_at;
    long version = 0;
};

// open:      may be saved and submitted
// submitted: stands; may be taken back by its rater until the evaluation is closed
// struck:    taken off the list by the office, with a reason (the rater has left); what it holds does not count
enum class RaterSheetState { open, submitted, struck };

struct RatedSubject {
    OfficialId official;
    std::string role; // in which the rater rates him: leader, head, colleague
    std::vector<ItemScore> scores;
    bool operator==(const RatedSubject&) const = default;
};

struct RaterSheet {
    OrganId organ;
    base::Period period;
    std::string sheet;
    OfficialId rater;
    RaterSheetState state = RaterSheetState::open;
    std::vector<RatedSubject> subjects; // frozen at opening; only the scores change
    std::optional<base::Instant> submitted_at;
    std::string struck_reason;
    long version = 0;
};

} // namespace zhishi::record
