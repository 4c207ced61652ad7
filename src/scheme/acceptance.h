// Whether a scheme takes one row of data: roles, ranges, words, kinds of period. Rows are held to it one by
// one, by the batch files and by every other door alike.
//
// Each question returns nothing where all is well, else what is wrong and what to do.
#pragma once

#include "base/date.h"
#include "base/result.h"
#include "scheme/scheme.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace zhishi::scheme {

class Acceptance {
  public:
    explicit Acceptance(const Scheme& scheme) : scheme_(scheme) {}

    using Answer = std::optional<base::Text>;

    // An item of items.csv, before ratings are asked about: a scheme may read them, up to the full mark.
    void declare_item(std::string_view item, const base::Number& full);

    // A person whose role the scheme does not know (C13), where it says that this is an error.
    Answer subject_role(std::string_view kind, std::string_view role) const;
    Answer attribute(std::string_view kind, std::string_view name, std::string_view value) const;
    // A rating on an item that the scheme reads, by a role that it does not know there (C13).
    Answer rating_role(std::string_view item, std::string_view role) const;
    // 0 to 100, or what the scheme declares for the item.
    Range rating_range(std::string_view item, std::string_view role) const;
    Answer rating_value(std::string_view item, std::string_view role, const base::Number& value) const;
    Answer fact(const base::Period& period, std::string_view key, std::string_view word,
                const std::optional<base::Number>& number) const;
    Answer event(std::string_view item, const base::Number& points) const;
    // Does the appraisal of `appraised` read ratings of this item in `period`?
    bool reads_rating(std::string_view item, const base::Period& period, const base::Period& appraised) const;
    // Does the scheme tell the ratings of this role on the item from those of others? Else all count alike
    // (C6).
    bool tells_role(std::string_view item, std::string_view role) const;

  private:
    bool covers(const RatingInput& input, std::string_view item) const;
    // What is declared of the key for this kind of period, else for all, else for other kinds.
    const FactInput* fact_input(std::string_view key, base::Period::Kind kind) const;

    const Scheme& scheme_;
    std::map<std::string, base::Number, std::less<>> full_marks_; // by item
};

} // namespace zhishi::scheme
