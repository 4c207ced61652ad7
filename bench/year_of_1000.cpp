// How long does the office of a bureau of 1,000 people wait for its year: computed, kept and listed in one
// answer?
//
// Limit: one second. No other program computes this scheme, so the limit takes the peer's place.
#include "base/number.h"
#include "bench/busy_office.h"
#include "bench/http_connection.h"
#include "bench/seated_server.h"
#include "bench/year_rows.h"

#include <boost/json.hpp>

#include <chrono>
#include <map>

using namespace zhishi::bench;

namespace {

namespace json = boost::json;
using zhishi::base::Number;
using Clock = std::chrono::steady_clock;

constexpr const char* the_year = "/api/years/2025";
constexpr const char* limit_name = "the limit of one second";

class Bureau {
  public:
    Bureau(std::string url, std::string log) : url_(std::move(url)), log_(std::move(log)) {
        std::string founding = found_organ(url_);
        expected_ = write_year_of_1000(url_);
        auto server = serve();
        office_ = seat_of_office(server->port(), founding);
        if (!server->stop()) give_up("the server did not end as it should");
    }

    Measured compute(Bench& bench, const std::string& who) {
        auto server = serve();
        HttpConnection connection(server->port());
        Measured measured;
        do {
            auto before = connection.send(request_bytes("GET", the_year, office_.headers()));
            if (!before || before->status != 200) give_up(before ? before->body : "no answer");
            std::string request =
                request_bytes("POST", std::string(the_year) + "/runs",
                              office_.headers("run-" + std::to_string(++runs_), before->header("ETag")));
            auto begun = Clock::now();
            auto answer = connection.send(request);
            auto lasted = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun).count();
            measured.latencies.push_back(lasted);
            measured.seconds += static_cast<double>(lasted) / 1e6;
            bool is_right = answer && answer->status == 201 && holds_all(bench, who, answer->body);
            (is_right ? measured.done : measured.failed) += 1;
            if (!is_right) measured.complaint = answer ? answer->body : "no answer";
        } while (measured.failed == 0 && measured.seconds < bench.options().seconds);
        bench.check(who + ": the server ends as it should", server->stop());
        return measured;
    }

  private:
    std::unique_ptr<ServedProgram> serve() const {
        return std::make_unique<ServedProgram>(
            url_,
            std::vector<std::string>{"--clock-start", clock_start_after(Clock::now() - founded_at_),
                                     "--password-cost", "least"},
            log_);
    }

    // Everybody's score is the one that the rows were made for.
    bool holds_all(Bench& bench, const std::string& who, const std::string& body) const {
        json::value year = json::parse(body);
        const json::array& rows = year.at("rows").as_array();
        size_t right = 0;
        for (const json::value& row : rows) {
            auto person = expected_.find(std::string(row.at("official").at("id").as_string()));
            const json::value& score = row.at("outcome").at("score");
            right += person != expected_.end() && score.is_string() &&
                     Number::read(std::string(score.as_string())) == person->second;
        }
        bench.check(who + ": a thousand rows, each with its score",
                    rows.size() == expected_.size() && right == expected_.size(),
                    std::to_string(right) + " of " + std::to_string(rows.size()) + " are right");
        return right == expected_.size();
    }

    std::string url_, log_;
    Clock::time_point founded_at_ = Clock::now();
    Seat office_;
    std::map<std::string, Number> expected_;
    int runs_ = 0;
};

Measured the_limit() {
    return {1, 0, 1.0, "", {1'000'000}};
}

int measure(const Options& options) {
    Bench bench("year_of_1000", "a year of 1,000 people computed, kept and listed", options);
    ScratchFolder folder;
    Bureau embedded("sqlite:" + folder.path() + "/year.db", folder.path() + "/sqlite.log");
    auto postgres = start_postgres();
    Bureau office(postgres->new_database(), folder.path() + "/postgres.log");
    bench.compare("SQLite", {{"zhishi on SQLite", [&] { return embedded.compute(bench, "sqlite"); }},
                             {limit_name, the_limit}});
    bench.compare("PostgreSQL", {{"zhishi on PostgreSQL", [&] { return office.compute(bench, "postgres"); }},
                                 {limit_name, the_limit}});
    return bench.finish();
}

} // namespace

int main(int count, char** values) {
    return run_bench([&] { return measure(read_options(count, values)); });
}
