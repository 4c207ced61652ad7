// Reading: a snapshot of the database, and typed lookups over it.
//
// A Reader belongs to one thread at a time and sees one state of the database from its first select to its
// end (SQLite: a read transaction; PostgreSQL: repeatable read). It never writes.
//
// Who knows what he will ask says so with expect(): a server then brings it along with the next answer, and a
// request costs one round trip instead of one a question. If he knows it all, the server need not even be
// told when the state ends.
#pragma once

#include "base/result.h"
#include "store/mapping.h"
#include "store/table.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::store {

struct Query {
    const Table* table = nullptr;
    struct Where {
        std::string_view column;
        enum class Is { equal, at_least, at_most, above, below, among } is = Is::equal;
        Cell value;               // not for among
        std::vector<Cell> values; // among: at most query_values_max; an empty list finds nothing
    };
    std::vector<Where> where; // all must hold
    struct By {
        std::string_view column;
        bool descending = false;
    };
    std::vector<By> order; // then by key, so that the order is always whole
    size_t limit = 0;      // 0: query_rows_max
};

inline constexpr size_t query_values_max = 20'000; // the officials of one organ
inline constexpr size_t query_rows_max = 200'000; // more is read in pages; a list that reaches it is an error

class Reader {
  public:
    virtual ~Reader() = default;
    virtual base::Result<std::vector<Row>> select(const Query& query) = 0;
    // The number of rows that a query would find (order and limit aside).
    virtual base::Result<std::int64_t> count(const Query& query) = 0;
    // The same query will be selected or counted soon. No answer depends on it; what is expected and never
    // asked for costs a little work.
    virtual void expect([[maybe_unused]] const Query& query) {}
    virtual void expect_count([[maybe_unused]] const Query& query) {}
    // How often these tables were written since the store was opened, as of a moment before this reader's
    // state. Who keeps what he worked out of them compares it: the same number, the same rows, or newer ones
    // that another number will follow. -1: not known, keep nothing.
    virtual std::int64_t generation([[maybe_unused]] std::span<const Table* const> tables) const {
        return -1;
    }
    // All is told: the state that is seen may end with the next answer. What is asked for beyond what was
    // expected is seen in a newer state.
    virtual void expect_no_more() {}
};

template <class Record>
Query query_of() {
    Query query;
    query.table = &Mapping<Record>::table();
    return query;
}

// The record with this key: the values of the key columns, in their order.
template <class Record>
Query query_of(std::vector<Cell> key) {
    Query query = query_of<Record>();
    for (size_t i = 0; i < key.size(); ++i)
        query.where.push_back({query.table->columns[i].name, Query::Where::Is::equal, std::move(key[i]), {}});
    query.limit = 1;
    return query;
}

template <class Record>
base::Result<std::vector<Record>> list(Reader& reader, const Query& query) {
    ZHISHI_TRY(std::vector<Row> rows, reader.select(query));
    std::vector<Record> records;
    records.reserve(rows.size());
    for (const Row& row : rows)
        records.push_back(Mapping<Record>::from_row(row));
    return records;
}

template <class Record>
base::Result<std::optional<Record>> find(Reader& reader, std::vector<Cell> key) {
    ZHISHI_TRY(std::vector<Row> rows, reader.select(query_of<Record>(std::move(key))));
    if (rows.empty()) return std::optional<Record>();
    return std::optional<Record>(Mapping<Record>::from_row(rows.front()));
}

} // namespace zhishi::store
