#include "scheme/expression.h"
#include "scheme/known_names.h"
#include "scheme/lexer.h"

#include <array>
#include <utility>

namespace zhishi::scheme {

namespace {

constexpr std::array<std::pair<const char*, Function>, 23> functions{{
    {"r2", Function::r2},
    {"abs", Function::absolute},
    {"floor", Function::floor},
    {"ceil", Function::ceil},
    {"clamp", Function::clamp},
    {"min", Function::least},
    {"max", Function::greatest},
    {"present", Function::present},
    {"year_of", Function::year_of},
    {"place_in", Function::place_in},
    {"rating", Function::rating},
    {"rating_sum", Function::rating_sum},
    {"rating_count", Function::rating_count},
    {"fact", Function::fact},
    {"events", Function::events},
    {"event_magnitude", Function::event_magnitude},
    {"attribute", Function::attribute},
    {"is_candidate", Function::is_candidate},
    {"is_awarded", Function::is_awarded},
    {"is_barred_from", Function::is_barred_from},
    {"keys", Function::keys},
    {"years_before", Function::years_before},
    {"received", Function::received},
}};

constexpr std::array<std::pair<const char*, Fold>, 7> folds{{
    {"mean", Fold::mean},
    {"sum", Fold::sum},
    {"count", Fold::count},
    {"min", Fold::min},
    {"max", Fold::max},
    {"any", Fold::any},
    {"all", Fold::all},
}};

constexpr std::array<std::pair<const char*, Operator>, 6> comparisons{{
    {"=", Operator::equal},
    {"!=", Operator::not_equal},
    {"<", Operator::less},
    {"<=", Operator::less_equal},
    {">", Operator::greater},
    {">=", Operator::greater_equal},
}};

std::vector<std::string> function_names() {
    std::vector<std::string> names = keys_of(functions);
    for (const auto& entry : folds)
        names.emplace_back(entry.first);
    return names;
}

struct FormulaFault {
    size_t offset;
    std::string code;
    base::Text text;
};

class Parser {
  public:
    explicit Parser(std::string_view text) : tokens_(tokens_of(text)) {}

    Expression whole() {
        Expression root = expression();
        if (now().kind != Token::Kind::end)
            fail("formula_rest", {"公式到此应已结束，多出了“" + now().text + "”。",
                                  "The formula should end here, but \"" + now().text + "\" follows."});
        return root;
    }

  private:
    using Kind = Expression::Kind;

    const Token& now() const { return tokens_[at_]; }
    bool is_sign(std::string_view sign) const {
        return now().kind == Token::Kind::sign && now().text == sign;
    }
    bool is_keyword(std::string_view word) const {
        return now().kind == Token::Kind::name && now().text == word;
    }
    bool accept_sign(std::string_view sign) { return is_sign(sign) && (++at_, true); }
    bool accept_keyword(std::string_view word) { return is_keyword(word) && (++at_, true); }

    [[noreturn]] void fail(std::string code, base::Text text) const {
        throw FormulaFault{now().begin, std::move(code), std::move(text)};
    }
    void expect(bool accepted, const std::string& what) const {
        if (accepted) return;
        std::string found = now().kind == Token::Kind::end ? "" : now().text;
        fail("formula_form",
             {"此处应为“" + what + "”" + (found.empty() ? "，公式却已结束。" : "，而不是“" + found + "”。"),
              "\"" + what + "\" is expected here" +
                  (found.empty() ? ", but the formula ends." : ", not \"" + found + "\".")});
    }
    Expression finish(Expression node, size_t begin) const {
        node.begin = begin;
        node.end = at_ > 0 ? tokens_[at_ - 1].end : begin;
        return node;
    }
    Expression binary(Operator op, Expression left, Expression right) const {
        Expression node;
        node.kind = Kind::binary;
        node.op = op;
        size_t begin = left.begin;
        node.children.push_back(std::move(left));
        node.children.push_back(std::move(right));
        return finish(std::move(node), begin);
    }

    Expression expression() {
        if (++depth_ > formula_depth_max)
            fail("formula_too_deep", {"公式嵌套过深，请拆成几个有名称的值。",
                                      "The formula is nested too deeply: split it into named values."});
        Expression result = is_keyword("if") ? conditional() : disjunction();
        --depth_;
        return result;
    }

    Expression conditional() {
        Expression node;
        node.kind = Kind::conditional;
        size_t begin = now().begin;
        ++at_;
        node.children.push_back(expression());
        expect(accept_keyword("then"), "then");
        node.children.push_back(expression());
        expect(accept_keyword("else"), "else");
        node.children.push_back(expression());
        return finish(std::move(node), begin);
    }

