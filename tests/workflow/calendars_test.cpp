#include "workflow/calendars.h"

#include <gtest/gtest.h>

namespace zhishi::workflow {

namespace {

std::string code_of(const std::string& text) {
    auto year = read_calendar("test.yaml", text);
    return year ? "" : year.error().code;
}

TEST(calendars, are_shipped_by_year_and_hold) {
    const auto& shipped = shipped_calendars();
    ASSERT_GE(shipped.size(), 2u);
    base::WorkingCalendar calendar;
    for (size_t i = 0; i < shipped.size(); ++i) {
        EXPECT_EQ(shipped[i].year, shipped[0].year + static_cast<int>(i));
        EXPECT_FALSE(shipped[i].source.empty());
        ASSERT_TRUE(calendar.add(shipped[i]).ok());
    }
    EXPECT_TRUE(calendar.is_working_day(*base::Date::from(2026, 10, 10)).value()); // a Saturday, moved
    EXPECT_FALSE(calendar.is_working_day(*base::Date::from(2026, 10, 1)).value());
}

TEST(calendars, are_kept_by_the_organ_with_chinese_names) {
    base::CalendarYear year{
        2026, {{*base::Date::from(2026, 10, 1), false, {"国庆节", "National Day"}}}, "通知"};
    auto kept = calendar_for({"organ"}, year);
    EXPECT_EQ(kept.year, 2026);
    EXPECT_EQ(kept.source, "通知");
    ASSERT_EQ(kept.days.size(), 1u);
    EXPECT_EQ(kept.days[0].name, "国庆节");
    EXPECT_FALSE(kept.days[0].is_working);
    EXPECT_EQ(kept.version, 0);
}

TEST(calendars, are_refused_with_their_place_where_they_are_wrong) {
    const std::string head = "year: 2026\nsource: s\ndays:\n";
    const std::string good = "  - {date: 2026-01-01, working: false, name: {zh: 元旦, en: New Year}}\n";
    EXPECT_EQ(code_of(head + good), "");
    for (const char* bad : {
             "  - {date: 2026-1-1, working: false, name: {zh: 元旦, en: New Year}}\n",
             "  - {date: 2026-01-01, working: no, name: {zh: 元旦, en: New Year}}\n",
             "  - {date: 2026-01-01, working: false, name: 元旦}\n",
             "  - {date: 2026-01-01, working: false}\n",
             "  - [\n",
         })
        EXPECT_EQ(code_of(head + bad), "calendar_unreadable") << bad;
    EXPECT_EQ(code_of("year: 2026\nsource: s\n"), "calendar_unreadable");
    EXPECT_EQ(code_of("year: soon\nsource: s\ndays: []\n"), "calendar_unreadable");
    EXPECT_NE(code_of(head + good + good), ""); // a day twice
    EXPECT_NE(code_of("year: 2025\nsource: s\ndays:\n" + good), "");
    auto wrong = read_calendar("test.yaml", head + "  - {date: x, working: true, name: {zh: a, en: b}}\n");
    ASSERT_FALSE(wrong.ok());
    EXPECT_EQ(wrong.error().place.line, 4);
    EXPECT_EQ(wrong.error().place.file, "test.yaml");
}

} // namespace

} // namespace zhishi::workflow
