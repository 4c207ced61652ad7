// The daily log (RZ-12 to 15): write, edit, withdraw, correct, read.
//
// The day decides what may be written: today and the last three working days take an entry; an older day up
// to the month's close a late one (补记); once the month is with the reviewer, approved or closed, only a
// correction that names the old entry; a future day nothing. The number of working days is the scheme's
// (log.late_days). errors  not_found, not_allowed, stale; logging_is_off; work_date_in_future;
// month_is_reconciled, month_is_closed;
//         correction_*; calendar_year_missing
#pragma once

#include "record/log_entry.h"
#include "record/month.h"
#include "workflow/office.h"

#include <string>
#include <vector>

namespace zhishi::workflow {

struct LogEntryView {
    record::LogEntry entry;
    std::vector<record::LogEntryId> corrected_by;
    std::vector<std::string> allowed;
};

enum class DayTakes { entry, late_entry, correction, nothing };

struct LogDay {
    base::Date date;
    std::optional<bool> is_working; // absent: no calendar for that year
    std::string name;               // of the holiday
    DayTakes takes = DayTakes::nothing;
};

struct LogDays {
    record::OfficialId official;
    std::vector<LogEntryView> entries; // by day, then by when they were written
    std::vector<LogDay> days;
    struct OfferedItem {
        record::PlanItemId id;
        std::string goal;
        base::Period period;
    };
    std::vector<OfferedItem> plan_items; // that an entry of these days may name
    bool may_write = false;
    bool has_hidden = false; // entries that the actor may not read
};

inline constexpr int log_days_max = 62; // two months: what one page can show

base::Result<LogDays> list_log(const Context& context, const record::OfficialId& official, base::Date from,
                               base::Date to);
base::Result<LogEntryView> read_log_entry(const Context& context, const record::LogEntryId& id);
base::Result<LogEntryView> view_of(const Context& context, record::LogEntry entry);
// The same of an entry that was just written: nothing corrects it yet, and its month is as write_log_entry
// found it.
LogEntryView view_of_new(record::LogEntry entry);

// `input` carries work_date, the seven fields, plan_items, is_limited and corrects; the rest is filled here.
base::Result<Prepared<record::LogEntry>>
write_log_entry(const Context& context, const record::OfficialId& official, record::LogEntry input);
base::Result<Prepared<record::LogEntry>> edit_log_entry(const Context& context, const record::LogEntryId& id,
                                                        const record::LogEntry& input, long if_match);
base::Result<Prepared<record::LogEntry>> withdraw_log_entry(const Context& context,
                                                            const record::LogEntryId& id, long if_match);

// The entries of a person from one day to another that the actor may read; withdrawn ones only for their
// writer.
struct ReadableEntries {
    std::vector<record::LogEntry> entries;
    bool has_hidden = false;
};
base::Result<ReadableEntries> readable_entries(const Context& context, const record::OfficialId& official,
                                               base::Date from, base::Date to);
// readable_entries will be asked for these days: see store::Reader::expect.
void expect_entries(const Context& context, const record::OfficialId& official, base::Date from,
                    base::Date to);
// Views of entries of one person: corrections joined, and what the actor may do with each.
base::Result<std::vector<LogEntryView>> views_of(const Context& context, const record::OfficialId& official,
                                                 std::vector<record::LogEntry> entries);

} // namespace zhishi::workflow
