#include "cli/migrate_command.h"

#include "cli/settings.h"
#include "store/store.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace zhishi::cli {

namespace {

void migrate(const SettingFlags& flags, Context& context) {
    auto settings = Settings::gather(flags);
    if (!settings) return context.fail(exit_wrong_use, settings.error().text);
    auto report = store::migrate(settings->text("database"));
    if (!report) return context.fail(exit_faults, report.error().text);
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
    flags->add_to(*command, {"database"});
    command->callback([flags, &context] { migrate(*flags, context); });
}

} // namespace zhishi::cli
