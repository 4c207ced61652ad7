#include "store/mapping/cells.h"
#include "store/mapping/columns.h"

namespace zhishi::store {

namespace {

constexpr Column annual_summary_columns[] = {
    key_text("organ"),
    key_text("official"),
    key_text("period"),
    text("state"),
    text("items"),
    text("reflection"),
    text("training"),
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
constexpr Table annual_summary_table{"annual_summary", annual_summary_columns};
auto annual_summary_fields(auto& summary) {
    return std::tie(summary.organ, summary.official, summary.period, summary.state, summary.items,
                    summary.reflection, summary.training, summary.review, summary.return_reason,
                    summary.submitted_at, summary.submitted_late, summary.reviewed_by, summary.reviewed_for,
                    summary.reviewed_at, summary.returns, summary.version);
}

} // namespace

ZHISHI_MAP(AnnualSummary, annual_summary_table, annual_summary_fields)

} // namespace zhishi::store
