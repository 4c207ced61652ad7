// Who reviews a quarter when people move in it: movers, joiners, acting reviewers, recusals, empty chairs;
// and the reviewer's severity beside the bureau's.
#include "tests/workflow/house.h"
#include "workflow/overview.h"
#include "workflow/quarters.h"

#include <algorithm>
#include <map>

namespace zhishi::test {

using namespace workflow;
using record::PostKind;

namespace {

const base::Period third = base::Period::of_quarter(2026, 3);

QuarterInput scores(int ability, int tasks) {
    return {{{"ability", base::Number(ability), ""}, {"tasks", base::Number(tasks), ""}}, "工作踏实。"};
}

} // namespace

class QuarterMovementTest : public House {
  protected:
    record::DirectoryParts parts() override {
        record::DirectoryParts parts = bureau();
        // 李静 moved on 1 September, 周敏 on 1 August; 新来 joined in mid-September.
        auto end = [&](const char* id, const char* to) {
            for (auto& post : parts.posts)
                if (post.id.value == id) post.to = day(to);
        };
        end("p4", "2026-08-31");
        parts.posts.push_back(post("p4b", "li", "general", PostKind::staff, "2026-09-01"));
        end("p5", "2026-07-31");
        parts.posts.push_back(post("p5b", "zhou", "general", PostKind::staff, "2026-08-01"));
        parts.officials.push_back(official("xin", "新来"));
        parts.posts.push_back(post("p9", "xin", "general", PostKind::staff, "2026-09-14"));
        return parts;
    }
    std::string save(const char* official, long version = 0) {
        return code([&](const Context& c) {
            return save_quarter(c, {{official}, third}, scores(88, 90), version);
        });
    }
    std::string submit(const char* official, long version = 1) {
        return code([&](const Context& c) { return submit_quarter(c, {{official}, third}, version); });
    }
    std::vector<std::string> reviewed_by(const char* reviewer) {
        as(reviewer, "2026-09-25");
        std::vector<std::string> people;
        auto grid = run([](const Context& c) { return read_quarter_grid(c, third); }).value();
        for (const auto& row : grid.rows)
            people.push_back(row.review.official.value);
        std::sort(people.begin(), people.end());
        return people;
    }
    void end_post(const char* id, const char* to) {
        for (auto& held : all<record::Post>())
            if (held.id.value == id) {
                held.to = day(to);
                keep(held);
            }
    }
};

TEST_F(QuarterMovementTest, a_mover_is_reviewed_where_he_held_his_post_longest) {
    EXPECT_EQ(reviewed_by("sun"), (std::vector<std::string>{"li", "wu"}));
    EXPECT_EQ(reviewed_by("zheng"), (std::vector<std::string>{"wang", "xin", "zhou"}));
    as("zheng", "2026-09-25"); // 李静's head today, and not in this quarter
    EXPECT_EQ(save("li"), "not_found");
    as("sun", "2026-09-25");
    EXPECT_EQ(save("li"), "");
    auto view = run([](const Context& c) { return read_quarter(c, {{"li"}, third}); }).value();
    EXPECT_EQ(view.post.unit.value, "invest");
    EXPECT_EQ(save("zhou"), "not_found");
}

TEST_F(QuarterMovementTest, a_joiner_is_reviewed_in_the_quarter_that_he_joined) {
    as("zheng", "2026-09-25");
    ASSERT_EQ(save("xin"), "");
    ASSERT_EQ(submit("xin"), "");
    as("zheng", "2026-06-25");
    auto second = base::Period::of_quarter(2026, 2);
    EXPECT_EQ(code([&](const Context& c) {
                  return save_quarter(c, {{"xin"}, second}, scores(80, 80), 0);
              }),
              "not_found"); // nobody reviews him there: he held no post
}

TEST_F(QuarterMovementTest, an_acting_reviewer_reviews_for_the_seat_and_the_sheet_says_so) {
    record::Acting named = acting("sun", "zheng", "2026-09-20", "2026-10-05");
    named.version = 0;
    keep(named);
    as("sun", "2026-09-25");
    EXPECT_EQ(save("wu"), "not_found");
    as("zheng", "2026-09-25");
    ASSERT_EQ(save("wu"), "");
    ASSERT_EQ(submit("wu"), "");
    auto review = run([](const Context& c) { return quarter_of(c, {{"wu"}, third}); }).value();
    EXPECT_EQ(review.reviewed_by.value, "zheng");
    EXPECT_EQ(review.reviewed_for.value, "sun");
    as("sun", "2026-10-08"); // back in his chair
    EXPECT_EQ(run([](const Context& c) { return quarter_of(c, {{"wu"}, third}); }).value().version, 2);
    EXPECT_EQ(submit("wu", 2), "review_is_submitted");
}

TEST_F(QuarterMovementTest, a_recusal_in_mid_quarter_hands_the_review_to_the_next_one_up) {
    as("sun", "2026-09-02");
    ASSERT_EQ(save("wu"), "");
    record::Recusal recusal{{"organ"}, {"r1"}, {"sun"}, {"wu"}, day("2026-09-10"), {}, "近亲属关系", 0};
    keep(recusal);
    as("sun", "2026-09-25");
    EXPECT_EQ(save("wu", 1), "not_found");
    EXPECT_EQ(reviewed_by("sun"), (std::vector<std::string>{"li"}));
    as("qian", "2026-09-25");
    ASSERT_EQ(save("wu", 1), "");
    ASSERT_EQ(submit("wu", 2), "");
    auto review = run([](const Context& c) { return quarter_of(c, {{"wu"}, third}); }).value();
    EXPECT_EQ(review.reviewed_by.value, "qian");
    expect_whole_chain();
}

TEST_F(QuarterMovementTest, a_quarter_without_reviewer_is_shown_and_waits_for_a_placement) {
    end_post("p3", "2026-09-10"); // 孙明 retires
    for (auto& charge : all<record::Charge>()) {
        charge.to = day("2026-09-10");
        keep(charge);
    }
    as("office", "2026-09-25");
    auto board = run([](const Context& c) { return read_board(c, third); }).value();
    auto is_listed = [&](const char* id) {
        return std::any_of(board.without_reviewer.begin(), board.without_reviewer.end(),
                           [&](const auto& official) { return official.value == id; });
    };
    EXPECT_TRUE(is_listed("wu"));
    EXPECT_FALSE(is_listed("wang"));
    for (const char* anybody : {"sun", "qian", "he", "zheng", "office"}) {
        as(anybody, "2026-09-25");
        EXPECT_NE(save("wu"), "") << anybody;
    }
    keep(record::Placement{
        {"organ"}, {"pl"}, {"wu"}, third, {"general"}, PostKind::staff, "处室空缺，由综合处评鉴", false, 0});
    as("zheng", "2026-09-25");
    EXPECT_EQ(save("wu"), "");
}

TEST_F(QuarterMovementTest, who_was_promoted_after_the_draft_is_scored_anew) {
    as("sun", "2026-09-02");
    ASSERT_EQ(save("wu"), "");
    keep(record::Placement{
        {"organ"}, {"pl"}, {"wu"}, third, {"project"}, PostKind::head, "主持工作", false, 0});
    as("qian", "2026-09-25"); // a head is reviewed by the leader in charge
    EXPECT_EQ(submit("wu"), "subject_class_changed");
    QuarterInput as_head{{{"duty", base::Number(88), ""}, {"execution", base::Number(90), ""}}, ""};
    ASSERT_EQ(code([&](const Context& c) { return save_quarter(c, {{"wu"}, third}, as_head, 1); }), "");
    EXPECT_EQ(submit("wu", 2), "");
}

TEST_F(QuarterMovementTest, severity_shows_the_bureau_only_among_enough_others) {
    auto keep_review = [&](const std::string& official, const char* reviewer, int score) {
        record::QuarterReview review;
        review.organ = {"organ"};
        review.official = {official};
        review.period = third;
        review.state = record::ReviewState::submitted;
        review.subject_class = "staff";
        review.scores = scores(score, score).scores;
        review.reviewed_by = {reviewer};
        keep(review);
    };
    keep_review("li", "sun", 80);
    keep_review("wu", "sun", 90);
    for (const char* other : {"o1", "o2", "o3", "o4"})
        keep_review(other, "zheng", 95);
    auto severity = [&](const char* who) {
        as(who, "2026-10-10");
        return run([](const Context& c) { return read_severity(c, third); }).value();
    };
    auto seen = severity("sun");
    ASSERT_EQ(seen.quarters.size(), 4u);
    ASSERT_EQ(seen.quarters[0].mine.size(), 2u);
    EXPECT_EQ(seen.quarters[0].mine[0].mean, base::Number(85));
    EXPECT_EQ(seen.quarters[0].mine[0].spread, base::Number(5));
    EXPECT_TRUE(seen.quarters[0].bureau.empty()); // four sheets of others
    keep_review("o5", "zheng", 95);
    EXPECT_TRUE(severity("sun").quarters[0].bureau.empty()); // five, but all of one other reviewer
    keep_review("o6", "qian", 95);
    seen = severity("sun");
    ASSERT_EQ(seen.quarters[0].bureau.size(), 2u);
    EXPECT_EQ(seen.quarters[0].bureau[0].count, 8);
    // Who reviewed nobody sees nothing of it.
    EXPECT_TRUE(severity("li").quarters[0].mine.empty());
    EXPECT_TRUE(severity("li").quarters[0].bureau.empty());
}

} // namespace zhishi::test
