// The batch door: reads subjects, ratings, facts, events and items from a folder of CSV files or a workbook
// and holds every row to the form of the tables and to what the scheme takes.
//
// source     files and sheets that are no tables are not looked at
// scheme     says which roles, words and ranges there are
// appraised  the period: what a scheme asks of several rows together is asked only in the periods that it
// needs returns    the facts, fit for engine::score, or every fault Source: the tables and faults of
// docs/schemes.md (batch files).
#pragma once

#include "base/date.h"
#include "exchange/data_faults.h"
#include "exchange/table_source.h"
#include "scheme/facts.h"
#include "scheme/scheme.h"

namespace zhishi::exchange {

struct Batch {
    scheme::Facts facts; // of use only where there are no faults
    DataFaults faults;
};

Batch read_batch(const TableSource& source, const scheme::Scheme& scheme, const base::Period& appraised);

} // namespace zhishi::exchange
