#include "exchange/plain_rows.h"

#include "base/id.h"
#include "exchange/plain_table.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <tuple>
#include <unordered_map>

namespace zhishi::exchange {

using base::Number;
using scheme::Facts;
using scheme::Millionths;
using scheme::no_index;
using scheme::SubjectIndex;
using scheme::WordId;

namespace {

struct ViewHash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
template <class Value>
using ByText = std::unordered_map<std::string, Value, ViewHash, std::equal_to<>>;

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= base::id_bytes_max;
}

// What the blocks have in common. Words and periods are numbered under the lock; the ids of the subjects
// stand.
struct Common {
    const scheme::Acceptance& acceptance;
    Facts& facts;
    std::mutex mutex{};

    std::optional<scheme::PeriodCode> period(std::string_view text) {
        auto period = base::Period::parse(text);
        if (!period) return std::nullopt;
        std::lock_guard lock(mutex);
        return facts.periods.add(*period);
    }
    WordId word(std::string_view text) {
        std::lock_guard lock(mutex);
        return facts.words.add(text);
    }
};

// Looks up what has just been looked up, before it asks.
class Known {
  public:
    explicit Known(Common& common) : common_(common) {}

    std::optional<scheme::PeriodCode> period(std::string_view text) {
        if (text == last_period_) return last_code_;
        auto known = periods_.find(text);
        if (known == periods_.end()) known = periods_.emplace(text, common_.period(text)).first;
        last_period_ = known->first;
        return last_code_ = known->second;
    }
    SubjectIndex subject(std::string_view id) {
        if (id != last_id_) {
            last_id_ = id;
            last_subject_ = common_.facts.ids.find(id);
        }
        return last_subject_;
    }
    WordId word(std::string_view text) {
        auto known = words_.find(text);
        if (known == words_.end()) known = words_.emplace(text, common_.word(text)).first;
        return known->second;
    }

  private:
    Common& common_;
    ByText<std::optional<scheme::PeriodCode>> periods_;
    ByText<WordId> words_;
    std::string_view last_period_, last_id_; // of keys of the maps; of the present block
    std::optional<scheme::PeriodCode> last_code_;
    SubjectIndex last_subject_ = no_index;
};

// A range in millionths: what is written has no finer parts.
struct Bounds {
    Millionths least = INT64_MIN, most = INT64_MAX;
    bool is_whole = false;

    static Bounds of(const scheme::Range& range) {
        Bounds bounds;
        auto millionths = [](const Number& number) { return number * Number(1'000'000); };
        if (range.min) bounds.least = millionths(*range.min).ceil().whole().value_or(INT64_MIN);
        if (range.above) {
            Millionths above = millionths(*range.above).floor().whole().value_or(INT64_MIN);
            if (above != INT64_MIN) bounds.least = std::max(bounds.least, above + 1);
        }
        if (range.max) bounds.most = millionths(*range.max).floor().whole().value_or(INT64_MAX);
        bounds.is_whole = range.is_whole;
        return bounds;
    }
    bool allows(Millionths value) const {
        return value >= least && value <= most && (!is_whole || value % 1'000'000 == 0);
    }
};

// Of all blocks, from the first one: the others may hold a little more.
size_t expected(size_t rows, size_t blocks) {
    return rows * blocks + rows * blocks / 32;
}

class RatingRows : public PlainRows {
  public:
    explicit RatingRows(Common& common) : common_(common), known_(common) {}

    bool take(const std::string_view* fields) override {
        auto period = known_.period(fields[0]);
        if (!period || !is_name(fields[2]) || !is_name(fields[3]) || !is_name(fields[4])) return false;
        const Sort* sort = sort_of(*period, fields[2], fields[4]);
        auto value = scheme::parse_millionths(fields[5]);
        if (!sort || !value || !sort->bounds.allows(*value)) return false;
        questions_.push_back(sort->question);
        values_.push_back(*value);
        ids_[waiting_] = fields[1];
        ids_[waiting_ + rows_a_batch] = fields[3];
        return ++waiting_ < rows_a_batch || finish();
    }

