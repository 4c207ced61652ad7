#include "store/crash_point.h"
#include "tests/crash/parts.h"

#include <csignal>

namespace zhishi::crash {

namespace {

constexpr int rounds_of_one_trial = 20; // then a new copy: what is checked each time shall stay small
constexpr int write_max_milliseconds = 500;
constexpr int start_max_milliseconds = 60;
constexpr int point_max_milliseconds = 60'000;

// One in five is killed while it starts, which is while it recovers from the kill before.
void kill_once(Trial& trial, Dice& dice, Report& report) {
    if (up_to(dice, 4) == 0) {
        trial.launch();
        std::this_thread::sleep_for(std::chrono::milliseconds(up_to(dice, start_max_milliseconds)));
        trial.server().kill();
        report.count("kills during the start");
        return;
    }
    if (!trial.start()) return;
    trial.write_for(up_to(dice, write_max_milliseconds));
    trial.kill();
    report.count("kills while writing");
}

// Serves it once more: every act is answered in the end, and reads over HTTP as it was acknowledged.
void finish(Trial& trial, Report& report) {
    if (!trial.start()) return;
    trial.settle();
    trial.read_back();
    trial.stop(30'000);
    trial.check();
    trial.check_damage();
    report.count("databases");
}

// What is needed so that a point is passed at all.
std::string planted_for(store::CrashPoint point) {
    switch (point) {
    case store::CrashPoint::tried_alone: return "row_refused";
    case store::CrashPoint::resolving:
    case store::CrashPoint::reconnected: return "answer_lost";
    default: return "";
    }
}

void crash_at(store::CrashPoint point, int passings, Trial& trial, Report& report) {
    std::string name(store::name_of(point));
    Environment environment = {"ZHISHI_CRASH_AT=" + name + ":" + std::to_string(passings)};
    if (std::string fault = planted_for(point); !fault.empty())
        environment.push_back("ZHISHI_PLANTED_FAULT=" + fault);
    if (point == store::CrashPoint::opened)
        trial.launch(environment);
    else if (trial.start(environment))
        trial.begin_writing();
    Ended ended = trial.server().wait_for_end(point_max_milliseconds);
    trial.kill();
    report.check(ended.is_over && ended.signal == SIGKILL, "the point " + name + " was not reached");
    report.count("crashes at a point");
    trial.check();
}

} // namespace

void try_kills(Ground& ground, const Options& options, Report& report) {
    Dice dice(options.seed);
    int rounds = options.rounds_of(15, 1'000);
    for (int done = 0; done < rounds;) {
        Trial trial(ground, ground.lay_out(), report, dice(), options.log());
        for (int i = 0; i < rounds_of_one_trial && done < rounds; ++i, ++done) {
            kill_once(trial, dice, report);
            trial.check();
        }
        finish(trial, report);
    }
    report.check(report.counted("acknowledged") > rounds * 5, "so little was written that nothing was tried");
}

void try_points(Ground& ground, const Options& options, Report& report) {
    Dice dice(options.seed);
    int rounds = options.rounds_of(1, 10);
    for (int round = 0; round < rounds; ++round) {
        Trial trial(ground, ground.lay_out(), report, dice(), options.log());
        for (int i = 0; i <= static_cast<int>(store::CrashPoint::opened); ++i) {
            auto point = static_cast<store::CrashPoint>(i);
            bool is_rare = point == store::CrashPoint::tidying || point == store::CrashPoint::tidied ||
                           point == store::CrashPoint::opened;
            crash_at(point, is_rare ? 1 : 1 + up_to(dice, options.is_long ? 40 : 8), trial, report);
        }
        finish(trial, report);
    }
}

} // namespace zhishi::crash
