// Closing a quarter, and two people who open again what was closed or submitted.
#include "record/appraisal.h"
#include "record/evaluation.h"
#include "tests/workflow/house.h"
#include "workflow/overview.h"
#include "workflow/periods.h"
#include "workflow/quarters.h"
#include "workflow/reopenings.h"

#include <algorithm>

namespace zhishi::test {

using namespace workflow;
using record::ReopeningState;
using record::ReviewState;
using record::YearStage;

namespace {

const base::Period third = base::Period::of_quarter(2026, 3), october = base::Period::of_month(2026, 10),
                   year = base::Period::of_year(2026);

} // namespace

class ReopeningTest : public House {
  protected:
    record::DirectoryParts parts() override {
        record::DirectoryParts parts = bureau();
        for (const char* id : {"wang", "li"})
            parts.committee_seats.push_back({{"organ"},
                                             {std::string("seat-") + id},
                                             {id},
                                             record::CommitteeRole::member,
                                             day("2026-01-01"),
                                             {},
                                             0});
        return parts;
    }
    void as_office(const char* account, const char* date) {
        as("office", date);
        actor_.account = {account};
    }
    std::string request(const base::Period& period, const char* official = "",
                        const char* reason = "录入有误，需更正") {
        return code([&](const Context& c) { return request_reopening(c, period, {official}, reason); });
    }
    // The one that waits; else the one that was decided last.
    record::Reopening last() {
        auto kept = all<record::Reopening>();
        return *std::max_element(kept.begin(), kept.end(), [](const auto& a, const auto& b) {
            auto rank = [](const auto& one) {
                return std::pair(one.state == ReopeningState::requested, one.decided_at);
            };
            return rank(a) < rank(b);
        });
    }
    std::string grant() {
        auto reopening = last();
        return code([&](const Context& c) { return grant_reopening(c, reopening.id, reopening.version); });
    }
    std::string decline(const char* reason) {
        auto reopening = last();
        return code(
            [&](const Context& c) { return decline_reopening(c, reopening.id, reason, reopening.version); });
    }
    record::QuarterReview review(const char* official = "li") {
        return run([&](const Context& c) { return quarter_of(c, {{official}, third}); }).value();
    }
    void keep_review(const char* official, ReviewState state, const char* subject_class = "staff") {
        record::QuarterReview kept;
        kept.organ = {"organ"};
        kept.official = {official};
        kept.period = third;
        kept.state = state;
        kept.subject_class = subject_class;
        bool is_head = kept.subject_class == "head";
        kept.scores = {{is_head ? "duty" : "ability", base::Number(88), ""},
                       {is_head ? "execution" : "tasks", base::Number(90), ""}};
        kept.reviewed_by = {"sun"};
        kept.submitted_at = base::Instant::at_midnight(day("2026-10-09"), 480);
        kept.reply = state == ReviewState::replied ? "有不同意见" : "";
        keep(kept);
    }
    void whole_quarter() {
        keep_review("li", ReviewState::replied);
        keep_review("zhou", ReviewState::acknowledged);
        keep_review("wu", ReviewState::excused);
        keep_review("wang", ReviewState::submitted);
        keep_review("sun", ReviewState::submitted, "head");
        keep_review("zheng", ReviewState::submitted, "head");
    }
    std::string close(const base::Period& period, long version = 0) {
        return code([&](const Context& c) { return close_period(c, period, version); });
    }
    void keep_year(YearStage stage) {
        record::YearAppraisal appraisal;
        appraisal.organ = {"organ"};
        appraisal.period = year;
        appraisal.stage = stage;
        appraisal.run = {"run-1"};
        keep(appraisal);
        record::Evaluation evaluation;
        evaluation.organ = {"organ"};
        evaluation.period = year;
        evaluation.sheet = "comprehensive_evaluation";
        evaluation.state = record::EvaluationState::closed;
        evaluation.closed_by = {"account-office"};
        keep(evaluation);
    }
};

TEST_F(ReopeningTest, a_submitted_sheet_is_reopened_by_two_and_what_was_there_stays) {
    keep_review("li", ReviewState::replied);
    as("sun", "2026-10-21");
    EXPECT_EQ(request(third, "li"), "not_found");
    as("office", "2026-10-21");
    EXPECT_EQ(request(third, "li", ""), "text_missing");
    ASSERT_EQ(request(third, "li"), "");
    EXPECT_EQ(request(third, "li"), "reopening_is_pending");
    EXPECT_EQ(grant(), "reopening_same_person");
    EXPECT_EQ(review().state, ReviewState::replied);
    as("li", "2026-10-21"); // of the committee, but it is his own review
    EXPECT_EQ(grant(), "not_allowed");
    as("wang", "2026-10-21");
    auto seen = run([](const Context& c) { return list_reopenings(c, third); }).value();
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0].allowed, (std::vector<std::string>{"grant", "decline"}));
    ASSERT_EQ(grant(), "");
    EXPECT_EQ(grant(), "reopening_is_decided");
    EXPECT_EQ(last().decided_by.value, "account-wang");
    EXPECT_EQ(review().state, ReviewState::reopened);
    EXPECT_EQ(review().reopenings, 1);
    EXPECT_EQ(review().reply, "");
    EXPECT_FALSE(review().submitted_at);
    auto versions = all<record::RecordVersion>();
    EXPECT_TRUE(std::any_of(versions.begin(), versions.end(), [](const auto& version) {
        return version.object_type == "quarter_review" && version.version == 1 &&
               version.image.find("有不同意见") != std::string::npos;
    }));
    as("sun", "2026-10-22"); // past the deadline, but it was in time once
    ASSERT_EQ(code([](const Context& c) {
                  return save_quarter(
                      c, {{"li"}, third},
                      {{{"ability", base::Number(89), ""}, {"tasks", base::Number(90), ""}}, ""}, 2);
              }),
              "");
    ASSERT_EQ(code([](const Context& c) { return submit_quarter(c, {{"li"}, third}, 3); }), "");
    EXPECT_FALSE(review().submitted_late);
    expect_whole_chain();
}

