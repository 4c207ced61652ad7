#include "workflow/calendars.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace zhishi::workflow {

namespace {

base::Error unreadable(const std::string& name, const YAML::Mark& mark, base::Text why) {
    int line = mark.line + 1, column = mark.column + 1;
    std::string place = name + ":" + std::to_string(line) + ":" + std::to_string(column);
    base::Error error =
        base::bad_input("calendar_unreadable",
                        {place + "：工作日历有误，" + why.zh, place + ": the calendar is wrong: " + why.en});
    error.place = {{}, name, line, column};
    return error;
}

base::Result<base::CalendarYear::Day> read_day(const std::string& name, const YAML::Node& node) {
    auto wrong = [&](base::Text why) { return unreadable(name, node.Mark(), std::move(why)); };
    if (!node.IsMap() || node.size() != 3 || !node["date"] || !node["working"] || !node["name"])
        return wrong({"每一天应有date、working、name三项。", "a day has date, working and name."});
    base::CalendarYear::Day day;
    auto date = base::Date::parse(node["date"].as<std::string>());
    if (!date) return wrong({"日期应如2026-10-01。", "a date is written 2026-10-01."});
    day.date = *date;
    std::string working = node["working"].as<std::string>();
    if (working != "true" && working != "false")
        return wrong({"working应为true或false。", "working is true or false."});
    day.is_working = working == "true";
    YAML::Node title = node["name"];
    if (!title.IsMap() || title.size() != 2 || !title["zh"] || !title["en"])
        return wrong({"名称应有zh、en两项。", "a name has zh and en."});
    day.name = {title["zh"].as<std::string>(), title["en"].as<std::string>()};
    return day;
}

base::Result<base::CalendarYear> read_root(const std::string& name, const YAML::Node& root) {
    bool is_whole = root.IsMap() && root.size() == 3 && root["year"] && root["source"] && root["days"] &&
                    root["days"].IsSequence();
    if (!is_whole)
        return unreadable(name, root.Mark(),
                          {"应有year、source、days三项。", "it has year, source and days."});
    base::CalendarYear year;
    year.year = root["year"].as<int>();
    year.source = root["source"].as<std::string>();
    for (const YAML::Node& node : root["days"]) {
        ZHISHI_TRY(auto day, read_day(name, node));
        year.days.push_back(std::move(day));
    }
    std::sort(year.days.begin(), year.days.end(),
              [](const auto& a, const auto& b) { return a.date < b.date; });
    base::WorkingCalendar trial;
    ZHISHI_TRY_VOID(trial.add(year));
    return year;
}

} // namespace

base::Result<base::CalendarYear> read_calendar(const std::string& name, const std::string& text) {
    try {
        return read_root(name, YAML::Load(text));
    } catch (const YAML::Exception& error) {
        return unreadable(name, error.mark, {"无法读取：" + error.msg, error.msg});
    }
}

const std::vector<base::CalendarYear>& shipped_calendars() {
    static const std::vector<base::CalendarYear> calendars = [] {
        std::vector<base::CalendarYear> read;
        for (const CalendarText& shipped : calendar_texts()) {
            auto year = read_calendar(std::string(shipped.name), std::string(shipped.text));
            base::check(year.ok(), "a shipped calendar can be read");
            read.push_back(std::move(*year));
        }
        std::sort(read.begin(), read.end(), [](const auto& a, const auto& b) { return a.year < b.year; });
        return read;
    }();
    return calendars;
}

record::OrganCalendarYear calendar_for(const record::OrganId& organ, const base::CalendarYear& year) {
    record::OrganCalendarYear kept;
    kept.organ = organ;
    kept.year = year.year;
    kept.source = year.source;
    for (const auto& day : year.days)
        kept.days.push_back({day.date, day.is_working, day.name.zh});
    return kept;
}

} // namespace zhishi::workflow
