#include "cli/example/timetable.h"

#include "workflow/calendars.h"

#include <algorithm>

namespace zhishi::cli::example {

void Timetable::add(At at, size_t member, Concerns concerns, size_t whose, Rehearsal::Act act) {
    base::Instant moment = base::Instant::at_midnight(at.date, utc_offset_minutes)
                               .plus_seconds(at.hour * 3600 + at.minute * 60 + static_cast<int>(member));
    steps_.push_back({moment, member, whose, concerns, std::move(act)});
}

base::Result<void> Timetable::play(Rehearsal& rehearsal, base::Instant until) const {
    std::vector<const Step*> in_order;
    for (const Step& step : steps_)
        if (step.at < until) in_order.push_back(&step);
    std::stable_sort(in_order.begin(), in_order.end(),
                     [](const Step* a, const Step* b) { return a->at < b->at; });
    for (const Step* step : in_order) {
        Rehearsal::Part part{bureau_.officials[step->member], step->at, step->concerns, {}};
        if (step->concerns != Concerns::everything) part.whose = bureau_.officials[step->whose].official;
        auto performed = rehearsal.perform(part, step->act);
        if (performed) continue;
        // Whoever mends the example wants to know which of the many acts it was.
        base::Error error = performed.error();
        std::string place = "[" + step->at.str() + ", " + std::to_string(step->member) + ", " +
                            std::to_string(step->whose) + "]";
        error.text.zh += place;
        error.text.en += " " + place;
        return error;
    }
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
base::Date WorkingDays::near(base::Date date, int count) const {
    if (auto found = calendar_.working_day_after(date, count)) return *found;
    base::Date day = date.plus_days(count * 7 / 5);
    return day.weekday() == 7 ? day.plus_days(1) : day;
}
base::Date WorkingDays::from(base::Date date) const {
    while (!is_worked(date))
        date = date.plus_days(1);
    return date;
}
base::Date WorkingDays::last_of(const base::Period& period) const {
    base::Date day = period.last();
    while (!is_worked(day))
        day = day.plus_days(-1);
    return day;
}

} // namespace zhishi::cli::example
