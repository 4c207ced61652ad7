#include "scheme/check_block.h"

#include "scheme/check_division.h"
#include "scheme/exclusive.h"
#include "scheme/known_names.h"

#include <algorithm>
#include <map>
#include <set>

namespace zhishi::scheme {

namespace {

class BlockChecker {
  public:
    BlockChecker(Scheme& scheme, Block& block, Uses& uses, Faults& faults)
        : scheme_(scheme), block_(block), uses_(uses), faults_(faults) {}

    void check() {
        check_classes();
        check_values();
        check_states();
        for (auto& need : block_.needs)
            check_rule_formula(need, Type::unknown, stage_inputs);
        if (block_.score) {
            check_value(*block_.score, stage_inputs);
            if (!block_.score->variable.empty())
                fault(block_.score->place, "each_form", {"score不能带each。", "The score has no each."});
        }
        for (auto& key : block_.rank_key)
            check_rule_formula(key, Type::number, stage_scores);
        if (block_.is_ranked) {
            check_origin(scheme_, block_.rank_origin, block_.place, faults_);
            if (!block_.score)
                fault(block_.place, "rank_without_score", {"排名需要score。", "A rank needs a score."});
            for (const std::string& name : block_.classes)
                if (block_.compare.empty() && !block_.compare_of.contains(name))
                    fault(block_.place, "compare_missing",
                          {"排名缺少比较范围compare。", "The rank has no comparison set: add compare."});
        }
        check_awards();
        check_grades();
        for (auto& rule : block_.flags)
            check_rule(rule, stage_grades);
        for (auto& rule : block_.actions) {
            check_rule(rule, stage_grades);
            if (rule.on == ActionRule::On::children && !scheme_.subject_class(rule.children_class))
                not_defined(rule.place, rule.children_class, ids_of(scheme_.classes));
        }
        check_excepts(block_.flags);
        check_excepts(block_.actions);
        for (auto& node : block_.nodes)
            check_node(node);
    }

  private:
    void fault(const Place& place, std::string code, base::Text text) {
        faults_.add(place, std::move(code), std::move(text));
    }
    void not_defined(const Place& place, const std::string& name, const std::vector<std::string>& known) {
        fault(place, "name_not_defined",
              joined({"“" + name + "”没有定义。", "\"" + name + "\" is not defined."},
                     known_instead(name, known)));
    }

    void check_classes() {
        for (const std::string& name : block_.classes)
            if (!scheme_.subject_class(name)) not_defined(block_.place, name, ids_of(scheme_.classes));
        for (const auto& [name, list] : block_.compare_of)
            if (!block_.has_class(name)) not_defined(block_.place, name, block_.classes);
    }

    Scope scope(const std::vector<std::string>& classes, int stage_max) {
        Scope scope;
        scope.scheme = &scheme_;
        scope.block = &block_;
        scope.classes = classes;
        scope.stage_max = stage_max;
        scope.value = [this](const std::string& name) { return value_named(name); };
        scope.uses = &uses_;
        scope.faults = &faults_;
        return scope;
    }

    // The value of that name, checked before it is handed out: so circles come to light and stages are known.
    Value* value_named(const std::string& name) {
        for (Value& value : block_.values)
            if (value.id == name) {
                check_value(value, stage_grades);
                return &value;
            }
        return nullptr;
    }

