// The annual summary (年度总结, RZ-10): in the same item-matched form as a month, drafted from the twelve months;
// its reviewer words a comment, what to improve, and suggests a grade (主管领导评语和考核等次建议).
#pragma once

#include "record/month.h"

namespace zhishi::record {

struct AnnualReview {
    std::string comment;
    std::string improvements;
    std::string suggested_grade; // a word of the scheme; a suggestion, which no computation reads
    bool operator==(const AnnualReview&) const = default;
};

// The life cycle is that of a month (month_steps).
struct AnnualSummary {
    OrganId organ;
    OfficialId official;
    base::Period period; // a year
    MonthState state = MonthState::draft;
    std::vector<MonthItem> items; // answer the annual plan; entries stays empty
    std::string reflection;
    std::string training; // 参加脱产培训情况
    AnnualReview review;
    std::string return_reason;
    std::optional<base::Instant> submitted_at;
    bool submitted_late = false;
    OfficialId reviewed_by;
    OfficialId reviewed_for;
    std::optional<base::Instant> reviewed_at;
    int returns = 0;
    long version = 0;
};

} // namespace zhishi::record
