// The numbers of a column in narrow form, read the same way whether the column is constant or not. For the
// files behind column_math.h alone.
#pragma once

#include "engine/column.h"

namespace zhishi::engine {

inline bool is_narrow(const Column& column) {
    return column.kind() == Value::Kind::number && column.form() != Column::Form::exact;
}

struct Narrow {
    const std::int64_t* units;
    const std::int64_t* denominators; // null: decimals
    size_t step;                      // 0: constant

    explicit Narrow(const Column& column)
        : units(column.raw_units().data()),
          denominators(column.form() == Column::Form::quotients ? column.raw_denominators().data() : nullptr),
          step(column.is_constant() ? 0 : 1) {}
    std::int64_t unit(size_t row) const { return units[row * step]; }
    std::int64_t denominator(size_t row) const { return denominators ? denominators[row * step] : 1; }
};

} // namespace zhishi::engine
