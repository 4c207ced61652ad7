// Millions of ratings in narrow columns.
#include "base/check.h"
#include "base/parallel.h"
#include "scheme/facts.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace zhishi::scheme {

size_t Ratings::Hash::operator()(const Question& question) const {
    size_t hash = question.period;
    for (std::uint32_t part : {question.item, question.role})
        hash = (hash ^ part) * 0x9E3779B97F4A7C15u + (hash >> 29);
    return hash;
}

QuestionId Ratings::add_question(const Question& question) {
    auto [place, is_new] = ids_.emplace(question, static_cast<QuestionId>(questions_.size()));
    if (is_new) questions_.push_back(question);
    return place->second;
}

QuestionId Ratings::find_question(const Question& question) const {
    auto place = ids_.find(question);
    return place == ids_.end() ? no_index : place->second;
}

void Ratings::reserve(size_t rows) {
    subjects_.reserve(rows);
    question_ids_.reserve(rows);
    raters_.reserve(rows);
    hundredths_.reserve(rows);
}

void Ratings::forget_raters() {
    raters_ = {};
}

void Ratings::push_back(const Rating& rating) {
    push_back(rating.subject, add_question({rating.period, rating.item, rating.role}), rating.rater,
              rating.value, rating.line);
}

void Ratings::push_back(SubjectIndex subject, QuestionId question, Rater rater, Millionths value,
                        std::uint32_t line) {
    base::check(!is_settled_, "settled ratings take no more rows");
    subjects_.push_back(subject);
    question_ids_.push_back(question);
    raters_.push_back(rater.code());
    lines_.push_back(line);
    Millionths hundredths = value / millionths_a_hundredth;
    bool is_coarse =
        hundredths * millionths_a_hundredth == value && hundredths <= INT32_MAX && hundredths >= INT32_MIN;
    if (!is_fine_ && !is_coarse) {
        is_fine_ = true;
        millionths_.reserve(std::max(subjects_.capacity(), hundredths_.size() + 1));
        for (std::int32_t coarse : hundredths_)
            millionths_.push_back(coarse * millionths_a_hundredth);
        hundredths_ = {};
    }
    if (is_fine_)
        millionths_.push_back(value);
    else
        hundredths_.push_back(static_cast<std::int32_t>(hundredths));
}

SubjectIndex Ratings::subject(size_t row) const {
    if (!is_settled_) return subjects_[row];
    auto after = std::upper_bound(begin_.begin(), begin_.end(), static_cast<std::uint32_t>(row));
    return static_cast<SubjectIndex>(after - begin_.begin() - 1);
}

Rating Ratings::operator[](size_t row) const {
    const Question& answered = questions_[question_ids_[row]];
    return {answered.period, subject(row), answered.item, rater(row), answered.role, value(row), line(row)};
}

// By question and rater; what is alike as it came.
void Ratings::sort_rows(std::vector<std::uint32_t>::iterator begin,
                        std::vector<std::uint32_t>::iterator end) const {
    auto key_of = [&](std::uint32_t row) { return std::uint64_t{question_ids_[row]} << 32 | raters_[row]; };
    struct Entry {
        std::uint64_t key;
        std::uint32_t row;
        bool operator<(const Entry& other) const {
            return key != other.key ? key < other.key : row < other.row;
        }
    };
    constexpr std::ptrdiff_t few = 64;
    std::array<Entry, few> near;
    std::vector<Entry> far;
    if (end - begin > few) far.resize(static_cast<size_t>(end - begin));
    Entry* entries = far.empty() ? near.data() : far.data();
    size_t count = 0;
    bool is_sorted = true;
    for (auto at = begin; at != end; ++at) {
        entries[count] = {key_of(*at), *at};
        is_sorted = is_sorted && (count == 0 || entries[count - 1] < entries[count]);
        ++count;
    }
    if (is_sorted) return;
    std::sort(entries, entries + count);
    for (size_t i = 0; i < count; ++i)
        begin[static_cast<std::ptrdiff_t>(i)] = entries[i].row;
}

// A counting sort by subject; then, within each, by question and rater.
std::vector<std::uint32_t> Ratings::settled_order(size_t subjects) {
    begin_.assign(subjects + 1, 0);
    for (SubjectIndex subject : subjects_)
        ++begin_[subject + 1];
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    std::vector<std::uint32_t> order(subjects_.size());
    {
        std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
        for (std::uint32_t row = 0; row < subjects_.size(); ++row)
            order[next[subjects_[row]]++] = row;
    }
    subjects_ = {};
    constexpr size_t subjects_a_part = 16'384;
    base::each_part(subjects, subjects_a_part, [&](size_t begin, size_t end) {
        for (size_t subject = begin; subject < end; ++subject)
            sort_rows(order.begin() + begin_[subject], order.begin() + begin_[subject + 1]);
    });
    return order;
}

void Ratings::settle(size_t subjects) {
    if (is_settled_) return;
    std::vector<std::uint32_t> order = settled_order(subjects);
    auto put_in_order = [&](auto& column) {
        if (column.empty()) return;
        std::remove_reference_t<decltype(column)> ordered(column.size());
        constexpr size_t rows_a_part = 262'144;
        base::each_part(order.size(), rows_a_part, [&](size_t begin, size_t end) {
            for (size_t i = begin; i < end; ++i)
                ordered[i] = column[order[i]];
        });
        column = std::move(ordered);
    };
    put_in_order(question_ids_);
    put_in_order(raters_);
    put_in_order(hundredths_);
    put_in_order(millionths_);
    lines_ = {};
    is_settled_ = true;
}

} // namespace zhishi::scheme
