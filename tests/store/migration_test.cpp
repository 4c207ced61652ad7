// The schema: made once, refused when newer, older or not ours, and column for column what the mappings say.
#include "store/migrations/migrations.h"
#include "store/write_connection.h"
#include "tests/store/samples.h"
#include "tests/store/stores.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sys/stat.h>

namespace zhishi::test {

namespace {

class MigrationTest : public StoreTest {
  protected:
    std::string open_error(const std::string& url) {
        auto opened = store::open({.url = url}, *random_);
        return opened.ok() ? "opened" : opened.error().code;
    }
    void make_first_release(const std::string& url);
    std::string migrate_error(const std::string& url) {
        auto report = store::migrate(url);
        return report.ok() ? "migrated" : report.error().code;
    }
    // "name type null|there key|" of each column, in order.
    std::vector<std::string> columns_in_database(const std::string& table) {
        if (is_sqlite())
            return rows_of_sql(
                url_, "select name, lower(type), case when \"notnull\" or pk then 'there' else 'null' end, "
                      "case when pk then 'key' else '' end from pragma_table_info('" +
                          table + "') order by cid");
        return rows_of_sql(
            url_,
            "select c.column_name, c.data_type || case when data_type = 'text' then ' ' || collation_name "
            "else '' end, "
            "case c.is_nullable when 'YES' then 'null' else 'there' end, case when exists (select 1 from "
            "information_schema.table_constraints t join information_schema.key_column_usage k using "
            "(constraint_name) where t.constraint_type = 'PRIMARY KEY' and k.table_name = c.table_name and "
            "k.column_name = c.column_name) then 'key' else '' end from information_schema.columns c where "
            "c.table_name = '" +
                table + "' order by c.ordinal_position");
    }
    std::vector<std::string> columns_described(const store::Table& table) {
        std::vector<std::string> columns;
        for (const store::Column& column : table.columns) {
            bool is_number = column.type == store::ColumnType::number;
            std::string type =
                is_sqlite() ? (is_number ? "integer" : "text") : (is_number ? "bigint" : "text C");
            columns.push_back(std::string(column.name) + "|" + type + "|" +
                              (column.may_be_null ? "null" : "there") + "|" + (column.is_key ? "key" : ""));
        }
        return columns;
    }
};

TEST_P(MigrationTest, every_table_is_column_for_column_what_its_mapping_says) {
    std::set<std::string> described = {"schema_version", "idempotency"};
    for (const store::Table* table : store::all_tables()) {
        EXPECT_EQ(columns_in_database(std::string(table->name)), columns_described(*table)) << table->name;
        described.insert(std::string(table->name));
        EXPECT_EQ(store::find_table(table->name), table);
        bool ends_in_version = table->columns.back().name == "version" && !table->columns.back().is_key;
        EXPECT_EQ(ends_in_version, table->is_versioned) << table->name;
    }
    EXPECT_EQ(columns_in_database("idempotency"), columns_described(store::idempotency_table()));
    auto names = rows_of_sql(
        url_, is_sqlite() ? "select name from sqlite_master where type = 'table'"
                          : "select table_name from information_schema.tables where table_schema = "
                            "current_schema()");
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()), described)
        << "no table without a description";
    EXPECT_EQ(store::find_table("no_such_table"), nullptr);
}

TEST_P(MigrationTest, the_steps_are_numbered_from_one_without_gaps) {
    int number = 0;
    for (const store::Migration& step : store::migrations())
        EXPECT_EQ(step.number, ++number);
    EXPECT_EQ(number, store::schema_version());
}

TEST_P(MigrationTest, migrating_again_changes_nothing) {
    std::string url = new_url();
    auto first = store::migrate(url);
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(first->version_before, 0);
    EXPECT_EQ(first->version_after, store::schema_version());
    EXPECT_EQ(first->applied.front(), "0001 first tables");
    auto second = store::migrate(url);
    ASSERT_TRUE(second.ok());
    EXPECT_EQ(second->version_before, store::schema_version());
    EXPECT_TRUE(second->applied.empty());
    EXPECT_EQ(open_error(url), "opened");
}

// A database as the first release left it, with one row.
void MigrationTest::make_first_release(const std::string& url) {
    const store::Migration& first = store::migrations().front();
    run_sql(url, is_sqlite() ? first.sqlite : first.postgres);
    run_sql(url, "create table schema_version (version bigint primary key, name text not null)");
    run_sql(url, "insert into schema_version (version, name) values (1, '0001 first tables')");
    run_sql(url, "insert into period_state (organ, period, is_closed, closed_by, closed_at, version) "
                 "values ('O1', '2026-03', 1, 'P4', 1795254120123456, 1)");
}

