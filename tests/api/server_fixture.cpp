#include "tests/api/server_fixture.h"

#include "scheme/library.h"
#include "scheme/load.h"
#include "tests/store/postgres_server.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace zhishi::test {

namespace {

constexpr crypto::PasswordCost least_cost{1, 8192};

std::map<std::string, workflow::SchemeInUse> schemes() {
    std::map<std::string, workflow::SchemeInUse> all;
    for (const std::string& id : scheme::library_schemes())
        if (auto loaded = scheme::load_library_scheme(id); loaded.scheme)
            all.emplace(id, workflow::SchemeInUse{id, loaded.scheme->title, loaded.scheme->process,
                                                  loaded.scheme, scheme::kept_text(id)});
    return all;
}

std::string new_folder() {
    char path[] = "/tmp/zhishi-api-XXXXXX";
    if (!::mkdtemp(path)) std::abort();
    return path;
}

std::string new_url(const std::string& database, const std::string& folder) {
    if (database == "sqlite") return "sqlite:" + folder + "/zhishi.db";
    std::string cause;
    PostgresServer* server = postgres_server(cause);
    EXPECT_NE(server, nullptr) << cause;
    return server ? server->new_database() : std::string();
}

} // namespace

std::string member(const std::string& json, const std::string& name) {
    size_t at = json.find("\"" + name + "\":");
    if (at == std::string::npos) return {};
    at += name.size() + 3;
    if (json[at] != '"') return json.substr(at, json.find_first_of(",}]", at) - at);
    size_t end = at + 1;
    while (end < json.size() && json[end] != '"')
        end += json[end] == '\\' ? 2 : 1;
    return json.substr(at + 1, end - at - 1);
}

HttpAnswer ApiClient::send(const std::string& method, const std::string& path, const std::string& json,
                           const HttpHeaders& headers) {
    HttpHeaders all;
    auto add = [&](const std::string& name, const std::string& value) {
        for (const auto& [given, other] : headers)
            if (given == name) return;
        if (!value.empty()) all.emplace_back(name, value);
    };
    add("Cookie", cookie);
    if (method != "GET") add("X-CSRF-Token", csrf_token);
    if (!json.empty()) add("Content-Type", "application/json");
    for (const auto& [name, value] : headers)
        if (!value.empty()) all.emplace_back(name, value);
    // A server may close a connection that it kept alive: then once more on a new one, if nothing came.
    for (int attempt = 0; attempt < 2; ++attempt) {
        bool is_new = !connection_;
        if (is_new) connection_ = std::make_unique<HttpClient>(port_, over_);
        HttpAnswer answer = connection_->request(method, path, all, json);
        if (answer.header("connection") != "keep-alive") connection_.reset();
        if (answer.status != 0 || is_new) return answer;
    }
    return {};
}

HttpAnswer ApiClient::log_in(const std::string& login, const std::string& password) {
    HttpAnswer answer =
        send("POST", "/api/session", R"({"login":")" + login + R"(","password":")" + password + "\"}", {});
    if (answer.status != 200) return answer;
    std::string set = answer.header("set-cookie");
    cookie = set.substr(0, set.find(';'));
    csrf_token = member(answer.body, "csrf_token");
    return answer;
}

HttpAnswer ApiClient::change(const std::string& method, const std::string& path, const std::string& json,
                             const std::string& etag, const std::string& idempotency_key) {
    HttpHeaders headers;
    if (!etag.empty()) headers.emplace_back("If-Match", etag);
    if (!idempotency_key.empty()) headers.emplace_back("Idempotency-Key", idempotency_key);
    return send(method, path, json, headers);
}

HttpAnswer ApiClient::put(const std::string& path, const std::string& json, const std::string& etag) {
    return change("PUT", path, json, etag, "");
}

HttpAnswer ApiClient::patch(const std::string& path, const std::string& json, const std::string& etag) {
    return change("PATCH", path, json, etag, "");
}

