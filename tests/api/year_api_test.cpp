// The bureau's year through the door, on both databases: who sees what when, two people where it takes two,
// and the one answer for what is not to be known.
#include "exchange/workbook_reader.h"
#include "tests/api/year_server.h"

#include <gtest/gtest.h>

namespace zhishi::test {

class YearOnBoth : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Databases, YearOnBoth, testing::Values("sqlite", "postgres"),
                         [](const auto& database) { return database.param; });

namespace {

std::string sheet(const std::string& ability, const std::string& tasks) {
    return R"({"scores":[{"item":"ability","score":)" + ability + R"(},{"item":"tasks","score":)" + tasks +
           R"(}],"comment":"稳重踏实。"})";
}

} // namespace

TEST_P(YearOnBoth, a_quarter_is_written_by_the_reviewer_read_once_submitted_and_reopened_by_two) {
    YearServer year(GetParam());
    std::string quarter = quarter_of("li");
    Json draft = year.put("sun", quarter, sheet("\"61\"", "null"));
    EXPECT_EQ(draft.text("/scores/0/score"), "61");
    EXPECT_EQ(draft.text("/score"), "null");
    EXPECT_EQ(year.get("li", quarter).text("/scores_are_visible"), "false");
    EXPECT_EQ(year.get("li", quarter).size("/scores"), 0u);
    EXPECT_EQ(year.get("office", quarter).size("/scores"), 0u);
    year.get("zhou", quarter, 404);
    year.get("qian", quarter, 404);
    year.step("sun", quarter + "/submissions", quarter, {}, 422);

    year.put("sun", quarter, sheet("\"86.5\"", "\"90\""));
    Json submitted = year.step("sun", quarter + "/submissions", quarter);
    EXPECT_EQ(submitted.text("/state"), "submitted");
    EXPECT_EQ(submitted.text("/score"), "88.25");
    Json read = year.get("li", quarter);
    EXPECT_EQ(read.text("/scores/0/score"), "86.5");
    EXPECT_TRUE(read.lists("/allowed", "acknowledge"));
    EXPECT_EQ(year.step("li", quarter + "/replies", quarter, R"({"text":"第二项请再看。"})").text("/state"),
              "replied");
    EXPECT_EQ(year.step("li", quarter + "/acknowledgements", quarter).text("/state"), "acknowledged");
    year.step("li", quarter + "/acknowledgements", quarter, {}, 409);

    Json asked = year.post("office", "/api/reopenings",
                           R"({"period":"2026Q1","official":"li","reason":"第二项漏记一件"})", 201);
    std::string reopening = "/api/reopenings/" + asked.text("/id");
    EXPECT_EQ(asked.text("/requested_by"), "office");
    EXPECT_FALSE(asked.lists("/allowed", "grant")) << "who asked does not grant";
    EXPECT_EQ(year.as("office").post(reopening + "/grants", "", "\"1\"").status, 409);
    EXPECT_TRUE(year.get("office2", "/api/reopenings?period=2026Q1").lists("/items/0/allowed", "grant"));
    HttpAnswer granted = year.as("office2").post(reopening + "/grants", "", "\"1\"");
    EXPECT_EQ(granted.status, 200) << granted.body;
    EXPECT_EQ(Json(granted.body).text("/state"), "granted");
    EXPECT_EQ(year.as("office2").post(reopening + "/refusals", R"({"reason":"不必"})", "\"2\"").status, 409);

    EXPECT_EQ(year.get("li", quarter).text("/scores_are_visible"), "false");
    year.put("sun", quarter, sheet("\"62\"", "\"90\""));
    year.put("sun", quarter, sheet("\"88\"", "\"92\""));
    EXPECT_EQ(year.step("sun", quarter + "/submissions", quarter).text("/reopenings"), "1");

    // The history tells each what he may know: the reviewer all, the person what was submitted.
    std::string mine = year.as("sun").get(quarter + "/history").body,
                his = year.as("li").get(quarter + "/history").body,
                of_office = year.as("office").get(quarter + "/history").body;
    for (const char* weighed : {"\"61\"", "\"62\""}) {
        EXPECT_NE(mine.find(weighed), std::string::npos) << mine;
        EXPECT_EQ(his.find(weighed), std::string::npos) << his;
        EXPECT_EQ(of_office.find(weighed), std::string::npos) << of_office;
    }
    for (const char* stood : {"\"86.5\"", "\"88\""})
        EXPECT_NE(his.find(stood), std::string::npos) << his;
    EXPECT_EQ(year.as("zhou").get(quarter + "/history").body, year.as("zhou").get("/api/no-such").body);
}

