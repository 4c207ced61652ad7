#include "workflow/logs.h"

#include "record/limits.h"
#include "workflow/months.h"
#include "workflow/periods.h"
#include "workflow/plans.h"
#include "workflow/refusals.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::LogEntry;
using record::LogEntryState;
using Is = store::Query::Where::Is;

const base::Text only_writer{"日志只能由本人填写和修改。",
                             "only the person himself writes and edits his log."};
constexpr int late_days_default = 3; // RZ: [D], where a scheme does not say

base::Result<bool> is_late_on(const Context& context, base::Date work_date, base::Date written_on) {
    int days = context.scheme.process.whole("log.late_days").value_or(late_days_default);
    ZHISHI_TRY(base::Date earliest, context.directory.calendar().working_day_after(written_on, -days));
    return work_date < earliest;
}

// The state of the month that a day lies in, relied on by the change that is about to be made.
struct MonthOfDay {
    record::PeriodState period;
    record::Month month;
    bool is_open() const { return !period.is_closed && !is_reconciled(month); }
};
base::Result<MonthOfDay> month_of_day(const Context& context, const record::OfficialId& official,
                                      base::Date day) {
    base::Period period = base::Period::month_of(day);
    MonthOfDay found;
    ZHISHI_TRY(found.period, period_state(context, period));
    ZHISHI_TRY(found.month, month_of(context, {official, period}));
    return found;
}
void expect_month_of_day(const Context& context, const record::OfficialId& official, base::Date day) {
    const std::string& organ = context.organ().value;
    std::string period = base::Period::month_of(day).str();
    context.reader.expect(store::query_of<record::PeriodState>({organ, period}));
    context.reader.expect(store::query_of<record::Month>({organ, official.value, period}));
}
void rely_on(const MonthOfDay& found, store::Change& change) {
    change.rely_on(found.period);
    change.rely_on(found.month);
}

base::Result<void> must_be_open(const MonthOfDay& found) {
    if (found.period.is_closed) return period_is_closed(found.period.period);
    if (is_reconciled(found.month))
        return wrong_state("month_is_reconciled",
                           {"本月小结已经提交，日志不能再直接增改；记错了的，可以写一条更正并注明原条目。",
                            "The month's summary has been submitted, so the log is settled; write a "
                            "correction that names the "
                            "entry, or withdraw the summary first."});
    return {};
}

store::Query plans_query(const Context& context, const record::OfficialId& official,
                         const std::vector<base::Period>& periods) {
    store::Query query = store::query_of<record::Plan>();
    std::vector<store::Cell> names;
    for (const auto& period : periods)
        names.emplace_back(period.str());
    query.where = {{"organ", Is::equal, context.organ().value, {}},
                   {"official", Is::equal, official.value, {}},
                   {"period", Is::among, {}, std::move(names)}};
    return query;
}

base::Result<std::vector<LogDays::OfferedItem>> offered_items(const Context& context,
                                                              const record::OfficialId& official,
                                                              const std::vector<base::Period>& periods) {
    std::vector<LogDays::OfferedItem> offered;
    ZHISHI_TRY(auto plans,
               store::list<record::Plan>(context.reader, plans_query(context, official, periods)));
    for (const auto& period : periods)
        for (const auto& plan : plans)
            if (plan.period == period)
                for (const auto& item : plan.items)
                    offered.push_back({item.id, item.goal, plan.period});
    return offered;
}

std::vector<base::Period> periods_of(base::Date from, base::Date to) {
    std::vector<base::Period> periods;
    for (base::Period month = base::Period::month_of(to); !(month.last() < from); month = month.previous())
        periods.push_back(month);
    for (int year = to.year(); year >= from.year(); --year)
        periods.push_back(base::Period::of_year(year));
    return periods;
}

base::Result<void> check_plan_items(const Context& context, const LogEntry& entry,
                                    const std::vector<record::PlanItemId>& kept_from_before) {
    if (entry.plan_items.empty()) return {};
    ZHISHI_TRY(auto offered,
               offered_items(context, entry.official, periods_of(entry.work_date, entry.work_date)));
    std::vector<base::Error> wrong;
    for (size_t i = 0; i < entry.plan_items.size(); ++i) {
        const auto& id = entry.plan_items[i];
        bool is_known =
            std::any_of(offered.begin(), offered.end(), [&](const auto& item) { return item.id == id; }) ||
            std::find(kept_from_before.begin(), kept_from_before.end(), id) != kept_from_before.end();
        bool is_twice = std::find(entry.plan_items.begin(), entry.plan_items.begin() + static_cast<long>(i),
                                  id) != entry.plan_items.begin() + static_cast<long>(i);
        if (!is_known || is_twice)
            wrong.push_back(base::bad_input(
                "plan_item_unknown",
                {"关联的计划项不在您当月或当年的计划中，请重新选择。",
                 "The plan item is not in your plan of the month or the year: choose it again."},
                "/plan_items/" + std::to_string(i)));
    }
    if (!wrong.empty()) return faults(std::move(wrong));
    return {};
}

