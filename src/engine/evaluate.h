// Works out formulas over whole frames: one operation over all rows, then the next (column_math.h). It only
// reads, so that several threads may work out parts of a frame at once.
#pragma once

#include "engine/board.h"
#include "engine/column.h"
#include "engine/tables.h"
#include "scheme/in_force.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace zhishi::engine {

// A scheme cannot ask for more years back than this, whatever a parameter says: no file holds more.
inline constexpr int years_before_max = 100;

class Evaluator {
  public:
    Evaluator(const scheme::InForce& in_force, const Tables& tables, const Board& board);

    // The block whose awards is_candidate() and is_awarded() ask for. Not while others work something out.
    void enter_block(size_t block) { block_ = block; }

    Column evaluate(const scheme::Expression& node, const Frame& frame) const;
    // By the class of each subject, where the formula differs; missing for a class without one.
    Column evaluate(const scheme::ClassFormula& formula, const Frame& frame) const;

    // The elements of a dimension for each row, one after the other.
    struct Expansion {
        std::vector<std::uint32_t> owners; // rows of the frame
        Column elements;
    };
    Expansion expand(const scheme::Expression& dimension, const Frame& frame) const;
    // The longer frame of an expansion, with one variable more.
    static Frame extended(const Frame& frame, const Expansion& expansion);

    // The word of a word argument ('{t}/quality' with t put in) in each row; missing where a hole is, or
    // where no data hold such a word.
    Column words(const scheme::Expression& node, const Frame& frame) const;
    // The parameter that a family means in each row; -1: none.
    std::vector<int> family(const scheme::Expression& node, const Frame& frame) const;
    // The period argument at that place, else the appraised period.
    Column period_argument(const scheme::Expression& call, size_t at, const Frame& frame) const;
    // What a call of rating, rating_sum or rating_count asks for in this row; nullopt: an argument is
    // missing.
    std::optional<std::vector<scheme::QuestionId>> questions(const scheme::Expression& call,
                                                             const Frame& frame, size_t row) const;

    const std::string& class_of(scheme::SubjectIndex subject) const;
    const Tables& tables() const { return tables_; }

  private:
    Column constant(const Value& value, const Frame& frame) const {
        return Column::constant(value, frame.size());
    }
    Column name(const scheme::Expression& node, const Frame& frame) const;
    Column element(const ElementColumn& kept, const Column& wanted, const Frame& frame) const;
    Column own(scheme::Own own, const std::vector<scheme::SubjectIndex>& subjects) const;
    Column call(const scheme::Expression& node, const Frame& frame) const;
    Column numbers(const scheme::Expression& node, const Frame& frame) const;
    Column place_in(const scheme::Expression& node, const Frame& frame) const;
    Column ratings(const scheme::Expression& node, const Frame& frame) const;
    Column facts(const scheme::Expression& node, const Frame& frame) const;
    Column event_points(const scheme::Expression& node, const Frame& frame) const;
    Column attributes(const scheme::Expression& node, const Frame& frame) const;
    Column award_question(const scheme::Expression& node, const Frame& frame) const;
    Column binary(const scheme::Expression& node, const Frame& frame) const;
    Column shifted(const Column& periods, const Column& steps, bool is_later) const;
    Column conditional(const scheme::Expression& node, const Frame& frame) const;
    Column aggregate(const scheme::Expression& node, const Frame& frame) const;
    Column is_one_of(const scheme::Expression& node, const Frame& frame) const;
    // The numbered words of a list for a class.
    const std::vector<scheme::WordId>& words_for(const scheme::Expression& list,
                                                 scheme::SubjectIndex subject) const;
    Value parameter(int index) const;
    Value earlier_period(scheme::PeriodCode period, const base::Number& count) const;

    const scheme::InForce& in_force_;
    const scheme::Scheme& scheme_;
    const Tables& tables_;
    const Board& board_;
    scheme::PeriodCode period_;
    size_t block_ = 0;
    std::vector<std::vector<std::vector<scheme::WordId>>> listed_; // by list, by class (the last: outside)
    std::vector<scheme::WordId> class_words_, grade_words_;        // grade_words_[0]: no grade
};

} // namespace zhishi::engine
