// The tables as data. One description a table serves both databases, the guards, the versions and the hashes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace zhishi::store {

// A cell. Dates are their days since 1970-01-01, instants their microseconds, truths 0 or 1, lists and nested parts
// JSON text: portable columns only (bigint and text). Absent is null.
using Null = std::monostate;
using Cell = std::variant<Null, std::int64_t, std::string>;
using Row = std::vector<Cell>; // in the order of Table::columns

enum class ColumnType { number, text };

struct Column {
    std::string_view name;
    ColumnType type = ColumnType::text;
    bool is_key = false;
};

struct Table {
    std::string_view name;
    std::span<const Column> columns; // key columns first, the organ the first of them; `version` the last
    bool is_structure = false;       // part of the directory (organ, units, people, posts, accounts, calendars)
    bool is_versioned = true;        // every write leaves a row in record_version
};

} // namespace zhishi::store
