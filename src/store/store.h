// The store: one database behind one interface, SQLite or PostgreSQL by its URL.
//
//   sqlite:FILE                      one file, embedded; a lock file keeps a second process out
//   postgres://user@host:port/name   (or postgresql://…) a server; an advisory lock keeps a second process
//   out
//
// Reads run on any thread, each with a Reader from the pool. Writes go to one writer thread, which drains its
// queue, checks each change and commits those that hold together; `done` is called after the commit, from the
// writer's thread, exactly once for every change.
//
// errors  unavailable  the database cannot be reached, is full, or is read-only
//         database_is_newer / database_is_older   migrate first, or take the newer program
//         database_is_in_use           another process has it
//         database_is_foreign          there are tables, but not ours
//         database_setting_is_unsafe   a setting with which confirmed data could be lost
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/change.h"
#include "store/reader.h"

#include <functional>
#include <memory>
#include <string>

namespace zhishi::store {

struct StoreOptions {
    std::string url;
    size_t readers = 4;        // connections for reading
    size_t queue_max = 10'000; // changes that may wait; more are answered `unavailable` at once
    size_t batch_max = 512;    // changes in one transaction: bounds the time that the first of them waits
    bool group_commit = true;  // false: one transaction a change (a bench compares both)
    int wait_for_reader_seconds = 10;
};

struct MigrationReport {
    int version_before = 0;
    int version_after = 0;
    std::vector<std::string> applied; // "0001 first tables"
    bool is_backed_up = false;
};

// How the last attempt to write ended. While it is not well the writer tries by itself every second.
enum class WriteState { well, storage_full, unreachable };

// Facts for /api/metrics and /api/health.
struct StoreMetrics {
    WriteState write_state = WriteState::well;
    std::int64_t commits = 0;
    std::int64_t changes_committed = 0;
    std::int64_t changes_refused = 0;
    std::int64_t queue_length = 0;
    std::int64_t batch_size_max = 0;
};

class Store {
  public:
    virtual ~Store() = default;

    // Waits for a free reader; unavailable after wait_for_reader_seconds.
    virtual base::Result<std::unique_ptr<Reader>> reader() = 0;

    virtual void write(Change change, std::function<void(Written)> done) = 0;
    // The program is to end: from now on no wait for the database lasts longer than a few seconds, so that
    // every change is answered and every reader gives up. What can be written is still written.
    virtual void prepare_to_close() = 0;
    // The same, waiting for the outcome: for commands and tests, never on a request's thread.
    Written write_and_wait(Change change);

    // Rises with every commit that wrote a table of the directory: who caches the directory compares it.
    virtual std::int64_t structure_generation() const = 0;
    virtual StoreMetrics metrics() const = 0;

    // A copy of the whole database as of one moment, made while others read and write. SQLite: a database
    // file at `path`. PostgreSQL: a dump in pg_dump's custom format. The file must not exist; it appears
    // whole or not at all.
    virtual base::Result<void> backup(const std::string& path) = 0;
};

// Opens a database whose schema is exactly this program's. `random` makes the nonces of events.
base::Result<std::unique_ptr<Store>> open(const StoreOptions& options, base::Random& random);

// Brings a database to this program's schema: creates it where it is empty, applies the numbered migrations
// that it lacks, each in a transaction. A newer database is refused and left as it is. With a `backup_path`,
// a database that holds something is copied there before its first step; where that fails, no step is taken.
base::Result<MigrationReport> migrate(const std::string& url, const std::string& backup_path = {});

// Store::backup for a database that another process may be serving: reads only, and does not ask for its
// lock.
base::Result<void> backup_database(const std::string& url, const std::string& path);

} // namespace zhishi::store
