// What a person planned and did, beside whatever is written of him: the annual plan, and plans and months of
// a quarter or year. What a reader of the review may see of it follows from how he stands to the person in
// that period.
#pragma once

#include "record/month.h"
#include "record/plan.h"
#include "workflow/office.h"

#include <vector>

namespace zhishi::workflow {

struct WorkOfPerson {
    record::Plan annual_plan;          // version 0: none
    std::vector<record::Plan> plans;   // of the months, where there are any, in their order
    std::vector<record::Month> months; // the same
};

// scope  how the actor stands to the person in the period that is reviewed (scope_in)
// Drafts of months are their writer's; a month's review is its reviewer's until it is approved. Who may read
// neither plans nor months in that scope (the committee) gets nothing.
base::Result<WorkOfPerson> work_of(const Context& context, const record::OfficialId& official,
                                   const base::Period& year, const std::vector<base::Period>& months,
                                   policy::Scope scope);

} // namespace zhishi::workflow
