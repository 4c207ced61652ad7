// The working days of an organ: Monday to Friday, less the holidays, plus the days off that were moved to
// working days (调休). Both are data, a year at a time, as the State Council announces them.
//
// A year without data has no answer: a deadline in it is refused with calendar_year_missing, never guessed.
#pragma once

#include "base/date.h"
#include "base/result.h"

#include <map>
#include <string>
#include <vector>

namespace zhishi::base {

struct CalendarYear {
    struct Day {
        Date date;
        bool is_working = false; // true: a weekend day that is worked; false: a day off
        Text name;               // 国庆节 / National Day
    };
    int year = 0;
    std::vector<Day> days; // only those that differ from Monday-to-Friday, in order of date
    std::string source;    // the announcement, with its number
};

class WorkingCalendar {
  public:
    // A later call for the same year replaces it. Error: a day outside its year, or the same day twice.
    Result<void> add(CalendarYear year);
    const CalendarYear* year(int year) const;
    std::vector<int> years() const;

    Result<bool> is_working_day(Date date) const;
    // The count-th working day after `date` (count > 0; `date` itself is not counted) or before it (count <
    // 0); count 0: date itself if it is worked, else the next working day.
    Result<Date> working_day_after(Date date, int count) const;
    // The count-th working day of the period (1-based): first() may be it.
    Result<Date> working_day_of(const Period& period, int count) const;
    // Working days d with from < d <= to; negative where to < from.
    Result<int> working_days_between(Date from, Date to) const;

  private:
    std::map<int, CalendarYear> years_;
};

} // namespace zhishi::base
