#include "engine/evaluate.h"

#include "base/check.h"

#include <algorithm>

namespace zhishi::engine {

using base::Number;
using scheme::Expression;
using scheme::Fold;
using scheme::no_index;
using scheme::Operator;
using scheme::Own;
using scheme::Reference;
using Kind = Expression::Kind;

namespace {

// Three values: holds, does not hold, missing.
Value negated(const Value& value) {
    return value.is_missing() ? value : Value::of_truth(!value.truth);
}

Value conjunction(const Value& left, const Value& right) {
    bool is_decided = (!left.is_missing() && !left.truth) || (!right.is_missing() && !right.truth);
    if (is_decided) return Value::of_truth(false);
    return left.is_missing() || right.is_missing() ? Value() : Value::of_truth(true);
}

Value compared(Operator op, const Value& left, const Value& right) {
    switch (op) {
    case Operator::equal: return Value::of_truth(left == right);
    case Operator::not_equal: return Value::of_truth(!(left == right));
    case Operator::less: return Value::of_truth(left.number < right.number);
    case Operator::less_equal: return Value::of_truth(left.number <= right.number);
    case Operator::greater: return Value::of_truth(left.number > right.number);
    default: return Value::of_truth(left.number >= right.number);
    }
}

Value calculated(Operator op, const Value& left, const Value& right) {
    switch (op) {
    case Operator::add: return Value::of(left.number + right.number);
    case Operator::subtract: return Value::of(left.number - right.number);
    case Operator::multiply: return Value::of(left.number * right.number);
    // The checker lets no division pass that is not guarded; a guarded one is not read where the guard fails.
    default: return right.number.is_zero() ? Value() : Value::of(left.number / right.number);
    }
}

// Folds the values of one owner. A missing value makes the whole missing, unless any/all is decided already.
class Folder {
  public:
    explicit Folder(Fold fold) : fold_(fold) {}

