#include "bench/stored_rows.h"

#include "base/clock.h"
#include "bench/frame.h"
#include "bench/served_program.h"
#include "record/event.h"
#include "record/log_entry.h"
#include "record/organ.h"
#include "store/mapping.h"
#include "store/reader.h"
#include "store/store.h"

#include <algorithm>
#include <functional>

namespace zhishi::bench {

namespace {

using Is = store::Query::Where::Is;

// Nothing is written here: whoever asks for chance has a fault.
class NoRandom : public base::Random {
  public:
    void fill(std::span<std::uint8_t>) override { give_up("reading needs no chance"); }
};

template <class Value>
Value must(base::Result<Value> result) {
    if (!result) give_up("the database cannot be read after the run");
    return std::move(*result);
}

// A store of its own for one answer.
template <class Answer>
Answer read(const std::string& database_url, const std::function<Answer(store::Reader&)>& question) {
    NoRandom random;
    store::StoreOptions options;
    options.url = database_url;
    options.readers = 1;
    auto store = must(store::open(options, random));
    auto reader = must(store->reader());
    return question(*reader);
}

StoredRows rows_in(store::Reader& reader) {
    store::Query entries = store::query_of<record::LogEntry>(), events = store::query_of<record::Event>(),
                 versions = store::query_of<record::RecordVersion>();
    versions.where.push_back({"object_type", Is::equal, std::string("log_entry"), {}});
    StoredRows rows;
    rows.log_entries = must(reader.count(entries));
    rows.events = must(reader.count(events));
    rows.versions_of_entries = must(reader.count(versions));
    events.order.push_back({"seq", true});
    events.limit = 1;
    for (const record::Event& event : must(store::list<record::Event>(reader, events)))
        rows.highest_seq = event.seq;
    return rows;
}

} // namespace

StoredRows count_rows(const std::string& database_url) {
    return read<StoredRows>(database_url, rows_in);
}

std::int64_t count_entries(const std::string& database_url, const std::string& official, base::Date from,
                           base::Date to) {
    store::Query entries = store::query_of<record::LogEntry>();
    entries.where = {{"official", Is::equal, official, {}},
                     {"work_day", Is::at_least, static_cast<std::int64_t>(from.days()), {}},
                     {"work_day", Is::at_most, static_cast<std::int64_t>(to.days()), {}}};
    return read<std::int64_t>(database_url, [&](auto& reader) { return must(reader.count(entries)); });
}

std::int64_t count_officials_on(const std::string& database_url, base::Date day) {
    return read<std::int64_t>(database_url, [&](auto& reader) {
        store::Query everybody = store::query_of<record::Official>();
        return std::ranges::count_if(must(store::list<record::Official>(reader, everybody)),
                                     [&](const auto& one) { return !one.to || *one.to >= day; });
    });
}

void check_rows(Bench& bench, const std::string& who, const StoredRows& before, const StoredRows& after,
                std::int64_t acknowledged) {
    auto count = [](std::int64_t number) { return std::to_string(number); };
    std::int64_t written = after.log_entries - before.log_entries;
    bench.check(who + ": every acknowledged entry is there, and no other", written == acknowledged,
                count(written) + " rows for " + count(acknowledged) + " acknowledgements");
    std::int64_t versions = after.versions_of_entries - before.versions_of_entries;
    bench.check(who + ": every entry has its version", versions == acknowledged,
                count(versions) + " versions for " + count(acknowledged) + " acknowledgements");
    bench.check(who + ": the events are numbered without a gap",
                after.events == after.highest_seq && after.events > 0,
                count(after.events) + " events up to number " + count(after.highest_seq));
    std::int64_t events = after.events - before.events;
    bench.check(who + ": every entry left an event", events >= acknowledged,
                count(events) + " events for " + count(acknowledged) + " entries");
}

} // namespace zhishi::bench
