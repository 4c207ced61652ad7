// Plans: what a unit has to do in a year, and what each person means to do in a year and in a month (RZ-05 to
// 08, 16).
#pragma once

#include "base/date.h"
#include "record/ids.h"
#include "record/life_cycle.h"

#include <optional>
#include <string>
#include <vector>

namespace zhishi::record {

// The annual work of a unit, which its head breaks down to persons (责任分解). Kept whole: one record a unit
// and year.
struct UnitWorks {
    struct Work {
        PlanItemId id;
        std::string title;
        std::string measure;
        std::optional<base::Date> due_on;
        bool operator==(const Work&) const = default;
    };
    OrganId organ;
    UnitId unit;
    int year = 0;
    std::vector<Work> works;
    long version = 0;
};

struct PlanItem {
    PlanItemId id;
    std::string goal;
    std::string measure; // how it will be seen that it is reached
    std::optional<base::Date> due_on;
    PlanItemId
        from; // the item above it: a unit's work (annual plan) or an annual item (monthly plan); may be empty
    bool operator==(const PlanItem&) const = default;
};

// The plan of one person for one year or month: one record, changed as a whole, every version kept.
//
//            save      submit      withdraw  return    confirm    issue       change
// draft      draft     submitted   –         –         –          confirmed   –
// submitted  –         –           draft     returned  confirmed  –           –
// returned   returned  submitted   –         –         –          confirmed   –
// confirmed  –         –           –         –         –          –           submitted or confirmed
//
// issue: by the reviewer, of an annual plan that he broke down himself. change: after confirmation, with a
// reason; by the person it goes to the reviewer again, by the reviewer it stands. A leader's plan needs
// nobody's confirmation: submit confirms it.
enum class PlanState { draft, submitted, returned, confirmed };
enum class PlanAct { save, submit, withdraw, send_back, confirm, issue, change_by_owner, change_by_reviewer };

struct Plan {
    OrganId organ;
    OfficialId official;
    base::Period period; // a year or a month
    PlanState state = PlanState::draft;
    std::vector<PlanItem> items;
    std::string change_reason; // of the last change after confirmation
    std::string return_reason; // of the last return, until submitted again
    std::optional<base::Instant> submitted_at;
    bool submitted_late = false;
    OfficialId confirmed_by; // empty: not confirmed, or a leader's own
    std::optional<base::Instant> confirmed_at;
    long version = 0;
};

inline constexpr Step<PlanState, PlanAct> plan_steps[] = {
    {PlanState::draft, PlanAct::save, PlanState::draft},
    {PlanState::returned, PlanAct::save, PlanState::returned},
    {PlanState::draft, PlanAct::submit, PlanState::submitted},
    {PlanState::returned, PlanAct::submit, PlanState::submitted},
    {PlanState::submitted, PlanAct::withdraw, PlanState::draft},
    {PlanState::submitted, PlanAct::send_back, PlanState::returned},
    {PlanState::submitted, PlanAct::confirm, PlanState::confirmed},
    {PlanState::draft, PlanAct::issue, PlanState::confirmed},
    {PlanState::returned, PlanAct::issue, PlanState::confirmed},
    {PlanState::confirmed, PlanAct::change_by_owner, PlanState::submitted},
    {PlanState::confirmed, PlanAct::change_by_reviewer, PlanState::confirmed},
};

} // namespace zhishi::record
