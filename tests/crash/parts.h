// The parts of the harness. Each reports what it counted and every fault.
#pragma once

#include "tests/crash/ground.h"
#include "tests/crash/report.h"
#include "tests/crash/trial.h"

#include <cstdint>
#include <random>
#include <string>

namespace zhishi::crash {

struct Options {
    bool is_long = false;
    std::uint64_t seed = 0;
    int rounds = 0;     // 0: as the tier has it
    std::string folder; // for files of the run
    std::string log() const { return folder + "/server.log"; }
    int rounds_of(int in_short, int in_long) const {
        return rounds > 0 ? rounds : is_long ? in_long : in_short;
    }
};

using Dice = std::mt19937_64;
inline int up_to(Dice& dice, int most) { // 0 … most
    return static_cast<int>(dice() % static_cast<std::uint64_t>(most + 1));
}

// SIGKILL at random moments, under 16 writing clients and during the start.
void try_kills(Ground& ground, const Options& options, Report& report);
// Every labelled point of the write path.
void try_points(Ground& ground, const Options& options, Report& report);
// `zhishi migrate` and `zhishi backup`, ended at each of their points and at random.
void try_commands(Ground& ground, const Options& options, Report& report);
// Power cuts under an SQLite database; `environment` plants a fault.
void try_power_cuts(SqliteGround& ground, const Options& options, int cuts, const Environment& environment,
                    Report& report);
// A disk that is full, and then no longer.
void try_full_disk(SqliteGround& ground, const Options& options, Report& report);
void try_full_disk(PostgresGround& ground, const Options& options, Report& report);
// A PostgreSQL server that restarts, vanishes or hangs under load.
void try_server_restarts(PostgresGround& ground, const Options& options, Report& report);
void try_server_losses(PostgresGround& ground, const Options& options, Report& report);

// Planted faults that the above must find. A fault of `report`: one was not found.
void check_itself(SqliteGround& sqlite, PostgresGround& postgres, const Options& options, Report& report);

} // namespace zhishi::crash
