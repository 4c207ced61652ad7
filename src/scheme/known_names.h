// What to do about a name that is not there: a fault says which name was probably meant, or which there are.
#pragma once

#include "scheme/scheme.h"

#include <string>
#include <string_view>
#include <vector>

namespace zhishi::scheme {

// More than this many names are no help in one line.
inline constexpr size_t known_names_shown_max = 12;

// The name that differs least: by at most a third of its letters. Empty where none is so near.
std::string nearest_name(std::string_view name, const std::vector<std::string>& known);

// To be put behind the sentence that says that the name is not there:
// 是否应为“min.fair”？ / Did you mean "min.fair"? Empty where no name is near.
base::Text meant_instead(std::string_view name, const std::vector<std::string>& known);

// The same; where no name is near, those that there are: 可用：a、b。 / There are: a, b.
base::Text known_instead(std::string_view name, const std::vector<std::string>& known);

// Puts one behind the other, in each language.
base::Text joined(base::Text text, const base::Text& more);

// A source that is neither in sources.yaml nor in the scheme.
base::Text source_not_known(const Scheme& scheme, const std::string& source);

// What a scheme declares, by name.
std::vector<std::string> grade_words(const Scheme& scheme);
std::vector<std::string> declared_facts(const Scheme& scheme);
std::vector<std::string> declared_events(const Scheme& scheme);
std::vector<std::string> declared_items(const Scheme& scheme);
std::vector<std::string> declared_roles(const Scheme& scheme, const std::string& item);

template <class List>
std::vector<std::string> ids_of(const List& list) {
    std::vector<std::string> ids;
    for (const auto& entry : list)
        ids.push_back(entry.id);
    return ids;
}

template <class Map>
std::vector<std::string> keys_of(const Map& map) {
    std::vector<std::string> keys;
    for (const auto& entry : map)
        keys.emplace_back(entry.first);
    return keys;
}

} // namespace zhishi::scheme
