#include "cli/example/timetable.h"

#include "workflow/calendars.h"

#include <algorithm>

namespace zhishi::cli::example {

void Timetable::add(At at, size_t member, Concerns concerns, size_t whose, Rehearsal::Act act) {
    base::Instant moment = base::Instant::at_midnight(at.date, utc_offset_minutes)
                               .plus_seconds(at.hour * 3600 + at.minute * 60 + static_cast<int>(member));
    record::OfficialId about;
    if (concerns != Concerns::everything) about = bureau_.officials[whose].official;
    steps_.push_back({{bureau_.officials[member], moment, concerns, about}, std::move(act)});
}

base::Result<void> Timetable::play(Rehearsal& rehearsal, base::Instant until) const {
    std::vector<const Step*> in_order;
    for (const Step& step : steps_)
        if (step.part.at < until) in_order.push_back(&step);
    std::stable_sort(in_order.begin(), in_order.end(),
                     [](const Step* a, const Step* b) { return a->part.at < b->part.at; });
    for (const Step* step : in_order)
        ZHISHI_TRY_VOID(rehearsal.perform(step->part, step->act));
    return rehearsal.settle();
}

WorkingDays::WorkingDays() {
    for (const auto& year : workflow::shipped_calendars())
        base::check(calendar_.add(year).ok(), "a shipped calendar holds");
}

bool WorkingDays::is_worked(base::Date date) const {
    return calendar_.is_working_day(date).value();
}
base::Date WorkingDays::first_of(const base::Period& period, int count) const {
    return calendar_.working_day_of(period, count).value();
}
base::Date WorkingDays::after(base::Date date, int count) const {
    return calendar_.working_day_after(date, count).value();
}
base::Date WorkingDays::last_of(const base::Period& period) const {
    base::Date day = period.last();
    while (!is_worked(day))
        day = day.plus_days(-1);
    return day;
}

} // namespace zhishi::cli::example
