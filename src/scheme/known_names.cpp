#include "scheme/known_names.h"

#include <algorithm>
#include <numeric>

namespace zhishi::scheme {

namespace {

// One string a character, since a Chinese one has several bytes.
std::vector<std::string> letters_of(std::string_view text) {
    std::vector<std::string> letters;
    for (char c : text) {
        bool is_continuation = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
        if (is_continuation && !letters.empty())
            letters.back() += c;
        else
            letters.emplace_back(1, c);
    }
    return letters;
}

// How many letters are put in, taken out or changed to come from one to the other.
size_t difference(const std::vector<std::string>& one, const std::vector<std::string>& other) {
    std::vector<size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), size_t{0});
    for (size_t i = 0; i < one.size(); ++i) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < other.size(); ++j) {
            size_t changed = diagonal + (one[i] == other[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, changed});
        }
    }
    return row.back();
}

// A fact may be declared once for each kind of period.
void add_new(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

} // namespace

std::string nearest_name(std::string_view name, const std::vector<std::string>& known) {
    std::vector<std::string> letters = letters_of(name);
    if (letters.size() < 2) return {};
    size_t least = std::max<size_t>(1, letters.size() / 3) + 1;
    std::string nearest;
    for (const std::string& other : known) {
        size_t here = difference(letters, letters_of(other));
        if (here == 0 || here >= least) continue;
        least = here;
        nearest = other;
    }
    return nearest;
}

base::Text meant_instead(std::string_view name, const std::vector<std::string>& known) {
    std::string nearest = nearest_name(name, known);
    if (nearest.empty()) return {};
    return {"是否应为“" + nearest + "”？", " Did you mean \"" + nearest + "\"?"};
}

base::Text known_instead(std::string_view name, const std::vector<std::string>& known) {
    base::Text meant = meant_instead(name, known);
    if (!meant.en.empty() || known.empty() || known.size() > known_names_shown_max) return meant;
    base::Text listed;
    for (const std::string& one : known) {
        listed.zh += (listed.zh.empty() ? "" : "、") + one;
        listed.en += (listed.en.empty() ? "" : ", ") + one;
    }
    return {"可用：" + listed.zh + "。", " There are: " + listed.en + "."};
}

base::Text joined(base::Text text, const base::Text& more) {
    return {std::move(text.zh) + more.zh, std::move(text.en) + more.en};
}

base::Text source_not_known(const Scheme& scheme, const std::string& source) {
    return joined(
        {"依据“" + source + "”既不在sources.yaml中，也不在本方案的sources中，请核对或者补上。",
         "Neither sources.yaml nor the scheme's own sources have \"" + source + "\": correct it, or add it."},
        meant_instead(source, keys_of(scheme.sources)));
}

std::vector<std::string> grade_words(const Scheme& scheme) {
    std::vector<std::string> words;
    for (const GradeWord& grade : scheme.grades)
        words.push_back(grade.word);
    return words;
}

std::vector<std::string> declared_facts(const Scheme& scheme) {
    std::vector<std::string> keys;
    for (const FactInput& input : scheme.inputs.facts)
        add_new(keys, input.key);
    return keys;
}

std::vector<std::string> declared_events(const Scheme& scheme) {
    std::vector<std::string> items;
    for (const EventInput& input : scheme.inputs.events)
        add_new(items, input.item);
    return items;
}

std::vector<std::string> declared_items(const Scheme& scheme) {
    std::vector<std::string> items;
    for (const RatingInput& input : scheme.inputs.ratings)
        for (const std::string& item : input.items)
            add_new(items, item);
    return items;
}

std::vector<std::string> declared_roles(const Scheme& scheme, const std::string& item) {
    std::vector<std::string> roles;
    for (const RatingInput& input : scheme.inputs.ratings)
        for (const std::string& pattern : input.items)
            if (pattern == item || fits_pattern(pattern, item))
                for (const std::string& role : input.roles)
                    add_new(roles, role);
    return roles;
}

} // namespace zhishi::scheme
