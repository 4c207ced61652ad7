// A query as SQL with bound parameters, for both databases. Their differences: how a parameter is written,
// how a list is bound, and where PostgreSQL must be told to order as SQLite does.
#pragma once

#include "store/reader.h"
#include "store/table.h"

#include <string>
#include <vector>

namespace zhishi::store {

enum class Dialect { sqlite, postgres };

struct Parameter {
    ColumnType type = ColumnType::text;
    Cell value;
    std::vector<Cell> list; // where is_list
    bool is_list = false;
    bool operator==(const Parameter&) const = default;
};

struct Sql {
    std::string text; // the same for every query of the same shape
    std::vector<Parameter> parameters;
    bool operator==(const Sql&) const = default;
};

// The columns of the table in its order. One row more than may be answered, where the query sets no limit.
Sql select_sql(const Query& query, Dialect dialect);
Sql count_sql(const Query& query, Dialect dialect);

std::string column_list(const Table& table, std::string_view prefix = {}); // "a, b" or "t.a, t.b"

} // namespace zhishi::store
