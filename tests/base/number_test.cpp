#include "base/number.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace zhishi::base {
namespace {

using Big = boost::multiprecision::cpp_rational;

Big big_of(const Number& number) {
    // Exact, from the fraction that str() writes where decimals do not end.
    std::string text = number.str();
    size_t slash = text.find('/'), point = text.find('.');
    if (slash != std::string::npos)
        return Big(boost::multiprecision::cpp_int(text.substr(0, slash)),
                   boost::multiprecision::cpp_int(text.substr(slash + 1)));
    if (point == std::string::npos) return Big(boost::multiprecision::cpp_int(text));
    boost::multiprecision::cpp_int power = 1;
    for (size_t i = point + 1; i < text.size(); ++i)
        power *= 10;
    bool is_negative = text[0] == '-';
    std::string digits = text.substr(is_negative, point - is_negative) + text.substr(point + 1);
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    boost::multiprecision::cpp_int numerator(digits);
    if (is_negative) numerator = -numerator;
    return Big(numerator, power);
}

Number any_number() {
    auto numerator = *rc::gen::arbitrary<std::int64_t>();
    auto denominator = *rc::gen::nonZero<std::int64_t>();
    return Number::ratio(numerator, denominator);
}

TEST(number, arithmetic_agrees_with_big_rationals_beyond_64_bits) {
    EXPECT_TRUE(rc::check([] {
        Number a = any_number(), b = any_number(), c = any_number();
        Big x = big_of(a), y = big_of(b), z = big_of(c);
        RC_ASSERT(big_of(a + b) == x + y);
        RC_ASSERT(big_of(a - b) == x - y);
        RC_ASSERT(big_of(a * b * c) == x * y * z);
        if (!b.is_zero()) RC_ASSERT(big_of(a / b) == x / y);
        RC_ASSERT((a * b < c) == (x * y < z));
        RC_ASSERT((a + b == b + a) && (a - a).is_zero());
    }));
}

TEST(number, rounding_is_half_away_from_zero) {
    EXPECT_TRUE(rc::check([] {
        Number number = Number::ratio(*rc::gen::inRange<std::int64_t>(-100'000'000, 100'000'000), 1000);
        Number rounded = number.rounded(2);
        Number distance = (number - rounded).magnitude();
        RC_ASSERT((rounded * Number(100)).is_whole());
        RC_ASSERT(distance <= Number::ratio(1, 200));
        if (distance == Number::ratio(1, 200)) RC_ASSERT(rounded.magnitude() > number.magnitude());
    }));
    EXPECT_EQ(Number::parse("2.345")->fixed(2), "2.35");
    EXPECT_EQ(Number::parse("-2.345")->fixed(2), "-2.35");
    EXPECT_EQ(Number::parse("1.005")->fixed(2), "1.01"); // a double has 1.00
    EXPECT_EQ(Number::parse("-0.004")->fixed(2), "0.00");
}

TEST(number, reads_the_decimal_form_and_nothing_else) {
    for (const char* good : {"0", "-0", "007", "123456789", "0.000001", "-999999999.999999"})
        EXPECT_TRUE(Number::parse(good)) << good;
    for (const char* bad :
         {"", "-", ".5", "5.", "+1", "1e3", " 1", "1 ", "1234567890", "0.0000001", "1,5", "--1", "１"})
        EXPECT_FALSE(Number::parse(bad)) << bad;
}

TEST(number, floor_and_ceil_hold_below_zero) {
    EXPECT_EQ(Number::ratio(-7, 2).floor(), Number(-4));
    EXPECT_EQ(Number::ratio(-7, 2).ceil(), Number(-3));
    EXPECT_EQ(Number::ratio(7, 2).ceil(), Number(4));
    EXPECT_EQ(Number(3).floor(), Number(3));
}

TEST(number, a_mean_over_very_many_uneven_parts_stays_exact) {
    Number sum;
    Big expected = 0;
    for (int prime : {1000003, 1000033, 1000037, 1000039, 1000081, 1000099}) {
        sum += Number::ratio(1, prime);
        expected += Big(1, prime);
    }
    EXPECT_EQ(big_of(sum), expected);
    EXPECT_EQ(sum.whole(), std::nullopt);
}

TEST(number, the_least_64_bit_number_is_taken_back) {
    Number least(INT64_MIN);
    EXPECT_EQ((-least + least), Number(0));
    EXPECT_EQ((-least).str(), "9223372036854775808");
    EXPECT_EQ(Number::ratio(INT64_MIN, -1).str(), "9223372036854775808");
    EXPECT_EQ(Number::ratio(1, INT64_MIN) * least, Number(1));
}

TEST(number, what_is_written_exactly_is_read_exactly_whatever_its_size) {
    EXPECT_TRUE(rc::check([] {
        Number a = any_number(), b = any_number();
        for (const Number& number : {a, a * b, a + b, Number::ratio(7, 3), a.rounded(2)}) {
            auto read = Number::read(number.str());
            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == number);
        }
    }));
    EXPECT_EQ(Number::read("-0.25"), Number::ratio(-1, 4));
    for (const char* text :
         {"", "-", "1.", ".5", "1/0", "1/", "/2", "1/2/3", "1.5/2", "+1", "1e3", " 1", "1,5"})
        EXPECT_FALSE(Number::read(text)) << text;
}

} // namespace
} // namespace zhishi::base