HttpAnswer ApiClient::post_file(const std::string& path, const std::string& bytes) {
    static std::atomic<int> count = 0;
    return send("POST", path, bytes,
                {{"Content-Type", "application/octet-stream"},
                 {"Idempotency-Key", "file-" + std::to_string(++count)}});
}

HttpAnswer ApiClient::post(const std::string& path, const std::string& json, const std::string& etag,
                           const std::string& idempotency_key) {
    static std::atomic<int> count = 0;
    std::string key = idempotency_key.empty() ? "test-" + std::to_string(++count) : idempotency_key;
    return change("POST", path, json, etag, key);
}

RunningServer::RunningServer(RunningServerOptions options)
    : options_(std::move(options)), folder_(new_folder()), url_(new_url(options_.database, folder_)),
      clock_(*base::Instant::parse(options_.start)) {
    auto report = store::migrate(url_);
    EXPECT_TRUE(report.ok()) << (report.ok() ? "" : report.error().text.en);
    start();
    record::Organ organ;
    organ.id = {"organ"};
    organ.name = "某市某局";
    put(organ);
    record::Unit root;
    root.organ = organ.id;
    root.id = {"root"};
    root.name = "某市某局";
    root.from = *base::Date::from(2020, 1, 1);
    put(root);
    add_account("admin", {.is_system_administrator = true});
}

RunningServer::~RunningServer() {
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void RunningServer::start() {
    auto store = store::open({.url = url_}, *random_);
    ASSERT_TRUE(store.ok()) << store.error().text.en;
    store_ = std::move(*store);
    office_ = std::make_unique<workflow::Office>(*store_, schemes());
    api::Services services{*store_, *office_, clock_, *random_};
    services.idle_minutes = options_.idle_minutes;
    services.password_cost = least_cost;
    std::vector<api::Route> routes = api::all_routes();
    routes.insert(routes.end(), options_.more_routes.begin(), options_.more_routes.end());
    api::ServerOptions server = options_.server;
    server.address = "127.0.0.1";
    server.port = 0;
    if (options_.is_tls) {
        auto files = api::self_signed(folder_ + "/tls", {}, base::system_clock()->now());
        ASSERT_TRUE(files.ok());
        server.tls = *files;
    }
    auto started = api::Server::start(server, services, std::move(routes), options_.files);
    ASSERT_TRUE(started.ok()) << started.error().text.en;
    server_ = std::move(*started);
}

void RunningServer::stop() {
    if (server_) server_->stop();
    server_.reset();
    office_.reset();
    store_.reset();
}

void RunningServer::restart() {
    stop();
    start();
}

ApiClient RunningServer::client(const std::string& login, const std::string& password) {
    ApiClient client = this->client();
    HttpAnswer answer = client.log_in(login, password);
    EXPECT_EQ(answer.status, 200) << login << ": " << answer.body;
    return client;
}

record::Account RunningServer::add_account(const std::string& login, const AccountFor& wanted) {
    record::Account account;
    account.organ = {"organ"};
    account.id = {"account-" + login};
    account.login = login;
    account.name = login;
    account.password_hash = crypto::hash_password(wanted.password, least_cost);
    account.official = wanted.official;
    account.is_office = wanted.is_office;
    account.is_system_administrator = wanted.is_system_administrator;
    account.must_change_password = wanted.must_change_password;
    put(account);
    return account;
}

record::Account RunningServer::account(const std::string& login) {
    for (record::Account& account : all<record::Account>())
        if (account.login == login) return account;
    ADD_FAILURE() << "no account " << login;
    return {};
}

store::Change RunningServer::change_by_program() {
    store::Change change;
    change.organ = {"organ"};
    change.at = clock_.now();
    change.act = "test_set_up";
    return change;
}

void RunningServer::write(store::Change change) {
    store::Written written = store_->write_and_wait(std::move(change));
    ASSERT_EQ(written.outcome, store::Written::Outcome::committed) << written.cause;
}

std::vector<std::string> RunningServer::acts() {
    std::vector<std::string> acts;
    for (const record::Event& event : all<record::Event>())
        if (event.act != "test_set_up") acts.push_back(event.act);
    return acts;
}

} // namespace zhishi::test
