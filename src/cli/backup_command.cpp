#include "cli/backup_command.h"

#include "cli/settings.h"
#include "store/store.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace zhishi::cli {

namespace {

void back_up(const SettingFlags& flags, const std::string& path, Context& context) {
    auto settings = Settings::gather(flags);
    if (!settings) return context.fail(exit_wrong_use, settings.error().text);
    if (auto done = store::backup_database(settings->text("database"), path); !done)
        return context.fail(exit_faults, done.error().text);
    base::Text text{"已备份到 " + path + "。请把备份存放到另一台机器上，并妥善保管：其中有全部考核内容。",
                    "Backed up to " + path +
                        ". Keep the copy on another machine and keep it safe: all appraisals are in it."};
    std::printf("%s\n", context.in_language(text).c_str());
}

} // namespace

void add_backup_command(CLI::App& app, Context& context) {
    CLI::App* command =
        app.add_subcommand("backup", "copy a database, also while it is served 备份数据库，服务运行时也可");
    auto flags = std::make_shared<SettingFlags>();
    auto path = std::make_shared<std::string>();
    flags->add_to(*command, {"database"});
    command->add_option("--to", *path, "the new file 备份文件")->required();
    command->callback([flags, path, &context] { back_up(*flags, *path, context); });
}

} // namespace zhishi::cli
