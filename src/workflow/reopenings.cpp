#include "workflow/reopenings.h"

#include "record/appraisal.h"
#include "record/evaluation.h"
#include "workflow/evaluations.h"
#include "workflow/periods.h"
#include "workflow/quarters.h"
#include "workflow/record_lists.h"
#include "workflow/refusals.h"
#include "workflow/year.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::Reopening;
using record::ReopeningState;
using record::YearStage;
using Kind = base::Period::Kind;

const base::Text only_office{"重新开放由考核办提出申请。", "the appraisal office asks for a reopening."};
const base::Text only_deciders{"重新开放由考核办或考核委员会的另一人决定。",
                               "another person of the office or the committee decides it."};

base::Error nothing_to_reopen(base::Text why) {
    return wrong_state("nothing_to_reopen", std::move(why));
}

// Each of these puts into the change what the reopening does, or says that there is nothing to reopen. Asking
// and granting both go through them, so that nobody asks for what cannot be granted.
base::Result<void> reopen_sheet(const Context& context, const Reopening& reopening, store::Change& change) {
    ZHISHI_TRY(record::QuarterReview review, quarter_of(context, {reopening.official, reopening.period}));
    ZHISHI_TRY_VOID(rely_on_open(context, reopening.period, change));
    auto next = record::next_state(record::review_steps, review.state, record::ReviewAct::reopen);
    if (review.version == 0 || !next)
        return nothing_to_reopen({"这份季评鉴还没有提交，审核人可以直接修改，无须重新开放。",
                                  "This review is not submitted: its reviewer can still change it."});
    // What was there stays in the record's versions.
    review.state = *next;
    review.reopenings += 1;
    review.submitted_at.reset();
    review.reply.clear();
    review.replied_at.reset();
    review.acknowledged_at.reset();
    review.excuse.clear();
    change.put(review);
    return {};
}

base::Result<void> reopen_period(const Context& context, const base::Period& period, store::Change& change) {
    ZHISHI_TRY(record::PeriodState state, period_state(context, period));
    if (!state.is_closed)
        return nothing_to_reopen(
            {period_in_words(period) + "没有关闭，无须重新开放。", period.str() + " is not closed."});
    state = reopened(std::move(state));
    change.put(state);
    return {};
}

base::Result<void> reopen_evaluation(const Context& context, const base::Period& year,
                                     store::Change& change) {
    ZHISHI_TRY(auto evaluation,
               store::find<record::Evaluation>(context.reader,
                                               {context.organ().value, year.str(), std::string(year_sheet)}));
    base::check(evaluation.has_value(), "a year that was evaluated has its evaluation");
    evaluation->state = record::EvaluationState::open;
    evaluation->closed_by = {};
    evaluation->closed_at.reset();
    change.put(*evaluation);
    return {};
}

base::Result<void> reopen_year(const Context& context, const base::Period& period, store::Change& change) {
    ZHISHI_TRY(record::YearAppraisal year, year_of(context, period));
    auto next = record::next_state(record::year_steps, year.stage, record::YearAct::reopen);
    if (!next)
        return nothing_to_reopen({period_in_words(period) + "的考核还没有可以退回的环节。",
                                  "The appraisal of " + period.str() + " has no stage to go back to."});
    year.stage = *next;
    if (year.stage == YearStage::evaluating) {
        // The proposal rested on an evaluation that goes on: nothing is proposed any more. The run itself is
        // kept.
        year.run = {};
        ZHISHI_TRY_VOID(reopen_evaluation(context, period, change));
    }
    if (year.stage == YearStage::deciding) year.published_at.reset();
    if (year.stage == YearStage::published) year.closed_at.reset();
    change.put(year);
    return {};
}

base::Result<void> apply(const Context& context, const Reopening& reopening, store::Change& change) {
    if (!reopening.official.empty()) return reopen_sheet(context, reopening, change);
    if (reopening.period.kind() == Kind::year) return reopen_year(context, reopening.period, change);
    return reopen_period(context, reopening.period, change);
}

// The same person, though he may have two accounts.
bool is_by_actor(const Context& context, const record::AccountId& account) {
    if (account == context.actor.account) return true;
    const record::Account* other = context.directory.account(account);
    return other && !other->official.empty() && other->official == context.actor.official;
}

struct Opened {
    Reopening reopening;
    store::Change change;
};
base::Result<Opened> open_decision(const Context& context, const record::ReopeningId& id, long if_match,
                                   std::string reason) {
    ZHISHI_TRY_VOID(may_for_organ(context, Act::reopening_decide, Act::reopening_read, only_deciders));
    ZHISHI_TRY(auto found, store::find<Reopening>(context.reader, {context.organ().value, id.value}));
    if (!found) return not_found();
    ZHISHI_TRY_VOID(must_match(if_match, found->version));
    if (found->state != ReopeningState::requested)
        return wrong_state("reopening_is_decided",
                           {"这一申请已经办结。", "This request has been decided already."});
    if (found->official == context.actor.official && !found->official.empty())
        return not_allowed({"涉及本人的季评鉴，由他人决定是否重新开放。",
                            "it concerns your own review: somebody else decides."});
    found->decided_by = context.actor.account;
    found->decided_at = context.now;
    return Opened{std::move(*found), begin_change(context, Act::reopening_decide, std::move(reason))};
}

