#include "workflow/logs.h"

#include "cli/example/acts.h"
#include "cli/example/year_and_month.h"
#include "workflow/plans.h"

namespace zhishi::cli::example {

namespace {

using workflow::Context;

constexpr int second_entry_percent = 45, away_percent = 6, leader_silent_percent = 35;

// How an entry differs from the usual one of that evening.
struct Manner {
    bool is_limited = false;
    bool is_withdrawn = false;
    int days_late = 0; // working days
};

Manner manner_of(size_t member, int working_day, int number) {
    Manner manner;
    manner.is_limited = member == place::inspection && working_day == 10 && number == 0;
    manner.is_withdrawn = member == place::reserve && working_day == 9 && number == 0;
    bool is_late = (member == place::registrations && working_day == 7) ||
                   (member == place::bidding && (working_day == 6 || working_day == 12));
    manner.days_late = is_late ? 5 : 0;
    return manner;
}

Rehearsal::Act write_entry(const record::OfficialId& official, LogTexts::Composed composed) {
    return [official, composed = std::move(composed)](const Context& context) -> Outcome {
        record::LogEntry entry = composed.entry;
        if (composed.line) {
            base::Date day = entry.work_date;
            ZHISHI_TRY(auto plan, workflow::plan_of(context, {official, base::Period::month_of(day)}));
            auto item = item_of_line(plan, *composed.line);
            if (item.empty()) {
                ZHISHI_TRY(auto annual,
                           workflow::plan_of(context, {official, base::Period::of_year(day.year())}));
                item = item_of_line(annual, *composed.line);
            }
            if (!item.empty()) entry.plan_items.push_back(item);
        }
        ZHISHI_TRY(auto prepared, workflow::write_log_entry(context, official, std::move(entry)));
        return std::move(prepared.change);
    };
}

Rehearsal::Act withdraw_entry(const record::OfficialId& official, base::Date day, std::string content) {
    return [official, day, content = std::move(content)](const Context& context) -> Outcome {
        ZHISHI_TRY(auto that_day, workflow::readable_entries(context, official, day, day));
        for (const auto& entry : that_day.entries)
            if (entry.content == content) {
                ZHISHI_TRY(auto prepared, workflow::withdraw_log_entry(context, entry.id, entry.version));
                return std::move(prepared.change);
            }
        return base::refused(base::ErrorKind::not_found, "example_entry_missing",
                             {"示例中要撤回的日志不存在。", "The entry to withdraw is not there."});
    };
}

} // namespace

void add_logs(Timetable& timetable, const Bureau& bureau, const WorkingDays& days, const base::Period& month,
              base::Date until, SeededRandom& random, LogTexts& texts) {
    int working_day = 0;
    for (base::Date day = month.first(); day <= month.last() && day < until; day = day.plus_days(1)) {
        if (!days.is_worked(day)) continue;
        ++working_day;
        for (size_t i = 0; i < bureau.officials.size(); ++i) {
            bool is_leader = !reviewer_of(i);
            bool is_away = random.happens(is_leader ? leader_silent_percent : away_percent);
            int count = random.happens(second_entry_percent) ? 2 : 1;
            for (int number = 0; number < count; ++number) {
                Manner manner = manner_of(i, working_day, number);
                bool is_special = manner.is_limited || manner.is_withdrawn || manner.days_late > 0;
                if (is_away && !is_special) continue;
                auto composed = texts.compose(i);
                composed.entry.work_date = day;
                composed.entry.is_limited = manner.is_limited;
                std::string content = composed.entry.content;
                const auto& official = bureau.officials[i].official;
                base::Date written = days.after(day, manner.days_late);
                int minute = static_cast<int>(random.below(25)) + 25 * number;
                timetable.add({written, 16, minute}, i, Concerns::log, i,
                              write_entry(official, std::move(composed)));
                if (manner.is_withdrawn)
                    timetable.add({days.after(day, 1), 8, 50}, i, Concerns::papers, i,
                                  withdraw_entry(official, day, content));
            }
        }
    }
}

} // namespace zhishi::cli::example
