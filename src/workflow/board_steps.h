// Where everybody stands with the steps of a month, quarter or year: what the board counts and the office
// reminds of.
#pragma once

#include "workflow/overview.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
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
using PeopleOnBoard = std::vector<PersonOnBoard>;
// By the directory's order. Of a quarter: those whom the scheme's sheet rates. Of a year: who counts in it,
// and the raters of its evaluation.
base::Result<std::shared_ptr<const PeopleOnBoard>> people_on_board(const Context& context,
                                                                   const base::Period& period);

// The last boards that were worked out, until one of the tables that they rest on is written. An organ of ten
// thousand reads twenty thousand rows for one; the office looks at it all day, and they change by the minute
// at most.
class BoardCache {
  public:
    // generation  of the tables that a board rests on (store::Reader::generation); -1: keeps nothing
    std::shared_ptr<const PeopleOnBoard> find(const std::string& key, std::int64_t generation);
    void keep(const std::string& key, std::int64_t generation, std::shared_ptr<const PeopleOnBoard> people);

  private:
    struct Kept {
        std::int64_t generation = -1;
        std::shared_ptr<const PeopleOnBoard> people;
    };
    std::mutex mutex_;
    std::map<std::string, Kept> kept_;
};

} // namespace zhishi::workflow
