// Addresses, headers and small readings that need no server.
#include "api/listen_address.h"
#include "api/log_in_limits.h"
#include "api/message.h"
#include "api/origin.h"
#include "api/router.h"
#include "api/sessions.h"
#include "workflow/password_rules.h"

#include <gtest/gtest.h>

namespace zhishi::api {

namespace {

base::Result<Reply> nothing(Services&, const Request&) {
    return Reply(Response{});
}

std::string matched(const Router& router, Method method, std::string_view target) {
    auto read = read_target(target);
    if (!read) return read.error().code;
    Router::Match match = router.match(method, read->segments);
    if (!match.route) return "allow " + match.allow;
    std::string text(match.route->pattern);
    for (const auto& [name, value] : match.path_values)
        text += " " + name + "=" + value;
    return text;
}

} // namespace

TEST(Router, finds_the_route_and_its_values) {
    using policy::Act;
    auto router = Router::create({{Method::get, "/api/units", Act::organ_read, nothing},
                                  {Method::post, "/api/units", Act::structure_change, nothing},
                                  {Method::get, "/api/units/{unit}", Act::organ_read, nothing},
                                  {Method::get, "/api/units/new", Act::organ_read, nothing},
                                  {Method::get, "/api/units/{unit}/works/{year}", Act::organ_read, nothing}});
    ASSERT_TRUE(router.ok());
    EXPECT_EQ(matched(*router, Method::get, "/api/units"), "/api/units");
    EXPECT_EQ(matched(*router, Method::get, "/api/units/u1"), "/api/units/{unit} unit=u1");
    EXPECT_EQ(matched(*router, Method::get, "/api/units/new"), "/api/units/new");
    EXPECT_EQ(matched(*router, Method::get, "/api/units/%E7%94%B2/works/2026?x=1"),
              "/api/units/{unit}/works/{year} unit=甲 year=2026");
    EXPECT_EQ(matched(*router, Method::put, "/api/units"), "allow GET, HEAD, POST");
    EXPECT_EQ(matched(*router, Method::get, "/api/units/"), "allow ");
    EXPECT_EQ(matched(*router, Method::get, "/api/units/" + std::string(65, 'x')), "allow ");
}

TEST(Router, a_route_twice_or_without_policy_is_refused) {
    auto twice = Router::create({{Method::get, "/api/units/{unit}", policy::Act::organ_read, nothing},
                                 {Method::get, "/api/units/{other}", policy::Act::organ_read, nothing}});
    ASSERT_FALSE(twice.ok());
    EXPECT_EQ(twice.error().code, "route_twice");
    auto without = Router::create({{Method::get, "/api/x", static_cast<policy::Act>(9999), nothing}});
    ASSERT_FALSE(without.ok());
    EXPECT_EQ(without.error().code, "route_without_policy");
}

TEST(Target, nothing_is_mended) {
    for (const char* target : {"", "x", "/a//b", "/a/./b", "/a/../b", "/a/%2e%2e/b", "/a/%2Fb", "/a/%5cb",
                               "/a/%00", "/a/%0a", "/a/%zz", "/a/%4", "/a#b", "/%ff", "/%c0%af"})
        EXPECT_FALSE(read_target(target).ok()) << target;
    for (const char* target : {"/a?x=1&x=2", "/a?=1", "/a?x=%", "/a?&", "/a?x=%00"})
        EXPECT_FALSE(read_target(target).ok()) << target;
    EXPECT_FALSE(read_target("/a?q=" + std::string(257, 'x')).ok());
    auto read = read_target("/a/b?q=%E7%8E%8B+x&empty=");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->query.at("q"), "王 x");
    EXPECT_EQ(read->query.at("empty"), "");
}

TEST(Origin, only_our_own_pages_are_of_our_origin) {
    auto same = [](const char* origin, const char* site) {
        return is_same_origin(origin, site, "kaohe.example:8443", true);
    };
    EXPECT_TRUE(same("", ""));
    EXPECT_TRUE(same("https://kaohe.example:8443", "same-origin"));
    EXPECT_TRUE(same("", "none"));
    for (const char* origin : {"null", "http://kaohe.example:8443", "https://kaohe.example",
                               "https://evil.example", "https://kaohe.example:8443.evil.example"})
        EXPECT_FALSE(same(origin, "")) << origin;
    for (const char* site : {"cross-site", "same-site", "other"})
        EXPECT_FALSE(same("", site)) << site;
}

