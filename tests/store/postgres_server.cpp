#include "tests/store/postgres_server.h"

#include <libpq-fe.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace zhishi::test {

namespace {

namespace files = std::filesystem;

constexpr char user_name[] = "zhishi";
constexpr char how_to_install[] = "PostgreSQL's server programs were not found under "
                                  "/usr/lib/postgresql/*/bin. On Debian: apt-get install postgresql";

std::string find_binaries() {
    std::error_code ignored;
    std::string newest;
    for (const auto& version : files::directory_iterator("/usr/lib/postgresql", ignored)) {
        std::string folder = version.path().string() + "/bin";
        if (files::exists(folder + "/initdb") && folder > newest) newest = folder;
    }
    return newest;
}

// PostgreSQL does not run as root.
const passwd* server_user() {
    return ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr;
}

// Only calls that are safe between fork and exec.
[[noreturn]] void become(const std::vector<char*>& arguments, const passwd* user, const char* log) {
    if (user && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0))
        ::_exit(126);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT); // never outlives the tests
    int file = ::open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    int nothing = ::open("/dev/null", O_RDONLY);
    if (file < 0 || nothing < 0) ::_exit(126);
    ::dup2(nothing, 0), ::dup2(file, 1), ::dup2(file, 2);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

pid_t launch_program(const std::vector<std::string>& words, const std::string& log) {
    std::vector<char*> arguments;
    for (const std::string& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const passwd* user = server_user();
    pid_t process = ::fork();
    if (process == 0) become(arguments, user, log.c_str());
    return process;
}

bool run_program(const std::vector<std::string>& words, const std::string& log) {
    pid_t process = launch_program(words, log);
    int status = 0;
    return process > 0 && ::waitpid(process, &status, 0) == process && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

} // namespace

std::unique_ptr<PostgresServer> PostgresServer::start(std::string& cause) {
    std::string binaries = find_binaries();
    if (binaries.empty()) return cause = how_to_install, nullptr;
    char folder[] = "/tmp/zhishi-postgres-XXXXXX"; // short: a socket's path has 107 bytes
    if (!::mkdtemp(folder)) return cause = "no temporary folder could be made", nullptr;
    if (const passwd* user = server_user(); user && ::chown(folder, user->pw_uid, user->pw_gid) != 0)
        return cause = "the temporary folder could not be given to postgres", nullptr;
    std::unique_ptr<PostgresServer> server(new PostgresServer(binaries, folder));
    bool is_made = run_program({binaries + "/initdb", "-D", server->folder_ + "/data", "-U", user_name, "-E",
                                "UTF8", "--locale=C.UTF-8", "--locale-provider=icu",
                                "--icu-locale=zh-Hans-CN", "--auth=trust", "--data-checksums", "--no-sync"},
                               server->folder_ + "/log");
    if (!is_made || !server->start_again()) {
        cause = "PostgreSQL did not start; see " + server->folder_ + "/log";
        server->folder_.clear(); // stays to be looked at
        return nullptr;
    }
    return server;
}

PostgresServer::PostgresServer(std::string binaries, std::string folder)
    : binaries_(std::move(binaries)), folder_(std::move(folder)) {}

PostgresServer::~PostgresServer() {
    stop(Stop::crash); // the data go with it: nothing need be brought to the disk
    std::error_code ignored;
    if (!folder_.empty()) files::remove_all(folder_, ignored);
}

bool PostgresServer::launch() {
    process_ = launch_program({binaries_ + "/postgres", "-D", folder_ + "/data", "-k", folder_, "-c",
                               "listen_addresses=", "-c", "recovery_init_sync_method=syncfs", "-c",
                               "max_connections=60", "-c", "shared_buffers=64MB"},
                              folder_ + "/log");
    return process_ > 0;
}

bool PostgresServer::start_again() {
    return launch() && is_ready_within_seconds(30);
}

bool PostgresServer::is_ready_within_seconds(int seconds) const {
    for (int i = 0; i < seconds * 50; ++i) {
        if (PQping(url("postgres").c_str()) == PQPING_OK) return true;
        int status = 0;
        if (::waitpid(process_, &status, WNOHANG) == process_) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

void PostgresServer::stop(Stop how) {
    if (process_ <= 0) return;
    ::kill(process_, how == Stop::fast ? SIGINT : SIGQUIT);
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
}

void PostgresServer::freeze() {
    send_to_all(SIGSTOP);
}
void PostgresServer::thaw() {
    send_to_all(SIGCONT);
}

// The first process is stopped first, so that no further one comes meanwhile.
void PostgresServer::send_to_all(int signal) const {
    if (process_ <= 0) return;
    std::string number = std::to_string(process_);
    ::kill(process_, signal);
    std::ifstream children("/proc/" + number + "/task/" + number + "/children");
    for (pid_t child = 0; children >> child;)
        ::kill(child, signal);
}

std::string PostgresServer::url(const std::string& database) const {
    return std::string("postgresql://") + user_name + "@/" + database + "?host=" + folder_;
}

std::string PostgresServer::new_database() {
    std::string name = "test" + std::to_string(++databases_);
    PGconn* connection = PQconnectdb(url("postgres").c_str());
    PGresult* result = PQexec(connection, ("create database " + name).c_str());
    bool is_made = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    PQfinish(connection);
    return is_made ? url(name) : std::string();
}

PostgresServer* postgres_server(std::string& cause) {
    static std::string why_not;
    static std::unique_ptr<PostgresServer> server = PostgresServer::start(why_not);
    cause = why_not;
    return server.get();
}

} // namespace zhishi::test