    void check_value(Value& value, int stage_max) {
        Progress& progress = progress_[&value];
        if (progress == Progress::done) return;
        if (progress == Progress::running) {
            if (circles_.insert(&value).second)
                fault(value.place, "circle",
                      {"值“" + value.id + "”的公式绕回了自身，请拆开相互引用的公式。",
                       "The formula of \"" + value.id +
                           "\" comes back to itself: take one name out of the circle."});
            return;
        }
        progress = Progress::running;
        check_origin(scheme_, value.origin, value.place, faults_);
        Scope dimension_scope = scope(block_.classes, stage_inputs);
        Variable variable;
        if (!value.variable.empty()) {
            variable = check_dimension(value.variable, value.dimension, dimension_scope);
            check_divisions(value.dimension, scheme_, faults_);
        }
        check_classes_of(value.formula, value.place);
        auto check_one = [&](Formula& formula, const std::vector<std::string>& classes) {
            Scope inner = scope(classes, stage_max);
            if (!value.variable.empty()) {
                Scope silent = inner;
                Variable own = check_dimension(value.variable, value.dimension, silent);
                inner.variables.push_back(own);
            }
            Checked checked = check_formula(formula, inner, value.type);
            if (value.type == Type::unknown) value.type = checked.type;
            value.stage = std::max(value.stage, checked.stage);
            check_divisions(formula, scheme_, faults_);
        };
        if (value.formula.all.is_set) check_one(value.formula.all, block_.classes);
        for (auto& [name, formula] : value.formula.of)
            check_one(formula, {name});
        progress_[&value] = Progress::done;
        if (&value != score_pointer()) order_.push_back(&value);
    }

    const Value* score_pointer() const { return block_.score ? &*block_.score : nullptr; }

    void check_values() {
        std::set<std::string> seen;
        for (Value& value : block_.values) {
            if (!seen.insert(value.id).second) continue; // map_reader has said so
            bool is_plain = value.id.find('.') == std::string::npos && !scheme_.parameter(value.id);
            if (!is_plain)
                fault(value.place, "value_name",
                      {"值的名称不能带点，也不能与参数同名。",
                       "A value's name has no dot and is not that of a parameter."});
            value.name = scheme_.value_index(value.id);
            if (value.name < 0) {
                value.name = static_cast<int>(scheme_.value_names.size());
                scheme_.value_names.push_back(value.id);
            } else {
                check_disjoint(value);
            }
        }
        for (Value& value : block_.values)
            check_value(value, stage_grades);
        std::vector<Value> ordered;
        for (Value* value : order_)
            ordered.push_back(std::move(*value));
        if (ordered.size() == block_.values.size()) block_.values = std::move(ordered);
        progress_.clear();
        for (Value& value : block_.values)
            progress_[&value] = Progress::done;
        order_.clear();
    }

    // One name in two blocks is well where no subject has both.
    void check_disjoint(const Value& value) {
        for (const Block& other : scheme_.blocks) {
            if (&other == &block_) break;
            bool is_there = std::any_of(other.values.begin(), other.values.end(),
                                        [&](const Value& entry) { return entry.id == value.id; });
            bool is_overlap = std::any_of(block_.classes.begin(), block_.classes.end(),
                                          [&](const std::string& name) { return other.has_class(name); });
            if (is_there && is_overlap)
                fault(value.place, "id_twice",
                      {"值“" + value.id + "”在前面的规则块中已为同类对象定义。",
                       "An earlier block defines \"" + value.id + "\" for the same class."});
        }
    }

    void check_classes_of(const ClassFormula& formula, const Place& place) {
        if (formula.all.is_set) return;
        for (const auto& [name, one] : formula.of)
            if (!block_.has_class(name)) not_defined(one.node.place, name, block_.classes);
        for (const std::string& name : block_.classes)
            if (!formula.of.empty() && !formula.of.contains(name))
                fault(place, "class_missing",
                      {"缺少“" + name + "”类的公式。",
                       "The formula for the class \"" + name + "\" is missing."});
    }

    Checked check_rule_formula(Formula& formula, Type wanted, int stage_max) {
        Scope inner = scope(block_.classes, stage_max);
        Checked checked = check_formula(formula, inner, wanted);
        check_divisions(formula, scheme_, faults_);
        return checked;
    }

    void check_rule(Rule& rule, int stage_max) {
        check_origin(scheme_, rule.origin, rule.place, faults_);
        check_rule_formula(rule.when, Type::truth, stage_max);
    }

