#include "engine/evaluate.h"

#include "base/check.h"
#include "engine/column_math.h"

#include <algorithm>

namespace zhishi::engine {

using base::Number;
using scheme::Expression;
using scheme::no_index;
using scheme::Operator;
using scheme::Own;
using scheme::PeriodCode;
using scheme::Reference;
using scheme::SubjectIndex;
using scheme::WordId;
using Kind = Expression::Kind;

Evaluator::Evaluator(const scheme::InForce& in_force, const Tables& tables, const Board& board)
    : in_force_(in_force), scheme_(*in_force.scheme), tables_(tables), board_(board),
      period_(tables.period(in_force.period)) {
    for (const auto& list : scheme_.word_lists) {
        auto& of_class = listed_.emplace_back();
        for (size_t i = 0; i <= scheme_.classes.size(); ++i) {
            auto& numbered = of_class.emplace_back();
            for (const auto& word : list.words_for(i < scheme_.classes.size() ? scheme_.classes[i].id : ""))
                numbered.push_back(tables.word(word));
        }
    }
    for (const auto& subject_class : scheme_.classes)
        class_words_.push_back(tables.word(subject_class.id));
    grade_words_.push_back(no_index);
    for (const auto& grade : scheme_.grades)
        grade_words_.push_back(tables.word(grade.word));
}

Column Evaluator::evaluate(const Expression& node, const Frame& frame) const {
    switch (node.kind) {
    case Kind::number: return constant(Value::of(node.number), frame);
    case Kind::truth: return constant(Value::of_truth(node.truth), frame);
    case Kind::nothing: return Column(frame.size());
    case Kind::word:
    case Kind::text_template: return words(node, frame);
    case Kind::name: return name(node, frame);
    case Kind::call: return call(node, frame);
    case Kind::negate: return negated(evaluate(node.children[0], frame));
    case Kind::not_: return not_of(evaluate(node.children[0], frame));
    case Kind::binary: return node.op == Operator::is_one_of ? is_one_of(node, frame) : binary(node, frame);
    case Kind::conditional: return conditional(node, frame);
    case Kind::aggregate: return aggregate(node, frame);
    case Kind::list: break;
    }
    base::check(false, "a list of words is no value");
    return {};
}

Column Evaluator::evaluate(const scheme::ClassFormula& formula, const Frame& frame) const {
    if (formula.all.is_set) return evaluate(formula.all.root, frame);
    Column column(frame.size());
    for (const auto& [name, one] : formula.of) {
        const scheme::SubjectClass* wanted = scheme_.subject_class(name);
        auto index = static_cast<std::int16_t>(wanted - scheme_.classes.data());
        std::vector<std::uint32_t> places;
        for (std::uint32_t i = 0; i < frame.size(); ++i)
            if (tables_.membership(frame.subjects[i]).subject_class == index) places.push_back(i);
        if (places.size() == frame.size()) return evaluate(one.root, frame);
        if (!places.empty()) column.put(places, evaluate(one.root, frame.rows(places)));
    }
    return column;
}

const std::string& Evaluator::class_of(SubjectIndex subject) const {
    static const std::string none;
    int index = tables_.membership(subject).subject_class;
    return index < 0 ? none : scheme_.classes[static_cast<size_t>(index)].id;
}

Value Evaluator::parameter(int index) const {
    const auto& entry = in_force_.parameter(index);
    return entry.parameter->is_word ? Value::of_word(tables_.word(entry.word)) : Value::of(entry.number);
}

namespace {

std::vector<SubjectIndex> parents_of(const Tables& tables, const std::vector<SubjectIndex>& subjects) {
    std::vector<SubjectIndex> parents(subjects.size());
    for (size_t i = 0; i < subjects.size(); ++i)
        parents[i] = tables.parent(subjects[i]);
    return parents;
}

// The rows of those subjects; missing where there is none.
Column of_subjects(const Column& column, const std::vector<SubjectIndex>& subjects) {
    if (std::find(subjects.begin(), subjects.end(), no_index) == subjects.end()) return column.rows(subjects);
    std::vector<std::uint32_t> places, there;
    for (std::uint32_t i = 0; i < subjects.size(); ++i) {
        if (subjects[i] == no_index) continue;
        places.push_back(i);
        there.push_back(subjects[i]);
    }
    Column picked(subjects.size());
    picked.put(places, column.rows(there));
    return picked;
}

} // namespace

Column Evaluator::name(const Expression& node, const Frame& frame) const {
    auto index = static_cast<size_t>(node.index);
    switch (node.reference) {
    case Reference::parameter: return constant(parameter(node.index), frame);
    case Reference::parameter_family: {
        // One row for each parameter that is met, and one for none; then the rows that are asked for.
        auto indices = family(node, frame);
        std::map<int, std::uint32_t> rows;
        for (int one : indices)
            rows.emplace(one, static_cast<std::uint32_t>(rows.size()));
        Column met(rows.size());
        for (auto [one, row] : rows)
            if (one >= 0) met.set(row, parameter(one));
        std::vector<std::uint32_t> places;
        for (int one : indices)
            places.push_back(rows[one]);
        return met.rows(places);
    }
    case Reference::variable: return frame.variables[index];
    case Reference::value:
        if (node.children.empty()) return board_.values[index].rows(frame.subjects);
        return element(board_.elements[index], evaluate(node.children[0], frame), frame);
    case Reference::parent_value:
        return of_subjects(board_.values[index], parents_of(tables_, frame.subjects));
    case Reference::own: return own(static_cast<Own>(node.index), frame.subjects);
    case Reference::parent_own: return own(static_cast<Own>(node.index), parents_of(tables_, frame.subjects));
    default: break;
    }
    base::check(false, "a name that the checker has not resolved");
    return {};
}

// Elements are words or periods.
Column Evaluator::element(const ElementColumn& kept, const Column& wanted, const Frame& frame) const {
    Column column(frame.size());
    for (size_t p = 0; p < kept.parts.size(); ++p) {
        const ElementColumn::Part& part = kept.parts[p];
        bool is_regular = part.begin.empty();
        auto count = static_cast<std::uint32_t>(part.elements.size());
        std::vector<std::uint32_t> places, from;
        for (std::uint32_t i = 0; i < frame.size(); ++i) {
            SubjectIndex subject = frame.subjects[i];
            if (kept.part[subject] != p + 1 || wanted.is_missing(i)) continue;
            std::uint32_t member = kept.member[subject];
            std::uint32_t begin = is_regular ? 0 : part.begin[member],
                          end = is_regular ? count : part.begin[member + 1];
            for (std::uint32_t at = begin; at < end; ++at) {
                if (part.elements.id(at) != wanted.id(i)) continue;
                places.push_back(i);
                from.push_back(is_regular ? member * count + at : at);
                break;
            }
        }
        if (places.size() == frame.size()) return part.values.rows(from);
        column.put(places, part.values.rows(from));
    }
    return column;
}

Column Evaluator::own(Own what, const std::vector<SubjectIndex>& subjects) const {
    size_t size = subjects.size();
    if (what == Own::score) return of_subjects(board_.scores, subjects);
    if (what == Own::period) return Column::constant(Value::of_period(period_), size);
    if (what == Own::period_kind)
        return Column::constant(Value::of_word(tables_.word(scheme::kind_name(in_force_.period.kind()))),
                                size);
    auto ids = [&](auto id_of) {
        std::vector<std::uint32_t> column(size, no_index);
        for (size_t i = 0; i < size; ++i)
            if (subjects[i] != no_index) column[i] = id_of(subjects[i]);
        return Column::of_ids(Value::Kind::word, std::move(column));
    };
    auto truths = [&](auto truth_of) {
        std::vector<std::uint8_t> column(size, 2);
        for (size_t i = 0; i < size; ++i)
            if (subjects[i] != no_index) column[i] = truth_of(board_.standings[subjects[i]]);
        return Column::of_truths(std::move(column));
    };
    auto counts = [&](auto count_of, bool is_zero_missing) {
        std::vector<std::int64_t> column(size, 0);
        std::vector<std::uint8_t> missing(size, 0);
        for (size_t i = 0; i < size; ++i) {
            if (subjects[i] != no_index) column[i] = count_of(board_.standings[subjects[i]]);
            missing[i] = subjects[i] == no_index || (is_zero_missing && column[i] == 0);
        }
        return Column::of_decimals(std::move(column), 0, std::move(missing));
    };
    const auto& all = tables_.facts().subjects;
    switch (what) {
    case Own::subject_class:
        return ids([&](SubjectIndex subject) {
            int index = tables_.membership(subject).subject_class;
            return index < 0 ? no_index : class_words_[static_cast<size_t>(index)];
        });
    case Own::kind: return ids([&](SubjectIndex subject) { return all[subject].kind; });
    case Own::group: return ids([&](SubjectIndex subject) { return all[subject].group; });
    case Own::role: return ids([&](SubjectIndex subject) { return all[subject].role; });
    case Own::is_incomplete: return truths([](const Standing& standing) { return standing.is_incomplete; });
    case Own::is_without_grade:
        return truths([](const Standing& standing) { return standing.is_without_grade; });
    case Own::is_given_grade: return truths([](const Standing& standing) { return standing.is_given_grade; });
    case Own::rank: return counts([](const Standing& standing) { return standing.rank; }, true);
    case Own::ranked_count:
        return counts([](const Standing& standing) { return standing.ranked_count; }, false);
    case Own::grade:
        return ids([&](SubjectIndex subject) { return grade_words_[board_.standings[subject].grade]; });
    default: break;
    }
    return Column(size);
}

Column Evaluator::binary(const Expression& node, const Frame& frame) const {
    Column left = evaluate(node.children[0], frame);
    Column right = evaluate(node.children[1], frame);
    switch (node.op) {
    case Operator::and_: return conjunction(left, right);
    case Operator::or_: return disjunction(left, right);
    case Operator::or_else: return or_else(left, right);
    case Operator::add:
    case Operator::subtract:
        if (left.kind() == Value::Kind::period) return shifted(left, right, node.op == Operator::add);
        [[fallthrough]];
    case Operator::multiply:
    case Operator::divide: return calculated(node.op, left, right);
    default: return compared(node.op, left, right);
    }
}

Column Evaluator::shifted(const Column& periods, const Column& steps, bool is_later) const {
    auto one = [&](size_t row) {
        if (periods.is_missing(row) || steps.is_missing(row)) return Value();
        Number count = steps.number(row);
        return earlier_period(periods.id(row), is_later ? -count : count);
    };
    if (periods.is_constant() && steps.is_constant()) return Column::constant(one(0), periods.size());
    Column column(periods.size());
    for (size_t i = 0; i < periods.size(); ++i)
        column.set(i, one(i));
    return column;
}

// The period so many periods of the same kind before (or, with a negative count, after); missing where there
// is none.
Value Evaluator::earlier_period(PeriodCode code, const Number& count) const {
    base::Period period = tables_.period_at(code);
    auto steps = count.whole();
    if (period.kind() == base::Period::Kind::special || !steps || std::abs(*steps) > years_before_max * 12)
        return {};
    for (std::int64_t i = 0; i < std::abs(*steps); ++i)
        period = *steps > 0 ? period.previous() : period.next();
    if (period.year() < 1 || period.year() > 9999) return {};
    return Value::of_period(tables_.period(period));
}

// Each branch is worked out only for the rows that take it.
Column Evaluator::conditional(const Expression& node, const Frame& frame) const {
    Column condition = evaluate(node.children[0], frame);
    if (condition.is_constant())
        return condition.has_missing() ? Column(frame.size())
                                       : evaluate(node.children[condition.holds(0) ? 1 : 2], frame);
    Column column(frame.size());
    for (bool branch : {true, false}) {
        std::vector<std::uint32_t> places;
        for (std::uint32_t i = 0; i < frame.size(); ++i)
            if (!condition.is_missing(i) && condition.holds(i) == branch) places.push_back(i);
        if (places.empty()) continue;
        const Expression& taken = node.children[branch ? 1 : 2];
        if (places.size() == frame.size()) return evaluate(taken, frame);
        column.put(places, evaluate(taken, frame.rows(places)));
    }
    return column;
}

Column Evaluator::aggregate(const Expression& node, const Frame& frame) const {
    Expansion expansion = expand(node.children[1], frame);
    Frame inner = extended(frame, expansion);
    if (!node.has_condition)
        return folded(node.fold, evaluate(node.children[0], inner), expansion.owners, frame.size());
    Column condition = evaluate(node.children[2], inner);
    std::vector<std::uint32_t> places, owners;
    for (std::uint32_t i = 0; i < inner.size(); ++i) {
        if (!condition.holds(i)) continue;
        places.push_back(i);
        owners.push_back(expansion.owners[i]);
    }
    return folded(node.fold, evaluate(node.children[0], inner.rows(places)), owners, frame.size());
}

Frame Evaluator::extended(const Frame& frame, const Expansion& expansion) {
    Frame inner = frame.rows(expansion.owners);
    inner.variables.push_back(expansion.elements);
    return inner;
}

Column Evaluator::is_one_of(const Expression& node, const Frame& frame) const {
    Column column = evaluate(node.children[0], frame);
    const Expression& set = node.children[1];
    std::vector<Column> listed;
    for (const auto& child : set.children)
        listed.push_back(evaluate(child, frame));
    std::vector<std::uint8_t> truths(frame.size(), 2);
    for (size_t i = 0; i < frame.size(); ++i) {
        if (column.is_missing(i)) continue;
        if (set.kind == Kind::list) {
            truths[i] = std::any_of(listed.begin(), listed.end(), [&](const Column& word) {
                return !word.is_missing(i) && word.id(i) == column.id(i);
            });
        } else {
            const auto& words = words_for(set, frame.subjects[i]);
            truths[i] = std::find(words.begin(), words.end(), column.id(i)) != words.end();
        }
    }
    return Column::of_truths(std::move(truths));
}

const std::vector<WordId>& Evaluator::words_for(const Expression& list, SubjectIndex subject) const {
    int index = tables_.membership(subject).subject_class;
    auto place = index < 0 ? scheme_.classes.size() : static_cast<size_t>(index);
    return listed_[static_cast<size_t>(list.index)][place];
}

} // namespace zhishi::engine
