#include "engine/what_if.h"

#include "engine/clauses.h"
#include "engine/run.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <tuple>
#include <unordered_map>

namespace zhishi::engine {

using scheme::no_index;
using scheme::SubjectIndex;

namespace {

// Words of both schemes, numbered once: the grades and the actions.
class Numbered {
  public:
    std::uint32_t number(const std::string& word) {
        auto [entry, is_new] = ids_.try_emplace(word, static_cast<std::uint32_t>(words_.size()));
        if (is_new) words_.push_back(word);
        return entry->second;
    }
    const std::string& word(std::uint32_t id) const { return words_[id]; }
    size_t size() const { return words_.size(); }

  private:
    std::unordered_map<std::string, std::uint32_t> ids_;
    std::vector<std::string> words_;
};

// One run, as far as it is compared.
struct Side {
    Side(const Scoring& scoring, Numbered& grade_words, Numbered& action_words);

    bool appears(SubjectIndex subject) const {
        if (subject == no_index) return false;
        const Standing& standing = board.standings[subject];
        return standing.is_member || standing.grade != 0 || standing.flags != 0;
    }
    // The same word has the same number on both sides.
    std::uint32_t grade(SubjectIndex subject) const { return grades[board.standings[subject].grade]; }
    std::optional<base::Number> score(SubjectIndex subject) const {
        if (board.scores.is_missing(subject)) return std::nullopt;
        return board.scores.number(subject);
    }

    const Scoring& scoring;
    Run& run;
    const Board& board;
    const scheme::Facts& facts;
    std::vector<std::uint32_t> grades;       // by Standing::grade
    std::vector<std::uint32_t> first_action; // by subject, and one more; empty: there are none
    std::vector<std::uint32_t> actions;
    std::vector<std::uint32_t> totals; // by subject: the place of his group in Comparison::groups
};

Side::Side(const Scoring& of, Numbered& grade_words, Numbered& action_words)
    : scoring(of), run(of.run()), board(run.board()), facts(run.tables().facts()) {
    for (size_t i = 0; i <= run.scheme().grades.size(); ++i)
        grades.push_back(grade_words.number(board.grade_word(static_cast<std::uint8_t>(i))));
    std::vector<std::pair<SubjectIndex, std::uint32_t>> calls;
    for (const ActionCall& call : run.actions())
        calls.emplace_back(call.on, action_words.number(call.rule->action));
    std::sort(calls.begin(), calls.end());
    calls.erase(std::unique(calls.begin(), calls.end()), calls.end());
    if (calls.empty()) return;
    first_action.assign(facts.subjects.size() + 1, 0);
    for (auto [on, action] : calls) {
        ++first_action[on + 1];
        actions.push_back(action);
    }
    for (size_t i = 1; i < first_action.size(); ++i)
        first_action[i] += first_action[i - 1];
}

bool is_same_score(const Side& before, SubjectIndex was, const Side& after, SubjectIndex is) {
    const Column &a = before.board.scores, &b = after.board.scores;
    if (a.is_missing(was) || b.is_missing(is)) return a.is_missing(was) && b.is_missing(is);
    bool is_plain = a.form() == Column::Form::decimals && b.form() == Column::Form::decimals;
    if (is_plain && a.scale() == b.scale()) return a.units(was) == b.units(is);
    return a.number(was) == b.number(is);
}

// What of one list in byte order is not in the other.
std::vector<std::string> without(const std::vector<std::string>& list, const std::vector<std::string>& other);

class Comparer {
  public:
    Comparer(const Scoring& before, const Scoring& after)
        : before_(before, grade_words_, action_words_), after_(after, grade_words_, action_words_),
          has_same_flags_(before_.board.flag_names == after_.board.flag_names) {}

    base::Result<Comparison> compare(size_t explained_max);

  private:
    using Texts = std::vector<std::string>;
    using GroupKey = std::tuple<std::string, std::string, std::string>; // block, organ, group
    void form_groups();
    GroupKey key_of(const Side& side, size_t block, const ComparisonGroup& group) const;
    void find_places(Side& side);
    void add_seats(const Side& side, std::int64_t SeatCount::*seats);
    base::Result<void> take_all();
    base::Result<void> take_alone(const Side& side, SubjectIndex subject);
    void take(SubjectIndex was, SubjectIndex is);
    bool is_same(SubjectIndex was, SubjectIndex is);
    void add_change(SubjectIndex was, SubjectIndex is);
    void tell_totals();
    Texts flags(const Side& side, SubjectIndex subject) const;
    Texts actions(const Side& side, SubjectIndex subject) const;

