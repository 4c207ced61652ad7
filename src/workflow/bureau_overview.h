// The party group's view (RZ-42): the state of a period and how results are spread, without a ranking of persons and
// without a count of logs.
#pragma once

#include "workflow/overview.h"

#include <map>

namespace zhishi::workflow {

struct BureauOverview {
    base::Period period; // a quarter or a year
    struct Step {
        std::string step;
        int done = 0, all = 0;
    };
    struct UnitLine {
        record::UnitId unit;
        std::vector<Step> steps;
    };
    std::vector<UnitLine> units;
    std::vector<Step> whole;
    // Scores of submitted quarter sheets (or, of a year, published scores) in bands of five points, lowest first; only where at least
    // overview_people_min people are in all.
    struct Band {
        int from = 0, to = 0; // to excluded, but for 100
        int people = 0;
    };
    std::vector<Band> bands;
    std::vector<std::pair<std::string, int>> grades; // of a published year, best first
    int objections = 0;
};
inline constexpr int overview_people_min = 5;
base::Result<BureauOverview> read_bureau_overview(const Context& context, const base::Period& period);

} // namespace zhishi::workflow
