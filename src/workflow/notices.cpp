#include "workflow/notices.h"

#include "workflow/annual_summaries.h"
#include "workflow/quarters.h"
#include "workflow/refusals.h"
#include "workflow/results.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::NoticeAct;
using record::NoticeState;
using record::OfficialId;
using record::ResultNotice;
using Is = store::Query::Where::Is;

template <class Record>
base::Result<std::vector<Record>> of_person(const Context& context, const OfficialId& official,
                                            const std::vector<base::Period>& periods) {
    store::Query query = store::query_of<Record>();
    query.where = {{"organ", Is::equal, context.organ().value, {}},
                   {"official", Is::equal, official.value, {}}};
    store::Query::Where among{"period", Is::among, {}, {}};
    for (const base::Period& period : periods)
        among.values.emplace_back(period.str());
    query.where.push_back(std::move(among));
    return store::list<Record>(context.reader, query);
}

std::vector<base::Period> begun(const base::Period& year, base::Period::Kind kind, base::Date today) {
    std::vector<base::Period> periods;
    bool is_month = kind == base::Period::Kind::month;
    for (int ordinal = 1; ordinal <= (is_month ? 12 : 4); ++ordinal) {
        base::Period period = is_month ? base::Period::of_month(year.year(), ordinal)
                                       : base::Period::of_quarter(year.year(), ordinal);
        if (period.first() <= today) periods.push_back(std::move(period));
    }
    return periods;
}

base::Result<void> add_months(const Context& context, OwnYear& own, bool is_self) {
    std::vector<base::Period> periods = begun(own.period, base::Period::Kind::month, context.today());
    ZHISHI_TRY(auto months, of_person<record::Month>(context, own.official, periods));
    std::vector<base::Period> planned = periods;
    planned.push_back(own.period);
    ZHISHI_TRY(auto plans, of_person<record::Plan>(context, own.official, planned));
    auto in = [](const auto& records, const base::Period& period) {
        auto place = std::find_if(records.begin(), records.end(),
                                  [&](const auto& record) { return record.period == period; });
        return place == records.end() ? nullptr : &*place;
    };
    if (const record::Plan* annual = in(plans, own.period)) {
        own.annual_plan = annual->state;
        own.annual_items = static_cast<int>(annual->items.size());
    }
    for (const base::Period& period : periods) {
        OwnYear::MonthLine line{period, {}, {}, 0, 0};
        if (const record::Plan* plan = in(plans, period)) {
            line.plan = plan->state;
            line.items = static_cast<int>(plan->items.size());
        }
        if (const record::Month* month = in(months, period)) {
            line.month = month->state;
            // A draft is its writer's until he submits it.
            bool is_shown = is_self || month->state != record::MonthState::draft;
            if (is_shown)
                line.done = static_cast<int>(std::count_if(
                    month->items.begin(), month->items.end(), [](const record::MonthItem& item) {
                        return !item.plan_item.empty() && item.state == record::WorkState::done;
                    }));
        }
        own.months.push_back(std::move(line));
    }
    return {};
}

base::Result<void> add_quarters(const Context& context, OwnYear& own, bool shows_scores) {
    std::vector<base::Period> periods = begun(own.period, base::Period::Kind::quarter, context.today());
    ZHISHI_TRY(auto reviews, of_person<record::QuarterReview>(context, own.official, periods));
    const scheme::Sheet* sheet = context.scheme.process.sheet(quarter_sheet);
    for (const base::Period& period : periods) {
        OwnYear::QuarterLine line{period, {}, {}};
        for (const record::QuarterReview& review : reviews) {
            if (review.period != period) continue;
            line.state = review.state;
            bool is_submitted = review.state == record::ReviewState::submitted ||
                                review.state == record::ReviewState::acknowledged ||
                                review.state == record::ReviewState::replied;
            if (!shows_scores || !is_submitted || !sheet) continue;
            auto items = sheet->items.find(review.subject_class);
            if (items != sheet->items.end()) line.score = quarter_score(review.scores, items->second);
        }
        own.quarters.push_back(std::move(line));
    }
    return {};
}

base::Result<void> add_result(const Context& context, OwnYear& own, bool is_self, bool is_office) {
    ZHISHI_TRY(PersonResult result, result_of(context, own.official, own.period));
    bool is_out = is_published(result.appraisal) && result.notice.version > 0;
    own.result_is_visible = is_self ? is_out : is_office && result.outcome.version > 0;
    if (!own.result_is_visible) return {};
    auto leads_on = [&](NoticeAct act) {
        return result.notice.version > 0 &&
               record::next_state(record::notice_steps, result.notice.state, act).has_value();
    };
    bool is_open = result.appraisal.stage == record::YearStage::published;
    if (is_self && leads_on(NoticeAct::acknowledge)) own.allowed.push_back("acknowledge");
    if (is_self && is_open && leads_on(NoticeAct::object)) own.allowed.push_back("object");
    if (!is_self && is_open && policy::allows(context.actor, Act::objection_answer, Scope::organ) &&
        leads_on(NoticeAct::answer))
        own.allowed.push_back("answer");
    own.outcome = std::move(result.outcome);
    own.decision = std::move(result.decision);
    own.notice = std::move(result.notice);
    if (is_self) {
        // How the committee voted, and who left the room, are matters of its minutes.
        own.decision.votes_for = own.decision.votes_against = own.decision.votes_abstained = std::nullopt;
        own.decision.left_room.clear();
    }
    return {};
}