    Expression disjunction() {
        Expression left = conjunction();
        while (accept_keyword("or"))
            left = binary(Operator::or_, std::move(left), conjunction());
        return left;
    }

    Expression conjunction() {
        Expression left = negation();
        while (accept_keyword("and"))
            left = binary(Operator::and_, std::move(left), negation());
        return left;
    }

    Expression negation() {
        size_t begin = now().begin;
        if (!accept_keyword("not")) return comparison();
        if (++depth_ > formula_depth_max) fail("formula_too_deep", {"公式嵌套过深。", "Nested too deeply."});
        Expression node;
        node.kind = Kind::not_;
        node.children.push_back(negation());
        --depth_;
        return finish(std::move(node), begin);
    }

    Expression comparison() {
        Expression left = fallback();
        if (accept_keyword("is_one_of")) return binary(Operator::is_one_of, std::move(left), set());
        for (auto [sign, op] : comparisons)
            if (accept_sign(sign)) return binary(op, std::move(left), fallback());
        return left;
    }

    Expression fallback() {
        Expression left = sum();
        while (accept_keyword("or_else"))
            left = binary(Operator::or_else, std::move(left), sum());
        return left;
    }

    Expression sum() {
        Expression left = product();
        for (;;) {
            if (accept_sign("+"))
                left = binary(Operator::add, std::move(left), product());
            else if (accept_sign("-"))
                left = binary(Operator::subtract, std::move(left), product());
            else
                return left;
        }
    }

    Expression product() {
        Expression left = signed_primary();
        for (;;) {
            if (accept_sign("*"))
                left = binary(Operator::multiply, std::move(left), signed_primary());
            else if (accept_sign("/"))
                left = binary(Operator::divide, std::move(left), signed_primary());
            else
                return left;
        }
    }

    Expression signed_primary() {
        size_t begin = now().begin;
        if (!accept_sign("-")) return primary();
        Expression node;
        node.kind = Kind::negate;
        node.children.push_back(primary());
        return finish(std::move(node), begin);
    }

    Expression primary() {
        const Token& token = now();
        switch (token.kind) {
        case Token::Kind::number: return number();
        case Token::Kind::word: return word();
        case Token::Kind::name: return name_or_call();
        case Token::Kind::sign:
            if (accept_sign("(")) {
                Expression inner = expression();
                expect(accept_sign(")"), ")");
                return inner;
            }
            [[fallthrough]];
        case Token::Kind::bad:
        case Token::Kind::end: break;
        }
        bool is_open_quote = token.kind == Token::Kind::bad && !token.text.empty() &&
                             (token.text[0] == '\'' || token.text[0] == '"');
        if (is_open_quote) fail("formula_open_quote", {"引号没有闭合。", "The quote is never closed."});
        fail("formula_form", token.kind == Token::Kind::end
                                 ? base::Text{"公式不完整：此处还缺一个值。",
                                              "The formula is not complete: a value is missing here."}
                                 : base::Text{"此处应为一个值，而不是“" + token.text + "”。",
                                              "A value is expected here, not \"" + token.text + "\"."});
    }

    Expression number() {
        Expression node;
        node.kind = Kind::number;
        auto value = base::Number::parse(now().text);
        if (!value)
            fail("formula_number",
                 {"“" + now().text + "”不是可以接受的数（整数部分最多9位，小数最多6位）。",
                  "\"" + now().text + "\" is no number (at most 9 digits before the point and 6 after it)."});
        node.number = *value;
        node.text = now().text;
        size_t begin = now().begin;
        ++at_;
        return finish(std::move(node), begin);
    }

    // A word in quotes; {name} in it stands for the value of a variable.
    Expression word() {
        Expression node;
        const Token& token = now();
        node.kind = Kind::word;
        for (size_t i = 0; i < token.text.size(); ++i) {
            if (token.text[i] != '{') {
                node.text += token.text[i];
                continue;
            }
            size_t close = token.text.find('}', i);
            if (close == std::string::npos)
                fail("formula_open_brace", {"“{”没有对应的“}”。", "A \"{\" without its \"}\"."});
            Expression hole;
            hole.kind = Kind::name;
            hole.text = token.text.substr(i + 1, close - i - 1);
            hole.begin = token.begin + 2 + i;
            hole.end = hole.begin + hole.text.size();
            node.kind = Kind::text_template;
            node.children.push_back(std::move(hole));
            node.text += '*';
            i = close;
        }
        // The holes are counted by the stars of node.text.
        bool is_mixed = node.kind == Kind::text_template && token.text.find('*') != std::string::npos;
        if (is_mixed)
            fail("formula_star_and_hole",
                 {"同一个词里不能既有星号又有“{…}”。", "A word has either a star or a \"{…}\", not both."});
        ++at_;
        return finish(std::move(node), token.begin);
    }

