// The batch door: reads subjects, ratings, facts, events and items from a folder of CSV files and holds every
// row to the form of the tables and to what the scheme takes.
//
// folder     exists; files in it that are no tables are not looked at
// scheme     says which roles, words and ranges there are
// appraised  the period: what a scheme asks of several rows together is asked only in the periods that it
// needs returns    the facts, fit for engine::score, or every fault Source: the tables and faults of
// docs/schemes.md (batch files).
#pragma once

#include "base/date.h"
#include "exchange/data_faults.h"
#include "scheme/facts.h"
#include "scheme/scheme.h"

#include <filesystem>

namespace zhishi::exchange {

struct Batch {
    scheme::Facts facts; // of use only where there are no faults
    DataFaults faults;
};

Batch read_batch(const std::filesystem::path& folder, const scheme::Scheme& scheme,
                 const base::Period& appraised);

} // namespace zhishi::exchange