TEST_P(MigrationTest, an_older_database_is_copied_before_its_first_step) {
    std::string url = new_url(), path = folder_ / "before";
    make_first_release(url);
    auto report = store::migrate(url, path);
    ASSERT_TRUE(report.ok()) << report.error().text.en;
    EXPECT_TRUE(report->is_backed_up);
    std::string restored = is_sqlite() ? "sqlite:" + path : new_url();
    if (!is_sqlite())
        ASSERT_EQ(
            std::system(("pg_restore --exit-on-error --no-owner -d '" + restored + "' " + path).c_str()), 0);
    EXPECT_EQ(open_error(restored), "database_is_older") << "the copy is what was there before";
    EXPECT_EQ(rows_of_sql(restored, "select period from period_state"), std::vector<std::string>{"2026-03"});
}

TEST_P(MigrationTest, without_its_copy_an_older_database_stays_as_it_is) {
    std::string url = new_url();
    make_first_release(url);
    auto report = store::migrate(url, folder_ / "no/such/folder");
    ASSERT_FALSE(report.ok());
    EXPECT_EQ(report.error().code, "backup_failed");
    EXPECT_EQ(open_error(url), "database_is_older");
}

TEST_P(MigrationTest, a_new_and_a_present_database_are_not_copied) {
    std::string url = new_url(), path = folder_ / "before";
    for (int round = 0; round < 2; ++round) {
        auto report = store::migrate(url, path);
        ASSERT_TRUE(report.ok()) << report.error().text.en;
        EXPECT_FALSE(report->is_backed_up);
        EXPECT_FALSE(std::filesystem::exists(path));
    }
}

TEST_P(MigrationTest, a_database_of_the_first_release_goes_on_with_all_that_it_holds) {
    std::string url = new_url();
    make_first_release(url);
    run_sql(url, "insert into charge (organ, charge, leader, unit, from_day, to_day, version) "
                 "values ('O1', 'C1', 'P1', 'U1', 20000, null, 1)");
    EXPECT_EQ(open_error(url), "database_is_older");

    auto report = store::migrate(url);
    ASSERT_TRUE(report.ok()) << report.error().text.en;
    EXPECT_EQ(report->version_before, 1);
    EXPECT_EQ(report->version_after, store::schema_version());
    ASSERT_FALSE(report->applied.empty());
    EXPECT_EQ(report->applied.front(), "0002 the year");

    auto store = open({.url = url});
    ASSERT_NE(store, nullptr);
    auto states = store::list<record::PeriodState>(*reader(*store), store::query_of<record::PeriodState>());
    ASSERT_TRUE(states.ok());
    ASSERT_EQ(states->size(), 1u);
    EXPECT_TRUE(states->front().is_closed);
    EXPECT_EQ(states->front().closed_by.value, "P4");
    auto charges = store::list<record::Charge>(*reader(*store), store::query_of<record::Charge>());
    ASSERT_TRUE(charges.ok());
    ASSERT_EQ(charges->size(), 1u);
    EXPECT_FALSE(charges->front().to.has_value());
    // And takes what the first release did not know.
    store::Change change = a_change();
    record::QuarterReview review = a_quarter_review();
    change.put(review);
    EXPECT_EQ(store->write_and_wait(change).outcome, store::Written::Outcome::committed);
}

TEST_P(MigrationTest, a_newer_database_is_refused_and_left_as_it_is) {
    run_sql(url_, "insert into schema_version (version, name) values (999, 'from the future')");
    EXPECT_EQ(open_error(url_), "database_is_newer");
    EXPECT_EQ(migrate_error(url_), "database_is_newer");
    EXPECT_EQ(rows_of_sql(url_, "select max(version) from schema_version").at(0), "999");
}

TEST_P(MigrationTest, an_older_or_empty_database_is_not_opened) {
    std::string url = new_url();
    EXPECT_EQ(open_error(url), "database_is_older");
    if (is_sqlite()) {
        EXPECT_FALSE(std::filesystem::exists(url.substr(7))) << "looking does not make it";
    }
    run_sql(url_, "delete from schema_version");
    EXPECT_EQ(open_error(url_), "database_is_older");
}

