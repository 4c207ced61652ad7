#include "engine/score.h"

#include "engine/run.h"

#include <algorithm>

namespace zhishi::engine {

namespace {

std::string clause_of(const scheme::Scheme& scheme, const scheme::Block& block,
                      const scheme::ActionRule& rule) {
    auto source = scheme.sources.find(rule.origin.source);
    std::string title = source == scheme.sources.end() ? rule.origin.source : source->second.title.zh;
    return scheme.id + "/" + block.id + "/" + rule.id + " " + title + " " + rule.origin.article;
}

void list_results(Run& run, Outcome& outcome) {
    const auto& subjects = run.tables().facts().subjects;
    for (scheme::SubjectIndex i = 0; i < subjects.size(); ++i) {
        const Standing& standing = run.board().standings[i];
        bool appears = standing.is_member || !standing.grade.empty() || !standing.flags.empty();
        if (!appears) continue;
        SubjectOutcome result{i, subjects[i].id, standing.score, {}, {}, standing.grade, {}};
        if (standing.rank > 0) result.rank = standing.rank;
        if (standing.ranked_count > 0) result.ranked_count = standing.ranked_count;
        result.flags.assign(standing.flags.begin(), standing.flags.end());
        outcome.results.push_back(std::move(result));
    }
    std::sort(outcome.results.begin(), outcome.results.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
}

void list_actions(Run& run, Outcome& outcome) {
    const auto& subjects = run.tables().facts().subjects;
    for (const ActionCall& call : run.actions())
        outcome.actions.push_back({subjects[call.on].id, call.rule->action,
                                   clause_of(run.scheme(), run.scheme().blocks[call.block], *call.rule),
                                   call.rule->title});
    auto order = [](const ActionOutcome& a, const ActionOutcome& b) {
        return std::tie(a.id, a.action, a.clause) < std::tie(b.id, b.action, b.clause);
    };
    std::sort(outcome.actions.begin(), outcome.actions.end(), order);
    // Two children may call for the same on their parent: it falls on him once.
    auto is_same = [](const auto& a, const auto& b) { return a.id == b.id && a.action == b.action; };
    outcome.actions.erase(std::unique(outcome.actions.begin(), outcome.actions.end(), is_same),
                          outcome.actions.end());
}

void list_nodes(Run& run, Outcome& outcome) {
    const auto& subjects = run.tables().facts().subjects;
    for (size_t b = 0; b < run.scheme().blocks.size(); ++b) {
        const scheme::Block& block = run.scheme().blocks[b];
        run.evaluator().enter_block(b);
        Frame frame{run.members(block), {}};
        for (const scheme::NodeRule& rule : block.nodes) {
            Evaluator::Expansion expansion;
            Frame rows = frame;
            if (!rule.variable.empty()) {
                expansion = run.evaluator().expand(rule.dimension.root, frame);
                rows = Evaluator::extended(frame, expansion);
            }
            Column column = run.evaluator().evaluate(rule.value.root, rows);
            for (size_t i = 0; i < column.size(); ++i) {
                if (column[i].is_missing()) continue;
                std::string name = rule.name;
                if (!rule.variable.empty()) {
                    std::string hole = "{" + rule.variable + "}";
                    name.replace(name.find(hole), hole.size(), run.short_text(expansion.elements[i]));
                }
                outcome.nodes.push_back({subjects[rows.subjects[i]].id, std::move(name), column[i].number});
            }
        }
    }
    std::sort(outcome.nodes.begin(), outcome.nodes.end(),
              [](const auto& a, const auto& b) { return std::tie(a.id, a.node) < std::tie(b.id, b.node); });
}

void list_seats(Run& run, Outcome& outcome) {
    const auto& subjects = run.tables().facts().subjects;
    for (size_t b = 0; b < run.scheme().blocks.size(); ++b) {
        const scheme::Block& block = run.scheme().blocks[b];
        for (size_t a = 0; a < block.awards.size(); ++a) {
            const AwardRun& award = run.board().awards[b][a];
            for (size_t g = 0; g < award.groups.size(); ++g) {
                const AwardGroup& group = award.groups[g];
                const ComparisonGroup& compared = run.groups(b)[g];
                SeatsOutcome seats;
                seats.block = block.id;
                seats.award = block.awards[a].id;
                seats.grade = block.awards[a].grade;
                if (compared.organ != scheme::no_index) seats.organ = subjects[compared.organ].id;
                seats.group = compared.name;
                seats.counted = group.counted;
                seats.seats_by_rule = group.seats_by_rule;
                seats.seats = group.seats;
                seats.candidates = static_cast<std::int64_t>(group.candidates.size());
                for (const auto& candidate : group.candidates) {
                    seats.awarded += candidate.outcome == Award::awarded;
                    if (candidate.outcome != Award::tied) continue;
                    seats.tied += 1;
                    seats.tied_ids.push_back(subjects[candidate.subject].id);
                }
                outcome.seats.push_back(std::move(seats));
            }
        }
    }
}

} // namespace

Plan compile(scheme::InForce in_force) {
    return {std::move(in_force)};
}

base::Result<Outcome> score(const Plan& plan, const scheme::Facts& facts,
                            const std::vector<SeatMove>& moves) {
    Run run(plan, facts, moves);
    ZHISHI_TRY_VOID(run.finish());
    Outcome outcome;
    list_results(run, outcome);
    list_actions(run, outcome);
    list_nodes(run, outcome);
    list_seats(run, outcome);
    return outcome;
}

} // namespace zhishi::engine
