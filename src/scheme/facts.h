// What a scheme is applied to: subjects with their ratings, facts and events, as tables of exact numbers and
// words.
//
// Words (items, roles, keys, groups …) are numbered once in `words`, periods in `periods`, subjects by their
// place in `subjects`; rows hold the numbers. `line` is the row's place in its file, 0 where it comes from
// records.
#pragma once

#include "base/date.h"
#include "base/number.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace zhishi::scheme {

using WordId = std::uint32_t;
using SubjectIndex = std::uint32_t;
using PeriodIndex = std::uint32_t;

inline constexpr std::uint32_t no_index = 0xFFFFFFFF;

class Words {
  public:
    WordId add(std::string_view text);
    WordId find(std::string_view text) const; // no_index: not there
    const std::string& text(WordId id) const { return *texts_[id]; }
    size_t size() const { return texts_.size(); }

  private:
    struct Hash {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    std::unordered_map<std::string, WordId, Hash, std::equal_to<>> ids_;
    std::vector<const std::string*> texts_; // keys of ids_, which do not move
};

class Periods {
  public:
    PeriodIndex add(const base::Period& period);
    PeriodIndex find(const base::Period& period) const;
    const base::Period& at(PeriodIndex index) const { return periods_[index]; }
    size_t size() const { return periods_.size(); }

  private:
    std::unordered_map<std::string, PeriodIndex> indices_;
    std::vector<base::Period> periods_;
};

struct Subject {
    std::string id;
    std::string name;
    WordId kind = no_index; // person | team | unit | item
    SubjectIndex parent = no_index;
    WordId group = no_index;
    WordId role = no_index;
    bool is_organ = false;
    std::vector<WordId> attributes; // as Facts::attribute_names
    std::uint32_t line = 0;
};

struct Rating {
    PeriodIndex period;
    SubjectIndex subject;
    WordId item, rater, role;
    base::Number value;
    std::uint32_t line = 0;
};

struct Fact {
    PeriodIndex period;
    SubjectIndex subject;
    WordId key;
    WordId word; // as written
    std::optional<base::Number> number;
    std::uint32_t line = 0;
};

struct Event {
    PeriodIndex period;
    SubjectIndex subject;
    WordId item;
    base::Number points;
    std::string note;
    std::uint32_t line = 0;
};

struct Facts {
    Words words;
    Periods periods;
    std::vector<std::string> attribute_names;
    std::vector<Subject> subjects;
    std::vector<Rating> ratings;
    std::vector<Fact> facts;
    std::vector<Event> events;
};

// The rater of a row that holds the released mean of a secret evaluation (C10).
inline constexpr std::string_view released_mean_rater = "-";

} // namespace zhishi::scheme
