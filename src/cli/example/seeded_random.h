// Chance that is the same at every run: for the ids and the choices of the example, never for a secret.
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <mutex>

namespace zhishi::cli::example {

class SeededRandom : public base::Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override;
    // 0 … count - 1.
    size_t below(size_t count);
    bool happens(int percent) { return below(100) < static_cast<size_t>(percent); }

  private:
    std::uint64_t next();
    std::mutex mutex_;
    std::uint64_t state_;
};

} // namespace zhishi::cli::example
