// Works out formulas over whole frames: one operation over all rows, then the next. Missing in, missing out,
// but for present(), or_else, and what `and` and `or` decide by one side.
#pragma once

#include "engine/board.h"
#include "engine/column.h"
#include "engine/tables.h"
#include "scheme/in_force.h"

#include <map>
#include <string>
#include <vector>

namespace zhishi::engine {

// A scheme cannot ask for more years back than this, whatever a parameter says: no file holds more.
inline constexpr int years_before_max = 100;

class Evaluator {
  public:
    Evaluator(const scheme::InForce& in_force, Tables& tables, const Board& board)
        : in_force_(in_force), scheme_(*in_force.scheme), tables_(tables), board_(board),
          period_(tables.period(in_force.period)) {}

    // The block whose awards is_candidate() and is_awarded() ask for.
    void enter_block(size_t block) { block_ = block; }

    Column evaluate(const scheme::Expression& node, const Frame& frame);
    // By the class of each subject, where the formula differs; missing for a class without one.
    Column evaluate(const scheme::ClassFormula& formula, const Frame& frame);

    // The elements of a dimension for each row, one after the other.
    struct Expansion {
        std::vector<std::uint32_t> owners; // rows of the frame
        Column elements;
    };
    Expansion expand(const scheme::Expression& dimension, const Frame& frame);
    // The longer frame of an expansion, with one variable more.
    static Frame extended(const Frame& frame, const Expansion& expansion);

    // The text of a word argument ('{t}/quality' with t put in) in each row; no_index: a hole is missing.
    std::vector<scheme::WordId> texts(const scheme::Expression& node, const Frame& frame);
    // The parameter that a family means in each row; -1: none.
    std::vector<int> family(const scheme::Expression& node, const Frame& frame);
    // The period argument at that place, else the appraised period; no_index: missing.
    std::vector<scheme::PeriodIndex> period_argument(const scheme::Expression& call, size_t at,
                                                     const Frame& frame);

    const std::string& class_of(scheme::SubjectIndex subject) const;
    scheme::PeriodIndex period() const { return period_; }
    Tables& tables() { return tables_; }

  private:
    Column constant(Value value, const Frame& frame) const { return Column(frame.size(), value); }
    Column name(const scheme::Expression& node, const Frame& frame);
    Column own(scheme::Own own, const Frame& frame, bool is_of_parent);
    Value own_of(scheme::Own own, scheme::SubjectIndex subject);
    Column call(const scheme::Expression& node, const Frame& frame);
    Column numbers(const scheme::Expression& node, const Frame& frame);
    Column ratings(const scheme::Expression& node, const Frame& frame);
    Column facts(const scheme::Expression& node, const Frame& frame);
    Column attributes(const scheme::Expression& node, const Frame& frame);
    Column award_question(const scheme::Expression& node, const Frame& frame);
    Column binary(const scheme::Expression& node, const Frame& frame);
    Column conditional(const scheme::Expression& node, const Frame& frame);
    Column aggregate(const scheme::Expression& node, const Frame& frame);
    Column is_one_of(const scheme::Expression& node, const Frame& frame);
    const std::vector<std::string>& words_for(const scheme::Expression& list,
                                              scheme::SubjectIndex subject) const;
    Value parameter(int index);
    Value earlier_period(const Value& period, const base::Number& count);

    const scheme::InForce& in_force_;
    const scheme::Scheme& scheme_;
    Tables& tables_;
    const Board& board_;
    scheme::PeriodIndex period_;
    size_t block_ = 0;
    std::map<std::string, int> family_names_;
};

} // namespace zhishi::engine
