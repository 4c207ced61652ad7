// The schemes that travel inside the program: every .yaml of schemes/, written into it by the build.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::scheme {

struct LibraryText {
    std::string_view path; // below schemes/: diary/scheme.yaml
    std::string_view text;
};

const std::vector<LibraryText>& library_texts();
std::optional<std::string> library_text(std::string_view path);
// Ids of the schemes in it, sorted.
std::vector<std::string> library_schemes();

} // namespace zhishi::scheme
