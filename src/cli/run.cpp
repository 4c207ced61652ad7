#include "base/version.h"
#include "cli/commands.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string_view>

namespace zhishi::cli {

namespace {

// LC_ALL stands above LANG, as everywhere.
bool is_chinese_wanted() {
    for (const char* name : {"LC_ALL", "LANG"}) {
        const char* value = std::getenv(name);
        if (value && *value) return std::string_view(value).starts_with("zh");
    }
    return false;
}

} // namespace

void Context::fail(int code, const base::Text& text) {
    exit_code = code;
    std::fprintf(stderr, "%s\n", in_language(text).c_str());
}

int run(int argc, char** argv) {
    Context context;
    context.in_chinese = is_chinese_wanted();
    CLI::App app("知事 zhishi: appraisal platform for civil servants 公务员考核平台", "zhishi");
    app.require_subcommand(1);
    app.fallthrough();
    app.set_version_flag("--version", "zhishi " + std::string(base::program_version()), "the version 版本");
    app.add_option_function<std::string>(
           "--language", [&](const std::string& language) { context.in_chinese = language == "zh"; },
           "zh or en 提示语言")
        ->check(CLI::IsMember({"zh", "en"}))
        ->trigger_on_parse();
    for (AddCommand add : commands())
        add(app, context);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& request) { // --help, --version
        return app.exit(request);
    } catch (const CLI::ParseError& error) {
        context.fail(exit_wrong_use,
                     {"命令用法有误：" + std::string(error.what()) + "。用zhishi --help查看用法。",
                      "Wrong use: " + std::string(error.what()) + ". See zhishi --help."});
    }
    return context.exit_code;
}

} // namespace zhishi::cli
