// What quarters and years ask of somebody: as reviewer, as the person reviewed, as rater, as member of the
// committee, as the office.
#include "record/annual_summary.h"
#include "record/appraisal.h"
#include "record/evaluation.h"
#include "workflow/evaluations.h"
#include "workflow/periods.h"
#include "workflow/quarter_sheets.h"
#include "workflow/record_lists.h"
#include "workflow/reopenings.h"
#include "workflow/task_list.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::AnnualSummary;
using record::MonthState;
using record::NoticeState;
using record::QuarterReview;
using record::RemindedStep;
using Is = store::Query::Where::Is;

class YearTasks {
  public:
    YearTasks(const Context& context, TaskList& tasks)
        : context_(context), tasks_(tasks), me_(context.actor.official), today_(context.today()) {}

    base::Result<void> collect() {
        if (!me_.empty()) {
            ZHISHI_TRY_VOID(add_quarters());
            ZHISHI_TRY_VOID(add_summaries());
            ZHISHI_TRY_VOID(add_evaluation());
            ZHISHI_TRY_VOID(add_result());
        }
        if (may_do(Act::decision_record)) ZHISHI_TRY_VOID(add_decisions());
        if (may_do(Act::objection_answer)) ZHISHI_TRY_VOID(add_objections());
        if (may_do(Act::reopening_decide)) ZHISHI_TRY_VOID(add_reopenings());
        return {};
    }

  private:
    bool may_do(Act act) const { return policy::allows(context_.actor, act, Scope::organ); }

    // This quarter from its last month on, and the last one until it is closed.
    base::Result<void> add_quarters() {
        const scheme::Sheet* sheet = context_.scheme.process.sheet(quarter_sheet);
        if (!sheet) return {};
        auto present = base::Period::of_quarter(today_.year(), (today_.month() + 2) / 3);
        std::vector<base::Period> quarters;
        ZHISHI_TRY(record::PeriodState last, period_state(context_, present.previous()));
        if (!last.is_closed) quarters.push_back(present.previous());
        if (quarter_opens_on(present) <= today_) quarters.push_back(present);
        std::vector<std::vector<record::OfficialId>> reviewed; // as quarters
        std::vector<record::OfficialId> people{me_};
        for (const auto& quarter : quarters) {
            reviewed.push_back(context_.directory.period_reviewees_of(me_, quarter, today_));
            people.insert(people.end(), reviewed.back().begin(), reviewed.back().end());
        }
        std::sort(people.begin(), people.end());
        people.erase(std::unique(people.begin(), people.end()), people.end());
        ZHISHI_TRY(auto reviews, of_people<QuarterReview>(context_, people, quarters));
        for (size_t i = 0; i < quarters.size(); ++i) {
            add_reviews_left(*sheet, quarters[i], reviewed[i], reviews);
            for (const auto& review : reviews)
                if (review.official == me_ && review.period == quarters[i] &&
                    review.state == record::ReviewState::submitted)
                    tasks_.add(TaskKind::quarter_acknowledge, quarters[i], me_, "quarter_acknowledgement",
                               RemindedStep::quarter_acknowledgement);
        }
        return {};
    }

    void add_reviews_left(const scheme::Sheet& sheet, const base::Period& quarter,
                          const std::vector<record::OfficialId>& reviewed,
                          const std::vector<QuarterReview>& reviews) {
        int left = 0;
        for (const auto& person : reviewed) {
            bool is_done = std::any_of(reviews.begin(), reviews.end(), [&](const QuarterReview& review) {
                return review.official == person && review.period == quarter && is_settled(review.state);
            });
            left += !is_done && quarter_subject(context_, sheet, {person, quarter}).has_value();
        }
        if (left > 0)
            tasks_.add(TaskKind::quarter_review, quarter, me_, "quarter_review", RemindedStep::quarter_review,
                       std::to_string(left));
    }

