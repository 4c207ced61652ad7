#include "store/mapping/cells.h"
#include "store/mapping/columns.h"

namespace zhishi::store {

namespace {

constexpr Column evaluation_columns[] = {
    key_text("organ"),   key_text("period"), key_text("sheet"),           text("secrecy"),
    text("state"),       number("due_on"),   text("electorate_digest"),   text("opened_by"),
    number("opened_at"), text("closed_by"),  number_or_null("closed_at"), number("version"),
};
constexpr Table evaluation_table{"evaluation", evaluation_columns};
auto evaluation_fields(auto& evaluation) {
    return std::tie(evaluation.organ, evaluation.period, evaluation.sheet, evaluation.secrecy,
                    evaluation.state, evaluation.due_on, evaluation.electorate_digest, evaluation.opened_by,
                    evaluation.opened_at, evaluation.closed_by, evaluation.closed_at, evaluation.version);
}

constexpr Column rater_sheet_columns[] = {
    key_text("organ"),
    key_text("period"),
    key_text("sheet"),
    key_text("rater"),
    text("state"),
    text("subjects"),
    number_or_null("submitted_at"),
    text("struck_reason"),
    number("version"),
};
constexpr Table rater_sheet_table{"rater_sheet", rater_sheet_columns};
auto rater_sheet_fields(auto& sheet) {
    return std::tie(sheet.organ, sheet.period, sheet.sheet, sheet.rater, sheet.state, sheet.subjects,
                    sheet.submitted_at, sheet.struck_reason, sheet.version);
}

} // namespace

ZHISHI_MAP(Evaluation, evaluation_table, evaluation_fields)
ZHISHI_MAP(RaterSheet, rater_sheet_table, rater_sheet_fields)

} // namespace zhishi::store
