// How the outcome of one subject came about: a tree from the result down to the inputs, each node with its
// value, its formula in names and in numbers, its source and article, and what was tried and did not apply.
//
// plan, facts  as for score(): the same plan is walked, with a trace
// subject      id of the subject
// audience     whom it is shown to. For the subject himself no other person's figure, no single rating and
//              no boundary score appears: his own inputs, his score and place, seats and rules only. What
//              rests on a figure of the parent, where that is a person, is not shown either, but for his
//              score. Who decides on results reads all but single ratings: of those the mean, and how many
//              they are. The office that holds the tables themselves reads each
// moves        as for score(); the seats of his group name them with their reason, to himself too
// errors       subject_not_found, subject_not_scored, rules_conflict, share_differs, seat_move_unfit
#pragma once

#include "base/result.h"
#include "engine/score.h"

#include <string>
#include <vector>

namespace zhishi::engine {

enum class Audience { office, decider, subject };

struct Explanation {
    base::Text label;
    base::Text value;
    base::Text formula; // in names
    base::Text numbers; // the same with numbers put in
    base::Text source;  // title of the source; empty: none
    std::string article;
    std::string mark;
    std::string from; // of a parameter: since when the value is in force
    base::Text note;
    std::vector<Explanation> children;
    std::vector<Explanation> tried; // and did not apply
};

base::Result<Explanation> explain(const Plan& plan, const scheme::Facts& facts, const std::string& subject,
                                  Audience audience, const std::vector<SeatMove>& moves = {});

} // namespace zhishi::engine
