#include "workflow/quarter_sheets.h"

#include "workflow/periods.h"
#include "workflow/rating_sheets.h"
#include "workflow/record_lists.h"
#include "workflow/refusals.h"

#include <algorithm>
#include <unordered_map>

namespace zhishi::workflow {

using policy::Act;
using record::QuarterReview;
using record::ReviewAct;
using record::ReviewState;

std::optional<QuarterSubject> quarter_subject(const Context& context, const scheme::Sheet& sheet,
                                              const QuarterKey& key) {
    auto post = context.directory.counting_post(key.official, key.period, context.today());
    if (!post) return std::nullopt;
    QuarterSubject subject;
    subject.official = key.official;
    subject.post = *post;
    subject.subject_class = class_of(post->kind);
    subject.items = items_of(sheet, subject.subject_class);
    if (!subject.items) return std::nullopt;
    subject.reviewer = context.directory.period_reviewer_of(key.official, key.period, context.today());
    return subject;
}

bool stands(ReviewState state) {
    return state == ReviewState::submitted || state == ReviewState::acknowledged ||
           state == ReviewState::replied;
}

bool is_settled(ReviewState state) {
    return stands(state) || state == ReviewState::excused;
}

base::Date quarter_opens_on(const base::Period& quarter) {
    return base::Period::month_of(quarter.last()).first();
}

std::optional<base::Number> quarter_score(const std::vector<record::ItemScore>& scores,
                                          const std::vector<scheme::SheetItem>& items) {
    if (items.empty()) return std::nullopt;
    base::Number sum;
    for (const scheme::SheetItem& item : items) {
        auto given = std::find_if(scores.begin(), scores.end(),
                                  [&](const record::ItemScore& score) { return score.item == item.id; });
        if (given == scores.end() || !given->score) return std::nullopt;
        sum += *given->score;
    }
    return (sum / base::Number(static_cast<std::int64_t>(items.size()))).rounded(2);
}

std::optional<base::Number> standing_score(const QuarterReview& review, const scheme::Sheet& sheet) {
    const auto* items = items_of(sheet, review.subject_class);
    if (!items || !stands(review.state)) return std::nullopt;
    return quarter_score(review.scores, *items);
}

std::vector<base::Period> quarters_before(const base::Period& quarter) {
    std::vector<base::Period> earlier{quarter.previous()};
    while (earlier.size() < 4)
        earlier.push_back(earlier.back().previous());
    return earlier;
}

std::vector<std::pair<base::Period, std::optional<base::Number>>>
earlier_scores(const QuarterKey& key, const std::vector<QuarterReview>& reviews, const scheme::Sheet& sheet) {
    std::vector<std::pair<base::Period, std::optional<base::Number>>> earlier;
    for (const base::Period& period : quarters_before(key.period)) {
        earlier.emplace_back(period, std::nullopt);
        for (const QuarterReview& review : reviews)
            if (review.official == key.official && review.period == period)
                earlier.back().second = standing_score(review, sheet);
    }
    return earlier;
}

std::vector<std::string> allowed_quarter_acts(const Context& context, const QuarterReview& review,
                                              policy::Scope scope, bool is_closed) {
    std::vector<std::string> allowed;
    if (is_closed) return allowed;
    auto may_do = [&](Act act) { return policy::allows(context.actor, act, scope); };
    auto leads_on = [&](ReviewAct act) {
        return record::next_state(record::review_steps, review.state, act).has_value();
    };
    bool has_come = quarter_opens_on(review.period) <= context.today();
    bool has_begun = review.period.first() <= context.today();
    auto offer = [&](const char* word, Act act, ReviewAct step, bool is_time) {
        if (is_time && may_do(act) && leads_on(step)) allowed.emplace_back(word);
    };
    offer("save", Act::quarter_save, ReviewAct::save, has_come);
    offer("submit", Act::quarter_submit, ReviewAct::submit, has_come);
    offer("acknowledge", Act::quarter_acknowledge, ReviewAct::acknowledge, true);
    offer("reply", Act::quarter_reply, ReviewAct::reply, true);
    offer("excuse", Act::quarter_excuse, ReviewAct::excuse, has_begun);
    offer("request_reopening", Act::reopening_request, ReviewAct::reopen, true);
    return allowed;
}

base::Result<void> must_be_whole(const scheme::Sheet& sheet, const QuarterSubject& subject,
                                 const QuarterReview& review) {
    if (review.version > 0 && !review.scores.empty() && review.subject_class != subject.subject_class)
        return wrong_state("subject_class_changed",
                           {"该同志本季度的考核类别已经变化，原来的考核要素不再适用，请按新的要素重新打分。",
                            "The person counts in another class by now, so other items apply: score anew."});
    FaultList found;
    check_scores(sheet, *subject.items, review.scores, Wholeness::whole, "", found);
    return found.result();
}

base::Result<void> rely_on_whole_quarter(const Context& context, const base::Period& period,
                                         store::Change& change) {
    const scheme::Sheet* sheet = context.scheme.process.sheet(quarter_sheet);
    if (!sheet) return {};
    ZHISHI_TRY(auto reviews, of_period<QuarterReview>(context, period));
    std::unordered_map<std::string, const QuarterReview*> by_official;
    for (const auto& review : reviews)
        by_official.emplace(review.official.value, &review);
    std::vector<record::OfficialId> left;
    for (const auto& official : context.directory.parts().officials) {
        if (!quarter_subject(context, *sheet, {official.id, period})) continue;
        auto place = by_official.find(official.id.value);
        if (place != by_official.end() && is_settled(place->second->state))
            change.rely_on(*place->second);
        else
            left.push_back(official.id);
    }
    if (left.empty()) return {};
    return refusal_with_people(context, "quarter_is_not_whole",
                               {period_in_words(period) +
                                    "还有季评鉴没有提交，也没有说明不评鉴的原因，暂不能关闭。请提醒审核人，"
                                    "或者对不参加评鉴的同志注明原因。",
                                "Some sheets of " + period.str() +
                                    " are neither submitted nor excused. Remind the reviewers, or say why "
                                    "somebody is not reviewed."},
                               left);
}

} // namespace zhishi::workflow
