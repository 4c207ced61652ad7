#include "store/batch.h"

#include "base/check.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "store/canonical.h"
#include "store/crash_point.h"
#include "store/image.h"
#include "store/mapping.h"

#include <array>
#include <set>

namespace zhishi::store {

namespace {

std::vector<Cell> request_key(const Idempotency& request) {
    return {request.account.value, request.key};
}

Row request_row(const Idempotency& request, base::Instant at) {
    return {request.account.value, request.key,  request.request_digest, std::int64_t{request.status},
            request.etag,          request.body, at.microseconds};
}

Idempotency request_of(const Row& row) {
    auto text = [&](size_t i) { return std::get<std::string>(row[i]); };
    return {{text(0)}, text(1), text(2), static_cast<int>(std::get<std::int64_t>(row[3])), text(4), text(5)};
}

// Neither database takes a text with a zero byte or that is not UTF-8. Callers have checked; this keeps a
// slip of theirs from failing a whole batch, and the two databases alike.
bool is_storable(const std::string& text) {
    return text.find('\0') == std::string::npos && base::find_bad_utf8(text) == std::string_view::npos;
}

bool is_storable(const Change& change) {
    for (const RowWrite& write : change.writes)
        for (const Cell& cell : write.row)
            if (const auto* text = std::get_if<std::string>(&cell); text && !is_storable(*text)) return false;
    if (change.idempotency)
        for (const auto* text :
             {&change.idempotency->account.value, &change.idempotency->key,
              &change.idempotency->request_digest, &change.idempotency->etag, &change.idempotency->body})
            if (!is_storable(*text)) return false;
    for (const auto* text : {&change.organ.value, &change.actor.value, &change.act, &change.object_type,
                             &change.object_id, &change.reason})
        if (!is_storable(*text)) return false;
    return true;
}

bool leaves_event(const Change& change) {
    for (const RowWrite& write : change.writes)
        if (write.table->is_versioned) return true;
    return change.leaves_event;
}

std::optional<std::string> organ_of(const Unique& unique) {
    if (!unique.within_organ) return std::nullopt;
    const auto* organ = unique.except_key.empty() ? nullptr : std::get_if<std::string>(&unique.except_key[0]);
    base::check(organ != nullptr, "a value unique within an organ names its row, and with it the organ");
    return *organ;
}

// Versions of a table without versions are 1 (there) and 0.
bool is_version(const Table& table, long wanted, long present) {
    return table.is_versioned ? wanted == present : (wanted != 0) == (present != 0);
}

// Gathers keys table by table, each once.
class KeysWanted {
  public:
    void add(const Table& table, std::vector<Cell> key) {
        if (seen_[&table].insert(key_bytes(key)).second) keys_of(table).push_back(std::move(key));
    }
    std::vector<Wanted::Keys> take() { return std::move(keys_); }

