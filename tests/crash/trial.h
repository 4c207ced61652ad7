// One database with its 16 officials: the program that serves it is started, written to and killed again and
// again, and what is left is held against what was acknowledged.
#pragma once

#include "tests/crash/client.h"
#include "tests/crash/ground.h"
#include "tests/crash/report.h"
#include "tests/crash/server_process.h"

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace zhishi::crash {

class Trial {
  public:
    Trial(Ground& ground, std::string url, Report& report, std::uint64_t seed, std::string log);
    ~Trial();

    // Starts the program and waits until it answers. False: it did not, which is a fault.
    bool start(const Environment& environment = {});
    void launch(const Environment& environment = {}); // without waiting
    ServerProcess& server() { return *server_; }

    void begin_writing(); // all clients, each on a thread
    void end_writing();   // each after the answer that it waits for, or when its connection breaks
    bool all_connections_held() const { return broken_ == 0; }
    void write_for(int milliseconds);
    void kill(); // SIGKILL, while they write or not

    // Asks it to end and waits; a fault where it does not within the time. Returns the milliseconds.
    int stop(int within_milliseconds);
    // Every client's pending act is sent until it is answered.
    void settle();

    // Looks into the database while nothing serves it.
    void check();
    void check_damage();
    // The same over HTTP, while it is served.
    void read_back();

    const std::string& url() const { return url_; }
    std::vector<Client>& everyone() { return clients_; }
    size_t acknowledged() const;
    // How much must be acknowledged before it is a trial at all: else nothing was tried.
    void wait_for_acknowledged(size_t more, int milliseconds);

  private:
    Ground& ground_;
    std::string url_;
    Report& report_;
    std::string log_;
    std::chrono::steady_clock::time_point laid_out_ = std::chrono::steady_clock::now();
    std::vector<Client> clients_;
    std::unique_ptr<ServerProcess> server_;
    std::vector<std::thread> threads_;
    std::atomic<bool> is_over_ = false;
    std::atomic<int> broken_ = 0;
};

// What `check` compares; the clients are told what was not written.
void check_stored(store::Store& store, std::vector<Client>& everyone, long events_at_first, Report& report);

} // namespace zhishi::crash
