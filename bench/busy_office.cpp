#include "bench/busy_office.h"

#include "base/date.h"
#include "bench/frame.h"
#include "bench/served_program.h"

#include <boost/json.hpp>

#include <sstream>

namespace zhishi::bench {

namespace {

namespace json = boost::json;

constexpr const char* own_password = "Bench-month-2026";
constexpr const char* administrator = "bench-administrator";
constexpr const char* appraisal_office = "bench-office";

std::string text(const json::value& object, const char* key) {
    return std::string(object.at(key).as_string());
}

// The word behind the login, on the line that tells both.
std::string password_of(const std::string& founding, const std::string& login) {
    std::istringstream words(founding);
    for (std::string word; words >> word;)
        if (word == login && words >> word) return word;
    give_up("zhishi found tells no password of " + login + ":\n" + founding);
}

// One log-in and what follows from it. Any answer that is not a success ends the bench.
class Visitor {
  public:
    explicit Visitor(int port) : connection_(port) {}

    json::value ask(std::string_view method, const std::string& target, const std::string& body = "",
                    const std::string& if_match = "") {
        std::string key = method == "POST" ? "set-up-" + std::to_string(++requests_) : "";
        auto answer = connection_.send(request_bytes(method, target, seat_.headers(key, if_match), body));
        if (!answer) give_up(std::string(method) + " " + target + ": no answer");
        if (answer->status >= 300)
            give_up(std::string(method) + " " + target + ": " + std::to_string(answer->status) + " " +
                    answer->body);
        std::string cookie = answer->header("Set-Cookie");
        if (!cookie.empty()) seat_.cookie = cookie.substr(0, cookie.find(';'));
        json::value value = answer->body.empty() ? json::value() : json::parse(answer->body);
        if (value.is_object() && value.as_object().contains("csrf_token"))
            seat_.csrf_token = text(value, "csrf_token");
        return value;
    }

    // Logs in, and changes the password where it is a first one.
    void log_in(const std::string& login, const std::string& password) {
        json::value session = ask("POST", "/api/session",
                                  json::serialize(json::object{{"login", login}, {"password", password}}));
        if (session.at("must_change_password").as_bool())
            ask("PUT", "/api/session/password",
                json::serialize(json::object{{"old_password", password}, {"new_password", own_password}}));
    }

    Seat take_seat(const std::string& official) {
        seat_.official = official;
        return seat_;
    }

  private:
    HttpConnection connection_;
    Seat seat_;
    int requests_ = 0;
};

} // namespace

Headers Seat::headers(const std::string& idempotency_key, const std::string& if_match) const {
    Headers headers;
    if (!cookie.empty()) headers.emplace_back("Cookie", cookie);
    if (!csrf_token.empty()) headers.emplace_back("X-CSRF-Token", csrf_token);
    if (!idempotency_key.empty()) headers.emplace_back("Idempotency-Key", idempotency_key);
    if (!if_match.empty()) headers.emplace_back("If-Match", if_match);
    return headers;
}

std::string clock_start_after(std::chrono::steady_clock::duration passed) {
    auto seconds = std::chrono::ceil<std::chrono::seconds>(passed).count();
    return base::Instant::parse(clock_start)->plus_seconds(seconds).str();
}

std::string found_organ(const std::string& database_url) {
    run_program({zhishi_program(), "migrate", "--database", database_url});
    return run_program({zhishi_program(), "found", "--database", database_url, "--organ", "压力测试局",
                        "--administrator", administrator, "--office", appraisal_office, "--clock-start",
                        clock_start});
}

std::vector<Seat> fill_office(int port, const std::string& founding, int count) {
    Visitor admin(port), office(port);
    admin.log_in(administrator, password_of(founding, administrator));
    office.log_in(appraisal_office, password_of(founding, appraisal_office));
    json::value units = office.ask("GET", "/api/units");
    std::string root = text(units.at("items").as_array().at(0), "id");

    std::vector<Seat> seats;
    for (int i = 1; i <= count; ++i) {
        std::string number = std::to_string(i);
        json::value official = office.ask("POST", "/api/officials",
                                          json::serialize(json::object{{"name", "测试员" + number},
                                                                       {"from", "2026-01-01"},
                                                                       {"unit", root},
                                                                       {"kind", "staff"},
                                                                       {"title", "科员"}}));
        std::string id = text(official, "id"), login = "official" + number;
        json::value account = admin.ask("POST", "/api/accounts",
                                        json::serialize(json::object{{"login", login}, {"official", id}}));
        Visitor visitor(port);
        visitor.log_in(login, text(account, "first_password"));
        seats.push_back(visitor.take_seat(id));
    }
    return seats;
}

std::string log_entry_body(std::int64_t number) {
    base::Date day = base::Date::from(2026, 1, 1)->plus_days(static_cast<std::int32_t>(number % log_days));
    return json::serialize(
        json::object{{"work_date", day.str()},
                     {"time", "上午"},
                     {"place", "处室办公室"},
                     {"content", "核对季度统计报表，与财务处逐项比对差异，整理说明材料并报处长审阅。"},
                     {"measures", "调取原始台账，逐笔核对后由两人复核。"},
                     {"progress", "已完成八成"},
                     {"effect", "差异由十二处减为两处。"},
                     {"plan_items", json::array{}},
                     {"is_limited", false}});
}

Seat seat_of_office(int port, const std::string& founding) {
    Visitor office(port);
    office.log_in(appraisal_office, password_of(founding, appraisal_office));
    return office.take_seat("");
}

void fill_month(int port, const Seat& seat) {
    HttpConnection connection(port);
    auto must = [&](std::string_view method, const std::string& target, const std::string& key,
                    const std::string& if_match, const std::string& body) {
        auto answer = connection.send(request_bytes(method, target, seat.headers(key, if_match), body));
        if (!answer || answer->status >= 300)
            give_up(std::string(method) + " " + target + ": " + (answer ? answer->body : "no answer"));
        return json::parse(answer->body);
    };
    std::string person = "/api/officials/" + seat.official;
    json::array goals, items;
    for (int i = 1; i <= 8; ++i)
        goals.push_back(json::object{{"goal", "完成第" + std::to_string(i) + "批材料的审核与归档"},
                                     {"measure", "当月办结，无差错"},
                                     {"due_on", "2026-11-30"}});
    json::value plan = must("PUT", person + "/plans/" + bench_month, "", "\"0\"",
                            json::serialize(json::object{{"items", goals}}));
    for (int i = 0; i < 20; ++i)
        must("POST", person + "/log-entries", "month-" + std::to_string(i), "", log_entry_body(304 + i % 16));
    for (const json::value& item : plan.at("items").as_array())
        items.push_back(json::object{{"plan_item", item.at("id")},
                                     {"goal", item.at("goal")},
                                     {"execution", "按计划推进，材料已全部收齐并完成初审。"},
                                     {"progress", "八成"},
                                     {"state", "under_way"}});
    must("PUT", person + "/months/" + bench_month, "", "\"0\"",
         json::serialize(json::object{{"items", items}, {"reflection", "下月提前安排复核。"}}));
}

} // namespace zhishi::bench
