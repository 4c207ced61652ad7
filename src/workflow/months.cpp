#include "workflow/months.h"

#include "workflow/periods.h"
#include "workflow/plans.h"
#include "workflow/refusals.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::Month;
using record::MonthAct;
using record::MonthState;

const base::Text only_owner{"月度小结只能由本人办理。", "only the person himself handles his summary."};
const base::Text only_reviewer{"只能由审核人办理。", "only the reviewer can."};

base::Error state_refusal(MonthState state) {
    switch (state) {
    case MonthState::submitted:
        return wrong_state("month_is_submitted",
                           {"小结已提交审核，请先撤回再修改。",
                            "The summary is with the reviewer: withdraw it before changing it."});
    case MonthState::approved:
        return wrong_state("month_is_approved",
                           {"本月小结已经审核通过，不能再改。", "The month is approved and stands."});
    case MonthState::kept:
        return wrong_state("month_is_kept",
                           {"小结已提交留存；需要修改的，请先撤回。",
                            "The summary has been submitted and is kept; withdraw it to change it."});
    case MonthState::draft:
    case MonthState::returned: break;
    }
    return wrong_state("month_is_not_submitted", {"小结还没有提交，请等本人提交后再办理。",
                                                  "The summary is not submitted yet: wait for the person."});
}

struct Opened {
    Month month;
    store::Change change;
};
base::Result<Opened> open_month(const Context& context, Act act, const MonthKey& key, long if_match,
                                base::Text who, std::string reason = {}) {
    ZHISHI_TRY([[maybe_unused]] Scope scope,
               may_on_papers(context, act, Act::month_read, key.official, key.period, std::move(who)));
    ZHISHI_TRY_VOID(must_be_month(key.period));
    ZHISHI_TRY(Month month, month_of(context, key));
    ZHISHI_TRY_VOID(must_match(if_match, month.version));
    Opened opened{std::move(month), begin_change(context, act, std::move(reason))};
    ZHISHI_TRY_VOID(rely_on_open(context, key.period, opened.change));
    return opened;
}

base::Result<void> step(Month& month, MonthAct act) {
    auto next = record::next_state(record::month_steps, month.state, act);
    if (!next) return state_refusal(month.state);
    month.state = *next;
    return {};
}

Prepared<Month> finish(Opened opened) {
    opened.change.put(opened.month);
    return {std::move(opened.month), std::move(opened.change)};
}

std::string pointer(size_t item, std::string_view field) {
    return "/items/" + std::to_string(item) + "/" + std::string(field);
}

// An item may name what stands in the month's plan, in the annual plan, or in the summary as it was.
base::Result<void> check_items(const Context& context, const MonthKey& key, const Month& before,
                               const std::vector<record::MonthItem>& items) {
    ZHISHI_TRY(record::Plan plan, plan_of(context, {key.official, key.period}));
    ZHISHI_TRY(record::Plan annual,
               plan_of(context, {key.official, base::Period::of_year(key.period.year())}));
    ZHISHI_TRY(ReadableEntries log,
               readable_entries(context, key.official, key.period.first(), key.period.last()));
    auto is_known = [&](const record::PlanItemId& id) {
        auto has = [&](const auto& list) {
            return std::any_of(list.begin(), list.end(), [&](const auto& item) { return item.id == id; });
        };
        return has(plan.items) || has(annual.items) ||
               std::any_of(before.items.begin(), before.items.end(),
                           [&](const auto& item) { return item.plan_item == id; });
    };
    std::vector<base::Error> wrong;
    for (size_t i = 0; i < items.size(); ++i) {
        const auto& item = items[i];
        if (!item.plan_item.empty() && !is_known(item.plan_item))
            wrong.push_back(base::bad_input("plan_item_unknown",
                                            {"这一项不在您的计划中，请刷新后再保存。",
                                             "This item is not in your plan: load the page again."},
                                            pointer(i, "plan_item")));
        bool is_twice = !item.plan_item.empty() &&
                        std::any_of(items.begin(), items.begin() + static_cast<long>(i),
                                    [&](const auto& other) { return other.plan_item == item.plan_item; });
        if (is_twice)
            wrong.push_back(base::bad_input("plan_item_twice",
                                            {"同一计划项出现了两次。", "The same plan item is given twice."},
                                            pointer(i, "plan_item")));
        for (size_t j = 0; j < item.entries.size(); ++j)
            if (std::none_of(log.entries.begin(), log.entries.end(),
                             [&](const auto& entry) { return entry.id == item.entries[j]; }))
                wrong.push_back(base::bad_input(
                    "entry_unknown", {"引用的日志不在本月。", "The log entry is not of this month."},
                    pointer(i, "entries/" + std::to_string(j))));
    }
    if (!wrong.empty()) return faults(std::move(wrong));
    return {};
}

