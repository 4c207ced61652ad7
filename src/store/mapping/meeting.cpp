#include "store/mapping/cells.h"
#include "store/mapping/columns.h"

namespace zhishi::store {

namespace {

constexpr Column meeting_columns[] = {
    key_text("organ"), key_text("meeting"), text("period"),    number("held_on"),
    text("held_at"),   text("chair"),       text("present"),   text("leaves_room"),
    text("notes"),     text("state"),       text("opened_by"), number("version"),
};
constexpr Table meeting_table{"meeting", meeting_columns};
auto meeting_fields(auto& meeting) {
    return std::tie(meeting.organ, meeting.id, meeting.period, meeting.held_on, meeting.place, meeting.chair,
                    meeting.present, meeting.leaves, meeting.notes, meeting.state, meeting.opened_by,
                    meeting.version);
}

constexpr Column decision_columns[] = {
    key_text("organ"),
    key_text("official"),
    key_text("period"),
    text("run"),
    text("proposed_grade"),
    text("grade"),
    text("reason"),
    text("meeting"),
    text("left_room"),
    number_or_null("votes_for"),
    number_or_null("votes_against"),
    number_or_null("votes_abstained"),
    text("decided_by"),
    number("decided_at"),
    number("version"),
};
constexpr Table decision_table{"decision", decision_columns};
auto decision_fields(auto& decision) {
    return std::tie(decision.organ, decision.official, decision.period, decision.run, decision.proposed_grade,
                    decision.grade, decision.reason, decision.meeting, decision.left_room, decision.votes_for,
                    decision.votes_against, decision.votes_abstained, decision.decided_by,
                    decision.decided_at, decision.version);
}

constexpr Column result_notice_columns[] = {
    key_text("organ"),
    key_text("official"),
    key_text("period"),
    text("state"),
    number("issued_at"),
    text("opinion"),
    number_or_null("acknowledged_at"),
    text("objection"),
    number_or_null("objected_at"),
    text("answer"),
    text("answered_by"),
    number_or_null("answered_at"),
    number("version"),
};
constexpr Table result_notice_table{"result_notice", result_notice_columns};
auto result_notice_fields(auto& notice) {
    return std::tie(notice.organ, notice.official, notice.period, notice.state, notice.issued_at,
                    notice.opinion, notice.acknowledged_at, notice.objection, notice.objected_at,
                    notice.answer, notice.answered_by, notice.answered_at, notice.version);
}

} // namespace

ZHISHI_MAP(Meeting, meeting_table, meeting_fields)
ZHISHI_MAP(Decision, decision_table, decision_fields)
ZHISHI_MAP(ResultNotice, result_notice_table, result_notice_fields)

} // namespace zhishi::store
