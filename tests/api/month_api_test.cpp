// The month through the door, on both databases; and what bad input, lost answers and stale copies get.
#include "tests/api/bureau_server.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace zhishi::test {

class MonthOnBoth : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Databases, MonthOnBoth, testing::Values("sqlite", "postgres"),
                         [](const auto& database) { return database.param; });

namespace {

const char* good_review =
    R"({"plan_execution":"计划全部完成","saturation":"饱满","completeness":"圆满","comment":"工作扎实。"})";

void set_day(RunningServer& running, const char* moment) {
    running.clock().set(base::Instant::parse(moment).value());
}

// Everybody logs in anew after the clock moved on by days.
ApiClient on(RunningServer& running, const char* moment, const char* login) {
    set_day(running, moment);
    return running.client(login);
}

} // namespace

TEST_P(MonthOnBoth, is_lived_from_plan_to_approved_summary) {
    RunningServer running({.database = GetParam(), .start = "2026-11-02T09:00:00+08:00"});
    move_in(running);
    ApiClient li = running.client("li"), sun = running.client("sun");
    std::string plan = path_of("li", "plans"), month = path_of("li", "months");

    HttpAnswer answer =
        li.put(plan, R"({"items":[{"goal":"推进项目前期工作","measure":"完成初审","due_on":"2026-11-20"}]})",
               "\"0\"");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.header("etag"), "\"1\"");
    std::string item = member(answer.body.substr(answer.body.find("\"items\"")), "id");
    ASSERT_EQ(li.post(plan + "/submissions", "", "\"1\"").status, 200);
    ASSERT_EQ(sun.post(plan + "/confirmations", "", "\"2\"").status, 200);

    answer =
        li.post("/api/officials/li/log-entries",
                R"({"work_date":"2026-11-02","content":"核对初步设计","progress":"80%","plan_items":[")" +
                    item + "\"]}");
    ASSERT_EQ(answer.status, 201) << answer.body;
    std::string entry = member(answer.body, "id");
    answer = li.put("/api/log-entries/" + entry,
                    R"({"work_date":"2026-11-02","content":"会同设计单位核对初步设计","plan_items":[")" +
                        item + "\"]}",
                    "\"1\"");
    ASSERT_EQ(answer.status, 200) << answer.body;
    answer = li.get("/api/log-entries/" + entry + "/history");
    EXPECT_NE(answer.body.find(R"("from":"核对初步设计","to":"会同设计单位核对初步设计")"), std::string::npos)
        << answer.body;

    li = on(running, "2026-11-30T16:00:00+08:00", "li");
    answer = li.get(month);
    ASSERT_EQ(answer.status, 200);
    EXPECT_NE(answer.body.find("11月2日：会同设计单位核对初步设计。"), std::string::npos) << answer.body;
    std::string summary =
        R"({"items":[{"plan_item":")" + item +
        R"(","goal":"推进项目前期工作","execution":"完成初审。","progress":"100%","state":"done","entries":[")" +
        entry + R"("]}],"reflection":""})";
    ASSERT_EQ(li.put(month, summary, "\"0\"").status, 200);
    ASSERT_EQ(li.post(month + "/submissions", "", "\"1\"").status, 200);

    sun = on(running, "2026-12-01T09:00:00+08:00", "sun");
    EXPECT_NE(sun.get("/api/inbox").body.find("\"month_review\""), std::string::npos);
    ASSERT_EQ(sun.put(month + "/review", R"({"comment":"初稿"})", "\"2\"").status, 200);
    li = running.client("li");
    EXPECT_EQ(li.get(month).body.find("初稿"), std::string::npos);
    EXPECT_EQ(li.get(month + "/history").body.find("初稿"), std::string::npos);
    answer = sun.post(month + "/approvals", R"({"comment":"好"})", "\"3\"");
    EXPECT_EQ(answer.status, 422);
    EXPECT_NE(answer.body.find("/saturation"), std::string::npos);
    ASSERT_EQ(sun.post(month + "/returns", R"({"reason":"请补充成效"})", "\"3\"").status, 200);
    ASSERT_EQ(li.post(month + "/submissions", "", "\"4\"").status, 200);
    ASSERT_EQ(sun.post(month + "/approvals", good_review, "\"5\"").status, 200);
    answer = li.get(month);
    EXPECT_EQ(member(answer.body, "state"), "approved") << answer.body.substr(0, 200);
    EXPECT_NE(answer.body.find("工作扎实。"), std::string::npos);

    ApiClient office = on(running, "2026-12-10T09:00:00+08:00", "office");
    std::string board = "/api/periods/2026-11";
    EXPECT_NE(office.get(board).body.find("\"late\""), std::string::npos);
    ASSERT_EQ(office.post(board + "/reminders", R"({"step":"month_summary"})").status, 200);
    ASSERT_EQ(office.post(board + "/closures", "", office.etag(board)).status, 200);
    li = running.client("li");
    answer = li.post("/api/officials/li/log-entries", R"({"work_date":"2026-11-30","content":"补记"})");
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(member(answer.body, "code"), "month_is_closed");
}

