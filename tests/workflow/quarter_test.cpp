// The quarterly review, act by act: who reviews whom, what a sheet must hold, what the person sees and
// answers.
#include "tests/workflow/house.h"
#include "workflow/overview.h"
#include "workflow/periods.h"
#include "workflow/plans.h"
#include "workflow/quarters.h"

#include <algorithm>

namespace zhishi::test {

using namespace workflow;
using record::ReviewState;

namespace {

const base::Period third = base::Period::of_quarter(2026, 3);

base::Number number(const char* text) {
    return base::Number::parse(text).value();
}

// What staff are rated on; heads on duty and execution.
QuarterInput staff(const char* ability, const char* tasks, std::string reason = {}) {
    return {{{"ability", number(ability), reason}, {"tasks", number(tasks), reason}}, "工作踏实。"};
}
QuarterInput head(const char* duty, const char* execution) {
    return {{{"duty", number(duty), ""}, {"execution", number(execution), ""}}, "带队有方。"};
}

} // namespace

class QuarterTest : public House {
  protected:
    QuarterView view(const char* official = "li", const base::Period& period = third) {
        return run([&](const Context& c) { return read_quarter(c, {{official}, period}); }).value();
    }
    std::string read_code(const char* official = "li") {
        auto seen = run([&](const Context& c) { return read_quarter(c, {{official}, third}); });
        return seen ? "" : seen.error().code;
    }
    std::optional<base::Error> save(QuarterInput input, long version, const char* official = "li",
                                    const base::Period& period = third) {
        return done([&](const Context& c) { return save_quarter(c, {{official}, period}, input, version); });
    }
    std::string save_code(QuarterInput input, long version, const char* official = "li",
                          const base::Period& period = third) {
        auto error = save(std::move(input), version, official, period);
        return error ? error->code : "";
    }
    std::string submit(long version, const char* official = "li", const base::Period& period = third) {
        return code([&](const Context& c) { return submit_quarter(c, {{official}, period}, version); });
    }
    std::string excuse(const char* reason, long version, const char* official = "li") {
        return code([&](const Context& c) {
            return excuse_quarter(c, {{official}, third}, reason, version);
        });
    }
    std::string acknowledge(long version, const char* official = "li") {
        return code([&](const Context& c) { return acknowledge_quarter(c, {{official}, third}, version); });
    }
    void submitted_review_of_li() {
        as("sun", "2026-09-25");
        ASSERT_EQ(save_code(staff("88", "91.5"), 0), "");
        ASSERT_EQ(submit(1), "");
    }
    std::vector<std::string> pointers(const base::Error& error) {
        std::vector<std::string> found;
        for (const auto& one : error.more)
            found.push_back(one.code + " " + one.place.pointer);
        return found;
    }
};

TEST_F(QuarterTest, a_reviewer_saves_and_submits_and_the_person_reads_and_acknowledges) {
    as("sun", "2026-09-25");
    EXPECT_EQ(view().allowed, (std::vector<std::string>{"save", "submit"}));
    ASSERT_EQ(save_code(staff("88", "91.5"), 0), "");
    EXPECT_EQ(view().score, number("89.75"));
    as("li", "2026-09-26");
    EXPECT_FALSE(view().scores_are_visible);
    EXPECT_TRUE(view().review.scores.empty());
    EXPECT_TRUE(view().review.comment.empty());
    EXPECT_FALSE(view().score);
    EXPECT_EQ(acknowledge(1), "review_is_not_submitted");
    as("sun", "2026-09-30");
    ASSERT_EQ(submit(1), "");
    EXPECT_EQ(save_code(staff("90", "90"), 2), "review_is_submitted");
    as("li", "2026-10-08");
    auto seen = view();
    EXPECT_EQ(seen.score, number("89.75"));
    EXPECT_EQ(seen.review.comment, "工作踏实。");
    EXPECT_EQ(seen.review.reviewed_by.value, "sun");
    EXPECT_EQ(seen.subject_class, "staff");
    EXPECT_FALSE(seen.review.submitted_late);
    EXPECT_EQ(seen.allowed, (std::vector<std::string>{"acknowledge", "reply"}));
    ASSERT_EQ(acknowledge(2), "");
    EXPECT_EQ(view().review.state, ReviewState::acknowledged);
    EXPECT_EQ(acknowledge(3), "review_is_acknowledged");
    expect_whole_chain();
}

TEST_F(QuarterTest, a_reply_stands_beside_the_scores_and_may_be_acknowledged_later) {
    submitted_review_of_li();
    auto reply = [&](const char* text, long version) {
        return code([&](const Context& c) { return reply_to_quarter(c, {{"li"}, third}, text, version); });
    };
    as("li", "2026-10-08");
    EXPECT_EQ(reply("", 2), "text_missing");
    ASSERT_EQ(reply("第三季度还完成了应急任务，请考虑。", 2), "");
    EXPECT_EQ(view().score, number("89.75"));
    ASSERT_EQ(acknowledge(3), "");
    EXPECT_EQ(view().review.reply, "第三季度还完成了应急任务，请考虑。");
}

TEST_F(QuarterTest, a_quarter_is_reviewed_from_its_last_month_on_and_the_refusal_says_when) {
    as("sun", "2026-08-31");
    auto refused = save(staff("88", "90"), 0);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->code, "quarter_has_not_come");
    EXPECT_NE(refused->text.zh.find("2026-09-01"), std::string::npos);
    EXPECT_TRUE(view().allowed.empty());
    as("sun", "2026-06-30");
    refused = save(staff("88", "90"), 0);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->code, "quarter_has_not_come") << "a quarter that has not begun";
    EXPECT_NE(refused->text.zh.find("2026-09-01"), std::string::npos);
    as("sun", "2026-09-01");
    EXPECT_EQ(save_code(staff("88", "90"), 0), "");
}

