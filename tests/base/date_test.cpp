// Dates, instants and periods: what is read, what is refused, how they are written.
#include "base/date.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace zhishi::test {

namespace {

using base::Date;
using base::Instant;
using base::Period;

Date date(const char* text) {
    return Date::parse(text).value();
}

TEST(DateTest, is_read_in_one_form_and_no_other) {
    EXPECT_EQ(date("1970-01-01").days(), 0);
    EXPECT_EQ(date("1969-12-31").days(), -1);
    EXPECT_EQ(date("2000-02-29").days(), 11'016);
    EXPECT_EQ(date("0001-01-01").str(), "0001-01-01");
    EXPECT_EQ(date("9999-12-31").str(), "9999-12-31");
    for (const char* wrong :
         {"", "2026-2-01", "2026-02-1", "2026/02/01", "2026-02-30", "2025-02-29", "2100-02-29", "2026-13-01",
          "2026-00-10", "2026-01-00", "0000-01-01", "2026-02-01 ", " 2026-02-01", "+026-01-01", "20260201",
          "2026-02-01T", "２０２６-02-01"})
        EXPECT_FALSE(Date::parse(wrong).has_value()) << wrong;
    EXPECT_FALSE(Date::from(10'000, 1, 1).has_value());
    EXPECT_FALSE(Date::from(0, 1, 1).has_value());
}

TEST(DateTest, weekdays_run_from_monday_1_to_sunday_7) {
    EXPECT_EQ(date("2026-11-16").weekday(), 1);
    EXPECT_EQ(date("2026-11-22").weekday(), 7);
    EXPECT_EQ(date("1969-12-28").weekday(), 7);
}

TEST(DateTest, every_day_of_ten_thousand_years_is_written_and_read_back) {
    EXPECT_TRUE(rc::check("text and back", [] {
        Date any = Date::from_days(*rc::gen::inRange(-719'162, 2'932'897));
        auto read = Date::parse(any.str());
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == any);
        RC_ASSERT(Date::from(any.year(), any.month(), any.day()) == any);
        RC_ASSERT(any.plus_days(1).plus_days(-1) == any);
        RC_ASSERT(any.plus_days(1).weekday() == any.weekday() % 7 + 1);
    }));
}

TEST(InstantTest, is_written_in_utc_with_microseconds) {
    EXPECT_EQ(Instant{0}.str(), "1970-01-01T00:00:00.000000Z");
    EXPECT_EQ(Instant{-1}.str(), "1969-12-31T23:59:59.999999Z");
    EXPECT_EQ(Instant::parse("2026-11-21T09:42:00.123456Z")->str(), "2026-11-21T09:42:00.123456Z");
    EXPECT_EQ(Instant::parse("2026-11-21T09:42:00Z")->str(), "2026-11-21T09:42:00.000000Z");
    EXPECT_EQ(Instant::parse("2026-11-21T09:42:00.5Z")->str(), "2026-11-21T09:42:00.500000Z");
    EXPECT_EQ(Instant::parse("2026-11-21T09:42:00+08:00")->str(), "2026-11-21T01:42:00.000000Z");
    EXPECT_EQ(Instant::parse("2026-11-21T09:42:00-03:30")->str(), "2026-11-21T13:12:00.000000Z");
    for (const char* wrong :
         {"", "2026-11-21", "2026-11-21T09:42:00", "2026-11-21 09:42:00Z", "2026-11-21T24:00:00Z",
          "2026-11-21T09:60:00Z", "2026-11-21T09:42:60Z", "2026-11-21T09:42:00.Z",
          "2026-11-21T09:42:00.1234567Z", "2026-11-21T09:42:00z", "2026-11-21T09:42:00+8:00",
          "2026-11-21T09:42:00+15:00", "2026-11-31T09:42:00Z", "2026-11-21T09:42:00Z "})
        EXPECT_FALSE(Instant::parse(wrong).has_value()) << wrong;
}

TEST(InstantTest, the_day_on_the_wall_begins_at_midnight_there) {
    Instant late = *Instant::parse("2026-11-20T16:00:00Z");
    EXPECT_EQ(late.date_at(480).str(), "2026-11-21");
    EXPECT_EQ(late.date_at(0).str(), "2026-11-20");
    EXPECT_EQ(Instant{late.microseconds - 1}.date_at(480).str(), "2026-11-20");
    EXPECT_EQ(Instant::at_midnight(date("2026-11-21"), 480), late);
    EXPECT_EQ(Instant{-1}.date_at(0).str(), "1969-12-31");
    EXPECT_EQ(late.plus_seconds(-1).date_at(480).str(), "2026-11-20");
}

TEST(PeriodTest, is_read_and_written_in_the_forms_of_the_batch_files) {
    for (const char* text :
         {"2025", "2025H1", "2025H2", "2025Q1", "2025Q4", "2025-01", "2025-12", "flood-2025"})
        EXPECT_EQ(Period::parse(text).value().str(), text);
    EXPECT_EQ(Period::parse("2025Q3")->kind(), Period::Kind::quarter);
    EXPECT_EQ(Period::parse("2025Q3")->ordinal(), 3);
    EXPECT_EQ(Period::parse("flood-2025")->kind(), Period::Kind::special);
    EXPECT_EQ(Period::parse("flood-2025")->name(), "flood-2025");
    for (const char* wrong :
         {"", "25", "2025H0", "2025H3", "2025Q0", "2025Q5", "2025-00", "2025-13", "2025-1", "2025q1",
          "2025-010", "0000", "-flood", "防汛", "flood 2025", "2025Q10"})
        EXPECT_FALSE(Period::parse(wrong).has_value()) << wrong;
    EXPECT_FALSE(Period::parse(std::string(65, 'a')).has_value());
}

TEST(PeriodTest, includes_both_its_ends) {
    auto ends = [](const char* text) {
        Period period = Period::parse(text).value();
        return period.first().str() + " " + period.last().str();
    };
    EXPECT_EQ(ends("2024"), "2024-01-01 2024-12-31");
    EXPECT_EQ(ends("2024H2"), "2024-07-01 2024-12-31");
    EXPECT_EQ(ends("2024Q1"), "2024-01-01 2024-03-31");
    EXPECT_EQ(ends("2024-02"), "2024-02-01 2024-02-29");
    EXPECT_EQ(ends("2025-02"), "2025-02-01 2025-02-28");
    EXPECT_EQ(ends("9999"), "9999-01-01 9999-12-31");
    EXPECT_EQ(ends("9999Q4"), "9999-10-01 9999-12-31");
    Period february = Period::of_month(2025, 2);
    EXPECT_TRUE(february.contains(date("2025-02-01")) && february.contains(date("2025-02-28")));
    EXPECT_FALSE(february.contains(date("2025-01-31")) || february.contains(date("2025-03-01")));
    EXPECT_FALSE(Period::parse("flood-2025")->contains(date("2025-02-01")));
}

TEST(PeriodTest, follows_and_precedes_its_neighbours) {
    EXPECT_EQ(Period::of_month(2025, 12).next().str(), "2026-01");
    EXPECT_EQ(Period::of_month(2025, 1).previous().str(), "2024-12");
    EXPECT_EQ(Period::of_quarter(2025, 4).next().str(), "2026Q1");
    EXPECT_EQ(Period::of_year(2025).previous().str(), "2024");
    EXPECT_EQ(Period::month_of(date("2025-02-28")).str(), "2025-02");
}

} // namespace

} // namespace zhishi::test
