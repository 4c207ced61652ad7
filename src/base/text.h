// Text from outside: is it UTF-8, how long is it, what is around it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace zhishi::base {

// Position of the first byte that is not well-formed UTF-8 (no overlong forms, no surrogates, at most
// U+10FFFF); npos where all is well.
size_t find_bad_utf8(std::string_view text);
// Characters (code points) of well-formed UTF-8.
size_t character_count(std::string_view text);
// Without white space (ASCII and the full-width space U+3000) at both ends.
std::string_view trimmed(std::string_view text);
// True where a control character other than tab, line feed and carriage return stands in it.
bool has_control_character(std::string_view text);
// The text as it may stand in one line on a terminal: line breaks and other control characters as \n, \t,
// \x1b.
std::string in_one_line(std::string_view text);

} // namespace zhishi::base