    Numbered grade_words_, action_words_;
    Side before_, after_;
    bool has_same_flags_;
    Comparison comparison_;
    std::map<GroupKey, std::uint32_t> places_; // in Comparison::groups
    struct Counts {
        std::vector<std::array<std::int64_t, 2>> of_grade; // before, after
    };
    std::vector<Counts> counts_; // by group
};

base::Result<Comparison> Comparer::compare(size_t explained_max) {
    if (before_.run.plan().in_force.period != after_.run.plan().in_force.period)
        return base::bad_input("periods_differ",
                               {"只能对照同一期间的两次计算。", "Only runs of one period can be compared."});
    form_groups();
    ZHISHI_TRY_VOID(take_all());
    tell_totals();
    Clauses clauses(before_.run, after_.run);
    for (size_t i = 0; i < std::min(explained_max, comparison_.changes.size()); ++i)
        comparison_.changes[i].clauses = clauses.of(comparison_.changes[i]);
    return std::move(comparison_);
}

// A block's groups meet those of the same block; of two schemes, those of the same name.
Comparer::GroupKey Comparer::key_of(const Side& side, size_t block, const ComparisonGroup& group) const {
    bool is_one_scheme = before_.run.scheme().id == after_.run.scheme().id;
    return {is_one_scheme ? side.run.scheme().blocks[block].id : std::string(),
            group.organ == no_index ? std::string() : std::string(side.facts.id_of(group.organ)), group.name};
}

void Comparer::form_groups() {
    places_[{}] = 0; // those who are compared with nobody
    for (const Side* side : {&before_, &after_})
        for (size_t b = 0; b < side->run.scheme().blocks.size(); ++b)
            for (const ComparisonGroup& group : side->run.groups(b))
                places_[key_of(*side, b, group)] = 0;
    for (auto& [key, place] : places_) {
        place = static_cast<std::uint32_t>(comparison_.groups.size());
        GroupTotals& totals = comparison_.groups.emplace_back();
        std::tie(totals.block, totals.organ, totals.group) = key;
    }
    counts_.resize(comparison_.groups.size());
    for (Counts& counts : counts_)
        counts.of_grade.resize(grade_words_.size());
    find_places(before_);
    find_places(after_);
    add_seats(before_, &SeatCount::before);
    add_seats(after_, &SeatCount::after);
}

// Who is in groups of several blocks counts in the first.
void Comparer::find_places(Side& side) {
    constexpr std::uint32_t open = no_index;
    side.totals.assign(side.facts.subjects.size(), open);
    for (size_t b = 0; b < side.run.scheme().blocks.size(); ++b)
        for (const ComparisonGroup& group : side.run.groups(b)) {
            std::uint32_t place = places_.at(key_of(side, b, group));
            for (SubjectIndex subject : group.members)
                if (side.totals[subject] == open) side.totals[subject] = place;
        }
    std::replace(side.totals.begin(), side.totals.end(), open, places_.at({}));
}

void Comparer::add_seats(const Side& side, std::int64_t SeatCount::*seats) {
    const auto& blocks = side.run.scheme().blocks;
    for (size_t b = 0; b < blocks.size(); ++b)
        for (size_t a = 0; a < blocks[b].awards.size(); ++a) {
            const scheme::Award& award = blocks[b].awards[a];
            const AwardRun& run = side.board.awards[b][a];
            for (size_t g = 0; g < run.groups.size(); ++g) {
                auto& list = comparison_.groups[places_.at(key_of(side, b, side.run.groups(b)[g]))].seats;
                auto found = std::find_if(list.begin(), list.end(),
                                          [&](const SeatCount& one) { return one.award == award.id; });
                if (found == list.end())
                    found = list.insert(found, SeatCount{award.id, award.grade, award.title, 0, 0});
                (*found).*seats += run.groups[g].seats;
            }
        }
}

base::Result<void> Comparer::take_all() {
    const auto &was = before_.scoring.by_id(), &is = after_.scoring.by_id();
    if (&before_.facts == &after_.facts) {
        for (SubjectIndex subject : was)
            take(subject, subject);
        return {};
    }
    size_t b = 0, a = 0;
    while (b < was.size() || a < is.size()) {
        int order = b == was.size()  ? 1
                    : a == is.size() ? -1
                                     : before_.facts.id_of(was[b]).compare(after_.facts.id_of(is[a]));
        if (order == 0) {
            take(was[b++], is[a++]);
            continue;
        }
        ZHISHI_TRY_VOID(order < 0 ? take_alone(before_, was[b++]) : take_alone(after_, is[a++]));
    }
    return {};
}

// Some schemes take the rows of items.csv as subjects.
base::Result<void> Comparer::take_alone(const Side& side, SubjectIndex subject) {
    if (side.facts.words.text(side.facts.subjects[subject].kind) != "item") {
        std::string id(side.facts.id_of(subject));
        return base::bad_input(
            "subjects_differ",
            {"只有一方有考核对象“" + id + "”，两次计算的数据不是同一份。",
             "Only one side has the subject \"" + id + "\": the runs are not of the same data."});
    }
    bool is_before = &side == &before_;
    take(is_before ? subject : no_index, is_before ? no_index : subject);
    return {};
}

void Comparer::take(SubjectIndex was, SubjectIndex is) {
    bool was_there = before_.appears(was), is_there = after_.appears(is);
    bool is_changed = !is_same(was, is);
    if (is_changed) add_change(was, is);
    if (!was_there && !is_there && !is_changed) return;
    std::uint32_t from = was == no_index ? after_.totals[is] : before_.totals[was],
                  to = is == no_index ? from : after_.totals[is];
    if (was_there) ++counts_[from].of_grade[before_.grade(was)][0];
    if (is_there) ++counts_[to].of_grade[after_.grade(is)][1];
    std::uint32_t grade_was = was == no_index ? 0 : before_.grade(was),
                  grade_is = is == no_index ? 0 : after_.grade(is);
    for (Totals* totals : {static_cast<Totals*>(&comparison_.groups[to]), &comparison_.whole}) {
        ++totals->subjects;
        totals->changed += is_changed;
        totals->grade_changed += grade_was != grade_is;
    }
}

bool Comparer::is_same(SubjectIndex was, SubjectIndex is) {
    if (was == no_index || is == no_index) return false;
    if (before_.appears(was) != after_.appears(is)) return false;
    const Standing &before = before_.board.standings[was], &after = after_.board.standings[is];
    if (before.rank != after.rank || before_.grade(was) != after_.grade(is)) return false;
    if (!is_same_score(before_, was, after_, is)) return false;
    bool has_same_bits = before.flags == after.flags;
    if (has_same_flags_ ? !has_same_bits : flags(before_, was) != flags(after_, is)) return false;
    bool has_actions = !before_.first_action.empty() || !after_.first_action.empty();
    return !has_actions || actions(before_, was) == actions(after_, is);
}

void Comparer::add_change(SubjectIndex was, SubjectIndex is) {
    SubjectChange& change = comparison_.changes.emplace_back();
    const scheme::Facts& facts = was == no_index ? after_.facts : before_.facts;
    SubjectIndex subject = was == no_index ? is : was;
    change.id = facts.id_of(subject);
    change.name = facts.name_of(subject);
    if (auto group = facts.subjects[subject].group; group != no_index) change.group = facts.words.text(group);
    change.subject_before = was;
    change.subject_after = is;
    Texts flags_before, flags_after, actions_before, actions_after;
    auto fill = [this](const Side& side, SubjectIndex of, ResultOnSide& result, Texts& flag_list,
                       Texts& action_list) {
        if (of == no_index) return;
        result = {side.score(of), static_cast<int>(side.board.standings[of].rank),
                  grade_words_.word(side.grade(of))};
        flag_list = flags(side, of);
        action_list = actions(side, of);
    };
    fill(before_, was, change.before, flags_before, actions_before);
    fill(after_, is, change.after, flags_after, actions_after);
    change.flags_gained = without(flags_after, flags_before);
    change.flags_lost = without(flags_before, flags_after);
    change.actions_gained = without(actions_after, actions_before);
    change.actions_lost = without(actions_before, actions_after);
}

void Comparer::tell_totals() {
    auto tell = [this](Totals& totals, const Counts& counts) {
        // No grade has the number 0, and stands last.
        for (size_t i = 1; i <= counts.of_grade.size(); ++i) {
            auto grade = static_cast<std::uint32_t>(i % counts.of_grade.size());
            auto [before, after] = counts.of_grade[grade];
            if (before + after > 0) totals.grades.push_back({grade_words_.word(grade), before, after});
        }
    };
    Counts whole{std::vector<std::array<std::int64_t, 2>>(grade_words_.size())};
    for (size_t g = 0; g < counts_.size(); ++g) {
        for (size_t i = 0; i < grade_words_.size(); ++i)
            for (size_t side = 0; side < 2; ++side)
                whole.of_grade[i][side] += counts_[g].of_grade[i][side];
        tell(comparison_.groups[g], counts_[g]);
    }
    tell(comparison_.whole, whole);
    std::erase_if(comparison_.groups, [](const GroupTotals& group) {
        return group.subjects == 0 && group.grades.empty() && group.seats.empty();
    });
}

Comparer::Texts Comparer::flags(const Side& side, SubjectIndex subject) const {
    if (side.board.standings[subject].flags == 0) return {};
    return side.board.flags_of(subject);
}

Comparer::Texts Comparer::actions(const Side& side, SubjectIndex subject) const {
    Texts words;
    if (side.first_action.empty()) return words;
    for (std::uint32_t i = side.first_action[subject]; i < side.first_action[subject + 1]; ++i)
        words.push_back(action_words_.word(side.actions[i]));
    std::sort(words.begin(), words.end());
    return words;
}

std::vector<std::string> without(const std::vector<std::string>& list,
                                 const std::vector<std::string>& other) {
    std::vector<std::string> rest;
    std::set_difference(list.begin(), list.end(), other.begin(), other.end(), std::back_inserter(rest));
    return rest;
}

} // namespace

base::Result<Comparison> compare(const Scoring& before, const Scoring& after, size_t explained_max) {
    base::check(before.run().keeps_all() && after.run().keeps_all(), "a run that has dropped its values");
    return Comparer(before, after).compare(explained_max);
}

} // namespace zhishi::engine
