// The one connection that writes, as the writer needs it: SQLite and PostgreSQL each implement it.
//
// The order of a batch: begin; look_up; write_and_commit. Of changes that are tried one by one: begin; for
// each savepoint, look_up, write, release or roll_back_to_savepoint; commit. The writer calls from one
// thread.
#pragma once

#include "record/ids.h"
#include "store/change.h"
#include "store/table.h"

#include <chrono>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace zhishi::store {

// Why the database did not do what was asked.
struct Fault {
    enum class Kind {
        data,       // these rows cannot be written: a constraint, a text that it does not take
        not_unique, // the same, by a unique index
        full,       // no room on the disk: what is stored can be read
        failed,     // read-only, an error of the disk: the connection itself is well
        lost,       // the connection must be made anew
    };
    Kind kind = Kind::failed;
    std::string cause;
    bool concerns_data() const { return kind == Kind::data || kind == Kind::not_unique; }
};

// The end of an organ's chain of events.
struct ChainHead {
    long seq = 0;
    std::string hash;
    bool operator==(const ChainHead&) const = default;
};

// Once the program is to end, the database is waited for so long and no longer.
inline constexpr std::chrono::milliseconds closing_patience{6'000};

// What must be known of the database before a batch can be decided.
struct Wanted {
    struct Keys {
        const Table* table = nullptr;
        std::vector<std::vector<Cell>> keys; // each once
    };
    struct Holders { // the rows that hold one of the values
        const Table* table = nullptr;
        size_t column = 0;
        std::optional<std::string> organ; // only of this organ
        std::vector<Cell> values;         // each once
    };
    std::vector<Keys> versions;
    std::vector<std::vector<Cell>> requests; // keys of table idempotency
    std::vector<Holders> holders;
    std::vector<record::OrganId> heads;
    bool is_empty() const { return versions.empty() && requests.empty() && holders.empty() && heads.empty(); }
};

struct Found {
    struct Holder {
        std::vector<Cell> key;
        Cell value;
    };
    // A table: version by key_bytes. Of a table without versions: 1 for a row that is there.
    std::unordered_map<const Table*, std::unordered_map<std::string, long>> versions;
    std::unordered_map<std::string, Row> requests;    // by key_bytes
    std::vector<std::vector<Holder>> holders;         // in the order of Wanted::holders
    std::unordered_map<std::string, ChainHead> heads; // by organ; an organ without events is absent
};

// The rows of one table that a batch writes, each key once.
struct TableWrites {
    const Table* table = nullptr;
    std::vector<Row> inserted;
    std::vector<Row> updated;
    std::vector<long> versions_before; // of updated, where the table is versioned
    std::vector<std::vector<Cell>> removed;
};

enum class CommitOutcome { committed, not_committed, unknown };

class WriteConnection {
  public:
    virtual ~WriteConnection() = default;

    virtual std::optional<Fault> begin() = 0;
    virtual std::optional<Fault> look_up(const Wanted& wanted, Found& found) = 0;
    virtual std::optional<Fault> write(const std::vector<TableWrites>& writes) = 0;
    // Forgets remembered requests that were written before. Part of the transaction.
    virtual std::optional<Fault> forget_requests(base::Instant before) = 0;
    // Where not committed, the transaction is over all the same, and `fault` says why; of an unknown outcome
    // too.
    virtual CommitOutcome commit(Fault& fault) = 0;
    // Both, in one round trip where a server allows it.
    virtual CommitOutcome write_and_commit(const std::vector<TableWrites>& writes, Fault& fault);
    virtual void roll_back() = 0;

    virtual std::optional<Fault> savepoint() = 0;
    virtual std::optional<Fault> release_savepoint() = 0;
    virtual std::optional<Fault> roll_back_to_savepoint() = 0;

    // False after a loss, until reconnect() has succeeded. reconnect() tries once.
    virtual bool is_connected() const = 0;
    virtual std::optional<Fault> reconnect() = 0;

    // Called between batches: SQLite moves its write-ahead log into the file.
    virtual void tidy() {}
};

// The table of requests that were answered: kept by the store for itself.
//   idempotency(account, request_key, request_digest, status, etag, body, written_at)
const Table& idempotency_table();

} // namespace zhishi::store
