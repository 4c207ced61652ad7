// Scores all subjects under one scheme.
//
// scheme   checked, and resolved to a period and settings by scheme::resolve
// facts    accepted rows (scheme/acceptance.h): subjects without circles, numbers in their ranges,
//          nothing twice
// moves    seats moved by people, applied after apportioning; taken together, whatever their order
// returns  the outcome: score, rank, grade and flags a subject, actions, nodes, seats; explanations
//          are made on request by explain()
// errors   rules_conflict   two exceptions of one rule both apply: names the subject and both rules
//          share_differs    one comparison group has two shares
//          seat_move_unfit  with the pointer /moves/N; see score()
// pure     no clock, no store, no environment: same input, same bytes out, whatever the order of the rows
#pragma once

#include "base/result.h"
#include "engine/seats.h"
#include "scheme/facts.h"
#include "scheme/in_force.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::engine {

struct SubjectOutcome {
    scheme::SubjectIndex subject;
    std::string id;
    std::optional<base::Number> score;
    std::optional<int> rank;
    std::optional<int> ranked_count; // of the comparison set
    std::string grade;               // empty: none
    std::vector<std::string> flags;  // sorted
};

// What the rules call for. Software proposes it; a person decides (C7).
struct ActionOutcome {
    std::string id; // of the subject it falls on
    std::string action;
    std::string clause; // block and rule, source and article
    base::Text title;
};

struct NodeOutcome {
    std::string id;
    std::string node;
    base::Number value;
};

// Seats of one award in one comparison group.
struct SeatsOutcome {
    std::string block;
    std::string award;
    std::string grade;
    std::string organ; // id; empty: the organ of those whose chain ends in no unit
    std::string group; // the column `group` of its subjects; compared by more: the parts with '/' between
    std::int64_t counted = 0;
    std::int64_t seats_by_rule = 0; // before seats were moved
    std::int64_t seats = 0;
    std::int64_t candidates = 0;
    std::int64_t awarded = 0;
    std::int64_t tied = 0;
    std::vector<std::string> tied_ids = {}; // of equal key at the last seat, by id
};

struct Outcome {
    std::vector<SubjectOutcome> results; // by id, byte order
    std::vector<ActionOutcome> actions;  // by id, then action
    std::vector<NodeOutcome> nodes;      // by id, then node
    std::vector<SeatsOutcome> seats;     // by block, award, organ, group
};

// Seats that people moved between two groups of one organ: an input beside the facts. The total is kept.
struct SeatMove {
    std::string award;
    std::string organ; // as in SeatsOutcome
    std::string from_group;
    std::string to_group;
    std::int64_t seats = 0; // > 0
    std::string reason;     // shown in the explanation
};

// The same as it is written to results.csv and nodes.csv, without a copy of it all.
struct ResultRow {
    std::string_view id;
    std::string_view score; // two decimals; empty: none
    std::uint32_t rank;     // 0: none
    std::string_view grade; // empty: none
    std::string_view flags; // joined by ';'
};
struct NodeRow {
    std::string_view id, node;
    std::string_view value; // two decimals
};

// A scheme made ready to run. It holds no facts and may serve any number of runs.
struct Plan {
    scheme::InForce in_force;
};

class Run;

// A finished run. Plan, facts and moves outlive it.
class Scoring {
  public:
    // keeps_nodes: else each_node() may not be asked for, and what only nodes show is dropped on the way.
    static base::Result<Scoring> of(const Plan& plan, const scheme::Facts& facts,
                                    const std::vector<SeatMove>& moves, bool keeps_nodes = true);
    Scoring(Scoring&&) noexcept;
    ~Scoring();

    Outcome outcome() const;
    std::vector<ActionOutcome> actions() const;
    void
    each_result(const std::function<void(const ResultRow&)>& take) const;  // in the order of Outcome::results
    void each_node(const std::function<void(const NodeRow&)>& take) const; // in the order of Outcome::nodes

    // For the engine's own parts that look into a finished run.
    Run& run() const { return *run_; }
    const std::vector<scheme::SubjectIndex>& by_id() const { return by_id_; }

  private:
    explicit Scoring(std::unique_ptr<Run> run);
    std::unique_ptr<Run> run_;
    std::vector<scheme::SubjectIndex> by_id_; // the subjects in the byte order of their ids
};

Plan compile(scheme::InForce in_force);
// errors  seat_move_unfit  a move names an award, organ or group that is not there, one group on both sides
// or no
//                          seat, or the group would end with less than nothing
base::Result<Outcome> score(const Plan& plan, const scheme::Facts& facts,
                            const std::vector<SeatMove>& moves = {});

} // namespace zhishi::engine
