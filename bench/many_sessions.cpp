// How long do answers take, and how much memory, when 10,000 people are logged in and 500 of them act at
// once?
//
// Limits: 99 of 100 within 200 ms, 300 MB. No peer has these sessions; the limits take its place.
#include "bench/http_load.h"
#include "bench/organ_rows.h"
#include "bench/seated_server.h"

#include <chrono>

using namespace zhishi::bench;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int acting = 500;
constexpr long resident_kib_max = 300 << 10;

// One in four acts writes an entry; the others read the week and the tasks.
std::string act(const Seat& seat, int client, std::int64_t number, int run) {
    std::string person = "/api/officials/" + seat.official;
    switch (number % 4) {
    case 0:
        return request_bytes(
            "POST", person + "/log-entries",
            seat.headers(std::to_string(run) + "-" + std::to_string(client) + "-" + std::to_string(number)),
            log_entry_body(number / 4 + run * 40));
    case 1: return request_bytes("GET", "/api/inbox", seat.headers());
    case 2:
        return request_bytes("GET", person + "/log-entries?from=2026-11-16&to=2026-11-22", seat.headers());
    default: return request_bytes("GET", person + "/months/2026-11", seat.headers());
    }
}

Measured work(Bench& bench, const std::string& url, const std::string& log, const LargeOrgan& organ,
              Clock::time_point founded_at, const std::string& who) {
    static int runs = 0;
    ++runs;
    ServedProgram server(url,
                         {"--clock-start", clock_start_after(Clock::now() - founded_at), "--password-cost",
                          "least", "--connections-per-address",
                          "1000"}, // they all come from the loopback, as from a proxy
                         log);
    // Everybody is here: each session is known to the server.
    HttpConnection door(server.port());
    size_t present = 0;
    for (const auto* group : {&organ.leaders, &organ.heads, &organ.staff})
        for (const Seat& seat : *group) {
            auto answer = door.send(request_bytes("GET", "/api/session", seat.headers()));
            present += answer && answer->status == 200;
        }
    size_t all = organ.leaders.size() + organ.heads.size() + organ.staff.size();
    bench.check(who + ": everybody is logged in", present == all, std::to_string(present));
    Load load;
    load.port = server.port();
    load.clients = static_cast<int>(std::min<size_t>(acting, organ.staff.size()));
    load.seconds = bench.options().seconds;
    load.request = [&, run = runs](int client, std::int64_t number) {
        return act(organ.staff[static_cast<size_t>(client)], client, number, run);
    };
    load.is_right = [](int, const Answer& answer) { return answer.status == 200 || answer.status == 201; };
    Measured measured = run_load(load);
    long kib = server.resident_kib();
    bench.check(who + ": memory within 300 MB", kib <= resident_kib_max, std::to_string(kib >> 10) + " MB");
    std::printf("  %s: %ld MB resident with %zu sessions\n", who.c_str(), kib >> 10, all);
    bench.check(who + ": the server ends as it should", server.stop());
    return measured;
}

int measure(const Options& options) {
    Bench bench("many_sessions", "500 of 10,000 logged in act at once; limits: p99 of 200 ms, 300 MB",
                options);
    ScratchFolder folder;
    int people = options.is_smoke ? 500 : 10'000;
    auto founded_at = Clock::now();
    std::string file = "sqlite:" + folder.path() + "/organ.db";
    found_organ(file);
    LargeOrgan embedded = write_large_organ(file, people);
    auto postgres = start_postgres();
    std::string url = postgres->new_database();
    found_organ(url);
    LargeOrgan served = write_large_organ(url, people);
    bench.compare(
        "acts",
        {{"SQLite",
          [&] { return work(bench, file, folder.path() + "/sqlite.log", embedded, founded_at, "SQLite"); }},
         {"PostgreSQL", [&] {
              return work(bench, url, folder.path() + "/postgres.log", served, founded_at, "PostgreSQL");
          }}});
    return bench.finish();
}

} // namespace

int main(int count, char** values) {
    return run_bench([&] { return measure(read_options(count, values)); });
}
