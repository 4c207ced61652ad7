#include "cli/example/seeded_random.h"

#include "base/check.h"

namespace zhishi::cli::example {

// SplitMix64 (Steele, Lea, Flood 2014): small, and every seed is a good one.
std::uint64_t SeededRandom::next() {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
    std::lock_guard lock(mutex_);
    std::uint64_t held = 0;
    for (size_t i = 0; i < bytes.size(); ++i, held >>= 8) {
        if (i % 8 == 0) held = next();
        bytes[i] = static_cast<std::uint8_t>(held);
    }
}

size_t SeededRandom::below(size_t count) {
    base::check(count > 0, "a choice is among something");
    std::lock_guard lock(mutex_);
    return next() % count;
}

SeededRandom chance_of(size_t who, std::string_view what, const base::Period& period) {
    constexpr std::uint64_t fnv_prime = 0x100000001b3u, golden = 0x9e3779b97f4a7c15u;
    std::uint64_t mixed = seed_of_example;
    for (char letter : std::string(what) + period.str())
        mixed = (mixed ^ static_cast<unsigned char>(letter)) * fnv_prime;
    return SeededRandom(mixed + who * golden);
}

} // namespace zhishi::cli::example
