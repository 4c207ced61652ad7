// What a scheme is applied to: subjects with their ratings, facts and events, as tables of exact numbers and
// words, each as narrow as it can be: a province has tens of millions of rows.
//
// Words (items, roles, keys, groups …) are numbered once in `words`, subjects by their place; rows hold the
// numbers. Values are whole numbers of millionths: what is written has at most nine digits before the point
// and six behind it. `line` is the row's place in its file, 0 where it comes from records.
#pragma once

#include "base/date.h"
#include "base/number.h"
#include "scheme/words.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace zhishi::scheme {

using SubjectIndex = std::uint32_t;
using PeriodCode = std::uint32_t;
using Millionths = std::int64_t;

// The written form of base::Number::parse.
std::optional<Millionths> parse_millionths(std::string_view text);
inline base::Number number_of(Millionths millionths) {
    return base::Number::ratio(millionths, 1'000'000);
}

// Periods as numbers: those with dates as they are, the names of special appraisals as they come.
class Periods {
  public:
    PeriodCode add(const base::Period& period);
    PeriodCode find(const base::Period& period) const; // no_index: a special one that was never added
    base::Period at(PeriodCode code) const;

  private:
    Words names_;
};

struct Subject {
    WordId kind = no_index; // person | team | unit | item
    SubjectIndex parent = no_index;
    WordId group = no_index;
    WordId role = no_index;
    std::uint32_t line = 0;
    bool is_organ = false;
};

// Lines of rows, as what differs from "each row on the line after the one before".
class Lines {
  public:
    void push_back(std::uint32_t line);
    std::uint32_t operator[](size_t row) const; // 0 where no line is known

  private:
    struct Run {
        std::uint32_t row, line;
    };
    std::vector<Run> runs_;
    std::uint32_t count_ = 0, last_ = 0;
};

// Who rated: a subject, or a word (`-`, or an outside body).
class Rater {
  public:
    static Rater of_subject(SubjectIndex subject) { return Rater(subject | subject_bit); }
    static Rater of_word(WordId word) { return Rater(word); }
    explicit Rater(std::uint32_t code) : code_(code) {}
    bool is_subject() const { return (code_ & subject_bit) != 0; }
    std::uint32_t index() const { return code_ & ~subject_bit; }
    std::uint32_t code() const { return code_; }
    bool operator==(const Rater&) const = default;

  private:
    static constexpr std::uint32_t subject_bit = 0x80000000;
    std::uint32_t code_;
};

struct Rating {
    PeriodCode period;
    SubjectIndex subject;
    WordId item;
    Rater rater;
    WordId role;
    Millionths value;
    std::uint32_t line = 0;
};

// What a rating answers: its period, item and role together, numbered once.
struct Question {
    PeriodCode period;
    WordId item, role;
    bool operator==(const Question&) const = default;
};
using QuestionId = std::uint32_t;

// Rows come in any order; settle() puts those of each subject together, sorted by question and rater. Only
// then may they be asked for by subject, and lines are no longer known.
class Ratings {
  public:
    size_t size() const { return question_ids_.size(); }
    bool empty() const { return question_ids_.empty(); }
    void push_back(const Rating& rating);
    void push_back(SubjectIndex subject, QuestionId question, Rater rater, Millionths value,
                   std::uint32_t line);

    void reserve(size_t rows);
    // Who rated is of no use once doubles have been looked for and nobody will ask for an explanation.
    void forget_raters();
    bool is_settled() const { return is_settled_; }
    void settle(size_t subjects);
    // The first row of a settled subject; of the number of subjects: the end.
    std::uint32_t begin_of(SubjectIndex subject) const { return begin_[subject]; }

    Rating operator[](size_t row) const;
    SubjectIndex subject(size_t row) const;
    QuestionId question_id(size_t row) const { return question_ids_[row]; }
    Rater rater(size_t row) const { return Rater(raters_[row]); } // not once they are forgotten
    Millionths value(size_t row) const {
        return is_fine_ ? millionths_[row] : hundredths_[row] * millionths_a_hundredth;
    }
    std::uint32_t line(size_t row) const { return is_settled_ ? 0 : lines_[row]; }

    QuestionId add_question(const Question& question);
    QuestionId find_question(const Question& question) const; // no_index: nobody answered it
    const Question& question(QuestionId id) const { return questions_[id]; }
    size_t question_count() const { return questions_.size(); }

  private:
    static constexpr Millionths millionths_a_hundredth = 10'000;
    struct Hash {
        size_t operator()(const Question& question) const;
    };
    std::vector<std::uint32_t> settled_order(size_t subjects);
    void sort_rows(std::vector<std::uint32_t>::iterator begin, std::vector<std::uint32_t>::iterator end) const;

    std::vector<SubjectIndex> subjects_; // until it is settled
    std::vector<std::uint32_t> begin_;   // from then on
    bool is_settled_ = false;
    std::vector<QuestionId> question_ids_;
    std::vector<std::uint32_t> raters_;
    std::vector<std::int32_t> hundredths_; // as long as every value is a whole number of hundredths …
    std::vector<Millionths> millionths_;   // … else all of them
    bool is_fine_ = false;                 // millionths
    Lines lines_;
    std::vector<Question> questions_;
    std::unordered_map<Question, QuestionId, Hash> ids_;
};

struct Fact {
    PeriodCode period;
    SubjectIndex subject;
    WordId key;
    WordId word; // as written
    bool is_number = false;
    std::uint32_t line = 0;
    Millionths value = 0; // where it is a number

    std::optional<base::Number> number() const {
        return is_number ? std::optional(number_of(value)) : std::nullopt;
    }
};

struct Event {
    PeriodCode period;
    SubjectIndex subject;
    WordId item;
    std::uint32_t line = 0;
    Millionths points = 0;
};

struct Facts {
    Words words;
    Periods periods;
    Words ids; // of the subjects, numbered as they are
    TextList names;
    std::vector<Subject> subjects;
    std::vector<std::string> attribute_names;
    std::vector<std::vector<WordId>> attributes; // as attribute_names, by subject
    Ratings ratings;
    std::vector<Fact> facts;
    std::vector<Event> events;

    // Each id once.
    SubjectIndex add_subject(std::string_view id, std::string_view name, const Subject& subject);
    std::string_view id_of(SubjectIndex subject) const { return ids.text(subject); }
    std::string_view name_of(SubjectIndex subject) const { return names[subject]; }
    Rater rater(std::string_view id); // a subject where one has this id
    std::string_view text_of(Rater rater) const {
        return rater.is_subject() ? id_of(rater.index()) : words.text(rater.index());
    }
};

// The rater of a row that holds the released mean of a secret evaluation (C10).
inline constexpr std::string_view released_mean_rater = "-";

} // namespace zhishi::scheme
