// Reading: a snapshot of the database, and typed lookups over it.
//
// A Reader belongs to one thread at a time and sees one state of the database from its first select to its
// end (SQLite: a read transaction; PostgreSQL: repeatable read). It never writes.
#pragma once

#include "base/result.h"
#include "store/mapping.h"
#include "store/table.h"

#include <memory>
#include <optional>
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
};

template <class Record>
Query query_of() {
    Query query;
    query.table = &Mapping<Record>::table();
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

// key: the values of the key columns, in their order.
template <class Record>
base::Result<std::optional<Record>> find(Reader& reader, std::vector<Cell> key) {
    Query query = query_of<Record>();
    for (size_t i = 0; i < key.size(); ++i)
        query.where.push_back({query.table->columns[i].name, Query::Where::Is::equal, std::move(key[i]), {}});
    query.limit = 1;
    ZHISHI_TRY(std::vector<Row> rows, reader.select(query));
    if (rows.empty()) return std::optional<Record>();
    return std::optional<Record>(Mapping<Record>::from_row(rows.front()));
}

} // namespace zhishi::store
