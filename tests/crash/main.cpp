// Ends the program in every way that can be made here, and looks at what is left.
//
//   try_crashes [--long] [--seed N] [--rounds N] [PART…]
//
// PART: itself kills points commands power full restarts losses, or one database of it: kills-sqlite; without
// one, all. It prints the seed, the
// commit and what was counted; the last line reads `N passed, N failed`, a part each.
#include "bench/frame.h"
#include "bench/served_program.h"
#include "tests/crash/parts.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <sched.h>
#include <sys/mount.h>

using namespace zhishi::crash;
using zhishi::bench::give_up;

namespace {

// What is mounted for a trial goes with the harness, however that ends.
void keep_mounts_to_ourselves() {
    if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        give_up("a disk of its own needs the right to mount (root): nothing was tried");
}

struct Part {
    std::string name, title;
    std::function<void(Report&)> run;
};

std::vector<Part> parts_of(SqliteGround& sqlite, PostgresGround& postgres, const Options& options) {
    return {
        {"itself", "planted faults", [&](Report& r) { check_itself(sqlite, postgres, options, r); }},
        {"kills-sqlite", "kills, sqlite", [&](Report& r) { try_kills(sqlite, options, r); }},
        {"kills-postgres", "kills, postgres", [&](Report& r) { try_kills(postgres, options, r); }},
        {"points-sqlite", "points, sqlite", [&](Report& r) { try_points(sqlite, options, r); }},
        {"points-postgres", "points, postgres", [&](Report& r) { try_points(postgres, options, r); }},
        {"commands-sqlite", "commands, sqlite", [&](Report& r) { try_commands(sqlite, options, r); }},
        {"commands-postgres", "commands, postgres", [&](Report& r) { try_commands(postgres, options, r); }},
        {"power", "power cuts, sqlite",
         [&](Report& r) { try_power_cuts(sqlite, options, options.rounds_of(5, 300), {}, r); }},
        {"full-sqlite", "full disk, sqlite", [&](Report& r) { try_full_disk(sqlite, options, r); }},
        {"full-postgres", "full disk, postgres", [&](Report& r) { try_full_disk(postgres, options, r); }},
        {"restarts", "restarts of postgres", [&](Report& r) { try_server_restarts(postgres, options, r); }},
        {"losses", "losses of postgres", [&](Report& r) { try_server_losses(postgres, options, r); }},
    };
}

struct Request {
    Options options;
    std::vector<std::string> parts;
    bool wants(const std::string& part) const {
        return parts.empty() || std::any_of(parts.begin(), parts.end(), [&](const std::string& wanted) {
                   return part.starts_with(wanted);
               });
    }
};

Request read_request(int count, char** values) {
    Request request;
    request.options.seed = static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch() /
                                                      std::chrono::seconds(1));
    for (int i = 1; i < count; ++i) {
        std::string word = values[i];
        if (word == "--long")
            request.options.is_long = true;
        else if (word == "--seed" && i + 1 < count)
            request.options.seed = std::strtoull(values[++i], nullptr, 10);
        else if (word == "--rounds" && i + 1 < count)
            request.options.rounds = std::atoi(values[++i]);
        else if (word.starts_with("-"))
            give_up("usage: try_crashes [--long] [--seed N] [--rounds N] [PART...]");
        else
            request.parts.push_back(word);
    }
    return request;
}

int run(Request request) {
    keep_mounts_to_ourselves();
    zhishi::bench::ScratchFolder folder;
    request.options.folder = folder.path();
    std::filesystem::permissions(folder.path(), std::filesystem::perms::others_exec, // to a disk of postgres
                                 std::filesystem::perm_options::add);
    std::printf(
        "seed %llu, commit %s", static_cast<unsigned long long>(request.options.seed),
        zhishi::bench::run_program({"/bin/sh", "-c", "git rev-parse HEAD 2>/dev/null || echo unknown"})
            .c_str());
    std::fflush(stdout);
    SqliteGround sqlite(folder.path());
    PostgresGround postgres(folder.path());
    int passed = 0, failed = 0;
    for (const Part& part : parts_of(sqlite, postgres, request.options)) {
        if (!request.wants(part.name)) continue;
        Report report(part.title);
        auto began = std::chrono::steady_clock::now();
        part.run(report);
        // How quick a restart is belongs to the product, and how busy the machine is does not: the short run
        // tells, the long one, which has the machine to itself, demands.
        if (request.options.is_long)
            report.check(report.late_restarts() == 0, "a restart took longer than two seconds");
        report.count("seconds", (std::chrono::steady_clock::now() - began) / std::chrono::seconds(1));
        report.print();
        (report.is_clean() ? passed : failed) += 1;
    }
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 && passed > 0 ? 0 : 1;
}

} // namespace

int main(int count, char** values) {
    return zhishi::bench::run_bench([&] { return run(read_request(count, values)); });
}