store::Query entries_query(const Context& context, const record::OfficialId& official, base::Date from,
                           base::Date to) {
    store::Query query = store::query_of<LogEntry>();
    query.where = {{"organ", Is::equal, context.organ().value, {}},
                   {"official", Is::equal, official.value, {}},
                   {"work_day", Is::at_least, static_cast<std::int64_t>(from.days()), {}},
                   {"work_day", Is::at_most, static_cast<std::int64_t>(to.days()), {}}};
    query.order = {{"work_day", false}};
    return query;
}

// What writing an entry asks of the database, so that it comes in one round trip.
void expect_writing(const Context& context, const record::OfficialId& official, const LogEntry& entry) {
    expect_month_of_day(context, official, entry.work_date);
    if (!entry.plan_items.empty())
        context.reader.expect(plans_query(context, official, periods_of(entry.work_date, entry.work_date)));
    context.reader.expect_count(entries_query(context, official, entry.work_date, entry.work_date));
    if (entry.corrects.empty()) context.reader.expect_no_more(); // else the entry that it corrects
}

// The day itself: not in the future, and a day on which the person held a post.
base::Result<void> check_day(const Context& context, const record::OfficialId& official, base::Date day) {
    if (day > context.today())
        return base::bad_input("work_date_in_future",
                               {"不能预填以后日期的日志；打算做的事请写入月计划。",
                                "A log entry cannot lie in the future: what is to come belongs in the plan."},
                               "/work_date");
    if (context.directory.posts_of(official, day).empty())
        return base::bad_input(
            "no_post_on_day",
            {"您当日在本机关没有任职记录；如有误，请联系考核办。",
             "You held no post here on that day; if that is wrong, ask the appraisal office."},
            "/work_date");
    return {};
}

base::Result<LogEntry> readable_entry(const Context& context, const record::LogEntryId& id, Act act) {
    ZHISHI_TRY(auto found, store::find<LogEntry>(context.reader, {context.organ().value, id.value}));
    if (!found) return not_found();
    auto scope = policy::scope_of(context.directory, context.actor, found->official, context.today());
    const auto& organ = context.directory.organ();
    if (!scope || !policy::may_read_log(context.actor, *scope, organ.log_visibility, found->is_limited))
        return not_found();
    if (found->state == LogEntryState::withdrawn && *scope != Scope::self) return not_found();
    if (!policy::allows(context.actor, act, *scope)) return not_allowed(only_writer);
    return std::move(*found);
}

base::Result<void> check_correction(const Context& context, const LogEntry& entry, const MonthOfDay& month) {
    ZHISHI_TRY(auto old,
               store::find<LogEntry>(context.reader, {context.organ().value, entry.corrects.value}));
    if (!old || old->official != entry.official || old->state != LogEntryState::kept)
        return base::bad_input("corrected_entry_unknown",
                               {"没有找到要更正的日志。", "The entry to correct was not found."},
                               "/corrects");
    if (base::Period::month_of(old->work_date) != base::Period::month_of(entry.work_date))
        return base::bad_input(
            "correction_in_other_month",
            {"更正应与原日志在同一个月。", "A correction lies in the month of the entry that it corrects."},
            "/work_date");
    if (month.is_open())
        return wrong_state("month_is_open",
                           {"本月小结还没有提交，直接修改原日志即可，不必写更正。",
                            "The month is still open: edit the entry itself, no correction is needed."});
    return {};
}

} // namespace

