#include "workflow/work_of_person.h"

#include "workflow/record_lists.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using record::Month;
using record::MonthState;
using record::Plan;

template <class Record>
void order_by_period(std::vector<Record>& records) {
    std::sort(records.begin(), records.end(),
              [](const Record& a, const Record& b) { return a.period.first() < b.period.first(); });
}

} // namespace

base::Result<WorkOfPerson> work_of(const Context& context, const record::OfficialId& official,
                                   const base::Period& year, const std::vector<base::Period>& months,
                                   policy::Scope scope) {
    WorkOfPerson work;
    work.annual_plan.organ = context.organ();
    work.annual_plan.official = official;
    work.annual_plan.period = year;
    if (policy::allows(context.actor, Act::plan_read, scope)) {
        std::vector<base::Period> periods = months;
        periods.push_back(year);
        ZHISHI_TRY(work.plans, of_people<Plan>(context, {official}, periods));
        for (auto& plan : work.plans)
            if (plan.period == year) work.annual_plan = plan;
        std::erase_if(work.plans, [&](const Plan& plan) { return plan.period == year; });
        order_by_period(work.plans);
    }
    if (policy::allows(context.actor, Act::month_read, scope)) {
        ZHISHI_TRY(work.months, of_people<Month>(context, {official}, months));
        for (Month& month : work.months) {
            if (month.state != MonthState::approved) month.review = {};
            if (month.state != MonthState::draft || scope == policy::Scope::self) continue;
            month.items.clear();
            month.reflection.clear();
        }
        order_by_period(work.months);
    }
    return work;
}

} // namespace zhishi::workflow
