// A year of a bureau of 120 through the door, on both databases: quarters, evaluation, computation, meeting,
// notice; and the exported tables give the same results by the command `zhishi score`.
#include "exchange/write_files.h"
#include "tests/api/bureau_of_120.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace zhishi::test {

namespace json = boost::json;

namespace {

std::string text_of(const json::value& value) {
    return std::string(value.as_string());
}

class YearOf120 : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        RunningServerOptions options;
        options.database = GetParam();
        options.start = "2025-03-25T09:00:00+08:00";
        options.server.connections_per_address = options.server.connections_max = 400;
        running_ = std::make_unique<RunningServer>(std::move(options));
        move_120_in(*running_);
    }

    ApiClient& as(const std::string& login) {
        auto place = clients_.find(login);
        if (place == clients_.end()) place = clients_.emplace(login, running_->client(login)).first;
        return place->second;
    }
    ApiClient& office() { return as("staff-0"); }
    // No session outlives the day: everybody logs in anew.
    void on(const char* moment) {
        clients_.clear();
        running_->clock().set(base::Instant::parse(moment).value());
    }

    json::value get(const std::string& login, const std::string& path) {
        HttpAnswer answer = as(login).get(path);
        EXPECT_EQ(answer.status, 200) << login << " GET " << path << " " << answer.body;
        return answer.status == 200 ? json::parse(answer.body) : json::value();
    }
    void expect_done(const HttpAnswer& answer, const std::string& what) {
        EXPECT_TRUE(answer.status == 200 || answer.status == 201) << what << ": " << answer.body;
    }

    void record_what_must_be_known();
    void review_quarter(int quarter, const char* reviewed_on, const char* answered_on);
    void evaluate();
    json::value year() { return get("staff-0", "/api/years/2025"); }
    void decide_all();
    std::string table(const char* name) {
        HttpAnswer answer = office().get(std::string("/api/years/2025/tables/") + name);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.body;
    }

    std::unique_ptr<RunningServer> running_;
    std::map<std::string, ApiClient> clients_;
};

INSTANTIATE_TEST_SUITE_P(Databases, YearOf120, testing::Values("sqlite", "postgres"),
                         [](const auto& database) { return database.param; });

void YearOf120::record_what_must_be_known() {
    auto seat = [&](const char* official, const char* role) {
        expect_done(office().post("/api/committee-seats", std::string(R"({"official":")") + official +
                                                              R"(","role":")" + role +
                                                              R"(","from":"2025-01-02"})"),
                    official);
    };
    seat("leader-0", "chair");
    for (const char* member : {"leader-1", "leader-2", "leader-3", "head-0", "head-5"})
        seat(member, "member");
    auto state = [&](const char* official, const char* key, const char* value) {
        expect_done(office().post("/api/special-states", std::string(R"({"official":")") + official +
                                                             R"(","year":2025,"key":")" + key +
                                                             R"(","value":")" + value +
                                                             R"(","evidence":"测试文件〔2025〕1号"})"),
                    official);
    };
    state(warned, "discipline", "warning");
    state(on_probation, "probation", "1");
}

void YearOf120::review_quarter(int quarter, const char* reviewed_on, const char* answered_on) {
    std::string period = "2025Q" + std::to_string(quarter);
    on(reviewed_on);
    std::set<std::string> reviewed;
    for (const std::string& reviewer : all_of_120()) {
        if (reviewer.starts_with("staff")) continue;
        json::value grid = get(reviewer, "/api/quarters/" + period + "/reviews");
        for (const json::value& row : grid.at("rows").as_array()) {
            std::string official = text_of(row.at("official").at("id"));
            EXPECT_TRUE(reviewed.insert(official).second) << official << " is reviewed by two";
            json::array scores;
            int item = 0;
            for (const json::value& asked : grid.at("sheet").at("classes").as_array())
                if (asked.at("id") == row.at("class"))
                    for (const json::value& one : asked.at("items").as_array())
                        scores.push_back({{"item", one.at("id")},
                                          {"score", quarter_item_score(official, quarter, item++)},
                                          {"reason", ""}});
            json::value body{{"scores", scores}, {"comment", "工作扎实。"}};
            expect_done(as(reviewer).put("/api/officials/" + official + "/quarters/" + period,
                                         json::serialize(body), "\"0\""),
                        official + " " + period);
        }
        if (grid.at("rows").as_array().empty()) continue;
        HttpAnswer submitted = as(reviewer).post("/api/quarters/" + period + "/submissions");
        expect_done(submitted, reviewer);
        EXPECT_EQ(json::parse(submitted.body).at("left").as_array().size(), 0U) << submitted.body;
    }
    size_t expected = all_of_120().size() - leaders_of_120 - (quarter < 3 ? 1 : 0) - (quarter > 3 ? 1 : 0);
    EXPECT_EQ(reviewed.size(), expected) << period;
    on(answered_on);
    for (const std::string& official : reviewed)
        if (official != leaver)
            expect_done(
                as(official).post("/api/officials/" + official + "/quarters/" + period + "/acknowledgements",
                                  "", "\"2\""),
                official);
}

