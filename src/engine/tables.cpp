#include "engine/tables.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace zhishi::engine {

using base::Number;
using scheme::no_index;
using scheme::PeriodCode;
using scheme::QuestionId;
using scheme::SubjectIndex;
using scheme::WordId;

// A counting sort by subject, then by what is asked within each. Most files have each subject's rows
// together, and then nothing has to be moved.
template <class SubjectOf, class Before>
Tables::Index Tables::index_of(size_t rows, size_t subjects, SubjectOf subject_of, Before before) {
    Index index;
    index.begin.assign(subjects + 1, 0);
    bool is_sorted = true;
    for (std::uint32_t row = 0; row < rows; ++row) {
        ++index.begin[subject_of(row) + 1];
        is_sorted = is_sorted && (row == 0 || subject_of(row - 1) < subject_of(row) ||
                                  (subject_of(row - 1) == subject_of(row) && !before(row, row - 1)));
    }
    std::partial_sum(index.begin.begin(), index.begin.end(), index.begin.begin());
    if (is_sorted) return index;
    index.order.resize(rows);
    std::vector<std::uint32_t> next(index.begin.begin(), index.begin.end() - 1);
    for (std::uint32_t row = 0; row < rows; ++row)
        index.order[next[subject_of(row)]++] = row;
    for (size_t subject = 0; subject < subjects; ++subject) {
        auto begin = index.order.begin() + index.begin[subject],
             end = index.order.begin() + index.begin[subject + 1];
        if (!std::is_sorted(begin, end, before)) std::stable_sort(begin, end, before);
    }
    return index;
}

namespace {

scheme::Ratings settled(const scheme::Facts& facts) {
    scheme::Ratings ratings;
    if (facts.ratings.is_settled()) return ratings;
    ratings = facts.ratings;
    ratings.settle(facts.subjects.size());
    return ratings;
}

} // namespace

Tables::Tables(const scheme::InForce& in_force, const scheme::Facts& facts)
    : facts_(facts), periods_(facts.periods), settled_(settled(facts)),
      ratings_(facts.ratings.is_settled() ? facts.ratings : settled_) {
    periods_.add(in_force.period);
    size_t count = facts.subjects.size();
    const auto& rows = facts.facts;
    fact_rows_ = index_of(
        rows.size(), count, [&](std::uint32_t row) { return rows[row].subject; },
        [&](std::uint32_t a, std::uint32_t b) {
            return std::tie(rows[a].period, rows[a].key) < std::tie(rows[b].period, rows[b].key);
        });
    const auto& events = facts.events;
    events_ = index_of(
        events.size(), count, [&](std::uint32_t row) { return events[row].subject; },
        [&](std::uint32_t a, std::uint32_t b) {
            return std::tie(events[a].period, events[a].item) < std::tie(events[b].period, events[b].item);
        });
    for (QuestionId id = 0; id < ratings_.question_count(); ++id)
        of_item_[{ratings_.question(id).period, ratings_.question(id).item}].push_back(id);
    number_words(in_force);
    find_memberships(*in_force.scheme);
}

void Tables::add_word(std::string_view text) {
    if (facts_.words.find(text) == no_index) words_.add(text);
}

// All that a formula may come to ask for or to give: its own words, and what the engine knows of subjects.
void Tables::number_words(const scheme::InForce& in_force) {
    const scheme::Scheme& scheme = *in_force.scheme;
    for (const char* word :
         {"person", "team", "unit", "item", "year", "half", "quarter", "month", "special", ""})
        add_word(word);
    for (const auto& subject_class : scheme.classes)
        add_word(subject_class.id);
    for (const auto& grade : scheme.grades)
        add_word(grade.word);
    for (const auto& list : scheme.word_lists)
        for (const auto& word : list.words)
            add_word(word);
    for (const auto& entry : in_force.parameters) {
        for (const auto& word : entry.parameter->words)
            add_word(word);
        if (entry.parameter->is_word) add_word(entry.word);
    }
    scheme::each_formula(scheme, [this](const scheme::Formula& formula) { number_words(formula.root); });
}

