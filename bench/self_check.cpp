// Does the frame see what it must? Planted faults — a wrong answer, a broken connection, a lost row, a gap —
// and numbers whose medians and percentiles are known.
#include "bench/busy_office.h"
#include "bench/frame.h"
#include "bench/http_load.h"
#include "bench/served_program.h"
#include "bench/stored_rows.h"

#include <arpa/inet.h>
#include <atomic>
#include <netinet/in.h>
#include <numeric>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace zhishi::bench;

namespace {

// Answers each request of one connection after the other; every tenth answer is wrong, and after `answers` it
// hangs up.
class FaultyServer {
  public:
    explicit FaultyServer(int answers)
        : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), answers_(answers) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* any = reinterpret_cast<sockaddr*>(&address);
        if (bind(socket_, any, size) != 0 || listen(socket_, 8) != 0 || getsockname(socket_, any, &size) != 0)
            give_up("no socket for the self check");
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~FaultyServer() {
        thread_.join();
        close(socket_);
    }
    int port() const { return port_; }
    int wrong() const { return wrong_; }

  private:
    void serve() {
        int client = accept(socket_, nullptr, nullptr);
        char buffer[4096];
        for (int i = 1; i <= answers_ && recv(client, buffer, sizeof buffer, 0) > 0; ++i) {
            bool is_wrong = i % 10 == 0;
            wrong_ += is_wrong ? 1 : 0;
            std::string answer = std::string("HTTP/1.1 ") + (is_wrong ? "500 no" : "200 ok") +
                                 "\r\nContent-Length: 2\r\n\r\nhi";
            if (send(client, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) break;
        }
        close(client);
    }

    int socket_, answers_, port_ = 0;
    std::atomic<int> wrong_ = 0;
    std::thread thread_;
};

Options silent() {
    Options options;
    options.is_smoke = true;
    options.rounds = 1;
    return options;
}

void check_load(Bench& bench) {
    FaultyServer server(25);
    Load load;
    load.port = server.port();
    load.clients = 1;
    load.seconds = 0.2;
    load.request = [](int, std::int64_t) { return request_bytes("GET", "/", {}); };
    load.is_right = [](int, const Answer& answer) { return answer.status == 200 && answer.body == "hi"; };
    Measured measured = run_load(load);
    bench.check("a wrong answer and a broken connection count as failed",
                measured.done == 23 && measured.failed == 3 && server.wrong() == 2,
                std::to_string(measured.done) + " done, " + std::to_string(measured.failed) + " failed");
    bench.check("every request has its latency", measured.latencies.size() == 26,
                std::to_string(measured.latencies.size()));
}

void check_figures(Bench& bench) {
    std::vector<std::int64_t> hundred(100);
    std::iota(hundred.rbegin(), hundred.rend(), 1);
    bench.check("of 1 to 100, 99 of 100 stay at or below 99", percentile(hundred, 0.99) == 99);
    bench.check("of 1 to 100, half stay at or below 50", percentile(hundred, 0.50) == 50);
    bench.check("of one value every percentile is that value", percentile({7}, 0.99) == 7);
    bench.check("of no value there is none", percentile({}, 0.99) == 0);
    bench.check("the median of an even number is between the middle two", median({4, 1, 3, 2}) == 2.5);
    bench.check("the median of an odd number is the middle one", median({9, 1, 5}) == 5);
}

void check_limits(Bench& bench) {
    auto line = [](double limit, std::vector<double> values) {
        return Limited{"wait", "ms", limit, std::move(values)}.line();
    };
    bench.check("figures within their limit are told with it",
                line(100, {30, 10, 20}) == "    median 20.0 ms  worst 30.0 ms  limit / this = 5.00  wait",
                line(100, {30, 10, 20}));
    bench.check("a worst figure over the limit is told",
                line(25, {30, 10, 20}).ends_with("the worst is over the limit of 25.0 ms"),
                line(25, {30, 10, 20}));
    bench.check("a median over the limit is told",
                line(1, {30, 10, 20}).ends_with("  OVER the limit of 1.0 ms"), line(1, {30, 10, 20}));
    bench.check("no figure at all is not taken for a quick one",
                line(100, {}).ends_with("  nothing was measured"), line(100, {}));
}

void check_clock(Bench& bench) {
    using namespace std::chrono_literals;
    bench.check("a server that is started later stands on a later rehearsal clock",
                clock_start_after(0s) == "2026-11-23T01:00:00.000000Z" &&
                    clock_start_after(89s + 1ms) == "2026-11-23T01:01:30.000000Z",
                clock_start_after(89s + 1ms));
}

// The exit code of a bench that looks at these rows; its complaints are part of the self check's output.
int exit_code_for(const StoredRows& after, std::int64_t acknowledged) {
    Bench planted("  planted", "a fault that must be seen", silent());
    check_rows(planted, "planted", {10, 20, 20, 10}, after, acknowledged);
    return planted.finish();
}

void check_rows_are_looked_at(Bench& bench) {
    bench.check("rows that agree pass", exit_code_for({15, 25, 25, 15}, 5) == 0);
    bench.check("a lost row is seen", exit_code_for({14, 25, 25, 15}, 5) == 1);
    bench.check("a row that nobody was told of is seen", exit_code_for({16, 25, 25, 15}, 5) == 1);
    bench.check("a lost version is seen", exit_code_for({15, 25, 25, 14}, 5) == 1);
    bench.check("a gap in the events is seen", exit_code_for({15, 25, 26, 15}, 5) == 1);
    bench.check("a missing event is seen", exit_code_for({15, 24, 24, 15}, 5) == 1);
}

int measure(const Options& options) {
    Bench bench("self_check", "the frame sees planted faults", options);
    check_figures(bench);
    check_limits(bench);
    check_load(bench);
    check_clock(bench);
    check_rows_are_looked_at(bench);
    Bench empty("  planted", "a bench that checks nothing", silent());
    bench.check("a bench that checked nothing fails", empty.finish() == 1);
    return bench.finish();
}

} // namespace

int main(int count, char** values) {
    return run_bench([&] { return measure(read_options(count, values)); });
}
