// Who may do what: one table of role × act × scope, the only place that decides it.
//
// role    what the account is: granted (office, system administrator) or bound to an official
// scope   how the actor stands to the person or unit that the act is about, on that day; being somebody's
// reviewer is
//         such a relation, derived from posts, and never granted
// State (a month already approved, a closed period) is no matter of this table: the life cycles refuse it
// with a message. What the table refuses is answered like something that does not exist, unless the actor may
// read it. source  docs/decisions/0004-policy.md; law.md 5 to 8
#pragma once

#include "record/directory.h"

#include <optional>
#include <span>
#include <string_view>

namespace zhishi::policy {

enum class Act {
    session_begin, // log in; everybody
    session_read,
    session_end,
    password_change,
    workbook_make,
    table_import,
    inbox_read,
    plan_read,
    plan_save,
    plan_submit,
    plan_withdraw,
    plan_confirm,
    plan_return,
    unit_works_read,
    unit_works_save,
    log_read,
    log_write,
    log_edit,
    log_withdraw,
    month_read,
    month_save,
    month_submit,
    month_withdraw,
    month_review_save,
    month_approve,
    month_return,
    reviews_read,
    period_read,
    period_remind,
    period_close,
    quarter_reviews_read,
    quarter_read,
    quarter_save,
    quarter_submit,
    quarter_acknowledge,
    quarter_reply,
    quarter_excuse,
    severity_read,
    reopening_read,
    reopening_request,
    reopening_decide,
    personnel_read,
    recusal_declare,
    placement_save,
    committee_seat_save,
    evaluation_read,
    evaluation_open,
    evaluation_close,
    rater_strike,
    rating_sheet_read,
    rating_sheet_save,
    rating_sheet_submit,
    rating_sheet_withdraw,
    annual_summary_read,
    annual_summary_save,
    annual_summary_submit,
    annual_summary_withdraw,
    annual_summary_review_save,
    annual_summary_approve,
    annual_summary_return,
    prior_grade_read,
    prior_grade_save,
    special_state_read,
    special_state_save,
    year_read,
    year_compute,
    year_export,
    seats_move,
    year_publish,
    year_close,
    explanation_read,
    meeting_read,
    meeting_open,
    meeting_save,
    meeting_close,
    decision_record,
    year_view_read,
    notice_acknowledge,
    notice_object,
    objection_answer,
    overview_read,
    dimension_read,
    dimension_save,
    use_read,
    use_propose,
    use_decide,
    use_carry_out,
    organ_read,
    organ_change,
    calendar_save,
    structure_change,
    acting_name,
    account_read,
    account_change,
    metrics_read,
    service_read, // health, the OpenAPI file, the pages; everybody
};

// The identifier of an act: plan_submit. The same in events, in the OpenAPI file and in the policy's
// documents.
std::string_view name_of(Act act);
std::optional<Act> act_named(std::string_view name);
std::span<const Act> all_acts();

// committee and leader are derived on the day, like being a reviewer: from a seat of the appraisal committee,
// and from a post as bureau leader.
enum class Role { official, office, committee, leader, system_administrator };

enum class Scope {
    self,     // the person himself; a unit that he heads
    reviewee, // he is, today, the person's reviewer, acting ones included
    below,    // he stands in the person's line of command, further up
    own_unit, // they hold posts in the same unit
    organ,    // the same organ, none of the above; or the act is about the organ as a whole
};

// Who acts, as the session knows him.
struct Actor {
    record::OrganId organ;
    record::AccountId account;
    record::OfficialId official; // empty where none is bound
    bool is_office = false;
    bool is_system_administrator = false;
    bool is_committee = false; // holds a seat of the appraisal committee today
    bool is_leader = false;    // holds a post as bureau leader today
};

// The actor with what follows from seats and posts on `today`.
Actor on_day(Actor actor, const record::Directory& directory, base::Date today);

// How the actor stands to the official on `today`. A person who is not in the organ's directory: nullopt.
std::optional<Scope> scope_of(const record::Directory& directory, const Actor& actor,
                              const record::OfficialId& about, base::Date today);

// Whether the table allows it. For log_read see also may_read_log.
bool allows(const Actor& actor, Act act, Scope scope);
// True if the table has at least one row for the act: the server refuses to start where a route's act has
// none.
bool has_row(Act act);
// True if the actor may do it in some scope: what a route asks before it looks at the record.
bool allows_somewhere(const Actor& actor, Act act);

// Daily logs: the line of command always, the unit or organ by the organ's setting, unless the entry is
// limited.
bool may_read_log(const Actor& actor, Scope scope, record::LogVisibility visibility, bool is_limited);

// One row of the table, for the documents and the tests.
struct Row {
    Act act;
    Role role;
    Scope scope;
};
std::span<const Row> table();

} // namespace zhishi::policy
