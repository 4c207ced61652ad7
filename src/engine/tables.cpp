#include "engine/tables.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace zhishi::engine {

using base::Number;
using scheme::no_index;
using scheme::PeriodIndex;
using scheme::SubjectIndex;
using scheme::WordId;

template <class Row, class Before>
Tables::Index<Row> Tables::index_of(const std::vector<Row>& rows, size_t subjects, Before before) {
    Index<Row> index;
    index.order.resize(rows.size());
    std::iota(index.order.begin(), index.order.end(), 0u);
    std::stable_sort(index.order.begin(), index.order.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (rows[a].subject != rows[b].subject) return rows[a].subject < rows[b].subject;
        return before(rows[a], rows[b]);
    });
    index.begin.assign(subjects + 1, 0);
    for (const Row& row : rows)
        ++index.begin[row.subject + 1];
    std::partial_sum(index.begin.begin(), index.begin.end(), index.begin.begin());
    return index;
}

Tables::Tables(const scheme::Scheme& scheme, const scheme::Facts& facts)
    : facts_(facts), periods_(facts.periods) {
    size_t count = facts.subjects.size();
    ratings_ = index_of(facts.ratings, count, [](const auto& a, const auto& b) {
        return std::tie(a.period, a.item) < std::tie(b.period, b.item);
    });
    fact_rows_ = index_of(facts.facts, count, [](const auto& a, const auto& b) {
        return std::tie(a.period, a.key) < std::tie(b.period, b.key);
    });
    events_ = index_of(facts.events, count, [](const auto& a, const auto& b) {
        return std::tie(a.period, a.item) < std::tie(b.period, b.item);
    });
    find_memberships(scheme);
}

// A subject's class may depend on that of its parent, its organ does: go up to what is known, then down
// again.
void Tables::find_memberships(const scheme::Scheme& scheme) {
    const auto& subjects = facts_.subjects;
    memberships_.resize(subjects.size());
    WordId unit = facts_.words.find("unit");
    std::vector<bool> is_known(subjects.size(), false);
    std::vector<SubjectIndex> chain;
    auto class_of = [&](const scheme::Subject& subject) {
        for (size_t i = 0; i < scheme.classes.size(); ++i) {
            const auto& wanted = scheme.classes[i];
            bool fits = facts_.words.text(subject.kind) == wanted.kind &&
                        (!wanted.role || facts_.words.text(subject.role) == *wanted.role);
            if (fits && !wanted.parents.empty()) {
                int parent = subject.parent == no_index ? -1 : memberships_[subject.parent].subject_class;
                fits = parent >= 0 &&
                       std::find(wanted.parents.begin(), wanted.parents.end(),
                                 scheme.classes[static_cast<size_t>(parent)].id) != wanted.parents.end();
            }
            if (fits) return static_cast<int>(i);
        }
        return -1;
    };
    for (SubjectIndex first = 0; first < subjects.size(); ++first) {
        chain.clear();
        for (SubjectIndex at = first; at != no_index && !is_known[at]; at = subjects[at].parent) {
            is_known[at] = true;
            chain.push_back(at);
        }
        for (size_t i = chain.size(); i-- > 0;) {
            SubjectIndex at = chain[i];
            const scheme::Subject& subject = subjects[at];
            bool is_unit = subject.kind == unit;
            if (is_unit && subject.is_organ)
                memberships_[at].organ = at;
            else if (subject.parent != no_index)
                memberships_[at].organ = memberships_[subject.parent].organ;
            else
                memberships_[at].organ = is_unit ? at : no_index;
            memberships_[at].subject_class = class_of(subject);
        }
    }
}

WordId Tables::word(std::string_view text) {
    WordId id = facts_.words.find(text);
    return id != no_index ? id : static_cast<WordId>(facts_.words.size()) + words_.add(text);
}

WordId Tables::known_word(std::string_view text) const {
    WordId id = facts_.words.find(text);
    if (id != no_index) return id;
    id = words_.find(text);
    return id == no_index ? no_index : static_cast<WordId>(facts_.words.size()) + id;
}

const std::string& Tables::text(WordId id) const {
    size_t count = facts_.words.size();
    return id < count ? facts_.words.text(id) : words_.text(static_cast<WordId>(id - count));
}

