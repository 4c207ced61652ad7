#include "store/canonical.h"

#include "base/check.h"
#include "crypto/hash.h"

namespace zhishi::store {

namespace {

constexpr char row_schema_id = 1;
constexpr char event_schema_id = 2;

// Eight bytes, the highest first.
void append_number(std::string& bytes, std::int64_t number) {
    auto unsigned_number = static_cast<std::uint64_t>(number);
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes += static_cast<char>(unsigned_number >> shift);
}

void append_text(std::string& bytes, std::string_view text) {
    append_number(bytes, static_cast<std::int64_t>(text.size()));
    bytes += text;
}

// One byte for the kind, so that no cell of one kind equals one of another.
void append_cell(std::string& bytes, const Cell& cell) {
    bytes += static_cast<char>(cell.index());
    if (const auto* number = std::get_if<std::int64_t>(&cell)) append_number(bytes, *number);
    if (const auto* text = std::get_if<std::string>(&cell)) append_text(bytes, *text);
}

int digit_of(char letter) {
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    return -1;
}

// The bytes of a text in hex. What is no hex stands for itself: such a nonce was not written by the store,
// and its commitment will not match.
std::string bytes_of_hex(std::string_view hex) {
    std::string bytes;
    for (size_t i = 0; i + 1 < hex.size(); i += 2) {
        int high = digit_of(hex[i]), low = digit_of(hex[i + 1]);
        if (high < 0 || low < 0) return std::string(hex);
        bytes += static_cast<char>(high * 16 + low);
    }
    return hex.size() % 2 == 0 ? bytes : std::string(hex);
}

} // namespace

std::string canonical_bytes(const Table& table, const Row& row) {
    base::check(row.size() == table.columns.size(), "a row has as many cells as its table has columns");
    std::string bytes(1, row_schema_id);
    append_text(bytes, table.name);
    append_number(bytes, static_cast<std::int64_t>(row.size()));
    for (const Cell& cell : row)
        append_cell(bytes, cell);
    return bytes;
}

std::string canonical_bytes(const record::Event& event) {
    std::string bytes(1, event_schema_id);
    append_text(bytes, event.organ.value);
    append_number(bytes, event.seq);
    append_number(bytes, event.at.microseconds);
    append_text(bytes, event.actor.value);
    append_text(bytes, event.act);
    append_text(bytes, event.object_type);
    append_text(bytes, event.object_id);
    append_number(bytes, event.object_version);
    append_text(bytes, event.commitment);
    append_text(bytes, event.prior_hash);
    return bytes;
}

std::string row_hash(const Table& table, const Row& row) {
    return crypto::sha256_hex(canonical_bytes(table, row));
}
std::string event_hash(const record::Event& event) {
    return crypto::sha256_hex(canonical_bytes(event));
}

std::string commitment_of(std::string_view nonce_hex, std::string_view payload) {
    std::string bytes = bytes_of_hex(nonce_hex);
    bytes += payload;
    return crypto::sha256_hex(bytes);
}

std::string object_id_of(const Table& table, const std::vector<Cell>& key) {
    std::string id;
    bool begins_with_organ = table.columns[0].name == "organ";
    for (size_t i = begins_with_organ && key.size() > 1 ? 1 : 0; i < key.size(); ++i) {
        if (!id.empty()) id += '/';
        if (const auto* number = std::get_if<std::int64_t>(&key[i])) id += std::to_string(*number);
        if (const auto* text = std::get_if<std::string>(&key[i])) id += *text;
    }
    return id;
}

std::string key_bytes(const std::vector<Cell>& key) {
    std::string bytes;
    for (const Cell& cell : key)
        append_cell(bytes, cell);
    return bytes;
}

} // namespace zhishi::store
