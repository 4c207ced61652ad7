// What the example of a whole bureau is made of, as data/example says it: sections, people, kinds of work and
// the words of their days. Everything in it is invented.
#pragma once

#include "record/organ.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::cli::example {

// A file of data/example, which travels inside the program.
struct VocabularyText {
    std::string_view name;
    std::string_view text;
};
std::span<const VocabularyText> vocabulary_texts();

// A kind of work. Every text may have the slots and choices that phrases.h tells of; the steps of one matter
// follow each other and remember what filled their slots. A step that begins with ? is left out at times.
struct Kind {
    std::string goal, measure; // of the year
    size_t unit_work = 0;      // of the works of the unit, by position
    bool is_monthly = false;   // a matter of it is taken up once a month, and left when the month ends
    std::vector<std::string> months, steps, results, praises, advices;
};

// A day is written MM-DD, of the year of the example.
struct Life {
    std::string from, to;           // comes, leaves for good
    std::string away_from, away_to; // is on leave, or lent to others
    std::string away_reason;        // as the office words it for the quarter
    std::string absence_months;     // special states, where there are any
    std::string state, state_value, evidence;
    bool writes_seldom = false;
};
struct StaffMember {
    std::string name, pinyin, login, title;
    record::PostKind kind = record::PostKind::staff;
    std::vector<size_t> kinds;   // of work, by position in his section
    std::vector<size_t> charges; // a leader's: sections, 0 the bureau itself
    std::string shown_role;
    bool is_office = false;
    Life life;
};

using Pools = std::map<std::string, std::vector<std::string>>;

struct Section {
    std::string name;
    struct Work {
        std::string title, measure;
    };
    std::vector<Work> works;
    std::vector<StaffMember> people;
    std::vector<Kind> kinds;
    Pools pools; // beside those of the bureau
};

// Somebody passes to another section, or to another post of his own.
struct Move {
    std::string login, on;
    size_t section = 0;
    record::PostKind kind = record::PostKind::staff;
    std::string title;
    std::vector<size_t> kinds;
};

// `by` reviews in place of `reviewer`.
struct Substitute {
    std::string reviewer, by, from, to, reason;
};

struct Vocabulary {
    std::string organ_name;
    std::vector<Section> sections; // the leaders first: their unit is the bureau itself
    Pools pools;
    std::vector<Kind> occasional; // work that no plan foresaw
    std::vector<Move> moves;
    std::vector<Substitute> substitutes;
    std::vector<std::string> committee; // logins: chair, deputy chair, members
};

// Read once. A shipped file that cannot be read is a fault of the build: the program stops.
const Vocabulary& vocabulary();
// The texts under a name of the bureau's pools.
const std::vector<std::string>& texts_of(std::string_view pool);

} // namespace zhishi::cli::example