    // Who is rated and who rates, for the rows that wait.
    bool finish() override {
        std::array<SubjectIndex, 2 * rows_a_batch> found;
        common_.facts.ids.find_all(ids_, found);
        for (size_t i = 0; i < waiting_; ++i) {
            if (found[i] == no_index) return false;
            subjects_.push_back(found[i]);
            SubjectIndex rater = found[i + rows_a_batch];
            raters_.push_back((rater == no_index ? scheme::Rater::of_word(known_.word(ids_[i + rows_a_batch]))
                                                 : scheme::Rater::of_subject(rater))
                                  .code());
        }
        waiting_ = 0;
        return true;
    }

    void put(scheme::Ratings& ratings, std::uint32_t& line, size_t blocks) const {
        if (ratings.empty()) ratings.reserve(expected(subjects_.size(), blocks));
        for (size_t i = 0; i < subjects_.size(); ++i)
            ratings.push_back(subjects_[i], questions_[i], scheme::Rater(raters_[i]), values_[i], line++);
    }

  private:
    struct Sort {
        scheme::PeriodCode period;
        std::string item, role;
        scheme::QuestionId question = no_index;
        Bounds bounds;
    };

    // Null: a role that the scheme does not know there. There are few sorts, and the last ones come again.
    const Sort* sort_of(scheme::PeriodCode period, std::string_view item, std::string_view role) {
        const Sort*& near = near_[place_of(period, item, role)];
        if (near && near->period == period && near->item == item && near->role == role) return near;
        std::string key = std::to_string(period) + '\n' + std::string(item) + '\n' + std::string(role);
        auto [place, is_new] = sorts_.try_emplace(std::move(key));
        if (is_new) {
            if (common_.acceptance.rating_role(item, role)) return nullptr;
            std::lock_guard lock(common_.mutex);
            scheme::Question question{period, common_.facts.words.add(item), common_.facts.words.add(role)};
            place->second = {period, std::string(item), std::string(role),
                             common_.facts.ratings.add_question(question),
                             Bounds::of(common_.acceptance.rating_range(item, role))};
        }
        return near = &place->second;
    }

    // By the ends of the texts, in which items and roles differ.
    static size_t place_of(scheme::PeriodCode period, std::string_view item, std::string_view role) {
        auto end_of = [](std::string_view text) {
            std::uint64_t end = 0;
            size_t length = std::min<size_t>(text.size(), sizeof end);
            std::memcpy(&end, text.data() + text.size() - length, length);
            return end + text.size();
        };
        std::uint64_t mixed = (end_of(item) * 31 + end_of(role)) * 31 + period;
        return mixed * 0x9E3779B97F4A7C15u >> (64 - near_bits);
    }

    Common& common_;
    Known known_;
    std::unordered_map<std::string, Sort> sorts_;
    static constexpr int near_bits = 10;
    std::array<const Sort*, size_t{1} << near_bits> near_{}; // sorts that have just been met
    static constexpr size_t rows_a_batch = 64;
    std::array<std::string_view, 2 * rows_a_batch>
        ids_; // of the rows that wait: whom they rate, and who rates
    size_t waiting_ = 0;
    std::vector<SubjectIndex> subjects_;
    std::vector<scheme::QuestionId> questions_;
    std::vector<std::uint32_t> raters_;
    std::vector<Millionths> values_;
};

class FactRows : public PlainRows {
  public:
    explicit FactRows(Common& common) : common_(common), known_(common) {}

    bool take(const std::string_view* fields) override {
        auto period = known_.period(fields[0]);
        SubjectIndex subject = known_.subject(fields[1]);
        std::string_view key = fields[2], value = fields[3];
        if (!period || subject == no_index || !is_name(key) || value.empty()) return false;
        auto number = scheme::parse_millionths(value);
        std::optional<Number> exact = number ? std::optional(scheme::number_of(*number)) : std::nullopt;
        if (common_.acceptance.fact(period_at(*period), key, value, exact)) return false;
        rows_.push_back({*period, subject, known_.word(key), known_.word(value), number.has_value(), 0,
                         number.value_or(0)});
        return true;
    }

    void put(std::vector<scheme::Fact>& facts, std::uint32_t& line, size_t blocks) {
        if (facts.empty()) facts.reserve(expected(rows_.size(), blocks));
        for (scheme::Fact& row : rows_) {
            row.line = line++;
            facts.push_back(row);
        }
    }

