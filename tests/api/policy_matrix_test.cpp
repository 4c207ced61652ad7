// Every route × every role and scope, through the socket, against tests/policy/expected.tsv: what is allowed
// reaches the record, what is not answers exactly as an id that does not exist.
#include "policy/policy.h"
#include "tests/api/bureau_server.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace zhishi::test {

namespace {

std::set<std::string> expected_cells() {
    std::set<std::string> cells; // role act scope
    std::ifstream file("tests/policy/expected.tsv");
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream parts(line);
        std::string role, act, list, scope;
        parts >> role >> act >> list;
        std::istringstream each(list);
        while (std::getline(each, scope, ','))
            cells.insert(role + " " + act + " " + scope);
    }
    return cells;
}

// Who asks, and how he stands to 李静 (li), to a unit (invest) and to the organ.
struct Asker {
    const char* login;
    const char* role;
    const char* to_person;
    const char* to_unit;
};
const Asker askers[] = {
    {"li", "official", "self", "own_unit"},       {"sun", "official", "reviewee", "self"},
    {"qian", "official", "below", "below"},       {"he", "official", "below", "below"},
    {"zhou", "official", "own_unit", "own_unit"}, {"wang", "official", "organ", "organ"},
    {"office", "office", "organ", "organ"},       {"admin", "system_administrator", "organ", "organ"},
};

// A body that is read without a fault, so that the answer is the policy's and not the reader's.
std::string body_for(std::string_view act, std::string_view pattern) {
    static const std::map<std::string, std::string, std::less<>> bodies = {
        {"plan_save", R"({"items":[{"goal":"目标"}]})"},
        {"plan_return", R"({"reason":"请补充"})"},
        {"unit_works_save", R"({"works":[]})"},
        {"log_write", R"({"work_date":"2026-11-16","content":"核对资料"})"},
        {"log_edit", R"({"work_date":"2026-11-16","content":"核对资料"})"},
        {"month_save", R"({"items":[]})"},
        {"month_review_save", R"({})"},
        {"month_approve", R"({"plan_execution":"好","saturation":"好","completeness":"好","comment":"好"})"},
        {"month_return", R"({"reason":"请补充"})"},
        {"period_remind", R"({"step":"month_plan"})"},
        {"organ_change", R"({})"},
        {"calendar_save", R"({"source":"测试","days":[]})"},
        {"acting_name",
         R"({"reviewer":"sun","by":"zheng","from":"2026-11-16","to":"2026-11-17","reason":"出差"})"},
        {"account_change", R"({})"},
    };
    if (act == "structure_change") {
        if (pattern.starts_with("/api/units"))
            return R"({"name":"新处","parent":"root","from":"2026-01-01"})";
        if (pattern == "/api/officials")
            return R"({"name":"新人","from":"2026-01-01","unit":"invest","kind":"staff"})";
        if (pattern == "/api/officials/{official}") return R"({"name":"李静","from":"2020-01-01"})";
        if (pattern.starts_with("/api/posts"))
            return R"({"official":"li","unit":"invest","kind":"staff","from":"2026-01-01"})";
        return R"({"leader":"he","unit":"invest","from":"2026-01-01"})";
    }
    if (act == "account_change" && pattern == "/api/accounts")
        return R"({"login":"newone","is_office":true})";
    auto found = bodies.find(act);
    return found == bodies.end() ? "" : found->second;
}

std::string filled(std::string_view pattern, const std::map<std::string, std::string>& values) {
    std::string path(pattern);
    for (const auto& [name, value] : values)
        if (size_t at = path.find("{" + name + "}"); at != std::string::npos)
            path.replace(at, name.size() + 2, value);
    if (path.ends_with("/log-entries")) path += "?from=2026-11-16&to=2026-11-20";
    return path;
}

HttpAnswer ask(ApiClient& client, const api::Route& route, std::string path) {
    std::string body = body_for(policy::name_of(route.act), route.pattern);
    std::string etag = route.needs_if_match ? "\"0\"" : "";
    if (route.method != api::Method::get) path = path.substr(0, path.find('?'));
    switch (route.method) {
    case api::Method::get: return client.get(path);
    case api::Method::put: return client.put(path, body, etag);
    case api::Method::patch: return client.patch(path, body, etag);
    case api::Method::post: return client.post(path, body, etag);
    case api::Method::remove: break;
    }
    return client.remove(path);
}

// The act whose right turns "not found" into "not allowed": who may read the thing learns why he may not
// change it.
std::string read_of(const std::string& act) {
    if (act.starts_with("plan_") || act == "log_write") return "plan_read";
    if (act.starts_with("month_")) return "month_read";
    if (act == "log_edit" || act == "log_withdraw") return "log_read";
    if (act == "unit_works_save") return "unit_works_read";
    if (act == "acting_name") return "organ_read";
    return act;
}

} // namespace