TEST_P(MigrationTest, a_database_that_is_not_ours_is_left_as_it_is) {
    std::string url = new_url();
    run_sql(url, "create table payroll (person integer)");
    EXPECT_EQ(open_error(url), "database_is_foreign");
    EXPECT_EQ(migrate_error(url), "database_is_foreign");
    EXPECT_TRUE(rows_of_sql(url, "select * from payroll").empty());
}

TEST_P(MigrationTest, a_step_that_fails_leaves_nothing_behind) {
    std::string url = new_url();
    // The table of the last statements is there already, so that the step fails after it has made others.
    run_sql(url, "create table schema_version (version bigint primary key, name text not null)");
    run_sql(url, "create table idempotency (account text)");
    EXPECT_EQ(migrate_error(url), "database_unavailable");
    run_sql(url, "drop table idempotency");
    EXPECT_EQ(migrate_error(url), "migrated");
    EXPECT_EQ(open_error(url), "opened");
}

ZHISHI_ON_BOTH_DATABASES(MigrationTest);

class SqliteFileTest : public MigrationTest {};

TEST_P(SqliteFileTest, the_file_is_its_owners_alone_and_has_its_settings) {
    auto store = open();
    struct stat found {};
    ASSERT_EQ(::stat(url_.substr(7).c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u);
    EXPECT_EQ(rows_of_sql(url_, "pragma journal_mode").at(0), "wal");
}

TEST_P(SqliteFileTest, the_log_is_moved_into_the_file_while_others_read) {
    auto store = open();
    std::uintmax_t log_size_max = 0;
    for (int i = 0; i < 30; ++i) {
        store::Change change = a_change();
        for (int n = 0; n < 150; ++n) {
            record::Plan plan =
                plan_of("P" + std::to_string(i) + "-" + std::to_string(n), std::string(4'000, 'x'));
            change.put(plan);
        }
        ASSERT_EQ(store->write_and_wait(change).outcome, store::Written::Outcome::committed);
        EXPECT_EQ(*reader(*store)->count(store::query_of<record::Plan>()), (i + 1) * 150);
        log_size_max = std::max(log_size_max, std::filesystem::file_size(url_.substr(7) + "-wal"));
    }
    EXPECT_GT(std::filesystem::file_size(url_.substr(7)), 30u << 20);
    EXPECT_LT(log_size_max, 16u << 20);
    store.reset();
    EXPECT_FALSE(std::filesystem::exists(url_.substr(7) + "-wal")) << "the last to go leaves one file";
}

TEST_P(SqliteFileTest, what_is_no_database_is_refused) {
    std::ofstream(folder_ / "notes.txt") << std::string(5000, 'n');
    EXPECT_EQ(open_error("sqlite:" + (folder_ / "notes.txt")), "database_unavailable");
    EXPECT_EQ(migrate_error("sqlite:" + (folder_ / "notes.txt")), "database_unavailable");
    EXPECT_EQ(migrate_error("sqlite:" + (folder_ / "no/such/folder/file")), "database_unavailable");
    EXPECT_EQ(open_error("sqlite:"), "database_url_is_wrong");
    EXPECT_EQ(open_error("mysql://host/x"), "database_url_is_wrong");
}

INSTANTIATE_TEST_SUITE_P(Databases, SqliteFileTest, testing::Values("sqlite"),
                         [](const auto& database) { return database.param; });

class PostgresServerTest : public MigrationTest {};

TEST_P(PostgresServerTest, a_server_that_may_lose_commits_is_refused) {
    std::string name = rows_of_sql(url_, "select current_database()").at(0);
    run_sql(url_, "alter database " + name + " set synchronous_commit = off");
    EXPECT_EQ(open_error(url_), "database_setting_is_unsafe");
    run_sql(url_, "alter database " + name + " reset synchronous_commit");
    EXPECT_EQ(open_error(url_), "opened");
    run_sql(url_, "alter database " + name + " set default_transaction_read_only = on");
    EXPECT_EQ(open_error(url_), "database_setting_is_unsafe");
}

TEST_P(PostgresServerTest, a_server_that_is_not_there_is_unavailable) {
    EXPECT_EQ(open_error("postgres://zhishi@127.0.0.1:1/none"), "database_unavailable");
    auto refused = store::open({.url = "postgres://zhishi:geheim@127.0.0.1:1/none"}, *random_);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().text.en.find("geheim"), std::string::npos) << "no message repeats a password";
}

INSTANTIATE_TEST_SUITE_P(Databases, PostgresServerTest, testing::Values("postgres"),
                         [](const auto& database) { return database.param; });

} // namespace

} // namespace zhishi::test