// RZ-09: every target is answered with what was done on it, how far it is, and its state.
base::Result<void> check_answers(const Context& context, const MonthKey& key, const Month& month) {
    ZHISHI_TRY(record::Plan plan, plan_of(context, {key.official, key.period}));
    std::vector<base::Error> wrong;
    if (month.items.empty())
        wrong.push_back(
            base::bad_input("month_is_empty", {"小结还没有内容。", "The summary is empty."}, "/items"));
    for (size_t i = 0; i < month.items.size(); ++i)
        if (month.items[i].execution.empty() && month.items[i].state != record::WorkState::not_started)
            wrong.push_back(base::bad_input("execution_required", {"请填写执行情况。", "Say what was done."},
                                            pointer(i, "execution")));
        else if (month.items[i].execution.empty())
            wrong.push_back(base::bad_input(
                "execution_required", {"未开展的也请简要说明原因。", "Say shortly why it was not begun."},
                pointer(i, "execution")));
    for (const auto& goal : plan.items)
        if (std::none_of(month.items.begin(), month.items.end(),
                         [&](const auto& item) { return item.plan_item == goal.id; }))
            wrong.push_back(base::bad_input("plan_item_unanswered",
                                            {"计划项“" + goal.goal + "”还没有对账，请补上。",
                                             "The plan item '" + goal.goal + "' is not answered yet."},
                                            "/items"));
    if (!wrong.empty()) return faults(std::move(wrong));
    return {};
}

base::Result<void> check_review(const record::MonthReview& review) {
    std::vector<base::Error> wrong;
    auto require = [&](const std::string& text, const char* at, base::Text message) {
        if (text.empty()) wrong.push_back(base::bad_input("review_incomplete", std::move(message), at));
    };
    require(review.plan_execution, "/plan_execution",
            {"请评价工作计划执行情况。", "Word how the plan was carried out."});
    require(review.saturation, "/saturation",
            {"请评价日常工作饱和度。", "Word how full the daily work was."});
    require(review.completeness, "/completeness",
            {"请评价任务完成圆满度。", "Word how well the tasks were completed."});
    require(review.comment, "/comment", {"请写一段简短评语。", "Write a short comment."});
    if (!wrong.empty()) return faults(std::move(wrong));
    return {};
}

std::vector<std::string> allowed_acts(const Context& context, const Month& month, bool is_closed) {
    std::vector<std::string> allowed;
    auto scope = scope_on_papers(context, month.official, month.period);
    if (!scope || is_closed) return allowed;
    bool owns = policy::allows(context.actor, Act::month_save, *scope);
    bool reviews = policy::allows(context.actor, Act::month_approve, *scope);
    bool is_open = month.state == MonthState::draft || month.state == MonthState::returned;
    bool has_begun = month.period.first() <= context.today();
    if (owns && is_open && has_begun) allowed.insert(allowed.end(), {"save", "submit"});
    if (owns && (month.state == MonthState::submitted || month.state == MonthState::kept))
        allowed.push_back("withdraw");
    if (reviews && month.state == MonthState::submitted)
        allowed.insert(allowed.end(), {"review", "approve", "return"});
    return allowed;
}

// What a view of the month asks of the database, so that it comes in one round trip.
void expect_view(const Context& context, const MonthKey& key) {
    const std::string &organ = context.organ().value, &official = key.official.value;
    store::Reader& reader = context.reader;
    reader.expect(store::query_of<Month>({organ, official, key.period.str()}));
    reader.expect(store::query_of<record::PeriodState>({organ, key.period.str()}));
    reader.expect(store::query_of<record::Plan>({organ, official, key.period.str()}));
    reader.expect(
        store::query_of<record::Plan>({organ, official, base::Period::of_year(key.period.year()).str()}));
    expect_entries(context, key.official, key.period.first(), key.period.last());
    reader.expect_no_more();
}

base::Result<void> must_have_begun(const Context& context, const base::Period& period) {
    if (period.first() <= context.today()) return {};
    return wrong_state("month_has_not_begun", {period_in_words(period) + "还没有开始，请先编制月计划。",
                                               period.str() + " has not begun: write its plan first."});
}

} // namespace

bool is_reconciled(const Month& month) {
    return month.state == MonthState::submitted || month.state == MonthState::approved ||
           month.state == MonthState::kept;
}

base::Result<Month> month_of(const Context& context, const MonthKey& key) {
    ZHISHI_TRY(auto found, store::find<Month>(context.reader,
                                              {context.organ().value, key.official.value, key.period.str()}));
    if (found) return std::move(*found);
    Month empty;
    empty.organ = context.organ();
    empty.official = key.official;
    empty.period = key.period;
    return empty;
}

base::Result<MonthView> read_month(const Context& context, const MonthKey& key) {
    ZHISHI_TRY([[maybe_unused]] Scope scope, may_on_papers(context, Act::month_read, Act::month_read,
                                                           key.official, key.period, only_owner));
    ZHISHI_TRY_VOID(must_be_month(key.period));
    expect_view(context, key);
    ZHISHI_TRY(Month month, month_of(context, key));
    return view_of(context, std::move(month));
}

