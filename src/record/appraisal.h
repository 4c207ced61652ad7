// The appraisal of a year: its stages, the runs that propose, the seats moved, the meetings and decisions of the
// committee, the notice to each person.
//
// A run proposes, a decision decides; neither overwrites the other (docs/decisions/0007).
#pragma once

#include "base/date.h"
#include "base/number.h"
#include "record/ids.h"
#include "record/life_cycle.h"

#include <optional>
#include <string>
#include <vector>

namespace zhishi::record {

//             open_evaluation  close_evaluation  compute   meet      publish    close   reopen
// preparing   evaluating       –                 –         –         –          –       –
// evaluating  –                evaluated         –         –         –          –       –
// evaluated   –                –                 proposed  –         –          –       evaluating
// proposed    –                –                 proposed  deciding  –          –       evaluating
// deciding    –                –                 –         deciding  published  –       proposed
// published   –                –                 –         –         –          closed  deciding
// closed      –                –                 –         –         –          –       published
//
// reopen: one stage back, by two people (Reopening of the year).
enum class YearStage { preparing, evaluating, evaluated, proposed, deciding, published, closed };
enum class YearAct { open_evaluation, close_evaluation, compute, meet, publish, close, reopen };

inline constexpr Step<YearStage, YearAct> year_steps[] = {
    {YearStage::preparing, YearAct::open_evaluation, YearStage::evaluating},
    {YearStage::evaluating, YearAct::close_evaluation, YearStage::evaluated},
    {YearStage::evaluated, YearAct::compute, YearStage::proposed},
    {YearStage::proposed, YearAct::compute, YearStage::proposed},
    {YearStage::proposed, YearAct::meet, YearStage::deciding},
    {YearStage::deciding, YearAct::meet, YearStage::deciding},
    {YearStage::deciding, YearAct::publish, YearStage::published},
    {YearStage::published, YearAct::close, YearStage::closed},
    {YearStage::evaluated, YearAct::reopen, YearStage::evaluating},
    {YearStage::proposed, YearAct::reopen, YearStage::evaluating},
    {YearStage::deciding, YearAct::reopen, YearStage::proposed},
    {YearStage::published, YearAct::reopen, YearStage::deciding},
    {YearStage::closed, YearAct::reopen, YearStage::published},
};

struct YearAppraisal {
    OrganId organ;
    base::Period period; // a year
    YearStage stage = YearStage::preparing;
    RunId run; // the one that is proposed; empty: none
    std::optional<base::Instant> published_at;
    std::optional<base::Instant> closed_at;
    long version = 0;
};

// Seats of one award in one comparison group, as the run had them.
struct SeatRow {
    std::string award; // id of the scheme's award: excellent, good
    std::string grade;
    std::string group; // official id of the leader in charge
    long counted = 0;
    long seats_by_rule = 0;
    long seats = 0; // with what was moved
    long candidates = 0;
    long awarded = 0;
    long tied = 0;
    std::vector<OfficialId> tied_officials = {}; // of equal rank at the last seat: the committee decides among them
    bool operator==(const SeatRow&) const = default;
};

// One computation. Its inputs stand in RunInputs, its outcomes in Outcome.
struct Run {
    OrganId organ;
    RunId id;
    base::Period period;
    std::string scheme;
    int scheme_version = 0;
    std::string scheme_hash; // content hash; its text stands in KeptScheme
    std::string inputs_digest; // SHA-256 in hex over RunInputs::tables
    std::string outcome_digest; // SHA-256 in hex over the outcomes in canonical text
    std::vector<SeatRow> seats;
    AccountId computed_by;
    base::Instant computed_at;
    long version = 0;
};

// The tables of a run as text: what `zhishi score` would read. Unversioned: never changed, as large as a batch.
struct RunInputs {
    OrganId organ;
    RunId run;
    std::string tables; // sections "== subjects.csv", "== ratings.csv", "== facts.csv", "== seat_moves.csv"
};

// The text of a scheme with all that it takes in, kept once a content hash. Unversioned.
struct KeptScheme {
    OrganId organ;
    std::string scheme_hash;
    std::string scheme;
    std::string text;
};

struct NodeValue {
    std::string node;
    base::Number value;
    bool operator==(const NodeValue&) const = default;
};
struct ProposedAction {
    std::string action;
    std::string clause;
    bool operator==(const ProposedAction&) const = default;
};

// What a run proposes for one person.
struct Outcome {
    OrganId organ;
    RunId run;
    OfficialId official;
    std::string subject_class;
    std::string group;
    std::optional<base::Number> score;
    std::optional<int> rank;
    std::optional<int> ranked_count;
    std::string grade; // empty: none
    std::vector<std::string> flags;
    std::vector<NodeValue> nodes;
    std::vector<ProposedAction> actions;
    long version = 0;
};

// Seats that the office moved between two groups before the list went to the committee.
struct SeatMove {
    OrganId organ;
    SeatMoveId id;
    base::Period period;
    std::string award;
    std::string from_group;
    std::string to_group;
    int seats = 0;
    std::string reason;
    bool is_withdrawn = false;
    AccountId moved_by;
    base::Instant moved_at;
    long version = 0;
};

struct LeavesRoom {
    OfficialId member;
    OfficialId official; // for whom
    std::string reason;
    bool operator==(const LeavesRoom&) const = default;
};

enum class MeetingState { open, closed };

// A meeting of the appraisal committee. closed: its minutes stand.
struct Meeting {
    OrganId organ;
    MeetingId id;
    base::Period period;
    base::Date held_on;
    std::string place;
    OfficialId chair;
    std::vector<OfficialId> present; // members, the chair among them
    std::vector<LeavesRoom> leaves;  // beside each member's own row
    std::string notes;
    MeetingState state = MeetingState::open;
    AccountId opened_by;
    long version = 0;
};

// What the committee decided for one person. `grade` empty: without a grade (不确定等次), which is decided too.
struct Decision {
    OrganId organ;
    OfficialId official;
    base::Period period;
    RunId run; // the proposal that lay before the committee
    std::string proposed_grade;
    std::string grade;
    std::string reason; // required where it differs from the proposal, or the proposal left a tie
    MeetingId meeting;
    std::vector<OfficialId> left_room;
    std::optional<int> votes_for, votes_against, votes_abstained;
    AccountId decided_by;
    base::Instant decided_at;
    long version = 0;
};

//               acknowledge   object    answer
// issued        acknowledged  objected  –
// objected      –             –         answered
// answered      acknowledged  –         –
enum class NoticeState { issued, acknowledged, objected, answered };
enum class NoticeAct { acknowledge, object, answer };

inline constexpr Step<NoticeState, NoticeAct> notice_steps[] = {
    {NoticeState::issued, NoticeAct::acknowledge, NoticeState::acknowledged},
    {NoticeState::issued, NoticeAct::object, NoticeState::objected},
    {NoticeState::objected, NoticeAct::answer, NoticeState::answered},
    {NoticeState::answered, NoticeAct::acknowledge, NoticeState::acknowledged},
};

// The notice of the result to one person, his opinion (本人意见), and the office's answer to an objection.
struct ResultNotice {
    OrganId organ;
    OfficialId official;
    base::Period period;
    NoticeState state = NoticeState::issued;
    base::Instant issued_at;
    std::string opinion; // with the acknowledgement; may be empty
    std::optional<base::Instant> acknowledged_at;
    std::string objection;
    std::optional<base::Instant> objected_at;
    std::string answer;
    AccountId answered_by;
    std::optional<base::Instant> answered_at;
    long version = 0;
};

} // namespace zhishi::record
