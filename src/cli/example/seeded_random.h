// Chance that is the same at every run: for the ids and the choices of the example, never for a secret.
#pragma once

#include "base/clock.h"
#include "base/date.h"

#include <cstdint>
#include <mutex>
#include <string_view>

namespace zhishi::cli::example {

inline constexpr std::uint64_t seed_of_example = 20'190'319; // any number; another one tells another year

class SeededRandom : public base::Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    SeededRandom(const SeededRandom& other) : state_(other.state_) {}
    void fill(std::span<std::uint8_t> bytes) override;
    // 0 … count - 1.
    size_t below(size_t count);
    bool happens(int percent) { return below(100) < static_cast<size_t>(percent); }

  private:
    std::uint64_t next();
    std::mutex mutex_;
    std::uint64_t state_;
};

// Chance of one person's thing, the same at every run and whatever else is asked for.
SeededRandom chance_of(size_t who, std::string_view what, const base::Period& period);

} // namespace zhishi::cli::example