TEST_P(MonthOnBoth, the_same_request_twice_is_one_entry_and_a_reused_key_is_refused) {
    RunningServer running({.database = GetParam()});
    move_in(running);
    ApiClient li = running.client("li");
    const char* body = R"({"work_date":"2026-11-16","content":"核对资料"})";
    HttpAnswer first = li.post("/api/officials/li/log-entries", body, "", "once"),
               again = li.post("/api/officials/li/log-entries", body, "", "once");
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(first.body, again.body);
    EXPECT_EQ(running.all<record::LogEntry>().size(), 1u);
    EXPECT_EQ(li.post("/api/officials/li/log-entries", R"({"work_date":"2026-11-16","content":"另一条"})", "",
                      "once")
                  .status,
              422);
    EXPECT_EQ(running.all<record::LogEntry>().size(), 1u);
}

TEST_P(MonthOnBoth, of_two_tabs_the_second_gets_the_conflict_and_nothing_is_overwritten) {
    RunningServer running({.database = GetParam()});
    move_in(running);
    ApiClient li = running.client("li");
    std::string plan = path_of("li", "plans");
    ASSERT_EQ(li.put(plan, R"({"items":[{"goal":"甲"}]})", "\"0\"").status, 200);
    HttpAnswer late = li.put(plan, R"({"items":[{"goal":"乙"}]})", "\"0\"");
    EXPECT_EQ(late.status, 412);
    EXPECT_NE(late.body.find(R"("present_version":1)"), std::string::npos) << late.body;
    EXPECT_NE(li.get(plan).body.find("甲"), std::string::npos);

    // At once, from many threads: one wins each version, none is lost.
    std::vector<std::thread> threads;
    std::atomic<int> won{0}, stale{0}, other{0};
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&, i] {
            ApiClient mine = running.client();
            mine.cookie = li.cookie;
            mine.csrf_token = li.csrf_token;
            int status =
                mine.put(plan, R"({"items":[{"goal":"线程)" + std::to_string(i) + R"("}]})", "\"1\"").status;
            (status == 200 ? won : status == 412 ? stale : other) += 1;
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(won, 1);
    EXPECT_EQ(stale, 7);
    EXPECT_EQ(other, 0);
}