TEST(Language, the_first_preference_counts) {
    EXPECT_EQ(language_of(""), Language::zh);
    EXPECT_EQ(language_of("fr"), Language::zh);
    EXPECT_EQ(language_of("en-GB,en;q=0.9,zh;q=0.8"), Language::en);
    EXPECT_EQ(language_of("zh-CN, en;q=0.9"), Language::zh);
    EXPECT_EQ(language_of("zh;q=0, en;q=0.1"), Language::en);
}

TEST(Host, has_the_form_of_a_host) {
    for (const char* host : {"localhost", "kaohe.example:443", "10.0.0.1", "[::1]:8420"})
        EXPECT_TRUE(is_host(host)) << host;
    for (const char* host : {"", "a b", "a/b", "a@b", "a:", "a:x", "[::1", "[x]", "a:123456", "a,b"})
        EXPECT_FALSE(is_host(host)) << host;
}

TEST(ListenAddress, is_an_address_with_a_port) {
    EXPECT_EQ(read_listen_address("127.0.0.1:8420")->port, 8420);
    EXPECT_EQ(read_listen_address("[::1]:1")->address, "::1");
    for (const char* text :
         {"", "8420", "localhost:8420", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:80", "1.2.3:4"})
        EXPECT_FALSE(read_listen_address(text).ok()) << text;
    EXPECT_TRUE(is_loopback_address("127.0.0.2"));
    EXPECT_TRUE(is_loopback_address("::1"));
    EXPECT_FALSE(is_loopback_address("0.0.0.0"));
    EXPECT_FALSE(is_loopback_address("192.168.0.1"));
}

TEST(Cookie, a_name_given_twice_gives_no_token) {
    EXPECT_EQ(token_from_cookies("a=b; zhishi=token; c=d", false), "token");
    EXPECT_EQ(token_from_cookies("zhishi=one; zhishi=two", false), "");
    EXPECT_EQ(token_from_cookies("zhishi=token", true), "");
    EXPECT_EQ(token_from_cookies("__Host-zhishi=token", true), "token");
    EXPECT_NE(session_cookie(true, "t").find("; Secure"), std::string::npos);
}

TEST(LogInLimits, failures_leak_away) {
    LogInLimits limits;
    base::Instant now{1'000'000'000'000'000};
    for (int i = 0; i < 30; ++i) {
        EXPECT_TRUE(limits.may_try("a", now)) << i;
        limits.count_failure("a", now);
    }
    EXPECT_FALSE(limits.may_try("a", now));
    EXPECT_TRUE(limits.may_try("b", now));
    EXPECT_FALSE(limits.may_try("a", now.plus_seconds(59)));
    EXPECT_TRUE(limits.may_try("a", now.plus_seconds(61)));
    limits.count_failure("a", now.plus_seconds(61));
    EXPECT_FALSE(limits.may_try("a", now.plus_seconds(30))) << "a clock set back gives nothing";
}

TEST(Password, the_rules_hold) {
    auto code = [](const char* password) {
        auto fault = workflow::password_fault(password, "zhang", "/new_password");
        return fault ? fault->code : "";
    };
    EXPECT_EQ(code("Aa1!aaaaa"), "password_too_short");
    EXPECT_EQ(code("abcdefghijk"), "password_too_simple");
    EXPECT_EQ(code("abcdefghij1"), "password_too_simple");
    EXPECT_EQ(code("aaaaaaaaaaaaaaaaaaaaa"), "password_too_simple");
    EXPECT_EQ(code("xZhang-2026-x"), "password_has_login");
    EXPECT_EQ(code("P@ssw0rd1234"), "password_too_common");
    EXPECT_EQ(code("Correct\thorse9"), "password_control_character");
    EXPECT_EQ(code("correct horse battery"), "");
    EXPECT_EQ(code("Correct-9x"), "");
    EXPECT_EQ(code("为人民服务的公务员三十年如一日"), "password_too_simple");
    EXPECT_EQ(code("为人民服务的公务员三十年如一日a1"), "");
    EXPECT_EQ(workflow::password_fault(std::string(129, 'x'), "zhang", "/p")->code, "password_too_long");
}

} // namespace zhishi::api
