// An office under the diary scheme, built in memory: heads and staff with quarters, evaluations and facts.
#pragma once

#include "engine/explain.h"
#include "engine/score.h"
#include "scheme/load.h"

#include <string>

namespace zhishi::engine {

struct DiaryOffice {
    scheme::Facts facts;

    scheme::SubjectIndex add(const std::string& id, const char* kind, const char* group, const char* role,
                             scheme::SubjectIndex parent = scheme::no_index, bool is_organ = false,
                             const std::string& name = {}) {
        scheme::Subject subject;
        subject.kind = facts.words.add(kind);
        subject.group = facts.words.add(group);
        subject.role = facts.words.add(role);
        subject.parent = parent;
        subject.is_organ = is_organ;
        return facts.add_subject(id, name.empty() ? id : name, subject);
    }
    void rate(scheme::SubjectIndex subject, const base::Period& period, const char* item, const char* rater,
              const char* role, base::Number value) {
        scheme::Millionths millionths = (value * base::Number(1'000'000)).whole().value();
        facts.ratings.push_back({facts.periods.add(period), subject, facts.words.add(item),
                                 facts.rater(rater), facts.words.add(role), millionths, 0});
    }
    void state(scheme::SubjectIndex subject, int year, const char* key, const char* value) {
        auto number = scheme::parse_millionths(value);
        facts.facts.push_back({facts.periods.add(base::Period::of_year(year)), subject, facts.words.add(key),
                               facts.words.add(value), number.has_value(), 0, number.value_or(0)});
    }
    // A member of staff with the same score in `quarters` quarters and as comprehensive evaluation.
    scheme::SubjectIndex staff(const std::string& id, const char* group, base::Number score, int quarters = 4,
                               scheme::SubjectIndex parent = scheme::no_index) {
        auto subject = add(id, "person", group, "staff", parent);
        for (int quarter = 1; quarter <= quarters; ++quarter)
            for (const char* item : {"ability", "tasks"})
                rate(subject, base::Period::of_quarter(2025, quarter), item, "leader", "superior", score);
        rate(subject, base::Period::of_year(2025), "comprehensive", "r1", "peer", score);
        return subject;
    }

    static Plan plan(const scheme::Settings& settings = {}) {
        static const auto diary = scheme::load_library_scheme("diary").scheme;
        auto in_force = scheme::resolve(diary, base::Period::of_year(2025), settings);
        return compile(std::move(in_force).value());
    }
    Outcome score(const scheme::Settings& settings = {}) const {
        return engine::score(plan(settings), facts).value();
    }

    static const SubjectOutcome& of(const Outcome& outcome, const std::string& id) {
        for (const auto& result : outcome.results)
            if (result.id == id) return result;
        base::check(false, "no such subject in the outcome");
        return outcome.results.front();
    }
};

// Everything in the outcome as one text, to compare byte by byte.
inline std::string text_of(const Outcome& outcome) {
    std::string text;
    for (const auto& result : outcome.results) {
        text += result.id + "," + (result.score ? result.score->str() : "") + "," +
                (result.rank ? std::to_string(*result.rank) : "") + "," + result.grade;
        for (const auto& flag : result.flags)
            text += ";" + flag;
        text += "\n";
    }
    for (const auto& node : outcome.nodes)
        text += node.id + "," + node.node + "," + node.value.str() + "\n";
    for (const auto& action : outcome.actions)
        text += action.id + "," + action.action + "," + action.clause + "\n";
    for (const auto& seats : outcome.seats)
        text +=
            seats.award + "," + seats.organ + "," + seats.group + "," + std::to_string(seats.seats) + "\n";
    return text;
}

} // namespace zhishi::engine
