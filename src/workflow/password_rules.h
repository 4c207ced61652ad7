// What a password of one's own must be: long enough, of several kinds of characters, not the login, not one
// of those that are tried first (等级保护 level 3; NIST SP 800-63B for the list).
#pragma once

#include "base/result.h"

#include <optional>
#include <string_view>

namespace zhishi::workflow {

// The fault of a new password, at `pointer`; nullopt: it may be taken.
// codes  password_too_short, password_too_long, password_too_simple, password_has_login, password_too_common,
//        password_control_character
std::optional<base::Error> password_fault(std::string_view password, std::string_view login,
                                          const char* pointer);

} // namespace zhishi::workflow
