#include "engine/parameters_read.h"

#include <algorithm>

namespace zhishi::engine {

using scheme::Expression;
using scheme::Function;
using scheme::Own;
using scheme::Reference;
using scheme::SubjectIndex;
using Kind = Expression::Kind;

namespace {

Frame row_of(SubjectIndex subject) {
    return {{subject}, {}};
}

// Rows of the frame in which the condition holds, or does not; those where it is missing are in neither.
std::vector<std::uint32_t> rows_where(const Column& condition, bool wanted) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < condition.size(); ++i)
        if (!condition.is_missing(i) && condition.holds(i) == wanted) rows.push_back(i);
    return rows;
}

} // namespace

void ParametersRead::begin() {
    found_.clear();
    read_.clear();
    walked_.clear();
}

template <class Work>
void ParametersRead::in_block(size_t block, Work work) {
    size_t outer = block_;
    block_ = block;
    run_.evaluator().enter_block(block);
    work();
    block_ = outer;
    run_.evaluator().enter_block(outer);
}

void ParametersRead::read(Part part, SubjectIndex subject) {
    if (!read_.insert({part, subject}).second) return;
    const std::string& subject_class = run_.evaluator().class_of(subject);
    for (size_t b = 0; b < run_.scheme().blocks.size(); ++b) {
        const scheme::Block& block = run_.scheme().blocks[b];
        if (block.has_class(subject_class)) in_block(b, [&] { read_block(part, block, subject); });
    }
}

void ParametersRead::read(const scheme::Formula& formula, size_t block, SubjectIndex subject) {
    in_block(block, [&] { walk(formula, row_of(subject)); });
}

void ParametersRead::read_block(Part part, const scheme::Block& block, SubjectIndex subject) {
    Frame row = row_of(subject);
    switch (part) {
    case Part::score:
        if (block.score) walk(block.score->formula, subject);
        for (const auto& need : block.needs)
            walk(need, row);
        break;
    case Part::rank:
        read(Part::score, subject);
        for (const auto& key : block.rank_key)
            walk(key, row);
        break;
    case Part::states:
        for (const std::string& name : block.states)
            for (const auto& stage : run_.scheme().state_set(name)->stages)
                for (const auto& rule : stage)
                    walk(rule.when, row);
        break;
    case Part::grade:
        read(Part::states, subject);
        read_awards(block, subject);
        for (const auto& rule : block.grades)
            walk(rule.when, row);
        break;
    case Part::flags:
        read(Part::states, subject);
        for (const auto& rule : block.flags)
            walk(rule.when, row);
        break;
    case Part::actions:
        for (const auto& rule : block.actions)
            walk(rule.when, row);
        break;
    }
}

void ParametersRead::read_awards(const scheme::Block& block, SubjectIndex subject) {
    for (const scheme::Award& award : block.awards) {
        walk(award.when, row_of(subject));
        walk(award.counted, row_of(subject));
        walk(award.share, subject);
        for (const auto& key : award.key)
            walk(key, row_of(subject));
    }
}

void ParametersRead::walk(const scheme::Formula& formula, const Frame& frame) {
    if (!formula.is_set) return;
    auto [entry, is_new] = may_read_.try_emplace(&formula.root, false);
    if (is_new) entry->second = may_read(formula.root); // a map keeps its entries where they are
    if (entry->second) walk(formula.root, frame);
}

// By its text alone, for any subject. What the engine knows of a subject may rest on anything.
bool ParametersRead::may_read(const Expression& node) {
    bool is_name = node.kind == Kind::name;
    if (is_name && node.reference == Reference::parameter) return wanted_.contains(node.index);
    if (is_name && node.reference == Reference::parameter_family) return true;
    bool is_value = node.reference == Reference::value || node.reference == Reference::parent_value;
    if (is_name && is_value && may_read_value(node.index)) return true;
    if (is_name && (node.reference == Reference::own || node.reference == Reference::parent_own))
        return static_cast<Own>(node.index) >= Own::score;
    if (node.kind == Kind::call &&
        (node.function == Function::is_candidate || node.function == Function::is_awarded ||
         node.function == Function::is_barred_from))
        return true;
    return std::any_of(node.children.begin(), node.children.end(),
                       [this](const Expression& child) { return may_read(child); });
}

bool ParametersRead::may_read_value(int name) {
    for (const scheme::Block& block : run_.scheme().blocks)
        for (const scheme::Value& value : block.values) {
            if (value.name != name) continue;
            for (const scheme::Formula* formula : value.formula.formulas())
                if (may_read(formula->root)) return true;
        }
    return false;
}

