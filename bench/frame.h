// What every bench is made of: contenders that run in turn, checks of their answers, and a report.
//
// A bench prints no figure before its answers were checked: the number of rows that are there, the events
// without gaps, the bodies that came back. It names its peer, runs all contenders in turn as often as asked,
// and prints medians, the ratio of the first to each other, and the latency that 99 of 100 requests stayed
// below.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace zhishi::bench {

struct Options {
    int rounds = 5;
    double seconds = 5;      // one run of one contender
    bool is_smoke = false;   // few requests, one round: answers are checked, times mean nothing
    std::string report_file; // JSON; empty: none
};
// --smoke, --rounds N, --seconds S, --report FILE; ends the program with exit 2 at anything else.
Options read_options(int count, char** values);

// Ends the bench with a message, from anywhere below run_bench(); servers and folders are put away on the way
// out.
[[noreturn]] void give_up(const std::string& why);
// The body of main(): exit 1 where the bench gave up.
int run_bench(const std::function<int()>& bench);

struct Measured {
    std::int64_t done = 0;   // answered as they should be
    std::int64_t failed = 0; // anything else
    double seconds = 0;
    std::string complaint;               // one of the answers that were not, for whoever looks into it
    std::vector<std::int64_t> latencies; // microseconds, one a request, in any order
};

struct Contender {
    std::string name; // what it is, so that a reader could repeat it
    std::function<Measured()> run;
};

// What is held against a limit: one value of each round.
struct Limited {
    std::string name, unit; // of the values and of the limit
    double limit = 0;
    std::vector<double> values;
    // `    median 12.3 ms  worst 14.0 ms  limit / this = 81.30  NAME`; says so where the limit was passed.
    std::string line() const;
};

class Bench {
  public:
    Bench(std::string name, std::string question, Options options);

    // One thing that must be true of an answer; `found` is printed when it is not.
    void check(const std::string& claim, bool holds, const std::string& found = "");
    // The first contender is ours, the others its peers.
    void compare(const std::string& group, const std::vector<Contender>& contenders);
    // Figures that no peer has: a limit takes its place. It is for a reader to judge, as all that hangs on
    // the speed of a machine; what must hold on each is a check.
    void hold(const std::string& group, const std::vector<Limited>& figures);
    // A figure of its own, no rate of requests: printed and written to the report.
    void note(const std::string& group, const std::string& name, double value, const std::string& unit);
    // Prints the checks' counts as `N passed, N failed`, writes the report; the exit code of the program.
    int finish();

    const Options& options() const { return options_; }

  private:
    struct Line {
        std::string group, name;
        double per_second = 0;
        std::int64_t p50 = 0, p99 = 0; // medians over the rounds, microseconds
    };
    struct Figure {
        std::string group, name, unit;
        double value = 0;
    };
    void print(const std::string& group, size_t first) const;
    std::string json() const;

    std::string name_, question_;
    Options options_;
    std::vector<Line> lines_;
    std::vector<std::pair<std::string, Limited>> held_; // behind the name of the group
    std::vector<Figure> figures_;
    int passed_ = 0, failed_ = 0;
};

// The value that `share` of all (0.99) do not exceed: the smallest such one of the list; 0 of an empty list.
std::int64_t percentile(std::vector<std::int64_t> values, double share);
double median(std::vector<double> values); // 0 of an empty list

} // namespace zhishi::bench
