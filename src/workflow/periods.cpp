#include "workflow/periods.h"

#include "workflow/refusals.h"

namespace zhishi::workflow {

namespace {

// The years that the product serves: a slip of the keyboard (0206, 20266) is not a year.
constexpr int year_min = 2000, year_max = 2100;

base::Error no_such_period(std::string_view expected_zh, std::string_view expected_en) {
    return base::bad_input("period_unreadable", {"期间写法不对：应为" + std::string(expected_zh) + "。",
                                                 "The period must be " + std::string(expected_en) + "."});
}

} // namespace

base::Result<record::PeriodState> period_state(const Context& context, const base::Period& period) {
    ZHISHI_TRY(auto found,
               store::find<record::PeriodState>(context.reader, {context.organ().value, period.str()}));
    if (found) return std::move(*found);
    record::PeriodState open;
    open.organ = context.organ();
    open.period = period;
    return open;
}

base::Result<void> rely_on_open(const Context& context, const base::Period& period, store::Change& change) {
    if (period.kind() != base::Period::Kind::month) return {};
    ZHISHI_TRY(record::PeriodState state, period_state(context, period));
    if (state.is_closed) return month_is_closed(period);
    change.rely_on(state);
    return {};
}

base::Result<void> must_be_month(const base::Period& period) {
    if (period.kind() != base::Period::Kind::month || period.year() < year_min || period.year() > year_max)
        return no_such_period("月份，例如 2026-11", "a month, as in 2026-11");
    return {};
}

base::Result<void> must_be_month_or_year(const base::Period& period) {
    bool fits = period.kind() == base::Period::Kind::month || period.kind() == base::Period::Kind::year;
    if (!fits || period.year() < year_min || period.year() > year_max)
        return no_such_period("年度或月份，例如 2026 或 2026-11", "a year or a month, as in 2026 or 2026-11");
    return {};
}

std::string month_in_words(const base::Period& period) {
    return std::to_string(period.year()) + "年" + std::to_string(period.ordinal()) + "月";
}

base::Error month_is_closed(const base::Period& period) {
    return wrong_state(
        "month_is_closed",
        {month_in_words(period) +
             "已由考核办统一关闭，不能再改。日志有误的，可写更正；其他情况请联系考核办。",
         period.str() + " was closed by the appraisal office and cannot be changed. A log entry can still be "
                        "corrected; for anything else, ask the office."});
}

base::Result<Prepared<record::PeriodState>> close_period(const Context& context, const base::Period& period,
                                                         long if_match) {
    if (!policy::allows(context.actor, policy::Act::period_close, policy::Scope::organ)) return not_found();
    ZHISHI_TRY_VOID(must_be_month(period));
    ZHISHI_TRY(record::PeriodState state, period_state(context, period));
    ZHISHI_TRY_VOID(must_match(if_match, state.version));
    if (state.is_closed)
        return wrong_state("month_is_closed",
                           {month_in_words(period) + "已经关闭。", period.str() + " is closed already."});
    if (context.today() <= period.last())
        return wrong_state(
            "month_is_not_over",
            {month_in_words(period) + "还没有结束，" + period.next().first().str() + "起才能关闭。",
             period.str() + " is not over; it can be closed from " + period.next().first().str() + "."});
    state.is_closed = true;
    state.closed_by = context.actor.official;
    state.closed_at = context.now;
    store::Change change = begin_change(context, policy::Act::period_close);
    change.put(state);
    return Prepared<record::PeriodState>{std::move(state), std::move(change)};
}

} // namespace zhishi::workflow
