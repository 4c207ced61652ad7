#include "cli/config_command.h"

#include "cli/settings.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace zhishi::cli {

namespace {

base::Text word_of(Settings::Origin origin) {
    switch (origin) {
    case Settings::Origin::otherwise: return {"默认", "default"};
    case Settings::Origin::file: return {"文件", "file"};
    case Settings::Origin::environment: return {"环境变量", "environment"};
    case Settings::Origin::flag: return {"命令行", "flag"};
    }
    return {};
}

// name = value    origin    what it is; tabs between, so that other programs can read it.
void show(const SettingFlags& flags, Context& context) {
    auto settings = Settings::gather(flags);
    if (!settings) return context.fail(exit_wrong_use, settings.error().text);
    for (const SettingRow& row : setting_rows()) {
        const Settings::Value& value = settings->at(row.name);
        base::Text title{std::string(row.title_zh), std::string(row.title_en)};
        std::printf("%s\t%s\t%s\t%s\n", std::string(row.name).c_str(), shown(row, value.text).c_str(),
                    context.in_language(word_of(value.origin)).c_str(), context.in_language(title).c_str());
    }
}

} // namespace

void add_config_command(CLI::App& app, Context& context) {
    CLI::App* command =
        app.add_subcommand("config", "show every setting and where it comes from 显示全部设置及其来源");
    auto flags = std::make_shared<SettingFlags>();
    flags->add_to(*command);
    command->callback([flags, &context] { show(*flags, context); });
}

} // namespace zhishi::cli
