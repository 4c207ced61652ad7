// What a formula gives, for many subjects at once: a column of values, each of which may be missing.
//
// Frame  the rows that a formula is worked out for: a subject each, with the variables bound so far. An
// aggregate makes
//        a longer frame, one row an element, and folds the column back.
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

using Column = std::vector<Value>;

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
        for (const Column& column : variables) {
            Column picked;
            picked.reserve(places.size());
            for (auto place : places)
                picked.push_back(column[place]);
            part.variables.push_back(std::move(picked));
        }
        return part;
    }
};

// Values of a formula with `each`: for every subject, some elements with a value each.
struct ElementColumn {
    std::vector<std::uint32_t> begin, end; // by subject
    Column elements;
    Column values;

    void resize(size_t subjects) {
        if (begin.size() < subjects) begin.resize(subjects, 0), end.resize(subjects, 0);
    }
    Value find(scheme::SubjectIndex subject, const Value& element) const {
        for (std::uint32_t i = begin[subject]; i < end[subject]; ++i)
            if (elements[i] == element) return values[i];
        return {};
    }
};

} // namespace zhishi::engine
