// The annual summary: drafted from plan and months, written, reviewed with a suggested grade, and who sees
// what of it.
#include "base/text.h"
#include "record/appraisal.h"
#include "record/limits.h"
#include "tests/workflow/house.h"
#include "workflow/annual_summaries.h"
#include "workflow/overview.h"

#include <algorithm>

namespace zhishi::test {

using namespace workflow;
using record::MonthState;
using record::WorkState;

namespace {

const base::Period year = base::Period::of_year(2026);

record::Plan annual_plan() {
    record::Plan plan;
    plan.organ = {"organ"};
    plan.official = {"li"};
    plan.period = year;
    plan.state = record::PlanState::confirmed;
    plan.items = {{{"a1"}, "储备重大项目", "12个", {}, {}}, {{"a2"}, "编制投资月报", "", {}, {}}};
    return plan;
}
record::Plan month_plan(int month, const char* item, const char* from) {
    record::Plan plan;
    plan.organ = {"organ"};
    plan.official = {"li"};
    plan.period = base::Period::of_month(2026, month);
    plan.items = {{{item}, "本月目标", "", {}, {from}}};
    return plan;
}
record::Month month(int number, std::vector<record::MonthItem> items) {
    record::Month made;
    made.organ = {"organ"};
    made.official = {"li"};
    made.period = base::Period::of_month(2026, number);
    made.state = MonthState::approved;
    made.items = std::move(items);
    return made;
}

} // namespace

TEST(annual_summary_draft, gathers_what_the_months_say_of_each_annual_item) {
    auto draft =
        draft_summary(annual_plan(), {month_plan(3, "m3", "a1"), month_plan(5, "m5", "")},
                      {month(5, {{{"m5"}, "临时任务", "完成督查。", "", WorkState::done, {}},
                                 {{"a1"}, "储备重大项目", "累计7个", "58%", WorkState::under_way, {}}}),
                       month(3, {{{"m3"}, "本月目标", "新增3个。", "25%", WorkState::done, {}},
                                 {{}, "计划外工作", "参加集中学习", "", WorkState::done, {}}})});
    ASSERT_EQ(draft.size(), 3u);
    EXPECT_EQ(draft[0].plan_item.value, "a1");
    EXPECT_EQ(draft[0].execution, "3月：新增3个。\n5月：累计7个。");
    EXPECT_EQ(draft[0].progress, "58%");
    EXPECT_EQ(draft[0].state, WorkState::under_way); // of the last month that speaks of it
    EXPECT_EQ(draft[1].state, WorkState::not_started);
    EXPECT_EQ(draft[1].execution, "");
    EXPECT_TRUE(draft[2].plan_item.empty());
    EXPECT_EQ(draft[2].execution, "3月：计划外工作：参加集中学习。\n5月：临时任务：完成督查。");
}

TEST(annual_summary_draft, keeps_within_the_limit_and_loses_no_month) {
    std::string page;
    for (size_t i = 0; i < record::limits::text_max; ++i)
        page += "字";
    std::vector<record::Month> months;
    for (int number = 1; number <= 12; ++number)
        months.push_back(month(number, {{{"a1"}, "储备重大项目", page, "", WorkState::done, {}}}));
    auto draft = draft_summary(annual_plan(), {}, months);
    EXPECT_LE(base::character_count(draft[0].execution), record::limits::text_max);
    EXPECT_EQ(base::find_bad_utf8(draft[0].execution), std::string::npos);
    for (int number = 1; number <= 12; ++number)
        EXPECT_NE(draft[0].execution.find(std::to_string(number) + "月："), std::string::npos) << number;
}

TEST(annual_summary_draft, of_nothing_is_nothing) {
    EXPECT_TRUE(draft_summary({}, {}, {}).empty());
}

class AnnualSummaryTest : public House {
  protected:
    void SetUp() override {
        House::SetUp();
        keep(annual_plan());
        keep(month_plan(3, "m3", "a1"));
        keep(month(3, {{{"m3"}, "本月目标", "新增3个。", "25%", WorkState::done, {}}}));
    }
    SummaryView view(const char* official = "li") {
        return run([&](const Context& c) { return read_summary(c, {{official}, year}); }).value();
    }
    std::string save(SummaryInput input, long version, const char* official = "li") {
        return code([&](const Context& c) { return save_summary(c, {{official}, year}, input, version); });
    }
    template <auto act>
    std::string step(long version, const char* official = "li") {
        return code([&](const Context& c) { return act(c, {{official}, year}, version); });
    }
    std::string approve(record::AnnualReview review, long version) {
        return code([&](const Context& c) { return approve_summary(c, {{"li"}, year}, review, version); });
    }
    std::string give_back(const char* reason, long version) {
        return code([&](const Context& c) { return return_summary(c, {{"li"}, year}, reason, version); });
    }
    void submitted_summary() {
        as("li", "2026-12-20");
        auto items = view().draft;
        items[1].execution = "月报由他人承担。";
        ASSERT_EQ(save({items, "调研不够深入。", "参加省委党校培训5天"}, 0), "");
        // The deadline lies in January 2027: its calendar is needed.
        record::OrganCalendarYear next;
        next.organ = {"organ"};
        next.year = 2027;
        next.source = "测试";
        keep(next);
        ASSERT_EQ(step<submit_summary>(1), "");
    }
    const record::AnnualReview good{"全年工作扎实。", "加强统筹。", "优秀"};
};

TEST_F(AnnualSummaryTest, it_is_drafted_and_every_annual_item_is_answered) {
    as("li", "2026-12-20");
    EXPECT_EQ(view().summary.items, view().draft);
    EXPECT_EQ(view().allowed, (std::vector<std::string>{"save", "submit"}));
    auto items = view().draft;
    items[0].plan_item = {"forged"};
    EXPECT_EQ(save({items, "", ""}, 0), "plan_item_unknown");
    items[0].plan_item = {"a2"};
    EXPECT_EQ(save({items, "", ""}, 0), "plan_item_twice");
    items.erase(items.begin());
    ASSERT_EQ(save({items, "", ""}, 0), "");
    auto error = done([](const Context& c) { return submit_summary(c, {{"li"}, year}, 1); });
    ASSERT_TRUE(error);
    ASSERT_EQ(error->more.size(), 2u);
    EXPECT_EQ(error->more[0].code, "execution_required");
    EXPECT_EQ(error->more[1].code, "plan_item_unanswered");
    EXPECT_EQ(save({{}, "", ""}, 0), "changed_meanwhile");
    as("li", "2025-12-20");
    EXPECT_EQ(save({{}, "", ""}, 1), "year_has_not_begun");
}

TEST_F(AnnualSummaryTest,
       its_reviewer_comments_and_suggests_and_the_person_sees_the_suggestion_once_published) {
    submitted_summary();
    as("sun", "2027-01-05");
    EXPECT_EQ(view().allowed, (std::vector<std::string>{"review", "approve", "return"}));
    EXPECT_EQ(view().grades.front(), "优秀");
    EXPECT_EQ(approve({"", "", ""}, 2), "review_incomplete");
    EXPECT_EQ(approve({"好", "", "杰出"}, 2), "grade_unknown");
    EXPECT_EQ(give_back("", 2), "text_missing");
    ASSERT_EQ(give_back("请补充培训情况", 2), "");
    as("li", "2027-01-05");
    EXPECT_EQ(view().summary.return_reason, "请补充培训情况");
    ASSERT_EQ(step<submit_summary>(3), "");
    as("sun", "2027-01-06");
    ASSERT_EQ(code([&](const Context& c) {
                  return save_summary_review(c, {{"li"}, year}, {"草稿", "", "优秀"}, 4);
              }),
              "");
    as("li", "2027-01-06");
    EXPECT_EQ(view().summary.review.comment, ""); // a reviewer's draft
    as("sun", "2027-01-06");
    ASSERT_EQ(approve(good, 5), "");
    as("li", "2027-01-07");
    EXPECT_EQ(view().summary.review.comment, good.comment);
    EXPECT_FALSE(view().suggestion_is_visible);
    EXPECT_EQ(view().summary.review.suggested_grade, "");
    as("office", "2027-01-07");
    EXPECT_EQ(view().summary.review.suggested_grade, "优秀");
    record::YearAppraisal appraisal;
    appraisal.organ = {"organ"};
    appraisal.period = year;
    appraisal.stage = record::YearStage::published;
    keep(appraisal);
    as("li", "2027-02-07");
    EXPECT_EQ(view().summary.review.suggested_grade, "优秀");
    EXPECT_EQ(step<withdraw_summary>(6), "summary_is_approved");
    expect_whole_chain();
}

TEST_F(AnnualSummaryTest, others_see_neither_a_draft_nor_a_summary_outside_their_line) {
    as("li", "2026-12-20");
    ASSERT_EQ(save({view().draft, "不足", "培训"}, 0), "");
    as("sun", "2026-12-20");
    EXPECT_TRUE(view().summary.items.empty());
    EXPECT_TRUE(view().draft.empty());
    EXPECT_EQ(save({{}, "", ""}, 1), "not_allowed");
    for (const char* other : {"zhou", "wang", "zheng"}) {
        as(other, "2026-12-20");
        auto seen = run([](const Context& c) { return read_summary(c, {{"li"}, year}); });
        ASSERT_FALSE(seen.ok());
        EXPECT_EQ(seen.error().code, "not_found");
    }
    as("qian", "2026-12-20"); // further up reads along and does not review
    EXPECT_TRUE(view().allowed.empty());
    EXPECT_EQ(approve(good, 1), "not_allowed");
}

TEST_F(AnnualSummaryTest, a_mover_is_reviewed_where_he_worked_most_of_the_year) {
    for (auto& held : all<record::Post>())
        if (held.id.value == "p4") {
            held.to = day("2026-09-30");
            keep(held);
        }
    record::Post moved = post("p4b", "li", "general", record::PostKind::staff, "2026-10-01");
    moved.version = 0;
    keep(moved);
    submitted_summary();
    as("zheng", "2027-01-05"); // his head today reads along
    EXPECT_EQ(approve(good, 2), "not_allowed");
    as("sun", "2027-01-05");
    EXPECT_EQ(view().plan.items.size(), 2u);
    EXPECT_EQ(approve(good, 2), "");
}

TEST_F(AnnualSummaryTest, a_leaders_summary_is_kept_without_review) {
    record::OrganCalendarYear next;
    next.organ = {"organ"};
    next.year = 2027;
    next.source = "测试";
    keep(next);
    as("qian", "2026-12-20");
    ASSERT_EQ(save({{{{}, "分管工作", "完成年度目标。", "", WorkState::done, {}}}, "", ""}, 0, "qian"), "");
    ASSERT_EQ(step<submit_summary>(1, "qian"), "");
    EXPECT_EQ(view("qian").summary.state, MonthState::kept);
    EXPECT_EQ(step<withdraw_summary>(2, "qian"), "");
}

TEST_F(AnnualSummaryTest, two_who_decide_at_once_one_is_told_and_a_closed_year_takes_nothing) {
    submitted_summary();
    as("sun", "2027-01-05");
    auto first = run([&](const Context& c) { return approve_summary(c, {{"li"}, year}, good, 2); }).value();
    auto second = run([&](const Context& c) { return return_summary(c, {{"li"}, year}, "重写", 2); }).value();
    EXPECT_EQ(store_->write_and_wait(first.change).outcome, store::Written::Outcome::committed);
    EXPECT_EQ(store_->write_and_wait(second.change).outcome, store::Written::Outcome::guard_failed);
    record::YearAppraisal appraisal;
    appraisal.organ = {"organ"};
    appraisal.period = year;
    appraisal.stage = record::YearStage::closed;
    keep(appraisal);
    as("zhou", "2027-03-05");
    EXPECT_TRUE(view("zhou").is_closed);
    EXPECT_EQ(save({{}, "", ""}, 0, "zhou"), "year_is_closed");
}

TEST_F(AnnualSummaryTest, it_is_a_task_in_december_and_january) {
    auto kinds = [&](const char* who, const char* date) {
        as(who, date);
        std::vector<TaskKind> found;
        auto tasks = run([](const Context& c) { return read_inbox(c); }).value();
        for (const auto& task : tasks)
            if (task.kind == TaskKind::annual_summary_write || task.kind == TaskKind::annual_summary_review ||
                task.kind == TaskKind::annual_summary_returned)
                found.push_back(task.kind);
        return found;
    };
    EXPECT_TRUE(kinds("li", "2026-11-30").empty());
    EXPECT_EQ(kinds("li", "2026-12-01"), std::vector{TaskKind::annual_summary_write});
    submitted_summary();
    EXPECT_TRUE(kinds("li", "2027-01-05").empty());
    EXPECT_EQ(kinds("sun", "2027-01-05"),
              (std::vector{TaskKind::annual_summary_write, TaskKind::annual_summary_review}));
    ASSERT_EQ(give_back("请补充", 2), "");
    EXPECT_EQ(kinds("li", "2027-01-06"), std::vector{TaskKind::annual_summary_returned});
}

} // namespace zhishi::test
