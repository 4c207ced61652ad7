#include "bench/http_load.h"

#include <array>
#include <atomic>
#include <chrono>
#include <latch>
#include <sys/epoll.h>
#include <thread>
#include <unistd.h>

namespace zhishi::bench {

namespace {

using Clock = std::chrono::steady_clock;

std::int64_t microseconds_since(Clock::time_point begin) {
    return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin).count();
}

// A few of the clients on one thread, as pgbench has its own: whoever has an answer sends the next request.
class Desk {
  public:
    Desk(const Load& load, int first, int step) : load_(load) {
        for (int client = first; client < load.clients; client += step)
            seats_.push_back({client, HttpConnection(load.port), 0, {}, -1});
        measured_.latencies.reserve(1 << 18);
    }
    ~Desk() { close(events_); }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    Measured run(std::latch& start, const std::atomic<bool>& is_over) {
        start.arrive_and_wait();
        size_t waiting = 0;
        for (size_t i = 0; i < seats_.size(); ++i)
            waiting += send_next(i);
        std::array<epoll_event, 64> ready;
        while (waiting > 0) {
            int count =
                epoll_wait(events_, ready.data(), static_cast<int>(ready.size()), patience_milliseconds);
            if (count <= 0) {
                measured_.failed += static_cast<std::int64_t>(waiting);
                measured_.complaint = "the server does not answer any more";
                break;
            }
            for (int i = 0; i < count; ++i) {
                size_t place = ready[static_cast<size_t>(i)].data.u64;
                if (!take_answer(place) || is_over.load(std::memory_order_relaxed) || !send_next(place))
                    --waiting;
            }
        }
        return std::move(measured_);
    }

  private:
    static constexpr int patience_milliseconds = 120'000; // a loaded machine is waited for

    struct Seat {
        int client;
        HttpConnection connection;
        std::int64_t number;
        Clock::time_point begin;
        int watched; // the socket that epoll knows of
    };

    // False: it could not be sent; a broken connection counts once, and does not spin.
    bool send_next(size_t place) {
        Seat& seat = seats_[place];
        std::string request = load_.request(seat.client, seat.number++);
        seat.begin = Clock::now();
        if (!seat.connection.begin(request)) return count(place, std::nullopt);
        if (seat.connection.socket() != seat.watched) {
            seat.watched = seat.connection.socket();
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = place;
            if (epoll_ctl(events_, EPOLL_CTL_ADD, seat.watched, &event) != 0)
                give_up("epoll takes no socket");
        }
        return true;
    }
    bool take_answer(size_t place) {
        Seat& seat = seats_[place];
        std::optional<Answer> answer = seat.connection.finish();
        measured_.latencies.push_back(microseconds_since(seat.begin));
        if (seat.connection.socket() < 0) seat.watched = -1; // closed: epoll forgot it
        return count(place, answer);
    }
    bool count(size_t place, const std::optional<Answer>& answer) {
        bool is_right = answer && load_.is_right(seats_[place].client, *answer);
        (is_right ? measured_.done : measured_.failed) += 1;
        if (!is_right) measured_.complaint = answer ? answer->head + answer->body : "the connection broke";
        return answer.has_value();
    }

    const Load& load_;
    int events_ = epoll_create1(EPOLL_CLOEXEC);
    std::vector<Seat> seats_;
    Measured measured_;
};

} // namespace

Measured run_load(const Load& load) {
    constexpr int desks = 2; // as many threads as pgbench is given
    std::vector<Measured> parts(desks);
    std::atomic<bool> is_over = false;
    std::latch start(desks + 1);
    std::vector<std::thread> threads;
    for (int desk = 0; desk < desks; ++desk)
        threads.emplace_back(
            [&, desk] { parts[static_cast<size_t>(desk)] = Desk(load, desk, desks).run(start, is_over); });
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