TEST_P(YearOnBoth, a_grid_is_submitted_with_the_sheets_that_are_whole) {
    YearServer year(GetParam());
    year.put("sun", quarter_of("li"), sheet("\"86.5\"", "\"90\""));
    year.put("sun", quarter_of("zhou"), sheet("\"86.5\"", "null"));
    Json done = year.post("sun", "/api/quarters/2026Q1/submissions");
    EXPECT_EQ(done.size("/submitted"), 1u);
    EXPECT_EQ(done.text("/submitted/0/id"), "li");
    EXPECT_GE(done.size("/left"), 1u);
    EXPECT_FALSE(done.text("/left/0/detail").empty());
    EXPECT_EQ(year.get("li", quarter_of("li")).text("/state"), "submitted");
    EXPECT_EQ(year.get("sun", quarter_of("zhou")).text("/state"), "draft");
    Json grid = year.get("sun", "/api/quarters/2026Q1/reviews");
    EXPECT_EQ(grid.text("/sheet/id"), "quarter_review");
    EXPECT_EQ(grid.text("/sheet/classes/0/title"), "处室主要负责人");
    EXPECT_GE(grid.size("/spreads"), 1u);
    EXPECT_EQ(year.get("wang", "/api/quarters/2026Q1/reviews").size("/rows"), 0u);
    Json severity = year.get("sun", "/api/quarters/2026Q1/severity");
    EXPECT_EQ(severity.text("/quarters/0/period"), "2026Q1");
    EXPECT_EQ(severity.size("/quarters/0/bureau"), 0u) << "too few others";
}

TEST_P(YearOnBoth, the_annual_summary_keeps_the_suggested_grade_from_its_writer) {
    YearServer year(GetParam());
    std::string summary = year_of("li") + "/summary";
    year.put("li", summary,
             R"({"items":[{"goal":"完成初步设计","execution":"已完成","progress":"","state":"done"}],)"
             R"("reflection":"不足：基层走得少。","training":"无"})");
    EXPECT_EQ(year.step("li", summary + "/submissions", summary).text("/state"), "submitted");
    year.put("sun", summary, R"({"items":[]})", 403);
    HttpAnswer kept = year.as("sun").put(
        summary + "/review", R"({"comment":"称职","suggested_grade":"优良"})", year.as("sun").etag(summary));
    EXPECT_EQ(kept.status, 200) << kept.body;
    EXPECT_EQ(year.get("li", summary).text("/review/comment"), "");
    Json waiting = year.get("sun", "/api/reviews/2026");
    EXPECT_EQ(waiting.text("/items/0/official/id"), "li") << "who waits comes first";
    EXPECT_EQ(waiting.text("/items/0/month_state"), "submitted");
    EXPECT_EQ(waiting.text("/items/0/is_waiting"), "true");
    EXPECT_EQ(waiting.text("/items/1/month_state"), "null");
    year.step("sun", summary + "/approvals", summary,
              R"({"comment":"工作扎实。","improvements":"多下基层。","suggested_grade":"没有这个词"})", 422);
    year.step("sun", summary + "/approvals", summary,
              R"({"comment":"工作扎实。","improvements":"多下基层。","suggested_grade":"优秀"})");
    Json own = year.get("li", summary);
    EXPECT_EQ(own.text("/review/comment"), "工作扎实。");
    EXPECT_EQ(own.text("/suggestion_is_visible"), "false");
    EXPECT_EQ(own.text("/review/suggested_grade"), "");
    EXPECT_EQ(year.get("sun", summary).text("/review/suggested_grade"), "优秀");
    EXPECT_EQ(year.as("li").get(summary + "/history").body.find("优秀"), std::string::npos);
    EXPECT_NE(year.as("sun").get(summary + "/history").body.find("优秀"), std::string::npos);
    year.get("wang", summary, 404);
}