    // In December of this year, in January still of the year before.
    base::Result<void> add_summaries() {
        if (today_.month() != 12 && today_.month() != 1) return {};
        auto year = base::Period::of_year(today_.month() == 12 ? today_.year() : today_.year() - 1);
        if (!context_.scheme.process.step("annual_summary")) return {};
        auto people = context_.directory.period_reviewees_of(me_, year, today_);
        people.push_back(me_);
        ZHISHI_TRY(auto summaries, of_people<AnnualSummary>(context_, people, {year}));
        const AnnualSummary* mine = nullptr;
        for (const auto& summary : summaries) {
            if (summary.official == me_)
                mine = &summary;
            else if (summary.state == MonthState::submitted)
                tasks_.add(TaskKind::annual_summary_review, year, summary.official, "annual_summary_review",
                           RemindedStep::annual_summary_review);
        }
        if (!context_.directory.main_post(me_, std::min(today_, year.last()))) return {};
        if (!mine || mine->state == MonthState::draft)
            tasks_.add(TaskKind::annual_summary_write, year, me_, "annual_summary",
                       RemindedStep::annual_summary);
        else if (mine->state == MonthState::returned)
            tasks_.add(TaskKind::annual_summary_returned, year, me_, "annual_summary",
                       RemindedStep::annual_summary, mine->return_reason);
        return {};
    }

    base::Result<void> add_evaluation() {
        ZHISHI_TRY(auto open, of_organ_where<record::Evaluation>(context_, "state", "open"));
        for (const auto& evaluation : open) {
            if (evaluation.sheet != year_sheet) continue;
            ZHISHI_TRY(auto sheet, store::find<record::RaterSheet>(
                                       context_.reader, {context_.organ().value, evaluation.period.str(),
                                                         evaluation.sheet, me_.value}));
            if (!sheet || sheet->state != record::RaterSheetState::open) continue;
            Task task{TaskKind::evaluation_rate,
                      evaluation.period,
                      me_,
                      due_step_on(context_, "evaluation", evaluation.due_on),
                      false,
                      std::to_string(sheet->subjects.size())};
            tasks_.add(std::move(task), RemindedStep::evaluation);
        }
        return {};
    }

    base::Result<void> add_result() {
        ZHISHI_TRY(auto notices, of_organ_where<record::ResultNotice>(context_, "official", me_.value));
        for (const auto& notice : notices)
            if (notice.state == NoticeState::issued || notice.state == NoticeState::answered)
                tasks_.add(TaskKind::result_acknowledge, notice.period, me_, "result_acknowledgement",
                           RemindedStep::result_acknowledgement);
        return {};
    }

    base::Result<void> add_decisions() {
        ZHISHI_TRY(auto years, of_organ_where<record::YearAppraisal>(context_, "stage", "deciding"));
        for (const auto& year : years) {
            store::Query outcomes = store::query_of<record::Outcome>();
            outcomes.where = {{"organ", Is::equal, context_.organ().value, {}},
                              {"run", Is::equal, year.run.value, {}}};
            store::Query decisions = store::query_of<record::Decision>();
            decisions.where = {{"organ", Is::equal, context_.organ().value, {}},
                               {"period", Is::equal, year.period.str(), {}}};
            ZHISHI_TRY(std::int64_t all, context_.reader.count(outcomes));
            ZHISHI_TRY(std::int64_t decided, context_.reader.count(decisions));
            if (decided < all)
                tasks_.add(TaskKind::year_decide, year.period, {}, "year_decision", std::nullopt,
                           std::to_string(all - decided));
        }
        return {};
    }

    base::Result<void> add_objections() {
        ZHISHI_TRY(auto notices, of_organ_where<record::ResultNotice>(context_, "state", "objected"));
        for (const auto& notice : notices)
            tasks_.add(TaskKind::objection_answer, notice.period, notice.official, "objection_answer",
                       std::nullopt);
        return {};
    }

    base::Result<void> add_reopenings() {
        ZHISHI_TRY(auto waiting, of_organ_where<record::Reopening>(context_, "state", "requested"));
        for (const auto& reopening : waiting)
            if (may_grant(context_, reopening))
                tasks_.add(TaskKind::reopening_decide, reopening.period, reopening.official,
                           "reopening_decision", std::nullopt, reopening.reason);
        return {};
    }

    const Context& context_;
    TaskList& tasks_;
    record::OfficialId me_;
    base::Date today_;
};

} // namespace

base::Result<void> add_year_tasks(const Context& context, TaskList& tasks) {
    return YearTasks(context, tasks).collect();
}

} // namespace zhishi::workflow
