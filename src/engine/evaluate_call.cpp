// Functions and inputs of formulas.
#include "base/check.h"
#include "engine/evaluate.h"

#include <algorithm>

namespace zhishi::engine {

using base::Number;
using scheme::Expression;
using scheme::Function;
using scheme::no_index;
using scheme::WordId;
using Kind = Expression::Kind;

Column Evaluator::call(const Expression& node, const Frame& frame) {
    switch (node.function) {
    case Function::r2:
    case Function::absolute:
    case Function::floor:
    case Function::ceil:
    case Function::clamp:
    case Function::least:
    case Function::greatest: return numbers(node, frame);
    case Function::present: {
        Column column = evaluate(node.children[0], frame);
        for (Value& value : column)
            value = Value::of_truth(!value.is_missing());
        return column;
    }
    case Function::year_of: {
        Column column = evaluate(node.children[0], frame);
        for (Value& value : column)
            if (!value.is_missing()) value = Value::of(Number(tables_.period_at(value.id).year()));
        return column;
    }
    case Function::place_in: {
        Column column = evaluate(node.children[1], frame);
        for (size_t i = 0; i < column.size(); ++i) {
            if (column[i].is_missing()) continue;
            std::vector<std::string> words;
            if (node.children[0].kind == Kind::list)
                for (const auto& child : node.children[0].children)
                    words.push_back(child.text);
            else
                words = words_for(node.children[0], frame.subjects[i]);
            auto found = std::find(words.begin(), words.end(), tables_.text(column[i].id));
            column[i] = found == words.end() ? Value() : Value::of(Number(found - words.begin() + 1));
        }
        return column;
    }
    case Function::rating:
    case Function::rating_sum:
    case Function::rating_count: return ratings(node, frame);
    case Function::fact:
    case Function::events:
    case Function::event_magnitude: return facts(node, frame);
    case Function::attribute: return attributes(node, frame);
    case Function::is_candidate:
    case Function::is_awarded:
    case Function::is_barred_from: return award_question(node, frame);
    case Function::keys:
    case Function::years_before:
    case Function::received:
    case Function::none: break;
    }
    base::check(false, "a function that gives no value");
    return {};
}

Column Evaluator::numbers(const Expression& node, const Frame& frame) {
    std::vector<Column> arguments;
    for (const auto& child : node.children)
        arguments.push_back(evaluate(child, frame));
    Column column = std::move(arguments[0]);
    for (size_t i = 0; i < column.size(); ++i) {
        bool is_missing = column[i].is_missing();
        for (size_t a = 1; a < arguments.size(); ++a)
            is_missing = is_missing || arguments[a][i].is_missing();
        if (is_missing) {
            column[i] = Value();
            continue;
        }
        Number& number = column[i].number;
        switch (node.function) {
        case Function::r2: number = number.rounded(2); break;
        case Function::absolute: number = number.magnitude(); break;
        case Function::floor: number = number.floor(); break;
        case Function::ceil: number = number.ceil(); break;
        case Function::clamp:
            number = std::min(std::max(number, arguments[1][i].number), arguments[2][i].number);
            break;
        default:
            for (size_t a = 1; a < arguments.size(); ++a) {
                const Number& other = arguments[a][i].number;
                number = node.function == Function::least ? std::min(number, other) : std::max(number, other);
            }
        }
    }
    return column;
}

Column Evaluator::ratings(const Expression& node, const Frame& frame) {
    bool is_any = node.children[1].is_word("any");
    auto items = texts(node.children[0], frame);
    auto roles = is_any ? std::vector<WordId>(frame.size(), no_index) : texts(node.children[1], frame);
    auto periods = period_argument(node, 2, frame);
    Column column(frame.size());
    for (size_t i = 0; i < frame.size(); ++i) {
        bool is_known = items[i] != no_index && periods[i] != no_index && (is_any || roles[i] != no_index);
        if (!is_known) continue;
        Tables::Mean mean = tables_.ratings(frame.subjects[i], items[i], periods[i], roles[i]);
        if (node.function == Function::rating_count)
            column[i] = Value::of(Number(mean.count));
        else if (mean.count > 0)
            column[i] =
                Value::of(node.function == Function::rating ? mean.sum / Number(mean.count) : mean.sum);
    }
    return column;
}

Column Evaluator::facts(const Expression& node, const Frame& frame) {
    auto keys = texts(node.children[0], frame);
    auto periods = period_argument(node, 1, frame);
    Column column(frame.size());
    for (size_t i = 0; i < frame.size(); ++i) {
        if (periods[i] == no_index) continue;
        if (node.function != Function::fact) {
            column[i] = Value::of(tables_.event_points(frame.subjects[i], keys[i], periods[i],
                                                       node.function == Function::event_magnitude));
        } else if (const scheme::Fact* fact = tables_.fact(frame.subjects[i], keys[i], periods[i])) {
            if (node.type == scheme::Type::word)
                column[i] = Value::of_word(fact->word);
            else if (fact->number)
                column[i] = Value::of(*fact->number);
        }
    }
    return column;
}

Column Evaluator::attributes(const Expression& node, const Frame& frame) {
    const scheme::Facts& facts = tables_.facts();
    Column column(frame.size());
    auto place = std::find(facts.attribute_names.begin(), facts.attribute_names.end(), node.children[0].text);
    if (place == facts.attribute_names.end()) return column;
    auto at = static_cast<size_t>(place - facts.attribute_names.begin());
    for (size_t i = 0; i < frame.size(); ++i) {
        const auto& attributes = facts.subjects[frame.subjects[i]].attributes;
        if (at >= attributes.size()) continue;
        const std::string& text = facts.words.text(attributes[at]);
        if (node.type == scheme::Type::word)
            column[i] = Value::of_word(attributes[at]);
        else if (auto number = Number::parse(text))
            column[i] = Value::of(*number);
    }
    return column;
}

Column Evaluator::award_question(const Expression& node, const Frame& frame) {
    Column column(frame.size());
    for (size_t i = 0; i < frame.size(); ++i) {
        auto subject = frame.subjects[i];
        bool holds = false;
        if (node.function == Function::is_barred_from) {
            holds = board_.standings[subject].bars.contains(node.children[0].text);
        } else {
            const AwardRun& run = board_.awards[block_][static_cast<size_t>(node.index)];
            holds = node.function == Function::is_candidate ? static_cast<bool>(run.is_candidate[subject])
                                                            : run.outcome[subject] == Award::awarded;
        }
        column[i] = Value::of_truth(holds);
    }
    return column;
}

std::vector<WordId> Evaluator::texts(const Expression& node, const Frame& frame) {
    if (node.kind == Kind::word) return std::vector<WordId>(frame.size(), tables_.word(node.text));
    std::vector<WordId> words(frame.size(), no_index);
    if (node.kind != Kind::text_template) {
        Column column = evaluate(node, frame);
        for (size_t i = 0; i < column.size(); ++i)
            if (!column[i].is_missing()) words[i] = column[i].id;
        return words;
    }
    std::vector<Column> holes;
    for (const auto& child : node.children)
        holes.push_back(evaluate(child, frame));
    for (size_t i = 0; i < frame.size(); ++i) {
        std::string text;
        size_t hole = 0;
        bool is_missing = false;
        for (char c : node.text) {
            if (c != '*') {
                text += c;
                continue;
            }
            const Value& value = holes[hole++][i];
            is_missing = is_missing || value.kind != Value::Kind::word;
            if (!is_missing) text += tables_.text(value.id);
        }
        if (!is_missing) words[i] = tables_.known_word(text);
    }
    return words;
}

std::vector<int> Evaluator::family(const Expression& node, const Frame& frame) {
    std::vector<Column> stars;
    for (const auto& child : node.children)
        stars.push_back(evaluate(child, frame));
    std::vector<int> indices(frame.size(), -1);
    for (size_t i = 0; i < frame.size(); ++i) {
        std::string name;
        size_t star = 0;
        bool is_missing = false;
        for (char c : node.text) {
            if (c != '*') {
                name += c;
                continue;
            }
            const Value& value = stars[star++][i];
            is_missing = is_missing || value.is_missing();
            if (!is_missing) name += tables_.text(value.id);
        }
        if (is_missing) continue;
        auto [place, is_new] = family_names_.emplace(name, -1);
        if (is_new)
            if (const scheme::Parameter* parameter = scheme_.parameter(name))
                place->second = static_cast<int>(parameter - scheme_.parameters.data());
        indices[i] = place->second;
    }
    return indices;
}

std::vector<scheme::PeriodIndex> Evaluator::period_argument(const Expression& call, size_t at,
                                                            const Frame& frame) {
    std::vector<scheme::PeriodIndex> periods(frame.size(), period_);
    if (call.children.size() <= at) return periods;
    Column column = evaluate(call.children[at], frame);
    for (size_t i = 0; i < column.size(); ++i)
        periods[i] = column[i].is_missing() ? no_index : column[i].id;
    return periods;
}

} // namespace zhishi::engine
