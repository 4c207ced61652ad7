// The two things that a program cannot work out by itself, each behind one interface: the time and chance.
// Both are handed in; nothing else in the house asks the system for either.
#pragma once

#include "base/date.h"

#include <cstdint>
#include <memory>
#include <span>

namespace zhishi::base {

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0; // safe to call from several threads
};

std::unique_ptr<Clock> system_clock();
// Runs on from `start` at the pace of the system's clock: for rehearsals and tests.
std::unique_ptr<Clock> clock_from(Instant start);

} // namespace zhishi::base
