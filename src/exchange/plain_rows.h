// subjects.csv, ratings.csv and facts.csv as plain tables (plain_table.h): read in blocks on all processors
// into the facts. What one row must fulfil is asked of the scheme once for each sort of row.
#pragma once

#include "exchange/data_faults.h"
#include "scheme/acceptance.h"
#include "scheme/facts.h"

#include <filesystem>

namespace zhishi::exchange {

// Into facts that hold nothing yet. False: the table is not plain, or a row of it is at fault.
bool read_plain_subjects(const std::filesystem::path& path, const scheme::Scheme& scheme,
                         const scheme::Acceptance& acceptance, scheme::Facts& facts);

// The subjects and items are there already. False: the table is not plain, or a row of it is at fault; what
// has been added to the facts is of no use then, and the careful reader has to say why. No fact is there
// twice.
bool read_plain_ratings(const std::filesystem::path& path, const scheme::Acceptance& acceptance,
                        scheme::Facts& facts);
bool read_plain_facts(const std::filesystem::path& path, const scheme::Acceptance& acceptance,
                      scheme::Facts& facts);

// What is seen only once the ratings are settled: no row is there twice, and a released mean stands alone
// (C10).
bool settled_ratings_are_sound(const scheme::Acceptance& acceptance, const base::Period& appraised,
                               const scheme::Facts& facts);

} // namespace zhishi::exchange
