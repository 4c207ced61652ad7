// A row as JSON, column by column, as record_version keeps it, and the payload of an event. Wraps Boost.JSON.
#pragma once

#include "record/event.h"
#include "store/mapping.h"
#include "store/table.h"

#include <optional>
#include <string>
#include <vector>

namespace zhishi::store {

// Without the secret columns.
std::string image_of(const Table& table, const Row& row);
// The row of an image, secret columns empty; nothing where the text is not the image of such a row.
std::optional<Row> row_of_image(const Table& table, std::string_view image);

// An old version of a record, as it was.
template <class Record>
std::optional<Record> record_of_image(std::string_view image) {
    std::optional<Row> row = row_of_image(Mapping<Record>::table(), image);
    if (!row) return std::nullopt;
    return Mapping<Record>::from_row(*row);
}

// What an event's payload says of one row.
struct TouchedRow {
    const Table* table = nullptr;
    std::string object_id;
    long version = 0;
    std::string hash;
};
struct Payload {
    std::vector<TouchedRow> rows;
    std::string reason;
};
std::string json_of(const Payload& payload);
std::optional<Payload> payload_of(std::string_view json);

} // namespace zhishi::store
