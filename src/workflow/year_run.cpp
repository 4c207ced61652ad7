// Computing the year, moving seats, and computing a kept run again.
#include "crypto/hash.h"
#include "workflow/computation.h"
#include "workflow/refusals.h"
#include "workflow/results.h"
#include "workflow/year.h"

#include <algorithm>
#include <map>

namespace zhishi::workflow {

namespace {

using policy::Act;
using record::SeatMove;
using record::YearAct;
using record::YearAppraisal;
using Is = store::Query::Where::Is;

// The year, if the actor may compute it now. Once a meeting has decided a row its proposal stands.
base::Result<YearAppraisal> computable_year(const Context& context, const base::Period& year, long if_match,
                                            Act act) {
    ZHISHI_TRY_VOID(
        may_for_organ(context, act, Act::year_read, {"只能由考核办办理。", "only the office can."}));
    ZHISHI_TRY_VOID(must_be_year(year));
    ZHISHI_TRY(YearAppraisal appraisal, year_of(context, year));
    ZHISHI_TRY_VOID(must_match(if_match, appraisal.version));
    store::Query query = store::query_of<record::Decision>();
    query.where = {{"organ", Is::equal, context.organ().value, {}}, {"period", Is::equal, year.str(), {}}};
    ZHISHI_TRY(std::int64_t decided, context.reader.count(query));
    if (decided > 0)
        return wrong_state(
            "year_is_decided",
            {"考核委员会已经确定了" + std::to_string(decided) +
                 "人的等次，不能再计算或者调整名额。确有错误的，请提交考核委员会改定并写明理由。",
             std::to_string(decided) +
                 " people are decided: the year is not computed again. The committee corrects "
                 "what is wrong, with a reason."});
    auto next = record::next_state(record::year_steps, appraisal.stage, YearAct::compute);
    if (!next) return year_stage_wrong(appraisal.stage, YearAct::compute);
    return appraisal;
}

base::Error blocked_by(const std::vector<TableProblem>& problems) {
    std::vector<base::Error> found;
    for (const TableProblem& problem : problems) {
        if (!problem.is_blocking) continue;
        base::Error error = wrong_state(problem.code, problem.text);
        error.place.pointer = problem.official.empty() ? "" : "/officials/" + problem.official.value;
        found.push_back(std::move(error));
    }
    base::Error error = wrong_state(
        "tables_have_problems",
        {"有" + std::to_string(found.size()) + "个问题没有解决，不能计算。请考核办逐项处理后再计算。",
         std::to_string(found.size()) +
             " problems stand in the way: the office solves them, then computes."});
    error.more = std::move(found);
    return error;
}

// Computes and puts into the change all that the run keeps. `changed`: a move that the same change writes.
base::Result<Prepared<YearAppraisal>> compute_into(const Context& context, store::Change change,
                                                   YearAppraisal appraisal, const SeatMove* changed) {
    ZHISHI_TRY(BuiltTables built, build_tables(context, appraisal.period));
    bool is_blocked = std::any_of(built.problems.begin(), built.problems.end(),
                                  [](const TableProblem& problem) { return problem.is_blocking; });
    if (is_blocked) return blocked_by(built.problems);
    if (changed) {
        engine::SeatMove move = engine_move(*changed, built.tables.subjects.front().id);
        if (changed->is_withdrawn) {
            auto is_it = [&](const engine::SeatMove& other) {
                return other.award == move.award && other.from_group == move.from_group &&
                       other.to_group == move.to_group && other.seats == move.seats &&
                       other.reason == move.reason;
            };
            auto place = std::find_if(built.tables.moves.begin(), built.tables.moves.end(), is_it);
            if (place != built.tables.moves.end()) built.tables.moves.erase(place);
        } else {
            built.tables.moves.push_back(std::move(move));
        }
    }
    const scheme::Scheme& scheme = *context.scheme.scheme;
    record::Run run;
    run.organ = context.organ();
    run.id = {base::new_id(context.now, context.random)};
    run.period = appraisal.period;
    run.scheme = scheme.id;
    run.scheme_version = scheme.version;
    run.scheme_hash = scheme.content_hash;
    record::RunInputs inputs{run.organ, run.id, text_of(built.tables)};
    run.inputs_digest = crypto::sha256_hex(inputs.tables);
    ZHISHI_TRY(Computation computation,
               compute(context.scheme.scheme, run.period, built.tables, run.organ, run.id));
    run.outcome_digest = computation.outcome_digest;
    run.seats = std::move(computation.seats);
    run.computed_by = context.actor.account;
    run.computed_at = context.now;

    appraisal.stage = record::YearStage::proposed;
    appraisal.run = run.id;
    change.put(appraisal);
    change.put(run);
    change.put(inputs);
    for (record::Outcome& outcome : computation.outcomes)
        change.put(outcome);
    ZHISHI_TRY(auto kept,
               store::find<record::KeptScheme>(context.reader, {run.organ.value, run.scheme_hash}));
    if (!kept) {
        record::KeptScheme text{run.organ, run.scheme_hash, run.scheme, context.scheme.text};
        change.put(text);
    }
    return Prepared<YearAppraisal>{std::move(appraisal), std::move(change)};
}

base::Error unfit(const char* field, base::Text text) {
    return base::bad_input("seat_move_unfit", std::move(text), std::string("/") + field);
}

base::Result<void> check_move(const record::Run& run, const SeatMoveInput& input) {
    std::vector<base::Error> wrong;
    const record::SeatRow *from = nullptr, *to = nullptr;
    bool has_award = false;
    for (const record::SeatRow& row : run.seats) {
        if (row.award != input.award) continue;
        has_award = true;
        if (row.group == input.from_group) from = &row;
        if (row.group == input.to_group) to = &row;
    }
    if (!has_award)
        wrong.push_back(unfit("award", {"本方案没有这类名额。", "The scheme has no such seats."}));
    if (has_award && !from)
        wrong.push_back(unfit("from_group", {"没有这个考核单元。", "There is no such group."}));
    if (has_award && !to)
        wrong.push_back(unfit("to_group", {"没有这个考核单元。", "There is no such group."}));
    if (input.from_group == input.to_group)
        wrong.push_back(
            unfit("to_group", {"调出和调入应为不同的考核单元。", "Move between two different groups."}));
    if (input.seats <= 0)
        wrong.push_back(unfit("seats", {"调整的名额应大于0。", "Move one seat at least."}));
    else if (from && from->seats < input.seats)
        wrong.push_back(unfit("seats", {"该考核单元现有名额" + std::to_string(from->seats) + "个，不够调出。",
                                        "The group has only " + std::to_string(from->seats) + " seats."}));
    if (input.reason.empty())
        wrong.push_back(base::bad_input("reason_required",
                                        {"请写明调整名额的理由。", "Say why seats are moved."}, "/reason"));
    if (!wrong.empty()) return faults(std::move(wrong));
    return {};
}

} // namespace

base::Result<Prepared<YearAppraisal>> compute_year(const Context& context, const base::Period& year,
                                                   long if_match) {
    ZHISHI_TRY(YearAppraisal appraisal, computable_year(context, year, if_match, Act::year_compute));
    return compute_into(context, begin_change(context, Act::year_compute), std::move(appraisal), nullptr);
}

base::Result<Prepared<YearAppraisal>> move_seats(const Context& context, const base::Period& year,
                                                 SeatMoveInput input, long if_match) {
    ZHISHI_TRY(YearAppraisal appraisal, computable_year(context, year, if_match, Act::seats_move));
    ZHISHI_TRY(record::Run run, run_of(context, appraisal));
    ZHISHI_TRY_VOID(check_move(run, input));
    SeatMove move;
    move.organ = context.organ();
    move.id = {base::new_id(context.now, context.random)};
    move.period = year;
    move.award = std::move(input.award);
    move.from_group = std::move(input.from_group);
    move.to_group = std::move(input.to_group);
    move.seats = input.seats;
    move.reason = std::move(input.reason);
    move.moved_by = context.actor.account;
    move.moved_at = context.now;
    store::Change change = begin_change(context, Act::seats_move, move.reason);
    change.put(move);
    return compute_into(context, std::move(change), std::move(appraisal), &move);
}

base::Result<Prepared<YearAppraisal>> withdraw_seat_move(const Context& context, const base::Period& year,
                                                         const record::SeatMoveId& id, long if_match) {
    ZHISHI_TRY(YearAppraisal appraisal, computable_year(context, year, if_match, Act::seats_move));
    ZHISHI_TRY(auto found, store::find<SeatMove>(context.reader, {context.organ().value, id.value}));
    if (!found || found->period != year) return not_found();
    if (found->is_withdrawn)
        return wrong_state("seat_move_is_withdrawn",
                           {"这次名额调整已经撤销。", "This move is withdrawn already."});
    found->is_withdrawn = true;
    store::Change change = begin_change(context, Act::seats_move);
    change.put(*found);
    return compute_into(context, std::move(change), std::move(appraisal), &*found);
}

namespace {

std::string shown(const std::optional<base::Number>& value) {
    return value ? value->str() : "-";
}
std::string shown(const std::optional<int>& value) {
    return value ? std::to_string(*value) : "-";
}
std::string shown(const std::vector<std::string>& flags) {
    std::string text;
    for (const std::string& flag : flags)
        text += (text.empty() ? "" : ";") + flag;
    return text.empty() ? "-" : text;
}

void compare(const record::Outcome& kept, const record::Outcome& again,
             std::vector<std::string>& differences) {
    size_t before = differences.size();
    auto field = [&](const char* name, const std::string& was, const std::string& is) {
        if (was != is) differences.push_back(kept.official.value + " " + name + ": " + was + " → " + is);
    };
    field("class", kept.subject_class, again.subject_class);
    field("group", kept.group, again.group);
    field("score", shown(kept.score), shown(again.score));
    field("rank", shown(kept.rank), shown(again.rank));
    field("ranked_count", shown(kept.ranked_count), shown(again.ranked_count));
    field("grade", kept.grade.empty() ? "-" : kept.grade, again.grade.empty() ? "-" : again.grade);
    field("flags", shown(kept.flags), shown(again.flags));
    if (differences.size() == before && canonical_line(kept) != canonical_line(again))
        differences.push_back(kept.official.value + " nodes or actions: " + canonical_line(kept) + " → " +
                              canonical_line(again));
}

base::Result<std::vector<std::string>> differences_of(store::Reader& reader, const record::Run& run) {
    ZHISHI_TRY(record::RunInputs inputs, inputs_of(reader, run));
    ZHISHI_TRY(auto scheme, kept_scheme_of(reader, run));
    ZHISHI_TRY(RunTables tables, read_tables(inputs.tables));
    ZHISHI_TRY(Computation again, compute(std::move(scheme), run.period, tables, run.organ, run.id));
    ZHISHI_TRY(auto outcomes, outcomes_of(reader, run.organ, run.id));
    std::vector<std::string> differences;
    std::string digest = crypto::sha256_hex(inputs.tables);
    if (digest != run.inputs_digest) differences.push_back("tables: " + run.inputs_digest + " → " + digest);
    std::map<std::string, const record::Outcome*> computed;
    for (const auto& outcome : again.outcomes)
        computed.emplace(outcome.official.value, &outcome);
    for (const auto& kept : outcomes) {
        auto found = computed.find(kept.official.value);
        if (found == computed.end()) {
            differences.push_back(kept.official.value + ": → -");
            continue;
        }
        compare(kept, *found->second, differences);
        computed.erase(found);
    }
    for (const auto& [id, outcome] : computed)
        differences.push_back(id + ": - → " + outcome->grade);
    if (again.seats != run.seats) differences.push_back("seats: kept and computed differ");
    if (again.outcome_digest != run.outcome_digest)
        differences.push_back("outcomes: " + run.outcome_digest + " → " + again.outcome_digest);
    return differences;
}

} // namespace

base::Result<std::vector<Recomputed>> recompute(store::Reader& reader, const record::OrganId& organ,
                                                const std::optional<base::Period>& year) {
    store::Query query = store::query_of<record::Run>();
    query.where = {{"organ", Is::equal, organ.value, {}}};
    if (year) query.where.push_back({"period", Is::equal, year->str(), {}});
    query.order = {{"period", false}, {"computed_at", false}};
    ZHISHI_TRY(auto runs, store::list<record::Run>(reader, query));
    std::vector<Recomputed> recomputed;
    for (record::Run& run : runs) {
        auto differences = differences_of(reader, run);
        // A run that cannot be computed again at all is a difference too; the others are still looked at.
        std::vector<std::string> lines = differences ? std::move(differences).value()
                                                     : std::vector<std::string>{differences.error().text.en};
        recomputed.push_back({std::move(run), std::move(lines)});
    }
    return recomputed;
}

} // namespace zhishi::workflow
