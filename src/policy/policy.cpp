#include "policy/policy.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <utility>

namespace zhishi::policy {

namespace {

constexpr std::pair<Act, std::string_view> names[] = {
    {Act::session_begin, "session_begin"},
    {Act::session_read, "session_read"},
    {Act::session_end, "session_end"},
    {Act::password_change, "password_change"},
    {Act::workbook_make, "workbook_make"},
    {Act::table_import, "table_import"},
    {Act::inbox_read, "inbox_read"},
    {Act::plan_read, "plan_read"},
    {Act::plan_save, "plan_save"},
    {Act::plan_submit, "plan_submit"},
    {Act::plan_withdraw, "plan_withdraw"},
    {Act::plan_confirm, "plan_confirm"},
    {Act::plan_return, "plan_return"},
    {Act::unit_works_read, "unit_works_read"},
    {Act::unit_works_save, "unit_works_save"},
    {Act::log_read, "log_read"},
    {Act::log_write, "log_write"},
    {Act::log_edit, "log_edit"},
    {Act::log_withdraw, "log_withdraw"},
    {Act::month_read, "month_read"},
    {Act::month_save, "month_save"},
    {Act::month_submit, "month_submit"},
    {Act::month_withdraw, "month_withdraw"},
    {Act::month_review_save, "month_review_save"},
    {Act::month_approve, "month_approve"},
    {Act::month_return, "month_return"},
    {Act::reviews_read, "reviews_read"},
    {Act::period_read, "period_read"},
    {Act::period_remind, "period_remind"},
    {Act::period_close, "period_close"},
    {Act::quarter_reviews_read, "quarter_reviews_read"},
    {Act::quarter_read, "quarter_read"},
    {Act::quarter_save, "quarter_save"},
    {Act::quarter_submit, "quarter_submit"},
    {Act::quarter_acknowledge, "quarter_acknowledge"},
    {Act::quarter_reply, "quarter_reply"},
    {Act::quarter_excuse, "quarter_excuse"},
    {Act::severity_read, "severity_read"},
    {Act::reopening_read, "reopening_read"},
    {Act::reopening_request, "reopening_request"},
    {Act::reopening_decide, "reopening_decide"},
    {Act::personnel_read, "personnel_read"},
    {Act::recusal_declare, "recusal_declare"},
    {Act::placement_save, "placement_save"},
    {Act::committee_seat_save, "committee_seat_save"},
    {Act::evaluation_read, "evaluation_read"},
    {Act::evaluation_open, "evaluation_open"},
    {Act::evaluation_close, "evaluation_close"},
    {Act::rater_strike, "rater_strike"},
    {Act::rating_sheet_read, "rating_sheet_read"},
    {Act::rating_sheet_save, "rating_sheet_save"},
    {Act::rating_sheet_submit, "rating_sheet_submit"},
    {Act::rating_sheet_withdraw, "rating_sheet_withdraw"},
    {Act::annual_summary_read, "annual_summary_read"},
    {Act::annual_summary_save, "annual_summary_save"},
    {Act::annual_summary_submit, "annual_summary_submit"},
    {Act::annual_summary_withdraw, "annual_summary_withdraw"},
    {Act::annual_summary_review_save, "annual_summary_review_save"},
    {Act::annual_summary_approve, "annual_summary_approve"},
    {Act::annual_summary_return, "annual_summary_return"},
    {Act::prior_grade_read, "prior_grade_read"},
    {Act::prior_grade_save, "prior_grade_save"},
    {Act::special_state_read, "special_state_read"},
    {Act::special_state_save, "special_state_save"},
    {Act::year_read, "year_read"},
    {Act::year_compute, "year_compute"},
    {Act::year_export, "year_export"},
    {Act::seats_move, "seats_move"},
    {Act::year_publish, "year_publish"},
    {Act::year_close, "year_close"},
    {Act::explanation_read, "explanation_read"},
    {Act::meeting_read, "meeting_read"},
    {Act::meeting_open, "meeting_open"},
    {Act::meeting_save, "meeting_save"},
    {Act::meeting_close, "meeting_close"},
    {Act::decision_record, "decision_record"},
    {Act::year_view_read, "year_view_read"},
    {Act::notice_acknowledge, "notice_acknowledge"},
    {Act::notice_object, "notice_object"},
    {Act::objection_answer, "objection_answer"},
    {Act::overview_read, "overview_read"},
    {Act::dimension_read, "dimension_read"},
    {Act::dimension_save, "dimension_save"},
    {Act::use_read, "use_read"},
    {Act::use_propose, "use_propose"},
    {Act::use_decide, "use_decide"},
    {Act::use_carry_out, "use_carry_out"},
    {Act::organ_read, "organ_read"},
    {Act::organ_change, "organ_change"},
    {Act::calendar_save, "calendar_save"},
    {Act::structure_change, "structure_change"},
    {Act::acting_name, "acting_name"},
    {Act::account_read, "account_read"},
    {Act::account_change, "account_change"},
    {Act::metrics_read, "metrics_read"},
    {Act::service_read, "service_read"},
};

constexpr size_t act_count = std::size(names);

constexpr auto acts_in_order = [] {
    std::array<Act, act_count> acts{};
    for (size_t i = 0; i < act_count; ++i)
        acts[i] = names[i].first;
    return acts;
}();

// The table. What does not stand here is not allowed. The office reads plans and months (it gathers and files
// them), but no daily log; the system administrator keeps accounts and sees no content.
constexpr Row rows[] = {
    // Everybody's own session, and the pages of the service.
    {Act::session_begin, Role::official, Scope::organ},
    {Act::session_read, Role::official, Scope::self},
    {Act::session_read, Role::office, Scope::self},
    {Act::session_read, Role::system_administrator, Scope::self},
    {Act::session_end, Role::official, Scope::self},
    {Act::session_end, Role::office, Scope::self},
    {Act::session_end, Role::system_administrator, Scope::self},
    {Act::password_change, Role::official, Scope::self},
    {Act::password_change, Role::office, Scope::self},
    {Act::password_change, Role::system_administrator, Scope::self},
    // What one sees anyway, as a file.
    {Act::workbook_make, Role::official, Scope::self},
    {Act::workbook_make, Role::office, Scope::self},
    {Act::workbook_make, Role::system_administrator, Scope::self},
    {Act::service_read, Role::official, Scope::organ},
    {Act::metrics_read, Role::system_administrator, Scope::organ},
    {Act::inbox_read, Role::official, Scope::self},
    {Act::inbox_read, Role::office, Scope::self},

    // Plans: the person writes, the reviewer confirms or breaks down, those above read along.
    {Act::plan_read, Role::official, Scope::self},
    {Act::plan_read, Role::official, Scope::reviewee},
    {Act::plan_read, Role::official, Scope::below},
    {Act::plan_read, Role::office, Scope::organ},
    {Act::plan_save, Role::official, Scope::self},
    {Act::plan_save, Role::official, Scope::reviewee},
    {Act::plan_submit, Role::official, Scope::self},
    {Act::plan_withdraw, Role::official, Scope::self},
    {Act::plan_confirm, Role::official, Scope::reviewee},
    {Act::plan_return, Role::official, Scope::reviewee},
    {Act::unit_works_read, Role::official, Scope::self},     // of the unit that he heads
    {Act::unit_works_read, Role::official, Scope::below},    // of a unit below him
    {Act::unit_works_read, Role::official, Scope::own_unit}, // of his own unit
    {Act::unit_works_read, Role::office, Scope::organ},
    {Act::unit_works_save, Role::official, Scope::self},

    // Daily logs. The wider circle of own unit and organ is open by the organ's setting only: may_read_log.
    {Act::log_read, Role::official, Scope::self},
    {Act::log_read, Role::official, Scope::reviewee},
    {Act::log_read, Role::official, Scope::below},
    {Act::log_read, Role::official, Scope::own_unit},
    {Act::log_read, Role::official, Scope::organ},
    {Act::log_write, Role::official, Scope::self},
    {Act::log_edit, Role::official, Scope::self},
    {Act::log_withdraw, Role::official, Scope::self},

    // The month.
    {Act::month_read, Role::official, Scope::self},
    {Act::month_read, Role::official, Scope::reviewee},
    {Act::month_read, Role::official, Scope::below},
    {Act::month_read, Role::office, Scope::organ},
    {Act::month_save, Role::official, Scope::self},
    {Act::month_submit, Role::official, Scope::self},
    {Act::month_withdraw, Role::official, Scope::self},
    {Act::month_review_save, Role::official, Scope::reviewee},
    {Act::month_approve, Role::official, Scope::reviewee},
    {Act::month_return, Role::official, Scope::reviewee},
    {Act::reviews_read, Role::official, Scope::self},

    // The period, by the office.
    {Act::period_read, Role::office, Scope::organ},
    {Act::period_remind, Role::office, Scope::organ},
    {Act::period_close, Role::office, Scope::organ},

    // The quarter: the reviewer scores, the person reads and answers; nobody else in the line sees another's
    // score.
    {Act::quarter_reviews_read, Role::official, Scope::self},
    {Act::quarter_read, Role::official, Scope::self},
    {Act::quarter_read, Role::official, Scope::reviewee},
    {Act::quarter_read, Role::office, Scope::organ},
    {Act::quarter_read, Role::committee, Scope::organ},
    {Act::quarter_save, Role::official, Scope::reviewee},
    {Act::quarter_submit, Role::official, Scope::reviewee},
    {Act::quarter_acknowledge, Role::official, Scope::self},
    {Act::quarter_reply, Role::official, Scope::self},
    {Act::quarter_excuse, Role::office, Scope::organ},
    {Act::severity_read, Role::official, Scope::self},

    // Two people reopen; the act itself refuses who asked for it.
    {Act::reopening_read, Role::office, Scope::organ},
    {Act::reopening_read, Role::committee, Scope::organ},
    {Act::reopening_request, Role::office, Scope::organ},
    {Act::reopening_decide, Role::office, Scope::organ},
    {Act::reopening_decide, Role::committee, Scope::organ},

    // What the appraisal must know of people beside their work.
    {Act::personnel_read, Role::office, Scope::organ},
    {Act::recusal_declare, Role::office, Scope::organ},
    {Act::recusal_declare, Role::official, Scope::self},
    {Act::placement_save, Role::office, Scope::organ},
    {Act::committee_seat_save, Role::office, Scope::organ},
    {Act::prior_grade_read, Role::official, Scope::self},
    {Act::prior_grade_read, Role::office, Scope::organ},
    {Act::prior_grade_read, Role::committee, Scope::organ},
    {Act::prior_grade_save, Role::office, Scope::organ},
    {Act::special_state_read, Role::office, Scope::organ},
    {Act::special_state_read, Role::committee, Scope::organ},
    {Act::special_state_save, Role::office, Scope::organ},

    // The comprehensive evaluation: the office sees who answered, never what.
    {Act::evaluation_read, Role::office, Scope::organ},
    {Act::evaluation_open, Role::office, Scope::organ},
    {Act::evaluation_close, Role::office, Scope::organ},
    {Act::rater_strike, Role::office, Scope::organ},
    {Act::rating_sheet_read, Role::official, Scope::self},
    {Act::rating_sheet_save, Role::official, Scope::self},
    {Act::rating_sheet_submit, Role::official, Scope::self},
    {Act::rating_sheet_withdraw, Role::official, Scope::self},

    // The annual summary, as a month.
    {Act::annual_summary_read, Role::official, Scope::self},
    {Act::annual_summary_read, Role::official, Scope::reviewee},
    {Act::annual_summary_read, Role::official, Scope::below},
    {Act::annual_summary_read, Role::office, Scope::organ},
    {Act::annual_summary_read, Role::committee, Scope::organ},
    {Act::annual_summary_save, Role::official, Scope::self},
    {Act::annual_summary_submit, Role::official, Scope::self},
    {Act::annual_summary_withdraw, Role::official, Scope::self},
    {Act::annual_summary_review_save, Role::official, Scope::reviewee},
    {Act::annual_summary_approve, Role::official, Scope::reviewee},
    {Act::annual_summary_return, Role::official, Scope::reviewee},

    // The year: the office computes and lists, the committee decides; himself once it is published.
    {Act::year_read, Role::office, Scope::organ},
    {Act::year_read, Role::committee, Scope::organ},
    {Act::year_compute, Role::office, Scope::organ},
    {Act::year_export, Role::office, Scope::organ},
    {Act::seats_move, Role::office, Scope::organ},
    {Act::year_publish, Role::office, Scope::organ},
    {Act::year_close, Role::office, Scope::organ},
    {Act::explanation_read, Role::official, Scope::self},
    {Act::explanation_read, Role::office, Scope::organ},
    {Act::explanation_read, Role::committee, Scope::organ},
    {Act::meeting_read, Role::office, Scope::organ},
    {Act::meeting_read, Role::committee, Scope::organ},
    {Act::meeting_open, Role::office, Scope::organ},
    {Act::meeting_open, Role::committee, Scope::organ},
    {Act::meeting_save, Role::office, Scope::organ},
    {Act::meeting_save, Role::committee, Scope::organ},
    {Act::meeting_close, Role::committee, Scope::organ},
    {Act::decision_record, Role::committee, Scope::organ},
    {Act::year_view_read, Role::official, Scope::self},
    {Act::year_view_read, Role::official, Scope::reviewee},
    {Act::year_view_read, Role::official, Scope::below},
    {Act::year_view_read, Role::office, Scope::organ},
    {Act::notice_acknowledge, Role::official, Scope::self},
    {Act::notice_object, Role::official, Scope::self},
    {Act::objection_answer, Role::office, Scope::organ},
    {Act::overview_read, Role::leader, Scope::organ},
    {Act::overview_read, Role::office, Scope::organ},

    // Use of results.
    {Act::dimension_read, Role::office, Scope::organ},
    {Act::dimension_read, Role::committee, Scope::organ},
    {Act::dimension_read, Role::leader, Scope::organ},
    {Act::dimension_save, Role::office, Scope::organ},
    {Act::use_read, Role::official, Scope::self},
    {Act::use_read, Role::office, Scope::organ},
    {Act::use_read, Role::committee, Scope::organ},
    {Act::use_read, Role::leader, Scope::organ},
    {Act::use_propose, Role::office, Scope::organ},
    {Act::use_decide, Role::committee, Scope::organ},
    {Act::use_decide, Role::leader, Scope::organ},
    {Act::use_carry_out, Role::office, Scope::organ},

    // The organ: everybody reads who is who; the office keeps it. The administrator reads it to bind
    // accounts.
    {Act::organ_read, Role::official, Scope::organ},
    {Act::organ_read, Role::office, Scope::organ},
    {Act::organ_read, Role::system_administrator, Scope::organ},
    {Act::organ_change, Role::office, Scope::organ},
    {Act::calendar_save, Role::office, Scope::organ},
    {Act::structure_change, Role::office, Scope::organ},
    {Act::table_import, Role::office, Scope::organ},
    {Act::acting_name, Role::office, Scope::organ},
    {Act::acting_name, Role::official, Scope::self}, // for his own chair

    // Accounts, never contents.
    {Act::account_read, Role::system_administrator, Scope::organ},
    {Act::account_change, Role::system_administrator, Scope::organ},
};

bool has_role(const Actor& actor, Role role) {
    // The administrator has no other role, whatever else is set: accounts, never contents.
    if (actor.is_system_administrator) return role == Role::system_administrator;
    switch (role) {
    case Role::official: return !actor.official.empty();
    case Role::office: return actor.is_office;
    case Role::committee: return actor.is_committee;
    case Role::leader: return actor.is_leader;
    case Role::system_administrator: break;
    }
    return false;
}

} // namespace

std::string_view name_of(Act act) {
    for (const auto& [known, name] : names)
        if (known == act) return name;
    base::stop("every act has a name", std::source_location::current());
}

std::optional<Act> act_named(std::string_view name) {
    for (const auto& [act, known] : names)
        if (known == name) return act;
    return std::nullopt;
}

std::span<const Act> all_acts() {
    return acts_in_order;
}
std::span<const Row> table() {
    return rows;
}

Actor on_day(Actor actor, const record::Directory& directory, base::Date today) {
    if (actor.official.empty()) return actor;
    actor.is_committee = directory.committee_role(actor.official, today).has_value();
    actor.is_leader = directory.standing(actor.official, today) == record::Standing::leader;
    return actor;
}

std::optional<Scope> scope_of(const record::Directory& directory, const Actor& actor,
                              const record::OfficialId& about, base::Date today) {
    if (!directory.official(about)) return std::nullopt;
    if (actor.official.empty()) return Scope::organ;
    if (actor.official == about) return Scope::self;
    // Somebody who has left is judged by the last day on which he held a post.
    base::Date day = today;
    if (!directory.standing(about, today))
        for (const record::Post* post : directory.posts_of(about))
            if (post->to && *post->to < today && (day == today || *post->to > day)) day = *post->to;
    if (directory.reviewer_of(about, day, today).official == actor.official) return Scope::reviewee;
    if (directory.stands_above(actor.official, about, day)) return Scope::below;
    if (directory.share_a_unit(actor.official, about, today)) return Scope::own_unit;
    return Scope::organ;
}

bool allows(const Actor& actor, Act act, Scope scope) {
    return std::any_of(std::begin(rows), std::end(rows), [&](const Row& row) {
        // Rows of office, committee and leaders stand for the organ as a whole: whoever the act is about. The
        // administrator's do not: he has to do with accounts, never with a person.
        bool stands_for_organ = row.role != Role::official && row.role != Role::system_administrator;
        bool fits = row.scope == scope || (stands_for_organ && row.scope == Scope::organ);
        return row.act == act && fits && has_role(actor, row.role);
    });
}

bool has_row(Act act) {
    return std::any_of(std::begin(rows), std::end(rows), [&](const Row& row) { return row.act == act; });
}

bool allows_somewhere(const Actor& actor, Act act) {
    return std::any_of(std::begin(rows), std::end(rows),
                       [&](const Row& row) { return row.act == act && has_role(actor, row.role); });
}

bool may_read_log(const Actor& actor, Scope scope, record::LogVisibility visibility, bool is_limited) {
    if (!allows(actor, Act::log_read, scope)) return false;
    switch (scope) {
    case Scope::self:
    case Scope::reviewee:
    case Scope::below: return true;
    case Scope::own_unit: return !is_limited && visibility != record::LogVisibility::line;
    case Scope::organ: break;
    }
    return !is_limited && visibility == record::LogVisibility::organ;
}

} // namespace zhishi::policy