base::Result<Prepared<LogEntry>> write_log_entry(const Context& context, const record::OfficialId& official,
                                                 LogEntry entry) {
    ZHISHI_TRY([[maybe_unused]] Scope scope,
               may(context, Act::log_write, Act::plan_read, official, only_writer));
    if (!context.directory.organ().logging_is_on)
        return wrong_state("logging_is_off",
                           {"本机关没有启用工作日志，月度小结直接从月计划开始。",
                            "This organ does not keep daily logs; the month starts from its plan."});
    ZHISHI_TRY_VOID(check_day(context, official, entry.work_date));
    entry.organ = context.organ();
    entry.official = official;
    entry.id.value = base::new_id(context.now, context.random);
    entry.recorded_at = context.now;
    entry.state = LogEntryState::kept;
    entry.version = 0;

    store::Change change = begin_change(context, Act::log_write);
    expect_writing(context, official, entry);
    ZHISHI_TRY(MonthOfDay month, month_of_day(context, official, entry.work_date));
    rely_on(month, change);
    ZHISHI_TRY_VOID(entry.corrects.empty() ? must_be_open(month) : check_correction(context, entry, month));
    ZHISHI_TRY(entry.is_late, is_late_on(context, entry.work_date, context.today()));
    ZHISHI_TRY_VOID(check_plan_items(context, entry, {}));

    ZHISHI_TRY(std::int64_t that_day,
               context.reader.count(entries_query(context, official, entry.work_date, entry.work_date)));
    if (that_day >= static_cast<std::int64_t>(record::limits::log_entries_a_day_max))
        return base::refused(
            base::ErrorKind::too_many, "too_many_entries",
            {"这一天的日志已达上限，请合并记录。", "That day is full: put several things into one entry."});
    change.put(entry);
    return Prepared<LogEntry>{std::move(entry), std::move(change)};
}

base::Result<Prepared<LogEntry>> edit_log_entry(const Context& context, const record::LogEntryId& id,
                                                const LogEntry& input, long if_match) {
    ZHISHI_TRY(LogEntry entry, readable_entry(context, id, Act::log_edit));
    ZHISHI_TRY_VOID(must_match(if_match, entry.version));
    if (entry.state == LogEntryState::withdrawn)
        return wrong_state("entry_is_withdrawn", {"这条日志已经撤回。", "This entry has been withdrawn."});
    if (input.corrects != entry.corrects)
        return base::bad_input("corrects_is_fixed",
                               {"更正所指的原日志不能更改。", "Which entry it corrects cannot be changed."},
                               "/corrects");
    ZHISHI_TRY_VOID(check_day(context, entry.official, input.work_date));
    store::Change change = begin_change(context, Act::log_edit);
    ZHISHI_TRY(MonthOfDay month, month_of_day(context, entry.official, entry.work_date));
    ZHISHI_TRY_VOID(must_be_open(month));
    rely_on(month, change);
    if (base::Period::month_of(input.work_date) != base::Period::month_of(entry.work_date)) {
        ZHISHI_TRY(MonthOfDay other, month_of_day(context, entry.official, input.work_date));
        ZHISHI_TRY_VOID(must_be_open(other));
        rely_on(other, change);
    }
    LogEntry after = input;
    after.organ = entry.organ;
    after.id = entry.id;
    after.official = entry.official;
    after.recorded_at = entry.recorded_at;
    after.state = entry.state;
    after.version = entry.version;
    base::Date first_written = context.directory.today(entry.recorded_at);
    ZHISHI_TRY(after.is_late, is_late_on(context, after.work_date, first_written));
    ZHISHI_TRY_VOID(check_plan_items(context, after, entry.plan_items));
    change.put(after);
    return Prepared<LogEntry>{std::move(after), std::move(change)};
}

base::Result<Prepared<LogEntry>> withdraw_log_entry(const Context& context, const record::LogEntryId& id,
                                                    long if_match) {
    ZHISHI_TRY(LogEntry entry, readable_entry(context, id, Act::log_withdraw));
    ZHISHI_TRY_VOID(must_match(if_match, entry.version));
    if (entry.state == LogEntryState::withdrawn)
        return wrong_state("entry_is_withdrawn", {"这条日志已经撤回。", "This entry has been withdrawn."});
    store::Change change = begin_change(context, Act::log_withdraw);
    ZHISHI_TRY(MonthOfDay month, month_of_day(context, entry.official, entry.work_date));
    ZHISHI_TRY_VOID(must_be_open(month));
    rely_on(month, change);
    entry.state = LogEntryState::withdrawn;
    change.put(entry);
    return Prepared<LogEntry>{std::move(entry), std::move(change)};
}

void expect_entries(const Context& context, const record::OfficialId& official, base::Date from,
                    base::Date to) {
    context.reader.expect(entries_query(context, official, from, to));
}

base::Result<ReadableEntries> readable_entries(const Context& context, const record::OfficialId& official,
                                               base::Date from, base::Date to) {
    ReadableEntries found;
    auto scope = policy::scope_of(context.directory, context.actor, official, context.today());
    if (!scope) return not_found();
    // Who reviews the month of somebody that has moved on since reads what it rests on.
    base::Period month = base::Period::month_of(from);
    if (month.contains(to) && scope_on_papers(context, official, month) == Scope::reviewee)
        scope = Scope::reviewee;
    ZHISHI_TRY(auto entries,
               store::list<LogEntry>(context.reader, entries_query(context, official, from, to)));
    auto visibility = context.directory.organ().log_visibility;
    for (auto& entry : entries) {
        if (entry.state == LogEntryState::withdrawn && *scope != Scope::self) continue;
        if (policy::may_read_log(context.actor, *scope, visibility, entry.is_limited))
            found.entries.push_back(std::move(entry));
        else
            found.has_hidden = true;
    }
    return found;
}

