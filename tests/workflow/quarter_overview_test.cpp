// Tasks and board of quarters and years: what waits for whom, and what the office counts, reminds of and may
// do.
#include "record/appraisal.h"
#include "tests/workflow/house.h"
#include "workflow/overview.h"
#include "workflow/quarters.h"
#include "workflow/reopenings.h"

#include <algorithm>

namespace zhishi::test {

using namespace workflow;
using record::RemindedStep;
using record::ReviewState;

namespace {

const base::Period third = base::Period::of_quarter(2026, 3), year = base::Period::of_year(2026);

} // namespace

class QuarterOverviewTest : public House {
  protected:
    record::DirectoryParts parts() override {
        record::DirectoryParts parts = bureau();
        parts.committee_seats.push_back(
            {{"organ"}, {"seat-wang"}, {"wang"}, record::CommitteeRole::member, day("2026-01-01"), {}, 0});
        return parts;
    }
    void keep_review(const char* official, ReviewState state) {
        record::QuarterReview review;
        review.organ = {"organ"};
        review.official = {official};
        review.period = third;
        review.state = state;
        review.subject_class = "staff";
        keep(review);
    }
    std::vector<Task> tasks(const char* who, const char* date, TaskKind kind) {
        as(who, date);
        auto found = run([](const Context& c) { return read_inbox(c); }).value();
        std::erase_if(found, [&](const Task& task) { return task.kind != kind; });
        return found;
    }
    PeriodBoard board(const base::Period& period, const char* date) {
        as("office", date);
        return run([&](const Context& c) { return read_board(c, period); }).value();
    }
    PeriodBoard::StepCount total(const PeriodBoard& board, RemindedStep step) {
        PeriodBoard::StepCount sum{step, 0, 0, 0};
        for (const auto& row : board.units)
            for (const auto& count : row.steps)
                if (count.step == step) {
                    sum.all += count.all;
                    sum.done += count.done;
                    sum.late += count.late;
                }
        return sum;
    }
};

TEST_F(QuarterOverviewTest, a_quarter_is_one_task_with_the_number_of_sheets_left) {
    EXPECT_TRUE(tasks("zheng", "2026-07-31", TaskKind::quarter_acknowledge).empty());
    auto in_august = tasks("sun", "2026-08-31", TaskKind::quarter_review);
    ASSERT_EQ(in_august.size(), 1u); // the last quarter; the present one has not come
    EXPECT_EQ(in_august[0].period, base::Period::of_quarter(2026, 2));
    auto in_september = tasks("sun", "2026-09-01", TaskKind::quarter_review);
    ASSERT_EQ(in_september.size(), 2u);
    EXPECT_EQ(in_september[1].period, third);
    EXPECT_EQ(in_september[1].note, "3");
    EXPECT_EQ(in_september[1].deadline->due_on, day("2026-10-20"));
    keep_review("li", ReviewState::submitted);
    keep_review("zhou", ReviewState::excused);
    keep_review("wu", ReviewState::draft);
    auto left = tasks("sun", "2026-10-08", TaskKind::quarter_review);
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0].note, "1");
    EXPECT_EQ(tasks("li", "2026-10-08", TaskKind::quarter_acknowledge).size(), 1u);
    EXPECT_TRUE(tasks("wu", "2026-10-08", TaskKind::quarter_acknowledge).empty());
    EXPECT_TRUE(tasks("li", "2026-10-08", TaskKind::quarter_review).empty());
}

TEST_F(QuarterOverviewTest, a_closed_quarter_asks_for_nothing) {
    record::PeriodState closed;
    closed.organ = {"organ"};
    closed.period = third;
    closed.is_closed = true;
    keep(closed);
    keep_review("li", ReviewState::submitted);
    EXPECT_TRUE(tasks("sun", "2026-10-08", TaskKind::quarter_review).empty());
    EXPECT_TRUE(tasks("li", "2026-10-08", TaskKind::quarter_acknowledge).empty());
}

TEST_F(QuarterOverviewTest, the_board_of_a_quarter_counts_sheets_and_answers_by_unit) {
    keep_review("li", ReviewState::submitted);
    keep_review("zhou", ReviewState::replied);
    keep_review("wu", ReviewState::excused);
    auto seen = board(third, "2026-10-21");
    std::vector<std::string> units;
    for (const auto& row : seen.units)
        units.push_back(row.unit.value);
    EXPECT_EQ(units, (std::vector<std::string>{"invest", "project", "general"}));
    auto reviews = total(seen, RemindedStep::quarter_review);
    EXPECT_EQ(reviews.all, 5); // no leader, nobody excused
    EXPECT_EQ(reviews.done, 2);
    EXPECT_EQ(reviews.late, 3);
    auto answers = total(seen, RemindedStep::quarter_acknowledgement);
    EXPECT_EQ(answers.done, 1);
    EXPECT_EQ(answers.late, 0);
    EXPECT_EQ(seen.allowed, (std::vector<std::string>{"remind", "close"}));
    EXPECT_EQ(board(third, "2026-09-30").allowed, std::vector<std::string>{"remind"});
    EXPECT_TRUE(seen.without_reviewer.empty());
}

