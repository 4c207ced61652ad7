#include "bench/pgbench.h"

#include "bench/served_program.h"

#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace zhishi::bench {

namespace {

// A line of its log: client, transaction, latency in microseconds or `failed`, script, seconds, microseconds.
void read_log(const std::filesystem::path& file, Measured& measured) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        std::istringstream fields(line);
        std::string client, transaction, latency;
        fields >> client >> transaction >> latency;
        std::int64_t microseconds = 0;
        auto read = std::from_chars(latency.data(), latency.data() + latency.size(), microseconds);
        bool is_number = read.ec == std::errc() && read.ptr == latency.data() + latency.size();
        (is_number ? measured.done : measured.failed) += 1;
        if (!is_number) measured.complaint = line;
        if (is_number) measured.latencies.push_back(microseconds);
    }
}

} // namespace

Measured run_pgbench(const PgBench& bench) {
    namespace fs = std::filesystem;
    fs::path folder = fs::path(bench.folder) / "pgbench";
    fs::remove_all(folder);
    fs::create_directories(folder);
    int seconds = std::max(2, static_cast<int>(std::lround(bench.seconds)));
    std::vector<std::string> command = {"/usr/lib/postgresql/15/bin/pgbench",
                                        "--no-vacuum",
                                        "--protocol=prepared",
                                        "--client=" + std::to_string(bench.clients),
                                        "--jobs=2",
                                        "--time=" + std::to_string(seconds),
                                        "--log",
                                        "--log-prefix=" + (folder / "log").string()};
    for (const std::string& variable : bench.variables)
        command.push_back("--define=" + variable);
    for (size_t i = 0; i < bench.scripts.size(); ++i) {
        fs::path script = folder / ("script" + std::to_string(i) + ".sql");
        std::ofstream(script) << bench.scripts[i];
        command.push_back("--file=" + script.string());
    }
    command.push_back(bench.url);
    std::string said = run_program(command);
    Measured measured;
    measured.seconds = seconds;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().filename().string().starts_with("log")) read_log(entry.path(), measured);
    if (measured.done == 0) measured.complaint = said;
    return measured;
}

} // namespace zhishi::bench
