// After the decision: notices, objections, the official's own year, explanations, the bureau's overview,
// uses.
#include "record/plan.h"
#include "tests/workflow/year_house.h"
#include "workflow/bureau_overview.h"
#include "workflow/explanations.h"
#include "workflow/notices.h"

#include <algorithm>

namespace zhishi::test {

using namespace workflow;

class ResultTest : public YearHouse {
  protected:
    OwnYear own_year(const std::string& official) {
        return run([&](const Context& c) { return read_own_year(c, {official}, year_2026); }).value();
    }
    record::ResultNotice notice(const std::string& official) {
        for (const record::ResultNotice& notice : all<record::ResultNotice>())
            if (notice.official.value == official) return notice;
        return {};
    }
    template <auto act>
    std::string say(const std::string& official, const std::string& text, long version) {
        return code([&](const Context& c) { return act(c, {official}, year_2026, text, version); });
    }
    std::string close() {
        long version = view().appraisal.version;
        return code([&](const Context& c) { return close_year(c, year_2026, version); });
    }
    base::Result<ExplanationView> explain(const std::string& official) {
        return run([&](const Context& c) { return explain_result(c, {official}, year_2026); });
    }
    // One step back by two people, as a granted reopening leaves it.
    void reopen_to(record::YearStage stage) {
        record::YearAppraisal appraisal = all<record::YearAppraisal>().front();
        appraisal.stage = stage;
        keep(appraisal);
    }
};

std::string text_of_tree(const engine::Explanation& node) {
    std::string text;
    for (const base::Text* part : {&node.label, &node.value, &node.formula, &node.numbers, &node.note})
        text += part->zh + "\n";
    for (const auto* list : {&node.children, &node.tried})
        for (const auto& child : *list)
            text += text_of_tree(child);
    return text;
}

TEST_F(ResultTest, the_result_is_seen_by_himself_once_it_is_published) {
    ASSERT_EQ(compute(), "");
    as("p13");
    EXPECT_FALSE(own_year("p13").result_is_visible);
    EXPECT_EQ(own_year("p13").outcome.version, 0);
    EXPECT_EQ(explain("p13").error().code, "not_found");
    as("office");
    EXPECT_TRUE(own_year("p13").result_is_visible);
}

TEST_F(ResultTest, his_own_year_holds_his_quarters_and_his_result) {
    whole_year();
    as("p13", "2027-01-20");
    OwnYear own = own_year("p13");
    EXPECT_TRUE(own.result_is_visible);
    EXPECT_EQ(own.months.size(), 12u);
    ASSERT_EQ(own.quarters.size(), 4u);
    EXPECT_EQ(own.quarters[0].score, base::Number(90));
    EXPECT_EQ(own.decision.grade, "称职");
    EXPECT_EQ(own.outcome.rank, 3);
    EXPECT_EQ(own.allowed, (std::vector<std::string>{"acknowledge", "object"}));
}

TEST_F(ResultTest, his_reviewer_sees_the_state_of_things_and_no_score) {
    whole_year();
    as("h1");
    OwnYear own = own_year("p13");
    EXPECT_FALSE(own.result_is_visible);
    EXPECT_EQ(own.decision.version, 0);
    EXPECT_EQ(own.quarters[0].state, record::ReviewState::acknowledged);
    EXPECT_FALSE(own.quarters[0].score);
    as("p14");
    EXPECT_EQ(run([](const Context& c) { return read_own_year(c, {"p13"}, year_2026); }).error().code,
              "not_found");
}

TEST_F(ResultTest, months_show_plans_and_what_is_done_but_no_draft_to_others) {
    record::Plan plan;
    plan.organ = {"organ"};
    plan.official = {"p13"};
    plan.period = base::Period::of_month(2026, 3);
    plan.state = record::PlanState::confirmed;
    plan.items = {{{"i1"}, "推进项目", "", {}, {}}, {{"i2"}, "编制月报", "", {}, {}}};
    keep(plan);
    record::Month month;
    month.organ = {"organ"};
    month.official = {"p13"};
    month.period = plan.period;
    month.items = {{{"i1"}, "推进项目", "已完成", "", record::WorkState::done, {}},
                   {{}, "临时任务", "已完成", "", record::WorkState::done, {}}};
    keep(month);
    as("p13");
    OwnYear::MonthLine mine = own_year("p13").months[2];
    EXPECT_EQ(mine.items, 2);
    EXPECT_EQ(mine.done, 1);
    as("h1");
    OwnYear::MonthLine seen = own_year("p13").months[2];
    EXPECT_EQ(seen.month, record::MonthState::draft);
    EXPECT_EQ(seen.done, 0);
}

TEST_F(ResultTest, an_objection_is_answered_before_the_year_closes) {
    whole_year();
    as("p13");
    EXPECT_EQ(say<object_to_result>("p13", "", 1), "text_missing");
    ASSERT_EQ(say<object_to_result>("p13", "第二季度专项工作未计入。", 1), "");
    EXPECT_EQ(say<acknowledge_result>("p13", "", 2), "notice_is_objected");
    long version = view().appraisal.version;
    auto error = done([&](const Context& c) { return close_year(c, year_2026, version); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code, "objections_are_open");
    EXPECT_EQ(error->more.front().place.pointer, "/officials/p13");
    EXPECT_EQ(view().objected, 1);
    as("p13");
    EXPECT_EQ(say<answer_objection>("p13", "维持", 2), "not_allowed");
    as("office");
    EXPECT_EQ(say<answer_objection>("p14", "维持", 1), "notice_is_issued");
    EXPECT_EQ(say<answer_objection>("p13", "", 2), "text_missing");
    EXPECT_EQ(own_year("p13").allowed, std::vector<std::string>{"answer"});
    ASSERT_EQ(say<answer_objection>("p13", "经核，专项工作已计入第二季度评鉴。", 2), "");
    EXPECT_EQ(notice("p13").answered_by.value, "account-office");
    ASSERT_EQ(close(), "");
    as("p13");
    EXPECT_EQ(say<acknowledge_result>("p13", "无意见", 3), "");
    EXPECT_EQ(notice("p13").state, record::NoticeState::acknowledged);
    as("p14");
    EXPECT_EQ(say<object_to_result>("p14", "有异议", 1), "year_is_closed");
}

TEST_F(ResultTest, an_official_of_the_office_does_not_answer_his_own_objection) {
    whole_year();
    as("p13");
    ASSERT_EQ(say<object_to_result>("p13", "有异议", 1), "");
    actor_.is_office = true;
    EXPECT_EQ(say<answer_objection>("p13", "同意本人意见", 2), "not_allowed");
}

TEST_F(ResultTest, a_notice_is_issued_again_to_him_alone_who_was_decided_anew) {
    whole_year();
    as("p14");
    ASSERT_EQ(say<acknowledge_result>("p14", "无意见", 1), "");
    as("p13");
    ASSERT_EQ(say<object_to_result>("p13", "有异议", 1), "");
    reopen_to(record::YearStage::deciding);
    EXPECT_FALSE(own_year("p13").result_is_visible);
    EXPECT_EQ(say<acknowledge_result>("p13", "", 2), "not_found");
    as("boss", "2027-01-25");
    ASSERT_EQ(decide({decision("p13", "优良", "经复核，专项工作应予计入。", 1)}), "");
    as("office", "2027-01-26");
    long version = all<record::YearAppraisal>().front().version;
    ASSERT_EQ(code([&](const Context& c) { return publish_year(c, year_2026, version); }), "");
    EXPECT_EQ(notice("p13").state, record::NoticeState::issued);
    EXPECT_EQ(notice("p13").version, 3);
    EXPECT_EQ(notice("p14").state, record::NoticeState::acknowledged);
    EXPECT_EQ(notice("p14").version, 2);
}

// An objection that was upheld was gone from his page and from the overview's count.
TEST_F(ResultTest, a_new_notice_keeps_the_objection_that_led_to_it_and_its_answer) {
    whole_year();
    as("p13");
    ASSERT_EQ(say<object_to_result>("p13", "有异议", 1), "");
    as("office");
    ASSERT_EQ(say<answer_objection>("p13", "提请重新研究", 2), "");
    reopen_to(record::YearStage::deciding);
    as("boss", "2027-01-25");
    ASSERT_EQ(decide({decision("p13", "优良", "经复核，专项工作应予计入。", 1)}), "");
    as("office", "2027-01-26");
    long version = all<record::YearAppraisal>().front().version;
    ASSERT_EQ(code([&](const Context& c) { return publish_year(c, year_2026, version); }), "");
    EXPECT_EQ(notice("p13").state, record::NoticeState::issued);
    EXPECT_EQ(notice("p13").objection, "有异议");
    EXPECT_EQ(notice("p13").answer, "提请重新研究");
    as("p13");
    ASSERT_EQ(say<object_to_result>("p13", "仍有异议", 4), "");
    EXPECT_EQ(notice("p13").objection, "仍有异议");
    EXPECT_EQ(notice("p13").answer, "") << "the answer was to the objection before";
    EXPECT_FALSE(notice("p13").answered_at);
}

TEST_F(ResultTest, his_explanation_holds_no_figure_of_anybody_else) {
    whole_year();
    YearRow his = row("p13");
    auto rows = view().rows;
    as("p13");
    auto mine = explain("p13");
    ASSERT_TRUE(mine.ok());
    EXPECT_EQ(mine->audience, engine::Audience::subject);
    std::string text = text_of_tree(mine->explanation);
    EXPECT_NE(text.find("\n" + his.outcome.score->str() + "\n"), std::string::npos) << text;
    int looked_at = 0;
    for (const YearRow& other : rows) {
        const auto& outcome = other.outcome;
        // A score with decimals does not stand in a rule or in his own inputs by chance.
        if (outcome.official.value == "p13") continue;
        EXPECT_EQ(text.find(outcome.official.value), std::string::npos);
        if (!outcome.score || outcome.score == his.outcome.score || outcome.score->is_whole()) continue;
        ++looked_at;
        EXPECT_EQ(text.find(outcome.score->str()), std::string::npos) << outcome.official.value;
    }
    EXPECT_GT(looked_at, 10);
    EXPECT_EQ(explain("p14").error().code, "not_found");
    as("office");
    auto whole = explain("p13");
    ASSERT_TRUE(whole.ok());
    EXPECT_EQ(whole->audience, engine::Audience::decider);
    as("la");
    EXPECT_TRUE(explain("p13").ok()); // a member of the committee
    as("h1");
    EXPECT_EQ(explain("h1").value().audience, engine::Audience::subject); // his own, though a member
}

TEST_F(ResultTest, an_explanation_follows_the_scheme_of_the_run) {
    whole_year();
    as("p21");
    std::string before = text_of_tree(explain("p21").value().explanation);
    use(diary_in_use("value: 85,", "value: 95,"));
    EXPECT_EQ(text_of_tree(explain("p21").value().explanation), before);
}

TEST_F(ResultTest, the_overview_spreads_results_without_a_name) {
    as("boss");
    auto quarter =
        run([](const Context& c) { return read_bureau_overview(c, base::Period::of_quarter(2026, 2)); });
    ASSERT_TRUE(quarter.ok());
    int people = 0;
    for (const auto& band : quarter->bands)
        people += band.people;
    EXPECT_EQ(people, 23);
    EXPECT_EQ(quarter->bands.back().to, 100);
    auto read_year_of = [&] {
        return run([](const Context& c) { return read_bureau_overview(c, year_2026); }).value();
    };
    EXPECT_TRUE(read_year_of().grades.empty());
    whole_year();
    as("boss");
    BureauOverview year = read_year_of();
    int graded = 0;
    for (const auto& [grade, count] : year.grades)
        graded += count;
    EXPECT_EQ(graded, 24);
    EXPECT_EQ(year.grades.front(), (std::pair<std::string, int>{"优秀", 4}));
    EXPECT_EQ(year.grades.back(), (std::pair<std::string, int>{"", 1}));
    as("h1");
    EXPECT_EQ(run([](const Context& c) { return read_bureau_overview(c, year_2026); }).error().code,
              "not_found");
    as("boss");
    EXPECT_EQ(run([](const Context& c) { return read_bureau_overview(c, base::Period::of_month(2026, 1)); })
                  .error()
                  .code,
              "period_unreadable");
}

TEST_F(ResultTest, fewer_than_five_scores_make_no_distribution) {
    for (record::QuarterReview review : all<record::QuarterReview>()) {
        if (review.official.value[1] == '1') continue;
        review.state = record::ReviewState::draft;
        keep(review);
    }
    as("boss");
    auto six =
        run([](const Context& c) { return read_bureau_overview(c, base::Period::of_quarter(2026, 1)); });
    EXPECT_FALSE(six->bands.empty());
    auto reviews = all<record::QuarterReview>();
    int left = 0;
    for (record::QuarterReview& review : reviews)
        if (review.period.ordinal() == 1 && review.state != record::ReviewState::draft && ++left <= 2) {
            review.state = record::ReviewState::draft;
            keep(review);
        }
    auto four =
        run([](const Context& c) { return read_bureau_overview(c, base::Period::of_quarter(2026, 1)); });
    EXPECT_TRUE(four->bands.empty());
}

} // namespace zhishi::test