TEST_F(ReopeningTest, the_same_person_under_another_account_cannot_grant) {
    keep_review("zhou", ReviewState::submitted);
    for (const char* id : {"a1", "a2"}) {
        record::Account account;
        account.organ = {"organ"};
        account.id = {id};
        account.login = id;
        account.official = {"zheng"};
        account.is_office = true;
        keep(account);
    }
    as_office("a1", "2026-10-21");
    actor_.official = {"zheng"};
    ASSERT_EQ(request(third, "zhou"), "");
    as_office("a2", "2026-10-21");
    actor_.official = {"zheng"};
    EXPECT_EQ(grant(), "reopening_same_person");
    as_office("a3", "2026-10-21");
    EXPECT_EQ(grant(), "");
}

TEST_F(ReopeningTest, there_must_be_something_to_reopen) {
    as("office", "2026-10-21");
    EXPECT_EQ(request(third, "li"), "nothing_to_reopen"); // nothing written
    keep_review("li", ReviewState::draft);
    EXPECT_EQ(request(third, "li"), "nothing_to_reopen");
    EXPECT_EQ(request(third), "nothing_to_reopen"); // not closed
    EXPECT_EQ(request(year), "nothing_to_reopen");
    EXPECT_EQ(request(october, "li"), "period_unreadable"); // a month has no sheet a person
    EXPECT_EQ(request(third, "nobody"), "not_found");
}

TEST_F(ReopeningTest, a_declined_request_says_why_and_changes_nothing) {
    keep_review("zhou", ReviewState::submitted);
    as("office", "2026-10-21");
    ASSERT_EQ(request(third, "zhou"), "");
    EXPECT_EQ(run([](const Context& c) { return list_reopenings(c, {}); }).value()[0].allowed,
              std::vector<std::string>{"decline"});
    as("wang", "2026-10-21");
    EXPECT_EQ(decline(""), "text_missing");
    ASSERT_EQ(decline("理由不充分"), "");
    EXPECT_EQ(last().state, ReopeningState::declined);
    EXPECT_EQ(review("zhou").state, ReviewState::submitted);
    as("office", "2026-10-22");
    EXPECT_EQ(request(third, "zhou"), ""); // may be asked again
}

