// Which rules of a list hold, once exceptions have switched off what they except. Two exceptions of one rule
// that both hold are a fault of the scheme, not a matter of order.
#pragma once

#include "engine/run.h"
#include "scheme/check_formula.h"

#include <string>
#include <vector>

namespace zhishi::engine {

namespace scheme_stage {
inline constexpr int inputs = scheme::stage_inputs, scores = scheme::stage_scores,
                     ranks = scheme::stage_ranks, awards = scheme::stage_awards,
                     grades = scheme::stage_grades;
}

inline base::Error rules_conflict(const std::string& subject, const scheme::Rule& a, const scheme::Rule& b) {
    return base::bad_input("rules_conflict",
                           {"对“" + subject + "”，规则“" + a.id + "”（" + a.origin.article + "）与“" + b.id +
                                "”（" + b.origin.article + "）同时作为“" + a.excepts +
                                "”的例外成立。请在方案中明确何者优先。",
                            "For \"" + subject + "\" the rules \"" + a.id + "\" (" + a.origin.article +
                                ") and \"" + b.id + "\" (" + b.origin.article + ") both except \"" +
                                a.excepts + "\". The scheme has to say which of them counts."});
}

template <class AnyRule>
base::Result<std::vector<std::vector<bool>>> Run::holding(const std::vector<AnyRule>& rules,
                                                          const std::vector<scheme::SubjectIndex>& members) {
    std::vector<std::vector<bool>> holds;
    Frame frame{members, {}};
    for (const AnyRule& rule : rules) {
        holds.emplace_back(members.size(), true);
        if (!rule.when.is_set) continue;
        Column column = evaluator_.evaluate(rule.when.root, frame);
        for (size_t i = 0; i < column.size(); ++i)
            holds.back()[i] = column[i].holds();
    }
    auto raw = holds;
    for (size_t target = 0; target < rules.size(); ++target)
        for (size_t i = 0; i < members.size(); ++i) {
            const AnyRule* exception = nullptr;
            for (size_t r = 0; r < rules.size(); ++r) {
                if (rules[r].excepts != rules[target].id || !raw[r][i]) continue;
                if (exception)
                    return rules_conflict(tables_.facts().subjects[members[i]].id, *exception, rules[r]);
                exception = &rules[r];
            }
            if (exception) holds[target][i] = false;
        }
    return holds;
}

} // namespace zhishi::engine
