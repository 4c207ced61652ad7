#include "engine/trace.h"

#include <algorithm>
#include <utility>

namespace zhishi::engine {

using scheme::Expression;
using scheme::Function;
using scheme::Reference;
using Kind = Expression::Kind;

void Trace::cite(Explanation& node, const scheme::Origin& origin) const {
    auto source = run_.scheme().sources.find(origin.source);
    if (source != run_.scheme().sources.end()) node.source = source->second.title;
    node.article = origin.article;
    node.mark = origin.mark;
}

Explanation Trace::value(const scheme::Value& value, const Frame& frame) {
    const scheme::Formula* formula_of_class = value.formula.for_class(run_.evaluator().class_of(subject_));
    if (!formula_of_class) return {};
    Explanation node = formula(value.title, formula_of_class->root, frame);
    cite(node, value.origin);
    return node;
}

base::Text Trace::shown_of(const Expression& node, const Frame& frame) {
    if (text_.rests_on_hidden(node, subject_)) return not_shown();
    return text_.shown(run_.evaluator().evaluate(node, frame)[0]);
}

Explanation Trace::formula(base::Text label, const Expression& root, const Frame& frame) {
    Explanation node;
    node.label = std::move(label);
    node.value = shown_of(root, frame);
    node.formula = text_.names(root, frame);
    node.numbers = text_.numbers(root, frame);
    std::set<std::string> seen;
    collect(root, frame, node, seen);
    return node;
}

// Hangs under `into` what the formula asks for, each thing once.
void Trace::collect(const Expression& node, const Frame& frame, Explanation& into,
                    std::set<std::string>& seen) {
    bool is_input = node.kind == Kind::call &&
                    (node.function == Function::rating || node.function == Function::fact ||
                     node.function == Function::rating_sum || node.function == Function::rating_count ||
                     node.function == Function::events || node.function == Function::event_magnitude);
    if (is_input) {
        Explanation leaf = input(node, frame);
        if (seen.insert("input " + leaf.label.en).second) into.children.push_back(std::move(leaf));
        return;
    }
    if (node.kind == Kind::aggregate) return collect_aggregate(node, frame, into, seen);
    if (node.kind == Kind::conditional) {
        collect(node.children[0], frame, into, seen);
        Value condition = run_.evaluator().evaluate(node.children[0], frame)[0];
        if (!condition.is_missing()) collect(node.children[condition.truth ? 1 : 2], frame, into, seen);
        return;
    }
    if (node.kind != Kind::name) {
        for (const auto& child : node.children)
            collect(child, frame, into, seen);
        return;
    }
    std::string key = text_.title(node, frame).en;
    switch (node.reference) {
    case Reference::parameter:
        if (seen.insert("parameter " + node.text).second) into.children.push_back(parameter(node.index));
        break;
    case Reference::parameter_family: {
        int index = run_.evaluator().family(node, frame)[0];
        if (index >= 0 && seen.insert("parameter " + std::to_string(index)).second)
            into.children.push_back(parameter(index));
        break;
    }
    case Reference::value: {
        if (!seen.insert("value " + key).second) break;
        for (const auto& candidate : block_->values) {
            if (candidate.name != node.index) continue;
            if (!told_.insert(key).second) {
                Explanation again;
                again.label = text_.title(node, frame);
                again.value = shown_of(node, frame);
                again.note = {"依据见上", "as above"};
                into.children.push_back(std::move(again));
                continue;
            }
            Frame inner = row();
            if (!candidate.variable.empty())
                inner.variables.push_back(run_.evaluator().evaluate(node.children[0], frame));
            Explanation part = value(candidate, inner);
            part.label = text_.title(node, frame);
            into.children.push_back(std::move(part));
        }
        break;
    }
    case Reference::parent_own:
    case Reference::parent_value: {
        if (!seen.insert("parent " + key).second) break;
        Explanation leaf;
        leaf.label = text_.title(node, frame);
        leaf.value = shown_of(node, frame);
        into.children.push_back(std::move(leaf));
        break;
    }
    default: break;
    }
}

// What an element contributes hangs under the whole; an element that its condition leaves out is told as
// tried.
void Trace::collect_aggregate(const Expression& node, const Frame& frame, Explanation& into,
                              std::set<std::string>& seen) {
    Evaluator::Expansion expansion = run_.evaluator().expand(node.children[1], frame);
    Frame inner = Evaluator::extended(frame, expansion);
    for (std::uint32_t i = 0; i < inner.size(); ++i) {
        Frame element = inner.rows({i});
        bool is_in = !node.has_condition || run_.evaluator().evaluate(node.children[2], element)[0].holds();
        if (is_in) {
            collect(node.children[0], element, into, seen);
            continue;
        }
        Explanation left_out;
        left_out.label = text_.shown(expansion.elements[i]);
        left_out.value = {"不计入", "not counted"};
        left_out.formula = text_.names(node.children[2], element);
        left_out.numbers = text_.numbers(node.children[2], element);
        into.tried.push_back(std::move(left_out));
    }
}

Explanation Trace::parameter(int index) {
    const scheme::ParameterInForce& entry = plan_.in_force.parameter(index);
    Explanation leaf;
    leaf.label = entry.parameter->title;
    std::string text = entry.parameter->is_word ? entry.word : number_text(entry.number);
    leaf.value = {text, text};
    if (entry.is_set) {
        leaf.note = {"本次计算另行设定", "set for this run"};
        if (entry.stated) {
            leaf.note.zh += "（方案规定为" + entry.stated->text + "）";
            leaf.note.en += " (the scheme says " + entry.stated->text + ")";
        }
        return leaf;
    }
    if (entry.stated) {
        cite(leaf, entry.stated->origin);
        leaf.from = entry.stated->from.str();
    }
    return leaf;
}

Explanation Trace::input(const Expression& node, const Frame& frame) {
    Explanation leaf;
    leaf.label = text_.title(node, frame);
    leaf.value = text_.shown(run_.evaluator().evaluate(node, frame)[0]);
    bool is_rating = node.function == Function::rating || node.function == Function::rating_sum ||
                     node.function == Function::rating_count;
    if (is_rating && audience_ != Audience::subject) add_raters(node, frame, leaf);
    return leaf;
}

// The ratings behind a mean: each for the office alone, their number for who decides.
void Trace::add_raters(const Expression& node, const Frame& frame, Explanation& leaf) {
    auto asked = run_.evaluator().questions(node, frame, 0);
    if (!asked) return;
    auto rows = run_.tables().rating_rows(subject_, *asked);
    if (audience_ == Audience::decider) {
        std::string count = std::to_string(rows.size());
        bool is_mean = node.function == Function::rating;
        if (rows.size() > 1 && is_mean)
            leaf.note = {count + "人评分的平均分", "mean of " + count + " raters"};
        else if (rows.size() > 1)
            leaf.note = {count + "份评分", count + " ratings"};
        return;
    }
    const scheme::Facts& facts = run_.tables().facts();
    std::sort(rows.begin(), rows.end(), [&](const scheme::Rating& a, const scheme::Rating& b) {
        return std::pair(facts.words.text(a.role), facts.text_of(a.rater)) <
               std::pair(facts.words.text(b.role), facts.text_of(b.rater));
    });
    for (const scheme::Rating& rating : rows) {
        Explanation row;
        std::string rater(facts.text_of(rating.rater)), role(facts.words.text(rating.role));
        std::string value = number_text(scheme::number_of(rating.value));
        bool is_released = rater == scheme::released_mean_rater;
        row.label = is_released ? base::Text{"保密测评公布的均值", "released mean of a secret evaluation"}
                                : base::Text{rater, rater};
        row.value = {value, value};
        row.note = {role, role};
        leaf.children.push_back(std::move(row));
    }
}

} // namespace zhishi::engine