void Tables::number_words(const scheme::Expression& node) {
    if (node.kind == scheme::Expression::Kind::word) add_word(node.text);
    if (node.function == scheme::Function::keys) add_stars(node.children[0].text);
    for (const auto& child : node.children)
        number_words(child);
}

void Tables::add_stars(const std::string& pattern) {
    auto [place, is_new] = stars_.try_emplace(pattern);
    if (!is_new) return;
    size_t star = pattern.find('*');
    std::vector<bool> is_seen(facts_.words.size(), false);
    for (const scheme::Fact& fact : facts_.facts) {
        if (is_seen[fact.key]) continue;
        is_seen[fact.key] = true;
        std::string_view key = facts_.words.text(fact.key);
        if (!scheme::fits_pattern(pattern, key)) continue;
        std::string_view text = key.substr(star, key.size() - (pattern.size() - 1));
        add_word(text);
        place->second.emplace(fact.key, word(text));
    }
}

// A subject's class may depend on that of its parent, its organ does: go up to what is known, then down
// again.
void Tables::find_memberships(const scheme::Scheme& scheme) {
    const auto& subjects = facts_.subjects;
    memberships_.resize(subjects.size());
    struct Wanted {
        WordId kind, role; // role no_index: any, where has_role is not set
        bool has_role;
        std::vector<bool> parents; // by class; empty: not asked
    };
    std::vector<Wanted> wanted;
    for (const auto& subject_class : scheme.classes) {
        Wanted one{word(subject_class.kind), no_index, subject_class.role.has_value(), {}};
        if (one.has_role) one.role = facts_.words.find(*subject_class.role);
        if (!subject_class.parents.empty()) one.parents.assign(scheme.classes.size(), false);
        for (size_t i = 0; i < scheme.classes.size(); ++i)
            for (const auto& parent : subject_class.parents)
                if (scheme.classes[i].id == parent) one.parents[i] = true;
        wanted.push_back(std::move(one));
    }
    auto class_of = [&](const scheme::Subject& subject) {
        for (size_t i = 0; i < wanted.size(); ++i) {
            const Wanted& one = wanted[i];
            if (subject.kind != one.kind || (one.has_role && subject.role != one.role)) continue;
            if (one.parents.empty()) return static_cast<std::int16_t>(i);
            int parent = subject.parent == no_index ? -1 : memberships_[subject.parent].subject_class;
            if (parent >= 0 && one.parents[static_cast<size_t>(parent)]) return static_cast<std::int16_t>(i);
        }
        return std::int16_t{-1};
    };
    WordId unit = word("unit");
    std::vector<bool> is_known(subjects.size(), false);
    std::vector<SubjectIndex> chain;
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

WordId Tables::word(std::string_view text) const {
    WordId id = facts_.words.find(text);
    if (id != no_index) return id;
    id = words_.find(text);
    return id == no_index ? no_index : static_cast<WordId>(facts_.words.size()) + id;
}

std::string_view Tables::text(WordId id) const {
    size_t count = facts_.words.size();
    return id < count ? facts_.words.text(id) : words_.text(static_cast<WordId>(id - count));
}

PeriodCode Tables::period(const base::Period& period) const {
    return periods_.find(period);
}

std::vector<QuestionId> Tables::questions(WordId item, PeriodCode period, WordId role) const {
    auto found = of_item_.find({period, item});
    if (found == of_item_.end()) return {};
    if (role == no_index) return found->second;
    std::vector<QuestionId> of_role;
    for (QuestionId id : found->second)
        if (ratings_.question(id).role == role) of_role.push_back(id);
    return of_role;
}

Number Tables::number_of(Wide millionths) {
    constexpr std::int64_t one = 1'000'000;
    return Number(static_cast<std::int64_t>(millionths / one)) +
           scheme::number_of(static_cast<std::int64_t>(millionths % one));
}

Tables::Sum Tables::ratings(SubjectIndex subject, const std::vector<QuestionId>& questions) const {
    Sum sum;
    std::uint32_t begin = ratings_.begin_of(subject), end = ratings_.begin_of(subject + 1);
    for (QuestionId question : questions) {
        std::uint32_t at = begin;
        // Few rows are looked through faster than they are searched.
        constexpr std::uint32_t few = 24;
        for (std::uint32_t count = end - begin; count > few;) {
            std::uint32_t half = count / 2;
            bool is_after = ratings_.question_id(at + half) < question;
            if (is_after) at += half + 1;
            count = is_after ? count - half - 1 : half;
        }
        while (at < end && ratings_.question_id(at) < question)
            ++at;
        for (; at < end && ratings_.question_id(at) == question; ++at) {
            sum.millionths += ratings_.value(at);
            ++sum.count;
        }
    }
    return sum;
}

std::vector<scheme::Rating> Tables::rating_rows(SubjectIndex subject,
                                                const std::vector<QuestionId>& questions) const {
    std::vector<scheme::Rating> rows;
    for (std::uint32_t row = ratings_.begin_of(subject); row < ratings_.begin_of(subject + 1); ++row)
        if (std::find(questions.begin(), questions.end(), ratings_.question_id(row)) != questions.end())
            rows.push_back(ratings_[row]);
    return rows;
}

const scheme::Fact* Tables::fact(SubjectIndex subject, WordId key, PeriodCode period) const {
    for (std::uint32_t at = fact_rows_.begin[subject]; at < fact_rows_.begin[subject + 1]; ++at) {
        const scheme::Fact& fact = facts_.facts[fact_rows_.row(at)];
        if (fact.period == period && fact.key == key) return &fact;
    }
    return nullptr;
}

std::vector<std::uint32_t> Tables::events(SubjectIndex subject, WordId item, PeriodCode period) const {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t at = events_.begin[subject]; at < events_.begin[subject + 1]; ++at) {
        const scheme::Event& event = facts_.events[events_.row(at)];
        if (event.item == item && event.period == period) rows.push_back(events_.row(at));
    }
    return rows;
}

