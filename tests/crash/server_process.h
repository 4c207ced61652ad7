// `zhishi serve` in a process of its own, started to be killed. Never outlives the harness.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace zhishi::crash {

using Environment = std::vector<std::string>; // "NAME=value"

std::string program(); // of the same build

struct Ended {
    bool is_over = false; // false: not within the time
    int signal = 0;       // that killed it
    int code = -1;        // with which it ended by itself
};

class Process {
  public:
    // Both outputs go to the log.
    Process(const std::vector<std::string>& words, const Environment& environment, const std::string& log);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    void send(int signal);
    Ended wait_for_end(int milliseconds);
    bool
    wait_for_stop(int milliseconds); // until it has stopped itself (SIGSTOP); false: it did not, or ended
    bool is_running();
    void kill() { send(9), wait_for_end(10'000); }

  private:
    pid_t process_ = -1;
    Ended ended_;
};

class ServerProcess : public Process {
  public:
    ServerProcess(const std::string& url, const std::string& clock_start, const Environment& environment,
                  const std::string& log);

    int port() const { return port_; }
    // Milliseconds from the start until it answered; -1: it ended, or did not within the time.
    int wait_until_ready(int milliseconds);

  private:
    ServerProcess(int port, const std::string& url, const std::string& clock_start,
                  const Environment& environment, const std::string& log);
    int port_;
    std::int64_t started_at_;
};

// The answer of /api/health, or of another page that needs no session; empty: none.
std::string get_page(int port, const std::string& target);

} // namespace zhishi::crash
