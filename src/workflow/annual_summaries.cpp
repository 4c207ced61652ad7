#include "workflow/annual_summaries.h"

#include "workflow/periods.h"
#include "workflow/plans.h"
#include "workflow/refusals.h"
#include "workflow/work_of_person.h"
#include "workflow/year.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::AnnualSummary;
using record::MonthAct;
using record::MonthState;

const base::Text only_owner{"年度总结只能由本人办理。", "only the person himself handles his summary."};
const base::Text only_reviewer{"只能由本年度的审核人办理。", "only whoever reviews him for the year can."};

base::Error state_refusal(MonthState state) {
    switch (state) {
    case MonthState::submitted:
        return wrong_state("summary_is_submitted",
                           {"年度总结已提交审核，请先撤回再修改。",
                            "The annual summary is with the reviewer: withdraw it before changing it."});
    case MonthState::approved:
        return wrong_state("summary_is_approved", {"年度总结已经审核通过，不能再改。",
                                                   "The annual summary is approved and stands."});
    case MonthState::kept:
        return wrong_state("summary_is_kept",
                           {"年度总结已提交留存；需要修改的，请先撤回。",
                            "The annual summary has been submitted and is kept; withdraw it to change it."});
    case MonthState::draft:
    case MonthState::returned: break;
    }
    return wrong_state("summary_is_not_submitted",
                       {"年度总结还没有提交，请等本人提交后再办理。",
                        "The annual summary is not submitted yet: wait for the person."});
}

base::Result<void> step(AnnualSummary& summary, MonthAct act) {
    auto next = record::next_state(record::month_steps, summary.state, act);
    if (!next) return state_refusal(summary.state);
    summary.state = *next;
    return {};
}

struct Opened {
    AnnualSummary summary;
    store::Change change;
};
base::Result<Opened> open_summary(const Context& context, Act act, const SummaryKey& key, long if_match,
                                  base::Text who, std::string reason = {}) {
    ZHISHI_TRY_VOID(must_be_year(key.period));
    ZHISHI_TRY([[maybe_unused]] Scope scope, may_for_period(context, act, Act::annual_summary_read,
                                                            key.official, key.period, std::move(who)));
    ZHISHI_TRY(AnnualSummary summary, summary_of(context, key));
    ZHISHI_TRY_VOID(must_match(if_match, summary.version));
    Opened opened{std::move(summary), begin_change(context, act, std::move(reason))};
    ZHISHI_TRY_VOID(rely_on_open(context, key.period, opened.change));
    return opened;
}

Prepared<AnnualSummary> finish(Opened opened) {
    opened.change.put(opened.summary);
    return {std::move(opened.summary), std::move(opened.change)};
}

base::Result<void> must_have_begun(const Context& context, const base::Period& period) {
    if (period.first() <= context.today()) return {};
    return wrong_state("year_has_not_begun",
                       {period_in_words(period) + "还没有开始。", period.str() + " has not begun."});
}

std::string pointer(size_t item, std::string_view field) {
    return "/items/" + std::to_string(item) + "/" + std::string(field);
}

bool answers(const std::vector<record::MonthItem>& items, const record::PlanItemId& id) {
    return std::any_of(items.begin(), items.end(), [&](const auto& item) { return item.plan_item == id; });
}

// An item may name what stands in the annual plan, or in the summary as it was.
base::Result<void> check_items(const record::Plan& annual, const AnnualSummary& before,
                               const std::vector<record::MonthItem>& items) {
    FaultList wrong;
    for (size_t i = 0; i < items.size(); ++i) {
        const auto& id = items[i].plan_item;
        if (!items[i].entries.empty())
            wrong.add("entry_unknown",
                      {"年度总结不引用单条日志。", "The annual summary names no single log entries."},
                      pointer(i, "entries"));
        if (id.empty()) continue;
        bool is_known =
            answers(before.items, id) || std::any_of(annual.items.begin(), annual.items.end(),
                                                     [&](const auto& goal) { return goal.id == id; });
        if (!is_known)
            wrong.add("plan_item_unknown",
                      {"这一项不在您的年度计划中，请刷新后再保存。",
                       "This item is not in your annual plan: load the page again."},
                      pointer(i, "plan_item"));
        if (answers({items.begin(), items.begin() + static_cast<long>(i)}, id))
            wrong.add("plan_item_twice", {"同一计划项出现了两次。", "The same plan item is given twice."},
                      pointer(i, "plan_item"));
    }
    return wrong.result();
}

