#include "cli/example/bureau_year.h"
#include "workflow/logs.h"
#include "workflow/plans.h"

#include <memory>

namespace zhishi::cli::example {

namespace {

using workflow::Context;

// Of a hundred days. Nobody has to write every day, and nothing counts who does.
struct Habit {
    int writes = 90, writes_twice = 30;
};

Habit habit_of(const Employee& one, size_t who) {
    if (one.member->life.writes_seldom) return {18, 5};
    switch (one.stints.front().kind) {
    case record::PostKind::leader: return {42, 12};
    case record::PostKind::head: return {78, 20};
    case record::PostKind::staff: break;
    }
    return {73 + static_cast<int>(who * 7 % 17), 20 + static_cast<int>(who * 11 % 23)};
}

constexpr int next_morning_percent = 16, late_per_thousand = 12, limited_per_thousand = 4;
constexpr int withdrawn_per_thousand = 2, leave_days = 5, leaves_a_year = 2;

// Short leaves: a week here and there, from the third month on.
std::vector<base::Period> short_leaves(SeededRandom& random, int year) {
    std::vector<base::Period> months;
    for (int i = 0; i < leaves_a_year; ++i)
        months.push_back(base::Period::of_month(year, 3 + static_cast<int>(random.below(10))));
    return months;
}

class Diary {
  public:
    Diary(const Staff& staff, const WorkingDays& days, size_t who, std::set<std::string>& told)
        : staff_(staff), days_(days), who_(who), one_(staff.at(who)), told_(told),
          random_(chance_of(who, "log", base::Period::of_year(2000))) {}

    void write(base::Date day, std::vector<LogDraft>& drafts) {
        if (!one_.is_there(day)) return;
        if (day.month() != month_ || day.year() != year_) begin_month(day);
        if (is_leave_month_ && day >= leave_from_) {
            left_of_leave_ = leave_days;
            is_leave_month_ = false;
        }
        if (left_of_leave_ > 0 && left_of_leave_-- > 0) return;
        Habit habit = habit_of(one_, who_);
        if (!random_.happens(habit.writes)) return;
        int count = random_.happens(habit.writes_twice) ? 2 : 1;
        for (int number = 0; number < count; ++number)
            drafts.push_back(draft(day, number));
    }

  private:
    void begin_month(base::Date day) {
        if (day.year() != year_) leaves_ = short_leaves(random_, day.year());
        month_ = day.month();
        year_ = day.year();
        base::Period month = base::Period::month_of(day);
        handed_in_ = summary_day(staff_, days_, who_, month);
        leave_from_ = month.first().plus_days(4 + static_cast<int>(random_.below(14)));
        is_leave_month_ = false;
        for (const base::Period& leave : leaves_)
            is_leave_month_ = is_leave_month_ || leave == month;
    }

    LogDraft draft(base::Date day, int number) {
        const Stint& stint = one_.on(day);
        if (&stint != stint_) {
            stint_ = &stint;
            desk_ = std::make_unique<Desk>(staff_.section_of(stint), stint.kinds, days_,
                                           chance_of(who_, stint.title + "desk", base::Period::of_year(2000)),
                                           told_);
        }
        LogDraft made;
        made.who = who_;
        made.composed = desk_->compose(day);
        made.composed.entry.work_date = day;
        made.composed.entry.is_limited = per_thousand(limited_per_thousand);
        made.minute = static_cast<int>(random_.below(40)) + 40 * number;
        made.is_withdrawn = per_thousand(withdrawn_per_thousand);
        made.written = day;
        int later = per_thousand(late_per_thousand) ? 4 + static_cast<int>(random_.below(3))
                                                    : random_.happens(next_morning_percent);
        base::Date written = days_.near(day, later);
        // Before the summary is handed in, and before he goes away.
        bool is_in_time = written < handed_in_ && written.month() == day.month() && one_.is_there(written);
        if (later > 0 && is_in_time) made.written = written;
        return made;
    }
    bool per_thousand(int count) { return random_.below(1000) < static_cast<size_t>(count); }

    const Staff& staff_;
    const WorkingDays& days_;
    size_t who_;
    const Employee& one_;
    std::set<std::string>& told_;
    SeededRandom random_;
    int month_ = 0, year_ = 0, left_of_leave_ = 0;
    std::vector<base::Period> leaves_;
    base::Date leave_from_, handed_in_;
    bool is_leave_month_ = false;
    const Stint* stint_ = nullptr;
    std::unique_ptr<Desk> desk_;
};

Rehearsal::Act write_entry(const Bureau& bureau, LogDraft draft) {
    return [&bureau, draft = std::move(draft)](const Context& context) -> Outcome {
        const record::OfficialId& official = bureau.officials[draft.who].official;
        record::LogEntry entry = draft.composed.entry;
        if (draft.composed.line) {
            base::Period month = base::Period::month_of(entry.work_date);
            ZHISHI_TRY(auto plan, workflow::plan_of(context, {official, month}));
            size_t line = *draft.composed.line;
            if (line < plan.items.size()) entry.plan_items.push_back(plan.items[line].id);
        }
        return change_of(workflow::write_log_entry(context, official, std::move(entry)));
    };
}

Rehearsal::Act withdraw_entry(const Bureau& bureau, const LogDraft& draft) {
    return [&bureau, who = draft.who, day = draft.composed.entry.work_date,
            content = draft.composed.entry.content](const Context& context) -> Outcome {
        const record::OfficialId& official = bureau.officials[who].official;
        ZHISHI_TRY(auto that_day, workflow::readable_entries(context, official, day, day));
        for (const auto& entry : that_day.entries)
            if (entry.content == content)
                return change_of(workflow::withdraw_log_entry(context, entry.id, entry.version));
        return base::refused(base::ErrorKind::not_found, "example_entry_missing",
                             {"示例中要撤回的日志不存在。", "The entry to withdraw is not there."});
    };
}

} // namespace

std::vector<LogDraft> draft_logs(const Staff& staff, const WorkingDays& days, base::Date first,
                                 base::Date until) {
    std::vector<LogDraft> drafts;
    std::set<std::string> told;
    std::vector<std::unique_ptr<Diary>> diaries;
    for (size_t who = 0; who < staff.size(); ++who)
        diaries.push_back(std::make_unique<Diary>(staff, days, who, told));
    // Day by day: what was written by then does not hang on how long the year goes on.
    for (base::Date day = first; day < until; day = day.plus_days(1))
        if (days.is_worked(day))
            for (auto& diary : diaries)
                diary->write(day, drafts);
    return drafts;
}

void add_logs(const Scene& scene, std::vector<LogDraft> drafts) {
    for (LogDraft& draft : drafts) {
        At written{draft.written, draft.written == draft.composed.entry.work_date ? 16 : 8, draft.minute / 2};
        if (draft.is_withdrawn)
            scene.papers({draft.written, 18, 0}, draft.who, draft.who, withdraw_entry(scene.bureau, draft));
        size_t who = draft.who;
        scene.timetable.add(written, who, Concerns::log, who, write_entry(scene.bureau, std::move(draft)));
    }
}

} // namespace zhishi::cli::example
