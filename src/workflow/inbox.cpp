#include "workflow/overview.h"
#include "workflow/periods.h"
#include "workflow/plans.h"
#include "workflow/refusals.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using record::Month;
using record::MonthState;
using record::Plan;
using record::PlanState;
using record::RemindedStep;
using Is = store::Query::Where::Is;

// From this many days before its end a month's summary is a task of its own.
constexpr int summary_task_days = 5;

store::Query of_people(const Context& context, store::Query query,
                       const std::vector<record::OfficialId>& people,
                       const std::vector<base::Period>& periods) {
    std::vector<store::Cell> ids, names;
    for (const auto& id : people)
        ids.emplace_back(id.value);
    for (const auto& period : periods)
        names.emplace_back(period.str());
    query.where = {{"organ", Is::equal, context.organ().value, {}},
                   {"official", Is::among, {}, std::move(ids)},
                   {"period", Is::among, {}, std::move(names)}};
    return query;
}

class Inbox {
  public:
    explicit Inbox(const Context& context)
        : context_(context), me_(context.actor.official),
          this_month_(base::Period::month_of(context.today())), last_month_(this_month_.previous()),
          year_(base::Period::of_year(context.today().year())) {}

    base::Result<std::vector<Task>> collect() {
        ZHISHI_TRY(record::PeriodState last, period_state(context_, last_month_));
        last_is_closed_ = last.is_closed;
        if (!me_.empty()) {
            ZHISHI_TRY_VOID(load_reminders());
            ZHISHI_TRY_VOID(add_own());
            ZHISHI_TRY_VOID(add_reviews());
        }
        if (policy::allows(context_.actor, policy::Act::period_close, policy::Scope::organ))
            ZHISHI_TRY_VOID(add_close());
        std::stable_sort(tasks_.begin(), tasks_.end(), [](const Task& a, const Task& b) {
            auto day = [](const Task& task) {
                return task.deadline && task.deadline->due_on ? task.deadline->due_on->days() : INT32_MAX;
            };
            return day(a) < day(b);
        });
        return std::move(tasks_);
    }

  private:
    void add(TaskKind kind, const base::Period& period, const record::OfficialId& official,
             std::string_view step, std::optional<RemindedStep> reminded, std::string note = {}) {
        Task task{kind, period, official, due_step(context_, step, period), false, std::move(note)};
        task.is_reminded =
            reminded && std::any_of(reminders_.begin(), reminders_.end(), [&](const auto& reminder) {
                return reminder.period == period && reminder.step == *reminded;
            });
        tasks_.push_back(std::move(task));
    }

    base::Result<void> load_reminders() {
        store::Query query = store::query_of<record::Reminder>();
        query.where = {{"organ", Is::equal, context_.organ().value, {}},
                       {"official", Is::equal, me_.value, {}}};
        ZHISHI_TRY(reminders_, store::list<record::Reminder>(context_.reader, query));
        return {};
    }

    // My own plans and summaries of this month, of the last one where it was begun, and of the year.
    base::Result<void> add_own() {
        if (!context_.directory.standing(me_, context_.today())) return {};
        std::vector<base::Period> periods{this_month_, last_month_, year_};
        ZHISHI_TRY(auto plans, store::list<Plan>(context_.reader, of_people(context_, store::query_of<Plan>(),
                                                                            {me_}, periods)));
        ZHISHI_TRY(auto months,
                   store::list<Month>(context_.reader,
                                      of_people(context_, store::query_of<Month>(), {me_}, periods)));
        auto plan_of_period = [&](const base::Period& period) -> const Plan* {
            for (const auto& plan : plans)
                if (plan.period == period) return &plan;
            return nullptr;
        };
        auto month_of_period = [&](const base::Period& period) -> const Month* {
            for (const auto& month : months)
                if (month.period == period) return &month;
            return nullptr;
        };
        add_own_plan(plan_of_period(year_), year_, "annual_plan", TaskKind::annual_plan_write,
                     TaskKind::annual_plan_returned);
        add_own_plan(plan_of_period(this_month_), this_month_, "month_plan", TaskKind::month_plan_write,
                     TaskKind::month_plan_returned);
        const Month* last = month_of_period(last_month_);
        if (!last_is_closed_ && (last || plan_of_period(last_month_))) add_own_summary(last, last_month_);
        const Month* now = month_of_period(this_month_);
        bool is_near_end = context_.today().plus_days(summary_task_days) > this_month_.last();
        if (is_near_end || (now && now->state == MonthState::returned)) add_own_summary(now, this_month_);
        return {};
    }

    void add_own_plan(const Plan* plan, const base::Period& period, std::string_view step, TaskKind write,
                      TaskKind returned) {
        auto reminded = step == "month_plan" ? std::optional(RemindedStep::month_plan) : std::nullopt;
        if (!plan || plan->state == PlanState::draft) add(write, period, me_, step, reminded);
        if (plan && plan->state == PlanState::returned)
            add(returned, period, me_, step, reminded, plan->return_reason);
    }

    void add_own_summary(const Month* month, const base::Period& period) {
        if (!month || month->state == MonthState::draft)
            add(TaskKind::month_summary_write, period, me_, "month_summary", RemindedStep::month_summary);
        else if (month->state == MonthState::returned)
            add(TaskKind::month_summary_returned, period, me_, "month_summary", RemindedStep::month_summary,
                month->return_reason);
    }

