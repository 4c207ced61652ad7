#include "store/image.h"

#include <boost/json.hpp>

namespace zhishi::store {

namespace {

namespace json = boost::json;

std::string_view view(const json::string& text) {
    return {text.data(), text.size()};
}

std::optional<Cell> cell_of(const json::value& value, const Column& column) {
    if (value.is_null() && column.may_be_null) return Cell();
    if (const auto* number = value.if_int64(); number && column.type == ColumnType::number)
        return Cell(*number);
    if (const auto* text = value.if_string(); text && column.type == ColumnType::text)
        return Cell(std::string(view(*text)));
    return std::nullopt;
}

std::optional<TouchedRow> touched_row_of(const json::value& value) {
    const auto* object = value.if_object();
    if (!object || object->size() != 4) return std::nullopt;
    const auto *table = object->if_contains("table"), *key = object->if_contains("key"),
               *version = object->if_contains("version"), *hash = object->if_contains("hash");
    if (!table || !table->is_string() || !key || !key->is_string() || !version || !version->is_int64() ||
        !hash || !hash->is_string())
        return std::nullopt;
    const Table* found = find_table(view(table->get_string()));
    if (!found) return std::nullopt;
    return TouchedRow{found, std::string(view(key->get_string())), version->get_int64(),
                      std::string(view(hash->get_string()))};
}

} // namespace

std::string image_of(const Table& table, const Row& row) {
    json::object image;
    for (size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].is_secret) continue;
        json::value& member = image[table.columns[i].name];
        if (const auto* number = std::get_if<std::int64_t>(&row[i])) member = *number;
        if (const auto* text = std::get_if<std::string>(&row[i])) member = json::string(*text);
    }
    return json::serialize(image);
}

std::optional<Row> row_of_image(const Table& table, std::string_view image) {
    boost::system::error_code fault;
    json::value value = json::parse({image.data(), image.size()}, fault);
    const auto* object = fault ? nullptr : value.if_object();
    if (!object) return std::nullopt;
    Row row;
    for (const Column& column : table.columns) {
        if (column.is_secret) {
            row.emplace_back(std::string());
            continue;
        }
        const json::value* member = object->if_contains(column.name);
        std::optional<Cell> cell = member ? cell_of(*member, column) : std::nullopt;
        if (!cell) return std::nullopt;
        row.push_back(std::move(*cell));
    }
    return row;
}

std::string json_of(const Payload& payload) {
    json::array rows;
    for (const TouchedRow& row : payload.rows)
        rows.push_back(json::object{{"table", row.table->name},
                                    {"key", row.object_id},
                                    {"version", row.version},
                                    {"hash", row.hash}});
    return json::serialize(json::object{{"rows", std::move(rows)}, {"reason", payload.reason}});
}

std::optional<Payload> payload_of(std::string_view text) {
    boost::system::error_code fault;
    json::value value = json::parse({text.data(), text.size()}, fault);
    const auto* object = fault ? nullptr : value.if_object();
    const auto* rows = object ? object->if_contains("rows") : nullptr;
    const auto* reason = object ? object->if_contains("reason") : nullptr;
    if (!rows || !rows->is_array() || !reason || !reason->is_string()) return std::nullopt;
    Payload payload;
    payload.reason = view(reason->get_string());
    for (const json::value& row : rows->get_array()) {
        std::optional<TouchedRow> touched = touched_row_of(row);
        if (!touched) return std::nullopt;
        payload.rows.push_back(std::move(*touched));
    }
    return payload;
}

} // namespace zhishi::store