TEST_F(QuarterOverviewTest, the_office_reminds_the_reviewer_of_each_step_of_the_period_alone) {
    auto remind_of = [](const base::Period& period, RemindedStep step) {
        return [=](const Context& c) { return remind(c, period, step, {}); };
    };
    as("office", "2026-10-20");
    EXPECT_EQ(code(remind_of(third, RemindedStep::quarter_review)), "nobody_is_late");
    as("office", "2026-10-21");
    EXPECT_EQ(code(remind_of(third, RemindedStep::month_plan)), "step_unknown");
    EXPECT_EQ(code(remind_of(base::Period::of_month(2026, 10), RemindedStep::quarter_review)),
              "step_unknown");
    auto reminded = run(remind_of(third, RemindedStep::quarter_review)).value();
    std::vector<std::string> people;
    for (const auto& official : reminded.after.people)
        people.push_back(official.value);
    std::sort(people.begin(), people.end());
    EXPECT_EQ(people, (std::vector<std::string>{"he", "qian", "sun", "zheng"})); // once each
    ASSERT_EQ(code(remind_of(third, RemindedStep::quarter_review)), "");
    EXPECT_EQ(code(remind_of(third, RemindedStep::quarter_review)), "nobody_is_late");
    auto task = tasks("sun", "2026-10-22", TaskKind::quarter_review);
    ASSERT_EQ(task.size(), 1u);
    EXPECT_TRUE(task[0].is_reminded);
    as("sun", "2026-10-22");
    EXPECT_EQ(code(remind_of(third, RemindedStep::quarter_review)), "not_found");
}

TEST_F(QuarterOverviewTest, a_result_waits_for_its_person_and_an_objection_for_the_office) {
    record::ResultNotice notice;
    notice.organ = {"organ"};
    notice.period = year;
    notice.official = {"li"};
    keep(notice);
    notice.official = {"zhou"};
    notice.state = record::NoticeState::objected;
    notice.version = 0;
    keep(notice);
    EXPECT_EQ(tasks("li", "2026-12-30", TaskKind::result_acknowledge).size(), 1u);
    EXPECT_TRUE(tasks("zhou", "2026-12-30", TaskKind::result_acknowledge).empty());
    auto objections = tasks("office", "2026-12-30", TaskKind::objection_answer);
    ASSERT_EQ(objections.size(), 1u);
    EXPECT_EQ(objections[0].official.value, "zhou");
    auto seen = total(board(year, "2026-12-30"), RemindedStep::result_acknowledgement);
    EXPECT_EQ(seen.all, 2);
    EXPECT_EQ(seen.done, 0);
}

TEST_F(QuarterOverviewTest, the_committee_is_asked_while_rows_are_undecided) {
    record::YearAppraisal appraisal;
    appraisal.organ = {"organ"};
    appraisal.period = year;
    appraisal.stage = record::YearStage::deciding;
    appraisal.run = {"run"};
    keep(appraisal);
    for (const char* id : {"li", "zhou"}) {
        record::Outcome outcome;
        outcome.organ = {"organ"};
        outcome.run = {"run"};
        outcome.official = {id};
        keep(outcome);
    }
    auto decide = [&](const char* id) {
        record::Decision decision;
        decision.organ = {"organ"};
        decision.official = {id};
        decision.period = year;
        keep(decision);
    };
    decide("li");
    auto task = tasks("wang", "2026-12-30", TaskKind::year_decide);
    ASSERT_EQ(task.size(), 1u);
    EXPECT_EQ(task[0].note, "1");
    EXPECT_TRUE(tasks("li", "2026-12-30", TaskKind::year_decide).empty());
    decide("zhou");
    EXPECT_TRUE(tasks("wang", "2026-12-30", TaskKind::year_decide).empty());
    auto allowed = board(year, "2026-12-30").allowed;
    EXPECT_EQ(allowed, (std::vector<std::string>{"remind", "request_reopening"}));
}

TEST_F(QuarterOverviewTest, a_reopening_waits_for_whoever_may_decide_and_did_not_ask) {
    keep_review("li", ReviewState::submitted);
    as("office", "2026-10-21");
    ASSERT_EQ(code([](const Context& c) { return request_reopening(c, third, {"li"}, "分数录错"); }), "");
    EXPECT_TRUE(tasks("office", "2026-10-21", TaskKind::reopening_decide).empty());
    auto task = tasks("wang", "2026-10-21", TaskKind::reopening_decide);
    ASSERT_EQ(task.size(), 1u);
    EXPECT_EQ(task[0].official.value, "li");
    EXPECT_EQ(task[0].note, "分数录错");
    EXPECT_TRUE(tasks("sun", "2026-10-21", TaskKind::reopening_decide).empty());
}

TEST_F(QuarterOverviewTest, the_board_of_a_year_asks_whoever_is_here_at_its_end_for_a_summary) {
    for (auto& held : all<record::Post>())
        if (held.id.value == "p8") {
            held.to = day("2026-05-31");
            keep(held);
        }
    auto seen = board(year, "2026-12-20");
    EXPECT_EQ(total(seen, RemindedStep::annual_summary).all, 7);
    EXPECT_EQ(total(seen, RemindedStep::annual_summary_review).all, 5); // no leader's
    EXPECT_EQ(total(seen, RemindedStep::evaluation).all, 0);            // not opened
    EXPECT_EQ(seen.allowed, std::vector<std::string>{"remind"});
}

} // namespace zhishi::test
