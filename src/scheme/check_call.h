// The class behind check_formula.h; check_call.cpp holds its part about functions and inputs.
#pragma once

#include "scheme/check_formula.h"

namespace zhishi::scheme {

class FormulaChecker {
  public:
    FormulaChecker(Formula& formula, Scope& scope) : formula_(formula), scope_(scope) {}

    void check(Expression& node);
    void expect(const Expression& part, Type wanted);
    void check_dimension_part(Expression& node, Variable& variable);
    int stage() const { return stage_; }

  private:
    using Kind = Expression::Kind;

    void fault(const Expression& at, std::string code, base::Text text);
    void ask_stage(const Expression& part, int stage);
    void check_binary(Expression& node);
    void check_name(Expression& node);
    std::vector<std::string> names_here() const; // that a formula may use
    bool check_variable(Expression& node);
    bool check_value(Expression& node);
    bool check_parameter(Expression& node);
    void check_parent(Expression& node);
    void check_aggregate(Expression& node);
    void check_word_set(Expression& node);
    std::vector<std::string> possible_words(const Expression& node) const;
    void check_known_words(const Expression& left, const Expression& right);

    // check_call.cpp
    void check_call(Expression& node);
    bool has_arguments(const Expression& node, size_t least, size_t most);
    void check_numbers(Expression& node);
    void take_as_word(Expression& node);
    void check_period_argument(Expression& node, size_t at);
    std::vector<std::string> texts_of(const Expression& node) const;
    void check_rating(Expression& node);
    void check_fact(Expression& node);
    void check_events(Expression& node);
    void check_received(Expression& node);
    void check_attribute(Expression& node);
    void check_award_question(Expression& node);

    Formula& formula_;
    Scope& scope_;
    int stage_ = stage_inputs;
};

} // namespace zhishi::scheme
