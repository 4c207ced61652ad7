// Decides, of a batch of changes, which hold together, and gathers what is to be written. It knows the
// database only through what was looked up for it, and takes each accepted change as done when it decides the
// next: of two changes of one row, the second finds the version that the first leaves.
//
// pure but for `random`, which makes the nonces of the events
#pragma once

#include "base/clock.h"
#include "store/change.h"
#include "store/write_connection.h"

#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace zhishi::store {

using ChainHeads = std::unordered_map<std::string, ChainHead>; // by organ

class Batch {
  public:
    // known_heads: the ends of chains that need not be looked up.
    Batch(const ChainHeads& known_heads, base::Random& random) : heads_(known_heads), random_(random) {}

    // What to look up before these changes can be decided.
    Wanted wanted_by(std::span<const Change* const> changes);
    void learn(Found found);

    // `committed` is what it will be once the writes are committed.
    Written decide(const Change& change);

    std::vector<TableWrites> take_writes();
    bool touches_structure() const { return touches_structure_; }
    const std::unordered_set<const Table*>& touched() const { return touched_; } // by accepted changes
    const ChainHeads& heads() const { return heads_; } // as they are after the batch
    // An organ whose chain grew: its new head tells after a lost commit whether the batch was committed.
    const std::string* grown_organ() const { return grown_organ_.empty() ? nullptr : &grown_organ_; }

  private:
    // A row as it is after the changes accepted so far.
    struct Pending {
        std::vector<Cell> key;
        long version_in_database = 0; // 0: not there
        long version = 0;
        Row row; // empty: removed
    };
    struct PendingTable {
        std::unordered_map<std::string, size_t> position; // by key_bytes
        std::vector<Pending> rows;
    };
    // Who holds which value of a column that must be unique.
    struct Watched {
        const Table* table = nullptr;
        size_t column = 0;
        std::optional<std::string> organ;
        std::unordered_map<std::string, std::unordered_set<std::string>> holders; // keys by value
        std::unordered_map<std::string, std::string> values;                      // value by key
        void take(const std::string& key, std::string value);
    };
    // The new versions of the rows of the change being decided.
    using OwnVersions = std::unordered_map<const Table*, std::unordered_map<std::string, long>>;

    long version_of(const Table& table, const std::string& key) const;
    bool is_answered_before(const Change& change, Written& written) const;
    bool guards_hold(const Change& change, Written& written) const;
    bool writes_fit(const Change& change, Written& written) const;
    bool uniques_hold(const Change& change, Written& written) const;
    const Watched& watched_by(const Unique& unique) const;

    void accept(const RowWrite& write);
    record::Event event_of(const Change& change, ChainHead& head);
    void keep_versions(const Change& change, const record::Event& event);
    void insert(const Table& table, Row row);

    ChainHeads heads_;
    base::Random& random_;
    Found found_;
    std::unordered_map<const Table*, PendingTable> pending_;
    std::vector<const Table*> pending_order_;
    std::vector<Watched> watched_;
    std::unordered_map<std::string, Row> requests_; // answered in this batch, by key_bytes
    std::string grown_organ_;
    bool touches_structure_ = false;
    std::unordered_set<const Table*> touched_;
};

} // namespace zhishi::store
