// Working days: counting over weekends, holidays and moved working days, and the calendars that are shipped.
#include "base/working_calendar.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>

namespace zhishi::test {

namespace {

using base::CalendarYear;
using base::Date;
using base::WorkingCalendar;

Date date(const std::string& text) {
    return Date::parse(text).value();
}

// A week with everything: Thursday 2026-10-01 to Wednesday 10-07 off, Saturday 10-10 worked.
WorkingCalendar october() {
    CalendarYear year{2026, {{date("2026-10-10"), true, {}}}, "test"};
    for (int day = 1; day <= 7; ++day)
        year.days.push_back({date("2026-10-01").plus_days(day - 1), false, {}});
    WorkingCalendar calendar;
    EXPECT_TRUE(calendar.add(year).ok());
    return calendar;
}

TEST(WorkingCalendarTest, knows_weekends_holidays_and_moved_days) {
    WorkingCalendar calendar = october();
    for (const char* worked : {"2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12"})
        EXPECT_TRUE(*calendar.is_working_day(date(worked))) << worked;
    for (const char* off : {"2026-10-01", "2026-10-05", "2026-10-07", "2026-10-11", "2026-10-17"})
        EXPECT_FALSE(*calendar.is_working_day(date(off))) << off;
}

TEST(WorkingCalendarTest, counts_forwards_and_backwards) {
    WorkingCalendar calendar = october();
    EXPECT_EQ(calendar.working_day_after(date("2026-09-30"), 1)->str(), "2026-10-08");
    EXPECT_EQ(calendar.working_day_after(date("2026-10-08"), 3)->str(), "2026-10-12");
    EXPECT_EQ(calendar.working_day_after(date("2026-10-12"), -1)->str(), "2026-10-10");
    EXPECT_EQ(calendar.working_day_after(date("2026-10-08"), -1)->str(), "2026-09-30");
    EXPECT_EQ(calendar.working_day_after(date("2026-10-03"), 0)->str(), "2026-10-08")
        << "itself, if it is worked";
    EXPECT_EQ(calendar.working_day_after(date("2026-10-10"), 0)->str(), "2026-10-10");
    EXPECT_EQ(calendar.working_day_of(base::Period::of_month(2026, 10), 1)->str(), "2026-10-08");
    EXPECT_EQ(calendar.working_day_of(base::Period::of_month(2026, 9), 1)->str(), "2026-09-01");
}

TEST(WorkingCalendarTest, counts_the_days_between_without_the_first) {
    WorkingCalendar calendar = october();
    EXPECT_EQ(*calendar.working_days_between(date("2026-09-30"), date("2026-10-10")), 3);
    EXPECT_EQ(*calendar.working_days_between(date("2026-10-10"), date("2026-09-30")), -3);
    EXPECT_EQ(*calendar.working_days_between(date("2026-10-08"), date("2026-10-08")), 0);
    for (int count = 1; count <= 30; ++count) {
        Date there = *calendar.working_day_after(date("2026-09-14"), count);
        EXPECT_EQ(*calendar.working_days_between(date("2026-09-14"), there), count);
    }
}

TEST(WorkingCalendarTest, a_year_without_data_has_no_answer) {
    WorkingCalendar calendar = october();
    auto answer = calendar.working_day_after(date("2026-12-31"), 1);
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().code, "calendar_year_missing");
    EXPECT_NE(answer.error().text.zh.find("2027"), std::string::npos);
    EXPECT_FALSE(calendar.is_working_day(date("2025-12-31")).ok());
    EXPECT_EQ(calendar.years(), std::vector<int>{2026});
    EXPECT_EQ(calendar.year(2025), nullptr);
}

TEST(WorkingCalendarTest, a_wrong_year_is_refused_and_a_later_one_replaces) {
    WorkingCalendar calendar = october();
    auto outside = calendar.add({2026, {{date("2027-01-01"), false, {}}}, "x"});
    ASSERT_FALSE(outside.ok());
    EXPECT_EQ(outside.error().code, "calendar_day_outside_year");
    auto twice = calendar.add({2026, {{date("2026-01-01"), false, {}}, {date("2026-01-01"), true, {}}}, "x"});
    ASSERT_FALSE(twice.ok());
    EXPECT_EQ(twice.error().code, "calendar_day_twice");
    EXPECT_FALSE(*calendar.is_working_day(date("2026-10-01"))) << "what was refused changed nothing";
    ASSERT_TRUE(calendar.add({2026, {}, "replaced"}).ok());
    EXPECT_TRUE(*calendar.is_working_day(date("2026-10-01")));
}

// The shipped files, read line by line: base knows no YAML.
CalendarYear shipped(int year) {
    CalendarYear calendar{year, {}, "shipped"};
    std::ifstream file("data/calendars/cn-" + std::to_string(year) + ".yaml");
    std::regex entry(R"(\s*- \{date: (\d{4}-\d\d-\d\d), working: (true|false), name: .*)");
    std::smatch found;
    for (std::string line; std::getline(file, line);)
        if (std::regex_match(line, found, entry))
            calendar.days.push_back({date(found[1].str()), found[2].str() == "true", {}});
    return calendar;
}

TEST(WorkingCalendarTest, the_shipped_years_have_the_announced_days) {
    WorkingCalendar calendar;
    for (int year : {2025, 2026}) {
        CalendarYear read = shipped(year);
        ASSERT_GT(read.days.size(), 25u) << year;
        for (const auto& day : read.days)
            if (day.is_working) {
                EXPECT_GT(day.date.weekday(), 5) << day.date.str() << ": only a weekend day is moved";
            }
        ASSERT_TRUE(calendar.add(read).ok());
    }
    // 365 days, less 104 of weekends and the 13 holidays of the law.
    EXPECT_EQ(*calendar.working_days_between(date("2025-01-01"), date("2025-12-31")), 248);
    EXPECT_EQ(*calendar.working_days_between(date("2026-01-01"), date("2026-12-31")), 248);
    for (const char* worked : {"2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"})
        EXPECT_TRUE(*calendar.is_working_day(date(worked))) << worked;
    for (const char* off :
         {"2025-01-01", "2025-01-28", "2025-02-04", "2025-05-05", "2025-06-02", "2025-10-08"})
        EXPECT_FALSE(*calendar.is_working_day(date(off))) << off;
}

} // namespace

} // namespace zhishi::test
