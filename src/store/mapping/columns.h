// Short words for the descriptions of tables.
#pragma once

#include "store/table.h"

namespace zhishi::store {

constexpr Column key_text(std::string_view name) {
    return {name, ColumnType::text, true};
}
constexpr Column key_number(std::string_view name) {
    return {name, ColumnType::number, true};
}
constexpr Column text(std::string_view name) {
    return {name, ColumnType::text};
}
constexpr Column text_or_null(std::string_view name) {
    return {name, ColumnType::text, false, true};
}
constexpr Column number(std::string_view name) {
    return {name, ColumnType::number};
}
constexpr Column number_or_null(std::string_view name) {
    return {name, ColumnType::number, false, true};
}
constexpr Column secret_text(std::string_view name) {
    return {name, ColumnType::text, false, false, true};
}

} // namespace zhishi::store
