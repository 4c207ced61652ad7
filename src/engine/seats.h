// Seats of a quota: how many there are, how they go over groups, and who gets them.
//
// Source: the common rules C4 (seats, awarding, ties) and C5 (apportioning by largest remainder).
#pragma once

#include "base/number.h"

#include <cstdint>
#include <vector>

namespace zhishi::engine {

// floor(count × share).
std::int64_t seats_of(std::int64_t count, const base::Number& share);

// `total` seats over groups with `counts` members: floor(total·n/N) each, the rest by largest remainder;
// equal remainders: the larger group first, then the earlier one in the list. The list is in byte order of
// the group ids.
std::vector<std::int64_t> apportion(std::int64_t total, const std::vector<std::int64_t>& counts);

enum class Award : std::uint8_t { none, awarded, tied };

// Awards `seats` to candidates in the order of their places (1, 2, 2, 4). A block of equal places is awarded
// whole or not at all: the first that does not fit is tied, and awarding stops there; where no seat is left
// it has simply ended. places   of each candidate, ascending returns  what became of each candidate
std::vector<Award> award(const std::vector<std::uint32_t>& places, std::int64_t seats);

} // namespace zhishi::engine
