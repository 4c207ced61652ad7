#include "scheme/check_formula.h"

#include "scheme/check_call.h"
#include "scheme/known_names.h"

#include <algorithm>
#include <array>

namespace zhishi::scheme {

namespace {

struct OwnName {
    const char* name;
    Own own;
    Type type;
    int stage;
};

constexpr std::array<OwnName, 13> own_names{{
    {"class", Own::subject_class, Type::word, stage_inputs},
    {"kind", Own::kind, Type::word, stage_inputs},
    {"group", Own::group, Type::word, stage_inputs},
    {"role", Own::role, Type::word, stage_inputs},
    {"period", Own::period, Type::period, stage_inputs},
    {"period_kind", Own::period_kind, Type::word, stage_inputs},
    {"score", Own::score, Type::number, stage_scores},
    {"is_incomplete", Own::is_incomplete, Type::truth, stage_scores},
    {"is_without_grade", Own::is_without_grade, Type::truth, stage_scores},
    {"is_given_grade", Own::is_given_grade, Type::truth, stage_scores},
    {"rank", Own::rank, Type::number, stage_ranks},
    {"ranked_count", Own::ranked_count, Type::number, stage_ranks},
    {"grade", Own::grade, Type::word, stage_grades},
}};

const OwnName* own_name(std::string_view name) {
    for (const auto& entry : own_names)
        if (name == entry.name) return &entry;
    return nullptr;
}

} // namespace

void FormulaChecker::fault(const Expression& at, std::string code, base::Text text) {
    scope_.faults->add(formula_.place_of(at), std::move(code), std::move(text));
}

void FormulaChecker::expect(const Expression& part, Type wanted) {
    if (part.type == wanted || part.type == Type::unknown || wanted == Type::unknown) return;
    base::Text is = type_title(part.type), should = type_title(wanted);
    fault(part, "type_wrong",
          {"此处应为" + should.zh + "，而不是" + is.zh + "。",
           "This should be " + should.en + ", not " + is.en + "."});
}

void FormulaChecker::ask_stage(const Expression& part, int stage) {
    stage_ = std::max(stage_, stage);
    if (stage <= scope_.stage_max) return;
    fault(part, "asked_too_early",
          {"此处还不知道“" + part.text + "”：它在后面的步骤才得出，请移到后面的步骤或规则块再用。",
           "\"" + part.text +
               "\" is not known yet here: it is found in a later step. Ask for it in a part or block behind "
               "that."});
}

void FormulaChecker::check(Expression& node) {
    switch (node.kind) {
    case Kind::number: node.type = Type::number; break;
    case Kind::word: node.type = Type::word; break;
    case Kind::truth: node.type = Type::truth; break;
    case Kind::nothing: node.type = Type::unknown; break;
    case Kind::text_template:
        node.type = Type::word;
        for (auto& hole : node.children) {
            check(hole);
            if (hole.reference != Reference::variable && hole.type != Type::unknown)
                fault(hole, "hole_not_variable",
                      {"“{" + hole.text + "}”应为汇总或each中的变量。",
                       "\"{" + hole.text + "}\" should be a variable of an aggregate or of each."});
        }
        break;
    case Kind::name: check_name(node); break;
    case Kind::call:
        if (is_dimension(node.function))
            fault(node, "dimension_misplaced",
                  {node.text + "只能用在聚合的in之后或each中。",
                   node.text + " stands only after `in` of an aggregate, or in `each`."});
        else
            check_call(node);
        break;
    case Kind::negate:
        check(node.children[0]);
        expect(node.children[0], Type::number);
        node.type = Type::number;
        break;
    case Kind::not_:
        check(node.children[0]);
        expect(node.children[0], Type::truth);
        node.type = Type::truth;
        break;
    case Kind::binary: check_binary(node); break;
    case Kind::conditional:
        for (auto& child : node.children)
            check(child);
        expect(node.children[0], Type::truth);
        expect(node.children[2], node.children[1].type);
        node.type = node.children[1].type == Type::unknown ? node.children[2].type : node.children[1].type;
        break;
    case Kind::aggregate: check_aggregate(node); break;
    case Kind::list:
        for (auto& child : node.children) {
            check(child);
            expect(child, Type::word);
        }
        node.type = Type::word;
        break;
    }
}

void FormulaChecker::check_binary(Expression& node) {
    Expression &left = node.children[0], &right = node.children[1];
    check(left);
    if (node.op == Operator::is_one_of) {
        expect(left, Type::word);
        check_word_set(right);
        check_known_words(left, right);
        node.type = Type::truth;
        return;
    }
    check(right);
    switch (node.op) {
    case Operator::add:
    case Operator::subtract:
        node.type = left.type == Type::period ? Type::period : Type::number;
        if (left.type != Type::period) expect(left, Type::number);
        expect(right, Type::number);
        break;
    case Operator::multiply:
    case Operator::divide:
        expect(left, Type::number);
        expect(right, Type::number);
        node.type = Type::number;
        break;
    case Operator::and_:
    case Operator::or_:
        expect(left, Type::truth);
        expect(right, Type::truth);
        node.type = Type::truth;
        break;
    case Operator::or_else:
        expect(right, left.type);
        node.type = left.type == Type::unknown ? right.type : left.type;
        break;
    case Operator::equal:
    case Operator::not_equal:
        expect(right, left.type);
        check_known_words(left, right);
        node.type = Type::truth;
        break;
    default: // an order
        expect(left, Type::number);
        expect(right, Type::number);
        node.type = Type::truth;
        break;
    }
}

void FormulaChecker::check_name(Expression& node) {
    for (auto& child : node.children)
        check(child);
    if (check_variable(node) || check_value(node) || check_parameter(node)) return;
    if (const OwnName* own = own_name(node.text)) {
        node.reference = Reference::own;
        node.index = static_cast<int>(own->own);
        node.type = own->type;
        ask_stage(node, own->stage);
        return;
    }
    if (node.text.starts_with("parent.")) return check_parent(node);
    bool is_list = scope_.scheme->word_list(node.text) != nullptr;
    fault(node, "name_not_defined",
          is_list
              ? base::Text{"“" + node.text + "”是词表，只能用在in或is_one_of之后。",
                           "\"" + node.text + "\" is a list of words: it stands only after in or is_one_of."}
              : joined({"此处没有名为“" + node.text + "”的参数、值或变量。词应加引号。",
                        "There is no parameter, value or variable \"" + node.text +
                            "\" here. A word stands in quotes."},
                       meant_instead(node.text, names_here())));
}

std::vector<std::string> FormulaChecker::names_here() const {
    std::vector<std::string> names = ids_of(scope_.scheme->parameters);
    for (const Variable& variable : scope_.variables)
        names.push_back(variable.name);
    if (scope_.block)
        for (const Value& value : scope_.block->values)
            names.push_back(value.id);
    for (const OwnName& own : own_names)
        names.emplace_back(own.name);
    return names;
}

bool FormulaChecker::check_variable(Expression& node) {
    if (!node.children.empty()) return false;
    for (size_t i = scope_.variables.size(); i-- > 0;)
        if (scope_.variables[i].name == node.text) {
            node.reference = Reference::variable;
            node.index = static_cast<int>(i);
            node.type = scope_.variables[i].type;
            return true;
        }
    return false;
}

bool FormulaChecker::check_value(Expression& node) {
    std::string name = node.text.substr(0, node.text.find(".*"));
    Value* value = scope_.value ? scope_.value(name) : nullptr;
    if (!value) return false;
    bool is_indexed = !node.children.empty();
    if (is_indexed != !value->variable.empty() || node.children.size() > 1 ||
        (is_indexed && node.text != name + ".*")) {
        fault(node, "index_wrong",
              value->variable.empty()
                  ? base::Text{"“" + name + "”每个对象只有一个值，不能带方括号。",
                               "\"" + name + "\" has one value a subject: no brackets."}
                  : base::Text{"“" + name + "”按“" + value->variable + "”取值，应写成" + name + "[…]。",
                               "\"" + name + "\" has a value for each " + value->variable + ": write " +
                                   name + "[…]."});
    } else if (is_indexed) {
        Type element = value->dimension.root.type;
        expect(node.children[0], element);
    }
    node.reference = Reference::value;
    node.index = value->name;
    node.type = value->type;
    ask_stage(node, value->stage);
    scope_.uses->values.insert(value->name);
    return true;
}

bool FormulaChecker::check_parameter(Expression& node) {
    const Scheme& scheme = *scope_.scheme;
    if (node.children.empty()) {
        const Parameter* parameter = scheme.parameter(node.text);
        if (!parameter) return false;
        node.reference = Reference::parameter;
        node.index = static_cast<int>(parameter - scheme.parameters.data());
        node.type = parameter->is_word ? Type::word : Type::number;
        scope_.uses->things.insert(parameter);
        return true;
    }
    bool is_family =
        std::any_of(scheme.parameters.begin(), scheme.parameters.end(), [&](const Parameter& parameter) {
            return parameter.id.starts_with(node.text.substr(0, node.text.find('*')));
        });
    if (!is_family) return false;
    node.reference = Reference::parameter_family;
    node.type = Type::number;
    std::vector<std::string> names{node.text};
    for (auto& child : node.children) {
        expect(child, Type::word);
        std::vector<std::string> words = possible_words(child), grown;
        if (words.empty()) {
            fault(child, "index_not_bounded",
                  {"无法确定此处可能取哪些词，不能用来选参数。",
                   "It is not known which words this can be, so it cannot choose a parameter."});
            return true;
        }
        for (const std::string& name : names)
            for (const std::string& word : words) {
                size_t star = name.find('*');
                grown.push_back(name.substr(0, star) + word + name.substr(star + 1));
            }
        names = std::move(grown);
    }
    for (const std::string& name : names) {
        const Parameter* parameter = scheme.parameter(name);
        if (!parameter)
            fault(node, "name_not_defined",
                  {"缺少参数“" + name + "”，此公式可能用到它。",
                   "The parameter \"" + name + "\" is missing; this formula may need it."});
        else
            scope_.uses->things.insert(parameter);
    }
    return true;
}

void FormulaChecker::check_parent(Expression& node) {
    std::string name = node.text.substr(std::string_view("parent.").size());
    if (const OwnName* own = own_name(name)) {
        node.reference = Reference::parent_own;
        node.index = static_cast<int>(own->own);
        node.type = own->type;
        return;
    }
    // A value of an earlier block, so that it is known before this block begins.
    for (const Block& block : scope_.scheme->blocks) {
        if (&block == scope_.block) break;
        for (const Value& value : block.values)
            if (value.id == name && value.variable.empty()) {
                node.reference = Reference::parent_value;
                node.index = value.name;
                node.type = value.type;
                scope_.uses->values.insert(value.name);
                return;
            }
    }
    fault(node, "name_not_defined",
          {"上级没有名为“" + name + "”的值；它应在前面的规则块中定义。",
           "The parent has no value \"" + name + "\": an earlier block should define it."});
}

void FormulaChecker::check_aggregate(Expression& node) {
    Variable variable{node.text, Type::unknown, {}};
    check_dimension_part(node.children[1], variable);
    scope_.variables.push_back(variable);
    check(node.children[0]);
    if (node.has_condition) {
        check(node.children[2]);
        expect(node.children[2], Type::truth);
    }
    scope_.variables.pop_back();
    bool is_truth = node.fold == Fold::count || node.fold == Fold::any || node.fold == Fold::all;
    expect(node.children[0], is_truth ? Type::truth : Type::number);
    node.type = node.fold == Fold::any || node.fold == Fold::all ? Type::truth : Type::number;
}

void FormulaChecker::check_dimension_part(Expression& node, Variable& variable) {
    static constexpr std::array<std::pair<const char*, base::Period::Kind>, 3> parts{{
        {"quarters", base::Period::Kind::quarter},
        {"months", base::Period::Kind::month},
        {"halves", base::Period::Kind::half},
    }};
    if (node.kind == Kind::name && node.children.empty()) {
        for (auto [name, kind] : parts)
            if (node.text == name) {
                node.reference = Reference::periods;
                node.index = static_cast<int>(kind);
                node.type = variable.type = Type::period;
                return;
            }
    }
    bool is_call = node.kind == Kind::call;
    if (is_call && is_dimension(node.function)) {
        check_call(node);
        variable.type = node.type;
        return;
    }
    check_word_set(node);
    variable.type = Type::word;
    variable.words = possible_words(node);
}

void FormulaChecker::check_word_set(Expression& node) {
    node.type = Type::word;
    if (node.kind == Kind::list) return check(node);
    const Scheme& scheme = *scope_.scheme;
    const WordList* list = node.kind == Kind::name ? scheme.word_list(node.text) : nullptr;
    if (!list) {
        std::vector<std::string> known = ids_of(scheme.word_lists);
        known.insert(known.end(), {"quarters", "months", "halves"});
        fault(node, "name_not_defined",
              joined({"没有名为“" + node.text + "”的词表或维度。可直接列出：('甲', '乙')。",
                      "There is no list of words or dimension \"" + node.text +
                          "\". It may be written out: ('a', 'b')."},
                     known_instead(node.text, known)));
        return;
    }
    node.reference = Reference::words;
    node.index = static_cast<int>(list - scheme.word_lists.data());
    scope_.uses->things.insert(list);
}

std::vector<std::string> FormulaChecker::possible_words(const Expression& node) const {
    const Scheme& scheme = *scope_.scheme;
    if (node.kind == Kind::word) return {node.text};
    if (node.kind == Kind::list) {
        std::vector<std::string> words;
        for (const auto& child : node.children)
            words.push_back(child.text);
        return words;
    }
    if (node.kind == Kind::call && node.function == Function::attribute) {
        for (const Attribute& attribute : scheme.attributes)
            if (attribute.id == node.children[0].text) return attribute.words;
    }
    if (node.kind == Kind::call && node.function == Function::fact) {
        std::vector<std::string> words;
        for (const FactInput& input : scheme.inputs.facts) {
            if (!fits_pattern(input.key, node.children[0].text)) continue;
            if (input.words.empty()) return {};
            words.insert(words.end(), input.words.begin(), input.words.end());
        }
        return words;
    }
    switch (node.reference) {
    case Reference::variable: return scope_.variables[static_cast<size_t>(node.index)].words;
    case Reference::parameter: return scheme.parameters[static_cast<size_t>(node.index)].words;
    case Reference::words: {
        const WordList& list = scheme.word_lists[static_cast<size_t>(node.index)];
        std::vector<std::string> words;
        for (const std::string& name : scope_.classes)
            for (const std::string& word : list.words_for(name))
                if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
        return words;
    }
    case Reference::own:
        if (node.index == static_cast<int>(Own::subject_class)) return scope_.classes;
        if (node.index == static_cast<int>(Own::kind)) return {"person", "team", "unit", "item"};
        [[fallthrough]];
    case Reference::parent_own:
        if (node.index == static_cast<int>(Own::grade)) {
            std::vector<std::string> words;
            for (const GradeWord& grade : scheme.grades)
                words.push_back(grade.word);
            return words;
        }
        return {};
    default: return {};
    }
}

// A word that the left side can never be is a slip of the pen.
void FormulaChecker::check_known_words(const Expression& left, const Expression& right) {
    std::vector<std::string> known = possible_words(left);
    if (known.empty()) return;
    auto check_one = [&](const Expression& part) {
        bool is_known = std::find(known.begin(), known.end(), part.text) != known.end();
        if (part.kind == Kind::word && !is_known)
            fault(part, "word_never",
                  {"“" + part.text + "”永远不会出现在这里，请核对用词。",
                   "\"" + part.text + "\" can never stand here: check the word."});
    };
    check_one(right);
    if (right.kind == Kind::list)
        for (const auto& child : right.children)
            check_one(child);
}

base::Text type_title(Type type) {
    switch (type) {
    case Type::number: return {"数", "a number"};
    case Type::word: return {"词", "a word"};
    case Type::truth: return {"是非判断", "a condition"};
    case Type::period: return {"期间", "a period"};
    case Type::unknown: break;
    }
    return {"值", "a value"};
}

Checked check_formula(Formula& formula, Scope& scope, Type wanted) {
    if (!formula.is_set) return {};
    FormulaChecker checker(formula, scope);
    checker.check(formula.root);
    checker.expect(formula.root, wanted);
    return {formula.root.type, checker.stage()};
}

Variable check_dimension(const std::string& name, Formula& dimension, Scope& scope) {
    Variable variable{name, Type::unknown, {}};
    if (!dimension.is_set) return variable;
    FormulaChecker checker(dimension, scope);
    checker.check_dimension_part(dimension.root, variable);
    return variable;
}

} // namespace zhishi::scheme
