#include "bench/served_program.h"

#include "bench/frame.h"
#include "bench/http_connection.h"

#include <arpa/inet.h>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace zhishi::bench {

namespace {

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

constexpr auto start_patience = std::chrono::seconds(15);

// A figure of /proc/PID/status; the process is ours and runs, so it is there.
long memory_kib(int process, std::string_view field) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field)) return std::stol(line.substr(field.size()));
    give_up("the memory of the server cannot be read");
}

bool answers(int port) {
    auto answer = HttpConnection(port).send(request_bytes("GET", "/api/health", {}));
    return answer && answer->status == 200;
}

} // namespace

int free_port() {
    int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (socket < 0 || bind(socket, any, size) != 0 || getsockname(socket, any, &size) != 0)
        give_up("no free port");
    close(socket);
    return ntohs(address.sin_port);
}

ScratchFolder::ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "zhishi-bench-XXXXXX").string();
    if (!mkdtemp(pattern.data())) give_up("no folder for the bench's files");
    path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored; // a leftover in the system's folder for such things harms nobody
    std::filesystem::remove_all(path_, ignored);
}

int start_program(std::vector<std::string> command, std::vector<std::string> environment, int output,
                  int errors) {
    for (char** entry = environ; *entry; ++entry)
        environment.emplace_back(*entry);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    posix_spawn_file_actions_adddup2(&actions, errors, 2);
    pid_t process = -1;
    std::vector<char*> arguments = pointers_to(command), variables = pointers_to(environment);
    int code = posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), variables.data());
    posix_spawn_file_actions_destroy(&actions);
    if (code != 0) give_up("cannot start " + command[0]);
    return process;
}

std::string run_program(const std::vector<std::string>& command,
                        const std::vector<std::string>& environment) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) give_up("no pipe");
    pid_t process = start_program(command, environment, ends[1], 2);
    close(ends[1]);
    std::string output;
    char buffer[4096];
    for (ssize_t count; (count = read(ends[0], buffer, sizeof buffer)) > 0;)
        output.append(buffer, static_cast<size_t>(count));
    close(ends[0]);
    int status = 0;
    waitpid(process, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) give_up(command[0] + " failed: " + output);
    return output;
}

std::string zhishi_program() {
    const char* named = std::getenv("ZHISHI_PROGRAM");
    return named ? named : ZHISHI_PROGRAM;
}

ServedProgram::ServedProgram(const std::string& database_url, const std::vector<std::string>& more_arguments,
                             const std::string& log_file)
    : port_(free_port()) {
    std::vector<std::string> command = {zhishi_program(), "serve",    "--database",
                                        database_url,     "--listen", "127.0.0.1:" + std::to_string(port_)};
    command.insert(command.end(), more_arguments.begin(), more_arguments.end());
    int log = open(log_file.c_str(), O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0600);
    began_at_ = Clock::now();
    process_ = start_program(command, {}, log, log);
    close(log);
    do {
        if (answers(port_)) {
            ready_at_ = Clock::now();
            return;
        }
        if (waitpid(process_, nullptr, WNOHANG) == process_) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    } while (Clock::now() - began_at_ < start_patience);
    give_up("the server does not answer:\n" + run_program({"tail", "-n", "20", log_file}));
}

long ServedProgram::resident_kib() const {
    return memory_kib(process_, "VmRSS:");
}

long ServedProgram::peak_kib() const {
    return memory_kib(process_, "VmHWM:");
}

ServedProgram::~ServedProgram() {
    stop();
}

bool ServedProgram::stop() {
    if (process_ < 0) return true;
    kill(process_, SIGTERM);
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace zhishi::bench
