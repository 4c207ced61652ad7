// How many log entries a second are durable, when 64 officials write at once over HTTP?
//
// Peers: for SQLite the same server with one transaction a change; for PostgreSQL its own pgbench, 16
// clients, writing the same four rows in a transaction, and, harder to beat, all four in one statement.
#include "bench/http_load.h"
#include "bench/peer_rows.h"
#include "bench/pgbench.h"
#include "bench/seated_server.h"
#include "bench/stored_rows.h"

using namespace zhishi::bench;

namespace {

// Writes entries until the time is over, then looks at what is stored.
Measured write_entries(Bench& bench, const SeatedServer& office, const std::string& who,
                       const std::vector<std::string>& arguments) {
    static int runs = 0;
    static std::vector<std::int64_t> written(clients); // so that an official's days fill evenly over all runs
    ++runs;
    StoredRows before = count_rows(office.url());
    auto server = office.serve(arguments);
    Load load;
    load.port = server->port();
    load.clients = clients;
    load.seconds = bench.options().seconds;
    load.request = [&, run = runs](int client, std::int64_t number) {
        const Seat& seat = office.seat(client);
        std::string key = std::to_string(run) + "-" + std::to_string(client) + "-" + std::to_string(number);
        return request_bytes("POST", "/api/officials/" + seat.official + "/log-entries", seat.headers(key),
                             log_entry_body(written[static_cast<size_t>(client)]++));
    };
    load.is_right = [](int, const Answer& answer) {
        return answer.status == 201 && !answer.header("ETag").empty();
    };
    Measured measured = run_load(load);
    bench.check(who + ": the server ends as it should", server->stop());
    check_rows(bench, who, before, count_rows(office.url()), measured.done);
    return measured;
}

int measure(const Options& options) {
    Bench bench("post_log_entry", "durable log entries over HTTP, 64 clients", options);
    ScratchFolder folder;

    SeatedServer embedded("sqlite:" + folder.path() + "/office.db", folder.path() + "/sqlite.log");
    bench.compare("SQLite",
                  {{"zhishi, group commit", [&] { return write_entries(bench, embedded, "sqlite", {}); }},
                   {"zhishi, one transaction a change", [&] {
                        return write_entries(bench, embedded, "sqlite alone", {"--group-commit", "off"});
                    }}});

    auto postgres = start_postgres();
    SeatedServer office(postgres->new_database(), folder.path() + "/postgres.log");
    std::string peer = postgres->new_database();
    prepare_peer(peer);
    auto write_as_peer = [&](const std::string& script) {
        static int runs = 0;
        PgBench pgbench{peer,
                        {script},
                        16,
                        bench.options().seconds,
                        folder.path(),
                        {"k=0", "run=" + std::to_string(++runs)}};
        std::int64_t before = rows_of_peer(peer);
        Measured measured = run_pgbench(pgbench);
        std::int64_t after = rows_of_peer(peer);
        bench.check(
            "pgbench: every transaction left its four rows", before >= 0 && after - before == measured.done,
            std::to_string(after - before) + " rows for " + std::to_string(measured.done) + " transactions");
        return measured;
    };
    bench.compare("PostgreSQL", {{"zhishi", [&] { return write_entries(bench, office, "postgres", {}); }},
                                 {"pgbench, 16 clients, the same rows in a transaction",
                                  [&] { return write_as_peer(same_rows_transaction(office.url())); }},
                                 {"pgbench, 16 clients, the same rows in one statement",
                                  [&] { return write_as_peer(same_rows_script(office.url())); }}});
    return bench.finish();
}

} // namespace

int main(int count, char** values) {
    return run_bench([&] { return measure(read_options(count, values)); });
}