    void add(const Value& value) {
        ++count_;
        if (value.is_missing()) {
            has_missing_ = true;
            return;
        }
        if (value.kind == Value::Kind::truth) {
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

} // namespace

Column Evaluator::evaluate(const Expression& node, const Frame& frame) {
    switch (node.kind) {
    case Kind::number: return constant(Value::of(node.number), frame);
    case Kind::truth: return constant(Value::of_truth(node.truth), frame);
    case Kind::nothing: return Column(frame.size());
    case Kind::word:
    case Kind::text_template: {
        Column column(frame.size());
        auto words = texts(node, frame);
        for (size_t i = 0; i < words.size(); ++i)
            if (words[i] != no_index) column[i] = Value::of_word(words[i]);
        return column;
    }
    case Kind::name: return name(node, frame);
    case Kind::call: return call(node, frame);
    case Kind::negate: {
        Column column = evaluate(node.children[0], frame);
        for (Value& value : column)
            if (!value.is_missing()) value.number = -value.number;
        return column;
    }
    case Kind::not_: {
        Column column = evaluate(node.children[0], frame);
        for (Value& value : column)
            value = negated(value);
        return column;
    }
    case Kind::binary: return node.op == Operator::is_one_of ? is_one_of(node, frame) : binary(node, frame);
    case Kind::conditional: return conditional(node, frame);
    case Kind::aggregate: return aggregate(node, frame);
    case Kind::list: break;
    }
    base::check(false, "a list of words is no value");
    return {};
}

Column Evaluator::evaluate(const scheme::ClassFormula& formula, const Frame& frame) {
    if (formula.all.is_set) return evaluate(formula.all.root, frame);
    Column column(frame.size());
    for (const auto& [name, one] : formula.of) {
        std::vector<std::uint32_t> places;
        for (std::uint32_t i = 0; i < frame.size(); ++i)
            if (class_of(frame.subjects[i]) == name) places.push_back(i);
        Column part = evaluate(one.root, frame.rows(places));
        for (size_t i = 0; i < places.size(); ++i)
            column[places[i]] = std::move(part[i]);
    }
    return column;
}

const std::string& Evaluator::class_of(scheme::SubjectIndex subject) const {
    static const std::string none;
    int index = tables_.membership(subject).subject_class;
    return index < 0 ? none : scheme_.classes[static_cast<size_t>(index)].id;
}

Value Evaluator::parameter(int index) {
    const auto& entry = in_force_.parameter(index);
    return entry.parameter->is_word ? Value::of_word(tables_.word(entry.word)) : Value::of(entry.number);
}

Column Evaluator::name(const Expression& node, const Frame& frame) {
    switch (node.reference) {
    case Reference::parameter: return constant(parameter(node.index), frame);
    case Reference::parameter_family: {
        Column column(frame.size());
        auto indices = family(node, frame);
        for (size_t i = 0; i < indices.size(); ++i)
            if (indices[i] >= 0) column[i] = parameter(indices[i]);
        return column;
    }
    case Reference::variable: return frame.variables[static_cast<size_t>(node.index)];
    case Reference::value: {
        Column column(frame.size());
        auto index = static_cast<size_t>(node.index);
        if (node.children.empty()) {
            for (size_t i = 0; i < frame.size(); ++i)
                column[i] = board_.values[index][frame.subjects[i]];
            return column;
        }
        Column elements = evaluate(node.children[0], frame);
        for (size_t i = 0; i < frame.size(); ++i)
            column[i] = board_.elements[index].find(frame.subjects[i], elements[i]);
        return column;
    }
    case Reference::parent_value: {
        Column column(frame.size());
        const Column& values = board_.values[static_cast<size_t>(node.index)];
        for (size_t i = 0; i < frame.size(); ++i) {
            auto parent = tables_.facts().subjects[frame.subjects[i]].parent;
            if (parent != no_index) column[i] = values[parent];
        }
        return column;
    }
    case Reference::own: return own(static_cast<Own>(node.index), frame, false);
    case Reference::parent_own: return own(static_cast<Own>(node.index), frame, true);
    default: break;
    }
    base::check(false, "a name that the checker has not resolved");
    return {};
}

Column Evaluator::own(Own what, const Frame& frame, bool is_of_parent) {
    Column column(frame.size());
    for (size_t i = 0; i < frame.size(); ++i) {
        auto subject = frame.subjects[i];
        if (is_of_parent) subject = tables_.facts().subjects[subject].parent;
        if (subject != no_index) column[i] = own_of(what, subject);
    }
    return column;
}

Value Evaluator::own_of(Own what, scheme::SubjectIndex index) {
    const scheme::Subject& subject = tables_.facts().subjects[index];
    const Standing& standing = board_.standings[index];
    switch (what) {
    case Own::subject_class: {
        const std::string& name = class_of(index);
        return name.empty() ? Value() : Value::of_word(tables_.word(name));
    }
    case Own::kind: return Value::of_word(subject.kind);
    case Own::group: return Value::of_word(subject.group);
    case Own::role: return Value::of_word(subject.role);
    case Own::period: return Value::of_period(period_);
    case Own::period_kind: return Value::of_word(tables_.word(scheme::kind_name(in_force_.period.kind())));
    case Own::score: return standing.score ? Value::of(*standing.score) : Value();
    case Own::is_incomplete: return Value::of_truth(standing.is_incomplete);
    case Own::is_without_grade: return Value::of_truth(standing.is_without_grade);
    case Own::is_given_grade: return Value::of_truth(standing.is_given_grade);
    case Own::rank: return standing.rank == 0 ? Value() : Value::of(Number(standing.rank));
    case Own::ranked_count: return Value::of(Number(standing.ranked_count));
    case Own::grade: return standing.grade.empty() ? Value() : Value::of_word(tables_.word(standing.grade));
    }
    return {};
}

Column Evaluator::binary(const Expression& node, const Frame& frame) {
    Column left = evaluate(node.children[0], frame);
    Column right = evaluate(node.children[1], frame);
    for (size_t i = 0; i < left.size(); ++i) {
        bool is_missing = left[i].is_missing() || right[i].is_missing();
        switch (node.op) {
        case Operator::and_: left[i] = conjunction(left[i], right[i]); break;
        case Operator::or_: left[i] = negated(conjunction(negated(left[i]), negated(right[i]))); break;
        case Operator::or_else:
            if (left[i].is_missing()) left[i] = right[i];
            break;
        case Operator::add:
        case Operator::subtract:
        case Operator::multiply:
        case Operator::divide:
            if (is_missing)
                left[i] = Value();
            else if (left[i].kind == Value::Kind::period)
                left[i] =
                    earlier_period(left[i], node.op == Operator::add ? -right[i].number : right[i].number);
            else
                left[i] = calculated(node.op, left[i], right[i]);
            break;
        default: left[i] = is_missing ? Value() : compared(node.op, left[i], right[i]);
        }
    }
    return left;
}

// The period so many periods of the same kind before (or, with a negative count, after); missing where there
// is none.
Value Evaluator::earlier_period(const Value& value, const Number& count) {
    base::Period period = tables_.period_at(value.id);
    auto steps = count.whole();
    if (period.kind() == base::Period::Kind::special || !steps || std::abs(*steps) > years_before_max * 12)
        return {};
    for (std::int64_t i = 0; i < std::abs(*steps); ++i)
        period = *steps > 0 ? period.previous() : period.next();
    if (period.year() < 1 || period.year() > 9999) return {};
    return Value::of_period(tables_.period(period));
}

// Each branch is worked out only for the rows that take it.
Column Evaluator::conditional(const Expression& node, const Frame& frame) {
    Column condition = evaluate(node.children[0], frame);
    Column column(frame.size());
    for (bool branch : {true, false}) {
        std::vector<std::uint32_t> places;
        for (std::uint32_t i = 0; i < frame.size(); ++i)
            if (!condition[i].is_missing() && condition[i].truth == branch) places.push_back(i);
        if (places.empty()) continue;
        Column part = evaluate(node.children[branch ? 1 : 2], frame.rows(places));
        for (size_t i = 0; i < places.size(); ++i)
            column[places[i]] = std::move(part[i]);
    }
    return column;
}

Column Evaluator::aggregate(const Expression& node, const Frame& frame) {
    Expansion expansion = expand(node.children[1], frame);
    Frame inner = extended(frame, expansion);
    std::vector<Folder> folders(frame.size(), Folder(node.fold));
    std::vector<std::uint32_t> owners = expansion.owners;
    if (node.has_condition) {
        Column condition = evaluate(node.children[2], inner);
        std::vector<std::uint32_t> places;
        for (std::uint32_t i = 0; i < inner.size(); ++i)
            if (condition[i].holds()) places.push_back(i);
        inner = inner.rows(places);
        owners.clear();
        for (auto place : places)
            owners.push_back(expansion.owners[place]);
    }
    Column body = evaluate(node.children[0], inner);
    for (size_t i = 0; i < body.size(); ++i)
        folders[owners[i]].add(body[i]);
    Column column;
    column.reserve(frame.size());
    for (const Folder& folder : folders)
        column.push_back(folder.result());
    return column;
}

Frame Evaluator::extended(const Frame& frame, const Expansion& expansion) {
    Frame inner = frame.rows(expansion.owners);
    inner.variables.push_back(expansion.elements);
    return inner;
}

Column Evaluator::is_one_of(const Expression& node, const Frame& frame) {
    Column column = evaluate(node.children[0], frame);
    const Expression& set = node.children[1];
    std::vector<Column> listed;
    for (const auto& child : set.children)
        listed.push_back(evaluate(child, frame));
    for (size_t i = 0; i < column.size(); ++i) {
        if (column[i].is_missing()) continue;
        bool is_in = false;
        if (set.kind == Kind::list) {
            for (const Column& word : listed)
                is_in = is_in || word[i] == column[i];
        } else {
            const auto& words = words_for(set, frame.subjects[i]);
            is_in = std::find(words.begin(), words.end(), tables_.text(column[i].id)) != words.end();
        }
        column[i] = Value::of_truth(is_in);
    }
    return column;
}

const std::vector<std::string>& Evaluator::words_for(const Expression& list,
                                                     scheme::SubjectIndex subject) const {
    return scheme_.word_lists[static_cast<size_t>(list.index)].words_for(class_of(subject));
}

Evaluator::Expansion Evaluator::expand(const Expression& dimension, const Frame& frame) {
    Expansion expansion;
    auto add = [&](std::uint32_t owner, Value element) {
        expansion.owners.push_back(owner);
        expansion.elements.push_back(std::move(element));
    };
    auto rows = static_cast<std::uint32_t>(frame.size());
    if (dimension.reference == Reference::periods) {
        Column parts;
        auto kind = static_cast<base::Period::Kind>(dimension.index);
        bool is_dated = in_force_.period.kind() != base::Period::Kind::special;
        for (int i = 1; is_dated && i <= (kind == base::Period::Kind::month ? 12 : 4); ++i) {
            int year = in_force_.period.year();
            if (kind == base::Period::Kind::half && i > 2) break;
            base::Period part =
                kind == base::Period::Kind::month ? base::Period::of_month(year, i)
                : kind == base::Period::Kind::quarter
                    ? base::Period::of_quarter(year, i)
                    : *base::Period::parse(base::Period::of_year(year).str() + "H" + std::to_string(i));
            if (in_force_.period.contains(part.first()) && in_force_.period.contains(part.last()))
                parts.push_back(Value::of_period(tables_.period(part)));
        }
        for (std::uint32_t i = 0; i < rows; ++i)
            for (const Value& part : parts)
                add(i, part);
    } else if (dimension.reference == Reference::words) {
        for (std::uint32_t i = 0; i < rows; ++i)
            for (const auto& word : words_for(dimension, frame.subjects[i]))
                add(i, Value::of_word(tables_.word(word)));
    } else if (dimension.kind == Kind::list) {
        std::vector<Column> listed;
        for (const auto& child : dimension.children)
            listed.push_back(evaluate(child, frame));
        for (std::uint32_t i = 0; i < rows; ++i)
            for (const Column& word : listed)
                add(i, word[i]);
    } else if (dimension.function == scheme::Function::keys) {
        auto periods = period_argument(dimension, 1, frame);
        for (std::uint32_t i = 0; i < rows; ++i)
            if (periods[i] != no_index)
                for (auto star : tables_.keys(frame.subjects[i], dimension.children[0].text, periods[i]))
                    add(i, Value::of_word(star));
    } else if (dimension.function == scheme::Function::received) {
        const scheme::SubjectClass* wanted = scheme_.subject_class(dimension.children[0].text);
        auto role = tables_.word(dimension.children[1].text);
        for (std::uint32_t i = 0; i < rows; ++i) {
            auto item = tables_.known_word(tables_.facts().subjects[frame.subjects[i]].name);
            auto place = static_cast<int>(wanted - scheme_.classes.data());
            for (const base::Number& mean : tables_.received(item, place, role, period_))
                add(i, Value::of(mean));
        }
    } else {
        Column counts = evaluate(dimension.children[0], frame);
        for (std::uint32_t i = 0; i < rows; ++i) {
            std::int64_t count = counts[i].is_missing() ? 0 : counts[i].number.floor().whole().value_or(0);
            for (int back = 1; back <= std::min<std::int64_t>(count, years_before_max); ++back)
                if (in_force_.period.year() - back >= 1)
                    add(i, Value::of_period(
                               tables_.period(base::Period::of_year(in_force_.period.year() - back))));
        }
    }
    return expansion;
}

} // namespace zhishi::engine
