#include "engine/column_math.h"

#include "engine/narrow.h"

#include <algorithm>
#include <array>

namespace zhishi::engine {

using base::Number;
using scheme::Operator;
using Kind = Column::Kind;
using Form = Column::Form;

namespace {

__extension__ using Wide = __int128;

// Which rows of either are missing; empty: none.
std::vector<std::uint8_t> missing_of(const Column& left, const Column& right) {
    std::vector<std::uint8_t> missing;
    for (const Column* column : {&left, &right}) {
        if (!column->has_missing()) continue;
        missing.resize(left.size(), 0);
        if (column->kind() == Kind::missing)
            std::fill(missing.begin(), missing.end(), std::uint8_t{1});
        else
            for (size_t i = 0; i < missing.size(); ++i)
                missing[i] |= column->raw_missing()[i];
    }
    return missing;
}

bool is_missing(const std::vector<std::uint8_t>& missing, size_t row) {
    return !missing.empty() && missing[row] != 0;
}

Column all_missing(size_t size) {
    return Column(size);
}

Number calculated(Operator op, const Number& left, const Number& right) {
    switch (op) {
    case Operator::add: return left + right;
    case Operator::subtract: return left - right;
    case Operator::multiply: return left * right;
    default: return left / right;
    }
}

// Row by row with rationals: what every narrow form goes over to.
Column calculated_exactly(Operator op, const Column& left, const Column& right) {
    Column column(left.size());
    for (size_t i = 0; i < left.size(); ++i) {
        if (left.is_missing(i) || right.is_missing(i)) continue;
        Number a = left.number(i), b = right.number(i);
        if (op == Operator::divide && b.is_zero()) continue;
        column.set(i, Value::of(calculated(op, a, b)));
    }
    return column;
}

// Both at one scale, or false.
bool align(Column& left, Column& right) {
    int scale = std::max(left.scale(), right.scale());
    return left.rescale(scale) && right.rescale(scale);
}

std::optional<Column> added(const Column& left_in, const Column& right_in, bool is_difference) {
    Column left_copy, right_copy;
    const Column *left_column = &left_in, *right_column = &right_in;
    if (left_in.scale() != right_in.scale()) {
        left_copy = left_in;
        right_copy = right_in;
        if (!align(left_copy, right_copy)) return std::nullopt;
        left_column = &left_copy;
        right_column = &right_copy;
    }
    Narrow left(*left_column), right(*right_column);
    size_t size = left_in.size();
    std::vector<std::int64_t> units(size), denominators;
    auto missing = missing_of(left_in, right_in);
    bool is_over = false, has_quotients = left.denominators || right.denominators;
    if (!has_quotients) {
        for (size_t i = 0; i < size; ++i) {
            std::int64_t a = left.unit(i), b = right.unit(i);
            is_over |= is_difference ? __builtin_sub_overflow(a, b, &units[i])
                                     : __builtin_add_overflow(a, b, &units[i]);
        }
    } else {
        denominators.resize(size);
        for (size_t i = 0; i < size; ++i) {
            std::int64_t da = left.denominator(i), db = right.denominator(i), a = left.unit(i),
                         b = right.unit(i);
            if (da != db) {
                is_over |= __builtin_mul_overflow(a, db, &a) || __builtin_mul_overflow(b, da, &b) ||
                           __builtin_mul_overflow(da, db, &da);
            }
            denominators[i] = da;
            is_over |= is_difference ? __builtin_sub_overflow(a, b, &units[i])
                                     : __builtin_add_overflow(a, b, &units[i]);
        }
    }
    if (is_over) return std::nullopt;
    int scale = left_column->scale();
    return has_quotients
               ? Column::of_quotients(std::move(units), scale, std::move(denominators), std::move(missing))
               : Column::of_decimals(std::move(units), scale, std::move(missing));
}

std::optional<Column> multiplied(const Column& left_column, const Column& right_column) {
    int scale = left_column.scale() + right_column.scale();
    if (scale > Column::scale_max) return std::nullopt;
    Narrow left(left_column), right(right_column);
    size_t size = left_column.size();
    std::vector<std::int64_t> units(size), denominators;
    bool is_over = false, has_quotients = left.denominators || right.denominators;
    for (size_t i = 0; i < size; ++i)
        is_over |= __builtin_mul_overflow(left.unit(i), right.unit(i), &units[i]);
    if (has_quotients) {
        denominators.resize(size);
        for (size_t i = 0; i < size; ++i)
            is_over |= __builtin_mul_overflow(left.denominator(i), right.denominator(i), &denominators[i]);
    }
    if (is_over) return std::nullopt;
    auto missing = missing_of(left_column, right_column);
    return has_quotients
               ? Column::of_quotients(std::move(units), scale, std::move(denominators), std::move(missing))
               : Column::of_decimals(std::move(units), scale, std::move(missing));
}

// (a / 10^s) / (b / 10^t), over whole denominators: a · 10^t / (b · 10^s).
std::optional<Column> divided(const Column& left_column, const Column& right_column) {
    int scale = left_column.scale() - right_column.scale();
    std::int64_t factor = 1;
    if (scale < 0) {
        factor = power_of_ten(-scale);
        scale = 0;
    }
    Narrow left(left_column), right(right_column);
    size_t size = left_column.size();
    std::vector<std::int64_t> units(size), denominators(size, 1);
    auto missing = missing_of(left_column, right_column);
    bool is_over = false;
    for (size_t i = 0; i < size; ++i) {
        if (is_missing(missing, i)) continue;
        std::int64_t a = left.unit(i), b = right.unit(i);
        if (b == 0) {
            if (missing.empty()) missing.resize(size, 0);
            missing[i] = 1;
            continue;
        }
        if (b < 0) {
            is_over |= __builtin_sub_overflow(std::int64_t{0}, a, &a) ||
                       __builtin_sub_overflow(std::int64_t{0}, b, &b);
        }
        is_over |= __builtin_mul_overflow(a, factor, &a) ||
                   __builtin_mul_overflow(a, right.denominator(i), &units[i]) ||
                   __builtin_mul_overflow(b, left.denominator(i), &denominators[i]);
    }
    if (is_over) return std::nullopt;
    return Column::of_quotients(std::move(units), scale, std::move(denominators), std::move(missing));
}

int sign_of(Wide value) {
    return (value > 0) - (value < 0);
}

bool holds(Operator op, int order) {
    switch (op) {
    case Operator::equal: return order == 0;
    case Operator::not_equal: return order != 0;
    case Operator::less: return order < 0;
    case Operator::less_equal: return order <= 0;
    case Operator::greater: return order > 0;
    default: return order >= 0;
    }
}

int order_of(const Value& left, const Value& right) {
    if (left.kind == Kind::number) {
        auto order = left.number <=> right.number;
        return order < 0 ? -1 : order > 0 ? 1 : 0;
    }
    return left == right ? 0 : 1;
}

// Numbers of both columns in narrow form, row by row.
template <class Take>
bool each_order(const Column& left_column, const Column& right_column, Take take) {
    if (!is_narrow(left_column) || !is_narrow(right_column)) return false;
    Narrow left(left_column), right(right_column);
    bool has_quotients = left.denominators || right.denominators;
    int scale = std::max(left_column.scale(), right_column.scale());
    std::int64_t factor_left = power_of_ten(scale - left_column.scale()),
                 factor_right = power_of_ten(scale - right_column.scale());
    for (size_t i = 0; i < left_column.size(); ++i) {
        Wide a = Wide(left.unit(i)) * factor_left, b = Wide(right.unit(i)) * factor_right;
        if (has_quotients) {
            Wide x, y;
            if (__builtin_mul_overflow(a, Wide(right.denominator(i)), &x) ||
                __builtin_mul_overflow(b, Wide(left.denominator(i)), &y))
                return false;
            a = x;
            b = y;
        }
        take(i, (a > b) - (a < b));
    }
    return true;
}

// The greatest whole number not above units / denominator.
Wide floored(Wide units, Wide denominator) {
    Wide quotient = units / denominator;
    return quotient * denominator != units && units < 0 ? quotient - 1 : quotient;
}

// Whole numbers out of each row: way(units, denominator) with the scale in the denominator.
template <class Way>
Column whole_of(const Column& column, Way way, Number (*exactly)(const Number&)) {
    if (column.kind() == Kind::missing) return column;
    if (is_narrow(column)) {
        Narrow narrow(column);
        size_t size = column.is_constant() ? 1 : column.size();
        std::vector<std::int64_t> units(size);
        Wide parts = power_of_ten(column.scale());
        for (size_t i = 0; i < size; ++i)
            units[i] = static_cast<std::int64_t>(way(Wide(narrow.unit(i)), parts * narrow.denominator(i)));
        Column result = Column::of_decimals(std::move(units), 0, column.raw_missing());
        return column.is_constant() ? Column::constant(result[0], column.size()) : result;
    }
    Column result(column.size());
    for (size_t i = 0; i < column.size(); ++i)
        if (!column.is_missing(i)) result.set(i, Value::of(exactly(column.number(i))));
    return result;
}

} // namespace

Column calculated(Operator op, const Column& left, const Column& right) {
    if (left.kind() == Kind::missing || right.kind() == Kind::missing) return all_missing(left.size());
    if (left.is_constant() && right.is_constant()) {
        Number b = right.number(0);
        if (op == Operator::divide && b.is_zero()) return all_missing(left.size());
        return Column::constant(Value::of(calculated(op, left.number(0), b)), left.size());
    }
    if (is_narrow(left) && is_narrow(right)) {
        std::optional<Column> narrow;
        switch (op) {
        case Operator::add: narrow = added(left, right, false); break;
        case Operator::subtract: narrow = added(left, right, true); break;
        case Operator::multiply: narrow = multiplied(left, right); break;
        default: narrow = divided(left, right);
        }
        if (narrow) return std::move(*narrow);
    }
    return calculated_exactly(op, left, right);
}

Column compared(Operator op, const Column& left, const Column& right) {
    if (left.kind() == Kind::missing || right.kind() == Kind::missing) return all_missing(left.size());
    if (left.is_constant() && right.is_constant())
        return Column::constant(Value::of_truth(holds(op, order_of(left[0], right[0]))), left.size());
    std::vector<std::uint8_t> truths(left.size());
    auto missing = missing_of(left, right);
    bool is_done = each_order(left, right, [&](size_t i, int order) { truths[i] = holds(op, order); });
    bool are_ids = left.kind() == right.kind() && (left.kind() == Kind::word || left.kind() == Kind::period);
    if (are_ids) {
        for (size_t i = 0; i < truths.size(); ++i)
            truths[i] = holds(op, left.id(i) == right.id(i) ? 0 : 1);
    } else if (!is_done) {
        for (size_t i = 0; i < truths.size(); ++i)
            if (!is_missing(missing, i)) truths[i] = holds(op, order_of(left[i], right[i]));
    }
    Column column = Column::of_truths(std::move(truths));
    column.set_missing(std::move(missing));
    return column;
}

namespace {

// decided: the truth of one side that decides the whole.
Column joined(const Column& left, const Column& right, bool decided) {
    std::vector<std::uint8_t> truths(left.size());
    for (size_t i = 0; i < truths.size(); ++i) {
        bool left_is_missing = left.is_missing(i), right_is_missing = right.is_missing(i);
        bool left_decides = !left_is_missing && left.holds(i) == decided;
        bool right_decides = !right_is_missing && right.holds(i) == decided;
        if (left_decides || right_decides)
            truths[i] = decided;
        else
            truths[i] = left_is_missing || right_is_missing ? 2 : !decided;
    }
    return Column::of_truths(std::move(truths));
}

} // namespace

Column conjunction(const Column& left, const Column& right) {
    return joined(left, right, false);
}

Column disjunction(const Column& left, const Column& right) {
    return joined(left, right, true);
}

Column not_of(const Column& column) {
    if (column.kind() == Kind::missing) return column;
    std::vector<std::uint8_t> truths(column.size());
    for (size_t i = 0; i < truths.size(); ++i)
        truths[i] = column.is_missing(i) ? 2 : !column.holds(i);
    return Column::of_truths(std::move(truths));
}

Column or_else(const Column& left, const Column& right) {
    if (!left.has_missing()) return left;
    if (left.kind() == Kind::missing) return right;
    std::vector<std::uint32_t> places;
    for (std::uint32_t i = 0; i < left.size(); ++i)
        if (left.is_missing(i)) places.push_back(i);
    Column column = left;
    column.put(places, right.rows(places));
    return column;
}

Column negated(const Column& column) {
    return calculated(Operator::subtract, Column::constant(Value::of(Number(0)), column.size()), column);
}

Column rounded(const Column& column, int decimals) {
    if (column.kind() == Kind::missing) return column;
    bool is_round = is_narrow(column) && column.form() == Form::decimals && column.scale() <= decimals;
    if (is_round) return column;
    if (!is_narrow(column)) {
        Column result(column.size());
        for (size_t i = 0; i < column.size(); ++i)
            if (!column.is_missing(i)) result.set(i, Value::of(column.number(i).rounded(decimals)));
        return result;
    }
    Narrow narrow(column);
    size_t size = column.is_constant() ? 1 : column.size();
    std::vector<std::int64_t> units(size);
    std::int64_t parts = power_of_ten(column.scale()), wanted = power_of_ten(decimals);
    bool is_over = false;
    for (size_t i = 0; i < size; ++i) {
        // |units| · wanted / (parts · denominator), and half a step to be cut off. In 64 bits where that
        // fits.
        std::int64_t unit = narrow.unit(i), denominator = narrow.denominator(i), top = 0, bottom = 0;
        bool is_wide = unit == INT64_MIN ||
                       __builtin_mul_overflow(unit < 0 ? -unit : unit, wanted * 2, &top) ||
                       __builtin_mul_overflow(denominator, parts * 2, &bottom) ||
                       __builtin_add_overflow(top, bottom / 2, &top);
        if (is_wide) {
            Wide size_of_unit = unit < 0 ? -Wide(unit) : Wide(unit), below = Wide(denominator) * parts;
            Wide whole = (size_of_unit * wanted * 2 + below) / (below * 2);
            is_over |= whole > INT64_MAX;
            units[i] = static_cast<std::int64_t>(unit < 0 ? -whole : whole);
        } else {
            std::int64_t whole = top / bottom;
            units[i] = unit < 0 ? -whole : whole;
        }
    }
    if (is_over) return rounded(column.in_exact_form(), decimals);
    Column result = Column::of_decimals(std::move(units), decimals, column.raw_missing());
    return column.is_constant() ? Column::constant(result[0], column.size()) : result;
}

Column magnitude(const Column& column) {
    return greater(column, negated(column));
}

Column floor_of(const Column& column) {
    return whole_of(column, floored, [](const Number& number) { return number.floor(); });
}

Column ceil_of(const Column& column) {
    return whole_of(
        column, [](Wide units, Wide denominator) { return -floored(-units, denominator); },
        [](const Number& number) { return number.ceil(); });
}

namespace {

// The row of the one or the other; wanted: which of them by the order of left to right.
Column chosen(const Column& left, const Column& right, bool wants_less) {
    if (left.kind() == Kind::missing || right.kind() == Kind::missing) return all_missing(left.size());
    Column takes_right = compared(wants_less ? Operator::less : Operator::greater, right, left);
    std::vector<std::uint32_t> places, missing;
    for (std::uint32_t i = 0; i < left.size(); ++i) {
        if (takes_right.is_missing(i))
            missing.push_back(i);
        else if (takes_right.holds(i))
            places.push_back(i);
    }
    Column column = left.spread_out();
    column.put(places, right.rows(places));
    for (auto place : missing)
        column.set(place, {});
    return column;
}

} // namespace

Column lesser(const Column& left, const Column& right) {
    return chosen(left, right, true);
}

Column greater(const Column& left, const Column& right) {
    return chosen(left, right, false);
}

bool stands_before(const std::vector<Column>& keys, size_t a, size_t b) {
    for (const Column& key : keys)
        if (int order = order_of(key, a, b); order != 0) return order > 0;
    return false;
}

int order_of(const Column& column, size_t a, size_t b) {
    if (column.is_constant()) return 0;
    if (column.form() == Form::decimals) {
        std::int64_t x = column.units(a), y = column.units(b);
        return (x > y) - (x < y);
    }
    if (column.form() == Form::quotients)
        return sign_of(Wide(column.units(a)) * column.denominator(b) -
                       Wide(column.units(b)) * column.denominator(a));
    auto order = column.number(a) <=> column.number(b);
    return order < 0 ? -1 : order > 0 ? 1 : 0;
}

} // namespace zhishi::engine