// RZ-10: every target of the year is answered, as in a month.
base::Result<void> check_answers(const record::Plan& annual, const AnnualSummary& summary) {
    FaultList wrong;
    if (summary.items.empty())
        wrong.add("summary_is_empty", {"年度总结还没有内容。", "The annual summary is empty."}, "/items");
    for (size_t i = 0; i < summary.items.size(); ++i)
        if (summary.items[i].execution.empty())
            wrong.add("execution_required",
                      summary.items[i].state == record::WorkState::not_started
                          ? base::Text{"未开展的也请简要说明原因。", "Say shortly why it was not begun."}
                          : base::Text{"请填写执行情况。", "Say what was done."},
                      pointer(i, "execution"));
    for (const auto& goal : annual.items)
        if (!answers(summary.items, goal.id))
            wrong.add("plan_item_unanswered",
                      {"年度计划项“" + goal.goal + "”还没有总结，请补上。",
                       "The annual item '" + goal.goal + "' is not answered yet."},
                      "/items");
    return wrong.result();
}

std::vector<std::string> grades_of(const Context& context) {
    std::vector<std::string> grades;
    if (context.scheme.scheme)
        for (const auto& word : context.scheme.scheme->grades)
            grades.push_back(word.word);
    return grades;
}

base::Result<void> check_review(const Context& context, const record::AnnualReview& review, bool is_whole) {
    FaultList wrong;
    if (is_whole && review.comment.empty())
        wrong.add("review_incomplete", {"请写评语。", "Write a comment."}, "/comment");
    auto grades = grades_of(context);
    if (!review.suggested_grade.empty() &&
        std::find(grades.begin(), grades.end(), review.suggested_grade) == grades.end())
        wrong.add("grade_unknown",
                  {"考核方案没有“" + review.suggested_grade + "”这一等次，请重新选择。",
                   "The scheme has no grade '" + review.suggested_grade + "': choose again."},
                  "/suggested_grade");
    return wrong.result();
}

std::vector<std::string> allowed_acts(const Context& context, const AnnualSummary& summary, Scope scope,
                                      bool is_closed) {
    std::vector<std::string> allowed;
    if (is_closed) return allowed;
    bool owns = policy::allows(context.actor, Act::annual_summary_save, scope);
    bool reviews = policy::allows(context.actor, Act::annual_summary_approve, scope);
    bool is_open = summary.state == MonthState::draft || summary.state == MonthState::returned;
    bool has_begun = summary.period.first() <= context.today();
    if (owns && is_open && has_begun) allowed.insert(allowed.end(), {"save", "submit"});
    if (owns && (summary.state == MonthState::submitted || summary.state == MonthState::kept))
        allowed.emplace_back("withdraw");
    if (reviews && summary.state == MonthState::submitted)
        allowed.insert(allowed.end(), {"review", "approve", "return"});
    return allowed;
}

std::vector<base::Period> months_of(const base::Period& year) {
    std::vector<base::Period> months;
    for (int month = 1; month <= 12; ++month)
        months.push_back(base::Period::of_month(year.year(), month));
    return months;
}

record::Reviewer reviewer_of(const Context& context, const SummaryKey& key) {
    return context.directory.period_reviewer_of(key.official, key.period, context.today());
}

} // namespace

base::Result<AnnualSummary> summary_of(const Context& context, const SummaryKey& key) {
    ZHISHI_TRY(auto found,
               store::find<AnnualSummary>(context.reader,
                                          {context.organ().value, key.official.value, key.period.str()}));
    if (found) return std::move(*found);
    AnnualSummary empty;
    empty.organ = context.organ();
    empty.official = key.official;
    empty.period = key.period;
    return empty;
}

base::Result<SummaryView> read_summary(const Context& context, const SummaryKey& key) {
    ZHISHI_TRY_VOID(must_be_year(key.period));
    ZHISHI_TRY([[maybe_unused]] Scope scope,
               may_for_period(context, Act::annual_summary_read, Act::annual_summary_read, key.official,
                              key.period, only_owner));
    ZHISHI_TRY(AnnualSummary summary, summary_of(context, key));
    return view_of(context, std::move(summary));
}

base::Result<SummaryView> view_of(const Context& context, AnnualSummary summary) {
    SummaryView view;
    SummaryKey key{summary.official, summary.period};
    auto scope = scope_in(context, key.official, key.period);
    if (!scope) return not_found();
    ZHISHI_TRY(record::YearAppraisal appraisal, year_of(context, key.period));
    view.is_closed = appraisal.stage == record::YearStage::closed;
    bool is_published = view.is_closed || appraisal.stage == record::YearStage::published;
    // Reviewer, office and committee; the person himself, and those above, see what is decided.
    bool sees_all =
        policy::allows(context.actor, Act::annual_summary_approve, *scope) ||
        (*scope != Scope::self && policy::allows(context.actor, Act::annual_summary_read, Scope::organ));
    view.review_is_visible = sees_all || summary.state == MonthState::approved;
    view.suggestion_is_visible = sees_all || (view.review_is_visible && is_published);
    view.reviewer = reviewer_of(context, key);
    view.deadlines = due_steps(context, {"annual_summary", "annual_summary_review"}, key.period);
    view.allowed = allowed_acts(context, summary, *scope, view.is_closed);
    view.grades = grades_of(context);
    ZHISHI_TRY(WorkOfPerson work, work_of(context, key.official, key.period, months_of(key.period), *scope));
    if (*scope == Scope::self) {
        view.draft = draft_summary(work.annual_plan, work.plans, work.months);
        if (summary.version == 0) summary.items = view.draft;
    } else if (summary.state == MonthState::draft) {
        // A draft is its writer's until he submits it.
        summary.items.clear();
        summary.reflection.clear();
        summary.training.clear();
    }
    view.plan = std::move(work.annual_plan);
    view.months = std::move(work.months);
    if (!view.review_is_visible) summary.review = {};
    if (!view.suggestion_is_visible) summary.review.suggested_grade.clear();
    view.summary = std::move(summary);
    return view;
}

