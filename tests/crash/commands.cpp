// `zhishi migrate` and `zhishi backup` are killed: what is there is the old or the whole new, and the command
// can be run again.
#include "bench/frame.h"
#include "crypto/password.h"
#include "store/crash_point.h"
#include "tests/crash/parts.h"

#include <csignal>
#include <filesystem>

namespace zhishi::crash {

namespace {

namespace files = std::filesystem;
using store::CrashPoint;

constexpr int command_max_milliseconds = 60'000;

int run_to_its_end(const std::vector<std::string>& words, const Options& options) {
    Process process(words, {}, options.log());
    return process.wait_for_end(command_max_milliseconds).code;
}

// True: it was killed there.
bool killed_at(const std::vector<std::string>& words, CrashPoint point, int passings,
               const Options& options) {
    std::string order =
        "ZHISHI_CRASH_AT=" + std::string(store::name_of(point)) + ":" + std::to_string(passings);
    Process process(words, {order}, options.log());
    return process.wait_for_end(command_max_milliseconds).signal == SIGKILL;
}

// Each step of the migrations, from an empty database.
void crash_migrations(const std::string& name, const std::function<std::string()>& new_database,
                      const Options& options, Report& report) {
    for (CrashPoint point :
         {CrashPoint::migration_half, CrashPoint::migration_committing, CrashPoint::migration_committed})
        for (int step = 1;; ++step) {
            std::string url = new_database();
            std::vector<std::string> words = {program(), "migrate", "--database", url};
            bool is_killed = killed_at(words, point, step, options);
            auto rest_of_it = store::migrate(url);
            if (!rest_of_it) {
                report.fault("a migration cannot be taken up again: " + rest_of_it.error().text.en);
                break;
            }
            if (!is_killed) { // there are no more steps
                report.check(step > 1, "no step of a migration was reached");
                break;
            }
            int reached = point == CrashPoint::migration_committed ? step : step - 1;
            report.check(rest_of_it->version_before == reached,
                         "a migration was left between two steps: version " +
                             std::to_string(rest_of_it->version_before) + " at step " + std::to_string(step));
            auto random = crypto::system_random();
            store::StoreOptions as_program;
            as_program.url = url;
            report.check(store::open(as_program, *random).ok(), "the migrated database does not open");
            report.count("migrations killed (" + name + ")");
        }
}

// An SQLite copy is opened and held against the acknowledgements; a dump is listed by PostgreSQL's own tool.
void check_copy(Trial& trial, Ground& ground, const std::string& file, const Options& options,
                Report& report) {
    if (ground.name() != "sqlite") {
        report.check(run_to_its_end({"/usr/bin/pg_restore", "--list", file}, options) == 0,
                     "a backup cannot be read");
        return;
    }
    std::string url = "sqlite:" + file;
    report.check(ground.damage_of(url).empty(), "a backup is damaged");
    ground.look(url, [&](store::Store& store) {
        check_stored(store, trial.everyone(), ground.events_at_first(), report);
    });
}

void crash_backup(Trial& trial, Ground& ground,
                  const std::function<bool(const std::vector<std::string>&)>& kill, bool is_renamed,
                  const Options& options, Report& report) {
    std::string file = options.folder + "/backup";
    files::remove(file);
    std::vector<std::string> words = {program(), "backup", "--database", trial.url(), "--to", file};
    bool is_killed = kill(words);
    if (files::exists(file))
        check_copy(trial, ground, file, options, report);
    else
        report.check(!is_renamed && is_killed, "a backup ended and left nothing");
    report.check(!files::exists(file) || is_renamed || !is_killed, "a backup is there before it is whole");
    files::remove(file);
    report.check(run_to_its_end(words, options) == 0, "a backup cannot be made again");
    check_copy(trial, ground, file, options, report);
    report.count("backups killed");
}

} // namespace

void try_commands(Ground& ground, const Options& options, Report& report) {
    Dice dice(options.seed);
    int made = 0;
    if (auto* postgres = dynamic_cast<PostgresGround*>(&ground))
        crash_migrations(
            "postgres", [&] { return postgres->empty_database(); }, options, report);
    else
        crash_migrations(
            "sqlite",
            [&] { return "sqlite:" + options.folder + "/migrated" + std::to_string(++made) + ".db"; },
            options, report);

    Trial trial(ground, ground.lay_out(), report, dice(), options.log());
    if (!trial.start()) return;
    trial.begin_writing();
    trial.wait_for_acknowledged(200, command_max_milliseconds);
    trial.kill();
    trial.check();
    for (CrashPoint point :
         {CrashPoint::backup_copied, CrashPoint::backup_renaming, CrashPoint::backup_renamed})
        crash_backup(
            trial, ground,
            [&](const std::vector<std::string>& words) {
                bool is_killed = killed_at(words, point, 1, options);
                report.check(is_killed, "a point of the backup was not reached");
                return is_killed;
            },
            point == CrashPoint::backup_renamed, options, report);
    for (int i = 0; i < options.rounds_of(3, 100); ++i) {
        std::string file = options.folder + "/backup";
        files::remove(file);
        Process process({program(), "backup", "--database", trial.url(), "--to", file}, {}, options.log());
        std::this_thread::sleep_for(std::chrono::milliseconds(up_to(dice, 60)));
        process.kill();
        if (files::exists(file)) check_copy(trial, ground, file, options, report);
        report.count("backups killed at random");
    }
}

} // namespace zhishi::crash
