// The formulas of a scheme: exact, typed, without loops. docs/schemes.md is their manual.
//
// parse_formula() gives the tree as written; the checker (check_formulas.h) finds out what each name stands
// for and writes it into the tree. After that, type, reference and index hold, and the engine needs no names.
#pragma once

#include "base/number.h"
#include "scheme/fault.h"
#include "scheme/yaml.h"

#include <string>
#include <string_view>
#include <vector>

namespace zhishi::scheme {

enum class Type { unknown, number, word, truth, period };

enum class Operator {
    none,
    add,
    subtract,
    multiply,
    divide,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    and_,
    or_,
    is_one_of,
    or_else,
};

enum class Function {
    none,
    r2,
    absolute,
    floor,
    ceil,
    clamp,
    least,
    greatest,
    present,
    year_of,
    place_in,
    rating,
    rating_sum,
    rating_count,
    fact,
    events,
    event_magnitude,
    attribute,
    is_candidate,
    is_awarded,
    is_barred_from,
    keys,
    years_before,
    received, // these are dimensions, and stand last: only after `in`
};

enum class Fold { none, mean, sum, count, min, max, any, all };

// What a name stands for.
enum class Reference {
    none,
    parameter,        // index: in Scheme::parameters
    parameter_family, // text: share.*, children: what stands for each star
    value,            // index: in Scheme::value_names; children: the element, where the value has one
    parent_value,     // the same of the parent
    variable,         // index: how many variables were bound before it
    words,            // index: in Scheme::word_lists
    periods,          // a dimension: quarters, months, halves
    own,              // index: an Own
    parent_own,
};

// What the engine itself knows of a subject. Those from score on have a stage: see stage_of().
enum class Own {
    subject_class,
    kind,
    group,
    role,
    period,
    period_kind,
    score,
    is_incomplete,
    is_without_grade,
    is_given_grade,
    rank,
    ranked_count,
    grade,
};

constexpr bool is_dimension(Function function) {
    return function >= Function::keys;
}

struct Expression {
    enum class Kind {
        number,
        word,
        text_template,
        truth,
        nothing,
        name,
        call,
        negate,
        not_,
        binary,
        conditional,
        aggregate,
        list
    };

    Kind kind = Kind::nothing;
    Operator op = Operator::none;
    Function function = Function::none;
    Fold fold = Fold::none;
    // word: itself. name: as written, a star for each index (weight.*). text_template: a star for each hole.
    // aggregate: the variable. call: the function's name.
    std::string text;
    base::Number number;
    bool truth = false;
    bool has_condition = false;       // of an aggregate
    std::vector<Expression> children; // operands; indices; holes; of an aggregate: body, dimension, condition
    size_t begin = 0, end = 0;        // bytes in the formula

    Type type = Type::unknown;
    Reference reference = Reference::none;
    int index = -1;

    bool is_word(std::string_view word) const { return kind == Kind::word && text == word; }
};

// A formula with its text and where it stands.
struct Formula {
    Expression root;
    std::string text;
    YamlNode node; // for places only
    bool is_set = false;

    Place place_of(const Expression& part) const { return node.place_of(part.begin); }
};

// Longer than this, a formula cannot be explained to anybody: split it into named values.
inline constexpr size_t formula_bytes_max = 2000;
inline constexpr int formula_depth_max = 40;

Formula parse_formula(const YamlNode& node, Faults& faults);

const char* function_name(Function function);
const char* fold_name(Fold fold);

} // namespace zhishi::scheme
