#include "tests/crash/server_process.h"

#include "bench/frame.h"
#include "bench/http_connection.h"
#include "bench/served_program.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace zhishi::crash {

namespace {

std::int64_t now_milliseconds() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

void rest(int milliseconds) {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

// Only calls that are safe between fork and exec.
[[noreturn]] void become(char** words, char** variables, const char* log) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    int file = ::open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file < 0) ::_exit(126);
    ::dup2(file, 1), ::dup2(file, 2);
    ::execve(words[0], words, variables);
    ::_exit(127);
}

} // namespace

std::string program() {
    const char* named = std::getenv("ZHISHI_PROGRAM");
    return named ? named : ZHISHI_PROGRAM;
}

Process::Process(const std::vector<std::string>& words, const Environment& environment,
                 const std::string& log) {
    std::vector<std::string> all_words = words, all_variables = environment;
    for (char** variable = environ; *variable; ++variable)
        all_variables.emplace_back(*variable);
    std::vector<char*> arguments = pointers_to(all_words), variables = pointers_to(all_variables);
    process_ = ::fork();
    if (process_ == 0) become(arguments.data(), variables.data(), log.c_str());
    if (process_ < 0) bench::give_up("no further process");
}

Process::~Process() {
    if (is_running()) kill();
}

void Process::send(int signal) {
    if (is_running()) ::kill(process_, signal);
}

Ended Process::wait_for_end(int milliseconds) {
    for (std::int64_t end = now_milliseconds() + milliseconds; !ended_.is_over;) {
        int status = 0;
        if (::waitpid(process_, &status, WNOHANG) == process_) {
            ended_.is_over = true;
            if (WIFSIGNALED(status)) ended_.signal = WTERMSIG(status);
            if (WIFEXITED(status)) ended_.code = WEXITSTATUS(status);
        } else if (now_milliseconds() >= end) {
            break;
        } else {
            rest(2);
        }
    }
    return ended_;
}

bool Process::wait_for_stop(int milliseconds) {
    for (std::int64_t end = now_milliseconds() + milliseconds; now_milliseconds() < end; rest(2)) {
        int status = 0;
        if (::waitpid(process_, &status, WNOHANG | WUNTRACED) != process_) continue;
        if (WIFSTOPPED(status)) return true;
        ended_.is_over = true;
        return false;
    }
    return false;
}

bool Process::is_running() {
    return !wait_for_end(0).is_over;
}

ServerProcess::ServerProcess(const std::string& url, const std::string& clock_start,
                             const Environment& environment, const std::string& log)
    : ServerProcess(bench::free_port(), url, clock_start, environment, log) {}

ServerProcess::ServerProcess(int port, const std::string& url, const std::string& clock_start,
                             const Environment& environment, const std::string& log)
    : Process({program(), "serve", "--database", url, "--listen", "127.0.0.1:" + std::to_string(port),
               "--clock-start", clock_start, "--password-cost", "least"},
              environment, log),
      port_(port), started_at_(now_milliseconds()) {}

int ServerProcess::wait_until_ready(int milliseconds) {
    while (is_running() && now_milliseconds() < started_at_ + milliseconds) {
        if (!get_page(port_, "/api/health").empty())
            return static_cast<int>(now_milliseconds() - started_at_);
        rest(5);
    }
    return -1;
}

std::string get_page(int port, const std::string& target) {
    auto answer = bench::HttpConnection(port).send(bench::request_bytes("GET", target, {}));
    return answer && answer->status == 200 ? answer->body : std::string();
}

} // namespace zhishi::crash
