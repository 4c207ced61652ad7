// Every route × every role and scope, through the socket, against tests/policy/expected.tsv: what is allowed
// reaches the record, what is not answers exactly as an id that does not exist.
#include "policy/policy.h"
#include "tests/api/bureau_server.h"

#include <gtest/gtest.h>

#include <algorithm>
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

// Who asks, in which roles, and how he stands as an official to 李静 (li) and to a unit (invest). The other
// roles are for the organ as a whole.
struct Asker {
    const char* login;
    std::vector<std::string> roles;
    const char* to_person;
    const char* to_unit;
    bool is(std::string_view role) const {
        return std::find(roles.begin(), roles.end(), role) != roles.end();
    }
};
const Asker askers[] = {
    {"li", {"official"}, "self", "own_unit"},
    {"sun", {"official"}, "reviewee", "self"},
    {"qian", {"official", "leader"}, "below", "below"},
    {"he", {"official", "leader"}, "below", "below"},
    {"zhou", {"official"}, "own_unit", "own_unit"},
    {"wang", {"official"}, "organ", "organ"},
    {"zheng", {"official", "committee"}, "organ", "organ"},
    {"office", {"office"}, "organ", "organ"},
    {"admin", {"system_administrator"}, "organ", "organ"},
};

// A body that is read without a fault, so that the answer is the policy's and not the reader's.
std::string body_for(std::string_view act, std::string_view pattern) {
    static const std::map<std::string, std::string, std::less<>> bodies = {
        {"workbook_make", R"({"title":"名单","columns":[{"title":"姓名"}],"rows":[]})"},
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
        {"quarter_save", R"({"scores":[]})"},
        {"quarter_reply", R"({"text":"请再看"})"},
        {"quarter_excuse", R"({"reason":"借调在外"})"},
        {"reopening_request", R"({"period":"2026Q3","official":"li","reason":"评分有误"})"},
        {"recusal_declare", R"({"reviewer":"sun","official":"li","from":"2027-06-01","reason":"亲属"})"},
        {"placement_save",
         R"({"official":"wu","period":"2026","unit":"invest","kind":"staff","reason":"借调"})"},
        {"committee_seat_save", R"({"official":"wu","role":"member","from":"2027-06-01"})"},
        {"prior_grade_save", R"({"grade":"称职"})"},
        {"special_state_save",
         R"({"official":"wu","year":2026,"key":"probation","value":"1","evidence":"文件一"})"},
        {"evaluation_open", R"({"due_on":"2026-12-31"})"},
        {"rater_strike", R"({"reason":"已调离"})"},
        {"rating_sheet_save", R"({"subjects":[]})"},
        {"annual_summary_save", R"({"items":[]})"},
        {"annual_summary_review_save", R"({})"},
        {"annual_summary_approve", R"({"comment":"好"})"},
        {"annual_summary_return", R"({"reason":"请补充"})"},
        {"meeting_open", R"({"held_on":"2026-11-16","chair":"zheng","present":["zheng"]})"},
        {"meeting_save", R"({"held_on":"2026-11-16","chair":"zheng","present":["zheng"]})"},
        {"decision_record", R"({"decisions":[{"official":"li","grade":"称职","version":0}]})"},
        {"notice_acknowledge", R"({})"},
        {"notice_object", R"({"text":"请复核"})"},
        {"objection_answer", R"({"text":"已复核"})"},
        {"dimension_save", R"({"name":"德才"})"},
        {"use_propose", R"({"official":"li","year":2026,"kind":"training","proposal":"参加培训"})"},
        {"use_decide", R"({"is_agreed":true,"reason":"同意"})"},
        {"use_carry_out", R"({"outcome":"已参加","outcome_on":"2026-11-16"})"},
    };
    if (pattern.ends_with("/refusals")) return R"({"reason":"没有错误"})";
    if (pattern.starts_with("/api/imports")) return "工号,姓名\n1,王宁\n";
    if (pattern.ends_with("/seat-moves"))
        return R"({"award":"excellent","from_group":"he","to_group":"qian","seats":1,"reason":"平衡"})";
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

std::string filled(std::string_view pattern, std::map<std::string, std::string> values) {
    std::string path(pattern);
    if (path.find("/quarters/") != std::string::npos || path.find("/overviews/") != std::string::npos)
        values["period"] = "2026Q3";
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
    case api::Method::post:
        return route.takes_file ? client.post_file(path, body) : client.post(path, body, etag);
    case api::Method::remove: break;
    }
    return client.remove(path);
}

