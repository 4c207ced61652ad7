// Finds out what the names of a formula stand for, and holds every part to its type.
#pragma once

#include "scheme/scheme.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace zhishi::scheme {

// What the formulas of a scheme were found to read.
struct Uses {
    std::set<const void*> things; // Parameter, WordList, RatingInput, FactInput, EventInput, Attribute
    std::set<int> values;         // indices of value names
};

// Stages of a block: what is known when.
inline constexpr int stage_inputs = 0, stage_scores = 1, stage_ranks = 2, stage_awards = 3, stage_grades = 4;

struct Variable {
    std::string name;
    Type type = Type::unknown;
    std::vector<std::string> words; // what it may be; empty: not known
};

// Where a formula stands.
struct Scope {
    Scheme* scheme = nullptr;
    Block* block = nullptr;
    std::vector<std::string> classes; // of the subjects it is worked out for
    std::vector<Variable> variables;
    int stage_max = stage_grades;                    // what it may ask for
    std::function<Value*(const std::string&)> value; // a checked value of the block; null: none
    Uses* uses = nullptr;
    Faults* faults = nullptr;
};

struct Checked {
    Type type = Type::unknown;
    int stage = stage_inputs; // what it asks for
};

// wanted: the type it must have; unknown: any.
Checked check_formula(Formula& formula, Scope& scope, Type wanted);
// The variable over a dimension (`quarters`, a list of words, keys(…), years_before(…)).
Variable check_dimension(const std::string& name, Formula& dimension, Scope& scope);

base::Text type_title(Type type);

} // namespace zhishi::scheme
