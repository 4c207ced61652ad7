#include "scheme/library.h"

#include <algorithm>

namespace zhishi::scheme {

std::optional<std::string> library_text(std::string_view path) {
    for (const auto& entry : library_texts())
        if (entry.path == path) return std::string(entry.text);
    return std::nullopt;
}

std::vector<std::string> library_schemes() {
    constexpr std::string_view tail = "/scheme.yaml";
    std::vector<std::string> ids;
    for (const auto& entry : library_texts())
        if (entry.path.ends_with(tail))
            ids.emplace_back(entry.path.substr(0, entry.path.size() - tail.size()));
    std::sort(ids.begin(), ids.end());
    return ids;
}

} // namespace zhishi::scheme