void ParametersRead::walk(const scheme::ClassFormula& formula, SubjectIndex subject) {
    const scheme::Formula* of_class = formula.for_class(run_.evaluator().class_of(subject));
    if (of_class) walk(*of_class, row_of(subject));
}

void ParametersRead::walk(const Expression& node, const Frame& frame) {
    if (frame.size() == 0) return;
    if (node.kind == Kind::aggregate) return walk_aggregate(node, frame);
    if (node.kind == Kind::conditional) return walk_conditional(node, frame);
    if (node.kind == Kind::name) return walk_name(node, frame);
    for (const Expression& child : node.children)
        walk(child, frame);
    if (node.kind != Kind::call) return;
    if (node.function == Function::is_candidate || node.function == Function::is_awarded)
        read(Part::grade, frame.subjects[0]);
    if (node.function == Function::is_barred_from) read(Part::states, frame.subjects[0]);
}

void ParametersRead::walk_aggregate(const Expression& node, const Frame& frame) {
    walk(node.children[1], frame);
    Frame inner = Evaluator::extended(frame, run_.evaluator().expand(node.children[1], frame));
    if (inner.size() == 0) return;
    if (node.has_condition) {
        walk(node.children[2], inner);
        inner = inner.rows(rows_where(run_.evaluator().evaluate(node.children[2], inner), true));
    }
    walk(node.children[0], inner);
}

void ParametersRead::walk_conditional(const Expression& node, const Frame& frame) {
    walk(node.children[0], frame);
    Column condition = run_.evaluator().evaluate(node.children[0], frame);
    walk(node.children[1], frame.rows(rows_where(condition, true)));
    walk(node.children[2], frame.rows(rows_where(condition, false)));
}

void ParametersRead::walk_name(const Expression& node, const Frame& frame) {
    for (const Expression& child : node.children)
        walk(child, frame);
    switch (node.reference) {
    case Reference::parameter: found_.insert(node.index); break;
    case Reference::parameter_family:
        for (int index : run_.evaluator().family(node, frame))
            if (index >= 0) found_.insert(index);
        break;
    case Reference::value: walk_value(node, frame, false); break;
    case Reference::parent_value: walk_value(node, frame, true); break;
    case Reference::own: walk_own(static_cast<Own>(node.index), frame, false); break;
    case Reference::parent_own: walk_own(static_cast<Own>(node.index), frame, true); break;
    default: break;
    }
}

// All rows of a frame are of one subject, but for their variables.
void ParametersRead::walk_value(const Expression& node, const Frame& frame, bool is_of_parent) {
    SubjectIndex subject = frame.subjects[0];
    if (is_of_parent) subject = run_.tables().parent(subject);
    if (subject == scheme::no_index) return;
    Column element;
    if (!node.children.empty()) element = run_.evaluator().evaluate(node.children[0], frame);
    Frame inner;
    std::vector<std::uint32_t> places;
    size_t rows = node.children.empty() ? 1 : frame.size();
    for (std::uint32_t i = 0; i < rows; ++i) {
        bool is_known = node.children.empty() || !element.is_missing(i);
        std::uint32_t id = node.children.empty() || !is_known ? 0 : element[i].id;
        if (!is_known || !walked_.insert({subject, node.index, id}).second) continue;
        inner.subjects.push_back(subject);
        places.push_back(i);
    }
    if (places.empty()) return;
    if (!node.children.empty()) inner.variables.push_back(element.rows(places));
    const std::string& subject_class = run_.evaluator().class_of(subject);
    for (size_t b = 0; b < run_.scheme().blocks.size(); ++b) {
        const scheme::Block& block = run_.scheme().blocks[b];
        if (!block.has_class(subject_class)) continue;
        for (const scheme::Value& value : block.values) {
            const scheme::Formula* of_class = value.formula.for_class(subject_class);
            if (value.name == node.index && of_class) in_block(b, [&] { walk(*of_class, inner); });
        }
    }
}

void ParametersRead::walk_own(Own own, const Frame& frame, bool is_of_parent) {
    SubjectIndex subject = frame.subjects[0];
    if (is_of_parent) subject = run_.tables().parent(subject);
    if (subject == scheme::no_index) return;
    switch (own) {
    case Own::score:
    case Own::is_incomplete: return read(Part::score, subject);
    case Own::is_without_grade:
    case Own::is_given_grade: return read(Part::states, subject);
    case Own::rank:
    case Own::ranked_count: return read(Part::rank, subject);
    case Own::grade: return read(Part::grade, subject);
    default: return;
    }
}

} // namespace zhishi::engine
