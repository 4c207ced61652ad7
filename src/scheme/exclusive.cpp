#include "scheme/exclusive.h"

#include <algorithm>

namespace zhishi::scheme {

namespace {

using Kind = Expression::Kind;

// What must hold for the whole to hold.
void add_parts(const Expression& node, std::vector<const Expression*>& parts) {
    if (node.kind == Kind::binary && node.op == Operator::and_) {
        add_parts(node.children[0], parts);
        add_parts(node.children[1], parts);
    } else {
        parts.push_back(&node);
    }
}

// As written, without blanks.
std::string text_of(const Formula& formula, const Expression& node) {
    std::string text = formula.text.substr(node.begin, node.end - node.begin);
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
}

bool is_denied_by(const Formula& a, const Expression& part, const Formula& b, const Expression& denial) {
    return denial.kind == Kind::not_ && text_of(a, part) == text_of(b, denial.children[0]);
}

// Of `x op bound`: below, at, or above the bound, as bits.
unsigned sides_of(Operator op) {
    switch (op) {
    case Operator::less: return 1;
    case Operator::less_equal: return 3;
    case Operator::equal: return 2;
    case Operator::not_equal: return 5;
    case Operator::greater_equal: return 6;
    case Operator::greater: return 4;
    default: return 7;
    }
}

bool are_apart(const Formula& a, const Expression& left, const Formula& b, const Expression& right) {
    if (left.kind != Kind::binary || right.kind != Kind::binary) return false;
    if (text_of(a, left.children[0]) != text_of(b, right.children[0])) return false;
    const Expression &x = left.children[1], &y = right.children[1];
    bool are_words = x.kind == Kind::word && y.kind == Kind::word && left.op == Operator::equal &&
                     right.op == Operator::equal && x.text != y.text;
    bool is_same_bound = text_of(a, x) == text_of(b, y) && (sides_of(left.op) & sides_of(right.op)) == 0;
    return are_words || is_same_bound;
}

} // namespace

bool are_exclusive(const Formula& a, const Formula& b) {
    if (!a.is_set || !b.is_set) return false;
    std::vector<const Expression*> of_a, of_b;
    add_parts(a.root, of_a);
    add_parts(b.root, of_b);
    return std::any_of(of_a.begin(), of_a.end(), [&](const Expression* left) {
        return std::any_of(of_b.begin(), of_b.end(), [&](const Expression* right) {
            return is_denied_by(a, *left, b, *right) || is_denied_by(b, *right, a, *left) ||
                   are_apart(a, *left, b, *right);
        });
    });
}

} // namespace zhishi::scheme
