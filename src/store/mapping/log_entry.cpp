#include "store/mapping/cells.h"
#include "store/mapping/columns.h"

namespace zhishi::store {

namespace {

constexpr Column log_entry_columns[] = {
    key_text("organ"), key_text("entry"),     text("official"),     number("work_day"), text("time_of_day"),
    text("place"),     text("people"),        text("content"),      text("measures"),   text("progress"),
    text("effect"),    text("plan_items"),    number("is_limited"), number("is_late"),  text("corrects"),
    text("state"),     number("recorded_at"), number("version"),
};
constexpr Table log_entry_table{"log_entry", log_entry_columns};
auto log_entry_fields(auto& entry) {
    return std::tie(entry.organ, entry.id, entry.official, entry.work_date, entry.time, entry.place,
                    entry.people, entry.content, entry.measures, entry.progress, entry.effect,
                    entry.plan_items, entry.is_limited, entry.is_late, entry.corrects, entry.state,
                    entry.recorded_at, entry.version);
}

} // namespace

ZHISHI_MAP(LogEntry, log_entry_table, log_entry_fields)

} // namespace zhishi::store