// The act whose right turns "not found" into "not allowed": who may read the thing learns why he may not
// change it.
std::string read_of(const std::string& act) {
    static const std::map<std::string, std::string> reads = {
        {"log_write", "plan_read"},
        {"log_edit", "log_read"},
        {"log_withdraw", "log_read"},
        {"unit_works_save", "unit_works_read"},
        {"acting_name", "organ_read"},
        {"decision_record", "meeting_read"},
        {"notice_acknowledge", "year_view_read"},
        {"notice_object", "year_view_read"},
        {"objection_answer", "year_view_read"},
    };
    if (auto found = reads.find(act); found != reads.end()) return found->second;
    if (act == "quarter_reviews_read") return act;
    for (const char* family : {"plan", "month", "quarter", "annual_summary", "meeting", "use", "dimension",
                               "reopening", "special_state", "prior_grade"})
        if (act.starts_with(std::string(family) + "_")) return std::string(family) + "_read";
    return act;
}

const char* const scope_names[] = {"self", "reviewee", "below", "own_unit", "organ"};

// A thing of each kind that a path can name, about 李静 or the organ.
std::map<std::string, std::string> put_things(RunningServer& running) {
    const record::OrganId organ{"organ"};
    const record::OfficialId li{"li"};
    const base::Date day = base::Date::parse("2026-11-13").value();
    const base::Period year = base::Period::of_year(2026), quarter = base::Period::of_quarter(2026, 3);
    const base::Instant now = running.clock().now();
    record::LogEntry entry;
    entry.organ = organ, entry.id = {"entry-of-li"}, entry.official = li;
    entry.work_date = day, entry.content = "核对初步设计";
    running.put(entry);
    record::Reopening reopening;
    reopening.organ = organ, reopening.id = {"reopening"}, reopening.period = quarter;
    reopening.official = li, reopening.reason = "评分有误", reopening.requested_at = now;
    running.put(reopening);
    running.put(record::Recusal{organ, {"recusal"}, {"sun"}, {"wu"}, day, day, "亲属", 0});
    running.put(record::Placement{organ, {"placement"}, {"wang"}, year, {"general"}, {}, "借调", false, 0});
    running.put(record::CommitteeSeat{organ, {"seat"}, {"zheng"}, record::CommitteeRole::chair, day, {}, 0});
    running.put(
        record::SpecialState{organ, {"state"}, {"wang"}, 2026, "probation", "1", "文件", false, "", 0});
    record::SeatMove move;
    move.organ = organ, move.id = {"move"}, move.period = year, move.award = "excellent";
    move.from_group = "he", move.to_group = "qian", move.seats = 1, move.moved_at = now;
    running.put(move);
    record::Meeting meeting;
    meeting.organ = organ, meeting.id = {"meeting"}, meeting.period = year, meeting.held_on = day;
    meeting.chair = {"zheng"}, meeting.present = {{"zheng"}};
    running.put(meeting);
    running.put(record::Dimension{organ, {"dimension"}, "政治素质", 1, false, 0});
    record::Use use;
    use.organ = organ, use.id = {"use"}, use.official = li, use.period = year, use.proposed_at = now;
    running.put(use);
    return {{"official", "li"},         {"period", "2026-11"},      {"unit", "invest"},
            {"year", "2026"},           {"entry", "entry-of-li"},   {"post", "p4"},
            {"charge", "c2"},           {"acting", "no-such"},      {"account", "no-such"},
            {"reopening", "reopening"}, {"recusal", "recusal"},     {"placement", "placement"},
            {"seat", "seat"},           {"state", "state"},         {"move", "move"},
            {"meeting", "meeting"},     {"dimension", "dimension"}, {"use", "use"},
            {"table", "subjects"},      {"kind", "people"}};
}

// Paths under which nothing is there yet for anybody: an answer of absence says nothing of the policy.
bool names_nothing(const std::string& pattern) {
    for (const char* part : {"{acting}", "{account}", "{table}", "/raters/{official}", "/explanation",
                             "/acknowledgements", "/objections", "/answers"})
        if (pattern.find(part) != std::string::npos &&
            (std::string(part) != "/acknowledgements" || pattern.find("/years/") != std::string::npos))
            return true;
    return false;
}

// How the asker stands, as an official, to what the route is about.
std::string scope_of(const Asker& asker, const std::string& act, const api::Route& route) {
    std::string pattern(route.pattern), login(asker.login);
    static const std::set<std::string> about_himself = {
        "inbox_read",          "reviews_read",          "quarter_reviews_read",
        "severity_read",       "rating_sheet_read",     "rating_sheet_save",
        "rating_sheet_submit", "rating_sheet_withdraw", "workbook_make"};
    if (about_himself.contains(act)) return "self";
    // An acting reviewer is named for the head's chair, a recusal declared for his reviews.
    if (act == "acting_name" && login == "sun") return "self";
    if (act == "recusal_declare" && (login == "sun" || route.method == api::Method::get)) return "self";
    if (pattern == "/api/uses" && route.method == api::Method::get)
        return "self"; // who has no other role: his own
    if (act.starts_with("unit_works")) return asker.to_unit;
    bool is_about_person =
        pattern.find("/{official}/") != std::string::npos || pattern.find("{entry}") != std::string::npos;
    return is_about_person ? asker.to_person : "organ";
}

} // namespace

