// Compares two finished runs on the same facts: whose result differs, by how much, and through which rule or
// parameter.
//
// before, after  of the same period; the schemes, and what is set, may differ. Both keep what nodes show: the
//                clauses rest on it
// facts          the same subjects. Each run may have its own copy, read for its own scheme: subjects are
//                matched by id. Rows of items.csv, which only some schemes take as subjects, may stand on one
//                side alone
// explained_max  so many changes have their clauses; the others have none: finding them costs far more than
//                finding who changes
// errors         periods_differ, subjects_differ
// threads        the clauses ask both runs again: no other thread uses either of them meanwhile
// pure           the same runs, the same bytes; with the sides exchanged, the same with before and after
//                exchanged
#pragma once

#include "engine/score.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zhishi::engine {

// One thing that a change comes through, as it is on both sides: a special state, the seats of an award, the
// rule of a grade or a flag, or a parameter that what changed rests on.
struct Clause {
    std::string name;  // of the parameter or rule in the scheme: gate, annual/excellent
    base::Text what;   // its title
    base::Text source; // title of the source; empty: none
    std::string article, mark;
    base::Text before, after;
};

struct ResultOnSide {
    std::optional<base::Number> score;
    int rank = 0;      // 0: none
    std::string grade; // empty: none
    bool operator==(const ResultOnSide&) const = default;
};

struct SubjectChange {
    std::string id, name, group; // the column `group`
    ResultOnSide before, after;
    std::vector<std::string> flags_gained, flags_lost, actions_gained, actions_lost; // in byte order
    std::vector<Clause> clauses;
    // Of whom: for clauses_of(). no_index: not a subject there.
    scheme::SubjectIndex subject_before = scheme::no_index, subject_after = scheme::no_index;
};

struct GradeCount {
    std::string grade; // empty: none
    std::int64_t before = 0, after = 0;
};

// Of one award in one comparison group.
struct SeatCount {
    std::string award, grade;
    base::Text title;
    std::int64_t before = 0, after = 0;
};

struct Totals {
    std::vector<GradeCount> grades; // from the best to the worst, then none; only those that somebody has
    std::int64_t subjects = 0;      // with a result on either side
    std::int64_t changed = 0;       // in anything
    std::int64_t grade_changed = 0;
};

// A comparison group of a block. Who moves from one group to another counts before in the one and after in
// the other; as changed, in the latter.
struct GroupTotals : Totals {
    std::string block; // empty: the schemes are not the same, or those who are in no group
    std::string organ; // id
    std::string group; // as SeatsOutcome::group
    std::vector<SeatCount> seats;
};

struct Comparison {
    std::vector<SubjectChange> changes; // only who changes, by id in byte order
    std::vector<GroupTotals> groups;    // by block, organ, group
    Totals whole;
};

inline constexpr size_t explained_changes_max = 1000;

base::Result<Comparison> compare(const Scoring& before, const Scoring& after,
                                 size_t explained_max = explained_changes_max);

} // namespace zhishi::engine
