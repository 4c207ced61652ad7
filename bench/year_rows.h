// A year of a bureau of 1,000 people as rows in the database, reviewed and evaluated, ready to be computed.
//
//   8 leaders, each in charge of five of the 40 sections; a section has a head and 24 staff.
//   Four quarters of two items a person, and the sheet of each of the 1,008 raters: the eight leaders rate
//   everybody, the staff of a section each other and their head. Some 33,000 ratings of the evaluation.
#pragma once

#include "base/number.h"

#include <map>
#include <string>

namespace zhishi::bench {

inline constexpr int sections = 40, section_size = 25, bench_leaders = 8;
inline constexpr int year_of_bench = 2025;

// Writes them into a database that `zhishi found` has filled and nobody serves. Gives the annual score of
// each of the 1,000 by id, by the weights of diary: what the program must find.
std::map<std::string, base::Number> write_year_of_1000(const std::string& database_url);

} // namespace zhishi::bench
