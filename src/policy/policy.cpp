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

    // The organ: everybody reads who is who; the office keeps it. The administrator reads it to bind
    // accounts.
    {Act::organ_read, Role::official, Scope::organ},
    {Act::organ_read, Role::office, Scope::organ},
    {Act::organ_read, Role::system_administrator, Scope::organ},
    {Act::organ_change, Role::office, Scope::organ},
    {Act::calendar_save, Role::office, Scope::organ},
    {Act::structure_change, Role::office, Scope::organ},
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
        // The office's rows stand for the organ as a whole: whoever the act is about.
        bool fits = row.scope == scope || (row.role == Role::office && row.scope == Scope::organ);
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
