// The peer: PostgreSQL's own pgbench on the same server, with the least work that leaves the same rows.
#pragma once

#include "bench/frame.h"

#include <string>
#include <vector>

namespace zhishi::bench {

struct PgBench {
    std::string url;                  // of the database, as libpq takes it
    std::vector<std::string> scripts; // the text of one transaction each, chosen by chance; at most 128
    int clients = 16;
    double seconds = 5;
    std::string folder;                 // for its scripts and its log
    std::vector<std::string> variables; // name=value, for all scripts
};

// Prepared statements, no vacuum first. A transaction that the server refused counts as failed.
Measured run_pgbench(const PgBench& bench);

} // namespace zhishi::bench
