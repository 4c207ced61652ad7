// What happens in the bureau, when, and by whom; played in the order of time.
#pragma once

#include "base/working_calendar.h"
#include "cli/example/bureau.h"

#include <vector>

namespace zhishi::cli::example {

// A time of day.
struct At {
    base::Date date;
    int hour = 9, minute = 0;
};

class Timetable {
  public:
    explicit Timetable(const Bureau& bureau) : bureau_(bureau) {}

    // `member` does it; no two members do anything in the same second.
    void add(At at, size_t member, Concerns concerns, size_t whose, Rehearsal::Act act);
    // All that lies before the moment.
    base::Result<void> play(Rehearsal& rehearsal, base::Instant until) const;

  private:
    struct Step {
        base::Instant at;
        size_t member, whose; // who has not come yet has no id before he does
        Concerns concerns;
        Rehearsal::Act act;
    };
    const Bureau& bureau_;
    std::vector<Step> steps_;
};

// The working days of the shipped calendars, for days that are known to lie in them.
class WorkingDays {
  public:
    WorkingDays();
    bool is_worked(base::Date date) const;
    base::Date first_of(const base::Period& period, int count) const; // the count-th
    base::Date after(base::Date date, int count) const;               // or before, where count < 0
    base::Date last_of(const base::Period& period) const;
    // As after(); a plain weekday where the calendars end.
    base::Date near(base::Date date, int count) const;
    // The first worked day that is not before it.
    base::Date from(base::Date date) const;
    bool knows(int year) const { return calendar_.year(year) != nullptr; }

  private:
    base::WorkingCalendar calendar_;
};

} // namespace zhishi::cli::example