    Expression name_or_call() {
        size_t begin = now().begin;
        std::string text = now().text;
        for (const char* keyword :
             {"then", "else", "and", "or", "is_one_of", "or_else", "for", "in", "where", "not"})
            if (text == keyword)
                fail("formula_form", {"此处应为一个值，而不是“" + text + "”。",
                                      "A value is expected here, not \"" + text + "\"."});
        ++at_;
        if (accept_sign("(")) return call(std::move(text), begin);
        Expression node;
        if (text == "true" || text == "false" || text == "nothing") {
            node.kind = text == "nothing" ? Kind::nothing : Kind::truth;
            node.truth = text == "true";
            node.text = text;
            return finish(std::move(node), begin);
        }
        node.kind = Kind::name;
        node.text = std::move(text);
        for (;;) {
            if (accept_sign("[")) {
                node.children.push_back(expression());
                expect(accept_sign("]"), "]");
                node.text += ".*";
            } else if (!node.children.empty() && now().kind == Token::Kind::name && now().text[0] == '.') {
                node.text += now().text;
                ++at_;
            } else {
                return finish(std::move(node), begin);
            }
        }
    }

    Expression call(std::string text, size_t begin) {
        Expression node;
        node.text = text;
        std::vector<Expression> arguments;
        if (!is_sign(")")) arguments.push_back(expression());
        if (accept_keyword("for")) return aggregate(std::move(text), std::move(arguments[0]), begin);
        while (accept_sign(","))
            arguments.push_back(expression());
        expect(accept_sign(")"), ")");
        node.kind = Kind::call;
        node.children = std::move(arguments);
        for (auto [name, function] : functions)
            if (text == name) node.function = function;
        if (node.function == Function::none)
            throw FormulaFault{begin, "function_not_defined",
                               joined({"没有名为“" + text + "”的函数。函数清单见方案语言手册。",
                                       "There is no function \"" + text + "\"; docs/schemes.md lists them."},
                                      meant_instead(text, function_names()))};
        return finish(std::move(node), begin);
    }

    // After `fold(body for`.
    Expression aggregate(std::string fold, Expression body, size_t begin) {
        Expression node;
        node.kind = Kind::aggregate;
        for (auto [name, value] : folds)
            if (fold == name) node.fold = value;
        if (node.fold == Fold::none)
            throw FormulaFault{
                begin,
                "function_not_defined",
                {"“" + fold + "”不能用于汇总；可用mean、sum、count、min、max、any、all。",
                 "\"" + fold + "\" cannot gather; use mean, sum, count, min, max, any or all."}};
        bool is_plain_name = now().kind == Token::Kind::name && now().text.find('.') == std::string::npos;
        expect(is_plain_name, "name");
        node.text = now().text;
        ++at_;
        expect(accept_keyword("in"), "in");
        node.children.push_back(std::move(body));
        node.children.push_back(is_sign("(") ? set() : primary());
        if (accept_keyword("where")) {
            node.children.push_back(expression());
            node.has_condition = true;
        }
        expect(accept_sign(")"), ")");
        return finish(std::move(node), begin);
    }

    // A list of words by name, or written out: ('一般', '较差').
    Expression set() {
        if (!is_sign("(")) return primary();
        Expression node;
        node.kind = Kind::list;
        size_t begin = now().begin;
        ++at_;
        do
            node.children.push_back(primary());
        while (accept_sign(","));
        expect(accept_sign(")"), ")");
        return finish(std::move(node), begin);
    }

    std::vector<Token> tokens_;
    size_t at_ = 0;
    int depth_ = 0;
};

} // namespace

Formula parse_formula(const YamlNode& node, Faults& faults) {
    Formula formula;
    formula.node = node;
    formula.node.items.clear();
    formula.node.entries.clear();
    formula.text = node.text;
    if (node.kind != YamlNode::Kind::scalar || node.text.empty()) {
        faults.add(node.place, "formula_missing", {"此处应为一个公式。", "A formula is expected here."});
        return formula;
    }
    if (node.text.size() > formula_bytes_max) {
        faults.add(node.place, "formula_too_long",
                   {"公式超过2000字节，请拆成几个有名称的值。",
                    "The formula has more than 2000 bytes: split it into named values."});
        return formula;
    }
    try {
        formula.root = Parser(node.text).whole();
        formula.is_set = true;
    } catch (const FormulaFault& fault) {
        faults.add(node.place_of(fault.offset), fault.code, fault.text);
    }
    return formula;
}

const char* function_name(Function function) {
    for (auto [name, value] : functions)
        if (value == function) return name;
    return "";
}

const char* fold_name(Fold fold) {
    for (auto [name, value] : folds)
        if (value == fold) return name;
    return "";
}

} // namespace zhishi::scheme
