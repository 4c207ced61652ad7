// The year of the organ: its stage, the run that is proposed, the list with flags and reasons, seats and
// their moves, publishing, closing.
//
// errors  not_found, stale; year_stage_wrong (what must come before), tables_have_problems (each in `more`,
// at the
//         person), seat_move_unfit, decisions_are_missing (who), objections_are_open (who), year_is_decided
//         (computing again once a meeting has decided), reason_required (of a move), seat_move_is_withdrawn,
//         run_missing
#pragma once

#include "record/appraisal.h"
#include "workflow/deadlines.h"
#include "workflow/office.h"
#include "workflow/run_tables.h"

#include <string>
#include <vector>

namespace zhishi::workflow {

struct YearRow {
    record::Outcome outcome;
    record::UnitId unit;
    record::Decision decision;         // version 0: not decided
    record::ResultNotice notice;       // version 0: not issued
    std::string suggested_grade;       // by the reviewer, in the annual summary
    std::vector<std::string> tied_for; // grades at whose boundary he is tied: the committee decides
};
struct YearView {
    record::YearAppraisal appraisal;  // version 0: nothing yet
    record::Run run;                  // version 0: none
    bool scheme_has_changed = false;  // the scheme in force is no longer the run's: content hash differs
    bool inputs_have_changed = false; // records have moved on since the run
    std::vector<YearRow> rows;        // by group, then place, then name; without score last
    std::vector<record::SeatMove> moves;
    std::vector<TableProblem> problems;
    std::vector<std::string> grades;  // best first
    std::vector<std::string> allowed; // compute, move_seats, meet, publish, close, request_reopening
    std::vector<DueStep> deadlines;
    int undecided = 0, unacknowledged = 0, objected = 0;
};
base::Result<YearView> read_year(const Context& context, const base::Period& year);

// The change holds the run, its inputs, its outcomes, the scheme's text where it is new, and the year's
// stage.
base::Result<Prepared<record::YearAppraisal>> compute_year(const Context& context, const base::Period& year,
                                                           long if_match);
// Moves seats and computes again, in one change.
struct SeatMoveInput {
    std::string award, from_group, to_group;
    int seats = 0;
    std::string reason;
};
base::Result<Prepared<record::YearAppraisal>> move_seats(const Context& context, const base::Period& year,
                                                         SeatMoveInput input, long if_match);
base::Result<Prepared<record::YearAppraisal>> withdraw_seat_move(const Context& context,
                                                                 const base::Period& year,
                                                                 const record::SeatMoveId& id, long if_match);
// Issues a notice to everybody who was decided.
base::Result<Prepared<record::YearAppraisal>> publish_year(const Context& context, const base::Period& year,
                                                           long if_match);
base::Result<Prepared<record::YearAppraisal>> close_year(const Context& context, const base::Period& year,
                                                         long if_match);
base::Result<record::YearAppraisal> year_of(const Context& context, const base::Period& year);

// The text of the tables of the present run as they leave the database: released(). errors  run_missing
base::Result<std::string> export_tables(const Context& context, const base::Period& year);

// Computes a run again from its kept inputs and scheme text: nothing, or what differs, a line each.
struct Recomputed {
    record::Run run;
    std::vector<std::string> differences; // empty: equal
};
base::Result<std::vector<Recomputed>> recompute(store::Reader& reader, const record::OrganId& organ,
                                                const std::optional<base::Period>& year);

} // namespace zhishi::workflow
