#include "api/resources/search.h"

#include <algorithm>
#include <vector>

namespace zhishi::api {

namespace {

char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c;
}

bool is_vowel(const std::string& word, size_t at) {
    return at < word.size() && std::string_view("aeiouv").find(word[at]) != std::string_view::npos;
}

// Where the syllable that begins here ends. An n or g before a vowel begins the next one: zhi|xing, fa|nan.
size_t end_of_syllable(const std::string& word, size_t at) {
    size_t end = at;
    while (end < word.size() && !is_vowel(word, end))
        ++end;
    if (end == word.size()) return end; // no vowel: initials, which stand for themselves
    while (is_vowel(word, end))
        ++end;
    if (end < word.size() && word[end] == 'n' && !is_vowel(word, end + 1)) {
        ++end;
        if (end < word.size() && word[end] == 'g' && !is_vowel(word, end + 1)) ++end;
    }
    if (end < word.size() && word[end] == 'r' && word.substr(at, end - at) == "e" && !is_vowel(word, end + 1))
        ++end;
    return end;
}

// Given names are written apart (he zhi xing) or, as on passports, in one (he zhixing).
std::vector<std::string> syllables_of(const std::string& pinyin) {
    std::vector<std::string> syllables;
    std::string word;
    for (char c : pinyin + ' ') {
        if (c != ' ' && c != '\'') {
            word += small(c);
            continue;
        }
        for (size_t at = 0; at < word.size();) {
            size_t end = end_of_syllable(word, at);
            syllables.push_back(word.substr(at, end - at));
            at = end;
        }
        word.clear();
    }
    return syllables;
}

// Whether what is typed can be read as the beginning of each syllable in turn, from this syllable on.
bool begins(const std::vector<std::string>& syllables, size_t at, std::string_view typed) {
    if (typed.empty()) return true;
    if (at == syllables.size()) return false;
    const std::string& syllable = syllables[at];
    for (size_t length = std::min(typed.size(), syllable.size()); length > 0; --length)
        if (typed.substr(0, length) == std::string_view(syllable).substr(0, length) &&
            begins(syllables, at + 1, typed.substr(length)))
            return true;
    return false;
}

} // namespace

Sought::Sought(std::string typed) : typed_(std::move(typed)) {
    for (char c : typed_)
        if (c != ' ') letters_ += small(c);
}

bool Sought::finds(const record::Official& official) const {
    if (typed_.empty() || official.name.find(typed_) != std::string::npos) return true;
    if (letters_.empty()) return false;
    auto is_same = [](char a, char b) { return small(a) == b; };
    const std::string& number = official.number;
    if (number.find(typed_) != std::string::npos ||
        std::search(number.begin(), number.end(), letters_.begin(), letters_.end(), is_same) != number.end())
        return true;
    // What does not begin with the same letter needs no taking apart.
    const std::string& pinyin = official.pinyin;
    return !pinyin.empty() && small(pinyin.front()) == letters_.front() &&
           begins(syllables_of(pinyin), 0, letters_);
}

} // namespace zhishi::api
