// A database with its server and 64 officials at their desks, started and stopped around each run.
#pragma once

#include "bench/busy_office.h"
#include "bench/frame.h"
#include "bench/served_program.h"
#include "tests/store/postgres_server.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace zhishi::bench {

inline constexpr int clients = 64;

class SeatedServer {
  public:
    // Founds an organ in an empty database and seats the officials; nothing runs afterwards.
    SeatedServer(std::string database_url, std::string log_file);

    // Serves the database; the seats stay logged in, and the rehearsal clock goes on.
    std::unique_ptr<ServedProgram> serve(const std::vector<std::string>& more_arguments = {}) const;
    const std::vector<Seat>& seats() const { return seats_; }
    const Seat& seat(int client) const { return seats_[static_cast<size_t>(client)]; }
    const std::string& url() const { return database_url_; }

  private:
    std::string database_url_, log_file_;
    std::chrono::steady_clock::time_point founded_at_ = std::chrono::steady_clock::now();
    std::vector<Seat> seats_;
};

// The bench's own PostgreSQL server; ends the bench where there is none.
std::unique_ptr<test::PostgresServer> start_postgres();

} // namespace zhishi::bench
