// The comprehensive evaluation: who rates whom by the scheme's circles, frozen at the opening; sheets;
// closing.
#include "record/appraisal.h"
#include "tests/workflow/house.h"
#include "workflow/evaluations.h"
#include "workflow/overview.h"

#include <algorithm>
#include <map>

namespace zhishi::test {

using namespace workflow;
using record::EvaluationState;
using record::RaterSheetState;
using record::YearStage;

namespace {

const base::Period year = base::Period::of_year(2026);

using Roles = std::map<std::string, std::string>; // subject, role

} // namespace

class EvaluationTest : public House {
  protected:
    Roles roles_of(const std::vector<record::RaterSheet>& sheets, const char* rater) {
        Roles roles;
        for (const auto& sheet : sheets)
            if (sheet.rater.value == rater)
                for (const auto& subject : sheet.subjects)
                    roles[subject.official.value] = subject.role;
        return roles;
    }
    std::vector<record::RaterSheet> electorate_on(const char* date) {
        as("office", date);
        return run([&](const Context& c) {
            return electorate(c.directory, *c.scheme.process.sheet(year_sheet), year, c.today());
        });
    }
    std::string open(const char* due = "2026-12-28", long version = 0) {
        return code([&](const Context& c) { return open_evaluation(c, year, day(due), version); });
    }
    std::string close(long version = 1) {
        return code([&](const Context& c) { return close_evaluation(c, year, version); });
    }
    EvaluationView view() {
        as("office", "2026-12-21");
        return run([](const Context& c) { return read_evaluation(c, year); }).value();
    }
    RaterSheetView sheet() {
        return run([](const Context& c) { return read_rater_sheet(c, year); }).value();
    }
    std::optional<base::Error> save(std::vector<record::RatedSubject> subjects) {
        long version = sheet().sheet.version;
        return done([&](const Context& c) { return save_rater_sheet(c, year, subjects, version); });
    }
    // Gives everybody on the actor's sheet this score.
    std::string save_all(int score, std::string reason = {}) {
        auto subjects = sheet().sheet.subjects;
        for (auto& subject : subjects)
            for (auto& given : subject.scores)
                given = {given.item, base::Number(score), reason};
        auto error = save(subjects);
        return error ? error->code : "";
    }
    std::string submit() {
        long version = sheet().sheet.version;
        return code([&](const Context& c) { return submit_rater_sheet(c, year, version); });
    }
    std::string withdraw() {
        long version = sheet().sheet.version;
        return code([&](const Context& c) { return withdraw_rater_sheet(c, year, version); });
    }
    void answer(const char* rater, int score) {
        as(rater, "2026-12-22");
        ASSERT_EQ(save_all(score), "");
        ASSERT_EQ(submit(), "");
    }
    std::string strike(const char* rater, const char* reason = "已调离本机关") {
        long version = 0;
        for (const auto& kept : all<record::RaterSheet>())
            if (kept.rater.value == rater) version = kept.version;
        return code([&](const Context& c) { return strike_rater(c, year, {rater}, reason, version); });
    }
    YearStage stage() { return all<record::YearAppraisal>().at(0).stage; }
    void leave(const char* post, const char* last_day) {
        for (auto& held : all<record::Post>())
            if (held.id.value == post) {
                held.to = day(last_day);
                keep(held);
            }
    }
};

TEST_F(EvaluationTest, circles_decide_who_rates_whom_and_in_which_role) {
    auto sheets = electorate_on("2026-12-20");
    std::vector<std::string> raters;
    for (const auto& sheet : sheets)
        raters.push_back(sheet.rater.value);
    EXPECT_EQ(raters, (std::vector<std::string>{"he", "li", "qian", "sun", "wang", "zheng", "zhou"}));
    EXPECT_EQ(roles_of(sheets, "he"), (Roles{{"li", "leader"},
                                             {"sun", "leader"},
                                             {"wang", "leader"},
                                             {"wu", "leader"},
                                             {"zheng", "leader"},
                                             {"zhou", "leader"}}));
    // 项目科 has no head of its own: the nearest above rates.
    EXPECT_EQ(roles_of(sheets, "sun"),
              (Roles{{"li", "head"}, {"wu", "head"}, {"zheng", "head"}, {"zhou", "head"}}));
    EXPECT_EQ(roles_of(sheets, "zheng"), (Roles{{"sun", "head"}, {"wang", "head"}}));
    EXPECT_EQ(roles_of(sheets, "li"), (Roles{{"sun", "colleague"}, {"zhou", "colleague"}}));
    EXPECT_EQ(roles_of(sheets, "wu"), Roles{}); // alone in his section
    EXPECT_EQ(sheets[0].subjects[0].scores[0].item, "comprehensive");
    EXPECT_FALSE(sheets[0].subjects[0].scores[0].score);
}

TEST_F(EvaluationTest, a_class_without_raters_is_not_rated_and_nobody_rates_himself) {
    for (const auto& sheet : electorate_on("2026-12-20"))
        for (const auto& subject : sheet.subjects) {
            EXPECT_NE(subject.official, sheet.rater);
            EXPECT_NE(subject.official.value, "he");
            EXPECT_NE(subject.official.value, "qian");
        }
}

TEST_F(EvaluationTest, who_left_before_the_years_end_is_not_rated_and_who_left_after_it_is) {
    leave("p8", "2026-11-30");
    leave("p5", "2027-01-04");
    auto sheets = electorate_on("2027-01-08");
    EXPECT_FALSE(roles_of(sheets, "he").contains("wang"));
    EXPECT_TRUE(roles_of(sheets, "he").contains("zhou"));
    EXPECT_EQ(roles_of(sheets, "zhou"), Roles{}); // and rates nobody any more
}

TEST_F(EvaluationTest, the_office_opens_it_once_and_the_list_is_frozen) {
    as("sun", "2026-12-20");
    EXPECT_EQ(open(), "not_found");
    as("office", "2026-12-20");
    EXPECT_EQ(open("2026-12-19"), "due_on_is_past");
    auto before = view();
    EXPECT_EQ(before.evaluation.version, 0);
    EXPECT_EQ(before.raters.size(), 7u); // who would be on the list
    EXPECT_EQ(before.allowed, std::vector<std::string>{"open"});
    ASSERT_EQ(open(), "");
    EXPECT_EQ(open("2026-12-28", 1), "evaluation_is_open");
    EXPECT_EQ(stage(), YearStage::evaluating);
    EXPECT_EQ(all<record::Evaluation>()[0].electorate_digest.size(), 64u);
    EXPECT_EQ(all<record::RaterSheet>().size(), 7u);
    record::Official joiner = official("xin", "新来");
    joiner.version = 0;
    keep(joiner);
    record::Post held = post("p9", "xin", "general", record::PostKind::staff, "2026-12-21");
    held.version = 0;
    keep(held);
    EXPECT_EQ(view().raters.size(), 7u);
    EXPECT_EQ(view().without_rater, std::vector<record::OfficialId>{{"xin"}}); // shown, not put in
    as("xin", "2026-12-22");
    EXPECT_EQ(sheet().sheet.version, 0);
    EXPECT_EQ(submit(), "not_found");
    expect_whole_chain();
}

TEST_F(EvaluationTest, two_who_open_it_at_once_open_it_once) {
    as("office", "2026-12-20");
    auto first = run([](const Context& c) { return open_evaluation(c, year, day("2026-12-28"), 0); }).value();
    auto second =
        run([](const Context& c) { return open_evaluation(c, year, day("2026-12-30"), 0); }).value();
    EXPECT_EQ(store_->write_and_wait(first.change).outcome, store::Written::Outcome::committed);
    EXPECT_EQ(store_->write_and_wait(second.change).outcome, store::Written::Outcome::guard_failed);
}

TEST_F(EvaluationTest, a_year_past_its_evaluation_opens_none) {
    record::YearAppraisal appraisal;
    appraisal.organ = {"organ"};
    appraisal.period = year;
    appraisal.stage = YearStage::proposed;
    keep(appraisal);
    as("office", "2026-12-20");
    EXPECT_EQ(open(), "year_stage_wrong");
}

TEST_F(EvaluationTest, a_sheet_takes_only_scores_of_whom_and_what_was_frozen) {
    as("office", "2026-12-20");
    ASSERT_EQ(open(), "");
    as("li", "2026-12-21");
    EXPECT_EQ(sheet().allowed, (std::vector<std::string>{"save", "submit"}));
    auto error = save({{{"wang"}, "leader", {{"comprehensive", base::Number(90), ""}}},
                       {{"sun"}, "leader", {{"comprehensive", base::Number(101), ""}}},
                       {{"zhou"}, "", {{"duty", base::Number(90), ""}}},
                       {{"zhou"}, "", {}}});
    ASSERT_TRUE(error);
    std::vector<std::string> places;
    for (const auto& one : error->more)
        places.push_back(one.code + " " + one.place.pointer);
    EXPECT_EQ(places, (std::vector<std::string>{"subject_unknown /subjects/0/official",
                                                "score_out_of_range /subjects/1/scores/0/score",
                                                "item_unknown /subjects/2/scores/0/item",
                                                "subject_twice /subjects/3/official"}));
    ASSERT_FALSE(save({{{"sun"}, "leader", {{"comprehensive", base::Number(93), ""}}}}));
    EXPECT_EQ(sheet().sheet.subjects[0].role, "colleague"); // frozen, whatever was sent
    EXPECT_EQ(sheet().sheet.subjects[0].scores[0].score, base::Number(93));
    EXPECT_EQ(submit(), "score_missing"); // 周敏 is not rated
    ASSERT_EQ(save_all(100), "");
    EXPECT_EQ(submit(), "reason_required");
    ASSERT_EQ(save_all(100, "全年表现突出"), "");
    ASSERT_EQ(submit(), "");
    EXPECT_EQ(save_all(90), "sheet_is_submitted");
    EXPECT_EQ(sheet().allowed, std::vector<std::string>{"withdraw"});
    ASSERT_EQ(withdraw(), "");
    EXPECT_EQ(withdraw(), "sheet_is_not_submitted");
    EXPECT_EQ(save_all(90), "");
}

TEST_F(EvaluationTest, the_office_sees_who_answered_and_closes_once_everybody_is_rated) {
    as("office", "2026-12-20");
    EXPECT_EQ(close(0), "evaluation_is_not_open");
    ASSERT_EQ(open(), "");
    answer("li", 90);
    as("office", "2026-12-22");
    auto error = done([](const Context& c) { return close_evaluation(c, year, 1); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code, "subjects_unrated");
    EXPECT_EQ(error->more.size(), 4u); // 孙明 and 周敏 are rated
    EXPECT_EQ(view().unrated.size(), 4u);
    answer("he", 88);
    auto seen = view();
    EXPECT_TRUE(seen.unrated.empty());
    EXPECT_EQ(std::count_if(seen.raters.begin(), seen.raters.end(),
                            [](const auto& rater) { return rater.state == RaterSheetState::submitted; }),
              2);
    EXPECT_EQ(seen.allowed, (std::vector<std::string>{"close", "strike"}));
    ASSERT_EQ(close(), "");
    EXPECT_EQ(stage(), YearStage::evaluated);
    EXPECT_EQ(close(2), "evaluation_is_closed");
    as("zhou", "2026-12-23");
    EXPECT_EQ(save_all(90), "evaluation_is_closed");
    as("li", "2026-12-23");
    EXPECT_EQ(withdraw(), "evaluation_is_closed");
    expect_whole_chain();
}

TEST_F(EvaluationTest, an_answer_taken_back_in_between_fails_the_closing) {
    as("office", "2026-12-20");
    ASSERT_EQ(open(), "");
    answer("he", 88);
    as("office", "2026-12-22");
    auto closing = run([](const Context& c) { return close_evaluation(c, year, 1); }).value();
    as("he", "2026-12-22");
    ASSERT_EQ(withdraw(), "");
    EXPECT_EQ(store_->write_and_wait(closing.change).outcome, store::Written::Outcome::guard_failed);
    EXPECT_EQ(stage(), YearStage::evaluating);
}

TEST_F(EvaluationTest, a_submission_after_the_closing_does_not_count) {
    as("office", "2026-12-20");
    ASSERT_EQ(open(), "");
    answer("he", 88);
    as("li", "2026-12-22");
    ASSERT_EQ(save_all(90), "");
    long version = sheet().sheet.version;
    auto late = run([&](const Context& c) { return submit_rater_sheet(c, year, version); }).value();
    as("office", "2026-12-22");
    ASSERT_EQ(close(), "");
    EXPECT_EQ(store_->write_and_wait(late.change).outcome, store::Written::Outcome::guard_failed);
}

TEST_F(EvaluationTest, a_rater_who_left_is_struck_and_an_answer_given_before_stands) {
    as("office", "2026-12-20");
    ASSERT_EQ(open(), "");
    answer("wang", 90);
    as("office", "2026-12-22");
    EXPECT_EQ(strike("li"), "rater_is_in_post");
    EXPECT_EQ(strike("wang"), "rater_has_answered");
    EXPECT_EQ(strike("wu"), "not_found");
    leave("p4", "2026-12-21");
    leave("p8", "2026-12-22");
    as("office", "2026-12-23");
    EXPECT_EQ(strike("wang"), "rater_has_answered");
    EXPECT_EQ(strike("li", ""), "text_missing");
    ASSERT_EQ(strike("li"), "");
    EXPECT_EQ(strike("li"), "rater_is_struck");
    as("li", "2026-12-23");
    EXPECT_EQ(save_all(90), "rater_is_struck");
    for (const auto& kept : all<record::RaterSheet>()) {
        if (kept.rater.value == "wang") EXPECT_EQ(kept.state, RaterSheetState::submitted);
        if (kept.rater.value == "li") EXPECT_EQ(kept.struck_reason, "已调离本机关");
    }
}

TEST_F(EvaluationTest, raters_are_asked_and_reminded_until_they_answer) {
    as("office", "2026-12-20");
    ASSERT_EQ(open("2026-12-22"), "");
    answer("he", 88);
    auto task_of = [&](const char* who) {
        as(who, "2026-12-23");
        auto tasks = run([](const Context& c) { return read_inbox(c); }).value();
        auto place = std::find_if(tasks.begin(), tasks.end(),
                                  [](const Task& task) { return task.kind == TaskKind::evaluation_rate; });
        return place == tasks.end() ? std::optional<Task>() : std::optional(*place);
    };
    EXPECT_FALSE(task_of("he"));
    EXPECT_FALSE(task_of("wu")); // on no list
    ASSERT_TRUE(task_of("li"));
    EXPECT_EQ(task_of("li")->deadline->due_on, day("2026-12-22"));
    EXPECT_TRUE(task_of("li")->deadline->is_past);
    EXPECT_FALSE(task_of("li")->is_reminded);
    as("office", "2026-12-23");
    auto remind_raters = [](const Context& c) {
        return remind(c, year, record::RemindedStep::evaluation, {});
    };
    auto reminded = run(remind_raters).value();
    EXPECT_EQ(reminded.after.people.size(), 6u);
    ASSERT_EQ(code(remind_raters), "");
    EXPECT_EQ(code(remind_raters), "nobody_is_late");
    EXPECT_TRUE(task_of("li")->is_reminded);
}

} // namespace zhishi::test
