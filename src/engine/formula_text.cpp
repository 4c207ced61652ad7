#include "engine/formula_text.h"

#include <array>

namespace zhishi::engine {

using scheme::Expression;
using scheme::Fold;
using scheme::Function;
using scheme::Operator;
using scheme::Reference;
using Kind = Expression::Kind;

namespace {

struct OperatorText {
    Operator op;
    const char* zh;
    const char* en;
    int strength; // a weaker part inside a stronger one needs parentheses
};

constexpr std::array<OperatorText, 14> operators{{
    {Operator::or_, " 或 ", " or ", 1},
    {Operator::and_, " 且 ", " and ", 2},
    {Operator::equal, " = ", " = ", 4},
    {Operator::not_equal, " ≠ ", " ≠ ", 4},
    {Operator::less, " < ", " < ", 4},
    {Operator::less_equal, " ≤ ", " ≤ ", 4},
    {Operator::greater, " > ", " > ", 4},
    {Operator::greater_equal, " ≥ ", " ≥ ", 4},
    {Operator::is_one_of, " 属于 ", " is one of ", 4},
    {Operator::or_else, "，缺则取 ", " or else ", 5},
    {Operator::add, " + ", " + ", 6},
    {Operator::subtract, " − ", " − ", 6},
    {Operator::multiply, " × ", " × ", 7},
    {Operator::divide, " ÷ ", " ÷ ", 7},
}};

const OperatorText& operator_text(Operator op) {
    for (const auto& entry : operators)
        if (entry.op == op) return entry;
    return operators[0];
}

base::Text function_text(Function function) {
    switch (function) {
    case Function::r2: return {"四舍五入", "round2"};
    case Function::absolute: return {"绝对值", "abs"};
    case Function::floor: return {"舍去小数", "floor"};
    case Function::ceil: return {"进一取整", "ceil"};
    case Function::clamp: return {"限于", "clamp"};
    case Function::least: return {"取小", "min"};
    case Function::greatest: return {"取大", "max"};
    case Function::present: return {"已有", "present"};
    case Function::year_of: return {"年份", "year of"};
    case Function::place_in: return {"位次", "place in"};
    case Function::is_candidate: return {"是候选", "is candidate"};
    case Function::is_awarded: return {"已获名额", "is awarded"};
    case Function::is_barred_from: return {"不得评为", "is barred from"};
    default: return {scheme::function_name(function), scheme::function_name(function)};
    }
}

base::Text fold_text(Fold fold) {
    switch (fold) {
    case Fold::mean: return {"平均", "mean"};
    case Fold::sum: return {"合计", "sum"};
    case Fold::count: return {"计数", "count"};
    case Fold::min: return {"最小", "min"};
    case Fold::max: return {"最大", "max"};
    case Fold::any: return {"任一", "any"};
    default: return {"全部", "all"};
    }
}

base::Text own_title(int index) {
    static const std::array<base::Text, 13> titles{{
        {"类别", "class"},
        {"种类", "kind"},
        {"比较组", "comparison group"},
        {"角色", "role"},
        {"期间", "period"},
        {"期间种类", "kind of period"},
        {"总分", "score"},
        {"材料不全", "incomplete"},
        {"不确定等次", "without a grade"},
        {"已直接确定等次", "given a grade"},
        {"名次", "rank"},
        {"排名人数", "number ranked"},
        {"等次", "grade"},
    }};
    return titles[static_cast<size_t>(index)];
}

const std::string& pick(const base::Text& text, bool zh) {
    return zh ? text.zh : text.en;
}

int strength_of(const Expression& node) {
    if (node.kind == Kind::binary) return operator_text(node.op).strength;
    if (node.kind == Kind::not_) return 3;
    if (node.kind == Kind::conditional) return 0;
    return 9;
}

} // namespace

base::Text not_shown() {
    return {"（不公开）", "(not shown)"};
}

std::string number_text(const base::Number& number) {
    std::string text = number.str();
    size_t point = text.find('.');
    bool is_short = text.find('/') == std::string::npos &&
                    (point == std::string::npos || text.size() - point - 1 <= base::Number::decimals_max);
    return is_short ? text : "≈" + number.fixed(4);
}

base::Text FormulaText::names(const Expression& node, const Frame& frame) {
    return {write(node, frame, Mode::names, true), write(node, frame, Mode::names, false)};
}

base::Text FormulaText::numbers(const Expression& node, const Frame& frame) {
    return {write(node, frame, Mode::numbers, true), write(node, frame, Mode::numbers, false)};
}

base::Text FormulaText::shown(const Value& value) const {
    switch (value.kind) {
    case Value::Kind::missing: return {"缺", "missing"};
    case Value::Kind::number: return {number_text(value.number), number_text(value.number)};
    case Value::Kind::truth: return value.truth ? base::Text{"是", "yes"} : base::Text{"否", "no"};
    default: return {run_.short_text(value), run_.short_text(value)};
    }
}

bool FormulaText::is_hidden(const Expression& node, scheme::SubjectIndex subject) const {
    bool is_of_parent = node.reference == Reference::parent_own || node.reference == Reference::parent_value;
    if (audience_ != Audience::subject) return false;
    if (node.kind == Kind::call && node.function == Function::received) return true; // what others got
    if (!is_of_parent) return false;
    const scheme::Facts& facts = run_.tables().facts();
    auto parent = facts.subjects[subject].parent;
    return parent != scheme::no_index && facts.words.text(facts.subjects[parent].kind) == "person";
}

bool FormulaText::rests_on_hidden(const Expression& root, scheme::SubjectIndex subject) const {
    if (audience_ != Audience::subject) return false;
    if (is_hidden(root, subject)) return true;
    for (const Expression& child : root.children)
        if (rests_on_hidden(child, subject)) return true;
    if (root.kind != Kind::name || root.reference != Reference::value) return false;
    const std::string& name = run_.evaluator().class_of(subject);
    for (const auto& block : run_.scheme().blocks)
        for (const auto& value : block.values) {
            if (value.name != root.index || !block.has_class(name)) continue;
            const scheme::Formula* formula = value.formula.for_class(name);
            if (formula && rests_on_hidden(formula->root, subject)) return true;
        }
    return false;
}

std::string FormulaText::write(const Expression& node, const Frame& frame, Mode mode, bool zh) {
    switch (node.kind) {
    case Kind::number: return number_text(node.number);
    case Kind::word: return zh ? "“" + node.text + "”" : "\"" + node.text + "\"";
    case Kind::text_template: return pick(shown(run_.evaluator().evaluate(node, frame)[0]), zh);
    case Kind::truth: return node.truth ? (zh ? "是" : "yes") : (zh ? "否" : "no");
    case Kind::nothing: return zh ? "无" : "nothing";
    case Kind::name: return leaf(node, frame, mode, zh);
    case Kind::call: return call(node, frame, mode, zh);
    case Kind::negate: return "−" + part(node.children[0], frame, mode, zh, 8);
    case Kind::not_: return (zh ? "非 " : "not ") + part(node.children[0], frame, mode, zh, 3);
    case Kind::binary: {
        const OperatorText& text = operator_text(node.op);
        // The right side of − and ÷ binds tighter than the left.
        bool is_left_only = node.op == Operator::subtract || node.op == Operator::divide;
        return part(node.children[0], frame, mode, zh, text.strength) + (zh ? text.zh : text.en) +
               part(node.children[1], frame, mode, zh, text.strength + is_left_only);
    }
    case Kind::conditional: {
        if (mode == Mode::numbers) {
            Value condition = run_.evaluator().evaluate(node.children[0], frame)[0];
            if (condition.is_missing()) return pick(shown(condition), zh);
            return write(node.children[condition.truth ? 1 : 2], frame, mode, zh);
        }
        std::string parts[3];
        for (size_t i = 0; i < 3; ++i)
            parts[i] = write(node.children[i], frame, mode, zh);
        return zh ? "若 " + parts[0] + " 则 " + parts[1] + " 否则 " + parts[2]
                  : "if " + parts[0] + " then " + parts[1] + " else " + parts[2];
    }
    case Kind::aggregate: return aggregate(node, frame, mode, zh);
    case Kind::list: return (zh ? "（" : "(") + list(node.children, frame, mode, zh) + (zh ? "）" : ")");
    }
    return {};
}

std::string FormulaText::part(const Expression& node, const Frame& frame, Mode mode, bool zh, int strength) {
    std::string text = write(node, frame, mode, zh);
    return strength_of(node) < strength ? "(" + text + ")" : text;
}

std::string FormulaText::list(const std::vector<Expression>& nodes, const Frame& frame, Mode mode, bool zh) {
    std::string text;
    for (const auto& node : nodes)
        text += (text.empty() ? "" : zh ? "，" : ", ") + write(node, frame, mode, zh);
    return text;
}

std::string FormulaText::leaf(const Expression& node, const Frame& frame, Mode mode, bool zh) {
    if (node.reference == Reference::words)
        return pick(run_.scheme().word_lists[static_cast<size_t>(node.index)].title, zh);
    if (mode == Mode::names) return pick(title(node, frame), zh);
    if (rests_on_hidden(node, frame.subjects[0])) return pick(not_shown(), zh);
    return pick(shown(run_.evaluator().evaluate(node, frame)[0]), zh);
}

base::Text FormulaText::title(const Expression& node, const Frame& frame) {
    const scheme::Scheme& scheme = run_.scheme();
    // A name may stand in several blocks of different classes: the one of this class is meant.
    auto value_title = [&](int name, scheme::SubjectIndex of) {
        const std::string* class_name = of == scheme::no_index ? nullptr : &run_.evaluator().class_of(of);
        base::Text title{node.text, node.text};
        for (auto block = scheme.blocks.rbegin(); block != scheme.blocks.rend(); ++block)
            for (const auto& value : block->values) {
                if (value.name != name) continue;
                title = value.title;
                if (class_name && block->has_class(*class_name)) return title;
            }
        return title;
    };
    switch (node.reference) {
    case Reference::parameter: return scheme.parameters[static_cast<size_t>(node.index)].title;
    case Reference::parameter_family: {
        int index = run_.evaluator().family(node, frame)[0];
        return index < 0 ? base::Text{node.text, node.text}
                         : scheme.parameters[static_cast<size_t>(index)].title;
    }
    case Reference::value: {
        base::Text title = value_title(node.index, frame.subjects[0]);
        if (node.children.empty()) return title;
        base::Text element = shown(run_.evaluator().evaluate(node.children[0], frame)[0]);
        return {title.zh + "（" + element.zh + "）", title.en + " (" + element.en + ")"};
    }
    case Reference::parent_value: {
        auto parent = run_.tables().facts().subjects[frame.subjects[0]].parent;
        base::Text title = value_title(node.index, parent);
        return {"上级的" + title.zh, "the parent's " + title.en};
    }
    case Reference::own: return own_title(node.index);
    case Reference::parent_own: {
        base::Text title = own_title(node.index);
        return {"上级的" + title.zh, "the parent's " + title.en};
    }
    case Reference::variable: return shown(run_.evaluator().evaluate(node, frame)[0]);
    default: break;
    }
    return node.kind == Kind::call ? input_title(node, frame) : base::Text{node.text, node.text};
}

// 评分 duty（superior，Q1）
base::Text FormulaText::input_title(const Expression& node, const Frame& frame) {
    auto text_of = [&](const Expression& part) {
        Value value = run_.evaluator().evaluate(part, frame)[0];
        return value.is_missing() ? std::string("?") : run_.short_text(value);
    };
    std::string key = text_of(node.children[0]);
    bool is_event = node.function == Function::events || node.function == Function::event_magnitude;
    bool is_attribute = node.function == Function::attribute;
    bool is_rating = node.function != Function::fact && !is_event && !is_attribute;
    base::Text title{key, key};
    if (node.function == Function::fact)
        for (const auto& input : run_.scheme().inputs.facts)
            if (input.key == key || scheme::fits_pattern(input.key, key)) {
                title = input.title;
                if (input.key.find('*') != std::string::npos)
                    title = {title.zh + " " + key, title.en + " " + key};
            }
    if (is_event)
        for (const auto& input : run_.scheme().inputs.events)
            if (input.item == key) title = input.title;
    std::string details;
    for (size_t i = 1; i < node.children.size(); ++i) {
        bool is_any = is_rating && i == 1 && node.children[i].is_word("any");
        bool is_appraised = node.children[i].reference == Reference::own;
        if (!is_any && !is_appraised) details += (details.empty() ? "" : ", ") + text_of(node.children[i]);
    }
    if (is_rating)
        for (const auto& input : run_.scheme().inputs.ratings)
            if (auto found = input.titles.find(key); found != input.titles.end()) title = found->second;
    if (node.function == Function::rating) title = {"评分“" + title.zh + "”", "rating \"" + title.en + "\""};
    if (node.function == Function::rating_sum)
        title = {"评分“" + title.zh + "”合计", "sum of the ratings \"" + title.en + "\""};
    if (node.function == Function::rating_count)
        title = {"评分“" + title.zh + "”份数", "number of ratings \"" + title.en + "\""};
    if (is_attribute) title = {"属性“" + key + "”", "attribute \"" + key + "\""};
    if (details.empty()) return title;
    return {title.zh + "（" + details + "）", title.en + " (" + details + ")"};
}

std::string FormulaText::call(const Expression& node, const Frame& frame, Mode mode, bool zh) {
    switch (node.function) {
    case Function::rating:
    case Function::rating_sum:
    case Function::rating_count:
    case Function::fact:
    case Function::events:
    case Function::event_magnitude:
    case Function::attribute: return leaf(node, frame, mode, zh);
    default: break;
    }
    return pick(function_text(node.function), zh) + "(" + list(node.children, frame, mode, zh) + ")";
}

std::string FormulaText::aggregate(const Expression& node, const Frame& frame, Mode mode, bool zh) {
    if (is_hidden(node.children[1], frame.subjects[0]))
        return pick(fold_text(node.fold), zh) + "(" + pick(not_shown(), zh) + ")";
    Evaluator::Expansion expansion = run_.evaluator().expand(node.children[1], frame);
    Frame inner = Evaluator::extended(frame, expansion);
    std::string text;
    for (std::uint32_t i = 0; i < inner.size(); ++i) {
        Frame row = inner.rows({i});
        if (node.has_condition && !run_.evaluator().evaluate(node.children[2], row)[0].holds()) continue;
        text += (text.empty() ? "" : zh ? "，" : ", ") + write(node.children[0], row, mode, zh);
    }
    if (mode == Mode::names && text.empty()) text = zh ? "无记录" : "no record";
    return pick(fold_text(node.fold), zh) + "(" + text + ")";
}

} // namespace zhishi::engine
