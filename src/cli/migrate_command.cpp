#include "cli/migrate_command.h"

#include "base/clock.h"
#include "cli/settings.h"
#include "store/store.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace zhishi::cli {

namespace {

// before-migration-20261127T212000Z.backup: by its name a copy is older than all that were made later.
std::string backup_name(base::Instant now) {
    std::string digits;
    for (char c : now.str().substr(0, 19)) // 2026-11-27T21:20:00, then fractions and the zone
        if (c != '-' && c != ':') digits += c;
    return "before-migration-" + digits + "Z.backup";
}

void migrate(const SettingFlags& flags, const std::string& backup_folder, Context& context) {
    auto settings = Settings::gather(flags);
    if (!settings) return context.fail(exit_wrong_use, settings.error().text);
    std::string backup_path;
    if (!backup_folder.empty()) backup_path = backup_folder + "/" + backup_name(base::system_clock()->now());
    auto report = store::migrate(settings->text("database"), backup_path);
    if (!report) return context.fail(exit_faults, report.error().text);
    if (report->is_backed_up) {
        base::Text kept{"升级前的数据库已备份到 " + backup_path + "。",
                        "The database as it was is kept in " + backup_path + "."};
        std::printf("%s\n", context.in_language(kept).c_str());
    }
    for (const std::string& step : report->applied)
        std::printf("%s\n", step.c_str());
    std::string version = std::to_string(report->version_after);
    base::Text text =
        report->applied.empty()
            ? base::Text{"数据库已是最新（第 " + version + " 版），无需改动。",
                         "The database is up to date (version " + version + "). Nothing was changed."}
            : base::Text{"数据库已升级到第 " + version + " 版。",
                         "The database is now at version " + version + "."};
    std::printf("%s\n", context.in_language(text).c_str());
}

} // namespace

void add_migrate_command(CLI::App& app, Context& context) {
    CLI::App* command =
        app.add_subcommand("migrate", "bring a database to this program's schema 建立或升级数据库");
    auto flags = std::make_shared<SettingFlags>();
    auto folder = std::make_shared<std::string>();
    flags->add_to(*command, {"database"});
    command->add_option("--backup-folder", *folder,
                        "where an older database is copied before it is changed 升级前的备份存放目录");
    command->callback([flags, folder, &context] { migrate(*flags, *folder, context); });
}

} // namespace zhishi::cli
