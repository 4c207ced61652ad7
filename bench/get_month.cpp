// How fast is a person's month — plan, log and summary — read over HTTP by 64 clients at once, with a million
// log entries of others stored?
//
// Peer: pgbench, 16 clients, selecting the same rows; and, harder to beat, all of them in one round trip.
#include "bench/http_load.h"
#include "bench/organ_rows.h"
#include "bench/peer_rows.h"
#include "bench/pgbench.h"
#include "bench/seated_server.h"

#include <array>
#include <mutex>

using namespace zhishi::bench;

namespace {

size_t occurrences(const std::string& text, const std::string& part) {
    size_t count = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

std::string month_of(const Seat& seat) {
    return request_bytes("GET", "/api/officials/" + seat.official + "/months/" + bench_month, seat.headers());
}

void fill_months(const SeatedServer& office) {
    auto server = office.serve();
    for (const Seat& seat : office.seats())
        fill_month(server->port(), seat);
    if (!server->stop()) give_up("the server did not end as it should");
}

Measured read_months(Bench& bench, const SeatedServer& office, const std::string& who) {
    auto server = office.serve();
    std::vector<std::string> requests, bodies;
    for (const Seat& seat : office.seats()) {
        requests.push_back(month_of(seat));
        auto answer = HttpConnection(server->port()).send(requests.back());
        bodies.push_back(answer ? answer->body : "");
        bench.check(who + ": a month holds its person, eight items and twenty entries",
                    answer && answer->status == 200 &&
                        bodies.back().find(seat.official) != std::string::npos &&
                        occurrences(bodies.back(), "\"execution\":\"按计划推进") == 8 &&
                        occurrences(bodies.back(), "\"work_date\"") == 20,
                    bodies.back());
    }
    Load load;
    load.port = server->port();
    load.clients = clients;
    load.seconds = bench.options().seconds;
    load.request = [&](int client, std::int64_t) { return requests[static_cast<size_t>(client)]; };
    load.is_right = [&](int client, const Answer& answer) {
        return answer.status == 200 && answer.body == bodies[static_cast<size_t>(client)];
    };
    Measured measured = run_load(load);
    bench.check(who + ": the server ends as it should", server->stop());
    return measured;
}

int measure(const Options& options) {
    Bench bench("get_month", "a person's month read over HTTP, 64 clients", options);
    ScratchFolder folder;
    SeatedServer embedded("sqlite:" + folder.path() + "/office.db", folder.path() + "/sqlite.log");
    fill_months(embedded);
    auto postgres = start_postgres();
    SeatedServer office(postgres->new_database(), folder.path() + "/postgres.log");
    fill_months(office);
    int old_entries = options.is_smoke ? 5'000 : 1'000'000;
    for (const std::string& url : {embedded.url(), office.url()})
        write_old_entries(url, old_entries);
    analyze_tables(
        office.url()); // as the server's own housekeeping would in a minute: both plan by the same figures

    std::vector<std::string> officials;
    for (const Seat& seat : office.seats())
        officials.push_back(seat.official);
    auto read_as_peer = [&](bool in_one_round_trip) {
        return run_pgbench({office.url(),
                            month_scripts(officials, in_one_round_trip),
                            16,
                            bench.options().seconds,
                            folder.path(),
                            {}});
    };
    bench.compare("a month",
                  {{"zhishi on PostgreSQL", [&] { return read_months(bench, office, "postgres"); }},
                   {"zhishi on SQLite", [&] { return read_months(bench, embedded, "sqlite"); }},
                   {"pgbench, 16 clients, the same rows", [&] { return read_as_peer(false); }},
                   {"pgbench, 16 clients, in one round trip", [&] { return read_as_peer(true); }}});
    return bench.finish();
}

} // namespace

int main(int count, char** values) {
    return run_bench([&] { return measure(read_options(count, values)); });
}
