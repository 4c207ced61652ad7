// From a field of a record to a cell and back. A record is mapped by one list of its fields in the order of
// its columns, which serves both directions:
//
//   auto fields(auto& unit) { return std::tie(unit.organ, unit.id, …, unit.version); }
//
// from_cell stops the program at a cell that the store cannot have written: a wrong record must not be acted
// upon.
#pragma once

#include "base/check.h"
#include "base/number.h"
#include "store/mapping.h"
#include "store/mapping/names.h"
#include "store/mapping/parts.h"

#include <tuple>

namespace zhishi::store {

inline std::int64_t number_of(const Cell& cell) {
    const auto* number = std::get_if<std::int64_t>(&cell);
    base::check(number != nullptr, "a cell of a column of numbers holds a number");
    return *number;
}
inline const std::string& text_of(const Cell& cell) {
    const auto* text = std::get_if<std::string>(&cell);
    base::check(text != nullptr, "a cell of a column of texts holds a text");
    return *text;
}
inline bool is_null(const Cell& cell) {
    return std::holds_alternative<Null>(cell);
}

inline Cell to_cell(const std::string& text) {
    return text;
}
inline Cell to_cell(bool truth) {
    return std::int64_t{truth};
}
inline Cell to_cell(int number) {
    return std::int64_t{number};
}
inline Cell to_cell(long number) {
    return std::int64_t{number};
}
inline Cell to_cell(const base::Number& number) {
    return number.str();
}
inline Cell to_cell(base::Date date) {
    return std::int64_t{date.days()};
}
inline Cell to_cell(base::Instant instant) {
    return instant.microseconds;
}
inline Cell to_cell(const base::Period& period) {
    return period.str();
}
template <class Tag>
Cell to_cell(const base::Id<Tag>& id) {
    return id.value;
}
template <class Value>
Cell to_cell(const std::optional<Value>& value) {
    return value ? to_cell(*value) : Cell();
}
template <Named Value>
Cell to_cell(Value value) {
    return std::string(name_of(value));
}
template <Part Value>
Cell to_cell(const Value& value) {
    return json_of(value);
}

inline void from_cell(const Cell& cell, std::string& text) {
    text = text_of(cell);
}
inline void from_cell(const Cell& cell, bool& truth) {
    truth = number_of(cell) != 0;
}
inline void from_cell(const Cell& cell, int& number) {
    number = static_cast<int>(number_of(cell));
}
inline void from_cell(const Cell& cell, long& number) {
    number = number_of(cell);
}
inline void from_cell(const Cell& cell, base::Number& number) {
    auto read = base::Number::read(text_of(cell));
    base::check(read.has_value(), "a number in the database is one");
    number = std::move(*read);
}
inline void from_cell(const Cell& cell, base::Date& date) {
    date = base::Date::from_days(static_cast<std::int32_t>(number_of(cell)));
}
inline void from_cell(const Cell& cell, base::Instant& instant) {
    instant.microseconds = number_of(cell);
}
inline void from_cell(const Cell& cell, base::Period& period) {
    auto parsed = base::Period::parse(text_of(cell));
    base::check(parsed.has_value(), "a period in the database is one");
    period = std::move(*parsed);
}
template <class Tag>
void from_cell(const Cell& cell, base::Id<Tag>& id) {
    id.value = text_of(cell);
}
template <class Value>
void from_cell(const Cell& cell, std::optional<Value>& value) {
    if (is_null(cell)) return value.reset();
    from_cell(cell, value.emplace());
}
template <Named Value>
void from_cell(const Cell& cell, Value& value) {
    auto found = value_of<Value>(text_of(cell));
    base::check(found.has_value(), "a name of a state in the database is known");
    value = *found;
}
template <Part Value>
void from_cell(const Cell& cell, Value& value) {
    bool is_whole = read_json(text_of(cell), value);
    base::check(is_whole, "a nested part in the database is whole");
}

template <class... Fields>
Row row_of_fields(const Table& table, const std::tuple<Fields&...>& fields) {
    base::check(sizeof...(Fields) == table.columns.size(),
                "a record has as many fields as its table has columns");
    Row row;
    row.reserve(sizeof...(Fields));
    std::apply([&](const auto&... field) { (row.push_back(to_cell(field)), ...); }, fields);
    return row;
}

template <class... Fields>
void fields_of_row(const Row& row, std::tuple<Fields&...> fields) {
    base::check(sizeof...(Fields) == row.size(), "a row has as many cells as its record has fields");
    size_t position = 0;
    std::apply([&](auto&... field) { (from_cell(row[position++], field), ...); }, fields);
}

} // namespace zhishi::store

// One record's three functions, from its table and its list of fields.
#define ZHISHI_MAP(Record, its_table, its_fields)                                                            \
    template <>                                                                                              \
    const Table& Mapping<record::Record>::table() {                                                          \
        return its_table;                                                                                    \
    }                                                                                                        \
    template <>                                                                                              \
    Row Mapping<record::Record>::to_row(const record::Record& record) {                                      \
        return row_of_fields(its_table, its_fields(record));                                                 \
    }                                                                                                        \
    template <>                                                                                              \
    record::Record Mapping<record::Record>::from_row(const Row& row) {                                       \
        record::Record record;                                                                               \
        fields_of_row(row, its_fields(record));                                                              \
        return record;                                                                                       \
    }
