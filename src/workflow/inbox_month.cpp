// What plans and months ask of somebody: his own, those of whom he reviews, and the office's closing.
#include "workflow/periods.h"
#include "workflow/plans.h"
#include "workflow/record_lists.h"
#include "workflow/task_list.h"

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

class MonthTasks {
  public:
    MonthTasks(const Context& context, TaskList& tasks)
        : context_(context), tasks_(tasks), me_(context.actor.official),
          this_month_(base::Period::month_of(context.today())), last_month_(this_month_.previous()),
          year_(base::Period::of_year(context.today().year())) {}

    base::Result<void> collect() {
        ZHISHI_TRY(record::PeriodState last, period_state(context_, last_month_));
        last_is_closed_ = last.is_closed;
        if (!me_.empty()) {
            ZHISHI_TRY_VOID(add_own());
            ZHISHI_TRY_VOID(add_reviews());
        }
        if (policy::allows(context_.actor, policy::Act::period_close, policy::Scope::organ))
            ZHISHI_TRY_VOID(add_close());
        return {};
    }

  private:
    // My own plans and summaries of this month, of the last one where it was begun, and of the year.
    base::Result<void> add_own() {
        if (!context_.directory.standing(me_, context_.today())) return {};
        std::vector<base::Period> periods{this_month_, last_month_, year_};
        ZHISHI_TRY(auto plans, of_people<Plan>(context_, {me_}, periods));
        ZHISHI_TRY(auto months, of_people<Month>(context_, {me_}, periods));
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
        if (!plan || plan->state == PlanState::draft) tasks_.add(write, period, me_, step, reminded);
        if (plan && plan->state == PlanState::returned)
            tasks_.add(returned, period, me_, step, reminded, plan->return_reason);
    }

    void add_own_summary(const Month* month, const base::Period& period) {
        if (!month || month->state == MonthState::draft)
            tasks_.add(TaskKind::month_summary_write, period, me_, "month_summary",
                       RemindedStep::month_summary);
        else if (month->state == MonthState::returned)
            tasks_.add(TaskKind::month_summary_returned, period, me_, "month_summary",
                       RemindedStep::month_summary, month->return_reason);
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
        ZHISHI_TRY(auto months, of_people<Month>(context_, people, {period}));
        for (const auto& month : months)
            if (month.state == MonthState::submitted)
                tasks_.add(TaskKind::month_review, period, month.official, "month_review",
                           RemindedStep::month_review);
        return {};
    }

    base::Result<void> add_plan_reviews(const base::Period& period, std::string_view step, TaskKind kind,
                                        std::optional<RemindedStep> reminded) {
        auto people = context_.directory.reviewees_of(me_, period, context_.today());
        if (people.empty()) return {};
        ZHISHI_TRY(auto plans, of_people<Plan>(context_, people, {period}));
        for (const auto& plan : plans)
            if (plan.state == PlanState::submitted) tasks_.add(kind, period, plan.official, step, reminded);
        return {};
    }

    base::Result<void> add_close() {
        if (last_is_closed_) return {};
        store::Query query = store::query_of<Plan>();
        query.where = {{"organ", Is::equal, context_.organ().value, {}},
                       {"period", Is::equal, last_month_.str(), {}}};
        ZHISHI_TRY(std::int64_t begun, context_.reader.count(query));
        if (begun > 0) tasks_.add(TaskKind::month_close, last_month_, me_, "month_close", std::nullopt);
        return {};
    }

    const Context& context_;
    TaskList& tasks_;
    record::OfficialId me_;
    base::Period this_month_, last_month_, year_;
    bool last_is_closed_ = false;
};

} // namespace

base::Result<void> add_month_tasks(const Context& context, TaskList& tasks) {
    return MonthTasks(context, tasks).collect();
}

} // namespace zhishi::workflow
