#include "tests/crash/trial.h"

#include "bench/frame.h"

#include <chrono>
#include <csignal>

namespace zhishi::crash {

namespace {

constexpr int start_max_milliseconds = 60'000; // for a machine that has other things to do

int milliseconds_since(std::chrono::steady_clock::time_point begin) {
    return static_cast<int>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin)
            .count());
}

} // namespace

Trial::Trial(Ground& ground, std::string url, Report& report, std::uint64_t seed, std::string log)
    : ground_(ground), url_(std::move(url)), report_(report), log_(std::move(log)) {
    int number = 0;
    for (const bench::Seat& seat : ground_.seats())
        clients_.emplace_back(seat, ++number, seed);
}

Trial::~Trial() {
    if (server_) server_->kill();
    end_writing();
}

void Trial::launch(const Environment& environment) {
    broken_ = 0;
    server_ = std::make_unique<ServerProcess>(
        url_, ground_.clock_after(std::chrono::steady_clock::now() - laid_out_), environment, log_);
}

bool Trial::start(const Environment& environment) {
    launch(environment);
    int milliseconds = server_->wait_until_ready(start_max_milliseconds);
    if (milliseconds < 0) {
        report_.fault("the program does not start again; see " + log_);
        return false;
    }
    report_.ready_after(milliseconds);
    return true;
}

void Trial::begin_writing() {
    end_writing();
    is_over_ = false;
    broken_ = 0;
    for (Client& client : clients_)
        threads_.emplace_back([this, &client] {
            if (!client.write(server_->port(), is_over_, report_)) ++broken_;
        });
}

void Trial::end_writing() {
    is_over_ = true;
    for (std::thread& thread : threads_)
        thread.join();
    threads_.clear();
}

void Trial::write_for(int milliseconds) {
    begin_writing();
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

void Trial::kill() {
    server_->kill();
    end_writing();
}

int Trial::stop(int within_milliseconds) {
    auto begin = std::chrono::steady_clock::now();
    server_->send(SIGTERM);
    Ended ended = server_->wait_for_end(within_milliseconds);
    int taken = milliseconds_since(begin);
    if (!ended.is_over)
        report_.fault("the program does not end within " + std::to_string(within_milliseconds) + " ms");
    else
        report_.check(ended.code == 0, "the program ends with " + std::to_string(ended.code) +
                                           " and signal " + std::to_string(ended.signal));
    server_->kill();
    end_writing();
    return taken;
}

void Trial::settle() {
    end_writing();
    is_over_ = false;
    for (Client& client : clients_)
        threads_.emplace_back([this, &client] {
            report_.check(client.settle(server_->port(), report_),
                          "an act that was sent again and again is still not answered");
        });
    end_writing();
}

void Trial::check() {
    ground_.look(url_, [this](store::Store& store) {
        check_stored(store, clients_, ground_.events_at_first(), report_);
    });
}

void Trial::check_damage() {
    std::string damage = ground_.damage_of(url_);
    report_.check(damage.empty(), "the database is damaged: " + damage);
}

void Trial::read_back() {
    for (Client& client : clients_)
        client.read_back(server_->port(), report_);
}

size_t Trial::acknowledged() const {
    return static_cast<size_t>(report_.counted("acknowledged"));
}

void Trial::wait_for_acknowledged(size_t more, int milliseconds) {
    auto begin = std::chrono::steady_clock::now();
    size_t before = acknowledged();
    while (acknowledged() < before + more && server_->is_running()) {
        if (milliseconds_since(begin) > milliseconds)
            return report_.fault(
                "hardly anything is acknowledged: " + std::to_string(acknowledged() - before) + " in " +
                std::to_string(milliseconds) + " ms");
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

} // namespace zhishi::crash