void YearOf120::evaluate() {
    on("2025-12-26T09:00:00+08:00");
    std::string evaluation = "/api/years/2025/evaluation";
    HttpAnswer opened =
        office().post(evaluation + "/openings", R"({"due_on":"2025-12-31"})", office().etag(evaluation));
    expect_done(opened, "opening");
    const json::value frozen = json::parse(opened.body);
    for (const json::value& rater : frozen.at("raters").as_array()) {
        std::string id = text_of(rater.at("official").at("id"));
        json::value sheet = get(id, "/api/years/2025/rating-sheet");
        json::array subjects;
        for (const json::value& subject : sheet.at("subjects").as_array()) {
            std::string official = text_of(subject.at("official").at("id"));
            EXPECT_NE(official, id);
            json::array scores;
            scores.push_back(
                {{"item", "comprehensive"}, {"score", evaluation_score(id, official)}, {"reason", ""}});
            subjects.push_back({{"official", official}, {"scores", scores}});
        }
        std::string version = "\"" + std::to_string(sheet.at("version").as_int64()) + "\"";
        HttpAnswer saved = as(id).put("/api/years/2025/rating-sheet",
                                      json::serialize(json::value{{"subjects", subjects}}), version);
        expect_done(saved, id);
        expect_done(as(id).post("/api/years/2025/rating-sheet/submissions", "", saved.header("etag")), id);
    }
    expect_done(office().post(evaluation + "/closures", "", office().etag(evaluation)), "closing");
}

void YearOf120::decide_all() {
    on("2026-01-12T09:00:00+08:00");
    HttpAnswer opened =
        as("leader-0")
            .post(
                "/api/years/2025/meetings",
                R"({"held_on":"2026-01-12","place":"三楼会议室","chair":"leader-0",)"
                R"("present":["leader-0","leader-1","leader-2","leader-3","head-0","head-5"],"leaves":[],"notes":""})");
    expect_done(opened, "meeting");
    std::string meeting = text_of(json::parse(opened.body).at("id"));
    json::array rows;
    std::string first_tied;
    const json::value list = year();
    for (const json::value& row : list.at("rows").as_array()) {
        bool is_tied = !row.at("tied_for").as_array().empty();
        std::string official = text_of(row.at("official").at("id"));
        json::value grade = row.at("outcome").at("grade");
        std::string reason;
        if (is_tied && first_tied.empty()) {
            first_tied = official;
            grade = row.at("tied_for").as_array().front();
            reason = "并列人选中，该同志承担急难任务最重，经讨论一致同意。";
        } else if (is_tied)
            reason = "并列人选，名额有限。";
        rows.push_back({{"official", official}, {"grade", grade}, {"reason", reason}, {"version", 0}});
    }
    EXPECT_FALSE(first_tied.empty()) << "the bureau is made so that a tie remains for the committee";
    HttpAnswer decided = as("leader-0")
                             .post("/api/meetings/" + meeting + "/decisions",
                                   json::serialize(json::value{{"decisions", rows}}));
    expect_done(decided, "decisions");
    // Somebody who decided from an older page gets both values, and nothing is written.
    json::array late;
    late.push_back({{"official", first_tied}, {"grade", "称职"}, {"reason", "另议。"}, {"version", 0}});
    HttpAnswer conflict = as("leader-1")
                              .post("/api/meetings/" + meeting + "/decisions",
                                    json::serialize(json::value{{"decisions", late}}));
    ASSERT_EQ(conflict.status, 412) << conflict.body;
    const json::value both = json::parse(conflict.body).at("conflicts").as_array().at(0);
    EXPECT_EQ(both.at("mine"), "称职");
    EXPECT_NE(both.at("present").at("grade"), "称职");
    expect_done(as("leader-0")
                    .post("/api/meetings/" + meeting + "/closures", "",
                          as("leader-0").etag("/api/meetings/" + meeting)),
                "closing the meeting");
}

