#include "scheme/lexer.h"

namespace zhishi::scheme {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// A name with its dots: share.excellent, min.1. Indices are the parser's.
size_t name_end(std::string_view text, size_t at) {
    while (at < text.size()) {
        if (is_letter(text[at]) || is_digit(text[at]))
            ++at;
        else if (text[at] == '.' && at + 1 < text.size() &&
                 (is_letter(text[at + 1]) || is_digit(text[at + 1])))
            at += 2;
        else
            break;
    }
    return at;
}

size_t number_end(std::string_view text, size_t at) {
    while (at < text.size() && (is_digit(text[at]) || text[at] == '.'))
        ++at;
    return at;
}

} // namespace

std::vector<Token> tokens_of(std::string_view formula) {
    std::vector<Token> tokens;
    size_t at = 0;
    while (at < formula.size()) {
        char c = formula[at];
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            ++at;
            continue;
        }
        Token token;
        token.begin = at;
        if (is_letter(c)) {
            token.kind = Token::Kind::name;
            at = name_end(formula, at);
        } else if (is_digit(c)) {
            token.kind = Token::Kind::number;
            at = number_end(formula, at);
        } else if (c == '\'' || c == '"') {
            size_t close = formula.find(c, at + 1);
            token.kind = close == std::string_view::npos ? Token::Kind::bad : Token::Kind::word;
            at = close == std::string_view::npos ? formula.size() : close + 1;
        } else if (c == '.' && at + 1 < formula.size() && is_letter(formula[at + 1])) {
            token.kind = Token::Kind::name; // what follows an index: w[c].duty
            at = name_end(formula, at + 1);
        } else {
            bool is_pair =
                at + 1 < formula.size() && formula[at + 1] == '=' && (c == '<' || c == '>' || c == '!');
            bool is_sign = std::string_view("+-*/()[],=<>").find(c) != std::string_view::npos;
            token.kind = is_pair || is_sign ? Token::Kind::sign : Token::Kind::bad;
            at += is_pair ? 2 : 1;
            while (token.kind == Token::Kind::bad && at < formula.size() && (formula[at] & 0xC0) == 0x80)
                ++at;
        }
        token.end = at;
        bool is_word = token.kind == Token::Kind::word;
        token.text = formula.substr(token.begin + is_word, token.end - token.begin - 2 * is_word);
        tokens.push_back(std::move(token));
    }
    Token end;
    end.begin = end.end = formula.size();
    tokens.push_back(end);
    return tokens;
}

} // namespace zhishi::scheme
