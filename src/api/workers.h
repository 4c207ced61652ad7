// Threads that work off a queue of bounded length. Handlers run on one such pool, password hashes on another.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace zhishi::api {

class Workers {
  public:
    Workers(size_t threads, size_t waiting_max);
    ~Workers(); // finishes what waits, then ends the threads

    // False where the queue is full or the pool ends: the work is not taken.
    [[nodiscard]] bool post(std::function<void()> work);
    // The same for work that was accepted before and goes on: it is always taken.
    void post_again(std::function<void()> work);
    void finish(); // no new work; returns when all is done

  private:
    void run();

    const size_t waiting_max_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> waiting_;
    bool is_ending_ = false;
    std::vector<std::thread> threads_;
};

} // namespace zhishi::api
