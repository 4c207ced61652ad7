#include "workflow/quarters.h"

#include "workflow/periods.h"
#include "workflow/quarter_sheets.h"
#include "workflow/rating_sheets.h"
#include "workflow/record_lists.h"
#include "workflow/refusals.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using record::QuarterReview;
using record::ReviewAct;
using record::ReviewState;

const base::Text only_reviewer{"季评鉴由本季度的审核人办理。",
                               "only whoever reviews the person in this quarter can."};
const base::Text only_subject{"只能由被评鉴的同志本人办理。", "only the person reviewed can."};
const base::Text only_office{"只能由考核办办理。", "only the appraisal office can."};

base::Error state_refusal(ReviewState state) {
    switch (state) {
    case ReviewState::submitted:
        return wrong_state("review_is_submitted",
                           {"季评鉴已经提交，不能再改；确有错误的，请考核办申请重新开放。",
                            "The review is submitted and stands; if it is wrong, the office asks for its "
                            "reopening."});
    case ReviewState::acknowledged:
        return wrong_state("review_is_acknowledged",
                           {"本人已经确认季评鉴，不能再改；确有错误的，请考核办申请重新开放。",
                            "The person has acknowledged the review; if it is wrong, the office asks for its "
                            "reopening."});
    case ReviewState::replied:
        return wrong_state("review_is_replied",
                           {"本人已经对季评鉴提出意见，评分不能再改；需要更正的，请考核办申请重新开放。",
                            "The person has replied to the review; to correct it, the office asks for its "
                            "reopening."});
    case ReviewState::excused:
        return wrong_state("review_is_excused",
                           {"考核办已注明该同志本季度不参加评鉴；情况有变的，请考核办申请重新开放。",
                            "The office has excused the person from this quarter; if that has changed, it "
                            "asks for a reopening."});
    case ReviewState::draft:
    case ReviewState::reopened: break;
    }
    return wrong_state("review_is_not_submitted",
                       {"季评鉴还没有提交，请等审核人提交后再办理。",
                        "The review is not submitted yet: wait for the reviewer."});
}

base::Result<void> step(QuarterReview& review, ReviewAct act) {
    auto next = record::next_state(record::review_steps, review.state, act);
    if (!next) return state_refusal(review.state);
    review.state = *next;
    return {};
}

base::Result<void> must_have_come(const Context& context, const base::Period& period, base::Date from) {
    if (from <= context.today()) return {};
    return wrong_state("quarter_has_not_come",
                       {period_in_words(period) + "的评鉴" + from.str() + "起才能办理。",
                        "The review of " + period.str() + " can be done from " + from.str() + " on."});
}

struct Opened {
    const scheme::Sheet* sheet = nullptr;
    QuarterReview review;
    store::Change change;
};
base::Result<Opened> open_quarter(const Context& context, Act act, const QuarterKey& key, long if_match,
                                  base::Text who, std::string reason = {}) {
    ZHISHI_TRY_VOID(must_be_quarter(key.period));
    ZHISHI_TRY([[maybe_unused]] policy::Scope scope,
               may_for_period(context, act, Act::quarter_read, key.official, key.period, std::move(who)));
    ZHISHI_TRY(const scheme::Sheet* sheet, sheet_of(context, quarter_sheet));
    ZHISHI_TRY(QuarterReview review, quarter_of(context, key));
    ZHISHI_TRY_VOID(must_match(if_match, review.version));
    Opened opened{sheet, std::move(review), begin_change(context, act, std::move(reason))};
    ZHISHI_TRY_VOID(rely_on_open(context, key.period, opened.change));
    return opened;
}

base::Result<QuarterSubject> must_be_reviewed(const Context& context, const scheme::Sheet& sheet,
                                              const QuarterKey& key) {
    if (auto subject = quarter_subject(context, sheet, key)) return std::move(*subject);
    return wrong_state("review_does_not_apply",
                       {"该同志本季度不在季评鉴范围内：没有任职，或者任局领导职务。",
                        "The person is not reviewed in this quarter: he holds no post, or a leader's."});
}

base::Result<void> must_have_text(const std::string& text, const char* pointer, base::Text message) {
    if (!text.empty()) return {};
    return base::bad_input("text_missing", std::move(message), pointer);
}

Prepared<QuarterReview> finish(Opened opened) {
    opened.change.put(opened.review);
    return {std::move(opened.review), std::move(opened.change)};
}

} // namespace

base::Result<QuarterReview> quarter_of(const Context& context, const QuarterKey& key) {
    ZHISHI_TRY(auto found,
               store::find<QuarterReview>(context.reader,
                                          {context.organ().value, key.official.value, key.period.str()}));
    if (found) return std::move(*found);
    QuarterReview empty;
    empty.organ = context.organ();
    empty.official = key.official;
    empty.period = key.period;
    return empty;
}

base::Result<Prepared<QuarterReview>> save_quarter(const Context& context, const QuarterKey& key,
                                                   QuarterInput input, long if_match) {
    ZHISHI_TRY(Opened opened, open_quarter(context, Act::quarter_save, key, if_match, only_reviewer));
    ZHISHI_TRY_VOID(must_have_come(context, key.period, quarter_opens_on(key.period)));
    ZHISHI_TRY(QuarterSubject subject, must_be_reviewed(context, *opened.sheet, key));
    ZHISHI_TRY_VOID(step(opened.review, ReviewAct::save));
    FaultList found;
    check_scores(*opened.sheet, *subject.items, input.scores, Wholeness::draft, "", found);
    ZHISHI_TRY_VOID(found.result());
    opened.review.subject_class = subject.subject_class;
    opened.review.scores = std::move(input.scores);
    opened.review.comment = std::move(input.comment);
    return finish(std::move(opened));
}

