// The program under measurement, as its users run it: `zhishi` in a process of its own, reached over the
// loopback.
//
// Every fault here ends the bench: there is nothing to measure then.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace zhishi::bench {

// A folder that is removed again when it goes.
class ScratchFolder {
  public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

// Starts a program with these files as its output and errors; its process. The caller waits for it.
int start_program(std::vector<std::string> command, std::vector<std::string> environment, int output,
                  int errors);

// Runs a program to its end and returns what it wrote to its output; anything but exit 0 ends the bench.
std::string run_program(const std::vector<std::string>& command,
                        const std::vector<std::string>& environment = {});

// $ZHISHI_PROGRAM, else the program of the same build.
std::string zhishi_program();

// A port that nobody listens on now; the server says so itself if somebody was faster.
int free_port();

class ServedProgram {
  public:
    using Clock = std::chrono::steady_clock;

    // `zhishi serve --database URL --listen 127.0.0.1:PORT …` on a free port, waited for until it answers.
    ServedProgram(const std::string& database_url, const std::vector<std::string>& more_arguments,
                  const std::string& log_file);
    ~ServedProgram();
    ServedProgram(const ServedProgram&) = delete;
    ServedProgram& operator=(const ServedProgram&) = delete;

    int port() const { return port_; }
    // Just before the process began, and when its first answer had come: 200 of the health resource, which is
    // asked for every millisecond.
    Clock::time_point began_at() const { return began_at_; }
    Clock::time_point ready_at() const { return ready_at_; }
    // Memory that the process holds now, and the most that it ever held.
    long resident_kib() const;
    long peak_kib() const;
    // Asks it to stop and waits for it; true: it ended by itself with exit 0.
    bool stop();

  private:
    int port_ = 0;
    int process_ = -1;
    Clock::time_point began_at_, ready_at_;
};

} // namespace zhishi::bench