TEST(PolicyMatrix, every_route_answers_every_role_and_scope_as_written_down) {
    RunningServer running;
    move_in(running);
    record::LogEntry entry;
    entry.organ = {"organ"};
    entry.id = {"entry-of-li"};
    entry.official = {"li"};
    entry.work_date = base::Date::parse("2026-11-13").value();
    entry.content = "核对初步设计";
    running.put(entry);

    const std::set<std::string> cells = expected_cells();
    std::map<std::string, ApiClient> clients;
    for (const Asker& asker : askers)
        clients.emplace(asker.login, running.client(asker.login));
    const std::map<std::string, std::string> there = {
        {"official", "li"}, {"period", "2026-11"},    {"unit", "invest"},
        {"year", "2026"},   {"entry", "entry-of-li"}, {"post", "p4"},
        {"charge", "c2"},   {"acting", "no-such"},    {"account", "no-such"}};
    std::map<std::string, std::string> nowhere = there;
    for (const char* id : {"official", "unit", "entry", "post", "charge"})
        nowhere[id] = "no-such-id";

    size_t asked = 0;
    for (const api::Route& route : api::all_routes()) {
        std::string act(policy::name_of(route.act)), pattern(route.pattern);
        // Sessions, the password, the service and its metrics (open to loopback) have tests of their own.
        if (!route.needs_session || act.starts_with("session") || act == "password_change" ||
            act == "metrics_read")
            continue;
        bool about_person =
            pattern.find("/{official}/") != std::string::npos || pattern.find("{entry}") != std::string::npos;
        bool about_unit_works = act.starts_with("unit_works");
        for (const Asker& asker : askers) {
            ApiClient& client = clients.at(asker.login);
            std::string role = asker.role;
            std::string scope = about_person ? asker.to_person : about_unit_works ? asker.to_unit : "organ";
            // Overviews are about the asker himself; an acting reviewer is named for the head's chair.
            if (act == "inbox_read" || act == "reviews_read") scope = "self";
            if (act == "acting_name" && std::string(asker.login) == "sun") scope = "self";
            auto allowed = [&](const std::string& what) {
                if (what == "log_read" && (scope == "own_unit" || scope == "organ"))
                    return false; // the organ's setting: line
                return cells.contains(role + " " + what + " " + scope);
            };
            auto somewhere = [&] {
                for (const char* any : {"self", "reviewee", "below", "own_unit", "organ"})
                    if (cells.contains(role + " " + act + " " + any)) return true;
                return false;
            };
            HttpAnswer answer = ask(client, route, filled(route.pattern, there));
            std::string cell = role + " (" + asker.login + ", " + scope + ") " + act + " " + pattern + ": " +
                               std::to_string(answer.status) + " " + answer.body.substr(0, 300);
            ++asked;
            if (allowed(act)) {
                bool names_nothing = pattern.find("{acting}") != std::string::npos ||
                                     pattern.find("{account}") != std::string::npos;
                if (!names_nothing)
                    EXPECT_TRUE(answer.status != 403 && answer.status != 404 && answer.status != 401) << cell;
                EXPECT_LT(answer.status, 500) << cell;
            } else if (somewhere() && allowed(read_of(act)) &&
                       pattern.find("{acting}") == std::string::npos) {
                EXPECT_EQ(answer.status, 403) << cell;
            } else {
                EXPECT_EQ(answer.status, 404) << cell;
                HttpAnswer unknown = ask(client, route, filled(route.pattern, nowhere));
                EXPECT_EQ(answer.body, unknown.body) << cell;
            }
        }
    }
    EXPECT_GE(asked, 300u);
}

TEST(PolicyMatrix, a_changed_role_or_post_counts_at_the_next_request) {
    RunningServer running;
    move_in(running);
    ApiClient office = running.client("office"), sun = running.client("sun");
    EXPECT_EQ(office.get("/api/periods/2026-11").status, 200);
    EXPECT_EQ(sun.get(path_of("li", "months")).status, 200);
    ApiClient admin = running.client("admin");
    record::Account account = running.account("office");
    HttpAnswer changed = admin.patch("/api/accounts/" + account.id.value, R"({"is_disabled":true})",
                                     "\"" + std::to_string(account.version) + "\"");
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(office.get("/api/periods/2026-11").status, 401);
    for (auto& held : running.all<record::Post>())
        if (held.id.value == "p3") {
            held.to = base::Date::parse("2026-11-15");
            running.put(held);
        }
    EXPECT_EQ(sun.get(path_of("li", "months")).status, 404);
}

} // namespace zhishi::test
