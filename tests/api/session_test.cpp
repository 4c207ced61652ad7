// Logging in, the life of a session, first passwords, locks, and where requests may come from.
#include "crypto/hash.h"
#include "tests/api/server_fixture.h"

#include <gtest/gtest.h>

#include <future>

namespace zhishi::test {

namespace {

const std::string password = AccountFor().password;
const std::string other_password = "Another-horse-8";

// An answer without what differs from request to request.
std::string comparable(const HttpAnswer& answer) {
    std::string text = std::to_string(answer.status) + "\n";
    for (const auto& [name, value] : answer.headers)
        if (name != "date" && name != "x-request-id") text += name + ": " + value + "\n";
    std::string body = answer.body, number = answer.header("x-request-id");
    if (size_t at = body.find(number); !number.empty() && at != std::string::npos)
        body.erase(at, number.size());
    // The number's length may change the body's; so it is taken out of the length too.
    return text.substr(0, text.find("content-length")) + body;
}

std::string change_of_password(const std::string& from, const std::string& to) {
    return R"({"old_password":")" + from + R"(","new_password":")" + to + "\"}";
}

} // namespace

class SessionOnBoth : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Databases, SessionOnBoth, testing::Values("sqlite", "postgres"),
                         [](const auto& database) { return database.param; });

TEST_P(SessionOnBoth, begins_with_the_password_and_ends_with_the_log_out) {
    RunningServer running({.database = GetParam()});
    ApiClient client = running.client();
    HttpAnswer begun = client.log_in("ADMIN ", password);
    ASSERT_EQ(begun.status, 200) << begun.body;
    std::string cookie = begun.header("set-cookie");
    EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
    EXPECT_NE(cookie.find("SameSite=Strict"), std::string::npos);
    EXPECT_EQ(member(begun.body, "login"), "admin");
    EXPECT_EQ(member(begun.body, "today"), "2026-11-16");
    EXPECT_NE(begun.body.find(R"("roles":["system_administrator"])"), std::string::npos) << begun.body;
    HttpAnswer again = client.get("/api/session");
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.body, begun.body);
    ASSERT_EQ(running.all<record::Session>().size(), 1u);
    EXPECT_EQ(running.all<record::Session>()[0].token_hash, crypto::sha256_hex(client.cookie.substr(7)));

    HttpAnswer ended = client.remove("/api/session");
    EXPECT_EQ(ended.status, 204);
    EXPECT_NE(ended.header("set-cookie").find("Max-Age=0"), std::string::npos);
    EXPECT_EQ(client.get("/api/session").status, 401);
    EXPECT_TRUE(running.all<record::Session>().empty());
    EXPECT_EQ(running.acts(), (std::vector<std::string>{"session_begin", "session_end"}));
}

TEST_P(SessionOnBoth, concurrent_failures_lose_no_count) {
    RunningServer running({.database = GetParam()});
    running.add_account("zhang", {.is_office = true});
    std::vector<std::future<int>> attempts;
    for (int i = 0; i < 12; ++i)
        attempts.push_back(
            std::async(std::launch::async, [&] { return running.client().log_in("zhang", "wrong").status; }));
    int refused = 0;
    for (auto& attempt : attempts) {
        int status = attempt.get();
        EXPECT_TRUE(status == 401 || status == 409) << status;
        refused += status == 401;
    }
    EXPECT_GE(refused, 1);
    EXPECT_EQ(running.account("zhang").failures, refused);
    EXPECT_EQ(running.account("zhang").is_locked, refused >= 5);
}

TEST(Session, an_unknown_login_and_a_wrong_password_are_refused_alike) {
    RunningServer running;
    HttpAnswer unknown = running.client().log_in("nobody", password);
    HttpAnswer wrong = running.client().log_in("admin", "wrong");
    EXPECT_EQ(unknown.status, 401);
    EXPECT_EQ(member(unknown.body, "code"), "log_in_refused");
    EXPECT_EQ(comparable(unknown), comparable(wrong));
}

