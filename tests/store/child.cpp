#include "tests/store/child.h"

#include "crypto/password.h"
#include "store/store.h"
#include "tests/store/samples.h"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace zhishi::test {

Child::Child(const std::vector<std::string>& arguments) {
    std::vector<std::string> words = {"/proc/self/exe", child_word};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return;
    process_ = ::fork();
    if (process_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(ends[1], 1);
        ::execv(pointers[0], pointers.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
}

Child::~Child() {
    kill();
    wait();
    ::close(output_);
}

std::string Child::read_line() {
    for (;;) {
        if (size_t end = held_.find('\n'); end != std::string::npos) {
            std::string line = held_.substr(0, end);
            held_.erase(0, end + 1);
            return line;
        }
        char bytes[4096];
        ssize_t count = ::read(output_, bytes, sizeof bytes);
        if (count <= 0) return {};
        held_.append(bytes, static_cast<size_t>(count));
    }
}

void Child::kill() {
    if (process_ > 0) ::kill(process_, SIGKILL);
}

std::string Child::read_rest() {
    char bytes[4096];
    for (ssize_t count; (count = ::read(output_, bytes, sizeof bytes)) > 0;)
        held_.append(bytes, static_cast<size_t>(count));
    return std::move(held_);
}

int Child::wait() {
    if (process_ <= 0) return -1;
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

namespace {

void say(const std::string& line) {
    std::string whole = line + "\n";
    if (::write(1, whole.data(), whole.size()) < 0) ::_exit(3);
}

// Four threads write new plans and one counter each, and tell of every one that was committed.
int write_until_killed(store::Store& store, const std::string& round) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&store, &round, t] {
            record::Plan counter = plan_of("counter" + round + "-" + std::to_string(t), "0");
            for (int i = 1;; ++i) {
                std::string name = "P" + round + "-" + std::to_string(t) + "-" + std::to_string(i);
                record::Plan plan = plan_of(name, name);
                counter.items[0].goal = std::to_string(i);
                store::Change change = a_change();
                change.put(plan);
                change.put(counter);
                if (store.write_and_wait(change).outcome != store::Written::Outcome::committed) ::_exit(4);
                say(name);
            }
        });
    say("writing");
    for (std::thread& thread : threads)
        thread.join();
    return 0;
}

bool write_plan(store::Store& store, const std::string& name, size_t length) {
    record::Plan plan = plan_of(name, std::string(length, 'x'));
    store::Change change = a_change();
    change.put(plan);
    return store.write_and_wait(change).outcome == store::Written::Outcome::committed;
}

// No file may grow: every write to the log beyond its present size fails, as on a disk that is broken there.
void let_files_grow(bool may_grow, const std::string& path) {
    struct stat log {};
    ::stat((path + "-wal").c_str(), &log);
    rlimit limit{may_grow ? RLIM_INFINITY : static_cast<rlim_t>(log.st_size), RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

int write_on_a_broken_disk(store::Store& store, const std::string& path) {
    ::signal(SIGXFSZ, SIG_IGN);
    for (int round = 0; round < 3; ++round) {
        std::string name = "P" + std::to_string(round);
        if (!write_plan(store, name + "-before", 10)) return 10;
        let_files_grow(false, path);
        for (int i = 0; i < 3; ++i)
            if (write_plan(store, name + "-during" + std::to_string(i), 1'000'000)) return 11;
        let_files_grow(true, path);
        // The writer tries anew within a second.
        bool is_back = false;
        for (int i = 0; i < 50 && !is_back; ++i) {
            is_back = write_plan(store, name + "-after", 10);
            if (!is_back) std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        if (!is_back) return 12;
    }
    return 0;
}

} // namespace

int child_main(const std::vector<std::string>& arguments) {
    const std::string &what = arguments.at(0), &url = arguments.at(1);
    std::unique_ptr<base::Random> random = crypto::system_random();
    auto opened = store::open({.url = url}, *random);
    if (!opened) {
        say("not opened: " + opened.error().code);
        return 2;
    }
    std::unique_ptr<store::Store> store = std::move(opened).value();
    if (what == "write-until-killed") return write_until_killed(*store, arguments.at(2));
    if (what == "write-on-a-broken-disk") return write_on_a_broken_disk(*store, url.substr(7));
    if (what == "hold") {
        say("holding");
        ::pause();
    }
    return 1;
}

} // namespace zhishi::test