base::Result<void> mark_submitted(const Context& context, const QuarterSubject& subject,
                                  QuarterReview& review) {
    // What was reopened was submitted once: putting it right later does not make it late.
    bool is_first = review.reopenings == 0;
    ZHISHI_TRY_VOID(step(review, ReviewAct::submit));
    if (is_first) {
        ZHISHI_TRY(review.submitted_late, is_late(context, "quarter_review", review.period));
    }
    review.subject_class = subject.subject_class;
    review.submitted_at = context.now;
    review.reviewed_by = context.actor.official;
    review.reviewed_for = subject.reviewer.acting_for;
    return {};
}

base::Result<Prepared<QuarterReview>> submit_quarter(const Context& context, const QuarterKey& key,
                                                     long if_match) {
    ZHISHI_TRY(Opened opened, open_quarter(context, Act::quarter_submit, key, if_match, only_reviewer));
    ZHISHI_TRY_VOID(must_have_come(context, key.period, quarter_opens_on(key.period)));
    ZHISHI_TRY(QuarterSubject subject, must_be_reviewed(context, *opened.sheet, key));
    // The state first: of what is submitted already nobody wants to hear which scores it lacks.
    QuarterReview after = opened.review;
    ZHISHI_TRY_VOID(mark_submitted(context, subject, after));
    ZHISHI_TRY_VOID(must_be_whole(*opened.sheet, subject, opened.review));
    opened.review = std::move(after);
    return finish(std::move(opened));
}

base::Result<Prepared<QuarterSubmission>> submit_quarters(const Context& context,
                                                          const base::Period& period) {
    if (!policy::allows(context.actor, Act::quarter_reviews_read, policy::Scope::self)) return not_found();
    ZHISHI_TRY_VOID(must_be_quarter(period));
    ZHISHI_TRY(const scheme::Sheet* sheet, sheet_of(context, quarter_sheet));
    ZHISHI_TRY_VOID(must_have_come(context, period, quarter_opens_on(period)));
    auto people = context.directory.period_reviewees_of(context.actor.official, period, context.today());
    ZHISHI_TRY(auto reviews, of_people<QuarterReview>(context, people, {period}));
    Prepared<QuarterSubmission> prepared{{}, begin_change(context, Act::quarter_submit)};
    ZHISHI_TRY_VOID(rely_on_open(context, period, prepared.change));
    for (const auto& official : people) {
        auto subject = quarter_subject(context, *sheet, {official, period});
        if (!subject) continue;
        QuarterReview review;
        review.organ = context.organ();
        review.official = official;
        review.period = period;
        for (auto& found : reviews)
            if (found.official == official) review = std::move(found);
        if (is_settled(review.state)) continue;
        if (auto whole = must_be_whole(*sheet, *subject, review); !whole) {
            prepared.after.left.emplace_back(official, whole.error());
            continue;
        }
        ZHISHI_TRY_VOID(mark_submitted(context, *subject, review));
        prepared.change.put(review);
        prepared.after.submitted.push_back(official);
    }
    if (!prepared.after.submitted.empty()) return prepared;
    std::vector<record::OfficialId> left;
    for (const auto& [official, error] : prepared.after.left)
        left.push_back(official);
    if (!left.empty())
        return refusal_with_people(context, "quarter_is_not_whole",
                                   {"没有可以提交的季评鉴：评分或理由还不完整。",
                                    "No sheet is whole yet: scores or reasons are missing."},
                                   left);
    return wrong_state("nothing_to_submit", {"本季度没有待提交的季评鉴。",
                                             "No sheet of yours waits for submission in this quarter."});
}

base::Result<Prepared<QuarterReview>> acknowledge_quarter(const Context& context, const QuarterKey& key,
                                                          long if_match) {
    ZHISHI_TRY(Opened opened, open_quarter(context, Act::quarter_acknowledge, key, if_match, only_subject));
    ZHISHI_TRY_VOID(step(opened.review, ReviewAct::acknowledge));
    opened.review.acknowledged_at = context.now;
    return finish(std::move(opened));
}

base::Result<Prepared<QuarterReview>> reply_to_quarter(const Context& context, const QuarterKey& key,
                                                       std::string reply, long if_match) {
    ZHISHI_TRY(Opened opened, open_quarter(context, Act::quarter_reply, key, if_match, only_subject));
    ZHISHI_TRY_VOID(must_have_text(reply, "/text", {"请填写您的意见。", "Write what you think of it."}));
    ZHISHI_TRY_VOID(step(opened.review, ReviewAct::reply));
    opened.review.reply = std::move(reply);
    opened.review.replied_at = context.now;
    return finish(std::move(opened));
}

base::Result<Prepared<QuarterReview>> excuse_quarter(const Context& context, const QuarterKey& key,
                                                     std::string reason, long if_match) {
    ZHISHI_TRY(Opened opened, open_quarter(context, Act::quarter_excuse, key, if_match, only_office, reason));
    ZHISHI_TRY_VOID(must_have_come(context, key.period, key.period.first()));
    ZHISHI_TRY([[maybe_unused]] QuarterSubject subject, must_be_reviewed(context, *opened.sheet, key));
    ZHISHI_TRY_VOID(must_have_text(
        reason, "/reason", {"请注明本季度不评鉴的原因。", "Say why he is not reviewed in this quarter."}));
    ZHISHI_TRY_VOID(step(opened.review, ReviewAct::excuse));
    opened.review.excuse = std::move(reason);
    return finish(std::move(opened));
}

} // namespace zhishi::workflow
