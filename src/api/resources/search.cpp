#include "api/resources/search.h"

#include <cctype>
#include <vector>

namespace zhishi::api {

namespace {

std::string lower(const std::string& text) {
    std::string small;
    for (char c : text)
        if (c != ' ') small += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return small;
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
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
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

bool matches(const record::Official& official, const std::string& sought) {
    if (sought.empty() || official.name.find(sought) != std::string::npos) return true;
    std::string typed = lower(sought);
    if (!official.number.empty() && lower(official.number).find(typed) != std::string::npos) return true;
    return !official.pinyin.empty() && begins(syllables_of(official.pinyin), 0, typed);
}

} // namespace zhishi::api