TEST_F(QuarterTest, every_faulty_score_is_named_with_its_place) {
    as("sun", "2026-09-25");
    QuarterInput input{{{"ability", number("100.5"), ""},
                        {"tasks", number("88.55"), ""},
                        {"duty", number("90"), ""},
                        {"tasks", number("80"), ""}},
                       ""};
    auto error = save(input, 0);
    ASSERT_TRUE(error);
    EXPECT_EQ(pointers(*error), (std::vector<std::string>{
                                    "score_out_of_range /scores/0/score", "score_too_fine /scores/1/score",
                                    "item_unknown /scores/2/item", "item_twice /scores/3/item"}));
}

TEST_F(QuarterTest, a_quarter_without_reason_for_an_extreme_score_is_refused) {
    as("sun", "2026-09-25");
    ASSERT_EQ(save_code(staff("100", "59.9"), 0), "");
    auto error = done([](const Context& c) { return submit_quarter(c, {{"li"}, third}, 1); });
    ASSERT_TRUE(error);
    EXPECT_EQ(pointers(*error), (std::vector<std::string>{"reason_required /scores/0/reason",
                                                          "reason_required /scores/1/reason"}));
    ASSERT_EQ(save_code(staff("99.9", "60"), 1), ""); // neither is extreme
    ASSERT_EQ(submit(2), "");
    ASSERT_EQ(save_code(staff("100", "60", "连续两次攻坚完成重点项目。"), 0, "zhou"), "");
    EXPECT_EQ(submit(1, "zhou"), "");
}

TEST_F(QuarterTest, a_sheet_that_is_not_whole_stays_a_draft) {
    as("sun", "2026-09-25");
    EXPECT_EQ(submit(0), "score_missing");
    ASSERT_EQ(save_code({{{"ability", number("88"), ""}, {"tasks", std::nullopt, ""}}, ""}, 0), "");
    EXPECT_FALSE(view().score);
    EXPECT_EQ(submit(1), "score_missing");
}

TEST_F(QuarterTest, only_whoever_reviews_in_the_quarter_writes_and_others_do_not_even_see_it) {
    submitted_review_of_li();
    for (const char* other : {"zhou", "zheng", "qian", "he", "wang"}) {
        as(other, "2026-09-25");
        EXPECT_EQ(read_code(), "not_found") << other;
        EXPECT_EQ(save_code(staff("80", "80"), 2), "not_found") << other;
    }
    as("li", "2026-09-25");
    EXPECT_EQ(save_code(staff("99", "99"), 2), "not_allowed");
    as("office", "2026-09-25");
    EXPECT_EQ(view().score, number("89.75"));
    EXPECT_EQ(save_code(staff("80", "80"), 2), "not_allowed");
    EXPECT_EQ(acknowledge(2), "not_allowed");
    as("admin", "2026-09-25");
    EXPECT_EQ(read_code(), "not_found");
}