base::Result<MonthView> view_of(const Context& context, Month month) {
    MonthView view;
    MonthKey key{month.official, month.period};
    auto scope = scope_on_papers(context, key.official, key.period);
    bool is_decided = month.state == MonthState::approved;
    view.review_is_visible =
        is_decided || (scope && policy::allows(context.actor, Act::month_approve, *scope));
    view.reviewer = reviewer_in(context, key.official, key.period);
    view.deadlines = due_steps(context, {"month_summary", "month_review", "month_close"}, key.period);
    ZHISHI_TRY(record::PeriodState state, period_state(context, key.period));
    view.is_closed = state.is_closed;
    view.allowed = allowed_acts(context, month, view.is_closed);
    ZHISHI_TRY(view.plan, plan_of(context, {key.official, key.period}));
    ZHISHI_TRY(record::Plan annual,
               plan_of(context, {key.official, base::Period::of_year(key.period.year())}));
    ZHISHI_TRY(ReadableEntries log,
               readable_entries(context, key.official, key.period.first(), key.period.last()));
    view.has_hidden_entries = log.has_hidden;
    view.draft = draft_month(view.plan, annual, log.entries);
    ZHISHI_TRY(view.entries, views_of(context, key.official, std::move(log.entries)));
    // What was never saved is the person's own business: others see no draft of it.
    if (month.version == 0 && scope == Scope::self) month.items = view.draft;
    if (scope != Scope::self) {
        view.draft.clear();
        // A draft is its writer's until he submits it.
        if (month.state == MonthState::draft) {
            month.items.clear();
            month.reflection.clear();
        }
    }
    if (!view.review_is_visible) month.review = {};
    view.month = std::move(month);
    return view;
}

base::Result<Prepared<Month>> save_month(const Context& context, const MonthKey& key,
                                         std::vector<record::MonthItem> items, std::string reflection,
                                         long if_match) {
    ZHISHI_TRY(Opened opened, open_month(context, Act::month_save, key, if_match, only_owner));
    ZHISHI_TRY_VOID(must_have_begun(context, key.period));
    ZHISHI_TRY_VOID(step(opened.month, MonthAct::save));
    ZHISHI_TRY_VOID(check_items(context, key, opened.month, items));
    opened.month.items = std::move(items);
    opened.month.reflection = std::move(reflection);
    return finish(std::move(opened));
}

base::Result<Prepared<Month>> submit_month(const Context& context, const MonthKey& key, long if_match) {
    ZHISHI_TRY(Opened opened, open_month(context, Act::month_submit, key, if_match, only_owner));
    Month& month = opened.month;
    ZHISHI_TRY_VOID(must_have_begun(context, key.period));
    bool is_leader = is_leader_in(context, key.official, key.period);
    ZHISHI_TRY_VOID(step(month, is_leader ? MonthAct::keep : MonthAct::submit));
    ZHISHI_TRY_VOID(check_answers(context, key, month));
    ZHISHI_TRY(month.submitted_late, is_late(context, "month_summary", key.period));
    month.submitted_at = context.now;
    month.return_reason.clear();
    return finish(std::move(opened));
}

base::Result<Prepared<Month>> withdraw_month(const Context& context, const MonthKey& key, long if_match) {
    ZHISHI_TRY(Opened opened, open_month(context, Act::month_withdraw, key, if_match, only_owner));
    ZHISHI_TRY_VOID(step(opened.month, MonthAct::withdraw));
    opened.month.submitted_at.reset();
    opened.month.submitted_late = false;
    return finish(std::move(opened));
}

base::Result<Prepared<Month>> save_month_review(const Context& context, const MonthKey& key,
                                                record::MonthReview review, long if_match) {
    ZHISHI_TRY(Opened opened, open_month(context, Act::month_review_save, key, if_match, only_reviewer));
    if (opened.month.state != MonthState::submitted) return state_refusal(opened.month.state);
    opened.month.review = std::move(review);
    return finish(std::move(opened));
}

base::Result<Prepared<Month>> approve_month(const Context& context, const MonthKey& key,
                                            record::MonthReview review, long if_match) {
    ZHISHI_TRY(Opened opened, open_month(context, Act::month_approve, key, if_match, only_reviewer));
    ZHISHI_TRY_VOID(step(opened.month, MonthAct::approve));
    ZHISHI_TRY_VOID(check_review(review));
    opened.month.review = std::move(review);
    opened.month.reviewed_by = context.actor.official;
    opened.month.reviewed_for = reviewer_in(context, key.official, key.period).acting_for;
    opened.month.reviewed_at = context.now;
    return finish(std::move(opened));
}

base::Result<Prepared<Month>> return_month(const Context& context, const MonthKey& key,
                                           const std::string& reason, long if_match) {
    ZHISHI_TRY(Opened opened, open_month(context, Act::month_return, key, if_match, only_reviewer, reason));
    ZHISHI_TRY_VOID(step(opened.month, MonthAct::send_back));
    opened.month.return_reason = reason;
    opened.month.returns += 1;
    return finish(std::move(opened));
}

} // namespace zhishi::workflow
