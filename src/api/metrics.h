// What the server counts, as the text format of Prometheus. Routes are named by their pattern, never by a
// path: no metric tells about a person.
#pragma once

#include "store/store.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::api {

class Metrics {
  public:
    // routes: "GET /api/inbox" …; the index of a route counts its requests, one more counts all that is no
    // route.
    explicit Metrics(std::vector<std::string> routes);

    void count(size_t route, int status, std::chrono::microseconds taken);
    void connection_opened() { ++open_; }
    void connection_closed() { --open_; }
    void connection_refused() { ++refused_; }

    std::string text(const store::StoreMetrics& store) const;

  private:
    // In microseconds; the last is beyond all.
    static constexpr std::array<std::int64_t, 8> bounds = {1'000,   5'000,   10'000,    50'000,
                                                           100'000, 500'000, 1'000'000, 5'000'000};
    struct Counts {
        std::array<std::atomic<std::int64_t>, 5> by_class{}; // 1xx … 5xx
        std::array<std::atomic<std::int64_t>, bounds.size() + 1> by_time{};
        std::atomic<std::int64_t> microseconds{0};
    };
    std::vector<std::string> routes_;
    std::unique_ptr<Counts[]> counts_;
    std::atomic<std::int64_t> open_{0};
    std::atomic<std::int64_t> refused_{0};
};

} // namespace zhishi::api