TEST(Session, five_wrong_passwords_lock_the_account) {
    RunningServer running;
    running.add_account("zhang", {.is_office = true});
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(running.client().log_in("zhang", "wrong").status, 401);
    running.client("zhang"); // the right one begins the count anew
    EXPECT_EQ(running.account("zhang").failures, 0);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(running.client().log_in("zhang", "wrong").status, 401);
    EXPECT_TRUE(running.account("zhang").is_locked);
    HttpAnswer wrong = running.client().log_in("zhang", "wrong");
    EXPECT_EQ(member(wrong.body, "code"), "log_in_refused")
        << "who does not know the password learns nothing";
    HttpAnswer right = running.client().log_in("zhang", password);
    EXPECT_EQ(right.status, 403);
    EXPECT_EQ(member(right.body, "code"), "account_is_locked");
    std::vector<std::string> acts = running.acts();
    EXPECT_EQ(std::count(acts.begin(), acts.end(), "account_lock"), 1);
    EXPECT_EQ(std::count(acts.begin(), acts.end(), "session_refuse"), 10);
}

TEST(Session, wrong_passwords_leave_the_directory_as_it_is_and_the_administrator_sees_the_lock) {
    RunningServer running;
    record::Account account = running.add_account("zhang", {.is_office = true});
    ApiClient admin = running.client("admin");
    EXPECT_EQ(admin.get("/api/accounts?q=zhang").status, 200);
    std::int64_t generation = running.store().structure_generation();
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(running.client().log_in("zhang", "wrong").status, 401);
    EXPECT_EQ(running.store().structure_generation(), generation) << "nobody's directory is loaded again";
    HttpAnswer list = admin.get("/api/accounts?q=zhang");
    EXPECT_EQ(member(list.body, "is_locked"), "true");
    std::string etag = "\"" + std::to_string(running.account("zhang").version) + "\"";
    EXPECT_EQ(member(list.body, "version"), std::to_string(running.account("zhang").version));
    EXPECT_EQ(admin.patch("/api/accounts/" + account.id.value, R"({"is_locked":false})", etag).status, 200);
    running.client("zhang");
    EXPECT_EQ(running.account("zhang").failures, 0);
}

TEST(Session, a_locked_account_does_not_serve_to_try_passwords_out) {
    RunningServer running;
    record::Account account = running.add_account("zhang", {.is_office = true});
    account.failures = 100;
    account.is_locked = true;
    running.put(account);
    HttpAnswer right = running.client().log_in("zhang", password);
    EXPECT_EQ(member(right.body, "code"), "log_in_refused");
}

TEST(Session, a_source_that_fails_too_often_must_wait) {
    RunningServer running;
    for (int i = 0; i < 30; ++i)
        EXPECT_EQ(running.client().log_in("nobody" + std::to_string(i), "x").status, 401);
    HttpAnswer refused = running.client().log_in("admin", password);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(member(refused.body, "code"), "too_many_log_ins");
    EXPECT_FALSE(refused.header("retry-after").empty());
    running.clock().advance_seconds(120);
    EXPECT_EQ(running.client().log_in("admin", password).status, 200);
}

