// The tables of a province for one scheme, made from a seed: the same seed, the same bytes.
//
// diary    a year: four quarters of two items, two to four comprehensive evaluations a person; some 11 rows
// each chaohu   a quarter: five common items by five roles, one to four tasks by two leaders; some 45 rows
// each gansu    a year: teams and leaders, 25 questions by two to four raters; some 75 rows each
//
// In all of them one in a hundred is in a special state, some people lack an input, marks are round so that
// scores tie, and a few raters give everybody the same.
#pragma once

#include <cstdint>
#include <string>

namespace zhishi::bench {

struct ProvinceWish {
    std::uint32_t people = 0;
    std::uint64_t seed = 0;
    std::string folder; // is there
};

// Each gives the number of rating rows.
std::int64_t write_diary(const ProvinceWish& wish);
std::int64_t write_chaohu(const ProvinceWish& wish);
std::int64_t write_gansu(const ProvinceWish& wish);

// By the scheme's name; ends the program where there are no such tables.
std::int64_t write_province(const std::string& scheme, const ProvinceWish& wish);
// What the tables of the scheme are for: 2025, or 2025Q3.
std::string period_of_province(const std::string& scheme);

} // namespace zhishi::bench
