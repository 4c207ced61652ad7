#include "crypto/hash.h"

#include "base/check.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace zhishi::crypto {

std::string sha256(std::string_view bytes) {
    std::string digest(32, '\0');
    unsigned length = 0;
    // Fetched once: EVP_sha256() looks the provider up anew at every call.
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    int done = EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()),
                          &length, algorithm, nullptr);
    base::check(done == 1 && length == 32, "SHA-256 is always there");
    return digest;
}

std::string sha256_hex(std::string_view bytes) {
    return to_hex(sha256(bytes));
}

std::string to_hex(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (unsigned char byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::string to_base64url(std::string_view bytes) {
    constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    unsigned held = 0;
    int bits = 0;
    for (unsigned char byte : bytes) {
        held = (held << 8) | byte;
        bits += 8;
        for (; bits >= 6; bits -= 6)
            text += letters[(held >> (bits - 6)) & 63];
    }
    if (bits > 0) text += letters[(held << (6 - bits)) & 63];
    return text;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace zhishi::crypto
