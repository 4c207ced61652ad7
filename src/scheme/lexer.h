// Cuts a formula into tokens: names, numbers, words in quotes, signs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zhishi::scheme {

struct Token {
    enum class Kind { end, name, number, word, sign, bad };
    Kind kind = Kind::end;
    std::string text; // of a word: without its quotes
    size_t begin = 0, end = 0;
};

std::vector<Token> tokens_of(std::string_view formula);

} // namespace zhishi::scheme
