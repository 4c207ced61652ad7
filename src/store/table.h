// The tables as data. One description a table serves both databases, the guards, the versions and the hashes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace zhishi::store {

// A cell. Dates are their days since 1970-01-01, instants their microseconds, truths 0 or 1, lists and nested
// parts JSON text: portable columns only (bigint and text). Absent is null.
using Null = std::monostate;
using Cell = std::variant<Null, std::int64_t, std::string>;
using Row = std::vector<Cell>; // in the order of Table::columns

enum class ColumnType { number, text };

struct Column {
    std::string_view name;
    ColumnType type = ColumnType::text;
    bool is_key = false;
    bool may_be_null = false; // all others are always there, an absent text as ''
    bool is_secret = false;   // left out of the images in record_version (a hash of a password)
};

struct Table {
    std::string_view name;
    std::span<const Column> columns; // key columns first, the organ the first of them; `version` the last
    bool is_structure = false; // part of the directory (organ, units, people, posts, accounts, calendars)
    bool is_versioned = true;  // has the column `version`; every write leaves a row in record_version
};

// Position of a column; a name that the table does not have is our own mistake.
size_t position_of(const Table& table, std::string_view column);
size_t key_size(const Table& table);
// The key of a row; of a row as long as the key, the row itself.
std::vector<Cell> key_of(const Table& table, const Row& row);

} // namespace zhishi::store