  private:
    const base::Period& period_at(scheme::PeriodCode code) {
        auto [place, is_new] = periods_.try_emplace(code);
        std::lock_guard lock(common_.mutex);
        if (is_new) place->second = common_.facts.periods.at(code);
        return place->second;
    }

    Common& common_;
    Known known_;
    std::unordered_map<scheme::PeriodCode, base::Period> periods_;
    std::vector<scheme::Fact> rows_;
};

constexpr std::uint32_t first_line = 2;

// Settled rows of one subject stand by question and rater: what is there twice stands side by side.
bool has_doubles(const scheme::Ratings& ratings, size_t subjects) {
    for (SubjectIndex subject = 0; subject < subjects; ++subject)
        for (std::uint32_t row = ratings.begin_of(subject) + 1; row < ratings.begin_of(subject + 1); ++row)
            if (ratings.question_id(row) == ratings.question_id(row - 1) &&
                ratings.rater(row) == ratings.rater(row - 1))
                return true;
    return false;
}

// C10: a released mean stands alone.
bool has_released_mean_beside_others(const Facts& facts, const scheme::Acceptance& acceptance,
                                     const base::Period& appraised) {
    WordId word = facts.words.find(scheme::released_mean_rater);
    if (word == no_index) return false;
    const scheme::Ratings& ratings = facts.ratings;
    for (SubjectIndex subject = 0; subject < facts.subjects.size(); ++subject) {
        std::uint32_t begin = ratings.begin_of(subject), end = ratings.begin_of(subject + 1);
        for (std::uint32_t row = begin; row < end; ++row) {
            if (ratings.rater(row) != scheme::Rater::of_word(word)) continue;
            bool is_alone = (row == begin || ratings.question_id(row - 1) != ratings.question_id(row)) &&
                            (row + 1 == end || ratings.question_id(row + 1) != ratings.question_id(row));
            const scheme::Question& question = ratings.question(ratings.question_id(row));
            if (!is_alone && acceptance.reads_rating(facts.words.text(question.item),
                                                     facts.periods.at(question.period), appraised))
                return true;
        }
    }
    return false;
}

} // namespace

bool read_plain_ratings(const std::filesystem::path& path, const scheme::Acceptance& acceptance,
                        Facts& facts) {
    Common common{acceptance, facts};
    std::uint32_t line = first_line;
    bool is_plain = read_plain_table(
        path, {"period", "subject", "item", "rater", "role", "value"}, {},
        [&] { return std::make_unique<RatingRows>(common); },
        [&](PlainRows& rows, size_t blocks) {
            // Others may be numbering questions of the same ratings.
            std::lock_guard lock(common.mutex);
            static_cast<RatingRows&>(rows).put(facts.ratings, line, blocks);
            return true;
        });
    return is_plain;
}

bool settled_ratings_are_sound(const scheme::Acceptance& acceptance, const base::Period& appraised,
                               const Facts& facts) {
    return !has_doubles(facts.ratings, facts.subjects.size()) &&
           !has_released_mean_beside_others(facts, acceptance, appraised);
}

bool read_plain_facts(const std::filesystem::path& path, const scheme::Acceptance& acceptance, Facts& facts) {
    Common common{acceptance, facts};
    std::uint32_t line = first_line;
    bool is_plain = read_plain_table(
        path, {"period", "subject", "key", "value"}, {}, [&] { return std::make_unique<FactRows>(common); },
        [&](PlainRows& rows, size_t blocks) {
            static_cast<FactRows&>(rows).put(facts.facts, line, blocks);
            return true;
        });
    if (!is_plain) return false;
    std::vector<std::uint32_t> order(facts.facts.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        order[i] = i;
    auto key_of = [&](std::uint32_t row) {
        const scheme::Fact& fact = facts.facts[row];
        return std::tuple(fact.subject, fact.period, fact.key);
    };
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return key_of(a) < key_of(b); });
    return std::adjacent_find(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
               return key_of(a) == key_of(b);
           }) == order.end();
}

} // namespace zhishi::exchange
