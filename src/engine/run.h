// One run of a plan over facts: block by block, stage by stage, each formula over all members at once.
#pragma once

#include "base/result.h"
#include "engine/board.h"
#include "engine/evaluate.h"
#include "engine/score.h"
#include "engine/tables.h"

#include <string>
#include <vector>

namespace zhishi::engine {

// The subjects that are compared with each other.
struct ComparisonGroup {
    std::vector<std::string> key; // texts of what it is compared by, in that order
    std::string name; // of these all but the organ, with '/' between them: by which people call it
    scheme::SubjectIndex organ = scheme::no_index;
    std::vector<scheme::SubjectIndex> members;
};

struct ActionCall {
    scheme::SubjectIndex on;
    scheme::SubjectIndex from;
    std::uint32_t block;
    const scheme::ActionRule* rule;
};

class Run {
  public:
    // plan, facts and moves outlive the run.
    // keeps_all: else values are dropped as soon as no formula but a node's asks for them.
    Run(const Plan& plan, const scheme::Facts& facts, const std::vector<SeatMove>& moves,
        bool keeps_all = true);
    Run(const Run&) = delete;

    base::Result<void> finish();

    bool keeps_all() const { return keeps_all_; }
    const Plan& plan() const { return plan_; }
    const scheme::Scheme& scheme() const { return scheme_; }
    const Board& board() const { return board_; }
    Evaluator& evaluator() { return evaluator_; }
    const Evaluator& evaluator() const { return evaluator_; }
    const Tables& tables() const { return tables_; }
    const std::vector<ActionCall>& actions() const { return actions_; }
    // The comparison groups of a block, in byte order of their keys.
    const std::vector<ComparisonGroup>& groups(size_t block) const { return groups_[block]; }
    std::vector<scheme::SubjectIndex> members(const scheme::Block& block) const;
    // What stands for {variable} in the name of a node: Q1, H2, 03, 2024, or the word.
    std::string short_text(const Value& value) const;
    // A formula for many subjects, on all processors.
    template <class AnyFormula>
    Column over(const std::vector<scheme::SubjectIndex>& subjects, const AnyFormula& formula) const;
    // Which rules of the list hold for each subject and are not switched off by an exception.
    using Holding = std::vector<std::vector<std::uint8_t>>; // by rule, by subject
    template <class AnyRule>
    base::Result<Holding> holding(const std::vector<AnyRule>& rules,
                                  const std::vector<scheme::SubjectIndex>& subjects) const;

  private:
    base::Result<void> run_block(size_t index);
    void work_out_values(const scheme::Block& block, int stage);
    void work_out_elements(const scheme::Value& value);
    void drop_values(size_t index, int stage);
    base::Result<void> apply_states(const scheme::Block& block);
    void apply_stage(const std::vector<scheme::StateRule>& stage, const Holding& holds,
                     std::vector<scheme::SubjectIndex>& open);
    void find_scores(const scheme::Block& block);
    void form_groups(size_t index);
    void rank(size_t index);
    base::Result<void> award_seats(size_t index);
    base::Result<void> run_award(size_t index, size_t award);
    base::Result<void> count_seats(size_t index, size_t award);
    base::Result<void> find_candidates(size_t index, size_t award);
    base::Result<void> move_seats(size_t index, size_t award);
    base::Result<void> check_moves() const;
    base::Result<void> grade(size_t index);
    base::Result<void> flag(size_t index);
    base::Result<void> call_for_actions(size_t index);

    const Plan& plan_;
    const scheme::Scheme& scheme_;
    Tables tables_;
    Board board_;
    Evaluator evaluator_;
    std::vector<scheme::SubjectIndex> members_;        // of the present block
    std::vector<std::uint32_t> position_;              // of a subject in members_
    std::vector<std::vector<ComparisonGroup>> groups_; // by block
    std::vector<ActionCall> actions_;
    const std::vector<SeatMove>& moves_;
    bool keeps_all_;
    std::vector<int> times_moved_; // of each move: in how many awards it found its two groups
    std::vector<std::vector<scheme::SubjectIndex>> children_; // by parent, where a rule asks for them
};

} // namespace zhishi::engine
