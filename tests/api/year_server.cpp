#include "tests/api/year_server.h"

#include <gtest/gtest.h>

namespace zhishi::test {

Json::Json(const std::string& body) {
    if (auto parsed = api::parse_json(body)) value_ = std::move(*parsed);
}

const api::JsonValue* Json::at(const std::string& pointer) const {
    const api::JsonValue* value = &value_;
    for (size_t begin = 1; value && begin <= pointer.size();) {
        size_t end = std::min(pointer.find('/', begin), pointer.size());
        std::string name = pointer.substr(begin, end - begin);
        if (const auto* list = std::get_if<api::JsonValue::List>(&value->content)) {
            size_t place = std::stoul(name);
            value = place < list->size() ? &(*list)[place] : nullptr;
        } else {
            value = value->member(name);
        }
        begin = end + 1;
    }
    return value;
}

std::string Json::text(const std::string& pointer) const {
    const api::JsonValue* value = at(pointer);
    if (!value) return {};
    if (const auto* text = std::get_if<std::string>(&value->content)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&value->content)) return std::to_string(*number);
    if (const auto* truth = std::get_if<bool>(&value->content)) return *truth ? "true" : "false";
    return std::holds_alternative<std::nullptr_t>(value->content) ? "null" : "";
}

size_t Json::size(const std::string& pointer) const {
    const api::JsonValue* value = at(pointer);
    const auto* list = value ? std::get_if<api::JsonValue::List>(&value->content) : nullptr;
    return list ? list->size() : 0;
}

bool Json::lists(const std::string& pointer, const std::string& word) const {
    for (size_t i = 0; i < size(pointer); ++i)
        if (text(pointer + "/" + std::to_string(i)) == word) return true;
    return false;
}

std::string quarter_of(const std::string& official, const std::string& period) {
    return "/api/officials/" + official + "/quarters/" + period;
}

std::string year_of(const std::string& official) {
    return "/api/officials/" + official + "/years/2026";
}

YearServer::YearServer(const std::string& database)
    : running_({.database = database, .start = "2027-01-12T09:00:00+08:00"}) {
    move_in(running_);
    record::OrganCalendarYear next;
    next.organ = {"organ"};
    next.year = 2027;
    next.source = "测试";
    running_.put(next);
    running_.add_account("office2", {.is_office = true});
}

ApiClient& YearServer::as(const std::string& login) {
    auto found = clients_.find(login);
    if (found == clients_.end()) found = clients_.emplace(login, running_.client(login)).first;
    return found->second;
}

Json YearServer::get(const std::string& login, const std::string& path, int status) {
    HttpAnswer answer = as(login).get(path);
    EXPECT_EQ(answer.status, status) << login << " GET " << path << ": " << answer.body.substr(0, 600);
    return Json(answer.body);
}

Json YearServer::put(const std::string& login, const std::string& path, const std::string& body, int status) {
    HttpAnswer answer = as(login).put(path, body, as(login).etag(path));
    EXPECT_EQ(answer.status, status) << login << " PUT " << path << ": " << answer.body.substr(0, 600);
    return Json(answer.body);
}

Json YearServer::post(const std::string& login, const std::string& path, const std::string& body,
                      int status) {
    HttpAnswer answer = as(login).post(path, body);
    EXPECT_EQ(answer.status, status) << login << " POST " << path << ": " << answer.body.substr(0, 600);
    return Json(answer.body);
}

Json YearServer::step(const std::string& login, const std::string& path, const std::string& resource,
                      const std::string& body, int status) {
    HttpAnswer answer = as(login).post(path, body, as(login).etag(resource));
    EXPECT_EQ(answer.status, status) << login << " POST " << path << ": " << answer.body.substr(0, 600);
    return Json(answer.body);
}

namespace {

// Spread, so that there is a best one and nobody is at an extreme.
std::string score_for(const std::string& official, int extra) {
    int place = 0;
    for (size_t i = 0; i < reviewed_people.size(); ++i)
        if (reviewed_people[i] == official) place = static_cast<int>(i);
    return std::to_string(96 - 2 * place - extra) + ".5";
}

} // namespace

void YearServer::review_quarter(const std::string& period) {
    for (const char* reviewer : {"he", "qian", "sun", "zheng"}) {
        Json grid = get(reviewer, "/api/quarters/" + period + "/reviews");
        for (size_t i = 0; i < grid.size("/rows"); ++i) {
            std::string row = "/rows/" + std::to_string(i), official = grid.text(row + "/official/id");
            if (!grid.lists(row + "/allowed", "save")) continue;
            bool is_head = grid.text(row + "/class") == "head";
            put(reviewer, quarter_of(official, period),
                std::string(R"({"scores":[{"item":")") + (is_head ? "duty" : "ability") + R"(","score":")" +
                    score_for(official, 0) + R"("},{"item":")" + (is_head ? "execution" : "tasks") +
                    R"(","score":")" + score_for(official, 1) + R"("}],"comment":"按期完成。"})");
        }
        post(reviewer, "/api/quarters/" + period + "/submissions");
    }
}

void YearServer::evaluate() {
    std::string evaluation = std::string(year_2026) + "/evaluation",
                sheet = std::string(year_2026) + "/rating-sheet";
    step("office", evaluation + "/openings", evaluation, R"({"due_on":"2027-01-20"})");
    for (const char* rater : {"he", "qian", "sun", "li", "zhou", "wu", "zheng", "wang"}) {
        Json form = get(rater, sheet);
        std::string subjects;
        for (size_t i = 0; i < form.size("/subjects"); ++i) {
            std::string official = form.text("/subjects/" + std::to_string(i) + "/official/id");
            subjects += (i ? "," : "") + std::string(R"({"official":")") + official +
                        R"(","scores":[{"item":"comprehensive","score":")" + score_for(official, 2) +
                        R"("}]})";
        }
        if (subjects.empty()) continue;
        put(rater, sheet, R"({"subjects":[)" + subjects + "]}");
        step(rater, sheet + "/submissions", sheet);
    }
    step("office", evaluation + "/closures", evaluation);
}

void YearServer::compute() {
    step("office", std::string(year_2026) + "/runs", year_2026, {}, 201);
}

void YearServer::seat_committee() {
    for (const char* seat : {R"({"official":"he","role":"chair","from":"2026-01-01"})",
                             R"({"official":"qian","role":"member","from":"2026-01-01"})",
                             R"({"official":"zheng","role":"member","from":"2026-01-01"})"})
        post("office", "/api/committee-seats", seat, 201);
}

std::string YearServer::open_meeting() {
    Json meeting = post("he", std::string(year_2026) + "/meetings",
                        R"({"held_on":"2027-01-12","place":"三楼会议室","chair":"he",)"
                        R"("present":["he","qian","zheng"],"notes":"研究年度等次。"})",
                        201);
    return meeting.text("/id");
}

void YearServer::decide_rest(const std::string& meeting) {
    Json year = get("he", year_2026);
    std::string rows;
    for (size_t i = 0; i < year.size("/rows"); ++i) {
        std::string row = "/rows/" + std::to_string(i);
        if (year.text(row + "/decision") != "null") continue;
        rows += (rows.empty() ? "" : ",") + std::string(R"({"official":")") +
                year.text(row + "/official/id") + R"(","grade":")" + year.text(row + "/outcome/grade") +
                R"(","version":0,"votes_for":2})";
    }
    post("he", "/api/meetings/" + meeting + "/decisions", R"({"decisions":[)" + rows + "]}");
}

} // namespace zhishi::test
