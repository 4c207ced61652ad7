#include "bench/busy_office.h"

#include "base/date.h"
#include "bench/frame.h"
#include "bench/served_program.h"

#include <boost/json.hpp>

namespace zhishi::bench {

namespace {

namespace json = boost::json;

constexpr const char* administrator = "bench-administrator";
constexpr const char* appraisal_office = "bench-office";

} // namespace

std::string clock_start_after(std::chrono::steady_clock::duration passed, const char* start) {
    auto seconds = std::chrono::ceil<std::chrono::seconds>(passed).count();
    return base::Instant::parse(start)->plus_seconds(seconds).str();
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
    std::string root = text_of(units.at("items").as_array().at(0), "id");

    std::vector<Seat> seats;
    for (int i = 1; i <= count; ++i) {
        std::string number = std::to_string(i);
        json::value official = office.ask("POST", "/api/officials",
                                          json::serialize(json::object{{"name", "测试员" + number},
                                                                       {"from", "2026-01-01"},
                                                                       {"unit", root},
                                                                       {"kind", "staff"},
                                                                       {"title", "科员"}}));
        std::string id = text_of(official, "id"), login = "official" + number;
        json::value account = admin.ask("POST", "/api/accounts",
                                        json::serialize(json::object{{"login", login}, {"official", id}}));
        Visitor visitor(port);
        visitor.log_in(login, text_of(account, "first_password"));
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