  private:
    std::vector<std::vector<Cell>>& keys_of(const Table& table) {
        for (Wanted::Keys& keys : keys_)
            if (keys.table == &table) return keys.keys;
        return keys_.emplace_back(Wanted::Keys{&table, {}}).keys;
    }
    std::vector<Wanted::Keys> keys_;
    std::unordered_map<const Table*, std::unordered_set<std::string>> seen_;
};

} // namespace

Wanted Batch::wanted_by(std::span<const Change* const> changes) {
    Wanted wanted;
    KeysWanted keys;
    std::set<std::string> requests, organs;
    std::vector<std::unordered_set<std::string>> values;
    for (const Change* change : changes) {
        if (!is_storable(*change)) continue;
        if (change->idempotency && requests.insert(key_bytes(request_key(*change->idempotency))).second)
            wanted.requests.push_back(request_key(*change->idempotency));
        if (leaves_event(*change) && !heads_.contains(change->organ.value) &&
            organs.insert(change->organ.value).second)
            wanted.heads.push_back(change->organ);
        for (const RowWrite& write : change->writes)
            keys.add(*write.table, key_of(*write.table, write.row));
        for (const Guard& guard : change->guards)
            keys.add(*guard.table, guard.key);
        for (const Unique& unique : change->uniques) {
            size_t column = position_of(*unique.table, unique.column), at = 0;
            while (at < watched_.size() &&
                   (watched_[at].table != unique.table || watched_[at].column != column ||
                    watched_[at].organ != organ_of(unique)))
                ++at;
            if (at == watched_.size()) {
                watched_.push_back({unique.table, column, organ_of(unique), {}, {}});
                wanted.holders.push_back({unique.table, column, organ_of(unique), {}});
                values.emplace_back();
            }
            if (values[at].insert(key_bytes({unique.value})).second)
                wanted.holders[at].values.push_back(unique.value);
        }
    }
    wanted.versions = keys.take();
    return wanted;
}

void Batch::learn(Found found) {
    found_ = std::move(found);
    for (auto& [organ, head] : found_.heads)
        heads_.try_emplace(organ, head);
    for (size_t i = 0; i < found_.holders.size(); ++i)
        for (const Found::Holder& holder : found_.holders[i])
            watched_[i].take(key_bytes(holder.key), key_bytes({holder.value}));
}

void Batch::Watched::take(const std::string& key, std::string value) {
    if (auto before = values.find(key); before != values.end()) holders[before->second].erase(key);
    holders[value].insert(key);
    values[key] = std::move(value);
}

Written Batch::decide(const Change& change) {
    Written written;
    if (!is_storable(change)) {
        written.cause = "a text that no database takes (a zero byte or bad UTF-8) in act " + change.act;
        return written;
    }
    if (is_answered_before(change, written) || !guards_hold(change, written) ||
        !writes_fit(change, written) || !uniques_hold(change, written))
        return written;

    for (const RowWrite& write : change.writes)
        accept(write);
    if (leaves_event(change)) {
        auto [head, is_first] =
            heads_.try_emplace(change.organ.value, ChainHead{0, std::string(no_prior_hash)});
        record::Event event = event_of(change, head->second);
        insert(Mapping<record::Event>::table(), Mapping<record::Event>::to_row(event));
        keep_versions(change, event);
        grown_organ_ = change.organ.value;
        written.event_seq = event.seq;
    }
    if (change.idempotency) {
        Row row = request_row(*change.idempotency, change.at);
        requests_.emplace(key_bytes(request_key(*change.idempotency)), row);
        insert(idempotency_table(), std::move(row));
    }
    written.outcome = Written::Outcome::committed;
    return written;
}

long Batch::version_of(const Table& table, const std::string& key) const {
    if (auto rows = pending_.find(&table); rows != pending_.end())
        if (auto at = rows->second.position.find(key); at != rows->second.position.end())
            return rows->second.rows[at->second].version;
    if (auto rows = found_.versions.find(&table); rows != found_.versions.end())
        if (auto at = rows->second.find(key); at != rows->second.end()) return at->second;
    return 0;
}

bool Batch::is_answered_before(const Change& change, Written& written) const {
    if (!change.idempotency) return false;
    std::string key = key_bytes(request_key(*change.idempotency));
    auto now = requests_.find(key);
    auto before = found_.requests.find(key);
    if (now == requests_.end() && before == found_.requests.end()) return false;
    Idempotency kept = request_of(now != requests_.end() ? now->second : before->second);
    bool is_same = kept.request_digest == change.idempotency->request_digest;
    written.outcome = is_same ? Written::Outcome::replayed : Written::Outcome::key_reused;
    if (is_same) written.kept = std::move(kept);
    return true;
}

bool Batch::guards_hold(const Change& change, Written& written) const {
    for (const Guard& guard : change.guards) {
        base::check(guard.key.size() == key_size(*guard.table), "a guard names a whole key");
        long present = version_of(*guard.table, key_bytes(guard.key));
        if (is_version(*guard.table, guard.version, present)) continue;
        written.outcome = Written::Outcome::guard_failed;
        written.failed = {guard.table, guard.key, present};
        return false;
    }
    return true;
}

bool Batch::writes_fit(const Change& change, Written& written) const {
    OwnVersions own;
    for (const RowWrite& write : change.writes) {
        if (!write.table->is_versioned) continue;
        base::check(!write.is_removal, "a versioned row is never removed");
        base::check(write.row.size() == write.table->columns.size() &&
                        write.row.back() == Cell(std::int64_t{write.version_before + 1}),
                    "a row to write carries the version after the one it was read with");
        base::check(write.row[0] == Cell(change.organ.value), "a change writes rows of its own organ alone");
        std::vector<Cell> key = key_of(*write.table, write.row);
        std::string bytes = key_bytes(key);
        auto [at, is_first] = own[write.table].try_emplace(bytes, 0);
        long present = is_first ? version_of(*write.table, bytes) : at->second;
        if (present != write.version_before) {
            written.outcome = Written::Outcome::guard_failed;
            written.failed = {write.table, std::move(key), present};
            return false;
        }
        at->second = write.version_before + 1;
    }
    return true;
}

bool Batch::uniques_hold(const Change& change, Written& written) const {
    if (change.uniques.empty()) return true;
    // Neither a row as it is nor another row of this change may hold the value.
    std::vector<Watched> own(watched_.size());
    for (const RowWrite& write : change.writes)
        for (size_t i = 0; i < watched_.size(); ++i)
            if (watched_[i].table == write.table &&
                (!watched_[i].organ || Cell(*watched_[i].organ) == write.row[0]))
                own[i].take(key_bytes(key_of(*write.table, write.row)),
                            key_bytes({write.row[watched_[i].column]}));
    for (const Unique& unique : change.uniques) {
        auto at = static_cast<size_t>(&watched_by(unique) - watched_.data());
        std::string value = key_bytes({unique.value}), except = key_bytes(unique.except_key);
        bool is_held = false;
        if (auto keys = watched_[at].holders.find(value); keys != watched_[at].holders.end())
            for (const std::string& key : keys->second)
                is_held = is_held || key != except;
        if (auto keys = own[at].holders.find(value); keys != own[at].holders.end())
            for (const std::string& key : keys->second)
                is_held = is_held || key != except;
        if (!is_held) continue;
        written.outcome = Written::Outcome::not_unique;
        written.failed = {unique.table, unique.except_key, 0};
        written.failed_column = unique.column;
        return false;
    }
    return true;
}

const Batch::Watched& Batch::watched_by(const Unique& unique) const {
    size_t column = position_of(*unique.table, unique.column);
    for (const Watched& watched : watched_)
        if (watched.table == unique.table && watched.column == column && watched.organ == organ_of(unique))
            return watched;
    base::stop("a change is decided for which nothing was looked up", std::source_location::current());
}

void Batch::accept(const RowWrite& write) {
    const Table& table = *write.table;
    std::vector<Cell> key = key_of(table, write.row);
    std::string bytes = key_bytes(key);
    long version_in_database = version_of(table, bytes);
    auto [rows, is_new_table] = pending_.try_emplace(&table);
    if (is_new_table) pending_order_.push_back(&table);
    auto [at, is_new] = rows->second.position.try_emplace(bytes, rows->second.rows.size());
    if (is_new) rows->second.rows.push_back({std::move(key), version_in_database, 0, {}});
    Pending& pending = rows->second.rows[at->second];
    pending.version = write.is_removal ? 0 : table.is_versioned ? write.version_before + 1 : 1;
    pending.row = write.is_removal ? Row() : write.row;
    touched_.insert(&table);
    touches_structure_ = touches_structure_ || (table.is_structure && !write.is_beside_directory);
    if (write.is_removal) return;
    for (Watched& watched : watched_)
        if (watched.table == &table && (!watched.organ || Cell(*watched.organ) == write.row[0]))
            watched.take(bytes, key_bytes({write.row[watched.column]}));
}

record::Event Batch::event_of(const Change& change, ChainHead& head) {
    record::Event event;
    event.organ = change.organ;
    event.seq = head.seq + 1;
    event.at = change.at;
    event.actor = change.actor;
    event.act = change.act;
    event.object_type = change.object_type;
    event.object_id = change.object_id;
    Payload payload;
    payload.reason = change.reason;
    for (const RowWrite& write : change.writes) {
        std::string object_id = object_id_of(*write.table, key_of(*write.table, write.row));
        long version = write.table->is_versioned ? write.version_before + 1 : 0;
        if (event.object_type.empty()) event.object_type = write.table->name, event.object_id = object_id;
        if (event.object_type == write.table->name && event.object_id == object_id)
            event.object_version = version;
        if (write.table->is_versioned)
            payload.rows.push_back(
                {write.table, std::move(object_id), version, row_hash(*write.table, write.row)});
    }
    std::array<std::uint8_t, 32> nonce{};
    random_.fill(nonce);
    event.nonce = crypto::to_hex({reinterpret_cast<const char*>(nonce.data()), nonce.size()});
    event.payload = json_of(payload);
    event.commitment = commitment_of(event.nonce, event.payload);
    event.prior_hash = head.hash;
    event.hash = event_hash(event);
    head = {event.seq, event.hash};
    return event;
}

void Batch::keep_versions(const Change& change, const record::Event& event) {
    for (const RowWrite& write : change.writes) {
        if (!write.table->is_versioned) continue;
        record::RecordVersion version{.organ = change.organ,
                                      .object_type = std::string(write.table->name),
                                      .object_id =
                                          object_id_of(*write.table, key_of(*write.table, write.row)),
                                      .version = write.version_before + 1,
                                      .event_seq = event.seq,
                                      .at = change.at,
                                      .actor = change.actor,
                                      .act = change.act,
                                      .reason = change.reason,
                                      .image = image_of(*write.table, write.row)};
        insert(Mapping<record::RecordVersion>::table(), Mapping<record::RecordVersion>::to_row(version));
    }
}

// A row that cannot be there yet.
void Batch::insert(const Table& table, Row row) {
    if (&table == &Mapping<record::Event>::table() && is_planted_this_time(PlantedFault::event_dropped))
        return;
    if (&table == &idempotency_table() && is_planted_this_time(PlantedFault::request_dropped)) return;
    auto [rows, is_new_table] = pending_.try_emplace(&table);
    if (is_new_table) pending_order_.push_back(&table);
    rows->second.rows.push_back({key_of(table, row), 0, 1, std::move(row)});
}

std::vector<TableWrites> Batch::take_writes() {
    std::vector<TableWrites> writes;
    for (const Table* table : pending_order_) {
        TableWrites of_table{table, {}, {}, {}, {}};
        for (Pending& pending : pending_[table].rows) {
            bool is_there = pending.version_in_database != 0;
            if (pending.row.empty()) {
                if (is_there) of_table.removed.push_back(std::move(pending.key));
            } else if (is_there) {
                of_table.updated.push_back(std::move(pending.row));
                of_table.versions_before.push_back(pending.version_in_database);
            } else {
                of_table.inserted.push_back(std::move(pending.row));
            }
        }
        writes.push_back(std::move(of_table));
    }
    pending_.clear();
    pending_order_.clear();
    return writes;
}

const Table& idempotency_table() {
    static constexpr Column columns[] = {
        {"account", ColumnType::text, true},
        {"request_key", ColumnType::text, true},
        {"request_digest"},
        {"status", ColumnType::number},
        {"etag"},
        {"body"},
        {"written_at", ColumnType::number},
    };
    static constexpr Table table{"idempotency", columns, false, false};
    return table;
}

} // namespace zhishi::store
