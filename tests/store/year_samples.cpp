#include "tests/store/samples.h"

namespace zhishi::test {

using namespace record;
using base::Number;
using base::Period;

Recusal a_recusal() {
    return {{"O1"}, {"RC1"}, {"P2"}, {"P1"}, some_date, some_date.plus_days(40), "近亲属", 0};
}
Placement a_placement() {
    return {{"O1"},           {"PL1"}, {"P1"}, Period::of_quarter(2026, 2), {"U1"}, PostKind::head,
            "借调投资处工作", true,    0};
}
CommitteeSeat a_committee_seat() {
    return {{"O1"}, {"CS1"}, {"P1"}, CommitteeRole::deputy_chair, some_date, some_date.plus_days(365), 0};
}

QuarterReview a_quarter_review() {
    QuarterReview review{{"O1"}, {"P1"}, Period::of_quarter(2026, 1), ReviewState::replied};
    review.subject_class = "staff";
    review.scores = {{"work", Number::parse("97.5"), "连续三个月提前完成"}, {"attitude", std::nullopt, ""}};
    review.comment = "工作扎实";
    review.reviewed_by = {"P2"};
    review.reviewed_for = {"P3"};
    review.submitted_at = some_instant;
    review.submitted_late = true;
    review.reply = "基本同意";
    review.replied_at = some_instant.plus_seconds(1);
    review.acknowledged_at = some_instant.plus_seconds(2);
    review.excuse = "病假";
    review.reopenings = 2;
    return review;
}
Reopening a_reopening() {
    return {{"O1"},
            {"RO1"},
            Period::of_quarter(2026, 1),
            {"P1"},
            "分数录入有误",
            {"N1"},
            some_instant,
            ReopeningState::declined,
            {"N2"},
            some_instant.plus_seconds(9),
            "理由不足",
            0};
}

Evaluation an_evaluation() {
    return {{"O1"},
            Period::of_year(2026),
            "comprehensive_evaluation",
            Secrecy::secret,
            EvaluationState::closed,
            some_date,
            "0a1b",
            {"N1"},
            some_instant,
            {"N2"},
            some_instant.plus_seconds(7),
            0};
}
RaterSheet a_rater_sheet() {
    return {{"O1"},
            Period::of_year(2026),
            "comprehensive_evaluation",
            {"P7"},
            RaterSheetState::struck,
            {{{"P1"}, "colleague", {{"comprehensive", Number(88), ""}}}, {{"P2"}, "head", {}}},
            some_instant,
            "已调离",
            0};
}

AnnualSummary an_annual_summary() {
    AnnualSummary summary{{"O1"}, {"P1"}, Period::of_year(2026), MonthState::approved};
    summary.items = {{{"I1"}, "目标", "执行", "形象", WorkState::done, {}}};
    summary.reflection = "不足";
    summary.training = "参加市委党校培训十天";
    summary.review = {"好", "加强调研", "excellent"};
    summary.return_reason = "补充";
    summary.submitted_at = some_instant;
    summary.submitted_late = true;
    summary.reviewed_by = {"P2"};
    summary.reviewed_for = {"P3"};
    summary.reviewed_at = some_instant.plus_seconds(1);
    summary.returns = 3;
    return summary;
}

PriorGrade a_prior_grade() {
    return {{"O1"}, {"P1"}, 2025, "excellent", "嘉奖", "年度考核登记表", 0};
}
SpecialState a_special_state() {
    return {{"O1"}, {"SS1"}, {"P1"}, 2026, "absence.months", "7", "人社函〔2026〕3号", true, "录入有误", 0};
}

YearAppraisal a_year_appraisal() {
    return {{"O1"},   Period::of_year(2026), YearStage::published,
            {"RUN1"}, some_instant,          some_instant.plus_seconds(1),
            0};
}
Run a_run() {
    Run run{{"O1"}, {"RUN1"}, Period::of_year(2026), "routine", 3, "ab12", "cd34", "ef56"};
    run.seats = {{"excellent", "优秀", "P2", 41, 8, 9, 12, 9, 2, {{"P4"}, {"P5"}}},
                 {"good", "良好", "P3", 5, 1, 1, 0, 0, 0, {}}};
    run.computed_by = {"N1"};
    run.computed_at = some_instant;
    return run;
}
RunInputs a_run_inputs() {
    return {{"O1"}, {"RUN1"}, "== subjects.csv\nid,class\nP1,staff\n"};
}
KeptScheme a_kept_scheme() {
    return {{"O1"}, "ab12", "routine", "id: routine\n"};
}
Outcome an_outcome() {
    Outcome outcome{{"O1"}, {"RUN1"}, {"P1"}, "staff", "P2", Number::parse("92.37"), 3, 41, "excellent"};
    outcome.flags = {"probation", "无季度评鉴"};
    outcome.nodes = {{"year.score", *Number::parse("92.37")}, {"mean", Number::ratio(7, 3)}};
    outcome.actions = {{"talk", "第二十八条"}};
    return outcome;
}
SeatMove a_seat_move() {
    return {{"O1"},       {"SM1"}, Period::of_year(2026), "excellent", "P2",
            "P3",         2,       "任务特别重",          true,        {"N1"},
            some_instant, 0};
}
Meeting a_meeting() {
    Meeting meeting{{"O1"}, {"M1"}, Period::of_year(2026), some_date, "三楼会议室", {"P9"}};
    meeting.present = {{"P9"}, {"P8"}};
    meeting.leaves = {{{"P8"}, {"P1"}, "夫妻关系"}};
    meeting.notes = "逐人审议";
    meeting.state = MeetingState::closed;
    meeting.opened_by = {"N1"};
    return meeting;
}
Decision a_decision() {
    Decision decision{{"O1"}, {"P1"}, Period::of_year(2026), {"RUN1"}, "excellent", "competent"};
    decision.reason = "受到诫勉";
    decision.meeting = {"M1"};
    decision.left_room = {{"P8"}};
    decision.votes_for = 5;
    decision.votes_against = 1;
    decision.votes_abstained = 2;
    decision.decided_by = {"N1"};
    decision.decided_at = some_instant;
    return decision;
}
ResultNotice a_result_notice() {
    return {{"O1"},
            {"P1"},
            Period::of_year(2026),
            NoticeState::answered,
            some_instant,
            "同意",
            some_instant.plus_seconds(1),
            "请核实第二季度",
            some_instant.plus_seconds(2),
            "已核实",
            {"N1"},
            some_instant.plus_seconds(3),
            0};
}

Dimension a_dimension() {
    return {{"O1"}, {"D1"}, "业务能力", 4, true, 0};
}
Use a_use() {
    Use use{{"O1"}, {"USE1"}, {"P1"}, Period::of_year(2026), UseKind::training, {"D1"}};
    use.cause = "年度考核优秀";
    use.proposal = "参加专题培训";
    use.state = UseState::carried_out;
    use.proposed_by = {"N1"};
    use.proposed_at = some_instant;
    use.decided_by = {"P9"};
    use.decided_at = some_instant.plus_seconds(1);
    use.decision_reason = "同意";
    use.outcome = "已结业";
    use.outcome_on = some_date;
    return use;
}

} // namespace zhishi::test
