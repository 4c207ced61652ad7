#include "cli/command.h"
#include "cli/example/make_example.h"
#include "cli/schemes_in_use.h"
#include "record/month.h"
#include "record/plan.h"
#include "store/chain.h"
#include "tests/cli/example_database.h"
#include "tests/cli/program.h"
#include "workflow/calendars.h"
#include "workflow/log_in.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <unistd.h>

namespace zhishi::cli {

namespace {

constexpr const char* middle_of_a_month = "2026-11-18";

std::map<record::MonthState, int> states_of_months(ExampleDatabase& database) {
    std::map<record::MonthState, int> states;
    for (const auto& month : database.all<record::Month>())
        ++states[month.state];
    return states;
}

TEST(example, is_the_same_for_the_same_day) {
    ExampleDatabase one(middle_of_a_month), other(middle_of_a_month);
    EXPECT_GT(content_of(one).size(), 500u);
    EXPECT_EQ(content_of(one), content_of(other));
    EXPECT_EQ(acts_of(one), acts_of(other));
    ExampleDatabase next_day("2026-11-19");
    EXPECT_NE(content_of(one), content_of(next_day));
}

TEST(example, leaves_a_whole_chain_of_events_on_every_kind_of_day) {
    for (const char* today : {middle_of_a_month, "2026-11-02", "2025-03-31", "2026-01-04", "2026-12-31"}) {
        SCOPED_TRACE(today);
        ExampleDatabase database(today);
        auto organ = database.all<record::Organ>().at(0).id;
        auto report = store::verify_chain(*database.reader(), organ).value();
        EXPECT_TRUE(report.is_whole()) << report.faults.front().what;
        EXPECT_GT(report.events_checked, 300);
        base::Instant until = base::Instant::at_midnight(*base::Date::parse(today), 480), before;
        for (const auto& event : database.all<record::Event>()) {
            EXPECT_LT(event.at, until);
            EXPECT_LE(before, event.at) << event.act;
            before = event.at;
        }
        for (const auto& entry : database.all<record::LogEntry>())
            EXPECT_LT(entry.work_date, *base::Date::parse(today));
    }
}

TEST(example, closes_the_last_month_after_every_review) {
    ExampleDatabase database(middle_of_a_month);
    auto states = states_of_months(database);
    EXPECT_EQ(states[record::MonthState::approved], 14);
    EXPECT_EQ(states[record::MonthState::kept], 2); // the leaders'
    EXPECT_EQ(states.size(), 2u);
    auto months = database.all<record::Month>();
    std::set<std::string> comments, reflections;
    int returned = 0, late = 0;
    for (const auto& month : months) {
        if (month.state == record::MonthState::approved) comments.insert(month.review.comment);
        reflections.insert(month.reflection);
        returned += month.returns;
        late += month.submitted_late;
    }
    EXPECT_EQ(comments.size(), 14u);
    EXPECT_EQ(reflections.size(), 16u);
    EXPECT_EQ(returned, 1);
    EXPECT_EQ(late, 2); // one after the deadline, and the returned one when it came again
    auto periods = database.all<record::PeriodState>();
    std::set<std::string> closed;
    for (const auto& period : periods)
        if (period.is_closed) closed.insert(period.period.str());
    EXPECT_EQ(closed, (std::set<std::string>{"2026-10", "2026Q1", "2026Q2", "2026Q3"}));
}

TEST(example, leaves_one_plan_waiting_one_returned_one_unwritten) {
    ExampleDatabase database(middle_of_a_month);
    std::map<record::PlanState, int> states;
    int annual = 0;
    for (const auto& plan : database.all<record::Plan>()) {
        if (plan.period.str() == "2026-11") ++states[plan.state];
        annual += plan.period.str() == "2026" && plan.state == record::PlanState::confirmed;
    }
    EXPECT_EQ(states[record::PlanState::confirmed], 13);
    EXPECT_EQ(states[record::PlanState::submitted], 1);
    EXPECT_EQ(states[record::PlanState::returned], 1);
    EXPECT_EQ(annual, 16);
}

TEST(example, seldom_says_the_same_twice) {
    ExampleDatabase database(middle_of_a_month);
    auto entries = database.all<record::LogEntry>();
    std::set<std::string> texts;
    int late = 0, limited = 0, withdrawn = 0, with_fields = 0;
    for (const auto& entry : entries) {
        texts.insert(entry.content);
        late += entry.is_late;
        limited += entry.is_limited;
        withdrawn += entry.state == record::LogEntryState::withdrawn;
        with_fields += !entry.time.empty();
    }
    ASSERT_GT(entries.size(), 400u);
    EXPECT_LE((entries.size() - texts.size()) * 100, entries.size() * 2);
    EXPECT_GE(late, 3);
    EXPECT_EQ(limited, 2); // one a month
    EXPECT_EQ(withdrawn, 2);
    EXPECT_GT(with_fields, 100);
    for (const std::string& text : texts)
        EXPECT_TRUE(text.find("{}") == std::string::npos && text.find('#') == std::string::npos) << text;
}

TEST(example, shows_accounts_that_log_in_without_changing_the_password) {
    ExampleDatabase database(middle_of_a_month);
    ASSERT_EQ(database.accounts().size(), 6u);
    base::Instant now = base::Instant::at_midnight(*base::Date::parse(middle_of_a_month), 480);
    for (const auto& shown : database.accounts()) {
        auto outcome = workflow::log_in(*database.reader(), {shown.login, shown.password, {}}, now,
                                        *database.random_, cheap)
                           .value();
        EXPECT_EQ(outcome.kind, workflow::LogInOutcome::Kind::begun) << shown.login;
        EXPECT_FALSE(outcome.account.must_change_password) << shown.login;
    }
    for (const auto& account : database.all<record::Account>()) {
        bool is_shown = std::any_of(database.accounts().begin(), database.accounts().end(),
                                    [&](const auto& shown) { return shown.login == account.login; });
        EXPECT_EQ(is_shown, account.password_hash.starts_with("$argon2id$")) << account.login;
    }
    EXPECT_TRUE(database.all<record::Session>().empty());
}

TEST(example, refuses_a_year_without_calendar_and_a_database_in_use) {
    ExampleDatabase empty(nullptr);
    for (const char* today : {"2027-03-01", "2024-06-01", "2025-02-10"}) {
        auto refused = empty.make(today);
        ASSERT_FALSE(refused.ok()) << today;
        EXPECT_EQ(refused.error().code, "example_needs_calendar");
        EXPECT_NE(refused.error().text.zh.find("--today"), std::string::npos);
    }
    EXPECT_TRUE(empty.all<record::Event>().empty());
    ExampleDatabase full(middle_of_a_month);
    size_t events = full.all<record::Event>().size();
    auto twice = full.make(middle_of_a_month);
    ASSERT_FALSE(twice.ok());
    EXPECT_EQ(twice.error().code, "organ_exists");
    EXPECT_EQ(full.all<record::Event>().size(), events);
}

// The program itself, in a folder of its own.
class ExampleProgram : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() / ("zhishi-founded-" + std::to_string(getpid()));
        std::filesystem::create_directory(folder_);
        ASSERT_EQ(run_program({"migrate", "--database", url()}).exit_code, exit_ok);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::string url() const { return "sqlite:" + (folder_ / "database").string(); }
    std::filesystem::path folder_;
};

TEST_F(ExampleProgram, prints_the_accounts_and_keeps_them_in_a_file_of_its_owner) {
    auto file = folder_ / "accounts.txt";
    Ended made = run_program({"example", "--database", url(), "--today", middle_of_a_month, "--size",
                              "section", "--accounts", file.string()});
    ASSERT_EQ(made.exit_code, exit_ok) << made.error;
    EXPECT_NE(made.out.find("guanli"), std::string::npos);
    EXPECT_EQ(text_of(file), made.out);
    EXPECT_EQ(std::filesystem::status(file).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);

    Ended again = run_program({"example", "--database", url(), "--today", middle_of_a_month, "--size",
                               "section", "--accounts", file.string()});
    EXPECT_EQ(again.exit_code, exit_wrong_use); // the file is there
    EXPECT_EQ(text_of(file), made.out);
    auto other = folder_ / "other.txt";
    again = run_program({"example", "--database", url(), "--today", middle_of_a_month, "--size", "section",
                         "--accounts", other.string()});
    EXPECT_EQ(again.exit_code, exit_faults); // the organ is there
    EXPECT_FALSE(std::filesystem::exists(other));
}

TEST_F(ExampleProgram, refuses_a_day_that_it_cannot_read_or_has_no_calendar_for) {
    Ended unreadable = run_program({"example", "--database", url(), "--today", "2026-13-01"});
    EXPECT_EQ(unreadable.exit_code, exit_wrong_use);
    Ended without = run_program({"example", "--database", url(), "--today", "2027-03-01"});
    EXPECT_EQ(without.exit_code, exit_faults);
    EXPECT_NE(without.error.find("--today"), std::string::npos);
    EXPECT_TRUE(without.out.empty());
}

TEST_F(ExampleProgram, founds_an_organ_once_with_passwords_that_must_be_changed) {
    Ended refused = run_program(
        {"found", "--database", url(), "--organ", "安澜市档案局", "--administrator", "Not A Login"});
    EXPECT_EQ(refused.exit_code, exit_faults);
    refused = run_program({"found", "--database", url(), "--organ", "安澜市档案局", "--administrator",
                           "guanli", "--office", "guanli"});
    EXPECT_EQ(refused.exit_code, exit_faults);
    Ended made = run_program({"found", "--database", url(), "--organ", "安澜市档案局", "--administrator",
                              "guanli", "--office", "kaohe"});
    ASSERT_EQ(made.exit_code, exit_ok) << made.error;
    Ended again =
        run_program({"found", "--database", url(), "--organ", "安澜市统计局", "--administrator", "guanli"});
    EXPECT_EQ(again.exit_code, exit_faults);

    auto random = crypto::system_random();
    auto store = store::open({.url = url()}, *random);
    ASSERT_TRUE(store.ok());
    auto reader = std::move((*store)->reader().value());
    auto organs = store::list<record::Organ>(*reader, store::query_of<record::Organ>()).value();
    ASSERT_EQ(organs.size(), 1u);
    EXPECT_EQ(organs[0].name, "安澜市档案局");
    auto events = store::list<record::Event>(*reader, store::query_of<record::Event>()).value();
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].act, "organ_change");
    EXPECT_TRUE(events[0].actor.empty());
    auto units = store::list<record::Unit>(*reader, store::query_of<record::Unit>()).value();
    EXPECT_EQ(units.size(), 1u);
    auto calendars =
        store::list<record::OrganCalendarYear>(*reader, store::query_of<record::OrganCalendarYear>()).value();
    EXPECT_EQ(calendars.size(), workflow::shipped_calendars().size());
    auto accounts = store::list<record::Account>(*reader, store::query_of<record::Account>()).value();
    EXPECT_EQ(accounts.size(), 2u);
    for (const auto& account : accounts) {
        EXPECT_TRUE(account.must_change_password) << account.login;
        EXPECT_NE(account.is_office, account.is_system_administrator) << account.login;
        EXPECT_EQ(account.is_office, account.login == "kaohe");
    }
    EXPECT_TRUE(store::verify_chain(*reader, organs[0].id).value().is_whole());
}

} // namespace

} // namespace zhishi::cli
