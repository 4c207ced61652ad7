#include "scheme/check_call.h"

#include "scheme/known_names.h"

#include <algorithm>

namespace zhishi::scheme {

void FormulaChecker::check_call(Expression& node) {
    auto argument = [&](size_t i) -> Expression& { return node.children[i]; };
    switch (node.function) {
    case Function::r2:
    case Function::absolute:
    case Function::floor:
    case Function::ceil:
        if (has_arguments(node, 1, 1)) check_numbers(node);
        break;
    case Function::clamp:
        if (has_arguments(node, 3, 3)) check_numbers(node);
        break;
    case Function::least:
    case Function::greatest:
        if (has_arguments(node, 2, 8)) check_numbers(node);
        break;
    case Function::present:
        if (has_arguments(node, 1, 1)) check(argument(0));
        node.type = Type::truth;
        break;
    case Function::year_of:
        if (has_arguments(node, 1, 1)) {
            check(argument(0));
            expect(argument(0), Type::period);
        }
        node.type = Type::number;
        break;
    case Function::place_in:
        if (has_arguments(node, 2, 2)) {
            check_word_set(argument(0));
            check(argument(1));
            expect(argument(1), Type::word);
        }
        node.type = Type::number;
        break;
    case Function::rating:
    case Function::rating_sum:
    case Function::rating_count:
        node.type = Type::number;
        if (has_arguments(node, 2, 3)) check_rating(node);
        break;
    case Function::fact:
        if (has_arguments(node, 1, 2)) check_fact(node);
        break;
    case Function::events:
    case Function::event_magnitude:
        node.type = Type::number;
        if (has_arguments(node, 1, 2)) check_events(node);
        break;
    case Function::attribute:
        if (has_arguments(node, 1, 1)) check_attribute(node);
        break;
    case Function::is_candidate:
    case Function::is_awarded:
    case Function::is_barred_from:
        node.type = Type::truth;
        if (has_arguments(node, 1, 1)) check_award_question(node);
        break;
    case Function::keys:
        node.type = Type::word;
        if (has_arguments(node, 1, 2)) check_fact(node);
        node.type = Type::word;
        break;
    case Function::years_before:
        node.type = Type::period;
        if (has_arguments(node, 1, 1)) {
            check(argument(0));
            expect(argument(0), Type::number);
        }
        break;
    case Function::received:
        node.type = Type::number;
        if (has_arguments(node, 2, 2)) check_received(node);
        break;
    case Function::none: break;
    }
}

bool FormulaChecker::has_arguments(const Expression& node, size_t least, size_t most) {
    if (node.children.size() >= least && node.children.size() <= most) return true;
    std::string count =
        least == most ? std::to_string(least) : std::to_string(least) + "–" + std::to_string(most);
    fault(node, "arguments_wrong",
          {node.text + "应有" + count + "个参数。", node.text + " takes " + count + " arguments."});
    return false;
}

void FormulaChecker::check_numbers(Expression& node) {
    for (auto& child : node.children) {
        check(child);
        expect(child, Type::number);
    }
    node.type = Type::number;
}

// An item, role, key or award may stand without quotes, unless a variable has that name.
void FormulaChecker::take_as_word(Expression& node) {
    bool is_variable = std::any_of(scope_.variables.begin(), scope_.variables.end(),
                                   [&](const Variable& variable) { return variable.name == node.text; });
    if (node.kind == Kind::name && node.children.empty() && !is_variable) node.kind = Kind::word;
    check(node);
    expect(node, Type::word);
}

void FormulaChecker::check_period_argument(Expression& node, size_t at) {
    if (node.children.size() <= at) return;
    check(node.children[at]);
    expect(node.children[at], Type::period);
}

// What a word may be here: itself, or what its variable runs over. In a template each hole is filled with
// every word that its variable may be; a star stays where they are not known (the keys of the data).
std::vector<std::string> FormulaChecker::texts_of(const Expression& node) const {
    if (node.kind == Kind::word) return {node.text};
    if (node.kind != Kind::text_template) return possible_words(node);
    std::vector<std::string> texts{""};
    size_t hole = 0;
    for (char c : node.text) {
        std::vector<std::string> parts{std::string(1, c)}, grown;
        if (c == '*') {
            auto words = possible_words(node.children[hole++]);
            if (!words.empty()) parts = std::move(words);
        }
        for (const std::string& text : texts)
            for (const std::string& part : parts)
                grown.push_back(text + part);
        texts = std::move(grown);
    }
    return texts;
}

void FormulaChecker::check_rating(Expression& node) {
    Expression &item = node.children[0], &role = node.children[1];
    take_as_word(item);
    take_as_word(role);
    check_period_argument(node, 2);
    std::vector<std::string> items = texts_of(item), roles = texts_of(role);
    if (items.empty() || roles.empty())
        fault(items.empty() ? item : role, "input_not_bounded",
              {"无法确定此处是哪个评分项或评价主体。", "It is not known which item or role this can be."});
    for (const std::string& name : items) {
        bool is_item_known = false, is_role_known = roles.empty();
        for (const RatingInput& input : scope_.scheme->inputs.ratings) {
            bool fits = std::any_of(input.items.begin(), input.items.end(), [&](const std::string& pattern) {
                return pattern == name || fits_pattern(pattern, name);
            });
            if (!fits) continue;
            is_item_known = true;
            scope_.uses->things.insert(&input);
            for (const std::string& wanted : roles) {
                bool is_listed =
                    std::find(input.roles.begin(), input.roles.end(), wanted) != input.roles.end();
                is_role_known |= wanted == "any" || input.roles.empty() || is_listed;
            }
        }
        if (!is_item_known)
            fault(item, "input_not_declared",
                  joined({"评分项“" + name + "”未在inputs.ratings中声明。",
                          "The item \"" + name + "\" is not declared in inputs.ratings."},
                         known_instead(name, declared_items(*scope_.scheme))));
        else if (!is_role_known)
            fault(role, "role_not_declared",
                  joined({"评分项“" + name + "”没有这个评价主体。",
                          "The item \"" + name + "\" has no such role."},
                         known_instead(role.text, declared_roles(*scope_.scheme, name))));
    }
}

void FormulaChecker::check_fact(Expression& node) {
    Expression& key = node.children[0];
    take_as_word(key);
    check_period_argument(node, 1);
    std::vector<std::string> keys = texts_of(key);
    if (keys.empty())
        fault(key, "input_not_bounded",
              {"无法确定此处是哪项事实。", "It is not known which fact this can be."});
    for (const std::string& name : keys) {
        bool is_known = false;
        for (const FactInput& input : scope_.scheme->inputs.facts) {
            if (input.key != name && !fits_pattern(input.key, name)) continue;
            is_known = true;
            scope_.uses->things.insert(&input);
            Type type = input.is_word ? Type::word : Type::number;
            if (node.type != Type::unknown && node.type != type && node.function == Function::fact)
                fault(key, "type_wrong",
                      {"此处的事实有的是数、有的是词。", "Some of these facts are numbers, some words."});
            else
                node.type = type;
        }
        if (!is_known)
            fault(key, "input_not_declared",
                  joined({"事实“" + name + "”未在inputs.facts中声明。",
                          "The fact \"" + name + "\" is not declared in inputs.facts."},
                         known_instead(name, declared_facts(*scope_.scheme))));
    }
    if (node.function == Function::keys && key.text.find('*') == std::string::npos)
        fault(key, "pattern_missing",
              {"keys的参数应带星号，如'points:*'。", "The argument of keys has a star: 'points:*'."});
}

void FormulaChecker::check_events(Expression& node) {
    Expression& item = node.children[0];
    take_as_word(item);
    check_period_argument(node, 1);
    for (const std::string& name : texts_of(item)) {
        bool is_known = false;
        for (const EventInput& input : scope_.scheme->inputs.events)
            if (input.item == name) {
                is_known = true;
                scope_.uses->things.insert(&input);
            }
        if (!is_known)
            fault(item, "input_not_declared",
                  joined({"加减分项“" + name + "”未在inputs.events中声明。",
                          "The item \"" + name + "\" is not declared in inputs.events."},
                         known_instead(name, declared_events(*scope_.scheme))));
    }
}

// The marks that an item got: only an item has any, and only on what items.csv declares.
void FormulaChecker::check_received(Expression& node) {
    Expression &subject_class = node.children[0], &role = node.children[1];
    take_as_word(subject_class);
    take_as_word(role);
    const Scheme& scheme = *scope_.scheme;
    if (!scheme.subject_class(subject_class.text))
        fault(subject_class, "name_not_defined",
              joined({"类别“" + subject_class.text + "”没有定义。",
                      "The class \"" + subject_class.text + "\" is not defined."},
                     known_instead(subject_class.text, ids_of(scheme.classes))));
    bool is_of_items =
        std::all_of(scope_.classes.begin(), scope_.classes.end(), [&](const std::string& name) {
            const SubjectClass* own = scheme.subject_class(name);
            return own && own->kind == "item";
        });
    if (!is_of_items)
        fault(node, "only_of_items",
              {"received只能用于kind为item的类别的规则块。",
               "received stands only in a block for classes of kind item."});
    bool is_declared = false;
    for (const RatingInput& input : scheme.inputs.ratings) {
        bool is_asked = input.of_declared_items &&
                        std::find(input.roles.begin(), input.roles.end(), role.text) != input.roles.end();
        if (is_asked) scope_.uses->things.insert(&input);
        is_declared = is_declared || is_asked;
    }
    if (!is_declared)
        fault(role, "role_not_declared",
              {"inputs.ratings中没有由“" + role.text + "”评分的declared_items。",
               "inputs.ratings has no declared_items that \"" + role.text + "\" rates."});
}

void FormulaChecker::check_attribute(Expression& node) {
    Expression& name = node.children[0];
    if (name.kind == Kind::name && name.children.empty()) name.kind = Kind::word;
    check(name);
    for (const Attribute& attribute : scope_.scheme->attributes)
        if (attribute.id == name.text) {
            node.type = attribute.is_number ? Type::number : Type::word;
            scope_.uses->things.insert(&attribute);
            return;
        }
    fault(name, "name_not_defined",
          joined({"属性“" + name.text + "”未在subjects.attributes中声明。",
                  "The attribute \"" + name.text + "\" is not declared in subjects.attributes."},
                 known_instead(name.text, ids_of(scope_.scheme->attributes))));
}

void FormulaChecker::check_award_question(Expression& node) {
    Expression& name = node.children[0];
    if (name.kind == Kind::name && name.children.empty()) name.kind = Kind::word;
    check(name);
    const Scheme& scheme = *scope_.scheme;
    if (node.function == Function::is_barred_from) {
        ask_stage(node, stage_scores);
        bool is_grade = std::any_of(scheme.grades.begin(), scheme.grades.end(),
                                    [&](const GradeWord& grade) { return grade.word == name.text; });
        if (!is_grade)
            fault(name, "grade_not_known",
                  joined({"“" + name.text + "”不在本方案的等次（grades）中。",
                          "\"" + name.text + "\" is no grade of this scheme."},
                         known_instead(name.text, grade_words(scheme))));
        return;
    }
    ask_stage(node, stage_awards);
    if (!scope_.block) return;
    const auto& awards = scope_.block->awards;
    auto found =
        std::find_if(awards.begin(), awards.end(), [&](const Award& award) { return award.id == name.text; });
    node.index = static_cast<int>(found - awards.begin());
    if (found == awards.end())
        fault(name, "name_not_defined",
              joined(
                  {"本规则块没有名额“" + name.text + "”。", "This block has no award \"" + name.text + "\"."},
                  known_instead(name.text, ids_of(awards))));
}

} // namespace zhishi::scheme