TEST(PolicyMatrix, every_route_answers_every_role_and_scope_as_written_down) {
    RunningServer running;
    move_in(running);
    const std::map<std::string, std::string> there = put_things(running);
    std::map<std::string, std::string> nowhere = there;
    for (auto& [name, value] : nowhere)
        if (name != "period" && name != "year") value = "no-such-id";
    const std::set<std::string> cells = expected_cells();
    std::map<std::string, ApiClient> clients;
    for (const Asker& asker : askers)
        clients.emplace(asker.login, running.client(asker.login));

    size_t asked = 0, refused = 0;
    for (const api::Route& route : api::all_routes()) {
        std::string act(policy::name_of(route.act)), pattern(route.pattern);
        // Sessions, the password, the service and its metrics (open to loopback) have tests of their own.
        if (!route.needs_session || act.starts_with("session") || act == "password_change" ||
            act == "metrics_read")
            continue;
        for (const Asker& asker : askers) {
            ApiClient& client = clients.at(asker.login);
            std::string scope = scope_of(asker, act, route);
            auto allowed = [&](const std::string& what) {
                if (what == "log_read" && (scope == "own_unit" || scope == "organ"))
                    return false; // the organ's setting: line
                return std::any_of(asker.roles.begin(), asker.roles.end(), [&](const std::string& role) {
                    return cells.contains(role + " " + what + " " + scope) ||
                           (role != "official" && cells.contains(role + " " + what + " organ"));
                });
            };
            auto somewhere = [&] {
                for (const std::string& role : asker.roles)
                    for (const char* any : scope_names)
                        if (cells.contains(role + " " + act + " " + any)) return true;
                return false;
            };
            HttpAnswer answer = ask(client, route, filled(route.pattern, there));
            std::string cell = std::string(asker.login) + " (" + scope + ") " + act + " " +
                               std::string(api::name_of(route.method)) + " " + pattern + ": " +
                               std::to_string(answer.status) + " " + answer.body.substr(0, 300);
            ++asked;
            if (allowed(act)) {
                if (!names_nothing(pattern))
                    EXPECT_TRUE(answer.status != 403 && answer.status != 404 && answer.status != 401) << cell;
                EXPECT_LT(answer.status, 500) << cell;
            } else if (somewhere() && allowed(read_of(act)) &&
                       pattern.find("{acting}") == std::string::npos) {
                EXPECT_EQ(answer.status, 403) << cell;
            } else {
                ++refused;
                EXPECT_EQ(answer.status, 404) << cell;
                HttpAnswer unknown = ask(client, route, filled(route.pattern, nowhere));
                EXPECT_EQ(answer.body, unknown.body) << cell;
            }
        }
    }
    EXPECT_GE(asked, 900u);
    EXPECT_GE(refused, 400u);
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

TEST(PolicyMatrix, a_seat_of_the_committee_and_a_leaders_post_count_from_their_first_day_to_their_last) {
    RunningServer running;
    move_in(running);
    ApiClient zheng = running.client("zheng"), qian = running.client("qian");
    EXPECT_EQ(zheng.get("/api/years/2026").status, 404);
    EXPECT_EQ(zheng.get("/api/session").body.find("committee"), std::string::npos);
    ApiClient office = running.client("office");
    HttpAnswer seat =
        office.post("/api/committee-seats", R"({"official":"zheng","role":"chair","from":"2026-11-17"})");
    ASSERT_EQ(seat.status, 201) << seat.body;
    EXPECT_EQ(zheng.get("/api/years/2026").status, 404) << "the seat begins tomorrow";
    running.clock().advance_seconds(24 * 60 * 60);
    zheng = running.client("zheng"), office = running.client("office"), qian = running.client("qian");
    EXPECT_EQ(zheng.get("/api/years/2026").status, 200);
    EXPECT_NE(zheng.get("/api/session").body.find(R"("official","reviewer","committee")"), std::string::npos);
    HttpAnswer ended =
        office.put("/api/committee-seats/" + member(seat.body, "id"),
                   R"({"official":"zheng","role":"chair","from":"2026-11-16","to":"2026-11-16"})", "\"1\"");
    ASSERT_EQ(ended.status, 200) << ended.body;
    EXPECT_EQ(zheng.get("/api/years/2026").status, 404);

    EXPECT_EQ(qian.get("/api/overviews/2026").status, 200);
    EXPECT_NE(qian.get("/api/session").body.find(R"("leader")"), std::string::npos);
    for (auto& held : running.all<record::Post>())
        if (held.id.value == "p2") {
            held.to = base::Date::parse("2026-11-16");
            running.put(held);
        }
    EXPECT_EQ(qian.get("/api/overviews/2026").status, 404);
}

} // namespace zhishi::test
