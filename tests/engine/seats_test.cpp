#include "engine/seats.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>

namespace zhishi::engine {
namespace {

using base::Number;

// Of scores that stand highest first.
std::vector<std::uint32_t> places(const std::vector<int>& scores) {
    std::vector<std::uint32_t> list;
    for (size_t i = 0; i < scores.size(); ++i) {
        bool is_equal = i > 0 && scores[i] == scores[i - 1];
        list.push_back(is_equal ? list.back() : static_cast<std::uint32_t>(i + 1));
    }
    return list;
}

TEST(seats, are_rounded_down) {
    EXPECT_EQ(seats_of(14, *Number::parse("0.2")), 2);
    EXPECT_EQ(seats_of(15, *Number::parse("0.2")), 3);
    EXPECT_EQ(seats_of(0, Number(1)), 0);
}

TEST(seats, go_by_largest_remainder_then_larger_group_then_order) {
    EXPECT_EQ(apportion(3, {5, 5, 5}), (std::vector<std::int64_t>{1, 1, 1}));
    EXPECT_EQ(apportion(1, {5, 5}), (std::vector<std::int64_t>{1, 0}));
    EXPECT_EQ(apportion(3, {6, 2}), (std::vector<std::int64_t>{2, 1}));       // 2.25, 0.75
    EXPECT_EQ(apportion(2, {3, 1, 4}), (std::vector<std::int64_t>{1, 0, 1})); // 0.75, 0.25, 1
    EXPECT_EQ(apportion(1, {1, 3}), (std::vector<std::int64_t>{0, 1}));
    EXPECT_EQ(apportion(3, {2, 4}), (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(apportion(0, {}), (std::vector<std::int64_t>{}));
    EXPECT_EQ(apportion(0, {0, 0}), (std::vector<std::int64_t>{0, 0}));
}

TEST(seats, sum_to_the_whole_and_differ_from_the_exact_share_by_less_than_one) {
    EXPECT_TRUE(rc::check([] {
        auto counts = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 200));
        auto all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
        auto total = *rc::gen::inRange<std::int64_t>(0, all + 1);
        auto seats = apportion(total, counts);
        RC_ASSERT(std::accumulate(seats.begin(), seats.end(), std::int64_t{0}) == total);
        for (size_t i = 0; i < counts.size(); ++i) {
            RC_ASSERT(seats[i] <= counts[i]);
            if (all > 0)
                RC_ASSERT((Number(seats[i]) - Number(total * counts[i]) / Number(all)).magnitude() <
                          Number(1));
        }
    }));
}

TEST(award, never_splits_equals_and_stops_at_the_first_that_do_not_fit) {
    using enum Award;
    EXPECT_EQ(award(places({90, 80, 80, 70}), 2), (std::vector<Award>{awarded, tied, tied, none}));
    EXPECT_EQ(award(places({90, 80, 80, 70}), 1), (std::vector<Award>{awarded, none, none, none}));
    EXPECT_EQ(award(places({90, 80, 80, 70}), 3), (std::vector<Award>{awarded, awarded, awarded, none}));
    EXPECT_EQ(award(places({80, 80}), 0), (std::vector<Award>{none, none}));
    EXPECT_EQ(award(places({80, 80, 10}), 1), (std::vector<Award>{tied, tied, none}));
}

TEST(award, gives_no_more_seats_than_there_are_and_none_past_a_better_one) {
    EXPECT_TRUE(rc::check([] {
        auto scores = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 8));
        auto seats = *rc::gen::inRange<std::int64_t>(0, 12);
        std::sort(scores.rbegin(), scores.rend());
        auto outcome = award(places(scores), seats);
        std::int64_t given = std::count(outcome.begin(), outcome.end(), Award::awarded);
        RC_ASSERT(given <= seats);
        for (size_t a = 0; a < scores.size(); ++a)
            for (size_t b = 0; b < scores.size(); ++b) {
                if (scores[a] == scores[b]) RC_ASSERT(outcome[a] == outcome[b]);
                if (scores[a] > scores[b] && outcome[b] == Award::awarded)
                    RC_ASSERT(outcome[a] == Award::awarded);
            }
        bool is_tied = std::count(outcome.begin(), outcome.end(), Award::tied) > 0;
        if (!is_tied)
            RC_ASSERT(given == std::min<std::int64_t>(seats, static_cast<std::int64_t>(scores.size())));
    }));
}

} // namespace
} // namespace zhishi::engine
