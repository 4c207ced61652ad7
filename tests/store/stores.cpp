#include "tests/store/stores.h"

#include "tests/store/postgres_server.h"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>

namespace zhishi::test {

TempFolder::TempFolder() {
    char path[] = "/tmp/zhishi-store-XXXXXX";
    if (!::mkdtemp(path)) std::abort();
    path_ = path;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void StoreTest::SetUp() {
    url_ = new_url();
    ASSERT_FALSE(url_.empty());
    auto report = store::migrate(url_);
    ASSERT_TRUE(report.ok()) << report.error().text.en;
}

std::string StoreTest::new_url() {
    static int count = 0;
    if (is_sqlite()) return "sqlite:" + (folder_ / ("database" + std::to_string(++count)));
    std::string cause;
    PostgresServer* server = postgres_server(cause);
    EXPECT_NE(server, nullptr) << cause;
    return server ? server->new_database() : std::string();
}

std::unique_ptr<store::Store> StoreTest::open(const store::StoreOptions& options) {
    auto opened = store::open(options, *random_);
    EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.error().text.en);
    return opened.ok() ? std::move(opened).value() : nullptr;
}

std::unique_ptr<store::Reader> StoreTest::reader(store::Store& store) {
    auto taken = store.reader();
    EXPECT_TRUE(taken.ok()) << (taken.ok() ? "" : taken.error().text.en);
    return taken.ok() ? std::move(taken).value() : nullptr;
}

namespace {

bool run_on_sqlite(const std::string& path, const std::string& sql, std::vector<std::string>* rows) {
    sqlite3* database = nullptr;
    auto take = [](void* into, int count, char** cells, char**) {
        std::string row;
        for (int i = 0; i < count; ++i)
            row += (i ? "|" : "") + std::string(cells[i] ? cells[i] : "");
        if (into) static_cast<std::vector<std::string>*>(into)->push_back(row);
        return 0;
    };
    bool is_done = sqlite3_open(path.c_str(), &database) == SQLITE_OK;
    sqlite3_busy_timeout(database, 5000);
    is_done = is_done && sqlite3_exec(database, sql.c_str(), take, rows, nullptr) == SQLITE_OK;
    if (!is_done) ADD_FAILURE() << sqlite3_errmsg(database);
    sqlite3_close(database);
    return is_done;
}

bool run_on_postgres(const std::string& url, const std::string& sql, std::vector<std::string>* rows) {
    PGconn* connection = PQconnectdb(url.c_str());
    PGresult* result = PQexec(connection, sql.c_str());
    auto status = PQresultStatus(result);
    bool is_done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!is_done) ADD_FAILURE() << PQerrorMessage(connection);
    for (int n = 0; rows && n < PQntuples(result); ++n) {
        std::string row;
        for (int i = 0; i < PQnfields(result); ++i)
            row += (i ? "|" : "") + std::string(PQgetvalue(result, n, i));
        rows->push_back(row);
    }
    PQclear(result);
    PQfinish(connection);
    return is_done;
}

bool run(const std::string& url, const std::string& sql, std::vector<std::string>* rows) {
    if (url.starts_with("sqlite:")) return run_on_sqlite(url.substr(7), sql, rows);
    return run_on_postgres(url, sql, rows);
}

} // namespace

bool run_sql(const std::string& url, const std::string& sql) {
    return run(url, sql, nullptr);
}

std::vector<std::string> rows_of_sql(const std::string& url, const std::string& sql) {
    std::vector<std::string> rows;
    run(url, sql, &rows);
    return rows;
}

} // namespace zhishi::test
