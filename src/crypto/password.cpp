#include "crypto/password.h"

#include "base/check.h"
#include "crypto/hash.h"

#include <sodium.h>

#include <array>

namespace zhishi::crypto {

namespace {

void start_sodium() {
    static const int started = sodium_init();
    base::check(started >= 0, "libsodium starts");
}

class SystemRandom : public base::Random {
  public:
    SystemRandom() { start_sodium(); }
    void fill(std::span<std::uint8_t> bytes) override { randombytes_buf(bytes.data(), bytes.size()); }
};

} // namespace

std::string hash_password(std::string_view password, const PasswordCost& cost) {
    start_sodium();
    char text[crypto_pwhash_STRBYTES];
    int done = crypto_pwhash_str_alg(text, password.data(), password.size(), cost.passes, cost.memory_bytes,
                                     crypto_pwhash_ALG_ARGON2ID13);
    base::check(done == 0, "there is memory for one password hash");
    return text;
}

bool password_matches(std::string_view password, const std::string& hash, const PasswordCost& cost) {
    start_sodium();
    if (!hash.starts_with("$argon2id$")) {
        // No such account: spend the same time, so that the answer does not tell.
        (void)hash_password(password, cost);
        return false;
    }
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::unique_ptr<base::Random> system_random() {
    return std::make_unique<SystemRandom>();
}

std::string new_token(base::Random& random) {
    std::array<std::uint8_t, 32> bytes{};
    random.fill(bytes);
    return to_base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

} // namespace zhishi::crypto
