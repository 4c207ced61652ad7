// What a run has found so far, by subject. The engine writes it block by block; formulas read it.
#pragma once

#include "engine/column.h"
#include "engine/seats.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace zhishi::engine {

struct Standing {
    bool is_member = false; // of a block that scores or grades
    bool is_incomplete = false;
    bool is_without_grade = false; // by a state
    bool is_given_grade = false;   // by a state
    std::optional<base::Number> score;
    int rank = 0;         // 0: none
    int ranked_count = 0; // subjects of the comparison set that are ranked
    std::string grade;
    std::set<std::string> bars; // grades that a state excludes
    std::set<std::string> flags;
};

// One award in one comparison group, as it went.
struct AwardGroup {
    std::vector<scheme::SubjectIndex> members; // of the group
    std::int64_t counted = 0;
    std::int64_t seats_by_rule = 0;
    std::int64_t seats = 0; // with those that were moved
    struct Move {
        std::string other;      // group
        std::int64_t seats = 0; // below 0: to the other group
        std::string reason;
        auto operator<=>(const Move&) const = default;
    };
    std::vector<Move> moves; // sorted
    // Of the organ where its seats were apportioned; else the same as above.
    std::int64_t whole_counted = 0;
    std::int64_t whole_seats = 0;
    std::int64_t group_count = 1; // groups that the seats went over
    base::Number share;
    struct Candidate {
        scheme::SubjectIndex subject;
        std::vector<base::Number> key;
        Award outcome = Award::none;
    };
    std::vector<Candidate> candidates; // by key, highest first
};

struct AwardRun {
    std::vector<AwardGroup> groups;
    std::vector<int> group_of;      // by subject; -1: none
    std::vector<bool> is_candidate; // by subject
    std::vector<Award> outcome;     // by subject
};

struct Board {
    std::vector<Standing> standings;           // by subject
    std::vector<Column> values;                // by value name, by subject
    std::vector<ElementColumn> elements;       // by value name, where it has elements
    std::vector<std::vector<AwardRun>> awards; // by block, by award
};

} // namespace zhishi::engine
