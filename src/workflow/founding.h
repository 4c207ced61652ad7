// Founding an organ in an empty database: what everything else is then done by.
//
// The organ, its root unit, the shipped calendars, a system administrator and, where asked for, an account of
// the appraisal office, all in one change. Its actor is empty: the program itself, run by whoever may write
// to the database. Passwords are handed in hashed and must be changed at the first log-in.
#pragma once

#include "base/clock.h"
#include "record/account.h"
#include "record/organ.h"
#include "store/store.h"
#include "workflow/office.h"

#include <optional>
#include <string>

namespace zhishi::workflow {

struct FirstAccount {
    std::string login;
    std::string name;
    std::string password_hash;
};

struct Founding {
    std::string organ_name; // also of the root unit
    base::Date units_from;  // the root unit's first day: no post can begin before it
    FirstAccount administrator;
    std::optional<FirstAccount> office;
};

struct Founded {
    record::Organ organ;
    record::Unit root;
    record::Account administrator;
    std::optional<record::Account> office;
};

// errors  organ_exists; organ_name_missing, organ_name_too_long; login_unreadable, login_taken
base::Result<Prepared<Founded>> found_organ(store::Reader& reader, const Founding& founding,
                                            base::Instant now, base::Random& random);

// 2 to 32 lower-case letters, digits, dots, underscores or hyphens, beginning with a letter or digit.
bool is_login(std::string_view text);

} // namespace zhishi::workflow
