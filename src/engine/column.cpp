#include "engine/column.h"

#include "base/check.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace zhishi::engine {

using base::Number;
using scheme::no_index;

namespace {

constexpr std::int64_t powers_of_ten[] = {
    1,          10,          100,           1'000,          10'000,          100'000,          1'000'000,
    10'000'000, 100'000'000, 1'000'000'000, 10'000'000'000, 100'000'000'000, 1'000'000'000'000};

// In parts of 10^scale, where it is whole then and fits.
std::optional<std::int64_t> units_of(const Number& number, int scale) {
    return (number * Number(powers_of_ten[scale])).whole();
}

// The least scale that holds it; -1: none does.
int scale_of(const Number& number) {
    for (int scale = 0; scale <= Column::scale_max; ++scale)
        if (units_of(number, scale)) return scale;
    return -1;
}

} // namespace

std::int64_t power_of_ten(int exponent) {
    return powers_of_ten[exponent];
}

Column Column::constant(const Value& value, size_t size) {
    if (value.is_missing()) return Column(size);
    Column column(1);
    column.set(0, value);
    column.missing_.clear();
    column.size_ = size;
    column.is_constant_ = true;
    return column;
}

Column Column::of_ids(Kind kind, std::vector<std::uint32_t> ids) {
    Column column(ids.size());
    column.kind_ = kind;
    column.ids_ = std::move(ids);
    for (size_t i = 0; i < column.ids_.size(); ++i) {
        if (column.ids_[i] != no_index) continue;
        if (column.missing_.empty()) column.missing_.resize(column.size_, 0);
        column.missing_[i] = 1;
    }
    return column;
}

Column Column::of_truths(std::vector<std::uint8_t> truths) {
    Column column(truths.size());
    column.kind_ = Kind::truth;
    column.bytes_ = std::move(truths);
    for (size_t i = 0; i < column.bytes_.size(); ++i) {
        if (column.bytes_[i] < 2) continue;
        if (column.missing_.empty()) column.missing_.resize(column.size_, 0);
        column.missing_[i] = 1;
        column.bytes_[i] = 0;
    }
    return column;
}

Column Column::of_decimals(std::vector<std::int64_t> units, int scale, std::vector<std::uint8_t> missing) {
    Column column(units.size());
    column.kind_ = Kind::number;
    column.scale_ = scale;
    column.units_ = std::move(units);
    column.missing_ = std::move(missing);
    return column;
}

Column Column::of_quotients(std::vector<std::int64_t> units, int scale,
                            std::vector<std::int64_t> denominators, std::vector<std::uint8_t> missing) {
    Column column = of_decimals(std::move(units), scale, std::move(missing));
    column.form_ = Form::quotients;
    column.denominators_ = std::move(denominators);
    return column;
}

Number Column::number(size_t row) const {
    size_t at = place(row);
    switch (form_) {
    case Form::exact: return exact_[at];
    case Form::decimals: return Number::ratio(units_[at], powers_of_ten[scale_]);
    case Form::quotients: break;
    }
    return Number::ratio(units_[at], denominators_[at]) / Number(powers_of_ten[scale_]);
}

Value Column::operator[](size_t row) const {
    if (is_missing(row)) return {};
    switch (kind_) {
    case Kind::number: return Value::of(number(row));
    case Kind::word: return Value::of_word(id(row));
    case Kind::period: return Value::of_period(id(row));
    case Kind::truth: return Value::of_truth(bytes_[place(row)] != 0);
    case Kind::missing: break;
    }
    return {};
}

// From here on it holds this kind; all rows are missing until they are set.
void Column::begin(Kind kind, Form form, int scale) {
    kind_ = kind;
    form_ = form;
    scale_ = scale;
    missing_.assign(size_, 1);
    if (kind == Kind::number && form == Form::exact) exact_.resize(size_);
    if (kind == Kind::number && form != Form::exact) units_.assign(size_, 0);
    if (kind == Kind::number && form == Form::quotients) denominators_.assign(size_, 1);
    if (kind == Kind::word || kind == Kind::period) ids_.assign(size_, no_index);
    if (kind == Kind::truth) bytes_.assign(size_, 0);
}

void Column::spread() {
    if (!is_constant_) return;
    is_constant_ = false;
    if (!units_.empty()) units_.assign(size_, std::int64_t(units_[0]));
    if (!denominators_.empty()) denominators_.assign(size_, std::int64_t(denominators_[0]));
    if (!exact_.empty()) exact_.assign(size_, Number(exact_[0]));
    if (!ids_.empty()) ids_.assign(size_, std::uint32_t(ids_[0]));
    if (!bytes_.empty()) bytes_.assign(size_, std::uint8_t(bytes_[0]));
}

// To rationals. Missing rows hold 0.
void Column::widen() {
    spread();
    if (form_ == Form::exact) return;
    std::vector<Number> exact(size_);
    for (size_t i = 0; i < size_; ++i)
        if (!is_missing(i)) exact[i] = number(i);
    exact_ = std::move(exact);
    form_ = Form::exact;
    units_.clear();
    denominators_.clear();
}

bool Column::rescale(int scale) {
    if (form_ == Form::exact || scale > scale_max) return false;
    if (scale == scale_) return true;
    std::vector<std::int64_t> units(units_.size());
    if (scale > scale_) {
        std::int64_t factor = powers_of_ten[scale - scale_];
        bool is_over = false;
        for (size_t i = 0; i < units.size(); ++i)
            is_over |= __builtin_mul_overflow(units_[i], factor, &units[i]);
        if (is_over) return false;
    } else {
        std::int64_t divisor = powers_of_ten[scale_ - scale];
        for (size_t i = 0; i < units.size(); ++i) {
            units[i] = units_[i] / divisor;
            if (units[i] * divisor != units_[i]) return false;
        }
    }
    units_ = std::move(units);
    scale_ = scale;
    return true;
}

void Column::set_missing(std::vector<std::uint8_t> missing) {
    spread();
    missing_ = std::move(missing);
}

void Column::set(size_t row, const Value& value) {
    spread();
    if (value.is_missing()) {
        if (kind_ == Kind::missing) return;
        if (missing_.empty()) missing_.assign(size_, 0);
        missing_[row] = 1;
        if (!units_.empty()) units_[row] = 0;
        if (!denominators_.empty()) denominators_[row] = 1;
        return;
    }
    if (kind_ == Kind::missing) {
        int scale = value.kind == Kind::number ? scale_of(value.number) : 0;
        begin(value.kind, scale < 0 ? Form::exact : Form::decimals, std::max(scale, 0));
    }
    base::check(kind_ == value.kind, "a column holds values of one type");
    if (!missing_.empty()) missing_[row] = 0;
    if (kind_ == Kind::word || kind_ == Kind::period) ids_[row] = value.id;
    if (kind_ == Kind::truth) bytes_[row] = value.truth;
    if (kind_ != Kind::number) return;
    if (form_ == Form::decimals) {
        auto units = units_of(value.number, scale_);
        if (!units) {
            int scale = scale_of(value.number);
            if (scale > scale_ && rescale(scale)) units = units_of(value.number, scale_);
        }
        if (units) {
            units_[row] = *units;
            return;
        }
    }
    widen();
    exact_[row] = value.number;
}

void Column::put(const std::vector<std::uint32_t>& places, const Column& from) {
    if (places.empty()) return;
    if (kind_ == Kind::missing && from.kind_ == Kind::missing) return;
    if (kind_ == Kind::missing) begin(from.kind_, from.form_, from.scale_);
    spread();
    bool is_alike =
        kind_ == from.kind_ && form_ == from.form_ && kind_ == Kind::number && form_ != Form::exact;
    if (is_alike && scale_ != from.scale_) {
        // The finer of the two scales holds both, unless it overflows.
        Column finer = from;
        int scale = std::max(scale_, from.scale_);
        if (rescale(scale) && finer.rescale(scale)) return put(places, finer);
        is_alike = false;
    }
    bool is_plain = is_alike || (kind_ == from.kind_ && kind_ != Kind::number);
    if (!is_plain) {
        for (size_t i = 0; i < places.size(); ++i)
            set(places[i], from[i]);
        return;
    }
    if (from.has_missing() && missing_.empty()) missing_.assign(size_, 0);
    for (size_t i = 0; i < places.size(); ++i) {
        std::uint32_t to = places[i];
        if (!missing_.empty()) missing_[to] = from.is_missing(i);
        if (!units_.empty()) units_[to] = from.units_[from.place(i)];
        if (!denominators_.empty()) denominators_[to] = from.denominators_[from.place(i)];
        if (!ids_.empty()) ids_[to] = from.ids_[from.place(i)];
        if (!bytes_.empty()) bytes_[to] = from.bytes_[from.place(i)];
    }
}

void Column::resize(size_t size) {
    spread();
    size_t before = std::exchange(size_, size);
    if (kind_ == Kind::missing || size == before) return;
    if (missing_.empty()) missing_.assign(before, 0);
    missing_.resize(size, 1);
    if (kind_ == Kind::number && form_ == Form::exact) exact_.resize(size);
    if (kind_ == Kind::number && form_ != Form::exact) units_.resize(size, 0);
    if (kind_ == Kind::number && form_ == Form::quotients) denominators_.resize(size, 1);
    if (kind_ == Kind::word || kind_ == Kind::period) ids_.resize(size, no_index);
    if (kind_ == Kind::truth) bytes_.resize(size, 0);
}

Column Column::rows(const std::vector<std::uint32_t>& places) const {
    if (is_constant_ || kind_ == Kind::missing) {
        Column same = *this;
        same.size_ = places.size();
        return same;
    }
    Column picked(places.size());
    picked.kind_ = kind_;
    picked.form_ = form_;
    picked.scale_ = scale_;
    auto pick = [&](const auto& column, auto& into) {
        if (column.empty()) return;
        into.resize(places.size());
        for (size_t i = 0; i < places.size(); ++i)
            into[i] = column[places[i]];
    };
    pick(units_, picked.units_);
    pick(denominators_, picked.denominators_);
    pick(exact_, picked.exact_);
    pick(ids_, picked.ids_);
    pick(bytes_, picked.bytes_);
    pick(missing_, picked.missing_);
    return picked;
}

Column Column::spread_out() const {
    Column column = *this;
    column.spread();
    return column;
}

Column Column::in_exact_form() const {
    Column column = *this;
    if (kind_ == Kind::number) column.widen();
    return column;
}

} // namespace zhishi::engine
