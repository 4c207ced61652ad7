// From tables to what a run keeps: scored by the engine, turned into records. No clock, no store: the same
// tables and the same scheme give the same outcomes, so that a run can be computed again after years.
#pragma once

#include "record/appraisal.h"
#include "workflow/run_tables.h"

#include <memory>
#include <string>
#include <vector>

namespace zhishi::workflow {

struct Computation {
    std::vector<record::Outcome> outcomes; // by official; organ and run are filled in, version 0
    std::vector<record::SeatRow> seats;    // by award, group
    std::string outcome_digest;
};
// errors  period_does_not_fit, parameter_not_in_force, rules_conflict, seat_move_unfit
base::Result<Computation> compute(std::shared_ptr<const scheme::Scheme> scheme, const base::Period& period,
                                  const RunTables& tables, const record::OrganId& organ,
                                  const record::RunId& run);

// One outcome as a line that holds all that a run proposes, and nothing of when it was computed.
std::string canonical_line(const record::Outcome& outcome);

// The scheme as it stood when the run was computed. errors  scheme_missing, scheme_unreadable
base::Result<std::shared_ptr<const scheme::Scheme>> kept_scheme_of(store::Reader& reader,
                                                                   const record::Run& run);
// errors  run_missing, tables_unreadable
base::Result<record::RunInputs> inputs_of(store::Reader& reader, const record::Run& run);

} // namespace zhishi::workflow
