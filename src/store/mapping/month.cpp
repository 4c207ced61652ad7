#include "store/mapping/cells.h"
#include "store/mapping/columns.h"

namespace zhishi::store {

namespace {

constexpr Column month_columns[] = {
    key_text("organ"),
    key_text("official"),
    key_text("period"),
    text("state"),
    text("items"),
    text("reflection"),
    text("review"),
    text("return_reason"),
    number_or_null("submitted_at"),
    number("submitted_late"),
    text("reviewed_by"),
    text("reviewed_for"),
    number_or_null("reviewed_at"),
    number("returned_times"),
    number("version"),
};
constexpr Table month_table{"month", month_columns};
auto month_fields(auto& month) {
    return std::tie(month.organ, month.official, month.period, month.state, month.items, month.reflection,
                    month.review, month.return_reason, month.submitted_at, month.submitted_late,
                    month.reviewed_by, month.reviewed_for, month.reviewed_at, month.returns, month.version);
}

constexpr Column period_state_columns[] = {
    key_text("organ"), key_text("period"),          number("is_closed"),
    text("closed_by"), number_or_null("closed_at"), number("version"),
};
constexpr Table period_state_table{"period_state", period_state_columns};
auto period_state_fields(auto& state) {
    return std::tie(state.organ, state.period, state.is_closed, state.closed_by, state.closed_at,
                    state.version);
}

constexpr Column reminder_columns[] = {
    key_text("organ"), key_text("reminder"), text("official"),  text("period"),
    text("step"),      text("sent_by"),      number("sent_at"), number("version"),
};
constexpr Table reminder_table{"reminder", reminder_columns};
auto reminder_fields(auto& reminder) {
    return std::tie(reminder.organ, reminder.id, reminder.official, reminder.period, reminder.step,
                    reminder.sent_by, reminder.sent_at, reminder.version);
}

} // namespace

ZHISHI_MAP(Month, month_table, month_fields)
ZHISHI_MAP(PeriodState, period_state_table, period_state_fields)
ZHISHI_MAP(Reminder, reminder_table, reminder_fields)

} // namespace zhishi::store
