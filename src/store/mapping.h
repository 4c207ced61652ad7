// How each record stands in its table. One specialisation a record, in store/mapping/*.cpp.
//
//   const Table& Mapping<Plan>::table();
//   Row          Mapping<Plan>::to_row(const Plan&);      every column
//   Plan         Mapping<Plan>::from_row(const Row&);     a row that the store wrote itself; a damaged one is
//   a check
//
// A column is called as its field is, but for these, so that no word is one that SQL keeps for itself:
//   the record's own id     as its table: organ, unit, official … ; a log entry's: entry; a run's: run
//   from, to                from_day, to_day; work_date: work_day
//   by (Acting)             by_official
//   number (Official)       official_number
//   time (LogEntry)         time_of_day
//   at (Event, RecordVersion)  happened_at
//   returns (Month, AnnualSummary)  returned_times
//   role (CommitteeSeat)    seat_role
//   key, value (SpecialState)  state_key, state_value
//   text (KeptScheme)       scheme_text
//   group, rank (Outcome)   comparison_group, place
//   place, leaves (Meeting) held_at, leaves_room
//   kind (Use)              use_kind
// Lists and nested parts (items, works, days, review, plan_items, scores, subjects, seats, flags, nodes,
// actions, present, leaves_room, left_room) are one column of JSON; enums are their identifiers; exact
// numbers are texts, as Number::str() writes them.
#pragma once

#include "record/account.h"
#include "record/annual_summary.h"
#include "record/appraisal.h"
#include "record/evaluation.h"
#include "record/event.h"
#include "record/log_entry.h"
#include "record/month.h"
#include "record/organ.h"
#include "record/personnel.h"
#include "record/plan.h"
#include "record/review.h"
#include "record/use.h"
#include "store/table.h"

namespace zhishi::store {

template <class Record>
struct Mapping {
    static const Table& table();
    static Row to_row(const Record& record);
    static Record from_row(const Row& row);
};

// Every table, in the order in which they can be created, copied and checked.
std::span<const Table* const> all_tables();
const Table* find_table(std::string_view name);

#define ZHISHI_MAPPED(Record)                                                                                \
    template <>                                                                                              \
    const Table& Mapping<record::Record>::table();                                                           \
    template <>                                                                                              \
    Row Mapping<record::Record>::to_row(const record::Record& record);                                       \
    template <>                                                                                              \
    record::Record Mapping<record::Record>::from_row(const Row& row)

ZHISHI_MAPPED(Organ);             // organ(organ)
ZHISHI_MAPPED(Unit);              // unit(organ, unit)
ZHISHI_MAPPED(Official);          // official(organ, official)
ZHISHI_MAPPED(Post);              // post(organ, post)
ZHISHI_MAPPED(Charge);            // charge(organ, charge)
ZHISHI_MAPPED(Acting);            // acting(organ, acting)
ZHISHI_MAPPED(OrganCalendarYear); // calendar_year(organ, year)
ZHISHI_MAPPED(Account);           // account(organ, account)
ZHISHI_MAPPED(UnitWorks);         // unit_works(organ, unit, year)
ZHISHI_MAPPED(Plan);              // plan(organ, official, period)
ZHISHI_MAPPED(LogEntry);          // log_entry(organ, entry)
ZHISHI_MAPPED(Month);             // month(organ, official, period)
ZHISHI_MAPPED(PeriodState);       // period_state(organ, period)
ZHISHI_MAPPED(Reminder);          // reminder(organ, reminder)
ZHISHI_MAPPED(Recusal);           // recusal(organ, recusal)
ZHISHI_MAPPED(Placement);         // placement(organ, placement)
ZHISHI_MAPPED(CommitteeSeat);     // committee_seat(organ, committee_seat)
ZHISHI_MAPPED(QuarterReview);     // quarter_review(organ, official, period)
ZHISHI_MAPPED(Reopening);         // reopening(organ, reopening)
ZHISHI_MAPPED(Evaluation);        // evaluation(organ, period, sheet)
ZHISHI_MAPPED(RaterSheet);        // rater_sheet(organ, period, sheet, rater)
ZHISHI_MAPPED(AnnualSummary);     // annual_summary(organ, official, period)
ZHISHI_MAPPED(PriorGrade);        // prior_grade(organ, official, year)
ZHISHI_MAPPED(SpecialState);      // special_state(organ, special_state)
ZHISHI_MAPPED(YearAppraisal);     // year_appraisal(organ, period)
ZHISHI_MAPPED(Run);               // appraisal_run(organ, run)
ZHISHI_MAPPED(RunInputs);         // run_inputs(organ, run): not versioned
ZHISHI_MAPPED(KeptScheme);        // kept_scheme(organ, scheme_hash): not versioned
ZHISHI_MAPPED(Outcome);           // outcome(organ, run, official)
ZHISHI_MAPPED(SeatMove);          // seat_move(organ, seat_move)
ZHISHI_MAPPED(Meeting);           // meeting(organ, meeting)
ZHISHI_MAPPED(Decision);          // decision(organ, official, period)
ZHISHI_MAPPED(ResultNotice);      // result_notice(organ, official, period)
ZHISHI_MAPPED(Dimension);         // dimension(organ, dimension)
ZHISHI_MAPPED(Use);               // result_use(organ, result_use)
ZHISHI_MAPPED(Session);           // session(token_hash): not versioned, no organ first
ZHISHI_MAPPED(Event);             // event(organ, seq): written by the store alone
ZHISHI_MAPPED(
    RecordVersion); // record_version(organ, object_type, object_id, version): written by the store alone
#undef ZHISHI_MAPPED

} // namespace zhishi::store
