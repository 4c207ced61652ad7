#include "store/mapping/cells.h"
#include "store/mapping/columns.h"

namespace zhishi::store {

namespace {

constexpr Column unit_works_columns[] = {
    key_text("organ"), key_text("unit"), key_number("year"), text("works"), number("version"),
};
constexpr Table unit_works_table{"unit_works", unit_works_columns};
auto unit_works_fields(auto& works) {
    return std::tie(works.organ, works.unit, works.year, works.works, works.version);
}

constexpr Column plan_columns[] = {
    key_text("organ"),
    key_text("official"),
    key_text("period"),
    text("state"),
    text("items"),
    text("change_reason"),
    text("return_reason"),
    number_or_null("submitted_at"),
    number("submitted_late"),
    text("confirmed_by"),
    number_or_null("confirmed_at"),
    number("version"),
};
constexpr Table plan_table{"plan", plan_columns};
auto plan_fields(auto& plan) {
    return std::tie(plan.organ, plan.official, plan.period, plan.state, plan.items, plan.change_reason,
                    plan.return_reason, plan.submitted_at, plan.submitted_late, plan.confirmed_by,
                    plan.confirmed_at, plan.version);
}

} // namespace

ZHISHI_MAP(UnitWorks, unit_works_table, unit_works_fields)
ZHISHI_MAP(Plan, plan_table, plan_fields)

} // namespace zhishi::store
