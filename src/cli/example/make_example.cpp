#include "cli/example/make_example.h"

#include "cli/example/cast.h"
#include "cli/example/year_and_month.h"

namespace zhishi::cli::example {

namespace {

// Whether an entry is late is told by the working days before it.
constexpr int days_looked_back = 10;

} // namespace

base::Error needs_calendar(int year) {
    std::string text = std::to_string(year);
    return base::refused(
        base::ErrorKind::bad_input, "example_needs_calendar",
        {"建立示例需要" + text + "年的工作日历，本程序未附。请用--today指定另一天，如--today 2026-11-16。",
         "The example needs the working calendar of " + text +
             ", which this program does not ship. Name another day with --today, as in "
             "--today 2026-11-16."});
}

base::Result<Months> months_of(base::Date today) {
    WorkingDays days;
    base::Period present = base::Period::month_of(today);
    Months months{present.previous(), present};
    int first = months.last.first().plus_days(-days_looked_back).year();
    for (int year = first; year <= today.year(); ++year)
        if (!days.knows(year)) return needs_calendar(year);
    return months;
}

base::Result<void> must_have_calendars(base::Date today, Size size) {
    if (size == Size::bureau) {
        ZHISHI_TRY_VOID(first_year_of_bureau(today));
    } else {
        ZHISHI_TRY_VOID(months_of(today));
    }
    return {};
}

base::Result<std::vector<ShownAccount>> make_example(store::Store& store, const Request& request,
                                                     base::Random& secrets) {
    return request.size == Size::bureau ? make_bureau(store, request, secrets)
                                        : make_section(store, request, secrets);
}

base::Result<std::vector<ShownAccount>> make_section(store::Store& store, const Request& request,
                                                     base::Random& secrets) {
    ZHISHI_TRY(Months months, months_of(request.today));
    WorkingDays days;
    SeededRandom random(seed_of_example);
    workflow::Office office(store, request.schemes);
    int first_year = months.last.year();
    base::Date founded_on = days.first_of(base::Period::of_year(first_year), 1);
    ZHISHI_TRY(Founded founded, found_bureau(store, office, roster_of_cast(founded_on), founded_on, random,
                                             secrets, request.password_cost));
    const Bureau& bureau = founded.bureau;

    Timetable timetable(bureau);
    LogTexts texts(random);
    for (int year = first_year; year <= request.today.year(); ++year)
        add_annual_plans(timetable, bureau, days, year);
    add_committee(timetable, bureau, days, first_year);
    add_prior_grades(timetable, bureau, days, first_year);
    for (auto quarter = base::Period::of_quarter(first_year, 1); quarter.last() < request.today;
         quarter = quarter.next())
        if (days.knows(quarter.next().year())) add_quarter_reviews(timetable, bureau, days, quarter);
    add_month_plans(timetable, bureau, days, months.last, Which::last_month);
    add_logs(timetable, bureau, days, months.last, request.today, random, texts);
    add_reconciliation(timetable, bureau, days, months.last);
    add_month_plans(timetable, bureau, days, months.present, Which::present_month);
    add_logs(timetable, bureau, days, months.present, request.today, random, texts);

    Rehearsal rehearsal(store, office, bureau.organ, random);
    base::Instant until = base::Instant::at_midnight(request.today, utc_offset_minutes);
    ZHISHI_TRY_VOID(timetable.play(rehearsal, until));
    return std::move(founded.accounts);
}

} // namespace zhishi::cli::example
