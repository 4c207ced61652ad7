// Meetings of the appraisal committee, and what they decide: each final grade, set by people, one by one or
// in bulk.
//
// errors  not_found, stale; not_a_member, meeting_is_closed, meeting_without_quorum, year_stage_wrong; of a
// row, in
//         `more` with the pointer /decisions/…: official_unknown, decision_stale (somebody was faster),
//         reason_required, grade_unknown, left_without_quorum (too few stay when those who are concerned
//         leave), grade_is_barred (the law bars it: warned, not refused, when a reason is given),
//         votes_do_not_fit, actor_left_room (he who records it leaves the room for it), official_given_twice;
//         of a meeting, with pointers: not_a_member (/chair, /present/…), member_given_twice,
//         held_on_is_future, reason_required and official_unknown (/leaves/…)
#pragma once

#include "record/appraisal.h"
#include "workflow/office.h"

#include <string>
#include <vector>

namespace zhishi::workflow {

// How many must be present of so many members: settings committee.quorum_parts / committee.quorum_whole of
// the scheme's process (two thirds by default), rounded up.
int quorum_of(const SchemeInUse& scheme, int members);

struct MeetingView {
    record::Meeting meeting;
    int members = 0; // that hold a seat on the day
    int quorum = 0;
    bool has_quorum = false;
    std::vector<record::Decision> decisions; // of this meeting, by name
    std::vector<std::string> allowed;        // save, decide, close
};
base::Result<std::vector<MeetingView>> list_meetings(const Context& context, const base::Period& year);
base::Result<MeetingView> read_meeting(const Context& context, const record::MeetingId& id);
base::Result<MeetingView> view_of(const Context& context, record::Meeting meeting);

// id empty: opened; the year goes to `deciding`.
base::Result<Prepared<record::Meeting>> open_meeting(const Context& context, record::Meeting input);
base::Result<Prepared<record::Meeting>> save_meeting(const Context& context, record::Meeting input,
                                                     long if_match);
base::Result<Prepared<record::Meeting>> close_meeting(const Context& context, const record::MeetingId& id,
                                                      long if_match);

struct DecisionInput {
    record::OfficialId official;
    std::string grade; // empty: no grade
    std::string reason;
    long version = 0; // of the decision that was seen; 0: none
    std::optional<int> votes_for, votes_against, votes_abstained;
};
// All or nothing. A row whose version is not the present one makes a conflict that carries what stands there
// now.
struct DecisionConflict {
    record::OfficialId official;
    record::Decision present;
    DecisionInput mine;
};
base::Result<Prepared<std::vector<record::Decision>>>
decide(const Context& context, const record::MeetingId& meeting, const std::vector<DecisionInput>& rows);
// Those rows that somebody else decided since they were read.
base::Result<std::vector<DecisionConflict>> conflicts_of(const Context& context, const base::Period& year,
                                                         const std::vector<DecisionInput>& rows);

} // namespace zhishi::workflow
