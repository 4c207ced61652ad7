// The monthly reconciliation (月对账, RZ-09 to 11, 17 to 21): plan against done, reviewed one level up.
#pragma once

#include "base/date.h"
#include "record/ids.h"
#include "record/life_cycle.h"

#include <optional>
#include <string>
#include <vector>

namespace zhishi::record {

//            save      submit     withdraw  return    approve
// draft      draft     submitted  –         –         –
// returned   returned  submitted  –         –         –
// submitted  –         –          draft     returned  approved
// approved   –         –          –         –         –
// kept       –         –          draft     –         –
//
// A bureau leader's month is reviewed by nobody: submit leads to kept. Once the office has closed the period,
// nothing changes any more.
enum class MonthState { draft, submitted, returned, approved, kept };
enum class MonthAct { save, submit, keep, withdraw, send_back, approve };

inline constexpr Step<MonthState, MonthAct> month_steps[] = {
    {MonthState::draft, MonthAct::save, MonthState::draft},
    {MonthState::returned, MonthAct::save, MonthState::returned},
    {MonthState::draft, MonthAct::submit, MonthState::submitted},
    {MonthState::returned, MonthAct::submit, MonthState::submitted},
    {MonthState::draft, MonthAct::keep, MonthState::kept},
    {MonthState::returned, MonthAct::keep, MonthState::kept},
    {MonthState::submitted, MonthAct::withdraw, MonthState::draft},
    {MonthState::kept, MonthAct::withdraw, MonthState::draft},
    {MonthState::submitted, MonthAct::send_back, MonthState::returned},
    {MonthState::submitted, MonthAct::approve, MonthState::approved},
};

// 工作状态 of one item (RZ-09).
enum class WorkState { not_started, under_way, done, put_off };

struct MonthItem {
    PlanItemId plan_item; // empty: work outside the plan
    std::string goal;
    std::string execution; // 执行情况
    std::string progress;  // 形象进度
    WorkState state = WorkState::not_started;
    std::vector<LogEntryId> entries; // the log entries that it was drafted from
    bool operator==(const MonthItem&) const = default;
};

// What the reviewer words (RZ-20, 21). All four are required to approve.
struct MonthReview {
    std::string plan_execution; // 工作计划执行情况
    std::string saturation;     // 日常工作饱和度
    std::string completeness;   // 任务完成圆满度
    std::string comment;        // 简短评语
    bool operator==(const MonthReview&) const = default;
};

struct Month {
    OrganId organ;
    OfficialId official;
    base::Period period; // a month
    MonthState state = MonthState::draft;
    std::vector<MonthItem> items;
    std::string reflection; // 存在不足和下步打算; may be empty
    MonthReview review;     // a reviewer's draft until approved
    std::string return_reason;
    std::optional<base::Instant> submitted_at;
    bool submitted_late = false;
    OfficialId reviewed_by;
    OfficialId reviewed_for; // the reviewer in whose place an acting reviewer decided; else empty
    std::optional<base::Instant> reviewed_at;
    int returns = 0; // how often it was sent back
    long version = 0;
};

// The state of a period for the whole organ: the office closes it.
struct PeriodState {
    OrganId organ;
    base::Period period;
    bool is_closed = false;
    OfficialId closed_by;
    std::optional<base::Instant> closed_at;
    long version = 0;
};

// The office's reminder to one person about one step of a period (never about logs). It stands in his inbox
// until the step is done.
enum class RemindedStep {
    month_plan,
    month_plan_confirmation,
    month_summary,
    month_review,
    quarter_review,
    quarter_acknowledgement,
    annual_summary,
    annual_summary_review,
    evaluation,
    result_acknowledgement,
};

struct Reminder {
    OrganId organ;
    ReminderId id;
    OfficialId official;
    base::Period period;
    RemindedStep step = RemindedStep::month_summary;
    AccountId sent_by;
    base::Instant sent_at;
    long version = 0;
};

} // namespace zhishi::record
