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
#include <set>

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
    explicit YearTasks(const Context& context)
        : context_(context), me_(context.actor.official), today_(context.today()) {
        if (me_.empty()) return;
        auto present = base::Period::of_quarter(today_.year(), (today_.month() + 2) / 3);
        add_quarter(present.previous());
        if (quarter_opens_on(present) <= today_) add_quarter(present);
    }

    void expect() {
        store::Reader& reader = context_.reader;
        if (!me_.empty()) {
            if (sheet())
                reader.expect(store::query_of<record::PeriodState>(
                    {context_.organ().value, quarters_.front().period.str()}));
            if (sheet()) reader.expect(people_query<QuarterReview>(context_, quarter_people(), periods()));
            if (auto year = year_of_summaries())
                reader.expect(people_query<AnnualSummary>(context_, summary_people(*year), {*year}));
            reader.expect(open_evaluations());
            reader.expect(my_notices());
        }
        if (may_do(Act::decision_record)) reader.expect(years_being_decided());
        if (may_do(Act::objection_answer)) reader.expect(objections());
        if (may_do(Act::reopening_decide)) reader.expect(requests_to_reopen());
    }

    base::Result<void> collect(TaskList& tasks) {
        if (!me_.empty()) {
            ZHISHI_TRY_VOID(add_quarters(tasks));
            ZHISHI_TRY_VOID(add_summaries(tasks));
            ZHISHI_TRY_VOID(add_evaluation(tasks));
            ZHISHI_TRY_VOID(add_result(tasks));
        }
        if (may_do(Act::decision_record)) ZHISHI_TRY_VOID(add_decisions(tasks));
        if (may_do(Act::objection_answer)) ZHISHI_TRY_VOID(add_objections(tasks));
        if (may_do(Act::reopening_decide)) ZHISHI_TRY_VOID(add_reopenings(tasks));
        return {};
    }

  private:
    struct Quarter {
        base::Period period;
        std::vector<record::OfficialId> reviewed; // whom I review for it
    };

    bool may_do(Act act) const { return policy::allows(context_.actor, act, Scope::organ); }
    const scheme::Sheet* sheet() const { return context_.scheme.process.sheet(quarter_sheet); }

    void add_quarter(const base::Period& period) {
        quarters_.push_back({period, context_.directory.period_reviewees_of(me_, period, today_)});
    }
    std::vector<base::Period> periods() const {
        std::vector<base::Period> periods;
        for (const auto& quarter : quarters_)
            periods.push_back(quarter.period);
        return periods;
    }
    std::vector<record::OfficialId> quarter_people() const {
        std::set<record::OfficialId> people{me_};
        for (const auto& quarter : quarters_)
            people.insert(quarter.reviewed.begin(), quarter.reviewed.end());
        return {people.begin(), people.end()};
    }

    // This quarter from its last month on, and the last one until it is closed.
    base::Result<void> add_quarters(TaskList& tasks) {
        if (!sheet()) return {};
        ZHISHI_TRY(record::PeriodState last, period_state(context_, quarters_.front().period));
        ZHISHI_TRY(auto reviews, of_people<QuarterReview>(context_, quarter_people(), periods()));
        for (const auto& quarter : quarters_) {
            if (quarter.period == last.period && last.is_closed) continue;
            add_reviews_left(tasks, quarter, reviews);
            for (const auto& review : reviews)
                if (review.official == me_ && review.period == quarter.period &&
                    review.state == record::ReviewState::submitted)
                    tasks.add(TaskKind::quarter_acknowledge, quarter.period, me_, "quarter_acknowledgement",
                              RemindedStep::quarter_acknowledgement);
        }
        return {};
    }

    void add_reviews_left(TaskList& tasks, const Quarter& quarter,
                          const std::vector<QuarterReview>& reviews) {
        int left = 0;
        for (const auto& person : quarter.reviewed) {
            bool is_done = std::any_of(reviews.begin(), reviews.end(), [&](const QuarterReview& review) {
                return review.official == person && review.period == quarter.period &&
                       is_settled(review.state);
            });
            left += !is_done && quarter_subject(context_, *sheet(), {person, quarter.period}).has_value();
        }
        if (left > 0)
            tasks.add(TaskKind::quarter_review, quarter.period, me_, "quarter_review",
                      RemindedStep::quarter_review, std::to_string(left));
    }

    // In December of this year, in January still of the year before.
    std::optional<base::Period> year_of_summaries() const {
        if (today_.month() != 12 && today_.month() != 1) return std::nullopt;
        if (!context_.scheme.process.step("annual_summary")) return std::nullopt;
        return base::Period::of_year(today_.month() == 12 ? today_.year() : today_.year() - 1);
    }
    std::vector<record::OfficialId> summary_people(const base::Period& year) const {
        auto people = context_.directory.period_reviewees_of(me_, year, today_);
        people.push_back(me_);
        return people;
    }

    base::Result<void> add_summaries(TaskList& tasks) {
        auto year = year_of_summaries();
        if (!year) return {};
        ZHISHI_TRY(auto summaries, of_people<AnnualSummary>(context_, summary_people(*year), {*year}));
        const AnnualSummary* mine = nullptr;
        for (const auto& summary : summaries) {
            if (summary.official == me_)
                mine = &summary;
            else if (summary.state == MonthState::submitted)
                tasks.add(TaskKind::annual_summary_review, *year, summary.official, "annual_summary_review",
                          RemindedStep::annual_summary_review);
        }
        if (!context_.directory.main_post(me_, std::min(today_, year->last()))) return {};
        if (!mine || mine->state == MonthState::draft)
            tasks.add(TaskKind::annual_summary_write, *year, me_, "annual_summary",
                      RemindedStep::annual_summary);
        else if (mine->state == MonthState::returned)
            tasks.add(TaskKind::annual_summary_returned, *year, me_, "annual_summary",
                      RemindedStep::annual_summary, mine->return_reason);
        return {};
    }

    store::Query open_evaluations() const {
        return organ_query<record::Evaluation>(context_, "state", "open");
    }
    store::Query my_notices() const {
        return organ_query<record::ResultNotice>(context_, "official", me_.value);
    }
    store::Query years_being_decided() const {
        return organ_query<record::YearAppraisal>(context_, "stage", "deciding");
    }
    store::Query objections() const {
        return organ_query<record::ResultNotice>(context_, "state", "objected");
    }
    store::Query requests_to_reopen() const {
        return organ_query<record::Reopening>(context_, "state", "requested");
    }

    base::Result<void> add_evaluation(TaskList& tasks) {
        ZHISHI_TRY(auto open, store::list<record::Evaluation>(context_.reader, open_evaluations()));
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
            tasks.add(std::move(task), RemindedStep::evaluation);
        }
        return {};
    }

    base::Result<void> add_result(TaskList& tasks) {
        ZHISHI_TRY(auto notices, store::list<record::ResultNotice>(context_.reader, my_notices()));
        for (const auto& notice : notices)
            if (notice.state == NoticeState::issued || notice.state == NoticeState::answered)
                tasks.add(TaskKind::result_acknowledge, notice.period, me_, "result_acknowledgement",
                          RemindedStep::result_acknowledgement);
        return {};
    }

    base::Result<void> add_decisions(TaskList& tasks) {
        ZHISHI_TRY(auto years, store::list<record::YearAppraisal>(context_.reader, years_being_decided()));
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
                tasks.add(TaskKind::year_decide, year.period, {}, "year_decision", std::nullopt,
                          std::to_string(all - decided));
        }
        return {};
    }

    base::Result<void> add_objections(TaskList& tasks) {
        ZHISHI_TRY(auto notices, store::list<record::ResultNotice>(context_.reader, objections()));
        for (const auto& notice : notices)
            tasks.add(TaskKind::objection_answer, notice.period, notice.official, "objection_answer",
                      std::nullopt);
        return {};
    }

    base::Result<void> add_reopenings(TaskList& tasks) {
        ZHISHI_TRY(auto waiting, store::list<record::Reopening>(context_.reader, requests_to_reopen()));
        for (const auto& reopening : waiting)
            if (may_grant(context_, reopening))
                tasks.add(TaskKind::reopening_decide, reopening.period, reopening.official,
                          "reopening_decision", std::nullopt, reopening.reason);
        return {};
    }

    const Context& context_;
    record::OfficialId me_;
    base::Date today_;
    std::vector<Quarter> quarters_; // the last one, and this one from its last month on
};

} // namespace

void expect_year_tasks(const Context& context) {
    YearTasks(context).expect();
}

base::Result<void> add_year_tasks(const Context& context, TaskList& tasks) {
    return YearTasks(context).collect(tasks);
}

} // namespace zhishi::workflow
