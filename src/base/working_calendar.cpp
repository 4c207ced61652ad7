#include "base/working_calendar.h"

#include <algorithm>

namespace zhishi::base {

namespace {

Error year_missing(int year) {
    std::string number = std::to_string(year);
    return refused(
        ErrorKind::conflict, "calendar_year_missing",
        {"没有" + number + "年的工作日历，无法推算期限。请考核办在“工作日历”中导入国务院办公厅公布的" +
             number + "年放假安排。",
         "There is no working calendar for " + number +
             ", so no deadline can be worked out. The appraisal office can load that year's calendar."});
}

// No deadline of ours lies further from its anchor than a year of days off would make it.
constexpr int steps_max = 800;

} // namespace

Result<void> WorkingCalendar::add(CalendarYear year) {
    std::sort(year.days.begin(), year.days.end(),
              [](const auto& a, const auto& b) { return a.date < b.date; });
    for (size_t i = 0; i < year.days.size(); ++i) {
        const auto& day = year.days[i];
        if (day.date.year() != year.year)
            return bad_input("calendar_day_outside_year",
                             {day.date.str() + "不在" + std::to_string(year.year) + "年内。",
                              day.date.str() + " does not lie in " + std::to_string(year.year) + "."},
                             "/days/" + std::to_string(i));
        if (i > 0 && year.days[i - 1].date == day.date)
            return bad_input("calendar_day_twice",
                             {day.date.str() + "出现了两次。", day.date.str() + " is given twice."},
                             "/days/" + std::to_string(i));
    }
    int number = year.year;
    years_[number] = std::move(year);
    return {};
}

const CalendarYear* WorkingCalendar::year(int year) const {
    auto found = years_.find(year);
    return found == years_.end() ? nullptr : &found->second;
}

std::vector<int> WorkingCalendar::years() const {
    std::vector<int> numbers;
    for (const auto& [number, year] : years_)
        numbers.push_back(number);
    return numbers;
}

Result<bool> WorkingCalendar::is_working_day(Date date) const {
    const CalendarYear* found = year(date.year());
    if (!found) return year_missing(date.year());
    auto day = std::lower_bound(found->days.begin(), found->days.end(), date,
                                [](const auto& entry, Date wanted) { return entry.date < wanted; });
    if (day != found->days.end() && day->date == date) return day->is_working;
    return date.weekday() <= 5;
}

Result<Date> WorkingCalendar::working_day_after(Date date, int count) const {
    int step = count < 0 ? -1 : 1, left = count < 0 ? -count : count;
    if (left == 0) {
        date = date.plus_days(-1);
        left = 1;
    }
    for (int i = 0; i < steps_max; ++i) {
        date = date.plus_days(step);
        ZHISHI_TRY(bool worked, is_working_day(date));
        if (worked && --left == 0) return date;
    }
    stop("a deadline more than two years away from its anchor", std::source_location::current());
}

Result<Date> WorkingCalendar::working_day_of(const Period& period, int count) const {
    return working_day_after(period.first().plus_days(-1), count);
}

Result<int> WorkingCalendar::working_days_between(Date from, Date to) const {
    if (to < from) {
        ZHISHI_TRY(int count, working_days_between(to, from));
        return -count;
    }
    int count = 0;
    for (Date day = from.plus_days(1); day <= to; day = day.plus_days(1)) {
        ZHISHI_TRY(bool worked, is_working_day(day));
        count += worked;
    }
    return count;
}

} // namespace zhishi::base
