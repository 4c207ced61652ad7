// The bureau as it stands in the database: who has which ids and acts with which account.
#pragma once

#include "cli/example/make_example.h"
#include "cli/example/rehearsal.h"
#include "record/organ.h"

#include <vector>

namespace zhishi::cli::example {

struct Bureau {
    record::OrganId organ;
    std::vector<record::UnitId> units;    // the organ itself first, then as in the roster
    std::vector<policy::Actor> officials; // by position in the roster; empty for who has not come yet
    policy::Actor administrator;
};

// Who is to be in it when it is founded, and in which units.
struct Roster {
    std::string organ_name;
    std::vector<std::string> units; // below the organ
    struct Person {
        std::string name, pinyin, login, title;
        size_t unit = 0; // 0: the organ itself
        record::PostKind kind = record::PostKind::staff;
        base::Date from;
        std::string shown_role; // not empty: gets a password, printed with these words
        bool is_office = false;
        bool is_there = true; // false: comes later
    };
    std::vector<Person> people;
    struct Charge {
        size_t person = 0, unit = 0;
    };
    std::vector<Charge> charges;
    base::Date charges_from;
};

// Founds the organ on `day` and gives it units, people, charges and accounts.
struct Founded {
    Bureau bureau;
    std::vector<ShownAccount> accounts;
};
base::Result<Founded> found_bureau(store::Store& store, workflow::Office& office, const Roster& roster,
                                   base::Date day, base::Random& random, base::Random& secrets,
                                   const crypto::PasswordCost& cost);

// The two acts by which one person comes: by the office, and then by the administrator.
base::Result<store::Change> enter_official(const workflow::Context& context, Bureau& bureau, size_t position,
                                           const Roster::Person& person);
base::Result<store::Change> open_account(const workflow::Context& context, Bureau& bureau, size_t position,
                                         const Roster::Person& person, const std::string& hash);
// No text of a hash: nobody logs in with it until the administrator resets the password.
inline constexpr const char* not_issued = "not issued";

} // namespace zhishi::cli::example
