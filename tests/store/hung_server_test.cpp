// A PostgreSQL server that takes what is sent and answers nothing: nobody waits for it for ever, and least of
// all the end of the program.
#include "tests/store/postgres_server.h"
#include "tests/store/samples.h"
#include "tests/store/stores.h"

#include <atomic>
#include <chrono>
#include <thread>

namespace zhishi::test {

namespace {

using store::Written;
using Outcome = store::Written::Outcome;

class HungServerTest : public StoreTest {
  protected:
    void SetUp() override {
        std::string cause;
        server_ = PostgresServer::start(cause);
        ASSERT_NE(server_, nullptr) << cause;
        url_ = server_->new_database();
        ASSERT_TRUE(store::migrate(url_).ok());
    }
    void TearDown() override {
        if (server_) server_->thaw();
    }
    void write(store::Store& store, const std::string& name) {
        record::Plan plan = plan_of(name, "g");
        store::Change change = a_change();
        change.put(plan);
        store.write(std::move(change), [this](const Written& written) {
            (written.outcome == Outcome::committed ? committed_ : not_committed_) += 1;
        });
    }

    std::unique_ptr<PostgresServer> server_;
    std::atomic<int> committed_ = 0, not_committed_ = 0;
};

TEST_P(HungServerTest, every_change_is_answered_before_the_program_ends) {
    auto store = open();
    record::Plan plan = plan_of("P0", "g");
    store::Change change = a_change();
    change.put(plan);
    ASSERT_EQ(store->write_and_wait(change).outcome, Outcome::committed);
    server_->freeze();
    for (int i = 1; i <= 100; ++i)
        write(*store, "P" + std::to_string(i));
    store->prepare_to_close();
    store.reset(); // a store that waits for ever hangs here
    EXPECT_EQ(committed_, 0);
    EXPECT_EQ(not_committed_, 100);
    server_->thaw();
    store = open();
    auto counted = reader(*store)->count(store::query_of<record::Plan>());
    ASSERT_TRUE(counted.ok());
    EXPECT_EQ(*counted, 1);
}

TEST_P(HungServerTest, who_reads_is_told_when_the_program_ends) {
    auto store = open();
    auto lent = reader(*store);
    ASSERT_TRUE(lent->count(store::query_of<record::Plan>()).ok());
    server_->freeze();
    std::thread end([&] { store->prepare_to_close(); });
    auto counted = lent->count(store::query_of<record::Plan>());
    end.join();
    ASSERT_FALSE(counted.ok());
    EXPECT_NE(counted.error().text.en.find("did not answer in time"), std::string::npos)
        << counted.error().text.en;
}

TEST_P(HungServerTest, what_it_answers_late_counts_all_the_same) {
    auto store = open();
    server_->freeze();
    write(*store, "P1");
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    server_->thaw();
    store.reset();
    EXPECT_EQ(committed_, 1);
}

INSTANTIATE_TEST_SUITE_P(Databases, HungServerTest, testing::Values("postgres"),
                         [](const auto& database) { return database.param; });

} // namespace

} // namespace zhishi::test
