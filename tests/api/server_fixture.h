// The real server in this process: on a free loopback port, over a new database, with a clock that stands
// where a test puts it and passwords that cost next to nothing.
//
//     RunningServer running;                               // or {.database = "postgres"}
//     running.put(unit); running.put(official);            // rows past the API, for what has no route
//     running.add_account("zhang", {.official = official.id});
//     ApiClient zhang = running.client("zhang");           // logged in
//     HttpAnswer answer = zhang.put("/api/…", R"({…})", zhang.etag("/api/…"));
#pragma once

#include "api/server.h"
#include "crypto/password.h"
#include "tests/api/http_client.h"
#include "workflow/office.h"

#include <atomic>
#include <memory>
#include <string>

namespace zhishi::test {

// Stands still until it is set; safe to set while the server runs.
class StandingClock : public base::Clock {
  public:
    explicit StandingClock(base::Instant start) : now_(start.microseconds) {}
    base::Instant now() const override { return {now_}; }
    void set(base::Instant now) { now_ = now.microseconds; }
    void advance_seconds(std::int64_t count) { now_ += count * 1'000'000; }

  private:
    std::atomic<std::int64_t> now_;
};

// As much of JSON as tests look at: the text of a member anywhere in a body, with quotes taken off; empty:
// absent.
std::string member(const std::string& json, const std::string& name);

// One browser: keeps the cookie and the CSRF token, makes a new Idempotency-Key for each POST.
class ApiClient {
  public:
    ApiClient(unsigned short port, HttpClient::Over over) : port_(port), over_(over) {}

    HttpAnswer log_in(const std::string& login, const std::string& password);
    HttpAnswer get(const std::string& path, const HttpHeaders& headers = {}) {
        return send("GET", path, "", headers);
    }
    HttpAnswer put(const std::string& path, const std::string& json, const std::string& etag = "");
    HttpAnswer patch(const std::string& path, const std::string& json, const std::string& etag = "");
    HttpAnswer post(const std::string& path, const std::string& json = "", const std::string& etag = "",
                    const std::string& idempotency_key = "");
    HttpAnswer post_file(const std::string& path, const std::string& bytes);
    HttpAnswer remove(const std::string& path) { return send("DELETE", path, "", {}); }
    // With the cookie and the token; a header of `headers` replaces one of ours, an empty value leaves it
    // out.
    HttpAnswer send(const std::string& method, const std::string& path, const std::string& json,
                    const HttpHeaders& headers);
    std::string etag(const std::string& path) { return get(path).header("etag"); }

    std::string cookie, csrf_token;

  private:
    HttpAnswer change(const std::string& method, const std::string& path, const std::string& json,
                      const std::string& etag, const std::string& idempotency_key);
    unsigned short port_;
    HttpClient::Over over_;
    std::unique_ptr<HttpClient> connection_;
};

struct RunningServerOptions {
    std::string database = "sqlite"; // or "postgres"
    bool is_tls = false;
    std::string start = "2026-11-16T09:00:00+08:00";
    int idle_minutes = 30;
    api::ServerOptions server;            // address, port and tls are set by the fixture
    std::vector<api::Route> more_routes;  // after those of the product
    std::vector<api::EmbeddedFile> files; // pages; empty: none
};

struct AccountFor {
    record::OfficialId official;
    bool is_office = false;
    bool is_system_administrator = false;
    bool must_change_password = false;
    std::string password = "Correct-horse-9";
};

// Has an organ "organ" (某市某局), its unit "root", and the account "admin" of a system administrator.
class RunningServer {
  public:
    explicit RunningServer(RunningServerOptions options = {});
    ~RunningServer();

    api::Server& server() { return *server_; }
    store::Store& store() { return *store_; }
    StandingClock& clock() { return clock_; }
    unsigned short port() const { return server_->port(); }
    HttpClient::Over over() const {
        return options_.is_tls ? HttpClient::Over::tls : HttpClient::Over::plain;
    }
    const std::string& folder() const { return folder_; }
    const std::string& url() const { return url_; }

    ApiClient client() { return {port(), over()}; }
    ApiClient client(const std::string& login, const std::string& password = AccountFor().password);
    record::Account add_account(const std::string& login, const AccountFor& account);
    record::Account account(const std::string& login);

    // Writes a record as it is; its version moves on.
    template <class Record>
    void put(Record& record) {
        store::Change change = change_by_program();
        change.put(record);
        write(std::move(change));
    }
    template <class Record>
    void put(Record&& record) {
        put(record);
    }

    // The acts of all events, oldest first.
    std::vector<std::string> acts();
    template <class Record>
    std::vector<Record> all() {
        auto reader = store_->reader();
        return store::list<Record>(**reader, store::query_of<Record>()).value();
    }

    void stop();    // the server and the store
    void restart(); // the same database, another port

  private:
    void start();
    store::Change change_by_program();
    void write(store::Change change);

    RunningServerOptions options_;
    std::string folder_, url_;
    StandingClock clock_;
    std::unique_ptr<base::Random> random_ = crypto::system_random();
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<workflow::Office> office_;
    std::unique_ptr<api::Server> server_;
};

} // namespace zhishi::test
