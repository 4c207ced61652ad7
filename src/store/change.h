// A change, prepared by an act from what it read and handed to the store's one writer: the rows to write,
// what must still be as it was read, the event. It is written whole or not at all.
//
// The writer puts many changes into one transaction (group commit). A change whose guards no longer hold is
// left out and told so; the others of its batch do not notice.
#pragma once

#include "base/date.h"
#include "record/ids.h"
#include "store/mapping.h"
#include "store/table.h"

#include <optional>
#include <string>
#include <vector>

namespace zhishi::store {

// One row to write. version_before 0: it must not exist yet. The row itself carries version_before + 1,
// unless the table has no column `version` (session): then the row is written over what is there.
struct RowWrite {
    const Table* table = nullptr;
    Row row;
    long version_before = 0;
    bool is_removal = false; // only for tables that are not versioned
    // Of a table of the directory, but changes no cell that the directory answers for: it stays as it is.
    bool is_beside_directory = false;
};

// A row that the act relied on without changing it: it must still have this version (0: still not exist).
struct Guard {
    const Table* table = nullptr;
    std::vector<Cell> key;
    long version = 0;
};

// A value that no other row of the table may have in this column (a login): checked by the writer, against
// the other rows of the change too.
struct Unique {
    const Table* table = nullptr;
    std::string_view column;
    Cell value;
    std::vector<Cell> except_key; // the row itself
    bool within_organ = false;    // compared with the rows of the organ of except_key alone
};

// One request that may be sent again: the same key with the same digest gets the first answer, with another
// digest it is refused. Kept for idempotency_days.
struct Idempotency {
    record::AccountId account;
    std::string key;            // at most 64 bytes, the client's choice
    std::string request_digest; // SHA-256 in hex over method, path and body
    int status = 0;             // the answer to keep
    std::string etag;
    std::string body;
};
inline constexpr int idempotency_days = 7;

struct Change {
    record::OrganId organ;
    record::AccountId actor;
    base::Instant at;
    std::string act;         // plan_submit …: one word an act, as policy names it
    std::string object_type; // what it is about, if not the first row written
    std::string object_id;
    std::string reason; // kept with the event and the versions
    std::vector<RowWrite> writes;
    std::vector<Guard> guards;
    std::vector<Unique> uniques;
    std::optional<Idempotency> idempotency;
    // false only for bookkeeping that is nobody's act (a session seen again). A versioned row is never
    // written without its event, whatever this says.
    bool leaves_event = true;

    // Writes `record` whose present version is record.version (0: new), and sets record.version to the next.
    // A record without versions is written over what is there.
    template <class Record>
    void put(Record& record) {
        long before = 0;
        if constexpr (requires { record.version; }) {
            before = record.version;
            record.version = before + 1;
        }
        writes.push_back({&Mapping<Record>::table(), Mapping<Record>::to_row(record), before, false});
    }
    // The same of a record of the directory that differs only in what the directory does not answer for (how
    // often a password was wrong). Everybody's directory is loaded anew for a row that is put(); whoever
    // types wrong passwords shall not cause that.
    template <class Record>
    void put_beside_directory(Record& record) {
        put(record);
        writes.back().is_beside_directory = true;
    }
    // `record` must still be as it was read.
    template <class Record>
    void rely_on(const Record& record) {
        const Table& table = Mapping<Record>::table();
        Row row = Mapping<Record>::to_row(record);
        std::vector<Cell> key;
        for (size_t i = 0; i < table.columns.size() && table.columns[i].is_key; ++i)
            key.push_back(row[i]);
        guards.push_back({&table, std::move(key), record.version});
    }
    template <class Record>
    void rely_on_absence(std::vector<Cell> key) {
        guards.push_back({&Mapping<Record>::table(), std::move(key), 0});
    }
};

// What became of a change.
struct Written {
    enum class Outcome {
        committed,    // durable
        replayed,     // the same request was written before: kept holds the first answer
        key_reused,   // the idempotency key was used for another request
        guard_failed, // something that it relied on, or the row it changes, has another version: failed names
                      // it
        not_unique,   // failed names the table, failed_column the column
        unavailable,  // the database cannot be written now; nothing was written
        storage_full, // the same, for want of room on its disk
        unknown,      // the database went away with the commit: whoever sends the same again learns the truth
    };
    Outcome outcome = Outcome::unavailable;
    long event_seq = 0;
    std::optional<Idempotency> kept;
    Guard failed; // with the version that is there now
    std::string failed_column;
    std::string cause; // for the log
};

} // namespace zhishi::store
