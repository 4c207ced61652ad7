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

std::vector<std::string> syllables_of(const std::string& pinyin) {
    std::vector<std::string> syllables(1);
    for (char c : pinyin)
        if (c == ' ')
            syllables.emplace_back();
        else
            syllables.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
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