Prepared<Reopening> finish(Opened opened) {
    opened.change.object_type = "reopening";
    opened.change.object_id = opened.reopening.id.value;
    opened.change.put(opened.reopening);
    return {std::move(opened.reopening), std::move(opened.change)};
}

bool may_decide(const Context& context, const Reopening& reopening) {
    bool is_own = !reopening.official.empty() && reopening.official == context.actor.official;
    return reopening.state == ReopeningState::requested && !is_own &&
           policy::allows(context.actor, Act::reopening_decide, Scope::organ);
}

std::vector<std::string> allowed_acts(const Context& context, const Reopening& reopening) {
    if (may_grant(context, reopening)) return {"grant", "decline"};
    // Who asked may think better of it, but cannot grant.
    if (may_decide(context, reopening)) return {"decline"};
    return {};
}

} // namespace

bool may_grant(const Context& context, const Reopening& reopening) {
    return may_decide(context, reopening) && !is_by_actor(context, reopening.requested_by);
}

base::Result<std::vector<ReopeningView>> list_reopenings(const Context& context,
                                                         const std::optional<base::Period>& period) {
    if (!policy::allows(context.actor, Act::reopening_read, Scope::organ)) return not_found();
    if (period) ZHISHI_TRY_VOID(must_be_month_quarter_or_year(*period));
    ZHISHI_TRY(auto reopenings,
               period ? of_period<Reopening>(context, *period) : of_organ<Reopening>(context));
    std::stable_sort(reopenings.begin(), reopenings.end(),
                     [](const Reopening& a, const Reopening& b) { return a.requested_at > b.requested_at; });
    std::vector<ReopeningView> views;
    for (auto& reopening : reopenings) {
        auto allowed = allowed_acts(context, reopening);
        views.push_back({std::move(reopening), std::move(allowed)});
    }
    return views;
}

base::Result<Prepared<Reopening>> request_reopening(const Context& context, const base::Period& period,
                                                    const record::OfficialId& official, std::string reason) {
    ZHISHI_TRY_VOID(may_for_organ(context, Act::reopening_request, Act::reopening_read, only_office));
    ZHISHI_TRY_VOID(must_be_month_quarter_or_year(period));
    if (!official.empty()) {
        ZHISHI_TRY_VOID(must_be_quarter(period)); // only a quarter has a sheet a person
        if (!context.directory.official(official)) return not_found();
    }
    if (reason.empty())
        return base::bad_input("text_missing", {"请说明重新开放的原因。", "Say why it should be reopened."},
                               "/reason");
    Reopening reopening;
    reopening.organ = context.organ();
    reopening.id.value = base::new_id(context.now, context.random);
    reopening.period = period;
    reopening.official = official;
    reopening.reason = reason;
    reopening.requested_by = context.actor.account;
    reopening.requested_at = context.now;
    store::Change trial;
    ZHISHI_TRY_VOID(apply(context, reopening, trial));
    ZHISHI_TRY(auto before, of_period<Reopening>(context, period));
    for (const auto& other : before)
        if (other.official == official && other.state == ReopeningState::requested)
            return wrong_state("reopening_is_pending",
                               {"已有同样的申请在等待决定。", "The same has been asked for and waits."});
    store::Change change = begin_change(context, Act::reopening_request, std::move(reason));
    change.put(reopening);
    return Prepared<Reopening>{std::move(reopening), std::move(change)};
}

base::Result<Prepared<Reopening>> grant_reopening(const Context& context, const record::ReopeningId& id,
                                                  long if_match) {
    ZHISHI_TRY(Opened opened, open_decision(context, id, if_match, {}));
    if (is_by_actor(context, opened.reopening.requested_by))
        return wrong_state(
            "reopening_same_person",
            {"重新开放须两人办理：提出申请的人不能自己批准，请考核办或考核委员会的其他人决定。",
             "Two people reopen: who asked cannot grant it; another person of the office or the "
             "committee decides."});
    opened.reopening.state = ReopeningState::granted;
    opened.change.reason = opened.reopening.reason;
    ZHISHI_TRY_VOID(apply(context, opened.reopening, opened.change));
    return finish(std::move(opened));
}

base::Result<Prepared<Reopening>> decline_reopening(const Context& context, const record::ReopeningId& id,
                                                    std::string reason, long if_match) {
    ZHISHI_TRY(Opened opened, open_decision(context, id, if_match, reason));
    if (reason.empty())
        return base::bad_input("text_missing", {"请说明不予重新开放的原因。", "Say why it is declined."},
                               "/reason");
    opened.reopening.state = ReopeningState::declined;
    opened.reopening.decision_reason = std::move(reason);
    return finish(std::move(opened));
}

} // namespace zhishi::workflow
