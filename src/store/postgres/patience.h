// How long the answer of a server is waited for: a hung server must not hold the program for ever, and least
// of all when it is to end. Shared by the connections of one store; safe from any thread.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>

namespace zhishi::store::postgres {

class Patience {
  public:
    using Clock = std::chrono::steady_clock;
    // From now on no wait lasts longer than this. The first call counts.
    void end_within(std::chrono::milliseconds time) {
        Clock::rep never = never_, end = (Clock::now() + time).time_since_epoch().count();
        end_.compare_exchange_strong(never, end);
    }
    Clock::time_point end() const { return Clock::time_point(Clock::duration(end_.load())); }

  private:
    static constexpr Clock::rep never_ = Clock::time_point::max().time_since_epoch().count();
    std::atomic<Clock::rep> end_ = never_;
};

struct Waiting {
    std::chrono::seconds answer_max{0}; // 0: no limit
    std::shared_ptr<const Patience> patience;

    Patience::Clock::time_point end_of_patience() const {
        return patience ? patience->end() : Patience::Clock::time_point::max();
    }
    // When an answer that is waited for from now on comes too late.
    Patience::Clock::time_point deadline() const {
        auto limit =
            answer_max.count() > 0 ? Patience::Clock::now() + answer_max : Patience::Clock::time_point::max();
        return std::min(limit, end_of_patience());
    }
};

} // namespace zhishi::store::postgres
