#include "store/chain.h"

#include "store/canonical.h"
#include "store/image.h"

#include <unordered_map>

namespace zhishi::store {

namespace {

constexpr size_t page_size = 2'000;

class Verifier {
  public:
    Verifier(Reader& reader, const record::OrganId& organ) : reader_(reader), organ_(organ) {}

    base::Result<ChainReport> run() {
        report_.head_hash = no_prior_hash;
        for (bool is_last = false; !is_last;) {
            Query query = query_of<record::Event>();
            query.where.push_back({"organ", Query::Where::Is::equal, organ_.value, {}});
            query.where.push_back({"seq", Query::Where::Is::above, std::int64_t{seq_}, {}});
            query.limit = page_size;
            ZHISHI_TRY(std::vector<record::Event> events, list<record::Event>(reader_, query));
            for (const record::Event& event : events)
                check_event(event);
            is_last = events.size() < page_size;
        }
        for (const Table* table : all_tables())
            if (table->is_versioned) ZHISHI_TRY_VOID(check_rows(*table));
        report_missing();
        return std::move(report_);
    }

  private:
    struct Expected {
        long seq = 0;
        long version = 0;
        std::string hash; // empty: the payload that held it was erased
        bool is_seen = false;
    };
    using ExpectedRows = std::unordered_map<std::string, Expected>; // by object id

    void check_event(const record::Event& event) {
        using Kind = ChainFault::Kind;
        report_.events_checked += 1;
        if (event.seq != seq_ + 1)
            fault(Kind::seq_missing, seq_ + 1, {}, {},
                  "events " + std::to_string(seq_ + 1) + " to " + std::to_string(event.seq - 1) +
                      " are missing");
        else if (event.prior_hash != report_.head_hash)
            fault(Kind::prior_hash_differs, event.seq, {}, {}, "the event does not follow the one before it");
        if (event.hash != event_hash(event))
            fault(Kind::hash_differs, event.seq, event.object_type, event.object_id, "the event was changed");
        seq_ = event.seq;
        report_.head_hash = event.hash;
        if (event.nonce.empty() && event.payload.empty()) {
            report_.payloads_erased += 1;
            return;
        }
        if (event.commitment != commitment_of(event.nonce, event.payload))
            fault(Kind::commitment_differs, event.seq, event.object_type, event.object_id,
                  "the payload was changed");
        std::optional<Payload> payload = payload_of(event.payload);
        if (!payload)
            return fault(Kind::payload_unreadable, event.seq, event.object_type, event.object_id,
                         "the payload cannot be read");
        for (const TouchedRow& row : payload->rows)
            expect(event.seq, row);
    }

    void expect(long seq, const TouchedRow& row) {
        auto [at, is_first] = expected_[row.table].try_emplace(row.object_id);
        // An erased payload may have held the versions between.
        if (row.version != at->second.version + 1 && report_.payloads_erased == 0)
            fault(ChainFault::Kind::version_gap, seq, std::string(row.table->name), row.object_id,
                  "version " + std::to_string(row.version) + " follows " +
                      std::to_string(at->second.version));
        at->second = {seq, row.version, row.hash, false};
    }

    base::Result<void> check_rows(const Table& table) {
        ExpectedRows& expected = expected_[&table];
        Row last;
        for (bool is_last = false; !is_last;) {
            ZHISHI_TRY(std::vector<Row> rows, page_after(table, last));
            for (const Row& row : rows)
                check_row(table, row, expected);
            is_last = rows.size() < page_size;
            if (!rows.empty()) last = std::move(rows.back());
        }
        return {};
    }

    // Rows by key, from the one after `last` on: first those that share all but the last part of its key,
    // then those that share one part less, and so on up to the organ.
    base::Result<std::vector<Row>> page_after(const Table& table, const Row& last) {
        if (last.empty()) return rows_beyond(table, last, 1, page_size);
        std::vector<Row> page;
        for (size_t shared = key_size(table) - 1; shared >= 1 && page.size() < page_size; --shared) {
            ZHISHI_TRY(std::vector<Row> rows, rows_beyond(table, last, shared, page_size - page.size()));
            std::move(rows.begin(), rows.end(), std::back_inserter(page));
        }
        return page;
    }

    base::Result<std::vector<Row>> rows_beyond(const Table& table, const Row& last, size_t shared,
                                               size_t limit) {
        Query query;
        query.table = &table;
        query.limit = limit;
        query.where.push_back({table.columns[0].name, Query::Where::Is::equal, organ_.value, {}});
        for (size_t i = 1; i < shared; ++i)
            query.where.push_back({table.columns[i].name, Query::Where::Is::equal, last[i], {}});
        if (!last.empty())
            query.where.push_back({table.columns[shared].name, Query::Where::Is::above, last[shared], {}});
        return reader_.select(query);
    }

    void check_row(const Table& table, const Row& row, ExpectedRows& expected) {
        report_.rows_checked += 1;
        std::string id = object_id_of(table, key_of(table, row)), type(table.name);
        auto at = expected.find(id);
        if (at == expected.end()) {
            if (report_.payloads_erased == 0)
                fault(ChainFault::Kind::row_unheard_of, 0, type, id, "no event wrote this row");
            return;
        }
        at->second.is_seen = true;
        bool is_later =
            std::get<std::int64_t>(row.back()) > at->second.version && report_.payloads_erased > 0;
        if (!is_later && row_hash(table, row) != at->second.hash)
            fault(ChainFault::Kind::row_differs, at->second.seq, type, id,
                  "the row is not as the event left it");
    }

    void report_missing() {
        for (const Table* table : all_tables())
            for (const auto& [id, expected] : expected_[table])
                if (!expected.is_seen)
                    fault(ChainFault::Kind::row_missing, expected.seq, std::string(table->name), id,
                          "the row that the event wrote is not there");
    }

    void fault(ChainFault::Kind kind, long seq, std::string type, std::string id, const std::string& what) {
        if (report_.faults.size() >= chain_faults_max) return;
        std::string place = "event " + std::to_string(seq);
        if (!type.empty()) place += ", " + type + " " + id;
        report_.faults.push_back({kind, seq, std::move(type), std::move(id), place + ": " + what});
    }

    Reader& reader_;
    const record::OrganId& organ_;
    ChainReport report_;
    long seq_ = 0;
    std::unordered_map<const Table*, ExpectedRows> expected_;
};

} // namespace

base::Result<ChainReport> verify_chain(Reader& reader, const record::OrganId& organ) {
    return Verifier(reader, organ).run();
}

} // namespace zhishi::store
