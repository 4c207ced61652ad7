// The facts in the order in which formulas ask for them: rows of one subject stand together, sorted by what
// is asked. Words and periods that only the scheme knows get numbers after those of the data.
#pragma once

#include "engine/column.h"
#include "scheme/scheme.h"

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace zhishi::engine {

// Who a subject is to the scheme.
struct Membership {
    int subject_class = -1;                        // in Scheme::classes; -1: outside
    scheme::SubjectIndex organ = scheme::no_index; // no_index: the organ of those whose chain ends in no unit
};

class Tables {
  public:
    Tables(const scheme::Scheme& scheme, const scheme::Facts& facts);

    const scheme::Facts& facts() const { return facts_; }
    const Membership& membership(scheme::SubjectIndex subject) const { return memberships_[subject]; }

    scheme::WordId word(std::string_view text);             // numbers it where it is new
    scheme::WordId known_word(std::string_view text) const; // no_index: nowhere in data or scheme
    const std::string& text(scheme::WordId id) const;
    scheme::PeriodIndex period(const base::Period& period) { return periods_.add(period); }
    const base::Period& period_at(scheme::PeriodIndex index) const { return periods_.at(index); }

    // Ratings of a subject on an item in a period; by one role, or by any (role no_index).
    struct Mean {
        base::Number sum;
        std::int64_t count = 0;
    };
    Mean ratings(scheme::SubjectIndex subject, scheme::WordId item, scheme::PeriodIndex period,
                 scheme::WordId role) const;
    std::vector<const scheme::Rating*> rating_rows(scheme::SubjectIndex subject, scheme::WordId item,
                                                   scheme::PeriodIndex period, scheme::WordId role) const;
    const scheme::Fact* fact(scheme::SubjectIndex subject, scheme::WordId key,
                             scheme::PeriodIndex period) const;
    // The sum of the points of its events of an item; with is_magnitude, of what they are without their sign.
    base::Number event_points(scheme::SubjectIndex subject, scheme::WordId item, scheme::PeriodIndex period,
                              bool is_magnitude) const;
    // The means that the subjects of a class got on an item from a role, in the order of the subjects.
    const std::vector<base::Number>& received(scheme::WordId item, int subject_class, scheme::WordId role,
                                              scheme::PeriodIndex period);
    // What stands for the star of the pattern in the keys of the subject's facts of a period, in byte order.
    std::vector<scheme::WordId> keys(scheme::SubjectIndex subject, const std::string& pattern,
                                     scheme::PeriodIndex period);

  private:
    template <class Row>
    struct Index {
        std::vector<std::uint32_t> order; // of rows
        std::vector<std::uint32_t> begin; // by subject, and one more
    };
    std::pair<std::uint32_t, std::uint32_t> rating_range(scheme::SubjectIndex subject, scheme::WordId item,
                                                         scheme::PeriodIndex period) const;
    void find_memberships(const scheme::Scheme& scheme);
    template <class Row, class Before>
    static Index<Row> index_of(const std::vector<Row>& rows, size_t subjects, Before before);

    const scheme::Facts& facts_;
    scheme::Words words_; // those that the data do not have
    scheme::Periods periods_;
    std::vector<Membership> memberships_;
    Index<scheme::Rating> ratings_;
    Index<scheme::Fact> fact_rows_;
    Index<scheme::Event> events_;
    using Received = std::map<scheme::WordId, std::vector<base::Number>>; // by item
    std::map<std::tuple<int, scheme::WordId, scheme::PeriodIndex>, Received> received_;
    std::map<std::string, std::map<scheme::WordId, scheme::WordId>>
        stars_; // pattern → key → what stands for the star
};

} // namespace zhishi::engine
