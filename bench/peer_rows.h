// The peer's transactions, in SQL, over tables of the same shape.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace zhishi::bench {

// One statement that leaves the rows of one written log entry — log_entry, event, record_version, idempotency
// — as they stand in `database_url` for its newest entry, under fresh keys. It checks nothing, numbers by a
// sequence, and chains no hashes: less than what the product does.
std::string same_rows_script(const std::string& database_url);
// The same rows as a program writes them that has one transaction a request: begin, four inserts, commit.
// Wants the variables run (another one each run) and k (0 at first).
std::string same_rows_transaction(const std::string& database_url);

// An empty database of the program's schema with the sequence that the script takes its numbers from.
void prepare_peer(const std::string& database_url);

// The rows in the four tables of the script; -1 where they differ in number.
std::int64_t rows_of_peer(const std::string& database_url);

// What PostgreSQL does by itself after a while: the planner learns how large the tables are.
void analyze_tables(const std::string& database_url);

// For each official one script that selects what the page of his month is made of: his month, his plan, his
// entries; one after the other, or all in one round trip.
std::vector<std::string> month_scripts(const std::vector<std::string>& officials, bool in_one_round_trip);

} // namespace zhishi::bench
