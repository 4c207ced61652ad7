#include "base/clock.h"

#include <chrono>

namespace zhishi::base {

namespace {

Instant system_now() {
    auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
}

class SystemClock : public Clock {
  public:
    Instant now() const override { return system_now(); }
};

class ShiftedClock : public Clock {
  public:
    explicit ShiftedClock(Instant start) : start_(start), began_(std::chrono::steady_clock::now()) {}
    Instant now() const override {
        auto passed = std::chrono::steady_clock::now() - began_;
        return {start_.microseconds + std::chrono::duration_cast<std::chrono::microseconds>(passed).count()};
    }

  private:
    Instant start_;
    std::chrono::steady_clock::time_point began_;
};

} // namespace

std::unique_ptr<Clock> system_clock() {
    return std::make_unique<SystemClock>();
}
std::unique_ptr<Clock> clock_from(Instant start) {
    return std::make_unique<ShiftedClock>(start);
}

} // namespace zhishi::base
