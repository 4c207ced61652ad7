// A key that is declared for some kinds of period and for all others: each row is held to what its period
// asks.
#include "scheme/acceptance.h"
#include "scheme/load.h"

#include <gtest/gtest.h>

namespace zhishi::scheme {
namespace {

bool takes_grade(const Scheme& scheme, const char* period, const char* word) {
    return !Acceptance(scheme).fact(*base::Period::parse(period), "grade", word, std::nullopt);
}

TEST(acceptance, a_fact_is_held_to_what_is_declared_for_its_kind_of_period) {
    auto scheme = load_library_scheme("chaohu-year").scheme;
    ASSERT_TRUE(scheme);
    EXPECT_TRUE(takes_grade(*scheme, "2022Q1", "好"));
    EXPECT_FALSE(takes_grade(*scheme, "2022Q1", "优秀"));
    EXPECT_FALSE(takes_grade(*scheme, "1999Q4", "优秀"));
    EXPECT_TRUE(takes_grade(*scheme, "2021", "优秀"));
    EXPECT_TRUE(takes_grade(*scheme, "2022-03", "第一等次"));
    EXPECT_FALSE(takes_grade(*scheme, "2021", "甲"));
}

// Where no declaration fits the kind of period, the first still says what the value may be.
TEST(acceptance, a_fact_of_another_kind_of_period_keeps_its_range) {
    auto scheme = load_library_scheme("routine").scheme;
    ASSERT_TRUE(scheme);
    auto score = [&](const char* period, const char* text) {
        return Acceptance(*scheme).fact(*base::Period::parse(period), "score", text,
                                        base::Number::parse(text));
    };
    EXPECT_FALSE(score("2024", "100"));
    EXPECT_TRUE(score("2024", "100.01"));
    EXPECT_TRUE(score("2024-01", "很好"));
}

// Several lists may hold one word; who is told what he may write reads it once.
TEST(acceptance, a_word_of_two_lists_is_named_once) {
    auto scheme = load_library_scheme("annual").scheme;
    ASSERT_TRUE(scheme);
    auto fault = Acceptance(*scheme).fact(base::Period::of_year(2024), "discipline:1", "fined", std::nullopt);
    ASSERT_TRUE(fault);
    size_t first = fault->en.find("major_demerit");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(fault->en.find("major_demerit", first + 1), std::string::npos) << fault->en;
}

} // namespace
} // namespace zhishi::scheme