struct Opened {
    ResultNotice notice;
    store::Change change;
};
base::Result<Opened> open_notice(const Context& context, const OfficialId& official, const base::Period& year,
                                 long if_match, Act act, NoticeAct step) {
    bool is_answer = step == NoticeAct::answer;
    base::Text who = is_answer ? base::Text{"异议由考核办答复，本人的异议请考核办其他同志答复。",
                                            "the office answers objections, and nobody his own."}
                               : base::Text{"只能由本人办理。", "only the person himself can."};
    ZHISHI_TRY_VOID(must_be_year(year));
    ZHISHI_TRY(Scope scope, may_for_period(context, act, Act::year_view_read, official, year, who));
    if (is_answer && scope == Scope::self) return not_allowed(who);
    ZHISHI_TRY(PersonResult result, result_of(context, official, year));
    if (!is_published(result.appraisal) || result.notice.version == 0) return not_found();
    ZHISHI_TRY_VOID(must_match(if_match, result.notice.version));
    bool is_closed = result.appraisal.stage == record::YearStage::closed;
    if (is_closed && step != NoticeAct::acknowledge)
        return wrong_state("year_is_closed",
                           {period_in_words(year) +
                                "考核已经办结，不能再这样办理。对结果仍有意见的，可依规定申请复核、申诉。",
                            "The year is closed. Who still disagrees may ask for the formal review."});
    auto next = record::next_state(record::notice_steps, result.notice.state, step);
    if (!next) {
        switch (result.notice.state) {
        case NoticeState::acknowledged:
            return wrong_state("notice_is_acknowledged",
                               {"结果已经确认，不能再改。", "The result is acknowledged."});
        case NoticeState::objected:
            return wrong_state(
                "notice_is_objected",
                {"异议已经提出，请等考核办答复。", "An objection is with the office: wait for its answer."});
        case NoticeState::answered:
            return wrong_state("notice_is_answered", {"异议已经答复。", "The objection is answered."});
        case NoticeState::issued: break;
        }
        return wrong_state("notice_is_issued", {"没有待答复的异议。", "There is no objection to answer."});
    }
    result.notice.state = *next;
    store::Change change = begin_change(context, act);
    change.rely_on(result.appraisal);
    return Opened{std::move(result.notice), std::move(change)};
}

Prepared<ResultNotice> finish(Opened opened) {
    opened.change.put(opened.notice);
    return {std::move(opened.notice), std::move(opened.change)};
}

} // namespace

base::Result<OwnYear> read_own_year(const Context& context, const OfficialId& official,
                                    const base::Period& year) {
    ZHISHI_TRY_VOID(must_be_year(year));
    auto scope = scope_in(context, official, year);
    if (!scope || !policy::allows(context.actor, Act::year_view_read, *scope)) return not_found();
    bool is_self = *scope == Scope::self;
    bool is_office = policy::allows(context.actor, Act::year_view_read, Scope::organ);
    OwnYear own;
    own.official = official;
    own.period = year;
    ZHISHI_TRY_VOID(add_months(context, own, is_self));
    ZHISHI_TRY_VOID(add_quarters(context, own, is_self || is_office));
    ZHISHI_TRY(auto summaries, of_person<record::AnnualSummary>(context, official, {year}));
    if (!summaries.empty()) own.summary = summaries.front().state;
    ZHISHI_TRY_VOID(add_result(context, own, is_self, is_office));
    if (is_self || is_office) {
        store::Query query = store::query_of<record::PriorGrade>();
        query.where = {{"organ", Is::equal, context.organ().value, {}},
                       {"official", Is::equal, official.value, {}}};
        query.order = {{"year", true}};
        ZHISHI_TRY(own.prior_grades, store::list<record::PriorGrade>(context.reader, query));
    }
    own.deadlines = due_steps(context, {"annual_plan", "annual_summary", "result_acknowledgement"}, year);
    return own;
}

base::Result<Prepared<ResultNotice>> acknowledge_result(const Context& context, const OfficialId& official,
                                                        const base::Period& year, std::string opinion,
                                                        long if_match) {
    ZHISHI_TRY(Opened opened, open_notice(context, official, year, if_match, Act::notice_acknowledge,
                                          NoticeAct::acknowledge));
    opened.notice.opinion = std::move(opinion);
    opened.notice.acknowledged_at = context.now;
    return finish(std::move(opened));
}

base::Result<Prepared<ResultNotice>> object_to_result(const Context& context, const OfficialId& official,
                                                      const base::Period& year, std::string objection,
                                                      long if_match) {
    ZHISHI_TRY(Opened opened,
               open_notice(context, official, year, if_match, Act::notice_object, NoticeAct::object));
    if (objection.empty())
        return text_missing("/text", {"请写明对结果的异议和理由。", "Say what you object to, and why."});
    opened.notice.objection = std::move(objection);
    opened.notice.objected_at = context.now;
    // An answer that stands there was to an objection before this notice.
    opened.notice.answer.clear();
    opened.notice.answered_by = {};
    opened.notice.answered_at.reset();
    return finish(std::move(opened));
}

base::Result<Prepared<ResultNotice>> answer_objection(const Context& context, const OfficialId& official,
                                                      const base::Period& year, std::string answer,
                                                      long if_match) {
    ZHISHI_TRY(Opened opened,
               open_notice(context, official, year, if_match, Act::objection_answer, NoticeAct::answer));
    if (answer.empty()) return text_missing("/text", {"请写明答复意见。", "Write the answer."});
    opened.notice.answer = std::move(answer);
    opened.notice.answered_by = context.actor.account;
    opened.notice.answered_at = context.now;
    return finish(std::move(opened));
}

} // namespace zhishi::workflow