// The places in ratings_.order of a subject's ratings on an item in a period.
std::pair<std::uint32_t, std::uint32_t> Tables::rating_range(SubjectIndex subject, WordId item,
                                                             PeriodIndex period) const {
    auto place_of = [&](std::uint32_t row) {
        return std::pair(facts_.ratings[row].period, facts_.ratings[row].item);
    };
    auto begin = ratings_.order.begin() + ratings_.begin[subject];
    auto end = ratings_.order.begin() + ratings_.begin[subject + 1];
    std::pair wanted(period, item);
    auto first =
        std::lower_bound(begin, end, wanted, [&](auto row, const auto& key) { return place_of(row) < key; });
    auto last =
        std::upper_bound(first, end, wanted, [&](const auto& key, auto row) { return key < place_of(row); });
    return {static_cast<std::uint32_t>(first - ratings_.order.begin()),
            static_cast<std::uint32_t>(last - ratings_.order.begin())};
}

std::vector<const scheme::Rating*> Tables::rating_rows(SubjectIndex subject, WordId item, PeriodIndex period,
                                                       WordId role) const {
    std::vector<const scheme::Rating*> rows;
    auto [first, last] = rating_range(subject, item, period);
    for (std::uint32_t i = first; i < last; ++i) {
        const scheme::Rating& rating = facts_.ratings[ratings_.order[i]];
        if (role == no_index || rating.role == role) rows.push_back(&rating);
    }
    return rows;
}

Tables::Mean Tables::ratings(SubjectIndex subject, WordId item, PeriodIndex period, WordId role) const {
    Mean mean;
    auto [first, last] = rating_range(subject, item, period);
    for (std::uint32_t i = first; i < last; ++i) {
        const scheme::Rating& rating = facts_.ratings[ratings_.order[i]];
        if (role != no_index && rating.role != role) continue;
        mean.sum += rating.value;
        ++mean.count;
    }
    return mean;
}

const scheme::Fact* Tables::fact(SubjectIndex subject, WordId key, PeriodIndex period) const {
    auto begin = fact_rows_.order.begin() + fact_rows_.begin[subject];
    auto end = fact_rows_.order.begin() + fact_rows_.begin[subject + 1];
    auto at =
        std::lower_bound(begin, end, std::pair(period, key), [&](std::uint32_t row, const auto& wanted) {
            const auto& fact = facts_.facts[row];
            return std::pair(fact.period, fact.key) < wanted;
        });
    if (at == end) return nullptr;
    const scheme::Fact& fact = facts_.facts[*at];
    return fact.period == period && fact.key == key ? &fact : nullptr;
}

Number Tables::event_points(SubjectIndex subject, WordId item, PeriodIndex period, bool is_magnitude) const {
    Number sum;
    for (std::uint32_t i = events_.begin[subject]; i < events_.begin[subject + 1]; ++i) {
        const scheme::Event& event = facts_.events[events_.order[i]];
        if (event.item == item && event.period == period)
            sum += is_magnitude ? event.points.magnitude() : event.points;
    }
    return sum;
}

const std::vector<Number>& Tables::received(WordId item, int subject_class, WordId role, PeriodIndex period) {
    auto [place, is_new] = received_.try_emplace({subject_class, role, period});
    if (is_new) {
        std::map<std::pair<WordId, SubjectIndex>, Mean> means;
        for (const scheme::Rating& rating : facts_.ratings) {
            bool is_asked = rating.role == role && rating.period == period &&
                            memberships_[rating.subject].subject_class == subject_class;
            if (!is_asked) continue;
            Mean& mean = means[{rating.item, rating.subject}];
            mean.sum += rating.value;
            ++mean.count;
        }
        for (const auto& [key, mean] : means)
            place->second[key.first].push_back(mean.sum / Number(mean.count));
    }
    static const std::vector<Number> nothing;
    auto found = place->second.find(item);
    return found == place->second.end() ? nothing : found->second;
}

std::vector<WordId> Tables::keys(SubjectIndex subject, const std::string& pattern, PeriodIndex period) {
    std::vector<WordId> found;
    auto& stars = stars_[pattern];
    size_t star = pattern.find('*');
    for (std::uint32_t i = fact_rows_.begin[subject]; i < fact_rows_.begin[subject + 1]; ++i) {
        const scheme::Fact& fact = facts_.facts[fact_rows_.order[i]];
        if (fact.period != period) continue;
        auto [place, is_new] = stars.emplace(fact.key, no_index);
        if (is_new) {
            const std::string& key = facts_.words.text(fact.key);
            if (scheme::fits_pattern(pattern, key))
                place->second = word(std::string_view(key).substr(star, key.size() - (pattern.size() - 1)));
        }
        if (place->second != no_index) found.push_back(place->second);
    }
    std::sort(found.begin(), found.end(), [&](WordId a, WordId b) { return text(a) < text(b); });
    return found;
}

} // namespace zhishi::engine
