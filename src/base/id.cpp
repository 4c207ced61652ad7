#include "base/id.h"

#include <array>

namespace zhishi::base {

std::string new_id(Instant now, Random& random) {
    constexpr char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
    std::array<std::uint8_t, 16> bytes{};
    random.fill(std::span(bytes).subspan(6));
    std::uint64_t milliseconds = static_cast<std::uint64_t>(now.microseconds / 1000);
    for (int i = 5; i >= 0; --i, milliseconds >>= 8)
        bytes[i] = static_cast<std::uint8_t>(milliseconds);

    std::string id;
    id.reserve(26);
    unsigned held = 0;
    int bits = 2; // 130 bits for 26 letters: two leading zeros
    for (std::uint8_t byte : bytes) {
        held = (held << 8) | byte;
        bits += 8;
        for (; bits >= 5; bits -= 5)
            id += letters[(held >> (bits - 5)) & 31];
    }
    return id;
}

} // namespace zhishi::base
