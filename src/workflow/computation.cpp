#include "workflow/computation.h"

#include "crypto/hash.h"
#include "scheme/load.h"

#include <algorithm>
#include <unordered_map>

namespace zhishi::workflow {

namespace {

record::SeatRow seat_row(const engine::SeatsOutcome& seats) {
    record::SeatRow row;
    row.award = seats.award;
    row.grade = seats.grade;
    row.group = seats.group;
    row.counted = seats.counted;
    row.seats_by_rule = seats.seats_by_rule;
    row.seats = seats.seats;
    row.candidates = seats.candidates;
    row.awarded = seats.awarded;
    row.tied = seats.tied;
    for (const std::string& id : seats.tied_ids)
        row.tied_officials.push_back({id});
    return row;
}

} // namespace

base::Result<Computation> compute(std::shared_ptr<const scheme::Scheme> scheme, const base::Period& period,
                                  const RunTables& tables, const record::OrganId& organ,
                                  const record::RunId& run) {
    ZHISHI_TRY(auto in_force, scheme::resolve(std::move(scheme), period));
    ZHISHI_TRY(engine::Outcome scored,
               engine::score(engine::compile(std::move(in_force)), facts_of(tables), tables.moves));
    Computation computation;
    std::unordered_map<std::string_view, size_t> place_of;
    std::unordered_map<std::string_view, const RunTables::Subject*> subjects;
    for (const auto& subject : tables.subjects)
        if (subject.kind == "person") subjects.emplace(subject.id, &subject);
    for (auto& result : scored.results) {
        auto subject = subjects.find(result.id);
        if (subject == subjects.end()) continue;
        record::Outcome outcome;
        outcome.organ = organ;
        outcome.run = run;
        outcome.official = {result.id};
        outcome.subject_class = subject->second->role;
        outcome.group = subject->second->group;
        outcome.score = result.score;
        outcome.rank = result.rank;
        outcome.ranked_count = result.ranked_count;
        outcome.grade = std::move(result.grade);
        outcome.flags = std::move(result.flags);
        place_of.emplace(subject->first, computation.outcomes.size());
        computation.outcomes.push_back(std::move(outcome));
    }
    for (const auto& node : scored.nodes)
        if (auto place = place_of.find(node.id); place != place_of.end())
            computation.outcomes[place->second].nodes.push_back({node.node, node.value});
    for (const auto& action : scored.actions)
        if (auto place = place_of.find(action.id); place != place_of.end())
            computation.outcomes[place->second].actions.push_back({action.action, action.clause});
    for (const auto& seats : scored.seats)
        computation.seats.push_back(seat_row(seats));
    std::string text;
    for (const auto& outcome : computation.outcomes)
        text += canonical_line(outcome);
    computation.outcome_digest = crypto::sha256_hex(text);
    return computation;
}

std::string canonical_line(const record::Outcome& outcome) {
    std::string line = outcome.official.value + "|" + outcome.subject_class + "|" + outcome.group + "|";
    line += (outcome.score ? outcome.score->str() : "") + "|";
    line += (outcome.rank ? std::to_string(*outcome.rank) : "") + "|";
    line += (outcome.ranked_count ? std::to_string(*outcome.ranked_count) : "") + "|" + outcome.grade + "|";
    for (const std::string& flag : outcome.flags)
        line += flag + ";";
    line += "|";
    for (const auto& node : outcome.nodes)
        line += node.node + "=" + node.value.str() + ";";
    line += "|";
    for (const auto& action : outcome.actions)
        line += action.action + "=" + action.clause + ";";
    return line += "\n";
}

base::Result<std::shared_ptr<const scheme::Scheme>> kept_scheme_of(store::Reader& reader,
                                                                   const record::Run& run) {
    ZHISHI_TRY(auto kept, store::find<record::KeptScheme>(reader, {run.organ.value, run.scheme_hash}));
    if (!kept)
        return base::refused(
            base::ErrorKind::internal, "scheme_missing",
            {"这次计算所用方案的文本没有留存，请系统管理员核对备份。",
             "The text of the scheme of this run is not kept: compare the database with a backup."});
    scheme::Loaded loaded = scheme::load_kept_scheme(kept->text);
    if (!loaded.scheme)
        return base::refused(base::ErrorKind::internal, "scheme_unreadable",
                             {"留存的方案文本读不出来，可能被改动过，请系统管理员核对备份。",
                              "The kept text of the scheme cannot be read; it may have been altered."});
    return std::move(loaded.scheme);
}

base::Result<record::RunInputs> inputs_of(store::Reader& reader, const record::Run& run) {
    ZHISHI_TRY(auto inputs, store::find<record::RunInputs>(reader, {run.organ.value, run.id.value}));
    if (!inputs)
        return base::refused(
            base::ErrorKind::conflict, "run_missing",
            {"本年度还没有计算过，请考核办先计算。", "The year has not been computed: the office computes."});
    return std::move(*inputs);
}

} // namespace zhishi::workflow