TEST_F(QuarterTest, what_is_still_being_written_is_the_reviewers_alone) {
    as("sun", "2026-09-25");
    ASSERT_EQ(save_code(staff("88", "90"), 0), "");
    as("office", "2026-09-25");
    EXPECT_FALSE(view().scores_are_visible);
    EXPECT_TRUE(view().review.scores.empty());
}

TEST_F(QuarterTest, leaders_are_not_reviewed) {
    as("office", "2026-09-25");
    EXPECT_EQ(excuse("出差", 0, "qian"), "review_does_not_apply");
    as("he", "2026-09-25");
    auto grid = run([](const Context& c) { return read_quarter_grid(c, third); }).value();
    ASSERT_EQ(grid.rows.size(), 1u); // 郑岚, whose section he is in charge of; no leader
    EXPECT_EQ(grid.rows[0].review.official.value, "zheng");
    EXPECT_EQ(grid.rows[0].subject_class, "head");
    ASSERT_EQ(save_code(head("90", "92"), 0, "zheng"), "");
    EXPECT_EQ(submit(1, "zheng"), "");
}

TEST_F(QuarterTest, who_saves_after_somebody_else_is_told) {
    as("sun", "2026-09-25");
    ASSERT_EQ(save_code(staff("88", "90"), 0), "");
    auto error = save(staff("70", "70"), 0);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind, base::ErrorKind::stale);
    EXPECT_EQ(error->present_version, 1);
    // Two who read the same and write at once: one is left out.
    auto first = run([](const Context& c) { return save_quarter(c, {{"li"}, third}, staff("81", "81"), 1); });
    auto second = run([](const Context& c) {
        return save_quarter(c, {{"li"}, third}, staff("82", "82"), 1);
    });
    EXPECT_EQ(store_->write_and_wait(first->change).outcome, store::Written::Outcome::committed);
    EXPECT_EQ(store_->write_and_wait(second->change).outcome, store::Written::Outcome::guard_failed);
    EXPECT_EQ(view().score, number("81"));
}

TEST_F(QuarterTest, the_grid_shows_the_reviewers_people_with_mean_and_spread_and_their_last_quarters) {
    auto second = base::Period::of_quarter(2026, 2);
    as("sun", "2026-06-25");
    ASSERT_EQ(save_code(staff("80", "82"), 0, "li", second), "");
    ASSERT_EQ(submit(1, "li", second), "");
    as("sun", "2026-09-25");
    ASSERT_EQ(save_code(staff("80", "90"), 0, "li"), "");
    ASSERT_EQ(save_code(staff("85", "90"), 0, "zhou"), "");
    ASSERT_EQ(save_code(staff("95", "90"), 0, "wu"), "");
    auto grid = run([](const Context& c) { return read_quarter_grid(c, third); }).value();
    std::vector<std::string> people;
    for (const auto& row : grid.rows)
        people.push_back(row.review.official.value);
    EXPECT_EQ(people, (std::vector<std::string>{"zhou", "li", "wu"})); // 投资处 (by name), then 项目科
    EXPECT_EQ(grid.rows[1].score, number("85"));
    ASSERT_EQ(grid.rows[1].earlier.size(), 4u);
    EXPECT_EQ(grid.rows[1].earlier[0], std::pair(second, std::optional(number("81"))));
    EXPECT_FALSE(grid.rows[1].earlier[1].second);
    EXPECT_FALSE(grid.rows[0].earlier[0].second);
    ASSERT_EQ(grid.spreads.size(), 2u);
    EXPECT_EQ(grid.spreads[0].item, "ability");
    EXPECT_EQ(grid.spreads[0].count, 3);
    EXPECT_EQ(grid.spreads[0].mean, number("86.67"));
    EXPECT_EQ(grid.spreads[0].spread, number("6.24")); // √(350/9) = 6.2361
    EXPECT_EQ(grid.spreads[1].spread, number("0"));
    ASSERT_FALSE(grid.deadlines.empty());
    EXPECT_EQ(grid.deadlines[0].due_on, day("2026-10-20"));
    EXPECT_EQ(grid.rows[1].allowed, (std::vector<std::string>{"save", "submit"}));
    as("li", "2026-09-25");
    EXPECT_TRUE(run([](const Context& c) { return read_quarter_grid(c, third); }).value().rows.empty());
}

