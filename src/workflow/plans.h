// Annual and monthly plans (RZ-05 to 08, 16): read, save, submit, withdraw, confirm, return.
//
// period    a year (annual plan) or a month (monthly plan)
// if_match  the version that the caller has read; 0 where nothing is written yet
// errors    not_found, not_allowed; stale (present_version); month_is_closed; plan_* where the life cycle has
// no such
//           step; faults with pointers /items/…; calendar_year_missing where a deadline is needed
#pragma once

#include "record/plan.h"
#include "workflow/deadlines.h"
#include "workflow/office.h"

#include <optional>
#include <string>
#include <vector>

namespace zhishi::workflow {

struct PlanKey {
    record::OfficialId official;
    base::Period period;
};

struct PlanView {
    record::Plan plan; // version 0: nothing written yet
    std::vector<record::PlanItem>
        offered; // of the level above: the unit's works (year), the annual items (month)
    record::Reviewer reviewer;
    std::vector<DueStep> deadlines;
    std::vector<std::string> allowed;
    bool is_closed = false;
};

struct PlanInput {
    std::vector<record::PlanItem> items; // id empty: new
    std::string reason;
};

base::Result<PlanView> read_plan(const Context& context, const PlanKey& key);
// The same view of a plan that was just changed and is not stored yet.
base::Result<PlanView> view_of(const Context& context, record::Plan plan);
base::Result<Prepared<record::Plan>> save_plan(const Context& context, const PlanKey& key,
                                               const PlanInput& input, long if_match);
base::Result<Prepared<record::Plan>> submit_plan(const Context& context, const PlanKey& key, long if_match);
base::Result<Prepared<record::Plan>> withdraw_plan(const Context& context, const PlanKey& key, long if_match);
// Confirms a submitted plan; issues an annual plan that the reviewer broke down and that nobody has
// submitted.
base::Result<Prepared<record::Plan>> confirm_plan(const Context& context, const PlanKey& key, long if_match);
base::Result<Prepared<record::Plan>> return_plan(const Context& context, const PlanKey& key,
                                                 const std::string& reason, long if_match);

// The stored plan, or an empty draft with version 0.
base::Result<record::Plan> plan_of(const Context& context, const PlanKey& key);
// Who reviews the person in that period, by decision 0006.
record::Reviewer reviewer_in(const Context& context, const record::OfficialId& official,
                             const base::Period& period);
bool is_leader_in(const Context& context, const record::OfficialId& official, const base::Period& period);

// The unit's annual work, and how it was broken down.
struct UnitWorksView {
    record::UnitWorks works;
    struct Person {
        record::OfficialId official;
        std::optional<record::PlanState> plan_state; // absent: no plan yet
        long plan_version = 0;
        std::vector<record::PlanItemId> taken; // works that his annual items name
    };
    std::vector<Person> people;
    std::vector<std::string> allowed;
};
base::Result<UnitWorksView> read_unit_works(const Context& context, const record::UnitId& unit, int year);
base::Result<UnitWorksView> view_of(const Context& context, record::UnitWorks works);
base::Result<Prepared<record::UnitWorks>> save_unit_works(const Context& context, const record::UnitId& unit,
                                                          int year,
                                                          std::vector<record::UnitWorks::Work> works,
                                                          long if_match);

} // namespace zhishi::workflow