base::Result<std::vector<LogEntryView>> views_of(const Context& context, const record::OfficialId& official,
                                                 std::vector<LogEntry> entries) {
    std::vector<LogEntryView> views;
    bool is_writer = context.actor.official == official;
    std::vector<std::pair<base::Period, bool>> open_months;
    auto is_open = [&](base::Date day) -> base::Result<bool> {
        base::Period period = base::Period::month_of(day);
        for (const auto& [known, open] : open_months)
            if (known == period) return open;
        ZHISHI_TRY(MonthOfDay month, month_of_day(context, official, day));
        open_months.emplace_back(period, month.is_open());
        return month.is_open();
    };
    for (const LogEntry& entry : entries) {
        LogEntryView view{entry, {}, {}};
        for (const LogEntry& other : entries)
            if (other.corrects == entry.id && other.state == LogEntryState::kept)
                view.corrected_by.push_back(other.id);
        if (is_writer && entry.state == LogEntryState::kept && context.directory.organ().logging_is_on) {
            ZHISHI_TRY(bool open, is_open(entry.work_date));
            view.allowed =
                open ? std::vector<std::string>{"edit", "withdraw"} : std::vector<std::string>{"correct"};
        }
        views.push_back(std::move(view));
    }
    return views;
}

base::Result<LogEntryView> view_of(const Context& context, LogEntry entry) {
    base::Period month = base::Period::month_of(entry.work_date);
    ZHISHI_TRY(ReadableEntries around,
               readable_entries(context, entry.official, month.first(), month.last()));
    std::erase_if(around.entries, [&](const LogEntry& other) { return other.id == entry.id; });
    record::OfficialId official = entry.official;
    around.entries.insert(around.entries.begin(), std::move(entry));
    ZHISHI_TRY(auto views, views_of(context, official, std::move(around.entries)));
    return std::move(views.front());
}

LogEntryView view_of_new(LogEntry entry) {
    bool month_is_open = entry.corrects.empty(); // a correction is taken in a reconciled month only
    return {std::move(entry),
            {},
            month_is_open ? std::vector<std::string>{"edit", "withdraw"}
                          : std::vector<std::string>{"correct"}};
}

base::Result<LogEntryView> read_log_entry(const Context& context, const record::LogEntryId& id) {
    ZHISHI_TRY(LogEntry entry, readable_entry(context, id, Act::log_read));
    return view_of(context, std::move(entry));
}

base::Result<LogDays> list_log(const Context& context, const record::OfficialId& official, base::Date from,
                               base::Date to) {
    auto scope = policy::scope_of(context.directory, context.actor, official, context.today());
    const auto& organ = context.directory.organ();
    if (!scope || !policy::may_read_log(context.actor, *scope, organ.log_visibility, false))
        return not_found();
    if (to < from || to.days() - from.days() >= log_days_max)
        return base::bad_input("days_out_of_range",
                               {"起止日期应从早到晚，一次最多查看62天。",
                                "The days must run from early to late, at most 62 at a time."},
                               "/to");
    LogDays list;
    list.official = official;
    ZHISHI_TRY(ReadableEntries readable, readable_entries(context, official, from, to));
    list.has_hidden = readable.has_hidden;
    ZHISHI_TRY(list.entries, views_of(context, official, std::move(readable.entries)));
    ZHISHI_TRY(list.plan_items, offered_items(context, official, periods_of(from, to)));
    list.may_write = *scope == Scope::self && organ.logging_is_on;

    std::optional<MonthOfDay> month;
    for (base::Date day = from; day <= to; day = day.plus_days(1)) {
        LogDay shown{day, {}, {}, DayTakes::nothing};
        auto worked = context.directory.calendar().is_working_day(day);
        if (worked) shown.is_working = *worked;
        if (const auto* year = context.directory.calendar_year(day.year()))
            for (const auto& special : year->days)
                if (special.date == day) shown.name = special.name;
        if (list.may_write && day <= context.today() && !context.directory.posts_of(official, day).empty()) {
            if (!month || month->period.period != base::Period::month_of(day)) {
                ZHISHI_TRY(month, month_of_day(context, official, day));
            }
            auto late = is_late_on(context, day, context.today());
            if (!month->is_open())
                shown.takes = DayTakes::correction;
            else if (late)
                shown.takes = *late ? DayTakes::late_entry : DayTakes::entry;
        }
        list.days.push_back(std::move(shown));
    }
    return list;
}

} // namespace zhishi::workflow
