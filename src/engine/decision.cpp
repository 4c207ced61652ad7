#include "engine/decision.h"

#include "engine/rules.h"

#include <algorithm>

namespace zhishi::engine {

namespace {

// Which rules of the list hold, exceptions counted. Of a finished run no two of them clash.
template <class AnyRule>
std::vector<bool> held(const Run& run, const std::vector<AnyRule>& rules, scheme::SubjectIndex subject) {
    Run::Holding holds = run.holding(rules, {subject}).value();
    std::vector<bool> list;
    for (const auto& of_rule : holds)
        list.push_back(of_rule[0] != 0);
    return list;
}

bool is_asked(const Run& run, const scheme::StateSet& set, scheme::SubjectIndex subject) {
    std::string_view kind = run.tables().text(run.tables().facts().subjects[subject].kind);
    return set.kinds.empty() || std::find(set.kinds.begin(), set.kinds.end(), kind) != set.kinds.end();
}

const scheme::Rule* grade_rule_of(const Run& run, const scheme::Block& block, scheme::SubjectIndex subject) {
    const Standing& standing = run.board().standings[subject];
    std::vector<bool> holds = held(run, block.grades, subject);
    for (size_t i = 0; i < block.grades.size(); ++i) {
        bool is_barred = (standing.bars & run.board().grade_bit(block.grades[i].grade)) != 0;
        if (holds[i] && !is_barred) return &block.grades[i];
    }
    return nullptr;
}

} // namespace

std::vector<HeldState> states_of(Run& run, scheme::SubjectIndex subject) {
    std::vector<HeldState> states;
    const Standing& standing = run.board().standings[subject];
    bool shows_one =
        standing.flags != 0 || standing.bars != 0 || standing.is_given_grade || standing.is_without_grade;
    if (!shows_one) return states; // each state leaves a trace
    for (size_t b = 0; b < run.scheme().blocks.size(); ++b) {
        const scheme::Block& block = run.scheme().blocks[b];
        if (!block.has_class(run.evaluator().class_of(subject))) continue;
        run.evaluator().enter_block(b);
        for (const std::string& name : block.states) {
            const scheme::StateSet& set = *run.scheme().state_set(name);
            if (!is_asked(run, set, subject)) continue;
            for (const auto& stage : set.stages) {
                std::vector<bool> holds = held(run, stage, subject);
                if (std::find(holds.begin(), holds.end(), true) == holds.end()) continue;
                for (size_t i = 0; i < stage.size(); ++i)
                    if (holds[i]) states.push_back({name + "/" + stage[i].id, &stage[i]});
                break;
            }
        }
    }
    return states;
}

Decision decision_of(Run& run, scheme::SubjectIndex subject) {
    const Standing& standing = run.board().standings[subject];
    if (standing.is_incomplete) return {Decision::Kind::incomplete, 0, nullptr};
    if (standing.is_given_grade || standing.is_without_grade) {
        for (const HeldState& state : states_of(run, subject))
            if (!state.rule->grade.empty() || state.rule->no_grade)
                return {Decision::Kind::state, 0, state.rule};
        return {};
    }
    for (size_t b = 0; b < run.scheme().blocks.size(); ++b) {
        const scheme::Block& block = run.scheme().blocks[b];
        if (!block.has_class(run.evaluator().class_of(subject))) continue;
        run.evaluator().enter_block(b);
        for (size_t a = 0; a < block.awards.size(); ++a)
            if (run.board().awards[b][a].outcome[subject] == Award::awarded)
                return {Decision::Kind::award, b, &block.awards[a]};
        if (const scheme::Rule* rule = grade_rule_of(run, block, subject))
            return {Decision::Kind::grade_rule, b, rule};
    }
    return {};
}

} // namespace zhishi::engine