TEST_F(QuarterTest, all_whole_sheets_are_submitted_at_once_and_the_others_are_named) {
    as("sun", "2026-10-21"); // a day late
    EXPECT_EQ(code([](const Context& c) { return submit_quarters(c, third); }), "quarter_is_not_whole");
    ASSERT_EQ(save_code(staff("80", "90"), 0, "li"), "");
    ASSERT_EQ(save_code(staff("85", "90"), 0, "zhou"), "");
    ASSERT_EQ(save_code(staff("100", "90"), 0, "wu"), ""); // without a reason
    auto prepared = run([](const Context& c) { return submit_quarters(c, third); }).value();
    EXPECT_EQ(prepared.after.submitted, (std::vector<record::OfficialId>{{"zhou"}, {"li"}})); // by name
    ASSERT_EQ(prepared.after.left.size(), 1u);
    EXPECT_EQ(prepared.after.left[0].first.value, "wu");
    EXPECT_EQ(prepared.after.left[0].second.code, "reason_required");
    ASSERT_EQ(store_->write_and_wait(prepared.change).outcome, store::Written::Outcome::committed);
    EXPECT_EQ(view("zhou").review.state, ReviewState::submitted);
    EXPECT_TRUE(view("zhou").review.submitted_late);
    EXPECT_EQ(view("wu").review.state, ReviewState::draft);
    ASSERT_EQ(save_code(staff("99", "90"), 1, "wu"), "");
    ASSERT_EQ(submit(2, "wu"), "");
    EXPECT_EQ(code([](const Context& c) { return submit_quarters(c, third); }), "nothing_to_submit");
    expect_whole_chain();
}

TEST_F(QuarterTest, the_office_excuses_who_is_not_reviewed_and_says_why) {
    as("sun", "2026-09-25");
    EXPECT_EQ(excuse("休假", 0), "not_allowed");
    as("office", "2026-09-25");
    EXPECT_EQ(excuse("", 0), "text_missing");
    ASSERT_EQ(excuse("全季度脱产学习", 0), "");
    as("sun", "2026-09-26");
    EXPECT_EQ(save_code(staff("80", "80"), 1), "review_is_excused");
    as("li", "2026-09-26");
    EXPECT_EQ(view().review.excuse, "全季度脱产学习");
}

TEST_F(QuarterTest, the_evidence_stands_beside_the_sheet_and_keeps_its_own_limits) {
    record::Plan plan;
    plan.organ = {"organ"};
    plan.official = {"li"};
    plan.period = base::Period::of_year(2026);
    plan.items = {{{"a1"}, "储备项目", "", {}, {}}};
    keep(plan);
    plan.period = base::Period::of_month(2026, 8);
    keep(plan);
    record::Month month;
    month.organ = {"organ"};
    month.official = {"li"};
    month.period = base::Period::of_month(2026, 7);
    month.state = record::MonthState::approved;
    month.items = {{{}, "储备项目", "完成3个", "", record::WorkState::done, {}}};
    month.review.comment = "较好";
    keep(month);
    month.period = base::Period::of_month(2026, 8);
    month.state = record::MonthState::submitted;
    keep(month);
    month.period = base::Period::of_month(2026, 9);
    month.state = record::MonthState::draft;
    keep(month);
    as("sun", "2026-09-25");
    auto evidence = view().evidence;
    EXPECT_EQ(evidence.annual_plan.items.size(), 1u);
    ASSERT_EQ(evidence.plans.size(), 1u);
    ASSERT_EQ(evidence.months.size(), 3u);
    EXPECT_EQ(evidence.months[0].review.comment, "较好");
    EXPECT_EQ(evidence.months[1].review.comment, ""); // not approved
    EXPECT_EQ(evidence.months[1].items.size(), 1u);
    EXPECT_TRUE(evidence.months[2].items.empty()); // still its writer's
    record::CommitteeSeat seat;
    seat.organ = {"organ"};
    seat.id = {"seat"};
    seat.official = {"wang"};
    seat.from = day("2026-01-01");
    keep(seat);
    as("wang", "2026-09-25");
    auto committee = view();
    EXPECT_TRUE(committee.evidence.months.empty()); // the committee reads the sheet, no months
}

} // namespace zhishi::test
