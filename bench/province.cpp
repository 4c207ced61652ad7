// How long does a province wait for its year, and how much memory does that take?
//
// Peer: DuckDB, an analytic database, from its own package for Node, on two threads, by the scripts of
// bench/province. It makes none of the checks of the data that ours makes, and must write the same
// results.csv, byte for byte. It is fetched on first use; without it the results are held to the digests of
// expected.json.
#include "bench/frame.h"
#include "bench/measured_program.h"
#include "bench/province/province_rows.h"
#include "bench/served_program.h"
#include "crypto/hash.h"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>

using namespace zhishi::bench;

namespace {

namespace json = boost::json;
constexpr std::uint32_t smoke_people = 2'000, most_people = 1'000'000;
constexpr std::uint64_t seed = 2025;

std::string text_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Read side by side: this process stays small, or its memory would be counted as that of what it starts.
bool hold_the_same(const std::string& one, const std::string& other) {
    std::ifstream a(one, std::ios::binary), b(other, std::ios::binary);
    if (!a || !b) return false;
    std::vector<char> left(1 << 16), right(1 << 16);
    do {
        a.read(left.data(), static_cast<std::streamsize>(left.size()));
        b.read(right.data(), static_cast<std::streamsize>(right.size()));
        if (a.gcount() != b.gcount() || !std::equal(left.begin(), left.begin() + a.gcount(), right.begin()))
            return false;
    } while (a && b);
    return a.eof() && b.eof();
}

struct Peer {
    std::string node, installed;
};

std::optional<Peer> provided_peer(const std::string& folder) {
    MeasuredProgram run = run_measured({"bash", ZHISHI_SOURCE "/bench/province/provide_peer.sh"}, folder);
    size_t end = run.output.find('\n');
    if (!run.has_succeeded || end == std::string::npos) {
        std::printf("  DuckDB cannot be fetched here: the answers are held to expected.json alone, and there "
                    "is no peer to compare with\n  %s\n",
                    run.errors.substr(0, run.errors.find('\n')).c_str());
        return std::nullopt;
    }
    return Peer{run.output.substr(0, end),
                run.output.substr(end + 1, run.output.find('\n', end + 1) - end - 1)};
}

// What the rounds of one contender took.
struct Series {
    std::vector<double> seconds, processor_seconds, peak_mib, computed_ms;
    double time() const { return median(seconds); }
    double memory() const { return median(peak_mib); }
};

// The number behind `engine_ms=`, where the program says how long the engine alone took.
std::optional<double> engine_ms_of(const std::string& errors) {
    static const std::string mark = "engine_ms=";
    size_t at = errors.find(mark);
    if (at == std::string::npos) return std::nullopt;
    return std::strtod(errors.c_str() + at + mark.size(), nullptr);
}

class Province {
  public:
    Province(Bench& bench, std::string scheme, std::uint32_t people, std::uint64_t with_seed = seed)
        : bench_(bench), scheme_(std::move(scheme)), people_(people) {
        std::filesystem::create_directories(folder_.path() + "/tables");
        rows_ = write_province(scheme_, {people, with_seed, folder_.path() + "/tables"});
        who_ = scheme_ + ", " + std::to_string(people) + " people";
    }

    const std::string& who() const { return who_; }
    std::int64_t rows() const { return rows_; }
    std::string results_of(const std::string& contender) const {
        return folder_.path() + "/" + contender + "/results.csv";
    }
    double table_mib() const {
        double bytes = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path() + "/tables"))
            bytes += static_cast<double>(entry.file_size());
        return bytes / (1 << 20);
    }

    void run_ours(bool is_timed) {
        std::vector<std::string> command = {
            zhishi_program(), "score",       "--scheme", scheme_,
            "--data",         tables(),      "--period", period_of_province(scheme_),
            "--out",          folder("ours")};
        if (is_timed) command.emplace_back("--time");
        MeasuredProgram run = run_measured(command, folder_.path());
        bench_.check(who_ + ": zhishi scores it", run.has_succeeded, run.errors.substr(0, 600));
        note(ours, run);
        if (auto engine_ms = engine_ms_of(run.errors)) ours.computed_ms.push_back(*engine_ms);
    }

    // files, memory or coded: see duck_peer.mjs.
    void run_peer(const Peer& peer, const std::string& mode) {
        MeasuredProgram run =
            run_measured({peer.node, ZHISHI_SOURCE "/bench/province/duck_" + scheme_ + ".mjs", mode, tables(),
                          folder(mode)},
                         folder_.path(), {"ZHISHI_DUCKDB=" + peer.installed});
        bench_.check(who_ + ", " + mode + ": DuckDB computes it", run.has_succeeded,
                     run.errors.substr(0, 600));
        bench_.check(who_ + ", " + mode + ": DuckDB writes the same bytes",
                     hold_the_same(results_of(mode), results_of("ours")));
        note(peers[mode], run);
        if (mode != "files" && run.has_succeeded)
            peers[mode].computed_ms.push_back(json::parse(run.output).at("computed_ms").to_number<double>());
    }

    Series ours;
    std::map<std::string, Series> peers; // by mode

  private:
    std::string tables() const { return folder_.path() + "/tables"; }
    // Emptied: what an earlier round wrote answers for nobody.
    std::string folder(const std::string& contender) const {
        std::string path = folder_.path() + "/" + contender;
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
        return path;
    }
    static void note(Series& series, const MeasuredProgram& run) {
        series.seconds.push_back(run.seconds);
        series.processor_seconds.push_back(run.processor_seconds);
        series.peak_mib.push_back(run.peak_mib);
    }

    Bench& bench_;
    std::string scheme_, who_;
    std::uint32_t people_;
    std::int64_t rows_ = 0;
    ScratchFolder folder_;
};

