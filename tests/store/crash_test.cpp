// Processes that are killed, disks that fail, second processes: what was acknowledged is there, and nothing
// by halves.
#include "store/chain.h"
#include "tests/store/child.h"
#include "tests/store/samples.h"
#include "tests/store/stores.h"

#include <random>
#include <set>
#include <sstream>
#include <thread>

namespace zhishi::test {

namespace {

class CrashTest : public StoreTest {
  protected:
    std::vector<record::Plan> plans(store::Store& store) {
        auto found = store::list<record::Plan>(*reader(store), store::query_of<record::Plan>());
        EXPECT_TRUE(found.ok());
        return found.ok() ? *found : std::vector<record::Plan>();
    }
    void expect_whole(store::Store& store) {
        auto report = store::verify_chain(*reader(store), {"O1"});
        ASSERT_TRUE(report.ok());
        for (const store::ChainFault& fault : report->faults)
            ADD_FAILURE() << fault.what;
    }
};

TEST_P(CrashTest, what_was_acknowledged_is_there_after_a_kill) {
    constexpr int kills = 20;
    std::mt19937 pauses(20261121);
    std::set<std::string> acknowledged;
    for (int round = 0; round < kills; ++round) {
        Child child({"write-until-killed", url_, std::to_string(round)});
        ASSERT_EQ(child.read_line(), "writing");
        // Some are waited for, so that a busy machine has something to lose; the kill comes at any point
        // after.
        for (int i = 0; i < 6; ++i)
            acknowledged.insert(child.read_line());
        std::this_thread::sleep_for(std::chrono::milliseconds(pauses() % 120));
        child.kill();
        std::istringstream lines(child.read_rest());
        for (std::string line; std::getline(lines, line);)
            acknowledged.insert(line);
        EXPECT_EQ(child.wait(), -1) << "it was killed, and did not end by itself";
    }
    EXPECT_GT(acknowledged.size(), 100u);

    auto store = open();
    std::set<std::string> present;
    long counted = 0, rows = 0;
    for (const record::Plan& plan : plans(*store)) {
        if (plan.official.value.starts_with("counter"))
            counted += std::stol(plan.items.at(0).goal);
        else
            ++rows, present.insert(plan.official.value);
    }
    for (const std::string& name : acknowledged)
        EXPECT_TRUE(present.contains(name)) << name << " was acknowledged";
    EXPECT_EQ(counted, rows) << "each change wrote its two rows, or neither";
    expect_whole(*store);
}

TEST_P(CrashTest, a_second_process_is_kept_out_until_the_first_is_gone) {
    auto first = std::make_unique<Child>(std::vector<std::string>{"hold", url_});
    ASSERT_EQ(first->read_line(), "holding");
    auto second = store::open({.url = url_}, *random_);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, "database_is_in_use");
    EXPECT_NE(second.error().text.zh.find("停止"), std::string::npos) << "it says what to do";
    auto migrated = store::migrate(url_);
    ASSERT_FALSE(migrated.ok());
    EXPECT_EQ(migrated.error().code, "database_is_in_use");
    first.reset();
    EXPECT_NE(open(), nullptr);
}

TEST_P(CrashTest, the_same_process_cannot_open_it_twice_either) {
    auto first = open();
    auto second = store::open({.url = url_}, *random_);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, "database_is_in_use");
}

ZHISHI_ON_BOTH_DATABASES(CrashTest);

class SqliteCrashTest : public CrashTest {};

TEST_P(SqliteCrashTest, a_disk_that_fails_costs_its_batches_and_nothing_else) {
    Child child({"write-on-a-broken-disk", url_});
    EXPECT_EQ(child.wait(), 0) << "10: a write before, 11: one acknowledged during, 12: none after";
    auto store = open();
    std::set<std::string> present;
    for (const record::Plan& plan : plans(*store))
        present.insert(plan.official.value);
    EXPECT_EQ(present, (std::set<std::string>{"P0-before", "P0-after", "P1-before", "P1-after", "P2-before",
                                              "P2-after"}));
    expect_whole(*store);
    store.reset();
    EXPECT_EQ(rows_of_sql(url_, "pragma integrity_check"), std::vector<std::string>{"ok"});
}

INSTANTIATE_TEST_SUITE_P(Databases, SqliteCrashTest, testing::Values("sqlite"),
                         [](const auto& database) { return database.param; });

} // namespace

} // namespace zhishi::test