    void check_states() {
        for (const std::string& name : block_.states) {
            auto found = std::find_if(scheme_.state_sets.begin(), scheme_.state_sets.end(),
                                      [&](const StateSet& set) { return set.id == name; });
            if (found == scheme_.state_sets.end()) {
                not_defined(block_.place, name, ids_of(scheme_.state_sets));
                continue;
            }
            uses_.things.insert(&*found);
            for (auto& stage : found->stages)
                for (StateRule& rule : stage) {
                    check_rule(rule, stage_inputs);
                    if (!rule.grade.empty()) check_grade(rule.grade, rule.place);
                    if (!found->is_of_fragment)
                        for (const std::string& grade : rule.bars)
                            check_grade(grade, rule.place);
                }
        }
    }

    void check_grade(const std::string& word, const Place& place) {
        bool is_known = std::any_of(scheme_.grades.begin(), scheme_.grades.end(),
                                    [&](const GradeWord& grade) { return grade.word == word; });
        if (!is_known)
            fault(place, "grade_not_known",
                  joined({"“" + word + "”不在本方案的等次（grades）中。",
                          "\"" + word + "\" is no grade of this scheme."},
                         known_instead(word, grade_words(scheme_))));
    }

    void check_awards() {
        for (Award& award : block_.awards) {
            check_rule(award, stage_ranks);
            check_grade(award.grade, award.place);
            check_rule_formula(award.counted, Type::truth, stage_ranks);
            for (auto& key : award.key)
                check_rule_formula(key, Type::number, stage_ranks);
            check_classes_of(award.share, award.place);
            if (award.share.all.is_set) check_rule_formula(award.share.all, Type::number, stage_inputs);
            for (auto& [name, formula] : award.share.of)
                check_rule_formula(formula, Type::number, stage_inputs);
            if (block_.compare.empty() && block_.compare_of.empty())
                fault(
                    award.place, "compare_missing",
                    {"名额缺少比较范围compare。", "Seats need a comparison set: add compare to the block."});
        }
        check_excepts(block_.awards);
        for (const Award& award : block_.awards)
            if (!award.excepts.empty())
                fault(award.place, "excepts_nothing",
                      {"名额不能作为例外；请写在when中。", "An award excepts nothing: say it in when."});
    }

    void check_grades() {
        bool is_closed = false;
        std::vector<const GradeRule*> before;
        for (GradeRule& rule : block_.grades) {
            check_rule(rule, stage_awards);
            check_grade(rule.grade, rule.place);
            if (is_closed)
                fault(rule.place, "grade_unreachable",
                      {"前面一条总是成立，这一等次永远到不了。",
                       "A rule before this one always holds: this grade is never reached."});
            else
                check_threshold(rule, before);
            is_closed |=
                !rule.when.is_set || (rule.when.root.kind == Expression::Kind::truth && rule.when.root.truth);
            before.push_back(&rule);
        }
        check_excepts(block_.grades);
    }

    // `x >= a` after `x >= b` with a not below b is never reached.
    void check_threshold(const GradeRule& rule, const std::vector<const GradeRule*>& before) {
        auto bound = threshold_of(rule);
        if (!bound) return;
        for (const GradeRule* other : before) {
            auto earlier = threshold_of(*other);
            if (earlier && earlier->first == bound->first && bound->second >= earlier->second)
                fault(rule.place, "grade_unreachable",
                      {"分数线" + bound->second.str() + "不低于前面“" + other->grade + "”的" +
                           earlier->second.str() +
                           "，这一等次永远到不了；请核对两个数，或者把这一条移到前面。",
                       "The threshold " + bound->second.str() + " is not below the " + earlier->second.str() +
                           " of " + other->grade +
                           ": this grade is never reached. Check both, or put this rule first."});
        }
    }

    std::optional<std::pair<std::string, base::Number>> threshold_of(const GradeRule& rule) const {
        const Expression& root = rule.when.root;
        bool is_order = root.kind == Expression::Kind::binary && root.op == Operator::greater_equal;
        if (!rule.when.is_set || !is_order) return std::nullopt;
        const Expression &left = root.children[0], &right = root.children[1];
        std::string subject = rule.when.text.substr(left.begin, left.end - left.begin);
        if (right.kind == Expression::Kind::number) return std::pair(subject, right.number);
        if (right.reference != Reference::parameter) return std::nullopt;
        const Parameter& parameter = scheme_.parameters[static_cast<size_t>(right.index)];
        if (parameter.values.empty()) return std::nullopt;
        return std::pair(subject, parameter.values.back().number);
    }

