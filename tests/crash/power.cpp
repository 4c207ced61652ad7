#include "tests/crash/mounted_disk.h"
#include "tests/crash/parts.h"

#include <csignal>

namespace zhishi::crash {

namespace {

constexpr int cuts_of_one_trial = 20;
constexpr int write_max_milliseconds = 400;
constexpr int disk_megabytes = 96;

// The program stands still when the power goes: an answer that it gave, it gave before. (Without that, one
// that leaves between the cut and the kill would look like a loss.)
void cut_once(Trial& trial, MountedDisk& disk, Dice& dice, const Environment& environment, Report& report) {
    if (!trial.start(environment)) return;
    trial.write_for(up_to(dice, write_max_milliseconds));
    trial.server().send(SIGSTOP);
    report.check(trial.server().wait_for_stop(10'000), "the program does not stop for the cut");
    disk.cut_power();
    trial.kill();
    disk.come_back();
    report.count("power cuts");
    trial.check_damage();
    trial.check();
}

} // namespace

void try_power_cuts(SqliteGround& ground, const Options& options, int cuts, const Environment& environment,
                    Report& report) {
    Dice dice(options.seed);
    MountedDisk disk(MountedDisk::Kind::ext4, options.folder, disk_megabytes);
    for (int done = 0; done < cuts && (environment.empty() || report.is_clean());) {
        std::string url = ground.lay_out_in(disk.path());
        disk.sync();
        Trial trial(ground, url, report, dice(), options.log());
        for (int i = 0; i < cuts_of_one_trial && done < cuts; ++i, ++done) {
            cut_once(trial, disk, dice, environment, report);
            if (!environment.empty() && !report.is_clean()) return; // the planted fault was found
        }
        if (!trial.start(environment)) return;
        trial.settle();
        trial.read_back();
        trial.stop(30'000);
        trial.check();
    }
    report.check(report.counted("acknowledged") > cuts * 5, "so little was written that nothing was tried");
}

} // namespace zhishi::crash
