// Hashes and texts of bytes. Wraps OpenSSL.
#pragma once

#include <string>
#include <string_view>

namespace zhishi::crypto {

std::string sha256(std::string_view bytes);     // 32 bytes
std::string sha256_hex(std::string_view bytes); // 64 lower-case hex digits
std::string to_hex(std::string_view bytes);
std::string to_base64url(std::string_view bytes); // without padding
// In a time that does not depend on where they differ.
bool equal_in_constant_time(std::string_view a, std::string_view b);

} // namespace zhishi::crypto
