#include "tests/crash/mounted_disk.h"
#include "tests/crash/parts.h"

#include <csignal>
#include <filesystem>
#include <pwd.h>
#include <unistd.h>

namespace zhishi::crash {

namespace {

constexpr int patience_milliseconds = 60'000;

// Waits until it holds; a fault where it does not in time.
void wait_until(const std::function<bool()>& holds, const std::string& claim, Report& report) {
    for (int waited = 0; waited < patience_milliseconds; waited += 20) {
        if (holds()) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    report.fault(claim);
}

bool page_says(Trial& trial, const std::string& target, const std::string& text) {
    return get_page(trial.server().port(), target).find(text) != std::string::npos;
}

// What somebody who saves now is told, in both languages.
void check_message(Trial& trial, Report& report) {
    const Client& client = trial.everyone().front();
    if (!client.pending()) return report.fault("the first official's act was done on a full disk");
    for (const auto& [language, word] :
         {std::pair<std::string, std::string>{"zh-CN", "磁盘空间已满"}, {"en", "disk is full"}}) {
        std::string bytes = client.pending()->bytes;
        bytes.insert(bytes.find("\r\n") + 2, "Accept-Language: " + language + "\r\n");
        auto answer = bench::HttpConnection(trial.server().port()).send(bytes);
        report.check(answer && answer->status == 503 &&
                         answer->body.find("storage_full") != std::string::npos &&
                         answer->body.find(word) != std::string::npos,
                     "a full disk is not told in " + language + ": " + (answer ? answer->body : "no answer"));
    }
}

// Full while everybody writes; read on; emptied; written again without a restart; killed at the end.
void fill_once(Trial& trial, MountedDisk& disk, Report& report) {
    if (!trial.start()) return;
    trial.begin_writing();
    trial.wait_for_acknowledged(50, patience_milliseconds);
    disk.fill();
    wait_until(
        [&] {
            disk.fill(); // what a checkpoint gave back
            return page_says(trial, "/api/health", "\"writes\":\"storage_full\"") &&
                   report.counted("answered 503 storage_full") > clients;
        },
        "a full disk is not answered with storage_full by all", report);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    trial.end_writing();
    report.check(trial.all_connections_held(), "a connection broke while the disk was full");
    report.check(page_says(trial, "/api/health", "\"status\":\"ok\""), "reading ends with writing");
    report.check(page_says(trial, "/api/metrics", "zhishi_store_takes_writes 0"), "the metrics say nothing");
    check_message(trial, report);
    trial.read_back();
    disk.empty();
    wait_until([&] { return page_says(trial, "/api/health", "\"writes\":\"ok\""); },
               "the disk has room again and nobody notices", report);
    trial.settle();
    trial.begin_writing();
    trial.wait_for_acknowledged(50, patience_milliseconds);
    trial.kill();
    trial.check();
    trial.check_damage();
    report.count("disks filled and emptied");
}

} // namespace

void try_full_disk(SqliteGround& ground, const Options& options, Report& report) {
    Dice dice(options.seed);
    for (int round = 0; round < options.rounds_of(1, 20); ++round) {
        MountedDisk disk(MountedDisk::Kind::memory, options.folder, 16);
        Trial trial(ground, ground.lay_out_in(disk.path()), report, dice(), options.log());
        fill_once(trial, disk, report);
        // Killed while it is full: it starts again once there is room.
        if (!trial.start()) return;
        trial.begin_writing();
        trial.wait_for_acknowledged(20, patience_milliseconds);
        disk.fill();
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        trial.kill();
        disk.empty();
        trial.check();
        if (!trial.start()) return;
        trial.settle();
        trial.read_back();
        trial.stop(30'000);
        trial.check();
    }
}

void try_full_disk(PostgresGround& ground, const Options& options, Report& report) {
    Dice dice(options.seed);
    for (int round = 0; round < options.rounds_of(1, 20); ++round) {
        MountedDisk disk(MountedDisk::Kind::memory, options.folder, 48);
        std::string tables = disk.path() + "/tables";
        std::filesystem::create_directory(tables);
        if (const passwd* user = ::getpwnam("postgres"); user && ::geteuid() == 0)
            if (::chown(tables.c_str(), user->pw_uid, user->pw_gid) != 0)
                report.fault("the folder could not be given to postgres");
        {
            Trial trial(ground, ground.lay_out_in(tables), report, dice(), options.log());
            fill_once(trial, disk, report);
            if (!trial.start()) return;
            trial.settle();
            trial.read_back();
            trial.stop(30'000);
            trial.check();
        }
        ground.leave_folder();
    }
}

} // namespace zhishi::crash
