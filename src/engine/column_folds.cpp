#include "engine/column_math.h"
#include "engine/narrow.h"

#include <algorithm>
#include <optional>

namespace zhishi::engine {

using base::Number;
using scheme::Fold;
using Kind = Column::Kind;
using Form = Column::Form;

namespace {

// Folds the values of one owner with rationals.
class Folder {
  public:
    explicit Folder(Fold fold) : fold_(fold) {}

    void add(const Value& value) {
        ++count_;
        if (value.is_missing()) {
            has_missing_ = true;
            return;
        }
        if (value.kind == Kind::truth) {
            (value.truth ? true_count_ : false_count_) += 1;
            return;
        }
        bool is_new = !has_number_ || (fold_ == Fold::min ? value.number < best_ : value.number > best_);
        if (is_new) best_ = value.number;
        has_number_ = true;
        sum_ += value.number;
    }

    Value result() const {
        if (fold_ == Fold::any && true_count_ > 0) return Value::of_truth(true);
        if (fold_ == Fold::all && false_count_ > 0) return Value::of_truth(false);
        if (has_missing_) return {};
        switch (fold_) {
        case Fold::any: return Value::of_truth(false);
        case Fold::all: return Value::of_truth(true);
        case Fold::count: return Value::of(Number(true_count_));
        case Fold::sum: return Value::of(sum_);
        case Fold::mean: return count_ == 0 ? Value() : Value::of(sum_ / Number(count_));
        default: return count_ == 0 ? Value() : Value::of(best_);
        }
    }

  private:
    Fold fold_;
    std::int64_t count_ = 0, true_count_ = 0, false_count_ = 0;
    bool has_missing_ = false, has_number_ = false;
    Number sum_, best_;
};

Column folded_exactly(Fold fold, const Column& column, const std::vector<std::uint32_t>& owners,
                      size_t owner_count) {
    Column result(owner_count);
    size_t at = 0;
    for (size_t owner = 0; owner < owner_count; ++owner) {
        Folder folder(fold);
        for (; at < owners.size() && owners[at] == owner; ++at)
            folder.add(column[at]);
        result.set(owner, folder.result());
    }
    return result;
}

// any, all, count.
Column folded_truths(Fold fold, const Column& column, const std::vector<std::uint32_t>& owners,
                     size_t owner_count) {
    std::vector<std::int64_t> counts(owner_count, 0);
    std::vector<std::uint8_t> has_false(owner_count, 0), has_missing(owner_count, 0);
    for (size_t i = 0; i < owners.size(); ++i) {
        if (column.is_missing(i))
            has_missing[owners[i]] = 1;
        else if (column.holds(i))
            ++counts[owners[i]];
        else
            has_false[owners[i]] = 1;
    }
    if (fold == Fold::count) {
        bool is_any_missing = std::find(has_missing.begin(), has_missing.end(), 1) != has_missing.end();
        if (!is_any_missing) has_missing.clear();
        for (size_t i = 0; i < has_missing.size(); ++i)
            if (has_missing[i]) counts[i] = 0;
        return Column::of_decimals(std::move(counts), 0, std::move(has_missing));
    }
    std::vector<std::uint8_t> truths(owner_count);
    for (size_t i = 0; i < owner_count; ++i) {
        bool is_decided = fold == Fold::any ? counts[i] > 0 : has_false[i] != 0;
        bool decided = fold == Fold::any;
        truths[i] = is_decided ? decided : has_missing[i] ? 2 : !decided;
    }
    return Column::of_truths(std::move(truths));
}

// One owner's sum over whole denominators; they are alike as a rule.
struct Quotient {
    std::int64_t units = 0, denominator = 1;

    bool add(std::int64_t more, std::int64_t over) { // false: it does not fit
        if (over != denominator) {
            if (denominator % over == 0) {
                if (__builtin_mul_overflow(more, denominator / over, &more)) return false;
            } else if (over % denominator == 0) {
                if (__builtin_mul_overflow(units, over / denominator, &units)) return false;
                denominator = over;
            } else if (__builtin_mul_overflow(more, denominator, &more) ||
                       __builtin_mul_overflow(units, over, &units) ||
                       __builtin_mul_overflow(denominator, over, &denominator)) {
                return false;
            }
        }
        return !__builtin_add_overflow(units, more, &units);
    }
};

// sum and mean of any narrow form; min and max of decimals.
std::optional<Column> folded_narrow(Fold fold, const Column& column, const std::vector<std::uint32_t>& owners,
                                    size_t owner_count) {
    bool is_extreme = fold == Fold::min || fold == Fold::max;
    if (!is_narrow(column) || (is_extreme && column.form() != Form::decimals)) return std::nullopt;
    Narrow narrow(column);
    std::vector<std::int64_t> units(owner_count, 0), denominators(owner_count, 1);
    std::vector<std::uint8_t> missing(owner_count, 0);
    bool is_whole = column.form() == Form::decimals, is_any_missing = false;
    size_t at = 0;
    for (size_t owner = 0; owner < owner_count; ++owner) {
        Quotient sum;
        std::int64_t count = 0;
        for (; at < owners.size() && owners[at] == owner; ++at) {
            if (column.is_missing(at)) {
                missing[owner] = 1;
                continue;
            }
            std::int64_t unit = narrow.unit(at);
            bool is_better = count == 0 || (fold == Fold::min ? unit < sum.units : unit > sum.units);
            ++count;
            if (is_extreme)
                sum.units = is_better ? unit : sum.units;
            else if (!sum.add(unit, narrow.denominator(at)))
                return std::nullopt;
        }
        if (fold != Fold::sum && count == 0) missing[owner] = 1;
        if (missing[owner]) {
            is_any_missing = true;
            continue;
        }
        if (fold == Fold::mean && __builtin_mul_overflow(sum.denominator, count, &sum.denominator))
            return std::nullopt;
        units[owner] = sum.units;
        denominators[owner] = sum.denominator;
    }
    if (!is_any_missing) missing.clear();
    if (is_whole && fold != Fold::mean)
        return Column::of_decimals(std::move(units), column.scale(), std::move(missing));
    return Column::of_quotients(std::move(units), column.scale(), std::move(denominators),
                                std::move(missing));
}

} // namespace

Column folded(Fold fold, const Column& column, const std::vector<std::uint32_t>& owners, size_t owner_count) {
    bool is_of_truths = fold == Fold::any || fold == Fold::all || fold == Fold::count;
    if (is_of_truths) return folded_truths(fold, column, owners, owner_count);
    if (column.kind() == Kind::number)
        if (auto narrow = folded_narrow(fold, column, owners, owner_count)) return std::move(*narrow);
    return folded_exactly(fold, column, owners, owner_count);
}

} // namespace zhishi::engine
