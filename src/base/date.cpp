#include "base/date.h"

#include "base/check.h"

#include <chrono>

namespace zhishi::base {

namespace {

constexpr std::int64_t microseconds_a_day = 86'400'000'000;

std::chrono::year_month_day split(std::int32_t days) {
    return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days)));
}

// Reads exactly `count` digits at `at`; -1 where there are none.
int digits(std::string_view text, size_t at, size_t count) {
    if (at + count > text.size()) return -1;
    int value = 0;
    for (size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

// The number in that many digits, with zeros in front.
void add(std::string& text, int number, int count) {
    char digits[8];
    for (int i = count; i-- > 0; number /= 10)
        digits[i] = static_cast<char>('0' + number % 10);
    text.append(digits, static_cast<size_t>(count));
}

bool is_special_name(std::string_view text) {
    auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (text.empty() || text.size() > 64 || !is_letter(text[0])) return false;
    for (char c : text)
        if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '-') return false;
    return true;
}

int periods_a_year(Period::Kind kind) {
    switch (kind) {
    case Period::Kind::year: return 1;
    case Period::Kind::half: return 2;
    case Period::Kind::quarter: return 4;
    case Period::Kind::month: return 12;
    case Period::Kind::special: break;
    }
    stop("a special appraisal has no dates of its own", std::source_location::current());
}

} // namespace

std::optional<Date> Date::from(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    std::chrono::year_month_day date{std::chrono::year(year),
                                     std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    return Date(static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count()));
}

std::optional<Date> Date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (year < 0 || month < 0 || day < 0) return std::nullopt;
    return from(year, month, day);
}

int Date::year() const {
    return static_cast<int>(split(days_).year());
}
int Date::month() const {
    return static_cast<int>(static_cast<unsigned>(split(days_).month()));
}
int Date::day() const {
    return static_cast<int>(static_cast<unsigned>(split(days_).day()));
}
int Date::weekday() const {
    return static_cast<int>(
        std::chrono::weekday(std::chrono::sys_days(std::chrono::days(days_))).iso_encoding());
}

std::string Date::str() const {
    std::string out;
    add(out, year(), 4);
    add(out += '-', month(), 2);
    add(out += '-', day(), 2);
    return out;
}

std::string Instant::str() const {
    std::int64_t days = microseconds / microseconds_a_day, rest = microseconds % microseconds_a_day;
    if (rest < 0) rest += microseconds_a_day, days -= 1;
    auto date = split(static_cast<std::int32_t>(days));
    std::int64_t seconds = rest / 1'000'000;
    std::string out;
    add(out, static_cast<int>(date.year()), 4);
    add(out += '-', static_cast<int>(static_cast<unsigned>(date.month())), 2);
    add(out += '-', static_cast<int>(static_cast<unsigned>(date.day())), 2);
    add(out += 'T', static_cast<int>(seconds / 3600), 2);
    add(out += ':', static_cast<int>(seconds / 60 % 60), 2);
    add(out += ':', static_cast<int>(seconds % 60), 2);
    add(out += '.', static_cast<int>(rest % 1'000'000), 6);
    out += 'Z';
    return out;
}