TEST(MonthApi, bad_bodies_are_told_with_their_place_and_change_nothing) {
    RunningServer running;
    move_in(running);
    ApiClient li = running.client("li");
    struct Case {
        std::string body;
        int status;
        const char* code;
        const char* pointer;
    };
    const Case cases[] = {
        {R"({"work_date":"2026-11-16"})", 422, "field_missing", "/content"},
        {R"({"work_date":"2026-02-30","content":"甲"})", 422, "bad_date", "/work_date"},
        {R"({"work_date":"2026-11-17","content":"甲"})", 422, "work_date_in_future", "/work_date"},
        {R"({"work_date":20261116,"content":"甲"})", 422, "bad_date", "/work_date"},
        {R"({"work_date":"2026-11-16","content":"甲","score":100})", 400, "unknown_field", "/score"},
        {R"({"work_date":"2026-11-16","content":"甲","is_late":false})", 400, "unknown_field", "/is_late"},
        {R"({"work_date":"2026-11-16","content":")" + std::string(3003, 'x') + "\"}", 422, "text_too_long",
         "/content"},
        {R"({"work_date":"2026-11-16","content":"甲","plan_items":["forged"]})", 422, "plan_item_unknown",
         "/plan_items/0"},
        {R"({"work_date":"2026-11-16","content":"甲","corrects":"forged"})", 422, "corrected_entry_unknown",
         "/corrects"},
        {"{\"work_date\":\"2026-11-16\",\"content\":\"\xC3\x28\"}", 400, "unreadable_json", ""},
        {R"({"work_date":"2026-11-16","content":"a\u0000b"})", 422, "control_character", "/content"},
        {"[]", 0, "", ""},
        {"", 0, "", ""},
        {"{", 400, "unreadable_json", ""},
    };
    for (const Case& at : cases) {
        HttpAnswer answer = li.post("/api/officials/li/log-entries", at.body);
        if (at.status)
            EXPECT_EQ(answer.status, at.status) << at.body.substr(0, 100) << answer.body;
        else
            EXPECT_TRUE(answer.status == 400 || answer.status == 415 || answer.status == 422)
                << answer.status << answer.body;
        if (*at.code) EXPECT_NE(answer.body.find(at.code), std::string::npos) << answer.body;
        if (*at.pointer)
            EXPECT_NE(answer.body.find(std::string("\"pointer\":\"") + at.pointer + "\""), std::string::npos)
                << answer.body;
    }
    EXPECT_TRUE(running.all<record::LogEntry>().empty());
    HttpAnswer answer = li.post("/api/officials/li/log-entries", std::string(200'000, ' '));
    EXPECT_EQ(answer.status, 413);
    EXPECT_EQ(li.get("/api/session").status, 200); // the server goes on
}

TEST(MonthApi, forged_ids_and_odd_periods_are_not_found_or_told) {
    RunningServer running;
    move_in(running);
    ApiClient li = running.client("li");
    EXPECT_EQ(li.get("/api/officials/nobody/months/2026-11").status, 404);
    EXPECT_EQ(li.get("/api/log-entries/nothing").status, 404);
    EXPECT_EQ(li.get("/api/officials/li/months/2026-13").status, 422);
    EXPECT_EQ(li.get("/api/officials/li/months/2026").status, 422);
    EXPECT_EQ(li.get("/api/officials/li/months/0001-01").status, 422);
    EXPECT_EQ(li.get("/api/officials/li/log-entries?from=2026-01-01&to=2026-12-31").status, 422);
    EXPECT_EQ(li.get("/api/officials/li/log-entries?from=2026-01-01").status, 400);
    EXPECT_EQ(li.put(path_of("li", "plans"), R"({"items":[]})").status, 428);
}

TEST(MonthApi, structure_is_kept_by_the_office_with_every_fault_told) {
    RunningServer running;
    move_in(running);
    ApiClient office = running.client("office");
    HttpAnswer answer =
        office.post("/api/units", R"({"name":"法规处","parent":"root","ordinal":9,"from":"2026-11-01"})");
    ASSERT_EQ(answer.status, 201) << answer.body;
    std::string unit = member(answer.body, "id");
    EXPECT_EQ(office.post("/api/units", R"({"name":"法规处","parent":"root","from":"2026-11-01"})").status,
              422);
    answer = office.post("/api/officials",
                         R"({"name":"新同志","pinyin":"xin tong zhi","from":"2026-11-01","unit":")" + unit +
                             R"(","kind":"head","title":"处长"})");
    ASSERT_EQ(answer.status, 201) << answer.body;
    std::string person = member(answer.body, "id");
    EXPECT_NE(office.get("/api/officials?q=xtz").body.find(person), std::string::npos);
    EXPECT_NE(office.get("/api/officials?q=xintong").body.find(person), std::string::npos);
    EXPECT_EQ(office.get("/api/officials?q=zzz").body.find(person), std::string::npos);
    answer = office.get("/api/officials/" + person);
    EXPECT_NE(answer.body.find("leader_in_charge"), std::string::npos) << answer.body;
    EXPECT_EQ(office
                  .put("/api/units/" + unit,
                       R"({"name":"法规处","parent":"root","from":"2026-11-01","to":"2026-11-30"})", "\"1\"")
                  .status,
              422);
    EXPECT_EQ(
        office
            .put("/api/units/invest", R"({"name":"投资处","parent":"project","from":"2020-01-01"})", "\"1\"")
            .status,
        422);
    EXPECT_EQ(office.post("/api/charges", R"({"leader":"li","unit":"invest","from":"2026-11-01"})").status,
              422);
    answer = office.post(
        "/api/actings",
        R"({"reviewer":"sun","by":"zheng","from":"2026-11-16","to":"2026-11-20","reason":"出差"})");
    EXPECT_EQ(answer.status, 201) << answer.body;
    EXPECT_NE(office.get("/api/officials/li").body.find("\"acting\""), std::string::npos);
    answer = office.patch("/api/organ", R"({"log_visibility":"unit"})", office.etag("/api/organ"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    ApiClient zhou = running.client("zhou");
    EXPECT_EQ(zhou.get("/api/officials/li/log-entries?from=2026-11-16&to=2026-11-20").status, 200);
}

TEST(MonthApi, a_first_password_is_shown_once_and_opens_nothing_but_its_change) {
    RunningServer running;
    move_in(running);
    ApiClient admin = running.client("admin");
    HttpAnswer made = admin.post("/api/accounts", R"({"login":"office2","is_office":true})", "", "first");
    ASSERT_EQ(made.status, 201) << made.body;
    std::string password = member(made.body, "first_password");
    ASSERT_EQ(password.size(), 19u);
    HttpAnswer again = admin.post("/api/accounts", R"({"login":"office2","is_office":true})", "", "first");
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body.find(password), std::string::npos);
    ApiClient office = running.client("office2", password);
    EXPECT_EQ(office.get("/api/periods/2026-11").status, 403);
    HttpAnswer changed = office.put("/api/session/password", R"({"old_password":")" + password +
                                                                 R"(","new_password":"Better-horse-7"})");
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(admin.post("/api/accounts", R"({"login":"Office 3","is_office":true})").status, 422);
    EXPECT_EQ(
        admin.post("/api/accounts", R"({"login":"mixed","is_office":true,"is_system_administrator":true})")
            .status,
        422);
    record::Account self = running.account("admin");
    EXPECT_EQ(admin
                  .patch("/api/accounts/" + self.id.value, R"({"is_disabled":true})",
                         "\"" + std::to_string(self.version) + "\"")
                  .status,
              409);
}

} // namespace zhishi::test
