// check(condition, what): our own mistake, found while running. Says where and stops the program: a wrong
// state must not be written down. What the outside world may do is never a check but a Result.
#pragma once

#include <source_location>

namespace zhishi::base {

[[noreturn]] void stop(const char* what, std::source_location where);

inline void check(bool holds, const char* what,
                  std::source_location where = std::source_location::current()) {
    if (!holds) stop(what, where);
}

} // namespace zhishi::base
