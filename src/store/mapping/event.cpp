#include "store/mapping/cells.h"
#include "store/mapping/columns.h"

namespace zhishi::store {

namespace {

constexpr Column event_columns[] = {
    key_text("organ"), key_number("seq"),   number("happened_at"), text("actor"),
    text("act"),       text("object_type"), text("object_id"),     number("object_version"),
    text("payload"),   text("nonce"),       text("commitment"),    text("prior_hash"),
    text("hash"),
};
constexpr Table event_table{"event", event_columns, false, false};
auto event_fields(auto& event) {
    return std::tie(event.organ, event.seq, event.at, event.actor, event.act, event.object_type,
                    event.object_id, event.object_version, event.payload, event.nonce, event.commitment,
                    event.prior_hash, event.hash);
}

constexpr Column record_version_columns[] = {
    key_text("organ"),   key_text("object_type"), key_text("object_id"), key_number("version"),
    number("event_seq"), number("happened_at"),   text("actor"),         text("act"),
    text("reason"),      text("image"),
};
constexpr Table record_version_table{"record_version", record_version_columns, false, false};
auto record_version_fields(auto& version) {
    return std::tie(version.organ, version.object_type, version.object_id, version.version, version.event_seq,
                    version.at, version.actor, version.act, version.reason, version.image);
}

} // namespace

ZHISHI_MAP(Event, event_table, event_fields)
ZHISHI_MAP(RecordVersion, record_version_table, record_version_fields)

} // namespace zhishi::store
