// The PostgreSQL server goes down and comes back while many write: nothing acknowledged is lost, nothing that
// was answered `unavailable` is there, nothing is there twice.
#include "store/chain.h"
#include "tests/store/postgres_server.h"
#include "tests/store/samples.h"
#include "tests/store/stores.h"

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

namespace zhishi::test {

namespace {

using store::Written;
using Outcome = store::Written::Outcome;

class ServerRestartTest : public StoreTest {
  protected:
    void write_until(store::Store& store, int thread, const std::atomic<bool>& is_over) {
        for (int i = 0; !is_over; ++i) {
            std::string name = "P" + std::to_string(thread) + "-" + std::to_string(i);
            record::Plan plan = plan_of(name, "g");
            store::Change change = a_change();
            change.put(plan);
            Written written = store.write_and_wait(change);
            std::lock_guard lock(mutex_);
            if (written.outcome == Outcome::committed) {
                committed_.insert(name);
                EXPECT_TRUE(seqs_.insert(written.event_seq).second) << "one event for one change";
            } else {
                EXPECT_EQ(written.outcome, Outcome::unavailable);
                unavailable_.insert(name);
            }
        }
    }
    size_t committed() {
        std::lock_guard lock(mutex_);
        return committed_.size();
    }

    std::mutex mutex_;
    std::set<std::string> committed_, unavailable_;
    std::set<long> seqs_;
};

TEST_P(ServerRestartTest, under_load_nothing_is_lost_and_nothing_done_twice) {
    std::string cause;
    // One of its own: a server with the databases of all tests takes long to come back.
    std::unique_ptr<PostgresServer> server = PostgresServer::start(cause);
    ASSERT_NE(server, nullptr) << cause;
    url_ = server->new_database();
    ASSERT_TRUE(store::migrate(url_).ok());
    auto store = open();
    std::atomic<bool> is_over = false;
    std::vector<std::thread> writers;
    for (int t = 0; t < 8; ++t)
        writers.emplace_back([&, t] { write_until(*store, t, is_over); });
    for (int round = 0; round < 6; ++round) {
        size_t before = committed();
        while (committed() < before + 40)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        server->stop(round % 2 == 0 ? PostgresServer::Stop::fast : PostgresServer::Stop::crash);
        if (round == 3) // longer than the writer's patience: the waiting are told
            while ([&] {
                std::lock_guard lock(mutex_);
                return unavailable_.empty();
            }())
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
        ASSERT_TRUE(server->start_again());
        auto counted = reader(*store)->count(store::query_of<record::Plan>());
        EXPECT_TRUE(counted.ok())
            << "the reader's connection was lost with the server, and is made anew unseen";
    }
    size_t before = committed();
    while (committed() < before + 40)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    is_over = true;
    for (std::thread& writer : writers)
        writer.join();

    auto plans = store::list<record::Plan>(*reader(*store), store::query_of<record::Plan>());
    ASSERT_TRUE(plans.ok());
    std::set<std::string> present;
    for (const record::Plan& plan : *plans)
        present.insert(plan.official.value);
    EXPECT_EQ(present, committed_);
    EXPECT_FALSE(unavailable_.empty());
    EXPECT_EQ(*seqs_.rbegin(), static_cast<long>(seqs_.size()));
    auto report = store::verify_chain(*reader(*store), {"O1"});
    ASSERT_TRUE(report.ok());
    EXPECT_TRUE(report->is_whole()) << report->faults.front().what;
    EXPECT_EQ(report->events_checked, static_cast<long>(committed_.size()));
}

INSTANTIATE_TEST_SUITE_P(Databases, ServerRestartTest, testing::Values("postgres"),
                         [](const auto& database) { return database.param; });

} // namespace

} // namespace zhishi::test
