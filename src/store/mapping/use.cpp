#include "store/mapping/cells.h"
#include "store/mapping/columns.h"

namespace zhishi::store {

namespace {

constexpr Column dimension_columns[] = {
    key_text("organ"), key_text("dimension"), text("name"),
    number("ordinal"), number("is_retired"),  number("version"),
};
constexpr Table dimension_table{"dimension", dimension_columns};
auto dimension_fields(auto& dimension) {
    return std::tie(dimension.organ, dimension.id, dimension.name, dimension.ordinal, dimension.is_retired,
                    dimension.version);
}

constexpr Column result_use_columns[] = {
    key_text("organ"),
    key_text("result_use"),
    text("official"),
    text("period"),
    text("use_kind"),
    text("dimension"),
    text("cause"),
    text("proposal"),
    text("state"),
    text("proposed_by"),
    number("proposed_at"),
    text("decided_by"),
    number_or_null("decided_at"),
    text("decision_reason"),
    text("outcome"),
    number_or_null("outcome_on"),
    number("version"),
};
constexpr Table result_use_table{"result_use", result_use_columns};
auto result_use_fields(auto& use) {
    return std::tie(use.organ, use.id, use.official, use.period, use.kind, use.dimension, use.cause,
                    use.proposal, use.state, use.proposed_by, use.proposed_at, use.decided_by, use.decided_at,
                    use.decision_reason, use.outcome, use.outcome_on, use.version);
}

} // namespace

ZHISHI_MAP(Dimension, dimension_table, dimension_fields)
ZHISHI_MAP(Use, result_use_table, result_use_fields)

} // namespace zhishi::store
