// A large organ in the midst of its work, everybody logged in: sections of 25 under leaders, plans, summaries
// and reviews of the last periods as rows in the database, and a session for each account.
#pragma once

#include "bench/busy_office.h"

#include <string>
#include <vector>

namespace zhishi::bench {

struct LargeOrgan {
    Seat office;
    std::vector<Seat> leaders, heads, staff;
};

// Writes them into a database that `zhishi found` has filled and nobody serves. people: a multiple of 25.
LargeOrgan write_large_organ(const std::string& database_url, int people);

// So many log entries of people who are no longer here: what lies in the tables of an organ after years.
void write_old_entries(const std::string& database_url, int count);

} // namespace zhishi::bench