const json::value* row_of(const json::value& year, const std::string& official) {
    for (const json::value& row : year.at("rows").as_array())
        if (text_of(row.at("official").at("id")) == official) return &row;
    return nullptr;
}

bool has_flag(const json::value& row, const char* flag) {
    for (const json::value& one : row.at("outcome").at("flags").as_array())
        if (one.at("flag") == flag) return true;
    return false;
}

} // namespace

TEST_P(YearOf120, is_lived_through_the_door_and_the_exported_tables_score_alike) {
    record_what_must_be_known();
    review_quarter(1, "2025-04-08T09:00:00+08:00", "2025-04-10T09:00:00+08:00");
    review_quarter(2, "2025-07-08T09:00:00+08:00", "2025-07-10T09:00:00+08:00");
    review_quarter(3, "2025-10-13T09:00:00+08:00", "2025-10-15T09:00:00+08:00");
    review_quarter(4, "2025-12-24T09:00:00+08:00", "2025-12-25T09:00:00+08:00");
    evaluate();

    on("2026-01-09T09:00:00+08:00");
    expect_done(office().post("/api/years/2025/runs", "", office().etag("/api/years/2025")), "computing");
    json::value proposed = year();
    EXPECT_EQ(proposed.at("stage"), "proposed");
    const json::value* at_gate = row_of(proposed, at_the_gate);
    const json::value* below_gate = row_of(proposed, below_the_gate);
    ASSERT_TRUE(at_gate && below_gate);
    EXPECT_FALSE(has_flag(*at_gate, "below_gate"));
    EXPECT_TRUE(has_flag(*below_gate, "below_gate"));
    EXPECT_TRUE(has_flag(*row_of(proposed, warned), "barred"));
    EXPECT_TRUE(has_flag(*row_of(proposed, on_probation), "probation"));
    EXPECT_EQ(row_of(proposed, on_probation)->at("outcome").at("grade"), "");
    EXPECT_EQ(row_of(proposed, mover)->at("outcome").at("group").at("id"),
              "leader-4"); // most days were there
    EXPECT_FALSE(row_of(proposed, "leader-1"));

    std::filesystem::path folder = std::filesystem::path(running_->folder()) / "tables";
    ASSERT_TRUE(exchange::write_files(folder, {{"subjects.csv", table("subjects")},
                                               {"ratings.csv", table("ratings")},
                                               {"facts.csv", table("facts")}})
                    .ok());
    std::string command = std::string(ZHISHI_PROGRAM) + " score --scheme diary --period 2025 --data " +
                          folder.string() + " --out " + (folder / "out").string() + " 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0);
    std::ifstream file(folder / "out" / "results.csv");
    std::stringstream scored;
    scored << file.rdbuf();
    EXPECT_EQ(scored.str(), table("results"));

    decide_all();
    expect_done(office().post("/api/years/2025/publications", "", office().etag("/api/years/2025")),
                "publishing");
    EXPECT_EQ(year().at("stage"), "published");
    json::value own = get(at_the_gate, std::string("/api/officials/") + at_the_gate + "/years/2025");
    EXPECT_EQ(own.at("result_is_visible"), true);
    EXPECT_EQ(own.at("notice").at("state"), "issued");
    expect_done(as(at_the_gate)
                    .post(std::string("/api/officials/") + at_the_gate + "/years/2025/acknowledgements",
                          R"({"opinion":"同意"})", "\"1\""),
                "acknowledging");
    // Another person's result is not to be had.
    EXPECT_EQ(as(at_the_gate).get(std::string("/api/officials/") + warned + "/years/2025/explanation").status,
              404);
    EXPECT_EQ(as(at_the_gate).get("/api/years/2025").status, 404);
    HttpAnswer explained =
        as(at_the_gate).get(std::string("/api/officials/") + at_the_gate + "/years/2025/explanation");
    ASSERT_EQ(explained.status, 200) << explained.body;
    for (const char* other : {"同志staff-10", "同志head-2", warned})
        EXPECT_EQ(explained.body.find(other), std::string::npos) << other;
}

} // namespace zhishi::test
