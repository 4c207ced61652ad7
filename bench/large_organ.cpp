// How long do the pages of an organ of 10,000 take, when 64 people look at them at once?
//
// Limit: 99 of 100 within 50 ms. No other program has these pages, so the limit takes the peer's place: each
// line tells the slowest of a hundred.
#include "bench/http_load.h"
#include "bench/organ_rows.h"
#include "bench/seated_server.h"

#include <chrono>

using namespace zhishi::bench;

namespace {

using Clock = std::chrono::steady_clock;

struct Page {
    const char* name;
    std::string path;
    std::vector<const Seat*> seats; // who looks at it, in turn
    std::string holds;              // every answer has it
};

class Organ {
  public:
    Organ(std::string url, std::string log, int people) : url_(std::move(url)), log_(std::move(log)) {
        found_organ(url_);
        large_ = write_large_organ(url_, people);
    }

    Measured look_at(Bench& bench, const Page& page) const {
        ServedProgram server(
            url_,
            {"--clock-start", clock_start_after(Clock::now() - founded_at_), "--password-cost", "least"},
            log_);
        std::vector<std::string> requests;
        for (int client = 0; client < clients; ++client) {
            const Seat& seat = *page.seats[static_cast<size_t>(client) % page.seats.size()];
            requests.push_back(request_bytes("GET", page.path, seat.headers()));
        }
        // The first look loads the organ; that is the start's time, not the page's.
        auto first = HttpConnection(server.port()).send(requests[0]);
        bench.check(std::string(page.name) + ": the page holds what it should",
                    first && first->status == 200 && first->body.find(page.holds) != std::string::npos,
                    first ? first->body.substr(0, 300) : "no answer");
        Load load;
        load.port = server.port();
        load.clients = clients;
        load.seconds = bench.options().seconds;
        load.request = [&](int client, std::int64_t) { return requests[static_cast<size_t>(client)]; };
        load.is_right = [&](int, const Answer& answer) {
            return answer.status == 200 && answer.body.find(page.holds) != std::string::npos;
        };
        Measured measured = run_load(load);
        bench.check(std::string(page.name) + ": the server ends as it should", server.stop());
        return measured;
    }

    std::vector<Page> pages() const {
        auto seats_of = [](const std::vector<Seat>& from) {
            std::vector<const Seat*> seats;
            for (size_t i = 0; i < from.size() && i < static_cast<size_t>(clients); ++i)
                seats.push_back(&from[i]);
            return seats;
        };
        std::vector<const Seat*> office{&large_.office};
        return {{"people", "/api/officials?limit=50", office, "\"all\":"},
                {"people sought", "/api/officials?limit=50&q=csy", office, "\"all\":"},
                {"board of a month", "/api/periods/2026-10", office, "\"late\":"},
                {"board of a quarter", "/api/periods/2026Q3", office, "\"late\":"},
                {"board of the year", "/api/periods/2026", office, "annual_summary"},
                {"inbox of leaders", "/api/inbox", seats_of(large_.leaders), "\"items\":"},
                {"inbox of heads", "/api/inbox", seats_of(large_.heads), "month_review"},
                {"inbox of staff", "/api/inbox", seats_of(large_.staff), "\"items\":"}};
    }

  private:
    std::string url_, log_;
    Clock::time_point founded_at_ = Clock::now();
    LargeOrgan large_;
};

int measure(const Options& options) {
    Bench bench("large_organ", "the pages of an organ of 10,000, 64 clients; limit: p99 of 50 ms", options);
    ScratchFolder folder;
    int people = options.is_smoke ? 500 : 10'000;
    Organ embedded("sqlite:" + folder.path() + "/organ.db", folder.path() + "/sqlite.log", people);
    auto postgres = start_postgres();
    Organ served(postgres->new_database(), folder.path() + "/postgres.log", people);
    auto pages = embedded.pages(), served_pages = served.pages();
    for (size_t i = 0; i < pages.size(); ++i)
        bench.compare(pages[i].name,
                      {{"SQLite", [&, i] { return embedded.look_at(bench, pages[i]); }},
                       {"PostgreSQL", [&, i] { return served.look_at(bench, served_pages[i]); }}});
    return bench.finish();
}

} // namespace

int main(int count, char** values) {
    return run_bench([&] { return measure(read_options(count, values)); });
}
