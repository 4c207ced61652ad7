// What a run has found so far, by subject. The engine writes it block by block; formulas read it.
#pragma once

#include "engine/column.h"
#include "engine/seats.h"
#include "scheme/scheme.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::engine {

struct Standing {
    std::uint64_t flags = 0;        // a bit for each of Board::flag_names
    std::uint64_t bars = 0;         // grades that a state excludes: a bit for each of Scheme::grades
    std::uint32_t rank = 0;         // 0: none
    std::uint32_t ranked_count = 0; // subjects of the comparison set that are ranked
    std::uint8_t grade = 0;         // its place in Scheme::grades, from 1; 0: none
    bool is_member = false;         // of a block that scores or grades
    bool is_incomplete = false;
    bool is_without_grade = false; // by a state
    bool is_given_grade = false;   // by a state
};

// One award in one comparison group, as it went.
struct AwardGroup {
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
        std::uint32_t place = 1; // by key, equals alike
        Award outcome = Award::none;
    };
    std::vector<Candidate> candidates; // by key, highest first; equals by id, which decides nothing
};

struct AwardRun {
    std::vector<AwardGroup> groups;
    std::vector<std::int32_t> group_of; // by subject; -1: none
    std::vector<Award> outcome;         // by subject
    std::vector<bool> is_candidate;     // by subject
};

struct Board {
    Board(const scheme::Scheme& scheme, size_t subjects);

    std::vector<Standing> standings;           // by subject
    Column scores;                             // by subject
    std::vector<Column> values;                // by value name, by subject
    std::vector<ElementColumn> elements;       // by value name, where it has elements
    std::vector<std::vector<AwardRun>> awards; // by block, by award
    std::vector<std::string> flag_names;       // all that the scheme may set, in byte order

    std::uint64_t flag_bit(std::string_view name) const;
    std::vector<std::string> flags_of(scheme::SubjectIndex subject) const;
    std::uint8_t grade_of(std::string_view word) const; // its place, from 1; 0: the empty word
    const std::string& grade_word(std::uint8_t grade) const;
    std::uint64_t grade_bit(
        std::string_view word) const; // none where the scheme has no such grade: a law bars those of all

  private:
    const scheme::Scheme& scheme_;
};

} // namespace zhishi::engine