TEST_F(ReopeningTest, a_quarter_is_closed_once_every_sheet_is_settled_and_then_nothing_changes) {
    whole_quarter();
    auto zhou = review("zhou");
    zhou.state = ReviewState::draft;
    keep(zhou);
    as("office", "2026-09-30");
    EXPECT_EQ(close(third), "quarter_is_not_over");
    as("office", "2026-10-21");
    auto error = done([](const Context& c) { return close_period(c, third, 0); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code, "quarter_is_not_whole");
    ASSERT_EQ(error->more.size(), 1u);
    EXPECT_EQ(error->more[0].place.pointer, "/officials/zhou");
    EXPECT_NE(error->text.zh.find("周敏"), std::string::npos);
    zhou = review("zhou");
    zhou.state = ReviewState::submitted;
    keep(zhou);
    as("sun", "2026-10-21");
    EXPECT_EQ(close(third), "not_found");
    as("office", "2026-10-21");
    auto prepared = run([](const Context& c) { return close_period(c, third, 0); }).value();
    ASSERT_EQ(close(third), "");
    EXPECT_EQ(close(third, 1), "quarter_is_closed");
    EXPECT_EQ(store_->write_and_wait(prepared.change).outcome, store::Written::Outcome::guard_failed);
    as("li", "2026-10-21");
    EXPECT_EQ(code([](const Context& c) {
                  return acknowledge_quarter(c, {{"li"}, third}, 1);
              }),
              "quarter_is_closed");
    as("office", "2026-10-21");
    EXPECT_EQ(request(third, "li"), "quarter_is_closed"); // the quarter first
    EXPECT_EQ(run([](const Context& c) { return read_board(c, third); }).value().allowed,
              std::vector<std::string>{"request_reopening"});
}

TEST_F(ReopeningTest, a_sheet_reopened_in_between_fails_the_closing) {
    whole_quarter();
    as("office", "2026-10-21");
    ASSERT_EQ(request(third, "wang"), "");
    auto closing = run([](const Context& c) { return close_period(c, third, 0); }).value();
    as_office("other", "2026-10-21");
    ASSERT_EQ(grant(), "");
    EXPECT_EQ(store_->write_and_wait(closing.change).outcome, store::Written::Outcome::guard_failed);
}

TEST_F(ReopeningTest, a_closed_quarter_and_a_closed_month_are_reopened_by_two) {
    whole_quarter();
    as("office", "2026-11-03");
    for (const auto& period : {third, october}) {
        as("office", "2026-11-03");
        ASSERT_EQ(close(period), "");
        ASSERT_EQ(request(period), "");
        as("wang", "2026-11-03");
        ASSERT_EQ(grant(), "");
        EXPECT_FALSE(run([&](const Context& c) { return period_state(c, period); }).value().is_closed);
    }
    as("li", "2026-11-03");
    EXPECT_EQ(code([](const Context& c) { return acknowledge_quarter(c, {{"li"}, third}, 1); }), "");
    expect_whole_chain();
}

TEST_F(ReopeningTest, two_who_decide_one_request_at_once_one_is_told) {
    keep_review("zhou", ReviewState::submitted);
    as("office", "2026-10-21");
    ASSERT_EQ(request(third, "zhou"), "");
    auto id = last().id;
    as("wang", "2026-10-21");
    auto granted = run([&](const Context& c) { return grant_reopening(c, id, 1); }).value();
    auto declined = run([&](const Context& c) { return decline_reopening(c, id, "不必", 1); }).value();
    EXPECT_EQ(store_->write_and_wait(declined.change).outcome, store::Written::Outcome::committed);
    EXPECT_EQ(store_->write_and_wait(granted.change).outcome, store::Written::Outcome::guard_failed);
    EXPECT_EQ(review("zhou").state, ReviewState::submitted);
}

TEST_F(ReopeningTest, a_year_goes_back_one_stage_at_a_time) {
    auto stage = [&] { return all<record::YearAppraisal>()[0].stage; };
    keep_year(YearStage::closed);
    record::ResultNotice notice;
    notice.organ = {"organ"};
    notice.official = {"li"};
    notice.period = year;
    keep(notice);
    for (YearStage expected : {YearStage::published, YearStage::deciding, YearStage::proposed}) {
        as("office", "2027-02-01");
        ASSERT_EQ(request(year), "");
        as("wang", "2027-02-01");
        ASSERT_EQ(grant(), "");
        EXPECT_EQ(stage(), expected);
        EXPECT_EQ(all<record::YearAppraisal>()[0].run.value, "run-1");
    }
    EXPECT_EQ(all<record::ResultNotice>().size(), 1u); // kept; published anew they are issued anew
    as("office", "2027-02-01");
    ASSERT_EQ(request(year), "");
    as("wang", "2027-02-01");
    ASSERT_EQ(grant(), "");
    EXPECT_EQ(stage(), YearStage::evaluating);
    EXPECT_TRUE(all<record::YearAppraisal>()[0].run.empty());
    EXPECT_EQ(all<record::Evaluation>()[0].state, record::EvaluationState::open);
    as("office", "2027-02-01");
    EXPECT_EQ(request(year), "nothing_to_reopen");
    expect_whole_chain();
}

} // namespace zhishi::test
