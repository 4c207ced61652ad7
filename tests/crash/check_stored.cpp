// What a database holds against what was acknowledged: everything once, with its content; nothing by halves;
// nothing else.
#include "record/log_entry.h"
#include "record/plan.h"
#include "store/chain.h"
#include "store/write_connection.h"
#include "tests/crash/trial.h"

#include <algorithm>
#include <unordered_map>

namespace zhishi::crash {

namespace {

struct Stored {
    std::unordered_map<std::string, record::LogEntry> entries; // by id
    std::unordered_map<std::string, std::string> entry_by_content;
    std::unordered_map<std::string, record::Plan> plans;  // by official
    std::unordered_map<std::string, store::Row> requests; // by key, those of acts
    long events = 0;
    std::string organ;
};

template <class Record>
std::vector<Record> all_of(store::Reader& reader, Report& report) {
    auto found = store::list<Record>(reader, store::query_of<Record>());
    if (found.ok()) return std::move(found).value();
    report.fault("a table cannot be read: " + found.error().text.en);
    return {};
}

Stored read_stored(store::Reader& reader, Report& report) {
    Stored stored;
    for (record::LogEntry& entry : all_of<record::LogEntry>(reader, report)) {
        stored.organ = entry.organ.value;
        report.check(stored.entry_by_content.emplace(entry.content, entry.id.value).second,
                     "doubled: two entries with the content of one act: " + entry.content);
        stored.entries.emplace(entry.id.value, std::move(entry));
    }
    for (record::Plan& plan : all_of<record::Plan>(reader, report))
        stored.plans.emplace(plan.official.value, std::move(plan));
    store::Query requests;
    requests.table = &store::idempotency_table();
    if (auto rows = reader.select(requests); rows.ok())
        for (store::Row& row : *rows) {
            std::string key = std::get<std::string>(row[1]);
            if (key.starts_with("act-")) stored.requests.emplace(std::move(key), std::move(row));
        }
    auto events = reader.count(store::query_of<record::Event>());
    report.check(events.ok(), "the events cannot be counted");
    if (events.ok()) stored.events = *events;
    for (const record::Organ& organ : all_of<record::Organ>(reader, report))
        stored.organ = organ.id.value;
    return stored;
}

// What one client's official has, by the acknowledgements and, where it is there, the pending act.
struct Expected {
    std::map<std::string, Known> entries;
    Known plan;
    bool pending_is_there = false;
};

std::string plan_text(const Stored& stored, const std::string& official) {
    auto plan = stored.plans.find(official);
    return plan == stored.plans.end() || plan->second.items.empty() ? "" : plan->second.items[0].goal;
}

Expected expected_of(const Client& client, const Stored& stored) {
    Expected expected{client.entries(), client.plan(), false};
    if (!client.pending()) return expected;
    const Act& act = *client.pending();
    auto by_content = stored.entry_by_content.find(act.text);
    switch (act.kind) {
    case Act::Kind::entry:
        if (by_content == stored.entry_by_content.end()) break;
        expected.pending_is_there = true;
        expected.entries[by_content->second] = {act.text, 1, act.day};
        break;
    case Act::Kind::correction:
        if (by_content == stored.entry_by_content.end()) break;
        expected.pending_is_there = true;
        expected.entries[act.entry] = {act.text, expected.entries[act.entry].version + 1, act.day};
        break;
    case Act::Kind::plan:
        if (plan_text(stored, client.seat().official) != act.text) break;
        expected.pending_is_there = true;
        expected.plan = {act.text, expected.plan.version + 1, 0};
        break;
    }
    return expected;
}

void check_records(const Client& client, const Expected& expected, const Stored& stored, Report& report) {
    for (const auto& [id, known] : expected.entries) {
        auto found = stored.entries.find(id);
        if (found == stored.entries.end()) {
            report.fault("lost: an acknowledged entry is not there: " + known.text);
            continue;
        }
        report.check(found->second.content == known.text && found->second.version == known.version,
                     "lost: an entry is not as it was last acknowledged: " + known.text + ", version " +
                         std::to_string(known.version) + "; there: " + found->second.content + ", version " +
                         std::to_string(found->second.version));
    }
    if (expected.plan.version == 0) return;
    auto plan = stored.plans.find(client.seat().official);
    report.check(plan != stored.plans.end() && plan->second.version == expected.plan.version &&
                     plan_text(stored, client.seat().official) == expected.plan.text,
                 "lost: a plan is not as it was last acknowledged: " + expected.plan.text);
}

void check_requests(const Client& client, bool pending_is_there, const Stored& stored, Report& report) {
    for (const Act& act : client.acknowledged()) {
        auto row = stored.requests.find(act.key);
        if (row == stored.requests.end())
            report.fault("half: an acknowledged act's request is not remembered: " + act.key);
        else
            report.check(row->second[3] == store::Cell(std::int64_t{act.status}) &&
                             row->second[4] == store::Cell(act.etag) &&
                             row->second[5] == store::Cell(act.body),
                         "a request is remembered with another answer: " + act.key);
    }
    if (!client.pending()) return;
    report.check(
        stored.requests.contains(client.pending()->key) == pending_is_there,
        "half: an act that was not acknowledged is there without its request, or the other way round: " +
            client.pending()->text);
    report.check(!pending_is_there || client.may_be_written(),
                 "an act is there of which every answer said that nothing was written: " +
                     client.pending()->text);
}

} // namespace

void check_stored(store::Store& store, std::vector<Client>& everyone, long events_at_first, Report& report) {
    auto reader = store.reader();
    if (!reader) return report.fault("the database cannot be read: " + reader.error().text.en);
    Stored stored = read_stored(**reader, report);
    size_t entries = 0, plans = 0, requests = 0;
    long acts = 0;
    for (Client& client : everyone) {
        Expected expected = expected_of(client, stored);
        check_records(client, expected, stored, report);
        check_requests(client, expected.pending_is_there, stored, report);
        entries += expected.entries.size();
        plans += expected.plan.version > 0 ? 1 : 0;
        requests += client.acknowledged().size() + (expected.pending_is_there ? 1 : 0);
        acts += static_cast<long>(client.acknowledged().size()) + (expected.pending_is_there ? 1 : 0);
        if (expected.pending_is_there) report.count("done though not answered");
        if (!expected.pending_is_there) client.was_not_written();
    }
    auto same = [&](const std::string& what, long there, long wanted) {
        report.check(there == wanted,
                     what + ": " + std::to_string(there) + " there, " + std::to_string(wanted) + " expected");
    };
    same("entries", static_cast<long>(stored.entries.size()), static_cast<long>(entries));
    same("plans", static_cast<long>(stored.plans.size()), static_cast<long>(plans));
    same("remembered requests", static_cast<long>(stored.requests.size()), static_cast<long>(requests));
    same("events", stored.events - events_at_first, acts);
    auto chain = store::verify_chain(**reader, {stored.organ});
    if (!chain) return report.fault("the chain cannot be read: " + chain.error().text.en);
    for (size_t i = 0; i < std::min<size_t>(chain->faults.size(), 5); ++i)
        report.fault("chain: " + chain->faults[i].what);
    report.check(chain->events_checked == stored.events, "not every event is in the chain of the organ");
    report.count("events checked", chain->events_checked);
    report.count("checks of the database");
}

} // namespace zhishi::crash
