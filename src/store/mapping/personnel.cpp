#include "store/mapping/cells.h"
#include "store/mapping/columns.h"

namespace zhishi::store {

namespace {

constexpr Column prior_grade_columns[] = {
    key_text("organ"), key_text("official"), key_number("year"), text("grade"),
    text("award"),     text("source"),       number("version"),
};
constexpr Table prior_grade_table{"prior_grade", prior_grade_columns};
auto prior_grade_fields(auto& prior) {
    return std::tie(prior.organ, prior.official, prior.year, prior.grade, prior.award, prior.source,
                    prior.version);
}

constexpr Column special_state_columns[] = {
    key_text("organ"),         key_text("special_state"), text("official"), number("year"),
    text("state_key"),         text("state_value"),       text("evidence"), number("is_withdrawn"),
    text("withdrawal_reason"), number("version"),
};
constexpr Table special_state_table{"special_state", special_state_columns};
auto special_state_fields(auto& state) {
    return std::tie(state.organ, state.id, state.official, state.year, state.key, state.value, state.evidence,
                    state.is_withdrawn, state.withdrawal_reason, state.version);
}

} // namespace

ZHISHI_MAP(PriorGrade, prior_grade_table, prior_grade_fields)
ZHISHI_MAP(SpecialState, special_state_table, special_state_fields)

} // namespace zhishi::store
