// The bureau as it stands in the database: who has which ids and acts with which account.
#pragma once

#include "cli/example/cast.h"
#include "cli/example/make_example.h"
#include "cli/example/rehearsal.h"

#include <array>

namespace zhishi::cli::example {

// Positions in cast() of those who do something of their own.
namespace place {
inline constexpr size_t principal = 0, deputy = 1, general_head = 2, office = 3, investment_head = 4;
inline constexpr size_t approvals = 6, central_funds = 7, bonds = 8, statistics = 9, registrations = 10;
inline constexpr size_t bidding = 11, reserve = 12, private_investment = 13, inspection = 14;
} // namespace place

struct Bureau {
    record::OrganId organ;
    std::array<record::UnitId, 3> units;  // by Seat
    std::vector<policy::Actor> officials; // by position in cast()

    const record::UnitId& unit(Seat seat) const { return units[static_cast<size_t>(seat)]; }
};

// Whom the posts make the reviewer; nullopt for the leaders.
std::optional<size_t> reviewer_of(size_t member);

// Founds the organ on `day` and gives it units, people, charges and accounts.
struct Founded {
    Bureau bureau;
    std::vector<ShownAccount> accounts;
};
base::Result<Founded> found_bureau(store::Store& store, workflow::Office& office, base::Date day,
                                   base::Random& random, base::Random& secrets,
                                   const crypto::PasswordCost& cost);

} // namespace zhishi::cli::example
