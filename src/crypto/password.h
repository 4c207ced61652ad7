// Passwords, and chance that nobody can foresee. Wraps libsodium.
#pragma once

#include "base/clock.h"

#include <memory>
#include <string>
#include <string_view>

namespace zhishi::crypto {

// What one hash costs. The product's is Argon2id with 64 MiB and 3 passes (about 70 ms here); tests take the
// least that libsodium allows.
struct PasswordCost {
    unsigned long long passes = 3;
    size_t memory_bytes = 64u << 20;
};

// Argon2id in its own text form. Slow and large by intent: call it on a thread of its own.
std::string hash_password(std::string_view password, const PasswordCost& cost);
// `hash` may be a text that is no hash: then false, after the time of a real check.
bool password_matches(std::string_view password, const std::string& hash, const PasswordCost& cost);

// The system's generator; safe to call from several threads.
std::unique_ptr<base::Random> system_random();
// A token of 256 bits as base64url (43 letters).
std::string new_token(base::Random& random);

} // namespace zhishi::crypto