const std::vector<Number>& Tables::received(WordId item, int subject_class, WordId role,
                                            PeriodCode period) const {
    static const std::vector<Number> nothing;
    std::lock_guard lock(received_mutex_);
    auto [place, is_new] = received_.try_emplace({subject_class, role, period});
    if (is_new) {
        std::map<WordId, std::map<SubjectIndex, Sum>> sums;
        for (SubjectIndex subject = 0; subject < facts_.subjects.size(); ++subject) {
            if (memberships_[subject].subject_class != subject_class) continue;
            for (std::uint32_t row = ratings_.begin_of(subject); row < ratings_.begin_of(subject + 1);
                 ++row) {
                const scheme::Question& question = ratings_.question(ratings_.question_id(row));
                if (question.role != role || question.period != period) continue;
                Sum& sum = sums[question.item][subject];
                sum.millionths += ratings_.value(row);
                ++sum.count;
            }
        }
        for (const auto& [rated, of_subjects] : sums)
            for (const auto& [subject, sum] : of_subjects)
                place->second[rated].push_back(number_of(sum.millionths) / Number(sum.count));
    }
    auto found = place->second.find(item);
    return found == place->second.end() ? nothing : found->second;
}

std::vector<WordId> Tables::keys(SubjectIndex subject, const std::string& pattern, PeriodCode period) const {
    std::vector<WordId> found;
    auto stars = stars_.find(pattern);
    if (stars == stars_.end() || stars->second.empty()) return found;
    for (std::uint32_t at = fact_rows_.begin[subject]; at < fact_rows_.begin[subject + 1]; ++at) {
        const scheme::Fact& fact = facts_.facts[fact_rows_.row(at)];
        if (fact.period != period) continue;
        auto star = stars->second.find(fact.key);
        if (star != stars->second.end()) found.push_back(star->second);
    }
    std::sort(found.begin(), found.end(), [&](WordId a, WordId b) { return text(a) < text(b); });
    return found;
}

} // namespace zhishi::engine
