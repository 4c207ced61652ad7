// What stands between the transport and a handler, on routes of the tests' own.
#include "api/json_writer.h"
#include "api/static_files.h"
#include "tests/api/server_fixture.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

namespace zhishi::test {

namespace {

using api::Method;
using api::Pending;
using api::Reply;
using api::Request;
using api::Response;
using api::Route;
using api::Services;
using policy::Act;

// A unit renamed by a POST, with If-Match: a record that several may change at once.
base::Result<Reply> rename_unit(Services& services, const Request& request, bool is_strict) {
    auto reader = services.store.reader();
    auto unit = **store::find<record::Unit>(**reader, {"organ", request.path_values.at("unit")});
    if (is_strict && request.if_match && *request.if_match != unit.version) {
        base::Error stale = base::refused(base::ErrorKind::stale, "stale", {"旧", "stale"});
        stale.present_version = unit.version;
        return stale;
    }
    unit.name = request.body;
    store::Change change;
    change.organ = unit.organ;
    change.actor = request.actor.account;
    change.at = services.clock.now();
    change.act = "structure_change";
    change.put(unit);
    Response response;
    response.status = 201;
    response.etag = "\"" + std::to_string(unit.version) + "\"";
    api::JsonWriter json;
    response.body =
        json.begin_object().field("name", unit.name).field("version", unit.version).end_object().take();
    return Reply(Pending{std::move(change), std::move(response), {}});
}

RunningServerOptions with_routes() {
    RunningServerOptions options;
    auto add = [&](Route route) { options.more_routes.push_back(std::move(route)); };
    Route rename{
        Method::post, "/api/test/units/{unit}/names", Act::structure_change,
        [](Services& services, const Request& request) { return rename_unit(services, request, true); }};
    rename.needs_idempotency_key = true;
    rename.needs_if_match = true;
    add(rename);
    Route careless{
        Method::put, "/api/test/units/{unit}/name", Act::structure_change,
        [](Services& services, const Request& request) { return rename_unit(services, request, false); }};
    add(careless);
    Route hidden{
        Method::get, "/api/test/hidden", Act::organ_read,
        [](Services&, const Request&) -> base::Result<Reply> {
            return base::refused(base::ErrorKind::not_found, "official_unknown", {"别的话", "other words"});
        }};
    add(hidden);
    Route broken{
        Method::get, "/api/test/broken", Act::organ_read,
        [](Services&, const Request&) -> base::Result<Reply> {
            return base::refused(base::ErrorKind::internal, "secret_code", {"内情", "inner secrets"});
        }};
    add(broken);
    Route throwing{Method::get, "/api/test/throwing", Act::organ_read,
                   [](Services&, const Request&) -> base::Result<Reply> { throw std::bad_alloc(); }};
    add(throwing);
    Route busy{Method::get, "/api/test/busy", Act::organ_read,
               [](Services&, const Request&) -> base::Result<Reply> {
                   return base::refused(base::ErrorKind::unavailable, "unavailable", {"稍候", "wait"});
               }};
    add(busy);
    // Whoever calls it finds that somebody was faster, always.
    Route unlucky{Method::post, "/api/test/unlucky", Act::structure_change,
                  [](Services& services, const Request&) -> base::Result<Reply> {
                      store::Change change;
                      change.organ = {"organ"};
                      change.at = services.clock.now();
                      change.act = "structure_change";
                      change.guards.push_back({&store::Mapping<record::Unit>::table(),
                                               {std::string("organ"), std::string("root")},
                                               99});
                      return Reply(Pending{std::move(change), Response{}, {}});
                  }};
    add(unlucky);
    Route secret{Method::post, "/api/test/secret", Act::structure_change,
                 [](Services& services, const Request&) -> base::Result<Reply> {
                     store::Change change;
                     change.organ = {"organ"};
                     change.at = services.clock.now();
                     change.act = "account_change";
                     change.object_type = "account";
                     change.object_id = "x";
                     Response response;
                     response.body = R"({"first_password":"kx7m-2pqd"})";
                     return Reply(Pending{std::move(change), std::move(response), "{}"});
                 }};
    secret.shows_secret = true;
    secret.needs_idempotency_key = true;
    add(secret);
    return options;
}

// The server with those routes, and an account of the office logged in.
struct Office : RunningServer {
    explicit Office(RunningServerOptions options = with_routes()) : RunningServer(std::move(options)) {
        add_account("office", {.is_office = true});
        browser = std::make_unique<ApiClient>(client("office"));
    }
    std::unique_ptr<ApiClient> browser;
};

const std::string names = "/api/test/units/root/names";

std::string code_of(const HttpAnswer& answer) {
    return std::to_string(answer.status) + " " + member(answer.body, "code");
}

std::string bytes_of(const HttpAnswer& answer) {
    std::string text = std::to_string(answer.status) + "\n";
    for (const auto& [name, value] : answer.headers)
        if (name != "date" && name != "x-request-id") text += name + ": " + value + "\n";
    return text + answer.body;
}

} // namespace

TEST(Dispatch, checks_stand_in_their_order) {
    Office office;
    ApiClient nobody = office.client();
    ApiClient admin = office.client("admin");
    ApiClient& browser = *office.browser;
    auto post = [&](ApiClient& client, HttpHeaders headers, const std::string& body = "{}") {
        return code_of(client.send("POST", names, body, headers));
    };
    EXPECT_EQ(code_of(nobody.get("/api/test/%zz")), "400 bad_path");
    EXPECT_EQ(code_of(nobody.get("/api/test/units/root/names")), "405 method_not_allowed");
    EXPECT_EQ(nobody.get(names).header("allow"), "POST");
    EXPECT_EQ(post(nobody, {}), "401 not_logged_in");
    EXPECT_EQ(post(browser, {{"X-CSRF-Token", "no"}}), "403 not_from_our_page");
    EXPECT_EQ(post(admin, {}), "404 not_found") << "an administrator changes no structure";
    EXPECT_EQ(post(browser, {}, std::string(70'000, ' ')), "413 body_too_large");
    EXPECT_EQ(post(browser, {{"Content-Type", "text/plain"}}), "415 not_json");
    EXPECT_EQ(post(browser, {}), "428 if_match_missing");
    for (const char* etag :
         {"3", "*", "W/\"3\"", "\"x\"", "\"\"", "\"1\",\"2\"", "\"-1\"", "\"99999999999999999999\""})
        EXPECT_EQ(post(browser, {{"If-Match", etag}}), "400 bad_if_match") << etag;
    EXPECT_EQ(post(browser, {{"If-Match", "\"1\""}}), "400 idempotency_key_missing");
    for (const std::string& key : {std::string("a b"), std::string(65, 'x'), std::string("ä")})
        EXPECT_EQ(post(browser, {{"If-Match", "\"1\""}, {"Idempotency-Key", key}}), "400 bad_idempotency_key")
            << key;
    EXPECT_EQ(browser.post(names, "\"甲\"", "\"1\"").status, 201);
}

TEST(Dispatch, the_same_request_twice_is_done_once) {
    Office office;
    ApiClient& browser = *office.browser;
    size_t events = office.acts().size();
    HttpAnswer first = browser.post(names, "\"甲\"", "\"1\"", "key-1");
    ASSERT_EQ(first.status, 201) << first.body;
    HttpAnswer again = browser.post(names, "\"甲\"", "\"1\"", "key-1");
    EXPECT_EQ(again.status, 201) << "though the record is at version 2 by now";
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("etag"), "\"2\"");
    EXPECT_EQ(code_of(browser.post(names, "\"乙\"", "\"1\"", "key-1")), "422 idempotency_key_reused");
    EXPECT_EQ(code_of(browser.post(names, "\"乙\"", "\"2\"", "key-1")), "422 idempotency_key_reused");
    EXPECT_EQ(office.acts().size(), events + 1);
    ApiClient other = office.client("office");
    EXPECT_EQ(other.post(names, "\"甲\"", "\"1\"", "key-1").status, 201) << "the key belongs to the account";
    office.add_account("office2", {.is_office = true});
    EXPECT_EQ(code_of(office.client("office2").post(names, "\"甲\"", "\"1\"", "key-1")), "412 stale")
        << "and to no other";
}

TEST(Dispatch, the_same_request_at_once_is_done_once) {
    Office office;
    size_t events = office.acts().size();
    std::vector<std::future<int>> answers;
    for (int i = 0; i < 8; ++i)
        answers.push_back(std::async(std::launch::async, [&] {
            ApiClient client = office.client();
            client.cookie = office.browser->cookie;
            client.csrf_token = office.browser->csrf_token;
            return client.post(names, "\"甲\"", "\"1\"", "key-1").status;
        }));
    for (auto& answer : answers)
        EXPECT_EQ(answer.get(), 201);
    EXPECT_EQ(office.acts().size(), events + 1);
}

TEST(Dispatch, nobody_overwrites_anybody) {
    Office office;
    size_t events = office.acts().size();
    std::vector<std::future<HttpAnswer>> answers;
    for (int i = 0; i < 8; ++i)
        answers.push_back(std::async(std::launch::async, [&, i] {
            ApiClient client = office.client();
            client.cookie = office.browser->cookie;
            client.csrf_token = office.browser->csrf_token;
            return client.post(names, "\"" + std::to_string(i) + "\"", "\"1\"");
        }));
    int done = 0;
    for (auto& future : answers) {
        HttpAnswer answer = future.get();
        done += answer.status == 201;
        if (answer.status == 201) continue;
        EXPECT_EQ(answer.status, 412) << answer.body;
        EXPECT_EQ(member(answer.body, "present_version"), "2") << answer.body;
    }
    EXPECT_EQ(done, 1);
    EXPECT_EQ(office.acts().size(), events + 1);
}

TEST(Dispatch, a_handler_runs_again_where_somebody_was_faster) {
    Office office;
    std::vector<std::future<int>> answers;
    for (int i = 0; i < 4; ++i)
        answers.push_back(std::async(std::launch::async, [&] {
            ApiClient client = office.client();
            client.cookie = office.browser->cookie;
            client.csrf_token = office.browser->csrf_token;
            return client.put("/api/test/units/root/name", "\"甲\"").status;
        }));
    int done = 0;
    for (auto& answer : answers) {
        int status = answer.get();
        EXPECT_TRUE(status == 201 || status == 409) << status;
        done += status == 201;
    }
    EXPECT_EQ(office.all<record::Unit>().at(0).version, 1 + done);
    EXPECT_GE(done, 1);
    EXPECT_EQ(code_of(office.browser->post("/api/test/unlucky")), "409 changed_meanwhile");
}

TEST(Dispatch, an_answer_with_a_secret_is_not_kept) {
    Office office;
    HttpAnswer first = office.browser->post("/api/test/secret", "{}", "", "key-1");
    EXPECT_EQ(member(first.body, "first_password"), "kx7m-2pqd");
    HttpAnswer again = office.browser->post("/api/test/secret", "{}", "", "key-1");
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.body, "{}");
}

TEST(Dispatch, there_is_one_answer_for_what_does_not_exist) {
    Office office;
    ApiClient& browser = *office.browser;
    std::string not_found = bytes_of(browser.get("/api/no/such/route"));
    EXPECT_TRUE(not_found.starts_with("404")) << not_found;
    EXPECT_EQ(bytes_of(browser.get("/api/test/hidden")), not_found);
    EXPECT_EQ(bytes_of(browser.get("/api/accounts")), not_found) << "not his to know of";
    HttpHeaders english = {{"Accept-Language", "en"}};
    EXPECT_NE(browser.get("/api/test/hidden", english).body, browser.get("/api/test/hidden").body);
    EXPECT_EQ(bytes_of(browser.get("/api/test/hidden", english)),
              bytes_of(browser.get("/api/none", english)));
}

TEST(Dispatch, our_own_faults_tell_nothing_but_a_number) {
    Office office;
    for (const char* path : {"/api/test/broken", "/api/test/throwing"}) {
        HttpAnswer answer = office.browser->get(path, {{"Accept-Language", "en"}});
        EXPECT_EQ(code_of(answer), "500 internal") << path;
        EXPECT_EQ(answer.body.find("secret"), std::string::npos);
        EXPECT_EQ(member(answer.body, "request"), answer.header("x-request-id"));
    }
    HttpAnswer busy = office.browser->get("/api/test/busy");
    EXPECT_EQ(code_of(busy), "503 unavailable");
    EXPECT_FALSE(busy.header("retry-after").empty());
}

TEST(Dispatch, what_the_table_allows_nowhere_does_not_exist) {
    Office office;
    record::Official official;
    official.organ = {"organ"};
    official.id = {"o1"};
    official.name = "张三";
    official.from = *base::Date::from(2020, 1, 1);
    office.put(official);
    office.add_account("official", {.official = official.id});
    std::string not_found = bytes_of(office.browser->get("/api/no/such/route"));
    int refused = 0, allowed = 0;
    for (const char* login : {"office", "admin", "official"}) {
        ApiClient client = office.client(login);
        policy::Actor actor = api::actor_of(office.account(login));
        for (const Route& route : api::all_routes()) {
            if (!route.needs_session || route.act == Act::session_end || route.is_open_to_loopback) continue;
            if (policy::allows_somewhere(actor, route.act)) {
                ++allowed;
                continue;
            }
            ++refused;
            std::string path(route.pattern);
            for (char& c : path)
                if (c == '{' || c == '}') c = 'x';
            std::string json = route.method == Method::get ? "" : "{}";
            EXPECT_EQ(bytes_of(client.send(std::string(api::name_of(route.method)), path, json, {})),
                      not_found)
                << login << " " << path;
        }
    }
    EXPECT_GT(refused, 0);
    EXPECT_GT(allowed, 0);
}

TEST(Service, metrics_are_for_the_administrator_and_for_this_machine) {
    Office office;
    HttpAnswer local = office.client().get("/api/metrics");
    EXPECT_EQ(local.status, 200);
    EXPECT_NE(local.body.find("zhishi_requests_total{route=\"POST /api/session\",status=\"2xx\"} 1"),
              std::string::npos)
        << local.body;
    EXPECT_NE(local.body.find("zhishi_store_commits_total"), std::string::npos);
    HttpHeaders forwarded = {{"X-Forwarded-For", "10.0.0.1"}};
    EXPECT_EQ(office.client().get("/api/metrics", forwarded).status, 401);
    EXPECT_EQ(office.browser->get("/api/metrics", forwarded).status, 404);
    EXPECT_EQ(office.client("admin").get("/api/metrics", forwarded).status, 200);
}

TEST(Service, health_has_the_program_s_version) {
    RunningServer running;
    EXPECT_FALSE(member(running.client().get("/api/health").body, "version").empty());
    EXPECT_EQ(member(running.client().get("/api/health").body, "writes"), "ok");
}

TEST(Service, a_backup_can_be_made_while_the_server_runs) {
    Office office;
    std::string path = office.folder() + "/copy.db";
    auto done = store::backup_database(office.url(), path);
    ASSERT_TRUE(done.ok()) << done.error().text.en;
    EXPECT_EQ(office.browser->get("/api/session").status, 200);
    EXPECT_FALSE(store::backup_database(office.url(), path).ok()) << "nothing is written over";
    auto random = crypto::system_random();
    auto copy = store::open({.url = "sqlite:" + path}, *random);
    ASSERT_TRUE(copy.ok()) << copy.error().text.en;
    auto reader = (*copy)->reader();
    EXPECT_EQ(*(*reader)->count(store::query_of<record::Account>()), 2);
}

TEST(Passwords, too_many_that_wait_are_sent_away) {
    std::promise<void> leave;
    std::shared_future<void> open = leave.get_future().share();
    std::atomic<size_t> entered = 0;
    RunningServerOptions options;
    Route slow{Method::get, "/api/test/slow", Act::service_read,
               [&](Services&, const Request&) -> base::Result<Reply> {
                   ++entered;
                   open.wait();
                   return Reply(Response{});
               }};
    slow.needs_session = false;
    slow.hashes_password = true;
    options.more_routes.push_back(slow);
    RunningServer running(std::move(options));
    namespace limits = api::limits;
    std::vector<std::unique_ptr<HttpClient>> clients;
    auto ask = [&] {
        clients.push_back(std::make_unique<HttpClient>(running.port()));
        clients.back()->send("GET /api/test/slow HTTP/1.1\r\nHost: x\r\n\r\n");
    };
    for (size_t i = 0; i < limits::password_threads; ++i)
        ask();
    while (entered < limits::password_threads)
        std::this_thread::yield();
    for (size_t i = 0; i < limits::waiting_passwords_max + 3; ++i)
        ask();
    EXPECT_EQ(HttpClient(running.port()).request("GET", "/api/health").status, 200) << "others do not wait";
    const std::string three = "route=\"GET /api/test/slow\",status=\"5xx\"} 3\n";
    bool are_counted = false;
    for (int i = 0; i < 500 && !are_counted; ++i) {
        are_counted = running.client().get("/api/metrics").body.find(three) != std::string::npos;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_TRUE(are_counted);
    leave.set_value();
    size_t sent_away = 0;
    for (auto& client : clients)
        sent_away += client->read_answer().status == 503;
    EXPECT_EQ(sent_away, 3u);
}

TEST(Passwords, a_log_in_is_answered_at_whole_steps) {
    RunningServerOptions options;
    options.server.dispatch.log_in_answer_step = std::chrono::milliseconds(100);
    RunningServer running(std::move(options));
    for (const char* login : {"nobody", "admin"}) {
        auto begin = std::chrono::steady_clock::now();
        EXPECT_EQ(running.client().log_in(login, "wrong").status, 401);
        EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(99)) << login;
    }
}

TEST(Pages, are_served_from_the_program_alone) {
    static constexpr std::string_view script = "console.log('知事')";
    RunningServerOptions options;
    options.files = {{"/index.html", "<!doctype html>start", "zipped start"},
                     {"/assets/index-5d41402a.js", script, {}},
                     {"/favicon.svg", "<svg/>", {}}};
    RunningServer running(std::move(options));
    ApiClient client = running.client();
    HttpAnswer start = client.get("/");
    EXPECT_EQ(start.body, "<!doctype html>start");
    EXPECT_EQ(start.header("content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(start.header("cache-control"), "no-cache");
    EXPECT_EQ(client.get("/months/2026-11").body, start.body) << "a page of the application";
    HttpAnswer zipped = client.get("/", {{"Accept-Encoding", "br, gzip;q=0.8"}});
    EXPECT_EQ(zipped.body, "zipped start");
    EXPECT_EQ(zipped.header("content-encoding"), "gzip");
    EXPECT_NE(zipped.header("etag"), start.header("etag"));
    EXPECT_EQ(client.get("/", {{"Accept-Encoding", "gzip;q=0"}}).body, start.body);
    EXPECT_EQ(client.get("/", {{"If-None-Match", start.header("etag")}}).status, 304);
    HttpAnswer asset = client.get("/assets/index-5d41402a.js");
    EXPECT_EQ(asset.body, script);
    EXPECT_NE(asset.header("cache-control").find("immutable"), std::string::npos);
    EXPECT_EQ(client.get("/assets/none.js").status, 404);
    EXPECT_EQ(client.get("/assets/..%2f..%2fetc/passwd").status, 400);
    EXPECT_EQ(client.send("POST", "/", "{}", {}).status, 405);
}

TEST(Pages, an_unbuilt_application_says_how_to_build_it) {
    RunningServer running;
    HttpAnswer answer = running.client().get("/");
    EXPECT_EQ(answer.status, 200);
    EXPECT_NE(answer.body.find("npm run build"), std::string::npos);
}

} // namespace zhishi::test