    template <class AnyRule>
    static std::vector<std::string> other_ids(const std::vector<AnyRule>& rules, const AnyRule& own) {
        std::vector<std::string> ids;
        for (const AnyRule& rule : rules)
            if (&rule != &own) ids.push_back(rule.id);
        return ids;
    }

    template <class AnyRule>
    void check_excepts(const std::vector<AnyRule>& rules) {
        for (size_t i = 0; i < rules.size(); ++i) {
            const AnyRule& rule = rules[i];
            bool is_twice = std::any_of(rules.begin(), rules.begin() + static_cast<long>(i),
                                        [&](const AnyRule& other) { return other.id == rule.id; });
            if (is_twice)
                fault(rule.place, "id_twice",
                      {"规则“" + rule.id + "”出现了两次，请另取id。",
                       "The rule \"" + rule.id + "\" is given twice: give it another id."});
            bool is_found =
                rule.excepts.empty() || std::any_of(rules.begin(), rules.end(), [&](const AnyRule& other) {
                    return other.id == rule.excepts && &other != &rule;
                });
            if (!is_found)
                fault(rule.place, "excepts_nothing",
                      joined({"例外所指的规则“" + rule.excepts + "”不存在。",
                              "The rule \"" + rule.excepts + "\" that this one excepts does not exist."},
                             known_instead(rule.excepts, other_ids(rules, rule))));
            check_conflict(rules, i);
        }
    }

    // Two exceptions of one rule: which of them counts must be said, not left to their order.
    template <class AnyRule>
    void check_conflict(const std::vector<AnyRule>& rules, size_t place) {
        const AnyRule& rule = rules[place];
        if (rule.excepts.empty()) return;
        for (size_t i = 0; i < place; ++i) {
            const AnyRule& other = rules[i];
            if (other.excepts != rule.excepts || are_exclusive(other.when, rule.when)) continue;
            fault(rule.place, "exceptions_conflict",
                  {"“" + rule.id + "”与“" + other.id + "”都是“" + rule.excepts +
                       "”的例外，看不出二者不会同时成立；请在其中一条的when里写明另一条成立时不适用，例如not "
                       "(…)。",
                   "\"" + rule.id + "\" and \"" + other.id + "\" both except \"" + rule.excepts +
                       "\", and may hold together: say in the condition of one that the other does not hold, "
                       "as in "
                       "not (…)."});
        }
    }

    void check_node(NodeRule& node) {
        Scope inner = scope(block_.classes, stage_grades);
        if (!node.variable.empty()) {
            Variable variable = check_dimension(node.variable, node.dimension, inner);
            inner.variables.push_back(variable);
            if (node.name.find("{" + node.variable + "}") == std::string::npos)
                fault(node.place, "node_name",
                      {"节点名应含“{" + node.variable + "}”，否则会重名。",
                       "The node's name needs \"{" + node.variable + "}\", or all would have one name."});
        }
        check_formula(node.value, inner, Type::number);
        check_divisions(node.value, scheme_, faults_);
    }

    enum class Progress { none, running, done };

    Scheme& scheme_;
    Block& block_;
    Uses& uses_;
    Faults& faults_;
    std::map<const Value*, Progress> progress_;
    std::set<const Value*> circles_;
    std::vector<Value*> order_;
};

} // namespace

void check_origin(const Scheme& scheme, const Origin& origin, const Place& place, Faults& faults) {
    if (!origin.source.empty() && !scheme.sources.contains(origin.source))
        faults.add(place, "source_not_known", source_not_known(scheme, origin.source));
}

void check_block(Scheme& scheme, Block& block, Uses& uses, Faults& faults) {
    BlockChecker(scheme, block, uses, faults).check();
}

} // namespace zhishi::scheme
