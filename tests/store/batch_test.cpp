// Many changes at once: one transaction, each change on its own.
#include "store/chain.h"
#include "tests/store/samples.h"
#include "tests/store/stores.h"

#include <atomic>
#include <future>
#include <thread>

namespace zhishi::test {

namespace {

using store::Change;
using store::Written;
using Outcome = store::Written::Outcome;

class BatchTest : public StoreTest {
  protected:
    // The outcomes of changes that stand in the queue together: the writer is held by a callback until all
    // do.
    std::vector<Written> write_together(store::Store& store, std::vector<Change> changes) {
        std::promise<void> queued, blocked;
        std::shared_future<void> wait = queued.get_future().share();
        Change first = a_change("holding");
        store.write(first, [&](Written) {
            blocked.set_value();
            wait.wait();
        });
        blocked.get_future().wait();
        std::vector<std::promise<Written>> answers(changes.size());
        for (size_t i = 0; i < changes.size(); ++i)
            store.write(std::move(changes[i]),
                        [&answers, i](Written written) { answers[i].set_value(std::move(written)); });
        queued.set_value();
        std::vector<Written> outcomes;
        for (auto& answer : answers)
            outcomes.push_back(answer.get_future().get());
        return outcomes;
    }
    std::int64_t count(store::Store& store, const store::Query& query) {
        auto counted = reader(store)->count(query);
        EXPECT_TRUE(counted.ok());
        return counted.ok() ? *counted : -1;
    }
    void expect_whole_chain(store::Store& store, const std::string& organ = "O1") {
        auto report = store::verify_chain(*reader(store), {organ});
        ASSERT_TRUE(report.ok());
        for (const store::ChainFault& fault : report->faults)
            ADD_FAILURE() << fault.what;
    }
};

Change plan_change(const std::string& official, long version_before, const std::string& goal = "g") {
    record::Plan plan = plan_of(official, goal);
    plan.version = version_before;
    Change change = a_change();
    change.put(plan);
    return change;
}

TEST_P(BatchTest, good_and_bad_changes_of_one_batch_do_not_notice_each_other) {
    auto store = open();
    std::vector<Change> changes;
    for (int i = 0; i < 40; ++i)
        changes.push_back(plan_change("P" + std::to_string(i), i % 4 == 3 ? 9 : 0));
    std::vector<Written> written = write_together(*store, std::move(changes));
    for (int i = 0; i < 40; ++i)
        EXPECT_EQ(written[static_cast<size_t>(i)].outcome,
                  i % 4 == 3 ? Outcome::guard_failed : Outcome::committed);
    EXPECT_EQ(count(*store, store::query_of<record::Plan>()), 30);
    EXPECT_EQ(store->metrics().batch_size_max, 40);
    expect_whole_chain(*store);
}

TEST_P(BatchTest, one_row_that_the_database_refuses_fails_its_change_alone) {
    auto store = open();
    std::vector<Change> changes;
    for (int i = 0; i < 9; ++i) {
        record::Account account = an_account();
        account.id = {"N" + std::to_string(i)};
        account.login = i == 4 ? "login0" : "login" + std::to_string(i); // taken, and nobody checked
        Change change = a_change();
        change.put(account);
        changes.push_back(std::move(change));
    }
    std::vector<Written> written = write_together(*store, std::move(changes));
    for (size_t i = 0; i < 9; ++i)
        EXPECT_EQ(written[i].outcome == Outcome::committed, i != 4) << written[i].cause;
    EXPECT_EQ(count(*store, store::query_of<record::Account>()), 8);
    EXPECT_EQ(count(*store, store::query_of<record::Event>()), 9) << "8 and the one that held the writer";
    expect_whole_chain(*store);
}

TEST_P(BatchTest, beside_a_refused_row_others_are_changed) {
    auto store = open();
    record::Plan plan = plan_of("P1", "g");
    Change first = a_change();
    first.put(plan);
    record::Account holder = an_account();
    first.put(holder);
    ASSERT_EQ(store->write_and_wait(first).outcome, Outcome::committed);
    record::Account taken = an_account();
    taken.id = {"N9"}, taken.version = 0;
    Change refused = a_change();
    refused.put(taken); // the login of another, and nobody checked
    std::vector<Written> written =
        write_together(*store, {plan_change("P1", 1, "changed"), refused, plan_change("P2", 0)});
    EXPECT_EQ(written[0].outcome, Outcome::committed) << written[0].cause;
    EXPECT_NE(written[1].outcome, Outcome::committed);
    EXPECT_EQ(written[2].outcome, Outcome::committed) << written[2].cause;
    EXPECT_EQ(count(*store, store::query_of<record::Account>()), 1);
    auto found = store::find<record::Plan>(*reader(*store), {"O1", "P1", "2026-03"});
    EXPECT_EQ((*found)->items.at(0).goal, "changed");
    EXPECT_EQ(count(*store, store::query_of<record::Event>()), 4) << "and the one that held the writer";
    expect_whole_chain(*store);
}

TEST_P(BatchTest, of_two_changes_of_one_row_in_one_batch_the_first_wins) {
    auto store = open();
    std::vector<Written> written =
        write_together(*store, {plan_change("P1", 0, "first"), plan_change("P1", 0, "second"),
                                plan_change("P1", 1, "third"), plan_change("P1", 1, "fourth")});
    EXPECT_EQ(written[0].outcome, Outcome::committed);
    EXPECT_EQ(written[1].outcome, Outcome::guard_failed);
    EXPECT_EQ(written[1].failed.version, 1);
    EXPECT_EQ(written[2].outcome, Outcome::committed) << "it knew the version that the first leaves";
    EXPECT_EQ(written[3].outcome, Outcome::guard_failed);
    auto found = store::find<record::Plan>(*reader(*store), {"O1", "P1", "2026-03"});
    EXPECT_EQ((*found)->items.at(0).goal, "third");
    EXPECT_EQ((*found)->version, 2);
    expect_whole_chain(*store);
}

TEST_P(BatchTest, guards_and_unique_values_see_the_changes_before_them_in_the_batch) {
    auto store = open();
    auto account = [](const std::string& id, const std::string& login, long version) {
        record::Account made = an_account();
        made.id = {id}, made.login = login, made.version = version;
        Change change = a_change();
        change.uniques.push_back({&store::Mapping<record::Account>::table(), "login", login, {"O1", id}});
        change.put(made);
        return change;
    };
    Change relies = plan_change("P2", 0);
    relies.rely_on_absence<record::Plan>({"O1", "P1", "2026-03"});
    std::vector<Written> written =
        write_together(*store, {plan_change("P1", 0), relies, account("N1", "wang", 0),
                                account("N2", "wang", 0), account("N1", "li", 1), account("N2", "wang", 0)});
    std::vector<Outcome> expected = {Outcome::committed,  Outcome::guard_failed, Outcome::committed,
                                     Outcome::not_unique, Outcome::committed,    Outcome::committed};
    for (size_t i = 0; i < expected.size(); ++i)
        EXPECT_EQ(written[i].outcome, expected[i]) << i;
    expect_whole_chain(*store);
}

TEST_P(BatchTest, one_request_sent_twice_at_once_is_done_once) {
    auto store = open();
    std::vector<Change> changes;
    for (int i = 0; i < 3; ++i) {
        changes.push_back(plan_change("P1", 0));
        changes.back().idempotency = {{"N1"}, "key", i < 2 ? "same" : "another", 201, "", "body"};
    }
    std::vector<Written> written = write_together(*store, std::move(changes));
    EXPECT_EQ(written[0].outcome, Outcome::committed);
    EXPECT_EQ(written[1].outcome, Outcome::replayed);
    EXPECT_EQ(written[1].kept->body, "body");
    EXPECT_EQ(written[2].outcome, Outcome::key_reused);
}

TEST_P(BatchTest, two_officials_changing_one_row_at_once_one_wins_every_time) {
    auto store = open();
    constexpr int rounds = 60;
    std::atomic<int> won = 0, lost = 0;
    for (int round = 0; round < rounds; ++round) {
        std::vector<std::thread> rivals;
        for (int i = 0; i < 2; ++i)
            rivals.emplace_back([&] {
                Written written = store->write_and_wait(plan_change("P1", round));
                (written.outcome == Outcome::committed ? won : lost) += 1;
                EXPECT_TRUE(written.outcome == Outcome::committed ||
                            written.outcome == Outcome::guard_failed);
            });
        for (std::thread& rival : rivals)
            rival.join();
    }
    EXPECT_EQ(won, rounds);
    EXPECT_EQ(lost, rounds);
}

TEST_P(BatchTest, sixteen_threads_leave_a_sequence_without_gaps) {
    auto store = open();
    constexpr int threads = 16, each = 40;
    std::vector<std::vector<long>> seqs(threads);
    std::vector<std::thread> writers;
    for (int t = 0; t < threads; ++t)
        writers.emplace_back([&, t] {
            for (int i = 0; i < each; ++i) {
                // Every fourth one fails, and must leave no hole.
                Change change =
                    plan_change("P" + std::to_string(t) + "-" + std::to_string(i), i % 4 == 0 ? 3 : 0);
                Written written = store->write_and_wait(change);
                if (written.outcome == Outcome::committed)
                    seqs[static_cast<size_t>(t)].push_back(written.event_seq);
            }
        });
    for (std::thread& writer : writers)
        writer.join();
    std::vector<long> all;
    for (auto& of_thread : seqs) {
        EXPECT_TRUE(std::is_sorted(of_thread.begin(), of_thread.end()));
        all.insert(all.end(), of_thread.begin(), of_thread.end());
    }
    std::sort(all.begin(), all.end());
    ASSERT_EQ(all.size(), threads * each * 3 / 4);
    for (size_t i = 0; i < all.size(); ++i)
        ASSERT_EQ(all[i], static_cast<long>(i) + 1);
    EXPECT_EQ(store->metrics().changes_committed, static_cast<std::int64_t>(all.size()));
    expect_whole_chain(*store);
}

TEST_P(BatchTest, each_organ_has_a_sequence_of_its_own) {
    auto store = open();
    for (int i = 1; i <= 3; ++i)
        for (const char* organ : {"O1", "O2"}) {
            record::Plan plan = plan_of("P" + std::to_string(i), "g", organ);
            Change change = a_change(organ);
            change.put(plan);
            EXPECT_EQ(store->write_and_wait(change).event_seq, i);
        }
    store.reset();
    store = open();
    EXPECT_EQ(store->write_and_wait(a_change("O2")).event_seq, 4) << "it goes on where it ended";
    expect_whole_chain(*store, "O1");
    expect_whole_chain(*store, "O2");
}

TEST_P(BatchTest, a_full_queue_answers_at_once) {
    auto store = open({.url = url_, .queue_max = 2});
    std::promise<void> queued, blocked;
    std::shared_future<void> wait = queued.get_future().share();
    store->write(a_change(), [&](Written) {
        blocked.set_value();
        wait.wait();
    });
    blocked.get_future().wait();
    std::atomic<int> committed = 0;
    for (int i = 0; i < 2; ++i)
        store->write(a_change(),
                     [&](Written written) { committed += written.outcome == Outcome::committed; });
    EXPECT_EQ(store->metrics().queue_length, 2);
    bool is_answered = false;
    store->write(a_change(), [&](Written written) { is_answered = written.outcome == Outcome::unavailable; });
    EXPECT_TRUE(is_answered);
    queued.set_value();
    store.reset();
    EXPECT_EQ(committed, 2) << "the queue is written before the store goes";
}

TEST_P(BatchTest, a_change_of_a_thousand_rows_is_one_event) {
    auto store = open();
    Change change = a_change();
    for (int i = 0; i < 1'000; ++i) {
        record::Official official = an_official();
        official.id = {"P" + std::to_string(i)}, official.number = std::to_string(i);
        change.uniques.push_back({&store::Mapping<record::Official>::table(),
                                  "official_number",
                                  official.number,
                                  {"O1", official.id.value},
                                  true});
        change.put(official);
    }
    EXPECT_EQ(store->write_and_wait(change).outcome, Outcome::committed);
    EXPECT_EQ(count(*store, store::query_of<record::Official>()), 1'000);
    EXPECT_EQ(count(*store, store::query_of<record::Event>()), 1);
    expect_whole_chain(*store);
}

TEST_P(BatchTest, without_group_commit_each_change_is_a_transaction) {
    auto store = open({.url = url_, .group_commit = false});
    std::vector<Change> changes;
    for (int i = 0; i < 5; ++i)
        changes.push_back(plan_change("P" + std::to_string(i), 0));
    for (const Written& written : write_together(*store, std::move(changes)))
        EXPECT_EQ(written.outcome, Outcome::committed);
    EXPECT_EQ(store->metrics().batch_size_max, 1);
    EXPECT_EQ(store->metrics().commits, 6);
}

ZHISHI_ON_BOTH_DATABASES(BatchTest);

class PostgresBatchTest : public BatchTest {
  protected:
    void write_entries(int first, int count);
    std::string told_of_entries(const std::string& what, const std::string& inserted);
};

void PostgresBatchTest::write_entries(int first, int count) {
    auto store = open();
    for (int i = first; i < first + count; ++i) {
        record::LogEntry entry = a_log_entry();
        entry.organ = {"O1"}, entry.id = {"E" + std::to_string(i)}, entry.version = 0;
        Change change = a_change();
        change.put(entry);
        ASSERT_EQ(store->write_and_wait(std::move(change)).outcome, Outcome::committed);
    }
}

// Told by the writer's session when it ends.
std::string PostgresBatchTest::told_of_entries(const std::string& what, const std::string& inserted) {
    std::string from = " from pg_stat_user_tables where relname = 'log_entry'", told;
    for (int tries = 0; tries < 100 && told != inserted; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        told = rows_of_sql(url_, "select cast(sum(n_tup_ins) as text)" + from).at(0);
    }
    EXPECT_EQ(told, inserted);
    return rows_of_sql(url_, "select cast(sum(" + what + ") as text)" + from).at(0);
}

// A plan that was made while the table was empty looked for each new entry among all of its organ.
TEST_P(PostgresBatchTest, a_new_row_is_not_looked_for_among_all_others) {
    write_entries(0, 600);
    told_of_entries("n_tup_ins", "600");
    std::string read = rows_of_sql(url_, "select cast(sum(idx_tup_read) as text) from pg_stat_user_indexes "
                                         "where relname = 'log_entry'")
                           .at(0);
    EXPECT_LT(std::stol(read), 30'000) << "each of 600 among those before it were 180,000";
}

// To have a large table read through took as long as a thousand writes, twenty times after every start.
TEST_P(PostgresBatchTest, a_table_that_is_large_is_left_to_the_server_s_own_rounds) {
    write_entries(0, 1);
    std::vector<std::string> columns = rows_of_sql(
        url_, "select string_agg(case when column_name = 'entry' then 'entry || n' else column_name end, ',' "
              "order by ordinal_position) from information_schema.columns where table_name = 'log_entry'");
    ASSERT_TRUE(run_sql(url_, "insert into log_entry select " + columns.at(0) +
                                  " from log_entry, generate_series(1, 3000) as n"));
    ASSERT_TRUE(run_sql(url_, "analyze log_entry"));
    std::string before = told_of_entries("analyze_count", "3001");
    EXPECT_EQ(before, "1");
    write_entries(4000, 250);
    EXPECT_EQ(told_of_entries("analyze_count", "3251"), before);
}

INSTANTIATE_TEST_SUITE_P(Databases, PostgresBatchTest, testing::Values("postgres"),
                         [](const auto& database) { return database.param; });

} // namespace

} // namespace zhishi::test
