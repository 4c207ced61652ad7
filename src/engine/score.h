// Scores all subjects under one scheme.
//
// scheme   checked, and resolved to a period and settings by scheme::resolve
// facts    accepted rows (scheme/acceptance.h): subjects without circles, numbers in their ranges, nothing
// twice returns  the outcome: score, rank, grade and flags a subject, actions, nodes, seats; explanations are
// made on request
//          by explain()
// errors   rules_conflict  two exceptions of one rule both apply: names the subject and both rules
// pure     no clock, no store, no environment: same input, same bytes out, whatever the order of the rows
#pragma once

#include "base/result.h"
#include "engine/seats.h"
#include "scheme/facts.h"
#include "scheme/in_force.h"

#include <optional>
#include <string>
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
    std::string group;
    std::int64_t counted = 0;
    std::int64_t seats = 0;
    std::int64_t candidates = 0;
    std::int64_t awarded = 0;
    std::int64_t tied = 0;
};

struct Outcome {
    std::vector<SubjectOutcome> results; // by id, byte order
    std::vector<ActionOutcome> actions;  // by id, then action
    std::vector<NodeOutcome> nodes;      // by id, then node
    std::vector<SeatsOutcome> seats;     // by block, award, organ, group
};

// A scheme made ready to run. It holds no facts and may serve any number of runs.
struct Plan {
    scheme::InForce in_force;
};

Plan compile(scheme::InForce in_force);
base::Result<Outcome> score(const Plan& plan, const scheme::Facts& facts);

} // namespace zhishi::engine
