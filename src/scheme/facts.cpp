#include "scheme/facts.h"

namespace zhishi::scheme {

WordId Words::add(std::string_view text) {
    auto found = ids_.find(text);
    if (found != ids_.end()) return found->second;
    WordId id = static_cast<WordId>(texts_.size());
    auto [place, is_new] = ids_.emplace(std::string(text), id);
    texts_.push_back(&place->first);
    return id;
}

WordId Words::find(std::string_view text) const {
    auto found = ids_.find(text);
    return found == ids_.end() ? no_index : found->second;
}

PeriodIndex Periods::add(const base::Period& period) {
    auto [place, is_new] = indices_.emplace(period.str(), static_cast<PeriodIndex>(periods_.size()));
    if (is_new) periods_.push_back(period);
    return place->second;
}

PeriodIndex Periods::find(const base::Period& period) const {
    auto found = indices_.find(period.str());
    return found == indices_.end() ? no_index : found->second;
}

} // namespace zhishi::scheme
