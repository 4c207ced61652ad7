// What stands in a database after a run, read by the store itself once the server has gone.
#pragma once

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

// Every acknowledged entry is there once with its version, and the events are numbered without a gap.
void check_rows(Bench& bench, const std::string& who, const StoredRows& before, const StoredRows& after,
                std::int64_t acknowledged);

} // namespace zhishi::bench
