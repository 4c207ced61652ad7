// Where everybody stands with the steps of a month, quarter or year: what the board counts and the office
// reminds of.
#pragma once

#include "workflow/overview.h"

#include <vector>

namespace zhishi::workflow {

struct StepStanding {
    record::RemindedStep step = record::RemindedStep::month_plan;
    bool applies = true;
    bool is_done = false;
    record::OfficialId actor; // who must act next; empty: somebody else has to do something first
};
struct PersonOnBoard {
    record::OfficialId official;
    record::UnitId unit;
    bool is_without_reviewer = false;
    std::vector<StepStanding> steps; // as reminded_steps of the period's kind
};
// By the directory's order. Of a quarter: those whom the scheme's sheet rates. Of a year: who counts in it,
// and the raters of its evaluation.
base::Result<std::vector<PersonOnBoard>> people_on_board(const Context& context, const base::Period& period);

} // namespace zhishi::workflow
