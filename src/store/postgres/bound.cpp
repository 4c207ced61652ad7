#include "store/postgres/connection.h"

namespace zhishi::store::postgres {

namespace {

constexpr unsigned type_bigint = 20, type_text = 25, type_bigint_array = 1016, type_text_array = 1009;

template <class Number>
void append(std::string& bytes, Number number) {
    for (int shift = static_cast<int>(sizeof number) * 8 - 8; shift >= 0; shift -= 8)
        bytes += static_cast<char>(static_cast<std::uint64_t>(number) >> shift);
}

void append_element(std::string& bytes, const Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        append(bytes, std::int32_t{8});
        append(bytes, *number);
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        append(bytes, static_cast<std::int32_t>(text->size()));
        bytes += *text;
    } else {
        append(bytes, std::int32_t{-1});
    }
}

// Dimensions, whether there are nulls, the type of the elements; then size and first index of the one
// dimension.
std::string array_head(ColumnType type, size_t size) {
    std::string bytes;
    append(bytes, std::int32_t{size > 0});
    append(bytes, std::int32_t{1});
    append(bytes, static_cast<std::int32_t>(type == ColumnType::number ? type_bigint : type_text));
    if (size == 0) return bytes;
    append(bytes, static_cast<std::int32_t>(size));
    append(bytes, std::int32_t{1});
    return bytes;
}

unsigned array_of(ColumnType type) {
    return type == ColumnType::number ? type_bigint_array : type_text_array;
}

} // namespace

Bound bound(ColumnType type, const Cell& cell) {
    Bound parameter{type == ColumnType::number ? type_bigint : type_text, {}, false};
    if (const auto* number = std::get_if<std::int64_t>(&cell))
        append(parameter.bytes, *number);
    else if (const auto* text = std::get_if<std::string>(&cell))
        parameter.bytes = *text;
    else
        parameter.is_null = true;
    return parameter;
}

Bound bound(const Parameter& parameter) {
    return parameter.is_list ? bound_list(parameter.type, parameter.list)
                             : bound(parameter.type, parameter.value);
}

Bound bound_column(ColumnType type, std::span<const Row> rows, size_t column) {
    Bound parameter{array_of(type), array_head(type, rows.size()), false};
    for (const Row& row : rows)
        append_element(parameter.bytes, row[column]);
    return parameter;
}

Bound bound_list(ColumnType type, std::span<const Cell> cells) {
    Bound parameter{array_of(type), array_head(type, cells.size()), false};
    for (const Cell& cell : cells)
        append_element(parameter.bytes, cell);
    return parameter;
}

} // namespace zhishi::store::postgres