TEST(Session, a_first_password_opens_nothing_but_its_change) {
    RunningServer running;
    running.add_account("zhang", {.is_office = true, .must_change_password = true});
    ApiClient zhang = running.client("zhang");
    EXPECT_EQ(member(zhang.get("/api/session").body, "must_change_password"), "true");
    HttpAnswer refused = zhang.get("/api/inbox");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(member(refused.body, "code"), "password_must_be_changed");
    ApiClient elsewhere = running.client("zhang");

    const std::string path = "/api/session/password";
    auto code = [&](const std::string& from, const std::string& to) {
        HttpAnswer answer = zhang.put(path, change_of_password(from, to));
        EXPECT_EQ(answer.status, 422) << answer.body;
        return member(answer.body, "code") + " " + member(answer.body, "pointer");
    };
    EXPECT_EQ(code(password, "short"), "password_too_short /new_password");
    EXPECT_EQ(code(password, "Zhang-2026-x"), "password_has_login /new_password");
    EXPECT_EQ(code(password, password), "password_not_new /new_password");
    EXPECT_EQ(code("wrong", other_password), "old_password_wrong /old_password");
    EXPECT_EQ(running.account("zhang").failures, 1);

    std::string old_cookie = zhang.cookie;
    HttpAnswer changed = zhang.put(path, change_of_password(password, other_password));
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(member(changed.body, "must_change_password"), "false");
    EXPECT_EQ(zhang.get("/api/session").status, 401) << "the old token has ended";
    EXPECT_EQ(elsewhere.get("/api/session").status, 401) << "and so has every other session";
    std::string set = changed.header("set-cookie");
    zhang.cookie = set.substr(0, set.find(';'));
    EXPECT_NE(zhang.cookie, old_cookie);
    EXPECT_EQ(zhang.get("/api/session").status, 200);
    EXPECT_EQ(running.client().log_in("zhang", password).status, 401);
    running.client("zhang", other_password);
}

TEST(Session, ends_after_idle_minutes_and_after_twelve_hours) {
    RunningServer running;
    ApiClient admin = running.client("admin");
    for (int minutes = 0; minutes + 29 < 12 * 60; minutes += 29) {
        running.clock().advance_seconds(29 * 60);
        ASSERT_EQ(admin.get("/api/session").status, 200) << minutes;
    }
    running.clock().advance_seconds(29 * 60);
    EXPECT_EQ(admin.get("/api/session").status, 401) << "after twelve hours";
    ApiClient idle = running.client("admin");
    running.clock().advance_seconds(30 * 60 + 1);
    HttpAnswer ended = idle.get("/api/session");
    EXPECT_EQ(ended.status, 401);
    EXPECT_EQ(member(ended.body, "code"), "not_logged_in");
}

TEST(Session, is_not_prolonged_by_a_clock_set_back) {
    RunningServer running;
    base::Instant begin = running.clock().now();
    ApiClient admin = running.client("admin");
    running.clock().set(begin.plus_seconds(-3600));
    EXPECT_EQ(admin.get("/api/session").status, 401);
}

TEST(Session, outlives_a_restart_and_remembers_when_it_was_used) {
    RunningServer running;
    ApiClient admin = running.client("admin");
    running.clock().advance_seconds(20 * 60);
    EXPECT_EQ(admin.get("/api/session").status, 200);
    std::string cookie = admin.cookie;
    running.restart();
    running.clock().advance_seconds(20 * 60); // forty minutes after its beginning, twenty after its last use
    ApiClient again = running.client();
    again.cookie = cookie;
    EXPECT_EQ(again.get("/api/session").status, 200);
}

TEST(Session, an_ended_session_does_not_come_back_by_being_seen) {
    RunningServer running;
    ApiClient admin = running.client("admin");
    running.clock().advance_seconds(120); // the next request writes that it was seen
    std::vector<std::future<int>> gets;
    ApiClient leaving = running.client();
    leaving.cookie = admin.cookie;
    leaving.csrf_token = admin.csrf_token;
    for (int i = 0; i < 8; ++i)
        gets.push_back(std::async(std::launch::async, [&] {
            ApiClient other = running.client();
            other.cookie = admin.cookie;
            return other.get("/api/session").status;
        }));
    EXPECT_EQ(leaving.remove("/api/session").status, 204);
    for (auto& get : gets)
        get.get();
    EXPECT_EQ(admin.get("/api/session").status, 401);
    EXPECT_TRUE(running.all<record::Session>().empty());
}

