// What comes in by the doors of the year and is wrong: told with its place, and nothing is changed.
#include "tests/api/year_server.h"

#include <gtest/gtest.h>

namespace zhishi::test {

namespace {

struct Case {
    std::string body;
    int status;
    const char* code;
    const char* pointer;
};

void expect_refused(const HttpAnswer& answer, const Case& at) {
    EXPECT_EQ(answer.status, at.status) << at.body.substr(0, 120) << "\n" << answer.body;
    EXPECT_NE(answer.body.find(at.code), std::string::npos) << at.body.substr(0, 120) << "\n" << answer.body;
    if (*at.pointer)
        EXPECT_NE(answer.body.find(std::string("\"pointer\":\"") + at.pointer + "\""), std::string::npos)
            << answer.body;
}

std::string one_score(const std::string& score) {
    return R"({"scores":[{"item":"ability","score":)" + score + "}]}";
}

} // namespace

TEST(YearInput, a_score_is_an_exact_decimal_in_quotes_and_in_its_range) {
    YearServer year;
    const std::string quarter = quarter_of("li");
    std::string long_reason(301, 'x');
    const Case cases[] = {
        {one_score("\"1e3\""), 422, "score_unreadable", "/scores/0/score"},
        {one_score("\"\""), 422, "score_unreadable", "/scores/0/score"},
        {one_score("\" 86\""), 422, "score_unreadable", "/scores/0/score"},
        {one_score("\"８６\""), 422, "score_unreadable", "/scores/0/score"},
        {one_score("\"86.1234567\""), 422, "score_unreadable", "/scores/0/score"},
        {one_score("\"0x10\""), 422, "score_unreadable", "/scores/0/score"},
        {one_score("86.5"), 422, "score_unreadable", "/scores/0/score"},
        {one_score("86"), 422, "score_unreadable", "/scores/0/score"},
        {one_score("[\"86\"]"), 422, "score_unreadable", "/scores/0/score"},
        {one_score("\"100.001\""), 422, "score_", "/scores/0/score"},
        {one_score("\"101\""), 422, "score_out_of_range", "/scores/0/score"},
        {one_score("\"-1\""), 422, "score_out_of_range", "/scores/0/score"},
        {one_score("\"999999999\""), 422, "score_out_of_range", "/scores/0/score"},
        {R"({"scores":[{"item":"ability"}]})", 422, "field_missing", "/scores/0/score"},
        {R"({"scores":[{"item":"diligence","score":"86"}]})", 422, "item_unknown", "/scores/0/item"},
        {R"({"scores":[{"item":"duty","score":"86"}]})", 422, "item_unknown", "/scores/0/item"},
        {R"({"scores":[{"item":"ability","score":"86","reason":")" + long_reason + "\"}]}", 422,
         "text_too_long", "/scores/0/reason"},
        {R"({"scores":[{"item":"ability","score":"86","grade":"优秀"}]})", 400, "unknown_field",
         "/scores/0/grade"},
        {R"({"scores":{}})", 422, "wrong_type", "/scores"},
        {R"({"comment":"好"})", 422, "field_missing", "/scores"},
    };
    for (const Case& at : cases)
        expect_refused(year.as("sun").put(quarter, at.body, "\"0\""), at);
    EXPECT_TRUE(year.running().all<record::QuarterReview>().empty());
    EXPECT_EQ(year.as("sun").put(quarter, one_score("\"86\"")).status, 428);
    EXPECT_EQ(year.as("sun").put(quarter, one_score("\"86\""), "\"3\"").status, 412);
    EXPECT_EQ(year.as("sun").put(quarter_of("nobody"), one_score("\"86\""), "\"0\"").status, 404);
    EXPECT_EQ(year.as("sun").put(quarter_of("li", "2026-03"), one_score("\"86\""), "\"0\"").status, 422);
    EXPECT_EQ(year.as("sun").put(quarter_of("li", "2026Q5"), one_score("\"86\""), "\"0\"").status, 422);
    EXPECT_EQ(year.as("sun").put(quarter, one_score("\"86.5\""), "\"0\"").status, 200);
    HttpAnswer stale = year.as("sun").put(quarter, one_score("\"80\""), "\"0\"");
    EXPECT_EQ(stale.status, 412);
    EXPECT_EQ(Json(stale.body).text("/present_version"), "1");
}

TEST(YearInput, a_rating_sheet_takes_its_own_subjects_alone) {
    YearServer year;
    const std::string evaluation = std::string(year_2026) + "/evaluation",
                      sheet = std::string(year_2026) + "/rating-sheet";
    EXPECT_EQ(year.as("li").put(sheet, R"({"subjects":[]})", "\"0\"").status, 404); // he is on no list yet
    year.step("office", evaluation + "/openings", evaluation, R"({"due_on":"2027-01-01"})", 422);
    year.step("office", evaluation + "/openings", evaluation, R"({"due_on":"明天"})", 422);
    year.step("office", evaluation + "/openings", evaluation, R"({"due_on":"2027-01-20"})");
    auto about = [](const char* official, const char* score) {
        return std::string(R"({"subjects":[{"official":")") + official +
               R"(","scores":[{"item":"comprehensive","score":)" + score + "}]}]}";
    };
    const Case cases[] = {
        {about("sun", "\"100.001\""), 422, "score_", "/subjects/0/scores/0/score"},
        {about("sun", "\"1e3\""), 422, "score_unreadable", "/subjects/0/scores/0/score"},
        {about("wang", "\"80\""), 422, "", "/subjects/0/official"},
        {about("nobody", "\"80\""), 422, "", "/subjects/0/official"},
        {about("li", "\"80\""), 422, "", "/subjects/0/official"}, // himself
        {R"({"subjects":[{"official":"sun"}]})", 422, "field_missing", "/subjects/0/scores"},
        {R"({})", 422, "field_missing", "/subjects"},
    };
    std::string version = year.as("li").etag(sheet);
    for (const Case& at : cases)
        expect_refused(year.as("li").put(sheet, at.body, version), at);
    EXPECT_EQ(year.as("li").etag(sheet), version);
    EXPECT_EQ(year.as("office")
                  .post(evaluation + "/raters/nobody/strikes", R"({"reason":"已调离"})", "\"1\"")
                  .status,
              404);
}

