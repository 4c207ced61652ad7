#include "store/mapping/cells.h"
#include "store/mapping/columns.h"

namespace zhishi::store {

namespace {

constexpr Column organ_columns[] = {
    key_text("organ"),
    text("name"),
    number("utc_offset_minutes"),
    text("scheme"),
    number("logging_is_on"),
    text("log_visibility"),
    number("version"),
};
constexpr Table organ_table{"organ", organ_columns, true};
auto organ_fields(auto& organ) {
    return std::tie(organ.id, organ.name, organ.utc_offset_minutes, organ.scheme, organ.logging_is_on,
                    organ.log_visibility, organ.version);
}

constexpr Column unit_columns[] = {
    key_text("organ"),  key_text("unit"),         text("name"),      text("parent"), number("ordinal"),
    number("from_day"), number_or_null("to_day"), number("version"),
};
constexpr Table unit_table{"unit", unit_columns, true};
auto unit_fields(auto& unit) {
    return std::tie(unit.organ, unit.id, unit.name, unit.parent, unit.ordinal, unit.from, unit.to,
                    unit.version);
}

constexpr Column official_columns[] = {
    key_text("organ"),  key_text("official"),     text("name"),      text("pinyin"), text("official_number"),
    number("from_day"), number_or_null("to_day"), number("version"),
};
constexpr Table official_table{"official", official_columns, true};
auto official_fields(auto& official) {
    return std::tie(official.organ, official.id, official.name, official.pinyin, official.number,
                    official.from, official.to, official.version);
}

constexpr Column post_columns[] = {
    key_text("organ"), key_text("post"),   text("official"),
    text("unit"),      text("kind"),       text("title"),
    number("is_main"), number("from_day"), number_or_null("to_day"),
    number("version"),
};
constexpr Table post_table{"post", post_columns, true};
auto post_fields(auto& post) {
    return std::tie(post.organ, post.id, post.official, post.unit, post.kind, post.title, post.is_main,
                    post.from, post.to, post.version);
}

constexpr Column charge_columns[] = {
    key_text("organ"),  key_text("charge"),       text("leader"),    text("unit"),
    number("from_day"), number_or_null("to_day"), number("version"),
};
constexpr Table charge_table{"charge", charge_columns, true};
auto charge_fields(auto& charge) {
    return std::tie(charge.organ, charge.id, charge.leader, charge.unit, charge.from, charge.to,
                    charge.version);
}

constexpr Column acting_columns[] = {
    key_text("organ"),  key_text("acting"), text("reviewer"), text("by_official"),
    number("from_day"), number("to_day"),   text("reason"),   number("version"),
};
constexpr Table acting_table{"acting", acting_columns, true};
auto acting_fields(auto& acting) {
    return std::tie(acting.organ, acting.id, acting.reviewer, acting.by, acting.from, acting.to,
                    acting.reason, acting.version);
}

constexpr Column recusal_columns[] = {
    key_text("organ"),  key_text("recusal"),      text("reviewer"), text("official"),
    number("from_day"), number_or_null("to_day"), text("reason"),   number("version"),
};
constexpr Table recusal_table{"recusal", recusal_columns, true};
auto recusal_fields(auto& recusal) {
    return std::tie(recusal.organ, recusal.id, recusal.reviewer, recusal.official, recusal.from, recusal.to,
                    recusal.reason, recusal.version);
}

constexpr Column placement_columns[] = {
    key_text("organ"), key_text("placement"), text("official"),       text("period"),    text("unit"),
    text("kind"),      text("reason"),        number("is_withdrawn"), number("version"),
};
constexpr Table placement_table{"placement", placement_columns, true};
auto placement_fields(auto& placement) {
    return std::tie(placement.organ, placement.id, placement.official, placement.period, placement.unit,
                    placement.kind, placement.reason, placement.is_withdrawn, placement.version);
}

constexpr Column committee_seat_columns[] = {
    key_text("organ"),  key_text("committee_seat"), text("official"),  text("seat_role"),
    number("from_day"), number_or_null("to_day"),   number("version"),
};
constexpr Table committee_seat_table{"committee_seat", committee_seat_columns, true};
auto committee_seat_fields(auto& seat) {
    return std::tie(seat.organ, seat.id, seat.official, seat.role, seat.from, seat.to, seat.version);
}

constexpr Column calendar_year_columns[] = {
    key_text("organ"), key_number("year"), text("source"), text("days"), number("version"),
};
constexpr Table calendar_year_table{"calendar_year", calendar_year_columns, true};
auto calendar_year_fields(auto& calendar) {
    return std::tie(calendar.organ, calendar.year, calendar.source, calendar.days, calendar.version);
}

} // namespace

ZHISHI_MAP(Organ, organ_table, organ_fields)
ZHISHI_MAP(Unit, unit_table, unit_fields)
ZHISHI_MAP(Official, official_table, official_fields)
ZHISHI_MAP(Post, post_table, post_fields)
ZHISHI_MAP(Charge, charge_table, charge_fields)
ZHISHI_MAP(Acting, acting_table, acting_fields)
ZHISHI_MAP(Recusal, recusal_table, recusal_fields)
ZHISHI_MAP(Placement, placement_table, placement_fields)
ZHISHI_MAP(CommitteeSeat, committee_seat_table, committee_seat_fields)
ZHISHI_MAP(OrganCalendarYear, calendar_year_table, calendar_year_fields)

} // namespace zhishi::store
