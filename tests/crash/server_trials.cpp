// PostgreSQL goes and comes back, goes for good, or hangs, under the program that serves.
#include "tests/crash/parts.h"

#include <csignal>

namespace zhishi::crash {

namespace {

using Stop = test::PostgresServer::Stop;

constexpr int patience_milliseconds = 60'000;
constexpr int end_max_milliseconds = 15'000; // of the program, whatever its database does

void rest(int milliseconds) {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

void come_back(PostgresGround& ground, Report& report) {
    report.check(ground.server().start_again(), "PostgreSQL does not start again");
}

// Everybody is answered in the end, and all is as it was answered.
void finish(Trial& trial, Report& report) {
    trial.settle();
    report.check(trial.all_connections_held(), "the program broke a connection");
    trial.read_back();
    report.check(get_page(trial.server().port(), "/api/health").find("\"writes\":\"ok\"") !=
                     std::string::npos,
                 "it writes again, and says that it does not");
    trial.stop(end_max_milliseconds);
    trial.check();
}

// The program stands before a commit, the server is shot, the program goes on: the outcome is not known.
void lose_commit(Trial& trial, PostgresGround& ground, Dice& dice, Report& report) {
    if (!trial.start({"ZHISHI_STOP_AT=committing:" + std::to_string(5 + up_to(dice, 30))})) return;
    trial.begin_writing();
    report.check(trial.server().wait_for_stop(patience_milliseconds),
                 "the program does not stand at the commit");
    ground.server().stop(Stop::crash);
    trial.server().send(SIGCONT);
}

void vanish_for_good(PostgresGround& ground, Dice& dice, const Options& options, Report& report) {
    Trial trial(ground, ground.lay_out(), report, dice(), options.log());
    lose_commit(trial, ground, dice, report);
    rest(up_to(dice, 1'000));
    int taken = trial.stop(end_max_milliseconds);
    report.count("ended without its database, milliseconds in all", taken);
    report.count("databases lost for good");
    come_back(ground, report);
    trial.check();
    if (!trial.start()) return;
    finish(trial, report);
}

void vanish_for_longer_than_patience(PostgresGround& ground, Dice& dice, const Options& options,
                                     Report& report) {
    Trial trial(ground, ground.lay_out(), report, dice(), options.log());
    lose_commit(trial, ground, dice, report);
    for (int waited = 0; report.counted("answered 503 outcome_unknown") == 0; waited += 100) {
        if (waited > patience_milliseconds)
            return report.fault("nobody is told that the outcome is not known");
        rest(100);
    }
    come_back(ground, report);
    trial.wait_for_acknowledged(50, patience_milliseconds);
    trial.end_writing();
    finish(trial, report);
    report.count("outcomes left unknown and learnt later");
}

void hang_until_the_end(PostgresGround& ground, Dice& dice, const Options& options, Report& report) {
    Trial trial(ground, ground.lay_out(), report, dice(), options.log());
    if (!trial.start()) return;
    trial.begin_writing();
    trial.wait_for_acknowledged(50, patience_milliseconds);
    ground.server().freeze();
    rest(up_to(dice, 1'000));
    int taken = trial.stop(end_max_milliseconds);
    report.count("ended before a hung database, milliseconds in all", taken);
    ground.server().thaw();
    report.count("databases that hung");
    trial.check();
    if (!trial.start()) return;
    finish(trial, report);
}

void hang_for_a_while(PostgresGround& ground, Dice& dice, const Options& options, int milliseconds,
                      Report& report) {
    Trial trial(ground, ground.lay_out(), report, dice(), options.log());
    if (!trial.start()) return;
    trial.begin_writing();
    trial.wait_for_acknowledged(50, patience_milliseconds);
    ground.server().freeze();
    rest(milliseconds);
    ground.server().thaw();
    trial.wait_for_acknowledged(50, patience_milliseconds);
    trial.end_writing();
    finish(trial, report);
    report.count("databases that hung");
}

} // namespace

void try_server_restarts(PostgresGround& ground, const Options& options, Report& report) {
    Dice dice(options.seed);
    int rounds = options.rounds_of(6, 300);
    for (int done = 0; done < rounds;) {
        Trial trial(ground, ground.lay_out(), report, dice(), options.log());
        if (!trial.start()) return;
        trial.begin_writing();
        for (int i = 0; i < 10 && done < rounds; ++i, ++done) {
            trial.wait_for_acknowledged(40, patience_milliseconds);
            rest(up_to(dice, 200));
            ground.server().stop(up_to(dice, 1) == 0 ? Stop::fast : Stop::crash);
            // One in five stays away for longer than the writer waits.
            rest(up_to(dice, 4) == 0 ? 3'500 : up_to(dice, 400));
            come_back(ground, report);
            report.count("restarts of PostgreSQL");
        }
        trial.wait_for_acknowledged(40, patience_milliseconds);
        trial.end_writing();
        finish(trial, report);
    }
}

void try_server_losses(PostgresGround& ground, const Options& options, Report& report) {
    Dice dice(options.seed);
    int rounds = options.rounds_of(1, 10);
    for (int round = 0; round < rounds; ++round) {
        vanish_for_good(ground, dice, options, report);
        hang_until_the_end(ground, dice, options, report);
        hang_for_a_while(ground, dice, options, 500 + up_to(dice, 1'500), report);
    }
    if (!options.is_long) return;
    vanish_for_longer_than_patience(ground, dice, options, report);
    hang_for_a_while(ground, dice, options, 40'000, report);
}

} // namespace zhishi::crash