TEST(YearInput, what_the_office_keeps_of_people_is_checked_field_by_field) {
    YearServer year;
    struct At {
        const char* path;
        Case wrong;
    };
    const At cases[] = {
        {"/api/recusals",
         {R"({"reviewer":"nobody","official":"li","from":"2026-01-01","reason":"亲属"})", 422,
          "official_unknown", "/reviewer"}},
        {"/api/recusals",
         {R"({"reviewer":"sun","official":"li","from":"2026-02-01","to":"2026-01-01","reason":"亲属"})", 422,
          "days_reversed", "/to"}},
        {"/api/placements",
         {R"({"official":"li","period":"2026-03","unit":"invest","kind":"staff","reason":"借调"})", 422,
          "period", "/period"}},
        {"/api/placements",
         {R"({"official":"li","period":"2026","unit":"nowhere","kind":"staff","reason":"借调"})", 422,
          "unit_unknown", "/unit"}},
        {"/api/placements",
         {R"({"official":"li","period":"2026","unit":"invest","kind":"leader","reason":"借调"})", 422,
          "unknown_word", "/kind"}},
        {"/api/committee-seats",
         {R"({"official":"nobody","role":"chair","from":"2026-01-01"})", 422, "official_unknown",
          "/official"}},
        {"/api/committee-seats",
         {R"({"official":"he","role":"king","from":"2026-01-01"})", 422, "unknown_word", "/role"}},
        {"/api/special-states",
         {R"({"official":"li","year":2026,"key":"mood","value":"1","evidence":"文件"})", 422, "state_unknown",
          "/key"}},
        {"/api/special-states",
         {R"({"official":"li","year":2026,"key":"discipline","value":"yes","evidence":"文件"})", 422,
          "state_value_unknown", "/value"}},
        {"/api/special-states",
         {R"({"official":"li","year":26,"key":"probation","value":"1","evidence":"文件"})", 422,
          "out_of_range", "/year"}},
        {"/api/reopenings",
         {R"({"period":"2026Q1","official":"li","reason":"没有可重新开放的"})", 409, "nothing_to_reopen",
          ""}},
        {"/api/reopenings", {R"({"period":"第一季度","reason":"有误"})", 422, "bad_period", "/period"}},
        {"/api/dimensions", {R"({"name":""})", 422, "text_too_short", "/name"}},
        {"/api/uses",
         {R"({"official":"li","year":2026,"kind":"praise","proposal":"表扬"})", 422, "unknown_word",
          "/kind"}},
        {"/api/uses",
         {R"({"official":"li","year":2026,"kind":"honour","proposal":"评先"})", 0, "result_missing", ""}},
    };
    for (const At& at : cases) {
        HttpAnswer answer = year.as("office").post(at.path, at.wrong.body);
        Case wrong = at.wrong;
        if (wrong.status == 0)
            wrong.status = answer.status >= 400 && answer.status < 500 ? answer.status : 422;
        expect_refused(answer, wrong);
    }
    EXPECT_EQ(
        year.as("office").put("/api/officials/li/prior-grades/2025", R"({"grade":"很好"})", "\"0\"").status,
        422);
    EXPECT_EQ(
        year.as("office").put("/api/officials/li/prior-grades/1999", R"({"grade":"称职"})", "\"0\"").status,
        422);
    EXPECT_EQ(year.as("office")
                  .put("/api/committee-seats/forged",
                       R"({"official":"he","role":"chair","from":"2026-01-01"})", "\"1\"")
                  .status,
              404);
    EXPECT_EQ(year.as("office").get("/api/special-states?year=soon").status, 400);
    EXPECT_EQ(year.as("office").get("/api/reopenings?period=soon").status, 400);
    EXPECT_EQ(year.as("office").get("/api/years/26").status, 422);
    EXPECT_EQ(year.as("office").get("/api/meetings/forged").status, 404);
}

TEST(YearInput, decisions_are_read_with_every_fault_and_need_a_real_meeting) {
    YearServer year;
    year.seat_committee();
    const std::string path = "/api/meetings/forged/decisions";
    const Case cases[] = {
        {R"({"decisions":[]})", 422, "field_missing", "/decisions"},
        {R"({"decisions":[{"official":"li","version":0}]})", 422, "field_missing", "/decisions/0/grade"},
        {R"({"decisions":[{"official":"li","grade":"称职"}]})", 422, "field_missing", "/decisions/0/version"},
        {R"({"decisions":[{"official":"li","grade":"称职","version":"0"}]})", 422, "wrong_type",
         "/decisions/0/version"},
        {R"({"decisions":[{"official":"li","grade":"称职","version":0,"votes_for":61}]})", 422,
         "out_of_range", "/decisions/0/votes_for"},
        {R"({"decisions":[{"official":"li","grade":"称职","version":0}]})", 404, "not_found", ""},
    };
    for (const Case& at : cases)
        expect_refused(year.as("he").post(path, at.body), at);
    EXPECT_EQ(year.as("he")
                  .post(std::string(year_2026) + "/meetings",
                        R"({"held_on":"2027-01-12","chair":"he","present":["he"]})")
                  .status,
              409)
        << "nothing is proposed yet";
}

} // namespace zhishi::test
