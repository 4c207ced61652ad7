// The whole bureau.
#include "cli/example/bureau_year.h"
#include "cli/example/make_example.h"

namespace zhishi::cli::example {

namespace {

constexpr int days_looked_back = 5;

} // namespace

base::Result<int> first_year_of_bureau(base::Date today) {
    WorkingDays days;
    if (!days.knows(today.year())) return needs_calendar(today.year());
    if (today.month() == 1 && days.knows(today.year() - 1)) return today.year() - 1;
    // Founded on the first working day, of which something must lie before today.
    if (today <= days.first_of(base::Period::of_year(today.year()), 1))
        return needs_calendar(today.year() - 1);
    return today.year();
}

base::Result<std::vector<ShownAccount>> make_bureau(store::Store& store, const Request& request,
                                                    base::Random& secrets) {
    ZHISHI_TRY(int first_year, first_year_of_bureau(request.today));
    WorkingDays days;
    SeededRandom random(seed_of_example);
    workflow::Office office(store, request.schemes);
    base::Date founded_on = days.first_of(base::Period::of_year(first_year), 1);
    Staff staff(first_year, days);
    ZHISHI_TRY(Founded founded, found_bureau(store, office, staff.roster(), founded_on, random, secrets,
                                             request.password_cost));
    Bureau& bureau = founded.bureau;

    Timetable timetable(bureau);
    Scene scene{timetable, bureau, staff, days, request.today};
    add_personnel(scene, first_year);
    for (int year = first_year; year <= request.today.year(); ++year)
        add_plans_of_year(scene, year);
    for (auto month = base::Period::of_month(first_year, 1); month.first() < request.today;
         month = month.next()) {
        bool is_present = month.contains(request.today);
        add_plans_of_month(scene, month, is_present);
        if (!is_present) add_summaries(scene, month);
    }
    for (auto quarter = base::Period::of_quarter(first_year, 1); quarter.last() < request.today;
         quarter = quarter.next())
        if (days.knows(quarter.next().year())) add_reviews(scene, quarter);
    // Whether an entry is late is told by the working days before it.
    base::Date logs_from = days.knows(first_year - 1) ? founded_on : days.after(founded_on, days_looked_back);
    add_logs(scene, draft_logs(staff, days, logs_from, request.today));

    Rehearsal rehearsal(store, office, bureau.organ, random);
    base::Instant until = base::Instant::at_midnight(request.today, utc_offset_minutes);
    ZHISHI_TRY_VOID(timetable.play(rehearsal, until));
    return std::move(founded.accounts);
}

} // namespace zhishi::cli::example
