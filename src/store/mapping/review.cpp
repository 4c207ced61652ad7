#include "store/mapping/cells.h"
#include "store/mapping/columns.h"

namespace zhishi::store {

namespace {

constexpr Column quarter_review_columns[] = {
    key_text("organ"),
    key_text("official"),
    key_text("period"),
    text("state"),
    text("subject_class"),
    text("scores"),
    text("comment"),
    text("reviewed_by"),
    text("reviewed_for"),
    number_or_null("submitted_at"),
    number("submitted_late"),
    text("reply"),
    number_or_null("replied_at"),
    number_or_null("acknowledged_at"),
    text("excuse"),
    number("reopenings"),
    number("version"),
};
constexpr Table quarter_review_table{"quarter_review", quarter_review_columns};
auto quarter_review_fields(auto& review) {
    return std::tie(review.organ, review.official, review.period, review.state, review.subject_class,
                    review.scores, review.comment, review.reviewed_by, review.reviewed_for,
                    review.submitted_at, review.submitted_late, review.reply, review.replied_at,
                    review.acknowledged_at, review.excuse, review.reopenings, review.version);
}

constexpr Column reopening_columns[] = {
    key_text("organ"),  key_text("reopening"),        text("period"),          text("official"),
    text("reason"),     text("requested_by"),         number("requested_at"),  text("state"),
    text("decided_by"), number_or_null("decided_at"), text("decision_reason"), number("version"),
};
constexpr Table reopening_table{"reopening", reopening_columns};
auto reopening_fields(auto& reopening) {
    return std::tie(reopening.organ, reopening.id, reopening.period, reopening.official, reopening.reason,
                    reopening.requested_by, reopening.requested_at, reopening.state, reopening.decided_by,
                    reopening.decided_at, reopening.decision_reason, reopening.version);
}

} // namespace

ZHISHI_MAP(QuarterReview, quarter_review_table, quarter_review_fields)
ZHISHI_MAP(Reopening, reopening_table, reopening_fields)

} // namespace zhishi::store
