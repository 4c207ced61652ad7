// A backup made while others write is a whole database of one moment.
#include "store/chain.h"
#include "tests/store/samples.h"
#include "tests/store/stores.h"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <thread>

namespace zhishi::test {

namespace {

class BackupTest : public StoreTest {
  protected:
    // The url of a database that the backup was restored to.
    std::string restored(const std::string& path) {
        if (is_sqlite()) return "sqlite:" + path;
        std::string url = new_url();
        std::string command = "pg_restore --exit-on-error --no-owner -d '" + url + "' " + path;
        EXPECT_EQ(std::system(command.c_str()), 0);
        return url;
    }
};

TEST_P(BackupTest, made_while_others_write_it_is_whole) {
    auto store = open();
    std::atomic<bool> is_over = false;
    std::atomic<int> written = 0;
    std::vector<std::thread> writers;
    for (int t = 0; t < 3; ++t)
        writers.emplace_back([&, t] {
            for (int i = 0; !is_over; ++i) {
                record::Plan plan =
                    plan_of("P" + std::to_string(t) + "-" + std::to_string(i), std::string(500, 'x'));
                store::Change change = a_change();
                change.put(plan);
                written += store->write_and_wait(change).outcome == store::Written::Outcome::committed;
            }
        });
    while (written < 50)
        std::this_thread::yield();
    std::string path = folder_ / "backup";
    int before = written;
    auto made = store->backup(path);
    int after = written;
    while (written < after + 20)
        std::this_thread::yield();
    is_over = true;
    for (std::thread& writer : writers)
        writer.join();
    ASSERT_TRUE(made.ok()) << made.error().text.en;
    struct stat found {};
    ASSERT_EQ(::stat(path.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u) << "its owner's alone";
    store.reset();

    auto copy = open({.url = restored(path)});
    ASSERT_NE(copy, nullptr);
    auto report = store::verify_chain(*reader(*copy), {"O1"});
    ASSERT_TRUE(report.ok());
    EXPECT_TRUE(report->is_whole()) << report->faults.front().what;
    EXPECT_EQ(report->events_checked, report->rows_checked);
    EXPECT_GE(report->events_checked, before);
    EXPECT_LE(report->events_checked, after + 3);
    store::Change change = a_change();
    EXPECT_EQ(copy->write_and_wait(change).event_seq, report->events_checked + 1) << "it can be gone on with";
}

TEST_P(BackupTest, a_file_that_exists_is_not_overwritten) {
    auto store = open();
    std::string path = folder_ / "backup";
    std::ofstream(path) << "precious";
    auto made = store->backup(path);
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.error().code, "backup_file_exists");
    std::string content;
    std::ifstream(path) >> content;
    EXPECT_EQ(content, "precious");
}

TEST_P(BackupTest, a_backup_that_fails_leaves_nothing) {
    auto store = open();
    auto made = store->backup(folder_ / "no/such/folder");
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.error().code, "backup_failed");
    std::filesystem::create_directory(folder_ / "empty");
    std::string url =
        is_sqlite() ? "sqlite:" + (folder_ / "no-such-database") : "postgres://zhishi@127.0.0.1:1/none";
    ASSERT_FALSE(store::backup_database(url, folder_ / "empty/backup").ok());
    EXPECT_TRUE(std::filesystem::is_empty(folder_ / "empty"));
}

TEST_P(BackupTest, another_process_may_make_it_while_the_store_is_open) {
    auto store = open();
    record::Plan plan = plan_of("P1", "g");
    store::Change change = a_change();
    change.put(plan);
    store->write_and_wait(change);
    std::string path = folder_ / "backup";
    auto made = store::backup_database(url_, path);
    ASSERT_TRUE(made.ok()) << made.error().text.en;
    store.reset();
    auto copy = open({.url = restored(path)});
    EXPECT_EQ(*reader(*copy)->count(store::query_of<record::Plan>()), 1);
}

ZHISHI_ON_BOTH_DATABASES(BackupTest);

} // namespace

} // namespace zhishi::test