std::optional<Instant> Instant::parse(std::string_view text) {
    if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':') return std::nullopt;
    auto date = Date::parse(text.substr(0, 10));
    int hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
    if (!date || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        return std::nullopt;
    size_t at = 19;
    std::int64_t fraction = 0;
    if (text[at] == '.') {
        size_t end = ++at;
        for (; end < text.size() && text[end] >= '0' && text[end] <= '9'; ++end)
            fraction = fraction * 10 + (text[end] - '0');
        if (end == at || end - at > 6) return std::nullopt;
        for (size_t i = end - at; i < 6; ++i)
            fraction *= 10;
        at = end;
    }
    std::string_view zone = text.substr(at);
    int offset_minutes = 0;
    if (zone != "Z") {
        if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return std::nullopt;
        int hours = digits(zone, 1, 2), minutes = digits(zone, 4, 2);
        if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return std::nullopt;
        offset_minutes = (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
    }
    std::int64_t seconds = static_cast<std::int64_t>(date->days()) * 86'400 + hour * 3600 + minute * 60 +
                           second - static_cast<std::int64_t>(offset_minutes) * 60;
    return Instant{seconds * 1'000'000 + fraction};
}

Date Instant::date_at(int utc_offset_minutes) const {
    std::int64_t shifted = microseconds + static_cast<std::int64_t>(utc_offset_minutes) * 60'000'000;
    std::int64_t days = shifted / microseconds_a_day;
    if (shifted % microseconds_a_day < 0) days -= 1;
    return Date::from_days(static_cast<std::int32_t>(days));
}

Instant Instant::at_midnight(Date date, int utc_offset_minutes) {
    return {static_cast<std::int64_t>(date.days()) * microseconds_a_day -
            static_cast<std::int64_t>(utc_offset_minutes) * 60'000'000};
}

std::optional<Period> Period::parse(std::string_view text) {
    Period period;
    int year = digits(text, 0, 4);
    if (year >= 1) {
        period.year_ = year;
        std::string_view rest = text.substr(4);
        if (rest.empty()) return period;
        bool is_digit = rest.size() >= 2 && rest[1] >= '1' && rest[1] <= '9';
        if (rest.size() == 2 && rest[0] == 'H' && is_digit && rest[1] <= '2') {
            period.kind_ = Kind::half, period.ordinal_ = rest[1] - '0';
            return period;
        }
        if (rest.size() == 2 && rest[0] == 'Q' && is_digit && rest[1] <= '4') {
            period.kind_ = Kind::quarter, period.ordinal_ = rest[1] - '0';
            return period;
        }
        int month = rest.size() == 3 && rest[0] == '-' ? digits(rest, 1, 2) : -1;
        if (month < 1 || month > 12) return std::nullopt;
        period.kind_ = Kind::month, period.ordinal_ = month;
        return period;
    }
    if (!is_special_name(text)) return std::nullopt;
    period.kind_ = Kind::special, period.name_ = text;
    return period;
}

Period Period::of_year(int year) {
    Period period;
    period.year_ = year;
    return period;
}

Period Period::of_quarter(int year, int quarter) {
    check(quarter >= 1 && quarter <= 4, "a quarter is 1 to 4");
    Period period;
    period.kind_ = Kind::quarter, period.year_ = year, period.ordinal_ = quarter;
    return period;
}

Period Period::of_month(int year, int month) {
    check(month >= 1 && month <= 12, "a month is 1 to 12");
    Period period;
    period.kind_ = Kind::month, period.year_ = year, period.ordinal_ = month;
    return period;
}

Date Period::first() const {
    int months = 12 / periods_a_year(kind_);
    return Date::from(year_, (ordinal_ - 1) * months + 1, 1).value_or(Date());
}

// Not the day before what follows: nothing follows the year 9999.
Date Period::last() const {
    int month = ordinal_ * (12 / periods_a_year(kind_));
    int day = 31;
    while (day > 28 && !Date::from(year_, month, day))
        --day;
    return Date::from(year_, month, day).value_or(Date());
}

Period Period::next() const {
    Period period = *this;
    if (++period.ordinal_ > periods_a_year(kind_)) period.ordinal_ = 1, period.year_ += 1;
    return period;
}

Period Period::previous() const {
    Period period = *this;
    if (--period.ordinal_ < 1) period.ordinal_ = periods_a_year(kind_), period.year_ -= 1;
    return period;
}

std::string Period::str() const {
    if (kind_ == Kind::special) return name_;
    std::string out;
    add(out, year_, 4);
    switch (kind_) {
    case Kind::year: break;
    case Kind::half: add(out += 'H', ordinal_, 1); break;
    case Kind::quarter: add(out += 'Q', ordinal_, 1); break;
    default: add(out += '-', ordinal_, 2); break;
    }
    return out;
}

} // namespace zhishi::base
