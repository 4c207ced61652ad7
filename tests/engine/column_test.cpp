// Columns in every form against base::Number, operation by operation.
#include "engine/column.h"
#include "engine/column_math.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

namespace zhishi::engine {
namespace {

using base::Number;
using scheme::Fold;
using scheme::Operator;

// Numbers of all sizes, so that every form is met and every overflow too.
Value random_value(std::mt19937_64& random) {
    switch (random() % 9) {
    case 0: return {};
    case 1: return Value::of(Number(static_cast<std::int64_t>(random() % 7) - 3));
    case 2: return Value::of(Number(INT64_MAX));
    case 3: return Value::of(Number(INT64_MIN));
    case 4: return Value::of(Number::ratio(static_cast<std::int64_t>(random() % 1000), 7));
    case 5: return Value::of(Number::ratio(static_cast<std::int64_t>(random()), 1'000'000));
    default: return Value::of(Number::ratio(static_cast<std::int64_t>(random() % 20'000) - 10'000, 100));
    }
}

struct Sample {
    Column column;
    std::vector<Value> values;
};

// As it comes, or of one sort, which stays narrow; sometimes constant, sometimes over denominators.
Sample random_sample(std::mt19937_64& random, size_t size) {
    Sample sample{Column(size), {}};
    switch (random() % 4) {
    case 0: {
        Value value = random_value(random);
        sample.column = Column::constant(value, size);
        sample.values.assign(size, value);
        return sample;
    }
    case 1: {
        std::vector<std::int64_t> units, denominators;
        for (size_t i = 0; i < size; ++i) {
            units.push_back(static_cast<std::int64_t>(random() % 200'000) - 100'000);
            denominators.push_back(static_cast<std::int64_t>(random() % 9) + 1);
            sample.values.push_back(
                Value::of(Number::ratio(units.back(), denominators.back()) / Number(100)));
        }
        sample.column = Column::of_quotients(std::move(units), 2, std::move(denominators), {});
        return sample;
    }
    case 2:
        for (size_t i = 0; i < size; ++i)
            sample.values.push_back(
                random() % 5 == 0
                    ? Value()
                    : Value::of(Number::ratio(static_cast<std::int64_t>(random() % 20'000) - 10'000, 100)));
        break;
    default:
        for (size_t i = 0; i < size; ++i)
            sample.values.push_back(random_value(random));
    }
    for (size_t i = 0; i < size; ++i)
        sample.column.set(i, sample.values[i]);
    return sample;
}

void expect_values(const Column& column, const std::vector<Value>& values) {
    RC_ASSERT(column.size() == values.size());
    for (size_t i = 0; i < values.size(); ++i)
        RC_ASSERT(column[i] == values[i]);
}

template <class Way>
std::vector<Value> each(const Sample& a, const Sample& b, Way way) {
    std::vector<Value> values;
    for (size_t i = 0; i < a.values.size(); ++i) {
        bool is_missing = a.values[i].is_missing() || b.values[i].is_missing();
        values.push_back(is_missing ? Value() : way(a.values[i].number, b.values[i].number));
    }
    return values;
}

RC_GTEST_PROP(Column, gives_back_what_was_set, (unsigned seed)) {
    std::mt19937_64 random(seed);
    Sample sample = random_sample(random, random() % 20 + 1);
    expect_values(sample.column, sample.values);
    expect_values(sample.column.in_exact_form(), sample.values);
    expect_values(sample.column.spread_out(), sample.values);
}

RC_GTEST_PROP(Column, calculates_as_rationals_do, (unsigned seed)) {
    std::mt19937_64 random(seed);
    size_t size = random() % 20 + 1;
    Sample a = random_sample(random, size), b = random_sample(random, size);
    expect_values(calculated(Operator::add, a.column, b.column),
                  each(a, b, [](const Number& x, const Number& y) { return Value::of(x + y); }));
    expect_values(calculated(Operator::subtract, a.column, b.column),
                  each(a, b, [](const Number& x, const Number& y) { return Value::of(x - y); }));
    expect_values(calculated(Operator::multiply, a.column, b.column),
                  each(a, b, [](const Number& x, const Number& y) { return Value::of(x * y); }));
    expect_values(calculated(Operator::divide, a.column, b.column),
                  each(a, b, [](const Number& x, const Number& y) {
                      return y.is_zero() ? Value() : Value::of(x / y);
                  }));
    expect_values(lesser(a.column, b.column),
                  each(a, b, [](const Number& x, const Number& y) { return Value::of(std::min(x, y)); }));
    expect_values(greater(a.column, b.column),
                  each(a, b, [](const Number& x, const Number& y) { return Value::of(std::max(x, y)); }));
    for (Operator op : {Operator::equal, Operator::not_equal, Operator::less, Operator::less_equal,
                        Operator::greater, Operator::greater_equal})
        expect_values(compared(op, a.column, b.column), each(a, b, [op](const Number& x, const Number& y) {
                          switch (op) {
                          case Operator::equal: return Value::of_truth(x == y);
                          case Operator::not_equal: return Value::of_truth(x != y);
                          case Operator::less: return Value::of_truth(x < y);
                          case Operator::less_equal: return Value::of_truth(x <= y);
                          case Operator::greater: return Value::of_truth(x > y);
                          default: return Value::of_truth(x >= y);
                          }
                      }));
}

RC_GTEST_PROP(Column, rounds_as_rationals_do, (unsigned seed)) {
    std::mt19937_64 random(seed);
    Sample a = random_sample(random, random() % 20 + 1);
    auto one = [&](auto way) {
        return each(a, a, [way](const Number& x, const Number&) { return Value::of(way(x)); });
    };
    for (int decimals : {0, 2, 6})
        expect_values(rounded(a.column, decimals),
                      one([decimals](const Number& x) { return x.rounded(decimals); }));
    expect_values(floor_of(a.column), one([](const Number& x) { return x.floor(); }));
    expect_values(ceil_of(a.column), one([](const Number& x) { return x.ceil(); }));
    expect_values(magnitude(a.column), one([](const Number& x) { return x.magnitude(); }));
    expect_values(negated(a.column), one([](const Number& x) { return -x; }));
}

RC_GTEST_PROP(Column, folds_as_rationals_do, (unsigned seed)) {
    std::mt19937_64 random(seed);
    Sample a = random_sample(random, random() % 30 + 1);
    size_t owner_count = random() % 8 + 1;
    std::vector<std::uint32_t> owners;
    for (size_t i = 0; i < a.values.size(); ++i)
        owners.push_back(static_cast<std::uint32_t>(random() % owner_count));
    std::sort(owners.begin(), owners.end());
    for (Fold fold : {Fold::sum, Fold::mean, Fold::min, Fold::max}) {
        std::vector<Value> expected;
        for (std::uint32_t owner = 0; owner < owner_count; ++owner) {
            std::vector<Number> numbers;
            bool is_missing = false;
            for (size_t i = 0; i < owners.size(); ++i)
                if (owners[i] == owner) {
                    is_missing = is_missing || a.values[i].is_missing();
                    numbers.push_back(a.values[i].number);
                }
            Number sum;
            for (const Number& number : numbers)
                sum += number;
            if (is_missing || (numbers.empty() && fold != Fold::sum))
                expected.emplace_back();
            else if (fold == Fold::sum)
                expected.push_back(Value::of(sum));
            else if (fold == Fold::mean)
                expected.push_back(Value::of(sum / Number(static_cast<std::int64_t>(numbers.size()))));
            else
                expected.push_back(Value::of(fold == Fold::min
                                                 ? *std::min_element(numbers.begin(), numbers.end())
                                                 : *std::max_element(numbers.begin(), numbers.end())));
        }
        expect_values(folded(fold, a.column, owners, owner_count), expected);
    }
}

RC_GTEST_PROP(Column, puts_and_picks_rows_of_any_form, (unsigned seed)) {
    std::mt19937_64 random(seed);
    size_t size = random() % 20 + 1;
    Sample a = random_sample(random, size), b = random_sample(random, size);
    std::vector<std::uint32_t> places, from;
    for (std::uint32_t i = 0; i < size; ++i)
        if (random() % 2) {
            places.push_back(i);
            from.push_back(static_cast<std::uint32_t>(random() % size));
        }
    std::vector<Value> expected = a.values;
    for (size_t i = 0; i < places.size(); ++i)
        expected[places[i]] = b.values[from[i]];
    Column column = a.column;
    column.put(places, b.column.rows(from));
    expect_values(column, expected);
    column.resize(size + 3);
    expected.resize(size + 3);
    expect_values(column, expected);
}

TEST(Column, decides_and_and_or_by_one_side) {
    auto truths = [](std::vector<std::uint8_t> bytes) { return Column::of_truths(std::move(bytes)); };
    Column a = truths({0, 0, 0, 1, 1, 1, 2, 2, 2}), b = truths({0, 1, 2, 0, 1, 2, 0, 1, 2});
    auto told = [](const Column& column) {
        std::string text;
        for (size_t i = 0; i < column.size(); ++i)
            text += column.is_missing(i) ? '?' : column.holds(i) ? '1' : '0';
        return text;
    };
    EXPECT_EQ(told(conjunction(a, b)), "00001?0??");
    EXPECT_EQ(told(disjunction(a, b)), "01?111?1?");
    EXPECT_EQ(told(not_of(a)), "111000???");
    EXPECT_EQ(told(or_else(a, b)), "00011101?");
}

} // namespace
} // namespace zhishi::engine
