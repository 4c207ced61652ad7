// The program's version, as CMakeLists.txt has it: the one place where it is written.
#pragma once

#include <string_view>

namespace zhishi::base {

std::string_view program_version(); // "0.1.0"

} // namespace zhishi::base
