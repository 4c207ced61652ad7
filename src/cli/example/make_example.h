// Makes the example: an invented bureau whose last month is closed and whose present month is under way. It
// is a whole provincial one, from January on, or one section of a city's, in which only two months are told:
// what the browser's journeys are made on.
//
// Everything is done by the acts of the workflow, as the people of the bureau would have done it, each at its
// simulated moment before the beginning of `today`. The same day gives the same content; only passwords, and
// with them the hashes of accounts and events, differ from run to run.
#pragma once

#include "crypto/password.h"
#include "store/store.h"
#include "workflow/office.h"

#include <map>
#include <string>
#include <vector>

namespace zhishi::cli::example {

enum class Size { bureau, section };

struct Request {
    base::Date today; // of the bureau, UTC+8: all lies before it
    std::map<std::string, workflow::SchemeInUse> schemes;
    crypto::PasswordCost password_cost;
    Size size = Size::section;
};

struct ShownAccount {
    std::string login;
    std::string password; // a password of its own: need not be changed
    std::string name;
    std::string role;
};

// errors  example_needs_calendar  no calendar is shipped for a year that the example needs
//         organ_exists            the database is not empty
base::Result<std::vector<ShownAccount>> make_example(store::Store& store, const Request& request,
                                                     base::Random& secrets);

base::Result<std::vector<ShownAccount>> make_bureau(store::Store& store, const Request& request,
                                                    base::Random& secrets);
base::Result<std::vector<ShownAccount>> make_section(store::Store& store, const Request& request,
                                                     base::Random& secrets);

// The months that the section shows, and whether the shipped calendars reach as far.
struct Months {
    base::Period last, present;
};
base::Result<Months> months_of(base::Date today);
// The same of the example that is asked for; before anything is made.
base::Result<void> must_have_calendars(base::Date today, Size size);
// The bureau's year is that of `today`; in January the one before, so that there is something to see.
base::Result<int> first_year_of_bureau(base::Date today);
base::Error needs_calendar(int year);

inline constexpr int utc_offset_minutes = 480;

} // namespace zhishi::cli::example
