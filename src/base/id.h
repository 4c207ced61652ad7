// Strong ids: an OfficialId is not a UnitId, though both are short texts.
#pragma once

#include "base/clock.h"

#include <compare>
#include <functional>
#include <string>

namespace zhishi::base {

template <class Tag>
struct Id {
    std::string value;
    bool empty() const { return value.empty(); }
    auto operator<=>(const Id&) const = default;
};

// A new id of 26 letters and digits: 48 bits of the time, then 80 of chance, so that new rows stand together
// in an index. It tells when a thing was made: never the id of anything that must not.
std::string new_id(Instant now, Random& random);

// Longest id that is taken from outside, in bytes (exchange.md has the same bound for batch files).
inline constexpr size_t id_bytes_max = 64;

} // namespace zhishi::base

template <class Tag>
struct std::hash<zhishi::base::Id<Tag>> {
    size_t operator()(const zhishi::base::Id<Tag>& id) const { return std::hash<std::string>()(id.value); }
};
