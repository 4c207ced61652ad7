// What plans and months ask of somebody: his own, those of whom he reviews, and the office's closing.
#include "workflow/periods.h"
#include "workflow/plans.h"
#include "workflow/record_lists.h"
#include "workflow/task_list.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace zhishi::workflow {

namespace {

using record::Month;
using record::MonthState;
using record::Plan;
using record::PlanState;
using record::RemindedStep;

// From this many days before its end a month's summary is a task of its own.
constexpr int summary_task_days = 5;

class MonthTasks {
  public:
    explicit MonthTasks(const Context& context)
        : context_(context), me_(context.actor.official),
          this_month_(base::Period::month_of(context.today())), last_month_(this_month_.previous()),
          year_(base::Period::of_year(context.today().year())) {
        if (me_.empty()) return;
        for (const auto& period : periods()) {
            auto& people = reviewees_[period] = context.directory.reviewees_of(me_, period, context.today());
            std::sort(people.begin(), people.end());
        }
    }

    void expect() {
        store::Reader& reader = context_.reader;
        reader.expect(store::query_of<record::PeriodState>({context_.organ().value, last_month_.str()}));
        if (!me_.empty()) {
            reader.expect(people_query<Plan>(context_, people(), periods()));
            reader.expect(people_query<Month>(context_, people(), periods()));
        }
        if (may_close()) reader.expect_count(plans_begun());
    }

    base::Result<void> collect(TaskList& tasks) {
        ZHISHI_TRY(record::PeriodState last, period_state(context_, last_month_));
        last_is_closed_ = last.is_closed;
        if (!me_.empty()) {
            ZHISHI_TRY(plans_, of_people<Plan>(context_, people(), periods()));
            ZHISHI_TRY(months_, of_people<Month>(context_, people(), periods()));
            std::sort(plans_.begin(), plans_.end(), is_before<Plan>);
            std::sort(months_.begin(), months_.end(), is_before<Month>);
            add_own(tasks);
            add_reviews(tasks);
        }
        if (may_close()) ZHISHI_TRY_VOID(add_close(tasks));
        return {};
    }

  private:
    // Of whom and of which periods it is read: me, and whom I review in one of them.
    std::vector<record::OfficialId> people() const {
        std::set<record::OfficialId> people{me_};
        for (const auto& [period, reviewees] : reviewees_)
            people.insert(reviewees.begin(), reviewees.end());
        return {people.begin(), people.end()};
    }
    std::vector<base::Period> periods() const {
        return {this_month_, this_month_.next(), last_month_, year_};
    }

    template <class Record>
    static bool is_before(const Record& a, const Record& b) {
        return std::tie(a.official, a.period) < std::tie(b.official, b.period);
    }
    // In records that stand in that order.
    template <class Record>
    static const Record* of(const std::vector<Record>& records, const record::OfficialId& official,
                            const base::Period& period) {
        auto at = std::partition_point(records.begin(), records.end(), [&](const Record& record) {
            return std::tie(record.official, record.period) < std::tie(official, period);
        });
        return at != records.end() && at->official == official && at->period == period ? &*at : nullptr;
    }

    // My own plans and summaries of this month, of the last one where it was begun, and of the year.
    void add_own(TaskList& tasks) {
        if (!context_.directory.standing(me_, context_.today())) return;
        add_own_plan(tasks, year_, "annual_plan", TaskKind::annual_plan_write,
                     TaskKind::annual_plan_returned);
        add_own_plan(tasks, this_month_, "month_plan", TaskKind::month_plan_write,
                     TaskKind::month_plan_returned);
        const Month* last = of(months_, me_, last_month_);
        if (!last_is_closed_ && (last || of(plans_, me_, last_month_)))
            add_own_summary(tasks, last, last_month_);
        const Month* now = of(months_, me_, this_month_);
        bool is_near_end = context_.today().plus_days(summary_task_days) > this_month_.last();
        if (is_near_end || (now && now->state == MonthState::returned))
            add_own_summary(tasks, now, this_month_);
    }

    void add_own_plan(TaskList& tasks, const base::Period& period, std::string_view step, TaskKind write,
                      TaskKind returned) {
        const Plan* plan = of(plans_, me_, period);
        auto reminded = step == "month_plan" ? std::optional(RemindedStep::month_plan) : std::nullopt;
        if (!plan || plan->state == PlanState::draft) tasks.add(write, period, me_, step, reminded);
        if (plan && plan->state == PlanState::returned)
            tasks.add(returned, period, me_, step, reminded, plan->return_reason);
    }

    void add_own_summary(TaskList& tasks, const Month* month, const base::Period& period) {
        if (!month || month->state == MonthState::draft)
            tasks.add(TaskKind::month_summary_write, period, me_, "month_summary",
                      RemindedStep::month_summary);
        else if (month->state == MonthState::returned)
            tasks.add(TaskKind::month_summary_returned, period, me_, "month_summary",
                      RemindedStep::month_summary, month->return_reason);
    }

    // What waits for my decision: of the months that are open, and of the year.
    void add_reviews(TaskList& tasks) {
        std::vector<base::Period> open{this_month_, this_month_.next()};
        if (!last_is_closed_) open.push_back(last_month_);
        for (const auto& period : open) {
            add_plan_reviews(tasks, period, "month_plan_confirmation", TaskKind::month_plan_confirm,
                             RemindedStep::month_plan_confirmation);
            for (const auto& official : reviewees_[period]) {
                const Month* month = of(months_, official, period);
                if (month && month->state == MonthState::submitted)
                    tasks.add(TaskKind::month_review, period, official, "month_review",
                              RemindedStep::month_review);
            }
        }
        add_plan_reviews(tasks, year_, "annual_plan", TaskKind::annual_plan_confirm, std::nullopt);
    }

    void add_plan_reviews(TaskList& tasks, const base::Period& period, std::string_view step, TaskKind kind,
                          std::optional<RemindedStep> reminded) {
        for (const auto& official : reviewees_[period]) {
            const Plan* plan = of(plans_, official, period);
            if (plan && plan->state == PlanState::submitted)
                tasks.add(kind, period, official, step, reminded);
        }
    }

    bool may_close() const {
        return policy::allows(context_.actor, policy::Act::period_close, policy::Scope::organ);
    }

    store::Query plans_begun() const { return organ_query<Plan>(context_, "period", last_month_.str()); }

    base::Result<void> add_close(TaskList& tasks) {
        if (last_is_closed_) return {};
        ZHISHI_TRY(std::int64_t begun, context_.reader.count(plans_begun()));
        if (begun > 0) tasks.add(TaskKind::month_close, last_month_, me_, "month_close", std::nullopt);
        return {};
    }

    const Context& context_;
    record::OfficialId me_;
    base::Period this_month_, last_month_, year_;
    std::map<base::Period, std::vector<record::OfficialId>> reviewees_; // whom I review in each of them
    std::vector<Plan> plans_;
    std::vector<Month> months_;
    bool last_is_closed_ = false;
};

} // namespace

void expect_month_tasks(const Context& context) {
    MonthTasks(context).expect();
}

base::Result<void> add_month_tasks(const Context& context, TaskList& tasks) {
    return MonthTasks(context).collect(tasks);
}

} // namespace zhishi::workflow