const std::vector<std::string> schemes = {"diary", "chaohu", "gansu"};
const std::vector<std::string> modes = {"files", "memory", "coded"};

// Small tables of each scheme: the digest that is known, the peer's bytes, and a planted fault that must be
// seen.
void check_answers(Bench& bench, const std::optional<Peer>& peer) {
    json::value expected = json::parse(text_of(ZHISHI_SOURCE "/bench/province/expected.json"));
    for (const std::string& scheme : schemes) {
        Province province(bench, scheme, smoke_people);
        province.run_ours(false);
        std::string digest = zhishi::crypto::sha256_hex(text_of(province.results_of("ours")));
        bench.check(province.who() + ": the results are those of expected.json",
                    digest == expected.at(scheme).as_string(), digest);
        Province other(bench, scheme, smoke_people, seed + 1);
        other.run_ours(false);
        bench.check(scheme + ": results of other tables are seen to differ",
                    !hold_the_same(province.results_of("ours"), other.results_of("ours")));
        if (!peer) continue;
        for (const std::string& mode : modes)
            province.run_peer(*peer, mode);
    }
}

bool says_its_time() {
    return run_program({zhishi_program(), "score", "--help"}).find("--time") != std::string::npos;
}

// On a machine that others use too, the processors' time says more than the clock's.
void note_series(Bench& bench, const std::string& group, const std::string& who, const Series& series) {
    bench.note(group, who, series.time(), "s");
    bench.note(group, who + ": of the processors", median(series.processor_seconds), "s");
    bench.note(group, who + ": peak of memory", series.memory(), "MiB");
}

void report_files(Bench& bench, const Province& province) {
    std::string group = province.who() + ", from files to results";
    bench.note(group, "rating rows", static_cast<double>(province.rows()), "");
    bench.note(group, "tables", province.table_mib(), "MiB");
    note_series(bench, group, "zhishi, all checks", province.ours);
    auto files = province.peers.find("files");
    if (files == province.peers.end()) return;
    note_series(bench, group, "DuckDB, no checks", files->second);
    bench.note(group, "as fast as DuckDB", files->second.time() / province.ours.time(), "times");
    bench.note(group, "of DuckDB's memory", province.ours.memory() / files->second.memory(), "times");
}

void report_engine(Bench& bench, const Province& province) {
    std::string group = province.who() + ", computing alone, in memory";
    double ours = median(province.ours.computed_ms);
    if (ours > 0)
        bench.note(group, "zhishi's engine", ours, "ms");
    else
        std::printf("  %s: zhishi does not say how long its engine took; left out\n", group.c_str());
    for (const auto& [mode, series] : province.peers) {
        if (series.computed_ms.empty()) continue;
        double theirs = median(series.computed_ms);
        std::string name =
            mode == "memory" ? "DuckDB, its tables as read" : "DuckDB, ids and words as numbers";
        bench.note(group, name, theirs, "ms");
        if (ours > 0) bench.note(group, "as fast as " + name, theirs / ours, "times");
    }
}

// Ours and each peer in turn.
void compare(Bench& bench, const std::string& scheme, std::uint32_t people, const std::optional<Peer>& peer) {
    Province province(bench, scheme, people);
    bool is_timed = says_its_time();
    for (int round = 0; round < bench.options().rounds; ++round) {
        province.run_ours(is_timed);
        if (!peer) continue;
        for (const std::string& mode : modes)
            province.run_peer(*peer, mode);
    }
    report_files(bench, province);
    report_engine(bench, province);
}

// What one person costs from files to results, of few people and of many, the sizes in turn.
void compare_sizes(Bench& bench, const std::string& scheme, const std::vector<std::uint32_t>& sizes) {
    std::vector<std::unique_ptr<Province>> provinces;
    for (std::uint32_t people : sizes)
        provinces.push_back(std::make_unique<Province>(bench, scheme, people));
    for (int round = 0; round < bench.options().rounds; ++round)
        for (auto& province : provinces)
            province->run_ours(false);
    std::string group = scheme + ", what one person costs from files to results";
    auto cost = [&](size_t i) { return provinces[i]->ours.time() / sizes[i] * 1e6; };
    for (size_t i = 0; i < sizes.size(); ++i)
        bench.note(group, "of " + std::to_string(sizes[i]), cost(i), "µs");
    bench.note(group, "growth from the fewest to the most", cost(sizes.size() - 1) / cost(0), "times");
}

// BENCH_PEOPLE asks for another size than a million, to try the bench itself.
std::uint32_t people_wished() {
    const char* wish = std::getenv("BENCH_PEOPLE");
    return wish ? static_cast<std::uint32_t>(std::strtoul(wish, nullptr, 10)) : most_people;
}

int measure(const Options& options) {
    stay_on_two_processors();
    Bench bench("province", "a province's results from its tables: time and memory", options);
    ScratchFolder folder;
    auto peer = provided_peer(folder.path());
    check_answers(bench, peer);
    if (options.is_smoke) return bench.finish();
    std::uint32_t most = people_wished();
    compare(bench, "diary", most, peer);
    compare(bench, "chaohu", most / 10, peer);
    compare(bench, "gansu", most / 10, peer);
    compare_sizes(bench, "diary", {most / 100, most / 10, most});
    return bench.finish();
}

} // namespace

int main(int count, char** values) {
    return run_bench([&] { return measure(read_options(count, values)); });
}
