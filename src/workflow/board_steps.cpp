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

base::Result<PeopleOnBoard> worked_out(const Context& context, const base::Period& period) {
    switch (period.kind()) {
    case base::Period::Kind::quarter: return people_of_quarter(context, period);
    case base::Period::Kind::year: return people_of_year(context, period);
    default: return people_of_month(context, period);
    }
}

// What any board rests on: the directory, and the records of its steps.
const std::vector<const store::Table*>& tables_of_boards() {
    static const std::vector<const store::Table*> tables = [] {
        std::vector<const store::Table*> found{&store::Mapping<Plan>::table(),
                                               &store::Mapping<Month>::table(),
                                               &store::Mapping<record::QuarterReview>::table(),
                                               &store::Mapping<record::AnnualSummary>::table(),
                                               &store::Mapping<record::ResultNotice>::table(),
                                               &store::Mapping<record::Evaluation>::table(),
                                               &store::Mapping<record::RaterSheet>::table()};
        for (const store::Table* table : store::all_tables())
            if (table->is_structure) found.push_back(table);
        return found;
    }();
    return tables;
}

} // namespace

base::Result<std::shared_ptr<const PeopleOnBoard>> people_on_board(const Context& context,
                                                                   const base::Period& period) {
    std::string key = context.organ().value + " " + period.str() + " " + context.today().str();
    std::int64_t generation = context.boards ? context.reader.generation(tables_of_boards()) : -1;
    if (context.boards)
        if (auto kept = context.boards->find(key, generation)) return kept;
    ZHISHI_TRY(auto people, worked_out(context, period));
    std::shared_ptr<const PeopleOnBoard> shared = std::make_shared<const PeopleOnBoard>(std::move(people));
    if (context.boards) context.boards->keep(key, generation, shared);
    return shared;
}

std::shared_ptr<const PeopleOnBoard> BoardCache::find(const std::string& key, std::int64_t generation) {
    std::lock_guard lock(mutex_);
    auto kept = kept_.find(key);
    bool is_fresh = kept != kept_.end() && generation >= 0 && kept->second.generation == generation;
    return is_fresh ? kept->second.people : nullptr;
}

void BoardCache::keep(const std::string& key, std::int64_t generation,
                      std::shared_ptr<const PeopleOnBoard> people) {
    constexpr size_t kept_max = 6; // a month, a quarter and a year, and those before them
    if (generation < 0) return;
    std::lock_guard lock(mutex_);
    if (kept_.size() >= kept_max && !kept_.contains(key)) kept_.clear();
    kept_[key] = {generation, std::move(people)};
}

} // namespace zhishi::workflow
