#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace zhishi::base {

void each_part(size_t count, size_t part, const std::function<void(size_t begin, size_t end)>& work) {
    size_t parts = (count + part - 1) / part;
    size_t threads = std::min<size_t>({parts, std::max(1u, std::thread::hardware_concurrency()), 16});
    std::atomic<size_t> next{0};
    auto take_parts = [&] {
        for (size_t i = next++; i < parts; i = next++)
            work(i * part, std::min(count, (i + 1) * part));
    };
    std::vector<std::thread> helpers;
    for (size_t i = 1; i < threads; ++i)
        helpers.emplace_back(take_parts);
    take_parts();
    for (std::thread& helper : helpers)
        helper.join();
}

} // namespace zhishi::base
