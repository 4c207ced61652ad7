// Operations over whole columns, exact in every form: narrow as long as that holds, else with base::Number.
// Missing in, missing out, but for or_else and what `and` and `or` decide by one side.
#pragma once

#include "engine/column.h"
#include "scheme/expression.h"

#include <vector>

namespace zhishi::engine {

// add, subtract, multiply, divide of numbers. A division by zero is missing: the checker lets none pass that
// is not guarded, and a guarded one is not read where the guard fails.
Column calculated(scheme::Operator op, const Column& left, const Column& right);
// =, ≠ of any type; <, ≤, >, ≥ of numbers.
Column compared(scheme::Operator op, const Column& left, const Column& right);
Column conjunction(const Column& left, const Column& right);
Column disjunction(const Column& left, const Column& right);
Column not_of(const Column& column);
Column or_else(const Column& left, const Column& right);

Column negated(const Column& column);
Column rounded(const Column& column, int decimals); // half away from zero 四舍五入
Column magnitude(const Column& column);
Column floor_of(const Column& column);
Column ceil_of(const Column& column);
Column lesser(const Column& left, const Column& right); // of two numbers, row by row
Column greater(const Column& left, const Column& right);

// Folds the rows of each owner. owners: ascending, each below owner_count. Over no row, sum and count are 0,
// mean, min and max missing, any false, all true; a missing row makes the whole missing, unless it is decided
// already.
Column folded(scheme::Fold fold, const Column& column, const std::vector<std::uint32_t>& owners,
              size_t owner_count);

// Whether a row stands before another by these keys, highest first. None is missing in either.
bool stands_before(const std::vector<Column>& keys, size_t a, size_t b);
// <0, 0, >0: how two rows of one column of numbers stand to each other. Neither is missing.
int order_of(const Column& column, size_t a, size_t b);

} // namespace zhishi::engine
