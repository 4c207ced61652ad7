#include "bench/http_load.h"

#include <atomic>
#include <chrono>
#include <latch>
#include <thread>

namespace zhishi::bench {

namespace {

using Clock = std::chrono::steady_clock;

std::int64_t microseconds_since(Clock::time_point begin) {
    return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin).count();
}

Measured run_client(const Load& load, int client, std::latch& start, const std::atomic<bool>& is_over) {
    Measured measured;
    measured.latencies.reserve(1 << 14);
    HttpConnection connection(load.port);
    start.arrive_and_wait();
    for (std::int64_t number = 0; !is_over.load(std::memory_order_relaxed); ++number) {
        std::string request = load.request(client, number);
        Clock::time_point begin = Clock::now();
        std::optional<Answer> answer = connection.send(request);
        measured.latencies.push_back(microseconds_since(begin));
        bool is_right = answer && load.is_right(client, *answer);
        (is_right ? measured.done : measured.failed) += 1;
        if (!is_right) measured.complaint = answer ? answer->head + answer->body : "the connection broke";
        if (!answer) break; // a broken connection counts once, and does not spin
    }
    return measured;
}

} // namespace

Measured run_load(const Load& load) {
    std::vector<Measured> parts(static_cast<size_t>(load.clients));
    std::atomic<bool> is_over = false;
    std::latch start(load.clients + 1);
    std::vector<std::thread> threads;
    for (int client = 0; client < load.clients; ++client)
        threads.emplace_back(
            [&, client] { parts[static_cast<size_t>(client)] = run_client(load, client, start, is_over); });
    start.arrive_and_wait();
    Clock::time_point begin = Clock::now();
    std::this_thread::sleep_for(std::chrono::duration<double>(load.seconds));
    is_over = true;
    for (std::thread& thread : threads)
        thread.join();

    Measured whole;
    whole.seconds = static_cast<double>(microseconds_since(begin)) / 1e6;
    for (Measured& part : parts) {
        whole.done += part.done;
        whole.failed += part.failed;
        if (!part.complaint.empty()) whole.complaint = part.complaint;
        whole.latencies.insert(whole.latencies.end(), part.latencies.begin(), part.latencies.end());
    }
    return whole;
}

} // namespace zhishi::bench
