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

std::vector<Award> award(const std::vector<std::vector<Number>>& keys, std::int64_t seats) {
    std::vector<Award> outcome(keys.size(), Award::none);
    std::vector<size_t> order(keys.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return keys[a] > keys[b]; });
    for (size_t begin = 0; begin < order.size() && seats > 0;) {
        size_t end = begin;
        while (end < order.size() && keys[order[end]] == keys[order[begin]])
            ++end;
        auto size = static_cast<std::int64_t>(end - begin);
        bool fits = size <= seats;
        for (size_t i = begin; i < end; ++i)
            outcome[order[i]] = fits ? Award::awarded : Award::tied;
        if (!fits) break;
        seats -= size;
        begin = end;
    }
    return outcome;
}

} // namespace zhishi::engine
