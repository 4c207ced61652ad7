// The facts in the order in which formulas ask for them: rows of one subject stand together, sorted by what
// is asked. Every word of the scheme is numbered when the tables are made, after those of the data; from then
// on nothing changes, so that several threads may ask.
#pragma once

#include "engine/column.h"
#include "scheme/in_force.h"

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace zhishi::engine {

// Who a subject is to the scheme.
struct Membership {
    std::int16_t subject_class = -1;               // in Scheme::classes; -1: outside
    scheme::SubjectIndex organ = scheme::no_index; // no_index: the organ of those whose chain ends in no unit
};

class Tables {
  public:
    Tables(const scheme::InForce& in_force, const scheme::Facts& facts);

    const scheme::Facts& facts() const { return facts_; }
    const Membership& membership(scheme::SubjectIndex subject) const { return memberships_[subject]; }
    scheme::SubjectIndex parent(scheme::SubjectIndex subject) const {
        return facts_.subjects[subject].parent;
    }

    scheme::WordId word(std::string_view text) const; // no_index: nowhere in data or scheme
    std::string_view text(scheme::WordId id) const;
    scheme::PeriodCode period(const base::Period& period) const; // no_index: a special one that nobody names
    base::Period period_at(scheme::PeriodCode code) const { return periods_.at(code); }

    // The questions with this item in this period, of one role or of any (role no_index).
    std::vector<scheme::QuestionId> questions(scheme::WordId item, scheme::PeriodCode period,
                                              scheme::WordId role) const;
    __extension__ using Wide =
        __int128; // holds the sum of any table: 2^32 rows of nine digits and six decimals
    struct Sum {
        Wide millionths = 0;
        std::int64_t count = 0;
    };
    static base::Number number_of(Wide millionths);
    Sum ratings(scheme::SubjectIndex subject, const std::vector<scheme::QuestionId>& questions) const;
    std::vector<scheme::Rating> rating_rows(scheme::SubjectIndex subject,
                                            const std::vector<scheme::QuestionId>& questions) const;
    const scheme::Fact* fact(scheme::SubjectIndex subject, scheme::WordId key,
                             scheme::PeriodCode period) const;
    // Places in Facts::events of a subject's events of an item.
    std::vector<std::uint32_t> events(scheme::SubjectIndex subject, scheme::WordId item,
                                      scheme::PeriodCode period) const;
    // The means that the subjects of a class got on an item from a role, in the order of the subjects.
    const std::vector<base::Number>& received(scheme::WordId item, int subject_class, scheme::WordId role,
                                              scheme::PeriodCode period) const;
    // What stands for the star of the pattern in the keys of the subject's facts of a period, in byte order.
    std::vector<scheme::WordId> keys(scheme::SubjectIndex subject, const std::string& pattern,
                                     scheme::PeriodCode period) const;

  private:
    // The rows of each subject: begin[subject] to begin[subject + 1] in `order`, or in the table itself where
    // its rows stand so already.
    struct Index {
        std::vector<std::uint32_t> begin;
        std::vector<std::uint32_t> order; // empty: as they are
        std::uint32_t row(std::uint32_t place) const { return order.empty() ? place : order[place]; }
    };
    template <class SubjectOf, class Before>
    static Index index_of(size_t rows, size_t subjects, SubjectOf subject_of, Before before);
    void number_words(const scheme::InForce& in_force);
    void number_words(const scheme::Expression& node);
    void add_word(std::string_view text);
    void add_stars(const std::string& pattern);
    void find_memberships(const scheme::Scheme& scheme);

    const scheme::Facts& facts_;
    scheme::Words words_; // those that the data do not have
    scheme::Periods periods_;
    std::vector<Membership> memberships_;
    scheme::Ratings settled_; // where those of the facts are not
    const scheme::Ratings& ratings_;
    Index fact_rows_, events_;
    std::map<std::string, std::map<scheme::WordId, scheme::WordId>>
        stars_; // pattern → key → what stands for the star
    std::map<std::pair<scheme::PeriodCode, scheme::WordId>, std::vector<scheme::QuestionId>> of_item_;
    using Received = std::map<scheme::WordId, std::vector<base::Number>>; // by item
    mutable std::map<std::tuple<int, scheme::WordId, scheme::PeriodCode>, Received>
        received_; // as they are asked for
    mutable std::mutex received_mutex_;
};

} // namespace zhishi::engine
