#include "tests/crash/ground.h"

#include "bench/frame.h"
#include "crypto/password.h"
#include "record/event.h"
#include "store/reader.h"
#include "tests/crash/server_process.h"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <csignal>
#include <filesystem>
#include <thread>

namespace zhishi::crash {

namespace {

namespace files = std::filesystem;

constexpr std::string_view sqlite_scheme = "sqlite:";

std::string file_of(const std::string& url) {
    return url.substr(sqlite_scheme.size());
}

// The answer of one statement, its first column joined by newlines.
std::string ask_sqlite(const std::string& file, const char* statement) {
    sqlite3* database = nullptr;
    std::string answer;
    auto take = [](void* out, int, char** cells, char**) {
        std::string& text = *static_cast<std::string*>(out);
        text += (text.empty() ? "" : "\n") + std::string(cells[0] ? cells[0] : "");
        return 0;
    };
    if (sqlite3_open(file.c_str(), &database) != SQLITE_OK ||
        sqlite3_exec(database, statement, take, &answer, nullptr) != SQLITE_OK)
        answer = std::string("SQLite: ") + sqlite3_errmsg(database);
    sqlite3_close(database);
    return answer;
}

// A file and the write-ahead log beside it, as a crash left them.
void copy_sqlite(const std::string& from, const std::string& to) {
    for (const char* end : {"", "-wal", "-shm"}) {
        files::remove(to + end);
        if (std::string_view(end) != "-shm" && files::exists(from + end))
            files::copy_file(from + end, to + end);
    }
}

void see_store(const std::string& url, const std::function<void(store::Store&)>& see) {
    auto random = crypto::system_random();
    store::StoreOptions options;
    options.url = url;
    options.readers = 1;
    auto store = store::open(options, *random);
    if (!store) bench::give_up("the database cannot be opened: " + store.error().text.en);
    see(**store);
}

} // namespace

void Ground::fill(const std::string& url, const std::string& log) {
    auto began = std::chrono::steady_clock::now();
    std::string founding = bench::found_organ(url);
    ServerProcess server(url, bench::clock_start, {}, log);
    if (server.wait_until_ready(20'000) < 0) bench::give_up("the server does not start; see " + log);
    seats_ = bench::fill_office(server.port(), founding, clients);
    server.send(SIGTERM);
    if (server.wait_for_end(20'000).code != 0) bench::give_up("the server does not end; see " + log);
    made_within_ = std::chrono::steady_clock::now() - began;
    see_store(url, [this](store::Store& store) {
        auto reader = store.reader();
        auto events = (*reader)->count(store::query_of<record::Event>());
        if (!events) bench::give_up("the events cannot be counted");
        events_ = *events;
    });
}

SqliteGround::SqliteGround(std::string folder) : folder_(std::move(folder)) {
    fill("sqlite:" + folder_ + "/template.db", folder_ + "/template.log");
}

std::string SqliteGround::lay_out_in(const std::string& folder) {
    std::string last = folder + "/trial" + std::to_string(copies_) + ".db";
    for (const char* end : {"", "-wal", "-shm", ".lock"})
        files::remove(last + end);
    std::string file = folder + "/trial" + std::to_string(++copies_) + ".db";
    copy_sqlite(folder_ + "/template.db", file);
    return "sqlite:" + file;
}

void SqliteGround::look(const std::string& url, const std::function<void(store::Store&)>& see) {
    std::string copy = folder_ + "/looked-at.db";
    copy_sqlite(file_of(url), copy);
    see_store("sqlite:" + copy, see);
}

std::string SqliteGround::damage_of(const std::string& url) {
    std::string copy = folder_ + "/checked.db";
    copy_sqlite(file_of(url), copy);
    std::string found = ask_sqlite(copy, "pragma integrity_check");
    return found == "ok" ? "" : found;
}

PostgresGround::PostgresGround(std::string folder) {
    std::string cause;
    server_ = test::PostgresServer::start(cause);
    if (!server_) bench::give_up(cause);
    std::string url = server_->new_database();
    template_ = "test1"; // the first of PostgresServer's
    fill(url, folder + "/postgres-template.log");
}

void PostgresGround::run(const std::string& statement) {
    PGconn* connection = PQconnectdb(server_->url("postgres").c_str());
    std::string fault;
    // A session that was killed is over a moment later, and until then its database is in use.
    for (int tries = 0; tries < 100; ++tries) {
        PGresult* result = PQexec(connection, statement.c_str());
        fault = PQresultStatus(result) == PGRES_COMMAND_OK ? "" : PQerrorMessage(connection);
        PQclear(result);
        if (fault.empty()) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    PQfinish(connection);
    if (!fault.empty()) bench::give_up(statement + ": " + fault);
}

std::string PostgresGround::lay_out() {
    if (has_copy_) run("drop database trial" + std::to_string(copies_) + " with (force)");
    has_copy_ = true;
    std::string name = "trial" + std::to_string(++copies_);
    run("create database " + name + " template " + template_);
    return server_->url(name);
}

std::string PostgresGround::lay_out_in(const std::string& folder) {
    std::string name = "trial" + std::to_string(++copies_);
    has_copy_ = true;
    run("create tablespace narrow location '" + folder + "'");
    run("create database " + name + " template " + template_ + " tablespace narrow");
    return server_->url(name);
}

void PostgresGround::leave_folder() {
    run("drop database trial" + std::to_string(copies_) + " with (force)");
    run("drop tablespace narrow");
    has_copy_ = false;
}

void PostgresGround::look(const std::string& url, const std::function<void(store::Store&)>& see) {
    see_store(url, see);
}

std::string PostgresGround::damage_of(const std::string&) {
    return ""; // pages carry checksums: reading all of them, as the look does, is the check
}

} // namespace zhishi::crash
