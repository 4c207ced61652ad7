// What the whole bureau does in its year, put into the timetable. The counterpart for the one section is
// year_and_month.h.
#pragma once

#include "cli/example/acts.h"
#include "cli/example/matters.h"
#include "cli/example/staff.h"

namespace zhishi::cli::example {

// What every part of the year needs.
struct Scene {
    Timetable& timetable;
    Bureau& bureau;
    const Staff& staff;
    const WorkingDays& days;
    base::Date until; // all lies before it

    // A step of somebody about his own papers or, by `by`, about those of `whose`.
    void papers(At at, size_t by, size_t whose, Rehearsal::Act act) const {
        timetable.add(at, by, Concerns::papers, whose, std::move(act));
    }
    void office(At at, Rehearsal::Act act) const {
        size_t office = staff.office();
        timetable.add(at, office, Concerns::everything, office, std::move(act));
    }
};

// January: the committee, grades of the two years before, recusals. Through the year: who comes, moves,
// leaves, acts for another, is on probation or was disciplined.
void add_personnel(const Scene& scene, int year);

void add_plans_of_year(const Scene& scene, int year);
// The first days of a month. `is_present`: some plans wait, some were returned, a few are not written.
void add_plans_of_month(const Scene& scene, const base::Period& month, bool is_present);
// The goals of a person's month, one a kind of work, and what stands beside them: the same whenever asked
// for.
std::vector<std::string> goals_of(const Staff& staff, const WorkingDays& days, size_t who,
                                  const base::Period& month);

// An entry and when it is written.
struct LogDraft {
    size_t who = 0;
    Desk::Composed composed;
    base::Date written;
    int minute = 0; // of the afternoon
    bool is_withdrawn = false;
};
// Of all days from `first` to the day before `until`, by day and person. Pure: the same days, the same texts;
// a longer year begins as the shorter one.
std::vector<LogDraft> draft_logs(const Staff& staff, const WorkingDays& days, base::Date first,
                                 base::Date until);
void add_logs(const Scene& scene, std::vector<LogDraft> drafts);

// The end of a month: summaries, some of them returned or late, reviews, the close by the office.
void add_summaries(const Scene& scene, const base::Period& month);
// On which day a person hands his summary in; entries of the month are written before it.
base::Date summary_day(const Staff& staff, const WorkingDays& days, size_t who, const base::Period& month);

// The weeks after a quarter: sheets, answers, excuses, the close.
void add_reviews(const Scene& scene, const base::Period& quarter);

} // namespace zhishi::cli::example