TEST_P(YearOnBoth, the_year_is_computed_decided_published_answered_and_used) {
    YearServer year(GetParam());
    const std::string the_year = year_2026;
    for (const char* quarter : {"2026Q1", "2026Q2", "2026Q3", "2026Q4"})
        year.review_quarter(quarter);
    year.evaluate();
    year.compute();
    Json list = year.get("office", the_year);
    EXPECT_EQ(list.text("/stage"), "proposed");
    ASSERT_EQ(list.size("/rows"), reviewed_people.size());
    EXPECT_EQ(list.text("/run/scheme_title"), "日志式考核");
    EXPECT_GE(list.size("/seats"), 2u);
    EXPECT_EQ(list.text("/inputs_have_changed"), "false");
    EXPECT_EQ(list.text("/rows/0/outcome/nodes/0/title").empty(), false);
    HttpAnswer results = year.as("office").get(the_year + "/tables/results");
    EXPECT_EQ(results.header("content-type"), "text/csv; charset=utf-8");
    EXPECT_TRUE(results.body.starts_with("subject,period,score,rank,grade,flags\nli,2026,")) << results.body;
    EXPECT_NE(year.as("office").get(the_year + "/tables/ratings").body.find("2026Q1,li,ability,"),
              std::string::npos);
    auto workbook = exchange::WorkbookReader::open(year.as("office").get(the_year + "/tables/workbook").body);
    ASSERT_TRUE(workbook);
    EXPECT_EQ((*workbook)->sheets(), (std::vector<std::string>{"subjects", "ratings", "facts", "results"}));
    year.get("office", the_year + "/tables/accounts", 404);
    year.get("sun", the_year, 404);
    EXPECT_EQ(year.get("li", year_of("li")).text("/result_is_visible"), "false");
    year.get("li", year_of("li") + "/explanation", 404);

    year.seat_committee();
    std::string meeting = year.open_meeting(), decisions = "/api/meetings/" + meeting + "/decisions";
    EXPECT_EQ(year.get("zheng", "/api/meetings/" + meeting).text("/has_quorum"), "true");
    const char* one =
        R"({"decisions":[{"official":"wang","grade":"基本称职","reason":"群众反映较多","version":0}]})";
    HttpAnswer first = year.as("he").post(decisions, one, "", "decide-once");
    ASSERT_EQ(first.status, 200) << first.body;
    HttpAnswer late = year.as("qian").post(
        decisions, R"({"decisions":[{"official":"wang","grade":"称职","reason":"完成任务","version":0},)"
                   R"({"official":"wu","grade":"称职","reason":"完成任务","version":0}]})");
    EXPECT_EQ(late.status, 412) << late.body;
    Json conflict(late.body);
    EXPECT_EQ(conflict.text("/code"), "decision_stale");
    ASSERT_EQ(conflict.size("/conflicts"), 1u);
    EXPECT_EQ(conflict.text("/conflicts/0/official/id"), "wang");
    EXPECT_EQ(conflict.text("/conflicts/0/mine"), "称职");
    EXPECT_EQ(conflict.text("/conflicts/0/present/grade"), "基本称职");
    EXPECT_EQ(conflict.text("/conflicts/0/present/version"), "1");
    EXPECT_EQ(conflict.text("/errors/0/pointer"), "/decisions/0");
    EXPECT_EQ(year.running().all<record::Decision>().size(), 1u) << "all or nothing";
    HttpAnswer again = year.as("he").post(decisions, one, "", "decide-once");
    EXPECT_EQ(again.status, 200) << "an answer that was lost is given again, not a conflict with oneself";
    EXPECT_EQ(again.body, first.body);
    year.post("zheng", decisions,
              R"({"decisions":[{"official":"zheng","grade":"优秀","reason":"好","version":0}]})", 422);
    year.post("office", decisions, one, 404);
    year.decide_rest(meeting);
    year.step("he", "/api/meetings/" + meeting + "/closures", "/api/meetings/" + meeting);
    EXPECT_EQ(year.step("office", the_year + "/publications", the_year).text("/stage"), "published");

    Json own = year.get("wang", year_of("wang"));
    EXPECT_EQ(own.text("/decision/grade"), "基本称职");
    EXPECT_EQ(own.text("/outcome/group/id"), "he");
    // Deeper than the bodies that the reader of requests takes: looked at as text.
    EXPECT_NE(year.as("wang").get(year_of("wang") + "/explanation").body.find("\"children\":[{\"label\""),
              std::string::npos);
    EXPECT_EQ(year.as("zheng").get(year_of("li") + "/explanation").status, 200) << "of the committee";
    for (const char* decider : {"office", "zheng"}) {
        std::string explained = year.as(decider).get(year_of("li") + "/explanation").body;
        EXPECT_EQ(explained.find("\"label\":\"qian\""), std::string::npos) << "a rater, to " << decider;
        EXPECT_NE(explained.find("人评分的平均分"), std::string::npos) << "to " << decider;
    }
    EXPECT_EQ(year.as("sun").get(year_of("li") + "/explanation").body,
              year.as("sun").get("/api/officials/nobody/years/2026/explanation").body);
    year.step("wang", year_of("wang") + "/objections", year_of("wang"), R"({"text":"任务都已完成。"})");
    year.step("office", the_year + "/closures", the_year, {}, 409);
    year.step("office", year_of("wang") + "/answers", year_of("wang"), R"({"text":"经复核，维持。"})");
    EXPECT_EQ(
        year.step("wang", year_of("wang") + "/acknowledgements", year_of("wang"), R"({"opinion":"知悉"})")
            .text("/notice/state"),
        "acknowledged");
    year.step("wang", year_of("wang") + "/objections", year_of("wang"), R"({"text":"再问。"})", 409);

    Json overview = year.get("qian", "/api/overviews/2026");
    EXPECT_EQ(overview.text("/period"), "2026");
    EXPECT_EQ(year.as("qian").get("/api/overviews/2026").body.find("王宁"), std::string::npos);
    year.get("sun", "/api/overviews/2026", 404);

    Json dimension = year.post("office", "/api/dimensions", R"({"name":"工作实绩","ordinal":1})", 201);
    Json use = year.post("office", "/api/uses",
                         R"({"official":"wang","year":2026,"kind":"reminder_talk","dimension":")" +
                             dimension.text("/id") + R"(","proposal":"由分管领导谈话提醒。"})",
                         201);
    EXPECT_NE(use.text("/cause").find("基本称职"), std::string::npos);
    EXPECT_EQ(use.text("/dimension/name"), "工作实绩");
    std::string path = "/api/uses/" + use.text("/id");
    HttpAnswer agreed =
        year.as("he").post(path + "/decisions", R"({"is_agreed":true,"reason":"同意"})", "\"1\"");
    EXPECT_EQ(agreed.status, 200) << agreed.body;
    HttpAnswer done = year.as("office").post(path + "/outcomes",
                                             R"({"outcome":"已谈话","outcome_on":"2027-01-12"})", "\"2\"");
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(year.get("wang", "/api/uses").text("/items/0/state"), "carried_out");
    EXPECT_EQ(year.get("li", "/api/uses").size("/items"), 0u);
    EXPECT_EQ(year.as("li").get("/api/uses?official=wang").body,
              year.as("li").get("/api/uses?official=nobody").body);
    std::vector<std::string> acts = year.running().acts();
    for (const char* act :
         {"quarter_submit", "evaluation_open", "rating_sheet_submit", "evaluation_close", "year_compute",
          "meeting_open", "decision_record", "meeting_close", "year_publish", "notice_object",
          "objection_answer", "notice_acknowledge", "use_decide"})
        EXPECT_NE(std::find(acts.begin(), acts.end(), act), acts.end()) << act;
}

} // namespace zhishi::test
