// What the documents and data promise: every requirement has a row with its test, every YAML file can be
// read, and the calendars say what was announced.
#include "base/working_calendar.h"
#include "tests/layout/source_tree.h"

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <regex>

namespace zhishi::layout {
namespace {

// How many requirements each of the nine systems has, and the tenth list that cuts across them.
const std::vector<std::pair<std::string, int>> requirement_counts = {
    {"CH", 50}, {"RZ", 51}, {"TB", 56}, {"BZ", 30}, {"JS", 31},
    {"FJ", 34}, {"SC", 30}, {"GS", 40}, {"SL", 33}, {"XX", 10}};

struct Requirement {
    std::string id, where, test;
};

std::vector<Requirement> requirements_in(std::string_view page) {
    static const std::regex row(R"(^\| ([A-Z]{2}-\d\d) \|[^|]*\|([^|]*)\|([^|]*)\|$)");
    std::vector<Requirement> found;
    for (const std::string& line : lines_of(page)) {
        std::smatch match;
        if (std::regex_match(line, match, row)) found.push_back({match[1], match[2], match[3]});
    }
    return found;
}

// The ids that are missing, out of order or there twice.
std::vector<std::string> misplaced_ids(const std::vector<Requirement>& rows) {
    std::vector<std::string> wanted, faults;
    for (const auto& [prefix, count] : requirement_counts)
        for (int i = 1; i <= count; ++i)
            wanted.push_back(prefix + (i < 10 ? "-0" : "-") + std::to_string(i));
    for (size_t i = 0; i < std::max(wanted.size(), rows.size()); ++i)
        if (i >= wanted.size() || i >= rows.size() || rows[i].id != wanted[i]) {
            faults.push_back(i < wanted.size() ? wanted[i] : rows[i].id);
            break;
        }
    return faults;
}

// A row is open, or names tests that are there.
std::vector<std::string> rows_without_a_test(const std::vector<Requirement>& rows) {
    static const std::regex path("`([^`]+)`");
    std::vector<std::string> faults;
    for (const Requirement& row : rows) {
        std::string test = std::regex_replace(row.test, std::regex("^ +| +$"), "");
        if (test == "open") continue;
        std::sregex_iterator at(test.begin(), test.end(), path), end;
        if (at == end) faults.push_back(row.id + ": neither open nor with a test");
        for (; at != end; ++at)
            if (!std::filesystem::exists((*at)[1].str())) faults.push_back(row.id + ": no " + (*at)[1].str());
    }
    return faults;
}

std::string text_of(const std::string& path) {
    for (const SourceFile& file : read_tree("docs"))
        if ("docs/" + file.path == path) return file.text;
    return "";
}

base::CalendarYear read_calendar(int number) {
    YAML::Node file = YAML::LoadFile("data/calendars/cn-" + std::to_string(number) + ".yaml");
    base::CalendarYear year;
    year.year = file["year"].as<int>();
    year.source = file["source"].as<std::string>();
    for (const YAML::Node& day : file["days"]) {
        auto date = base::Date::parse(day["date"].as<std::string>());
        if (!date) throw std::runtime_error("no date: " + day["date"].as<std::string>());
        year.days.push_back({*date,
                             day["working"].as<bool>(),
                             {day["name"]["zh"].as<std::string>(), day["name"]["en"].as<std::string>()}});
    }
    return year;
}

int working_days_in(const base::CalendarYear& year, int month) {
    base::WorkingCalendar calendar;
    if (!calendar.add(year).ok()) return -1;
    int count = 0;
    base::Period period = base::Period::of_month(year.year, month);
    for (base::Date day = period.first(); day <= period.last(); day = day.plus_days(1))
        count += calendar.is_working_day(day).value() ? 1 : 0;
    return count;
}

TEST(documents, every_requirement_has_one_row_in_its_place) {
    std::vector<Requirement> rows = requirements_in(text_of("docs/systems.md"));
    EXPECT_EQ(rows.size(), 365u);
    EXPECT_TRUE(misplaced_ids(rows).empty()) << misplaced_ids(rows).front();
}

TEST(documents, a_row_of_a_requirement_names_a_test_that_is_there_or_is_open) {
    std::vector<Requirement> rows = requirements_in(text_of("docs/systems.md"));
    std::string listed;
    for (const std::string& fault : rows_without_a_test(rows))
        listed += fault + "\n";
    EXPECT_EQ(listed, "");
}

TEST(documents, a_missing_row_and_a_missing_test_are_found) {
    std::vector<Requirement> rows =
        requirements_in("| CH-01 | a | web | `tests/none.cpp` |\n| CH-03 | b | – | open |\n"
                        "| CH-04 | c | web |  |\n");
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(misplaced_ids(rows), std::vector<std::string>{"CH-02"});
    EXPECT_EQ(rows_without_a_test(rows),
              (std::vector<std::string>{"CH-01: no tests/none.cpp", "CH-04: neither open nor with a test"}));
}

TEST(documents, every_yaml_file_can_be_read) {
    int count = 0;
    for (const char* folder : {"schemes", "data", "docs"}) {
        if (!std::filesystem::is_directory(folder)) continue;
        for (const SourceFile& file : read_tree(folder)) {
            if (!file.path.ends_with(".yaml")) continue;
            ++count;
            EXPECT_NO_THROW(YAML::LoadAll(file.text)) << folder << "/" << file.path;
        }
    }
    EXPECT_GE(count, 3);
    EXPECT_THROW(YAML::LoadAll("a: [1\nb: }"), YAML::Exception);
}

TEST(calendars, a_year_has_the_working_days_that_were_announced) {
    const std::vector<std::pair<int, std::vector<int>>> announced = {
        {2025, {19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23}},
        {2026, {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23}}};
    for (const auto& [number, months] : announced) {
        base::CalendarYear year = read_calendar(number);
        EXPECT_EQ(year.year, number);
        int total = 0;
        for (int month = 1; month <= 12; ++month) {
            EXPECT_EQ(working_days_in(year, month), months[static_cast<size_t>(month - 1)])
                << number << "-" << month;
            total += working_days_in(year, month);
        }
        EXPECT_EQ(total, 248) << number;
    }
}

TEST(calendars, only_weekends_are_moved_to_working_days_and_every_day_is_named) {
    for (int number : {2025, 2026}) {
        base::CalendarYear year = read_calendar(number);
        EXPECT_NE(year.source.find("国办发明电"), std::string::npos);
        for (const auto& day : year.days) {
            EXPECT_FALSE(day.name.zh.empty() || day.name.en.empty()) << day.date.str();
            EXPECT_TRUE(!day.is_working || day.date.weekday() >= 6) << day.date.str();
        }
    }
}

} // namespace
} // namespace zhishi::layout
