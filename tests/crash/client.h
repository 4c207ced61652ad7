// One official at a desk: writes, corrects and plans without a pause, and remembers what was answered. A
// request that was not answered is sent again, the same bytes with the same key, before anything else.
#pragma once

#include "bench/busy_office.h"
#include "bench/http_connection.h"
#include "tests/crash/report.h"

#include <atomic>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace zhishi::crash {

struct Act {
    enum class Kind { entry, correction, plan } kind = Kind::entry;
    std::string key;      // Idempotency-Key, of no other act
    std::string bytes;    // the whole request
    std::string text;     // what it writes, of no other act
    std::string entry;    // of a correction: which
    std::int64_t day = 0; // of an entry: a day takes fifty
    // What was answered.
    int status = 0;
    std::string etag, body;
};

// A record as it was last acknowledged.
struct Known {
    std::string text;
    long version = 0;
    std::int64_t day = 0; // of an entry
};

class Client {
  public:
    Client(bench::Seat seat, int number, std::uint64_t seed);

    // Until `is_over` or until the connection breaks. True: it was not broken.
    bool write(int port, const std::atomic<bool>& is_over, Report& report);
    // Sends what is pending until it is answered. False: the connection broke, or the server stayed away.
    bool settle(int port, Report& report);
    // Reads everything that it knows over HTTP and compares.
    void read_back(int port, Report& report);

    const bench::Seat& seat() const { return seat_; }
    const std::vector<Act>& acknowledged() const { return acknowledged_; }
    const std::map<std::string, Known>& entries() const { return entries_; } // by id
    const Known& plan() const { return plan_; }
    // Sent, and not known to be done.
    const std::optional<Act>& pending() const { return pending_; }
    // Of the pending act: false where every answer said that nothing was written.
    bool may_be_written() const { return may_be_written_; }
    // The database was looked at: it is not there.
    void was_not_written() { may_be_written_ = false; }
    // The code of the last 503; empty: none yet.
    const std::string& last_refusal() const { return last_refusal_; }

  private:
    enum class Sent { acknowledged, refused, broken };
    Act next_act();
    Sent send_pending(bench::HttpConnection& connection, Report& report);
    void learn(const Act& act, Report& report);
    void repeat_last(bench::HttpConnection& connection, Report& report);

    bench::Seat seat_;
    int number_;
    std::int64_t acts_ = 0, entries_begun_ = 0;
    std::mt19937_64 dice_;
    std::vector<Act> acknowledged_;
    std::map<std::string, Known> entries_;
    std::vector<std::string> entry_ids_; // in the order of their writing
    Known plan_;
    std::optional<Act> pending_;
    bool may_be_written_ = false;
    std::string last_refusal_;
};

} // namespace zhishi::crash
