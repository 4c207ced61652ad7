// Which rules of a list hold, once exceptions have switched off what they except. Two exceptions of one rule
// that both hold are a fault of the scheme, not a matter of order.
#pragma once

#include "base/parallel.h"
#include "engine/run.h"
#include "scheme/check_formula.h"

#include <numeric>
#include <string>
#include <vector>

namespace zhishi::engine {

namespace scheme_stage {
inline constexpr int inputs = scheme::stage_inputs, scores = scheme::stage_scores,
                     ranks = scheme::stage_ranks, awards = scheme::stage_awards,
                     grades = scheme::stage_grades;
}

// So many subjects that the columns of a formula stay in the cache.
inline constexpr size_t subjects_a_part = 4096;

inline base::Error rules_conflict(std::string_view subject, const scheme::Rule& a, const scheme::Rule& b) {
    std::string id(subject);
    return base::bad_input("rules_conflict",
                           {"对“" + id + "”，规则“" + a.id + "”（" + a.origin.article + "）与“" + b.id +
                                "”（" + b.origin.article + "）同时作为“" + a.excepts +
                                "”的例外成立。请在方案中明确何者优先。",
                            "For \"" + id + "\" the rules \"" + a.id + "\" (" + a.origin.article +
                                ") and \"" + b.id + "\" (" + b.origin.article + ") both except \"" +
                                a.excepts + "\". The scheme has to say which of them counts."});
}

inline const scheme::Expression& asked_of(const scheme::Formula& formula) {
    return formula.root;
}
inline const scheme::ClassFormula& asked_of(const scheme::ClassFormula& formula) {
    return formula;
}

template <class AnyFormula>
Column Run::over(const std::vector<scheme::SubjectIndex>& subjects, const AnyFormula& formula) const {
    std::vector<Column> parts((subjects.size() + subjects_a_part - 1) / subjects_a_part);
    base::each_part(subjects.size(), subjects_a_part, [&](size_t begin, size_t end) {
        auto first = subjects.begin();
        Frame frame{{first + static_cast<std::ptrdiff_t>(begin), first + static_cast<std::ptrdiff_t>(end)},
                    {}};
        parts[begin / subjects_a_part] = evaluator_.evaluate(asked_of(formula), frame);
    });
    if (parts.empty()) return Column(0);
    if (parts.size() == 1) return std::move(parts[0]);
    bool is_constant = true;
    for (const Column& part : parts)
        is_constant = is_constant && part.is_constant() && part[0] == parts[0][0];
    if (is_constant) return Column::constant(parts[0][0], subjects.size());
    Column whole(subjects.size());
    for (size_t i = 0; i < parts.size(); ++i) {
        std::vector<std::uint32_t> places(parts[i].size());
        std::iota(places.begin(), places.end(), static_cast<std::uint32_t>(i * subjects_a_part));
        whole.put(places, parts[i]);
        parts[i] = Column();
    }
    return whole;
}

template <class AnyRule>
base::Result<Run::Holding> Run::holding(const std::vector<AnyRule>& rules,
                                        const std::vector<scheme::SubjectIndex>& subjects) const {
    Holding holds;
    bool has_exceptions = false;
    for (const AnyRule& rule : rules) {
        holds.emplace_back(subjects.size(), std::uint8_t{1});
        has_exceptions = has_exceptions || !rule.excepts.empty();
        if (!rule.when.is_set) continue;
        Column column = over(subjects, rule.when);
        for (size_t i = 0; i < subjects.size(); ++i)
            holds.back()[i] = column.holds(i);
    }
    if (!has_exceptions) return holds;
    Holding raw = holds;
    for (size_t target = 0; target < rules.size(); ++target)
        for (size_t i = 0; i < subjects.size(); ++i) {
            const AnyRule* exception = nullptr;
            for (size_t r = 0; r < rules.size(); ++r) {
                if (rules[r].excepts.empty() || rules[r].excepts != rules[target].id || !raw[r][i]) continue;
                if (exception)
                    return rules_conflict(tables_.facts().id_of(subjects[i]), *exception, rules[r]);
                exception = &rules[r];
            }
            if (exception) holds[target][i] = 0;
        }
    return holds;
}

} // namespace zhishi::engine
