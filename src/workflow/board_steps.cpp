#include "workflow/board_steps.h"

#include "record/annual_summary.h"
#include "record/appraisal.h"
#include "record/evaluation.h"
#include "workflow/evaluations.h"
#include "workflow/plans.h"
#include "workflow/quarter_sheets.h"
#include "workflow/record_lists.h"

#include <algorithm>
#include <unordered_map>

namespace zhishi::workflow {

namespace {

using record::Month;
using record::MonthState;
using record::Plan;
using record::PlanState;
using record::RemindedStep;

template <class Record>
using ByOfficial = std::unordered_map<std::string, Record>;

template <class Record>
base::Result<ByOfficial<Record>> by_official(const Context& context, const base::Period& period) {
    ZHISHI_TRY(auto rows, of_period<Record>(context, period));
    ByOfficial<Record> found;
    found.reserve(rows.size());
    for (auto& row : rows) {
        std::string official = row.official.value;
        found.insert_or_assign(std::move(official), std::move(row));
    }
    return found;
}
template <class Record>
const Record* record_of(const ByOfficial<Record>& records, const record::OfficialId& official) {
    auto place = records.find(official.value);
    return place == records.end() ? nullptr : &place->second;
}

bool is_given(const Month* month) {
    return month && month->state != MonthState::draft && month->state != MonthState::returned;
}
bool is_given(const record::AnnualSummary* summary) {
    return summary && summary->state != MonthState::draft && summary->state != MonthState::returned;
}

base::Result<std::vector<PersonOnBoard>> people_of_month(const Context& context, const base::Period& period) {
    ZHISHI_TRY(auto plans, by_official<Plan>(context, period));
    ZHISHI_TRY(auto months, by_official<Month>(context, period));
    std::vector<PersonOnBoard> people;
    for (const auto& official : context.directory.parts().officials) {
        auto day = context.directory.reference_day(official.id, period, context.today());
        if (!day) continue;
        record::Reviewer reviewer = reviewer_in(context, official.id, period);
        const Plan* plan = record_of(plans, official.id);
        const Month* month = record_of(months, official.id);
        bool is_leader = reviewer.reason == record::ReviewerReason::nobody_reviews_a_leader;
        bool plan_given =
            plan && (plan->state == PlanState::submitted || plan->state == PlanState::confirmed);
        record::OfficialId nobody;
        people.push_back(
            {official.id,
             context.directory.main_post(official.id, *day)->unit,
             reviewer.reason == record::ReviewerReason::seat_is_vacant,
             {{RemindedStep::month_plan, true, plan_given, official.id},
              {RemindedStep::month_plan_confirmation, !is_leader, plan && plan->state == PlanState::confirmed,
               plan_given ? reviewer.official : nobody},
              {RemindedStep::month_summary, true, is_given(month), official.id},
              {RemindedStep::month_review, !is_leader, month && month->state == MonthState::approved,
               is_given(month) ? reviewer.official : nobody}}});
    }
    return people;
}

base::Result<std::vector<PersonOnBoard>> people_of_quarter(const Context& context,
                                                           const base::Period& period) {
    std::vector<PersonOnBoard> people;
    const scheme::Sheet* sheet = context.scheme.process.sheet(quarter_sheet);
    if (!sheet) return people;
    ZHISHI_TRY(auto reviews, by_official<record::QuarterReview>(context, period));
    for (const auto& official : context.directory.parts().officials) {
        auto subject = quarter_subject(context, *sheet, {official.id, period});
        if (!subject) continue;
        const record::QuarterReview* review = record_of(reviews, official.id);
        bool is_excused = review && review->state == record::ReviewState::excused;
        bool is_submitted = review && stands(review->state);
        // A reply is an answer too: it stands beside the scores.
        bool is_answered = is_submitted && review->state != record::ReviewState::submitted;
        people.push_back(
            {official.id,
             subject->post.unit,
             subject->reviewer.official.empty() && !is_submitted && !is_excused,
             {{RemindedStep::quarter_review, !is_excused, is_submitted, subject->reviewer.official},
              {RemindedStep::quarter_acknowledgement, !is_excused, is_answered,
               is_submitted ? official.id : record::OfficialId{}}}});
    }
    return people;
}

StepStanding standing_of(const record::ResultNotice* notice) {
    using record::NoticeState;
    StepStanding standing{RemindedStep::result_acknowledgement, notice != nullptr, false, {}};
    if (!notice) return standing;
    standing.is_done = notice->state == NoticeState::acknowledged;
    // An objection waits for the office's answer.
    if (notice->state != NoticeState::objected) standing.actor = notice->official;
    return standing;
}

base::Result<std::vector<PersonOnBoard>> people_of_year(const Context& context, const base::Period& year) {
    ZHISHI_TRY(auto summaries, by_official<record::AnnualSummary>(context, year));
    ZHISHI_TRY(auto notices, by_official<record::ResultNotice>(context, year));
    ZHISHI_TRY(auto raters, rater_states(context, year));
    bool asks_for_summary = context.scheme.process.step("annual_summary") != nullptr;
    base::Date day = std::min(context.today(), year.last());
    std::vector<PersonOnBoard> people;
    for (const auto& official : context.directory.parts().officials) {
        auto post = context.directory.counting_post(official.id, year, context.today());
        auto rater = raters.find(official.id.value);
        const record::Post* today = context.directory.main_post(official.id, context.today());
        if (!post && (rater == raters.end() || !today)) continue;
        record::Reviewer reviewer;
        if (post) reviewer = context.directory.period_reviewer_of(official.id, year, context.today());
        bool is_leader = reviewer.reason == record::ReviewerReason::nobody_reviews_a_leader;
        const auto* summary = record_of(summaries, official.id);
        // Who left before the year's end writes no summary of it.
        bool writes = asks_for_summary && post && context.directory.main_post(official.id, day);
        bool is_rater = rater != raters.end() && rater->second != record::RaterSheetState::struck;
        bool has_rated = is_rater && rater->second == record::RaterSheetState::submitted;
        people.push_back({official.id,
                          post ? post->unit : today->unit,
                          writes && !is_leader && reviewer.official.empty(),
                          {{RemindedStep::annual_summary, writes, is_given(summary), official.id},
                           {RemindedStep::annual_summary_review, writes && !is_leader,
                            summary && summary->state == MonthState::approved,
                            is_given(summary) ? reviewer.official : record::OfficialId{}},
                           {RemindedStep::evaluation, is_rater, has_rated, official.id},
                           standing_of(record_of(notices, official.id))}});
    }
    return people;
}

} // namespace

base::Result<std::vector<PersonOnBoard>> people_on_board(const Context& context, const base::Period& period) {
    switch (period.kind()) {
    case base::Period::Kind::quarter: return people_of_quarter(context, period);
    case base::Period::Kind::year: return people_of_year(context, period);
    default: return people_of_month(context, period);
    }
}

} // namespace zhishi::workflow
