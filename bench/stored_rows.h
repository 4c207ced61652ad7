// What stands in a database after a run, read by the store itself once the server has gone.
#pragma once

#include "base/date.h"
#include "bench/frame.h"

#include <cstdint>
#include <string>

namespace zhishi::bench {

struct StoredRows {
    std::int64_t log_entries = 0;
    std::int64_t events = 0;
    std::int64_t highest_seq = 0;
    std::int64_t versions_of_entries = 0; // rows of record_version about log entries
};

// Of the one organ in it.
StoredRows count_rows(const std::string& database_url);

// The entries of an official on these days, both included.
std::int64_t count_entries(const std::string& database_url, const std::string& official, base::Date from,
                           base::Date to);

// Those whose last day has not passed on that day, of the one organ in it.
std::int64_t count_officials_on(const std::string& database_url, base::Date day);

// Every acknowledged entry is there once with its version, and the events are numbered without a gap.
void check_rows(Bench& bench, const std::string& who, const StoredRows& before, const StoredRows& after,
                std::int64_t acknowledged);

} // namespace zhishi::bench