TEST(Session, what_is_done_to_an_account_works_at_the_next_request) {
    RunningServer running;
    running.add_account("office", {.is_office = true});
    ApiClient office = running.client("office");
    EXPECT_EQ(office.get("/api/organ").status, 200);
    EXPECT_EQ(office.get("/api/accounts").status, 404);
    record::Account account = running.account("office");
    account.is_office = false;
    account.is_system_administrator = true;
    running.put(account);
    EXPECT_EQ(office.get("/api/accounts").status, 200);
    EXPECT_EQ(office.get("/api/periods/2026-11").status, 404);
    account.must_change_password = true;
    running.put(account);
    EXPECT_EQ(member(office.get("/api/accounts").body, "code"), "password_must_be_changed");
    account.is_disabled = true;
    running.put(account);
    EXPECT_EQ(office.get("/api/session").status, 401);
    HttpAnswer refused = running.client().log_in("office", password);
    EXPECT_EQ(member(refused.body, "code"), "account_is_disabled");
}

TEST(Session, the_longest_unused_of_more_than_ten_ends) {
    RunningServer running;
    std::vector<ApiClient> clients;
    for (int i = 0; i < 11; ++i) {
        clients.push_back(running.client("admin"));
        running.clock().advance_seconds(1);
    }
    EXPECT_EQ(clients[0].get("/api/session").status, 401);
    EXPECT_EQ(clients[1].get("/api/session").status, 200);
    EXPECT_EQ(running.all<record::Session>().size(), 10u);
}

TEST(Session, logging_in_again_ends_the_session_that_the_browser_had) {
    RunningServer running;
    ApiClient client = running.client("admin");
    std::string first = client.cookie;
    EXPECT_EQ(client.log_in("admin", password).status, 200);
    EXPECT_NE(client.cookie, first);
    EXPECT_EQ(running.all<record::Session>().size(), 1u);
}

TEST(CrossSite, a_request_of_another_origin_changes_nothing_on_any_route) {
    RunningServer running;
    ApiClient admin = running.client("admin");
    std::string ours = "http://127.0.0.1:" + std::to_string(running.port());
    const HttpHeaders bad[] = {
        {{"Origin", "null"}},
        {{"Origin", "https://evil.example"}},
        {{"Origin", "http://127.0.0.1:1"}},
        {{"Origin", ours}, {"Sec-Fetch-Site", "cross-site"}},
        {{"Sec-Fetch-Site", "same-site"}},
        {{"X-CSRF-Token", ""}},
        {{"X-CSRF-Token", "wrong"}},
    };
    int routes = 0;
    size_t events = running.acts().size();
    for (const api::Route& route : api::all_routes()) {
        if (route.method == api::Method::get) continue;
        ++routes;
        std::string path(route.pattern);
        for (char& c : path)
            if (c == '{' || c == '}') c = 'x';
        for (const HttpHeaders& headers : bad) {
            bool is_token = headers[0].first == "X-CSRF-Token";
            if (is_token && !route.needs_session) continue; // nobody is logged in yet: there is no token
            HttpAnswer answer = admin.send(std::string(api::name_of(route.method)), path, "{}", headers);
            EXPECT_EQ(answer.status, 403) << path << " " << headers[0].second;
            EXPECT_EQ(member(answer.body, "code"), "not_from_our_page") << path;
        }
    }
    EXPECT_GE(routes, 4);
    EXPECT_EQ(running.acts().size(), events);
    HttpHeaders good = {{"Origin", ours}, {"Sec-Fetch-Site", "same-origin"}};
    EXPECT_EQ(admin.send("DELETE", "/api/session", "", good).status, 204);
}

TEST(Session, only_the_cookie_of_this_server_counts) {
    RunningServer running;
    ApiClient admin = running.client("admin");
    std::string good = admin.cookie;
    for (const std::string& cookie :
         {std::string("zhishi="), "zhishi=" + std::string(43, 'A'), good + "x",
          "zhishi=" + std::string(5000, 'x'), good + "; " + good, "__Host-" + good}) {
        admin.cookie = cookie;
        EXPECT_EQ(admin.get("/api/session").status, 401) << cookie;
    }
    admin.cookie = "other=1; " + good;
    EXPECT_EQ(admin.get("/api/session").status, 200);
}

} // namespace zhishi::test
