#include "workflow/periods.h"

#include "workflow/quarter_sheets.h"
#include "workflow/refusals.h"
#include "workflow/year.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

// The years that the product serves: a slip of the keyboard (0206, 20266) is not a year.
constexpr int year_min = 2000, year_max = 2100;

base::Error no_such_period(std::string_view expected_zh, std::string_view expected_en) {
    return base::bad_input("period_unreadable", {"期间写法不对：应为" + std::string(expected_zh) + "。",
                                                 "The period must be " + std::string(expected_en) + "."});
}

bool is_served(const base::Period& period, std::initializer_list<base::Period::Kind> kinds) {
    return std::find(kinds.begin(), kinds.end(), period.kind()) != kinds.end() && period.year() >= year_min &&
           period.year() <= year_max;
}

record::PeriodState state_of(const record::YearAppraisal& year) {
    record::PeriodState state;
    state.organ = year.organ;
    state.period = year.period;
    state.is_closed = year.stage == record::YearStage::closed;
    state.closed_at = year.closed_at;
    state.version = year.version;
    return state;
}

} // namespace

base::Result<record::PeriodState> period_state(const Context& context, const base::Period& period) {
    if (period.kind() == base::Period::Kind::year) {
        ZHISHI_TRY(record::YearAppraisal year, year_of(context, period));
        return state_of(year);
    }
    ZHISHI_TRY(auto found,
               store::find<record::PeriodState>(context.reader, {context.organ().value, period.str()}));
    if (found) return std::move(*found);
    record::PeriodState open;
    open.organ = context.organ();
    open.period = period;
    return open;
}

base::Result<void> rely_on_open(const Context& context, const base::Period& period, store::Change& change) {
    if (period.kind() == base::Period::Kind::year) {
        ZHISHI_TRY(record::YearAppraisal year, year_of(context, period));
        if (year.stage == record::YearStage::closed) return period_is_closed(period);
        change.rely_on(year);
        return {};
    }
    ZHISHI_TRY(record::PeriodState state, period_state(context, period));
    if (state.is_closed) return period_is_closed(period);
    change.rely_on(state);
    return {};
}

base::Result<void> must_be_month(const base::Period& period) {
    if (is_served(period, {base::Period::Kind::month})) return {};
    return no_such_period("月份，例如 2026-11", "a month, as in 2026-11");
}
base::Result<void> must_be_quarter(const base::Period& period) {
    if (is_served(period, {base::Period::Kind::quarter})) return {};
    return no_such_period("季度，例如 2026Q3", "a quarter, as in 2026Q3");
}
base::Result<void> must_be_year(const base::Period& period) {
    if (is_served(period, {base::Period::Kind::year})) return {};
    return no_such_period("年度，例如 2026", "a year, as in 2026");
}
base::Result<void> must_be_month_or_year(const base::Period& period) {
    if (is_served(period, {base::Period::Kind::month, base::Period::Kind::year})) return {};
    return no_such_period("年度或月份，例如 2026 或 2026-11", "a year or a month, as in 2026 or 2026-11");
}
base::Result<void> must_be_month_quarter_or_year(const base::Period& period) {
    if (is_served(period, {base::Period::Kind::month, base::Period::Kind::quarter, base::Period::Kind::year}))
        return {};
    return no_such_period("年度、季度或月份，例如 2026、2026Q3 或 2026-11",
                          "a year, a quarter or a month, as in 2026, 2026Q3 or 2026-11");
}

std::string period_in_words(const base::Period& period) {
    std::string year = std::to_string(period.year()) + "年";
    switch (period.kind()) {
    case base::Period::Kind::month: return year + std::to_string(period.ordinal()) + "月";
    case base::Period::Kind::quarter: return year + "第" + std::to_string(period.ordinal()) + "季度";
    case base::Period::Kind::half: return year + (period.ordinal() == 1 ? "上半年" : "下半年");
    case base::Period::Kind::year: return year + "度";
    case base::Period::Kind::special: break;
    }
    return period.name();
}

base::Error period_is_closed(const base::Period& period) {
    std::string zh = period_in_words(period) + "已由考核办统一关闭，不能再改。";
    std::string en = period.str() + " was closed by the appraisal office and cannot be changed. ";
    if (period.kind() == base::Period::Kind::month)
        return wrong_state("month_is_closed",
                           {zh + "日志有误的，可写更正；其他情况请联系考核办。",
                            en + "A log entry can still be corrected; for anything else, ask the office."});
    return wrong_state(period.kind() == base::Period::Kind::year ? "year_is_closed" : "quarter_is_closed",
                       {zh + "确需更正的，请联系考核办，经两人办理后重新开放。",
                        en + "If something must be put right, ask the office: two people can reopen it."});
}

record::PeriodState reopened(record::PeriodState state) {
    state.is_closed = false;
    state.closed_by = {};
    state.closed_at.reset();
    return state;
}

namespace {

base::Result<Prepared<record::PeriodState>> close_by_appraisal(const Context& context,
                                                               const base::Period& year, long if_match) {
    ZHISHI_TRY(auto closed, close_year(context, year, if_match));
    return Prepared<record::PeriodState>{state_of(closed.after), std::move(closed.change)};
}

} // namespace

base::Result<Prepared<record::PeriodState>> close_period(const Context& context, const base::Period& period,
                                                         long if_match) {
    if (!policy::allows(context.actor, policy::Act::period_close, policy::Scope::organ)) return not_found();
    ZHISHI_TRY_VOID(must_be_month_quarter_or_year(period));
    if (period.kind() == base::Period::Kind::year) return close_by_appraisal(context, period, if_match);
    ZHISHI_TRY(record::PeriodState state, period_state(context, period));
    ZHISHI_TRY_VOID(must_match(if_match, state.version));
    bool is_month = period.kind() == base::Period::Kind::month;
    if (state.is_closed)
        return wrong_state(is_month ? "month_is_closed" : "quarter_is_closed",
                           {period_in_words(period) + "已经关闭。", period.str() + " is closed already."});
    if (context.today() <= period.last())
        return wrong_state(
            is_month ? "month_is_not_over" : "quarter_is_not_over",
            {period_in_words(period) + "还没有结束，" + period.next().first().str() + "起才能关闭。",
             period.str() + " is not over; it can be closed from " + period.next().first().str() + "."});
    store::Change change = begin_change(context, policy::Act::period_close);
    if (!is_month) ZHISHI_TRY_VOID(rely_on_whole_quarter(context, period, change));
    state.is_closed = true;
    state.closed_by = context.actor.official;
    state.closed_at = context.now;
    change.put(state);
    return Prepared<record::PeriodState>{std::move(state), std::move(change)};
}

} // namespace zhishi::workflow
