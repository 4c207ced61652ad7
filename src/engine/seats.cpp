#include "engine/seats.h"

#include "base/check.h"

#include <algorithm>
#include <numeric>

namespace zhishi::engine {

using base::Number;

std::int64_t seats_of(std::int64_t count, const Number& share) {
    auto seats = (Number(count) * share).floor().whole();
    base::check(seats.has_value(), "more seats than a 64-bit number holds");
    return std::max<std::int64_t>(*seats, 0);
}

std::vector<std::int64_t> apportion(std::int64_t total, const std::vector<std::int64_t>& counts) {
    std::vector<std::int64_t> seats(counts.size(), 0);
    std::int64_t all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    if (all == 0) return seats;
    std::vector<Number> remainders;
    std::int64_t left = total;
    for (size_t i = 0; i < counts.size(); ++i) {
        Number exact = Number(total) * Number(counts[i]) / Number(all);
        seats[i] = exact.floor().whole().value_or(0);
        remainders.push_back(exact - exact.floor());
        left -= seats[i];
    }
    std::vector<size_t> order(counts.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        if (remainders[a] != remainders[b]) return remainders[a] > remainders[b];
        return counts[a] > counts[b];
    });
    for (size_t i = 0; i < order.size() && left > 0; ++i, --left)
        ++seats[order[i]];
    return seats;
}

std::vector<Award> award(const std::vector<std::uint32_t>& places, std::int64_t seats) {
    std::vector<Award> outcome(places.size(), Award::none);
    for (size_t begin = 0; begin < places.size() && seats > 0;) {
        size_t end = begin;
        while (end < places.size() && places[end] == places[begin])
            ++end;
        auto size = static_cast<std::int64_t>(end - begin);
        bool fits = size <= seats;
        for (size_t i = begin; i < end; ++i)
            outcome[i] = fits ? Award::awarded : Award::tied;
        if (!fits) break;
        seats -= size;
        begin = end;
    }
    return outcome;
}

} // namespace zhishi::engine
