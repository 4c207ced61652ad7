// What the office keeps of people beside posts: recusals, placements, seats of the committee, grades of
// earlier years, special states.
//
// if_match  the version read; ignored for a new thing, whose id is empty
// errors    not_found, not_allowed, stale; faults with pointers: official_unknown, unit_unknown,
// days_reversed,
//           year_out_of_range, grade_unknown (not a word of the scheme), state_unknown, state_value_unknown;
//           text_missing (reason, evidence); placement_exists, seat_exists, state_exists: change what is kept
//           already
#pragma once

#include "record/organ.h"
#include "record/personnel.h"
#include "workflow/office.h"

#include <string>
#include <vector>

namespace zhishi::workflow {

// The office: all; a reviewer: his own recusals.
base::Result<std::vector<record::Recusal>> list_recusals(const Context& context);
base::Result<Prepared<record::Recusal>> save_recusal(const Context& context, record::Recusal input,
                                                     long if_match);
base::Result<std::vector<record::Placement>> list_placements(const Context& context, int year);
base::Result<Prepared<record::Placement>> save_placement(const Context& context, record::Placement input,
                                                         long if_match);
base::Result<std::vector<record::CommitteeSeat>> list_committee_seats(const Context& context);
base::Result<Prepared<record::CommitteeSeat>> save_committee_seat(const Context& context,
                                                                  record::CommitteeSeat input, long if_match);

// Of one person, newest first; of all for the office where `official` is empty.
base::Result<std::vector<record::PriorGrade>> list_prior_grades(const Context& context,
                                                                const record::OfficialId& official);
base::Result<Prepared<record::PriorGrade>> save_prior_grade(const Context& context, record::PriorGrade input,
                                                            long if_match);
// All that is wrong with one. Tables of them: imports.h.
std::vector<base::Error> prior_grade_faults(const Context& context, const record::PriorGrade& grade);

// A key that may stand several times (discipline) gets the next free number in the year: discipline:2.
base::Result<std::vector<record::SpecialState>> list_special_states(const Context& context, int year);
base::Result<Prepared<record::SpecialState>> save_special_state(const Context& context,
                                                                record::SpecialState input, long if_match);
// What may be recorded: the facts of the scheme's special states, with their words or range.
struct StateChoice {
    std::string key; // discipline, without a star's number
    base::Text title;
    std::vector<std::string> words;
    bool is_number = false;
};
std::vector<StateChoice> state_choices(const Context& context);

} // namespace zhishi::workflow
