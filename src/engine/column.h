// What a formula gives, for many subjects at once: a column of values of one type, each of which may be
// missing.
//
// A column of numbers keeps them in the narrowest form that is exact (decisions/0013):
//   decimals   whole numbers of 64 bits, of 10^scale parts each
//   quotients  the same over whole denominators, as a mean or a division leaves them; r2 rounds them at once
//   exact      base::Number
// Where a narrow form overflows, the next one takes over: slower, never wrong. Where all rows have the same
// value, it may be kept once (a constant column).
//
// Frame  the rows that a formula is worked out for: a subject each, with the variables bound so far. An
// aggregate makes a longer frame, one row an element, and folds the column back.
#pragma once

#include "base/number.h"
#include "scheme/facts.h"

#include <cstdint>
#include <string>
#include <vector>

namespace zhishi::engine {

struct Value {
    enum class Kind : std::uint8_t { missing, number, word, truth, period };
    Kind kind = Kind::missing;
    bool truth = false;
    std::uint32_t id = 0; // of a word or period
    base::Number number;

    static Value of(base::Number number) { return {Kind::number, false, 0, std::move(number)}; }
    static Value of_truth(bool truth) { return {Kind::truth, truth, 0, {}}; }
    static Value of_word(std::uint32_t id) { return {Kind::word, false, id, {}}; }
    static Value of_period(std::uint32_t id) { return {Kind::period, false, id, {}}; }

    bool is_missing() const { return kind == Kind::missing; }
    bool holds() const { return kind == Kind::truth && truth; }
    bool operator==(const Value& other) const {
        return kind == other.kind && truth == other.truth && id == other.id && number == other.number;
    }
};

std::int64_t power_of_ten(int exponent); // 0 to Column::scale_max

class Column {
  public:
    using Kind = Value::Kind;
    enum class Form : std::uint8_t { decimals, quotients, exact }; // of numbers
    static constexpr int scale_max = 12;

    Column() = default;
    explicit Column(size_t size) : size_(size) {} // all missing
    static Column constant(const Value& value, size_t size);
    static Column of_ids(Kind kind, std::vector<std::uint32_t> ids); // words or periods; no_index: missing
    static Column of_truths(std::vector<std::uint8_t> truths);       // 0, 1; 2: missing
    static Column of_decimals(std::vector<std::int64_t> units, int scale, std::vector<std::uint8_t> missing);
    static Column of_quotients(std::vector<std::int64_t> units, int scale,
                               std::vector<std::int64_t> denominators, std::vector<std::uint8_t> missing);

    size_t size() const { return size_; }
    Kind kind() const { return kind_; } // missing: nothing but missing rows so far
    bool is_constant() const { return is_constant_; }
    Form form() const { return form_; }
    int scale() const { return scale_; }

    bool is_missing(size_t row) const {
        if (kind_ == Kind::missing) return true;
        return !missing_.empty() && missing_[place(row)] != 0;
    }
    bool has_missing() const { return kind_ == Kind::missing || !missing_.empty(); }
    bool holds(size_t row) const {
        return kind_ == Kind::truth && !is_missing(row) && bytes_[place(row)] != 0;
    }
    std::uint32_t id(size_t row) const { return ids_[place(row)]; }
    std::int64_t units(size_t row) const { return units_[place(row)]; }
    std::int64_t denominator(size_t row) const { return denominators_[place(row)]; }
    base::Number number(size_t row) const; // not of a missing row
    Value operator[](size_t row) const;

    // Writes a row; the column takes over the value's type and goes over to a wider form where it must.
    void set(size_t row, const Value& value);
    // The rows `from` of another column into the rows `places` of this one.
    void put(const std::vector<std::uint32_t>& places, const Column& from);
    void resize(size_t size); // new rows are missing; a constant is spread out first
    Column rows(const std::vector<std::uint32_t>& places) const;

    Column spread_out() const;    // never constant
    Column in_exact_form() const; // numbers as base::Number, never constant
    // As decimals of this scale, where that is exact and fits.
    bool rescale(int scale);
    void set_missing(std::vector<std::uint8_t> missing); // as long as the column; a constant is spread out

    // Raw access for loops over many rows: valid as long as form and kind are asked for first.
    const std::vector<std::int64_t>& raw_units() const { return units_; }
    const std::vector<std::int64_t>& raw_denominators() const { return denominators_; }
    const std::vector<std::uint8_t>& raw_truths() const { return bytes_; }
    const std::vector<std::uint32_t>& raw_ids() const { return ids_; }
    const std::vector<std::uint8_t>& raw_missing() const { return missing_; } // empty: none

  private:
    size_t place(size_t row) const { return is_constant_ ? 0 : row; }
    void begin(Kind kind, Form form, int scale);
    void spread();
    void widen();

    size_t size_ = 0;
    Kind kind_ = Kind::missing;
    Form form_ = Form::decimals;
    bool is_constant_ = false;
    int scale_ = 0;
    std::vector<std::int64_t> units_, denominators_;
    std::vector<base::Number> exact_;
    std::vector<std::uint32_t> ids_;
    std::vector<std::uint8_t> bytes_, missing_;
};

struct Frame {
    std::vector<scheme::SubjectIndex> subjects;
    std::vector<Column> variables; // one column a variable, as long as subjects

    size_t size() const { return subjects.size(); }
    // The rows at those places, which may come several times.
    Frame rows(const std::vector<std::uint32_t>& places) const {
        Frame part;
        part.subjects.reserve(places.size());
        for (auto place : places)
            part.subjects.push_back(subjects[place]);
        for (const Column& column : variables)
            part.variables.push_back(column.rows(places));
        return part;
    }
};

// Values of a formula with `each`: for every subject, some elements with a value each. Where all subjects of a block
// have the same elements (the quarters of a year), these are kept once.
struct ElementColumn {
    struct Part { // of one block
        std::vector<std::uint32_t> begin; // by member, and one more; empty: the same elements for all
        Column elements;
        Column values;
    };
    std::vector<Part> parts;
    std::vector<std::uint32_t> member; // by subject: its place in its block
    std::vector<std::uint8_t> part;    // by subject: its block's place in parts, from 1; 0: none
};

} // namespace zhishi::engine