    // What waits for my decision: of the months that are open, and of the year.
    base::Result<void> add_reviews() {
        std::vector<base::Period> months{this_month_, this_month_.next()};
        if (!last_is_closed_) months.push_back(last_month_);
        for (const auto& period : months)
            ZHISHI_TRY_VOID(add_reviews_of(period));
        return add_plan_reviews(year_, "annual_plan", TaskKind::annual_plan_confirm, std::nullopt);
    }

    base::Result<void> add_reviews_of(const base::Period& period) {
        ZHISHI_TRY_VOID(add_plan_reviews(period, "month_plan_confirmation", TaskKind::month_plan_confirm,
                                         RemindedStep::month_plan_confirmation));
        auto people = context_.directory.reviewees_of(me_, period, context_.today());
        if (people.empty()) return {};
        ZHISHI_TRY(auto months,
                   store::list<Month>(context_.reader,
                                      of_people(context_, store::query_of<Month>(), people, {period})));
        for (const auto& month : months)
            if (month.state == MonthState::submitted)
                add(TaskKind::month_review, period, month.official, "month_review",
                    RemindedStep::month_review);
        return {};
    }

    base::Result<void> add_plan_reviews(const base::Period& period, std::string_view step, TaskKind kind,
                                        std::optional<RemindedStep> reminded) {
        auto people = context_.directory.reviewees_of(me_, period, context_.today());
        if (people.empty()) return {};
        ZHISHI_TRY(auto plans, store::list<Plan>(context_.reader, of_people(context_, store::query_of<Plan>(),
                                                                            people, {period})));
        for (const auto& plan : plans)
            if (plan.state == PlanState::submitted) add(kind, period, plan.official, step, reminded);
        return {};
    }

    base::Result<void> add_close() {
        if (last_is_closed_) return {};
        store::Query query = store::query_of<Plan>();
        query.where = {{"organ", Is::equal, context_.organ().value, {}},
                       {"period", Is::equal, last_month_.str(), {}}};
        ZHISHI_TRY(std::int64_t begun, context_.reader.count(query));
        if (begun > 0) add(TaskKind::month_close, last_month_, me_, "month_close", std::nullopt);
        return {};
    }

    const Context& context_;
    record::OfficialId me_;
    base::Period this_month_, last_month_, year_;
    bool last_is_closed_ = false;
    std::vector<record::Reminder> reminders_;
    std::vector<Task> tasks_;
};

} // namespace

std::string_view name_of(TaskKind kind) {
    switch (kind) {
    case TaskKind::month_plan_write: return "month_plan_write";
    case TaskKind::month_plan_returned: return "month_plan_returned";
    case TaskKind::month_plan_confirm: return "month_plan_confirm";
    case TaskKind::annual_plan_write: return "annual_plan_write";
    case TaskKind::annual_plan_returned: return "annual_plan_returned";
    case TaskKind::annual_plan_confirm: return "annual_plan_confirm";
    case TaskKind::month_summary_write: return "month_summary_write";
    case TaskKind::month_summary_returned: return "month_summary_returned";
    case TaskKind::month_review: return "month_review";
    case TaskKind::month_close: break;
    }
    return "month_close";
}

base::Result<std::vector<Task>> read_inbox(const Context& context) {
    if (!policy::allows(context.actor, policy::Act::inbox_read, policy::Scope::self)) return not_found();
    return Inbox(context).collect();
}

base::Result<Reviews> list_reviews(const Context& context, const base::Period& period) {
    if (!policy::allows(context.actor, policy::Act::reviews_read, policy::Scope::self)) return not_found();
    ZHISHI_TRY_VOID(must_be_month(period));
    Reviews reviews;
    ZHISHI_TRY(record::PeriodState state, period_state(context, period));
    reviews.is_closed = state.is_closed;
    reviews.deadlines = due_steps(context, {"month_plan_confirmation", "month_review"}, period);
    auto people = context.directory.reviewees_of(context.actor.official, period, context.today());
    if (people.empty()) return reviews;
    ZHISHI_TRY(auto plans, store::list<Plan>(context.reader,
                                             of_people(context, store::query_of<Plan>(), people, {period})));
    ZHISHI_TRY(auto months, store::list<Month>(context.reader, of_people(context, store::query_of<Month>(),
                                                                         people, {period})));
    for (const auto& id : people) {
        ReviewRow row;
        row.official = id;
        auto day = context.directory.reference_day(id, period, context.today());
        if (day) row.standing = context.directory.standing(id, *day).value_or(record::Standing::staff);
        row.acting_for = reviewer_in(context, id, period).acting_for;
        for (const auto& plan : plans)
            if (plan.official == id) row.plan_state = plan.state, row.plan_version = plan.version;
        for (const auto& month : months)
            if (month.official == id) {
                row.month_state = month.state;
                row.month_version = month.version;
                row.submitted_at = month.submitted_at;
                row.submitted_late = month.submitted_late;
            }
        row.is_waiting = !state.is_closed &&
                         (row.plan_state == PlanState::submitted || row.month_state == MonthState::submitted);
        reviews.rows.push_back(std::move(row));
    }
    std::stable_sort(reviews.rows.begin(), reviews.rows.end(),
                     [](const ReviewRow& a, const ReviewRow& b) { return a.is_waiting && !b.is_waiting; });
    return reviews;
}

} // namespace zhishi::workflow
