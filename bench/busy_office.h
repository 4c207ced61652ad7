// An organ with many officials, each logged in: set up through the API, as its appraisal office would.
#pragma once

#include "bench/visitor.h"

#include <chrono>
#include <string>
#include <vector>

namespace zhishi::bench {

// The rehearsal clock of every server that a bench starts: a working day of a year whose calendar is shipped.
inline constexpr const char* clock_start = "2026-11-23T09:00:00+08:00";
inline constexpr const char* bench_month = "2026-11";
// What it says so long after it began. Each server of an office goes on where the last one stopped: set back,
// the clock would end every session that was last seen later than it says.
std::string clock_start_after(std::chrono::steady_clock::duration passed, const char* start = clock_start);
inline constexpr int log_days = 320; // from 2026-01-01 on: days on which an entry may be written

// Migrates an empty database and founds an organ in it; returns what `zhishi found` printed: its two first
// accounts.
std::string found_organ(const std::string& database_url);

// Adds `count` officials with an account each and logs them in.
std::vector<Seat> fill_office(int port, const std::string& founding, int count);

// Logs the appraisal office in for the first time; `official` stays empty.
Seat seat_of_office(int port, const std::string& founding);

// Gives one official a plan of the month, entries on its days and a drafted summary: what a month's page
// shows.
void fill_month(int port, const Seat& seat);

// The n-th entry of an official: its day is never full and never in the future.
std::string log_entry_body(std::int64_t number);

} // namespace zhishi::bench
