#include "scheme/check_division.h"

#include <algorithm>

namespace zhishi::scheme {

namespace {

using Kind = Expression::Kind;

bool is_same(const Expression& a, const Expression& b) {
    bool same_head = a.kind == b.kind && a.op == b.op && a.function == b.function && a.fold == b.fold &&
                     a.text == b.text && a.reference == b.reference && a.index == b.index &&
                     a.number == b.number;
    return same_head &&
           std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(), is_same);
}

Operator mirrored(Operator op) {
    switch (op) {
    case Operator::less: return Operator::greater;
    case Operator::less_equal: return Operator::greater_equal;
    case Operator::greater: return Operator::less;
    case Operator::greater_equal: return Operator::less_equal;
    default: return op;
    }
}

// Does the comparison, where it holds, keep its left side from being zero?
bool excludes_zero(Operator op, const base::Number& bound) {
    switch (op) {
    case Operator::greater: return bound.sign() >= 0;
    case Operator::greater_equal: return bound.sign() > 0;
    case Operator::less: return bound.sign() <= 0;
    case Operator::less_equal: return bound.sign() < 0;
    case Operator::not_equal: return bound.is_zero();
    case Operator::equal: return !bound.is_zero();
    default: return false;
    }
}

// share.* and w.*.duty: by what stands before the first star, which is wide enough for a guard.
bool is_of_family(const std::string& id, const std::string& pattern) {
    return id.starts_with(pattern.substr(0, pattern.find('*')));
}

bool range_excludes_zero(const Range& range) {
    return (range.above && range.above->sign() >= 0) || (range.min && range.min->sign() > 0);
}

class Walker {
  public:
    Walker(const Formula& formula, const Scheme& scheme, Faults& faults)
        : formula_(formula), scheme_(scheme), faults_(faults) {}

    void walk(const Expression& node) {
        size_t known = guards_.size();
        switch (node.kind) {
        case Kind::conditional:
            walk(node.children[0]);
            guards_.push_back({&node.children[0], true});
            walk(node.children[1]);
            guards_.back().holds = false;
            walk(node.children[2]);
            break;
        case Kind::aggregate:
            walk(node.children[1]);
            if (node.has_condition) {
                walk(node.children[2]);
                guards_.push_back({&node.children[2], true});
            }
            walk(node.children[0]);
            break;
        default:
            for (const auto& child : node.children) {
                walk(child);
                if (node.kind == Kind::binary && node.op == Operator::and_) guards_.push_back({&child, true});
            }
            if (node.kind == Kind::binary && node.op == Operator::divide) check_divisor(node.children[1]);
        }
        guards_.resize(known);
    }

  private:
    struct Guard {
        const Expression* condition;
        bool holds; // in the branch that is being walked
    };

    void check_divisor(const Expression& divisor) {
        if (is_never_zero(divisor)) return;
        faults_.add(formula_.place_of(divisor), "division_by_zero",
                    {"除数可能为0。请写成“if 除数 > 0 then … else …”，或限定其范围。",
                     "The divisor may be 0: write \"if divisor > 0 then … else …\", or bound its range."});
    }

    bool is_never_zero(const Expression& node) const {
        if (node.kind == Kind::number) return !node.number.is_zero();
        if (node.kind == Kind::negate) return is_never_zero(node.children[0]);
        if (node.kind == Kind::binary && (node.op == Operator::multiply || node.op == Operator::divide))
            return is_never_zero(node.children[0]) && is_never_zero(node.children[1]);
        if (node.reference == Reference::parameter)
            return range_excludes_zero(scheme_.parameters[static_cast<size_t>(node.index)].range);
        if (node.reference == Reference::parameter_family)
            return std::all_of(
                scheme_.parameters.begin(), scheme_.parameters.end(), [&](const Parameter& parameter) {
                    return !is_of_family(parameter.id, node.text) || range_excludes_zero(parameter.range);
                });
        if (node.kind == Kind::call && node.function == Function::fact &&
            is_never_zero_fact(node.children[0].text))
            return true;
        return std::any_of(guards_.begin(), guards_.end(), [&](const Guard& guard) {
            return implies_nonzero(*guard.condition, guard.holds, node);
        });
    }

    // A key may be declared more than once: for several kinds of period.
    bool is_never_zero_fact(const std::string& key) const {
        bool is_declared = false;
        for (const FactInput& input : scheme_.inputs.facts) {
            if (input.key != key) continue;
            if (!range_excludes_zero(input.range)) return false;
            is_declared = true;
        }
        return is_declared;
    }

    bool implies_nonzero(const Expression& condition, bool holds, const Expression& wanted) const {
        if (condition.kind == Kind::not_) return implies_nonzero(condition.children[0], !holds, wanted);
        if (condition.kind != Kind::binary) return false;
        const Expression &left = condition.children[0], &right = condition.children[1];
        bool is_split = condition.op == (holds ? Operator::and_ : Operator::or_);
        if (is_split) return implies_nonzero(left, holds, wanted) || implies_nonzero(right, holds, wanted);
        auto op_of = [&](Operator op) { return holds ? op : negated(op); };
        if (right.kind == Kind::number && is_same(left, wanted))
            return excludes_zero(op_of(condition.op), right.number);
        if (left.kind == Kind::number && is_same(right, wanted))
            return excludes_zero(op_of(mirrored(condition.op)), left.number);
        return false;
    }

    static Operator negated(Operator op) {
        switch (op) {
        case Operator::equal: return Operator::not_equal;
        case Operator::not_equal: return Operator::equal;
        case Operator::less: return Operator::greater_equal;
        case Operator::less_equal: return Operator::greater;
        case Operator::greater: return Operator::less_equal;
        case Operator::greater_equal: return Operator::less;
        default: return Operator::none;
        }
    }

    const Formula& formula_;
    const Scheme& scheme_;
    Faults& faults_;
    std::vector<Guard> guards_;
};

} // namespace

void check_divisions(const Formula& formula, const Scheme& scheme, Faults& faults) {
    if (formula.is_set) Walker(formula, scheme, faults).walk(formula.root);
}

} // namespace zhishi::scheme
