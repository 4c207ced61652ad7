#include "tests/store/samples.h"

namespace zhishi::test {

using namespace record;
using base::Period;

Organ an_organ() {
    return {{"O1"}, "示例市水务局", 540, "routine", false, LogVisibility::organ, 0};
}
Unit a_unit() {
    return {{"O1"}, {"U1"}, "办公室", {"U0"}, 7, some_date, some_date.plus_days(300), 0};
}
Official an_official() {
    return {{"O1"}, {"P1"}, "赵甲", "zhao jia", "0017", some_date, some_date.plus_days(-1), 0};
}
Post a_post() {
    return {
        {"O1"}, {"T1"}, {"P1"}, {"U1"}, PostKind::leader, "副局长", false, some_date, some_date.plus_days(9),
        0};
}
Charge a_charge() {
    return {{"O1"}, {"C1"}, {"P1"}, {"U1"}, some_date, some_date.plus_days(1), 0};
}
Acting an_acting() {
    return {{"O1"}, {"A1"}, {"P1"}, {"P2"}, some_date, some_date.plus_days(30), "休假", 0};
}
OrganCalendarYear a_calendar_year() {
    return {
        {"O1"}, 2026, "国办发明电", {{some_date, true, "春节调休"}, {some_date.plus_days(1), false, ""}}, 0};
}
Account an_account() {
    return {{"O1"}, {"N1"}, "zhaojia", "赵甲", "$argon2id$v=19$x", {"P1"}, true, true, false,
            3,      true,   true,      0};
}
Session a_session() {
    return {"5e884898da280471", {"O1"}, {"N1"}, "csrf", some_instant, some_instant.plus_seconds(60)};
}
UnitWorks a_unit_works() {
    return {{"O1"},
            {"U1"},
            2026,
            {{{"W1"}, "河道治理", "完成12公里", some_date}, {{"W2"}, "", "", std::nullopt}},
            0};
}
Plan a_plan() {
    Plan plan{{"O1"}, {"P1"}, Period::of_month(2026, 3), PlanState::confirmed};
    plan.items = {{{"I1"}, "起草报告", "印发", some_date, {"W1"}}, {{"I2"}, "", "", std::nullopt, {}}};
    plan.change_reason = "上级新任务";
    plan.return_reason = "请写明成效";
    plan.submitted_at = some_instant;
    plan.submitted_late = true;
    plan.confirmed_by = {"P9"};
    plan.confirmed_at = some_instant.plus_seconds(5);
    return plan;
}
LogEntry a_log_entry() {
    LogEntry entry{{"O1"}, {"L1"},     {"P1"}, some_date, "上午",  "三楼",
                   "李乙", "核对数据", "现场", "八成",    "已解决"};
    entry.plan_items = {{"I1"}, {"I2"}};
    entry.is_limited = true;
    entry.is_late = true;
    entry.corrects = {"L0"};
    entry.state = LogEntryState::withdrawn;
    entry.recorded_at = some_instant;
    return entry;
}
Month a_month() {
    Month month{{"O1"}, {"P1"}, Period::of_month(2026, 3), MonthState::approved};
    month.items = {{{"I1"}, "目标", "执行", "形象", WorkState::put_off, {{"L1"}, {"L2"}}},
                   {{}, "", "", "", WorkState::done, {}}};
    month.reflection = "不足";
    month.review = {"好", "饱满", "圆满", "继续"};
    month.return_reason = "补充";
    month.submitted_at = some_instant;
    month.submitted_late = true;
    month.reviewed_by = {"P2"};
    month.reviewed_for = {"P3"};
    month.reviewed_at = some_instant.plus_seconds(1);
    month.returns = 2;
    return month;
}
PeriodState a_period_state() {
    return {{"O1"}, Period::of_quarter(2026, 1), true, {"P4"}, some_instant, 0};
}
Reminder a_reminder() {
    return {{"O1"}, {"R1"},       {"P1"}, Period::of_year(2026), RemindedStep::month_review,
            {"N1"}, some_instant, 0};
}

store::Change a_change(const std::string& organ) {
    store::Change change;
    change.organ = {organ};
    change.actor = {"N1"};
    change.at = some_instant;
    change.act = "plan_save";
    return change;
}

Plan plan_of(const std::string& official, const std::string& goal, const std::string& organ) {
    Plan plan{{organ}, {official}, Period::of_month(2026, 3)};
    plan.items = {{{"I1"}, goal, "", std::nullopt, {}}};
    return plan;
}

} // namespace zhishi::test
