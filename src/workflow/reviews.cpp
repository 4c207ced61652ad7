// Those whom the actor reviews in a month or a year, and what waits for him.
#include "record/annual_summary.h"
#include "workflow/overview.h"
#include "workflow/periods.h"
#include "workflow/plans.h"
#include "workflow/record_lists.h"
#include "workflow/refusals.h"

#include <algorithm>

namespace zhishi::workflow {

using record::Month;
using record::MonthState;
using record::Plan;
using record::PlanState;

namespace {

// Waiting ones first; within each, as they came: by name.
void sort(std::vector<ReviewRow>& rows) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const ReviewRow& a, const ReviewRow& b) { return a.is_waiting && !b.is_waiting; });
}

template <class Record>
const Record* of_person(const std::vector<Record>& records, const record::OfficialId& official) {
    for (const Record& record : records)
        if (record.official == official) return &record;
    return nullptr;
}

// Month and annual summary have one life cycle, and stand in the same fields of a row.
template <class Summary>
void add_summary(ReviewRow& row, const Summary* summary) {
    if (!summary) return;
    row.month_state = summary->state;
    row.month_version = summary->version;
    row.submitted_at = summary->submitted_at;
    row.submitted_late = summary->submitted_late;
}

void add_plan(ReviewRow& row, const Plan* plan) {
    if (!plan) return;
    row.plan_state = plan->state;
    row.plan_version = plan->version;
}

bool waits(const ReviewRow& row) {
    return row.plan_state == PlanState::submitted || row.month_state == MonthState::submitted;
}

base::Result<Reviews> reviews_of_month(const Context& context, const base::Period& period) {
    Reviews reviews;
    ZHISHI_TRY(record::PeriodState state, period_state(context, period));
    reviews.is_closed = state.is_closed;
    reviews.deadlines = due_steps(context, {"month_plan_confirmation", "month_review"}, period);
    auto people = context.directory.reviewees_of(context.actor.official, period, context.today());
    ZHISHI_TRY(auto plans, of_people<Plan>(context, people, {period}));
    ZHISHI_TRY(auto months, of_people<Month>(context, people, {period}));
    for (const auto& id : people) {
        ReviewRow row;
        row.official = id;
        auto day = context.directory.reference_day(id, period, context.today());
        if (day) row.standing = context.directory.standing(id, *day).value_or(record::Standing::staff);
        row.acting_for = reviewer_in(context, id, period).acting_for;
        add_plan(row, of_person(plans, id));
        add_summary(row, of_person(months, id));
        row.is_waiting = !state.is_closed && waits(row);
        reviews.rows.push_back(std::move(row));
    }
    return reviews;
}

// The annual plan is confirmed by the reviewer of the moment (0006), the annual summary reviewed by that of
// the year (0007). Mostly that is one person; where posts have changed, a row shows what is his.
base::Result<Reviews> reviews_of_year(const Context& context, const base::Period& year) {
    Reviews reviews;
    ZHISHI_TRY(record::PeriodState state, period_state(context, year));
    reviews.is_closed = state.is_closed;
    reviews.deadlines = due_steps(context, {"annual_plan", "annual_summary_review"}, year);
    const record::OfficialId& me = context.actor.official;
    auto of_plan = context.directory.reviewees_of(me, year, context.today());
    auto of_year = context.directory.period_reviewees_of(me, year, context.today());
    ZHISHI_TRY(auto plans, of_people<Plan>(context, of_plan, {year}));
    ZHISHI_TRY(auto summaries, of_people<record::AnnualSummary>(context, of_year, {year}));
    auto people = of_year;
    for (const auto& id : of_plan)
        if (std::find(people.begin(), people.end(), id) == people.end()) people.push_back(id);
    for (const auto& id : people) {
        ReviewRow row;
        row.official = id;
        auto post = context.directory.counting_post(id, year, context.today());
        bool is_head = post && post->kind == record::PostKind::head;
        row.standing = is_head ? record::Standing::head : record::Standing::staff;
        row.acting_for = context.directory.period_reviewer_of(id, year, context.today()).acting_for;
        add_plan(row, of_person(plans, id));
        add_summary(row, of_person(summaries, id));
        row.is_waiting = !state.is_closed && waits(row);
        reviews.rows.push_back(std::move(row));
    }
    return reviews;
}

} // namespace

base::Result<Reviews> list_reviews(const Context& context, const base::Period& period) {
    if (!policy::allows(context.actor, policy::Act::reviews_read, policy::Scope::self)) return not_found();
    ZHISHI_TRY_VOID(must_be_month_or_year(period));
    bool is_year = period.kind() == base::Period::Kind::year;
    ZHISHI_TRY(Reviews reviews,
               is_year ? reviews_of_year(context, period) : reviews_of_month(context, period));
    sort(reviews.rows);
    return reviews;
}

} // namespace zhishi::workflow
