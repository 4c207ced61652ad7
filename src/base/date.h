// Calendar dates, instants and periods.
//
// Date     a day of the Gregorian calendar, 0001-01-01 to 9999-12-31, without zone
// Instant  microseconds since 1970-01-01T00:00:00Z
// Period   a year, half, quarter or month, both ends included, or the name of a special appraisal
// source   the written forms are those of the batch files: 2025, 2025H1, 2025Q3, 2025-03
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhishi::base {

class Date {
  public:
    Date() = default; // 1970-01-01
    static std::optional<Date> from(int year, int month, int day);
    static std::optional<Date> parse(std::string_view text); // YYYY-MM-DD and nothing else
    static Date from_days(std::int32_t days_since_1970) { return Date(days_since_1970); }

    int year() const;
    int month() const;
    int day() const;
    int weekday() const; // 1 = Monday … 7 = Sunday
    std::int32_t days() const { return days_; }
    std::string str() const;

    Date plus_days(int count) const { return Date(days_ + count); }
    auto operator<=>(const Date&) const = default;

  private:
    explicit Date(std::int32_t days) : days_(days) {}
    std::int32_t days_ = 0;
};

struct Instant {
    std::int64_t microseconds = 0;
    auto operator<=>(const Instant&) const = default;

    std::string str() const;                                    // 2026-11-21T09:42:00.123456Z
    static std::optional<Instant> parse(std::string_view text); // with Z or +hh:mm; up to six decimals
    Date date_at(int utc_offset_minutes) const; // the date on the wall of a place with this offset
    static Instant at_midnight(Date date,
                               int utc_offset_minutes); // the instant at which that date begins there
    Instant plus_seconds(std::int64_t count) const { return {microseconds + count * 1'000'000}; }
};

class Period {
  public:
    enum class Kind { year, half, quarter, month, special };

    static std::optional<Period> parse(std::string_view text);
    static Period of_year(int year);
    static Period of_quarter(int year, int quarter);
    static Period of_month(int year, int month);
    static Period month_of(Date date) { return of_month(date.year(), date.month()); }

    Kind kind() const { return kind_; }
    int year() const { return year_; }       // 0 for a special appraisal
    int ordinal() const { return ordinal_; } // 1-based within its year: half, quarter, month; 1 for a year
    const std::string& name() const { return name_; } // of a special appraisal

    Date first() const; // not of a special appraisal
    Date last() const;
    bool contains(Date date) const { return kind_ != Kind::special && first() <= date && date <= last(); }
    Period next() const; // the period of the same kind that follows
    Period previous() const;
    std::string str() const;
    bool operator==(const Period&) const = default;
    auto operator<=>(const Period&) const = default;

  private:
    Kind kind_ = Kind::year;
    int year_ = 0;
    int ordinal_ = 1;
    std::string name_;
};

} // namespace zhishi::base
