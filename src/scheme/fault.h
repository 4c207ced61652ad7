// What is wrong in a scheme or in the data for it: every fault has its place and says what to do. Faults are
// collected, never thrown at the first: the author wants to see them all.
#pragma once

#include "base/result.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace zhishi::scheme {

// Where a fault lies: a file of schemes/ or one given by its path; line and column count from 1, columns in
// characters.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
    auto operator<=>(const Place&) const = default;
};

struct Fault {
    Place place;
    std::string code; // snake_case, stable: name_not_defined
    base::Text text;
};

// More than this many are counted, not kept: nobody reads them.
inline constexpr size_t scheme_faults_max = 500;

class Faults {
  public:
    void add(const Place& place, std::string code, base::Text text) {
        if (faults_.size() < scheme_faults_max) faults_.push_back({place, std::move(code), std::move(text)});
    }
    bool empty() const { return faults_.empty(); }
    size_t size() const { return faults_.size(); }
    // In order of place.
    std::vector<Fault> take() {
        std::stable_sort(faults_.begin(), faults_.end(),
                         [](const Fault& a, const Fault& b) { return a.place < b.place; });
        return std::move(faults_);
    }

  private:
    std::vector<Fault> faults_;
};

} // namespace zhishi::scheme
