// The bytes of rows and events over which hashes are taken: binary, every part preceded by its length, in a
// fixed order. They never change for what is already written: a new layout gets a new schema id.
#pragma once

#include "record/event.h"
#include "store/table.h"

#include <string>
#include <vector>

namespace zhishi::store {

// The table's name, then every cell.
std::string canonical_bytes(const Table& table, const Row& row);
// Everything but nonce, payload and hash.
std::string canonical_bytes(const record::Event& event);

std::string row_hash(const Table& table, const Row& row);
std::string event_hash(const record::Event& event);
// SHA-256 over the 32 bytes of the nonce (given in hex) and the payload, in hex.
std::string commitment_of(std::string_view nonce_hex, std::string_view payload);

// A key without the organ, its parts joined by "/". Of a table whose key does not begin with the organ: all
// parts.
std::string object_id_of(const Table& table, const std::vector<Cell>& key);
// The whole key as bytes that no other key of the table has: for maps.
std::string key_bytes(const std::vector<Cell>& key);

// What stands before the first event of an organ.
inline constexpr std::string_view no_prior_hash =
    "0000000000000000000000000000000000000000000000000000000000000000";

} // namespace zhishi::store
