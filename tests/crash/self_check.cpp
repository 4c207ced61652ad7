// Planted faults: a harness that has not found them has no business to say that there are none.
#include "tests/crash/parts.h"

namespace zhishi::crash {

namespace {

constexpr int patience_milliseconds = 60'000;

// Writes for a while under a planted fault, kills, looks, and demands that the fault is seen as what it is.
void must_find(Ground& ground, const std::string& planted, const Environment& more,
               const std::string& seen_as, const Options& options, Report& report) {
    Dice dice(options.seed);
    Report found("planted " + planted + ", " + ground.name());
    Trial trial(ground, ground.lay_out(), found, dice(), options.log());
    Environment environment = {"ZHISHI_PLANTED_FAULT=" + planted};
    environment.insert(environment.end(), more.begin(), more.end());
    if (!trial.start(environment)) return report.fault("it does not start with a planted fault");
    trial.begin_writing();
    if (more.empty())
        trial.wait_for_acknowledged(150, patience_milliseconds);
    else
        trial.server().wait_for_end(patience_milliseconds);
    trial.kill();
    trial.check();
    report.check(found.has_fault(seen_as), "not found: " + planted + " (" + ground.name() + ")");
    report.count("planted faults");
    if (!found.has_fault(seen_as)) found.print();
}

// A request that is forgotten is done again when it is sent again.
void must_find_doubled(Ground& ground, const Options& options, Report& report) {
    Dice dice(options.seed);
    Report found("doubled, " + ground.name());
    Trial trial(ground, ground.lay_out(), found, dice(), options.log());
    if (!trial.start({"ZHISHI_PLANTED_FAULT=request_dropped"})) return;
    trial.begin_writing();
    // One request in fifty is forgotten, and only a new entry can be done twice: enough that some are among
    // them.
    trial.wait_for_acknowledged(2'000, patience_milliseconds);
    trial.end_writing();
    for (Client& client : trial.everyone()) {
        bench::HttpConnection connection(trial.server().port());
        for (const Act& act : client.acknowledged())
            (void)connection.send(act.bytes);
    }
    trial.kill();
    trial.check();
    report.check(found.has_fault("doubled:"),
                 "not found: an act that was done twice (" + ground.name() + ")");
    report.count("planted faults");
}

} // namespace

void check_itself(SqliteGround& sqlite, PostgresGround& postgres, const Options& options, Report& report) {
    for (Ground* ground : {static_cast<Ground*>(&sqlite), static_cast<Ground*>(&postgres)}) {
        must_find(*ground, "event_dropped", {}, "chain:", options, report);
        must_find(*ground, "request_dropped", {}, "half:", options, report);
        must_find(*ground, "acknowledged_early", {"ZHISHI_CRASH_AT=committing:5"}, "lost:", options, report);
        must_find_doubled(*ground, options, report);
    }
    Report found("planted synchronous_off");
    try_power_cuts(sqlite, options, 10, {"ZHISHI_PLANTED_FAULT=synchronous_off"}, found);
    report.check(found.has_fault("lost:") || found.has_fault("damaged"), "not found: synchronous=OFF");
    report.count("planted faults");
}

} // namespace zhishi::crash