base::Result<Prepared<AnnualSummary>> save_summary(const Context& context, const SummaryKey& key,
                                                   SummaryInput input, long if_match) {
    ZHISHI_TRY(Opened opened, open_summary(context, Act::annual_summary_save, key, if_match, only_owner));
    ZHISHI_TRY_VOID(must_have_begun(context, key.period));
    ZHISHI_TRY_VOID(step(opened.summary, MonthAct::save));
    ZHISHI_TRY(record::Plan annual, plan_of(context, {key.official, key.period}));
    ZHISHI_TRY_VOID(check_items(annual, opened.summary, input.items));
    opened.summary.items = std::move(input.items);
    opened.summary.reflection = std::move(input.reflection);
    opened.summary.training = std::move(input.training);
    return finish(std::move(opened));
}

base::Result<Prepared<AnnualSummary>> submit_summary(const Context& context, const SummaryKey& key,
                                                     long if_match) {
    ZHISHI_TRY(Opened opened, open_summary(context, Act::annual_summary_submit, key, if_match, only_owner));
    AnnualSummary& summary = opened.summary;
    ZHISHI_TRY_VOID(must_have_begun(context, key.period));
    bool is_leader = reviewer_of(context, key).reason == record::ReviewerReason::nobody_reviews_a_leader;
    ZHISHI_TRY_VOID(step(summary, is_leader ? MonthAct::keep : MonthAct::submit));
    ZHISHI_TRY(record::Plan annual, plan_of(context, {key.official, key.period}));
    ZHISHI_TRY_VOID(check_answers(annual, summary));
    ZHISHI_TRY(summary.submitted_late, is_late(context, "annual_summary", key.period));
    summary.submitted_at = context.now;
    summary.return_reason.clear();
    return finish(std::move(opened));
}

base::Result<Prepared<AnnualSummary>> withdraw_summary(const Context& context, const SummaryKey& key,
                                                       long if_match) {
    ZHISHI_TRY(Opened opened, open_summary(context, Act::annual_summary_withdraw, key, if_match, only_owner));
    ZHISHI_TRY_VOID(step(opened.summary, MonthAct::withdraw));
    opened.summary.submitted_at.reset();
    opened.summary.submitted_late = false;
    return finish(std::move(opened));
}

base::Result<Prepared<AnnualSummary>> save_summary_review(const Context& context, const SummaryKey& key,
                                                          record::AnnualReview review, long if_match) {
    ZHISHI_TRY(Opened opened,
               open_summary(context, Act::annual_summary_review_save, key, if_match, only_reviewer));
    if (opened.summary.state != MonthState::submitted) return state_refusal(opened.summary.state);
    ZHISHI_TRY_VOID(check_review(context, review, false));
    opened.summary.review = std::move(review);
    return finish(std::move(opened));
}

base::Result<Prepared<AnnualSummary>> approve_summary(const Context& context, const SummaryKey& key,
                                                      record::AnnualReview review, long if_match) {
    ZHISHI_TRY(Opened opened,
               open_summary(context, Act::annual_summary_approve, key, if_match, only_reviewer));
    ZHISHI_TRY_VOID(step(opened.summary, MonthAct::approve));
    ZHISHI_TRY_VOID(check_review(context, review, true));
    opened.summary.review = std::move(review);
    opened.summary.reviewed_by = context.actor.official;
    opened.summary.reviewed_for = reviewer_of(context, key).acting_for;
    opened.summary.reviewed_at = context.now;
    return finish(std::move(opened));
}

base::Result<Prepared<AnnualSummary>> return_summary(const Context& context, const SummaryKey& key,
                                                     std::string reason, long if_match) {
    ZHISHI_TRY(Opened opened,
               open_summary(context, Act::annual_summary_return, key, if_match, only_reviewer, reason));
    if (reason.empty())
        return base::bad_input("text_missing", {"请说明退回的原因。", "Say why it is returned."}, "/reason");
    ZHISHI_TRY_VOID(step(opened.summary, MonthAct::send_back));
    opened.summary.return_reason = std::move(reason);
    opened.summary.returns += 1;
    return finish(std::move(opened));
}

} // namespace zhishi::workflow
