#include "cli/scheme_command.h"

#include "cli/scheme_input.h"
#include "scheme/library.h"
#include "scheme/load.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace zhishi::cli {

namespace {

void check(const std::string& file, Context& context) {
    auto scheme = open_scheme(file, context);
    if (!scheme) return;
    base::Text text{"方案“" + scheme->title.zh + "”（" + scheme->id + "，第" +
                        std::to_string(scheme->version) + "版，" + scheme->content_hash + "）没有错误。",
                    "The scheme \"" + scheme->title.en + "\" (" + scheme->id + ", version " +
                        std::to_string(scheme->version) + ", " + scheme->content_hash + ") has no faults."};
    std::printf("%s\n", context.in_language(text).c_str());
}

void list(Context& context) {
    for (const std::string& id : scheme::library_schemes()) {
        scheme::Loaded loaded = scheme::load_library_scheme(id);
        std::string title = loaded.scheme ? context.in_language(loaded.scheme->title) : "?";
        std::printf("%s\t%s\n", id.c_str(), title.c_str());
    }
}

void show(const std::string& id, Context& context) {
    auto text = scheme::library_text(id + "/scheme.yaml");
    if (!text) text = scheme::library_text(id + ".yaml");
    if (!text)
        return context.fail(exit_wrong_use,
                            {"没有名为“" + id + "”的内置方案。用zhishi scheme list查看。",
                             "There is no scheme \"" + id + "\" inside; see zhishi scheme list."});
    std::fputs(text->c_str(), stdout);
}

} // namespace

void add_scheme_command(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand("scheme", "check, list and show schemes 检查、列出、显示方案");
    command->require_subcommand(1);
    auto name = std::make_shared<std::string>();
    CLI::App* check_command = command->add_subcommand("check", "find all faults of a scheme 检查方案");
    check_command->add_option("scheme", *name, "file or name 文件或名称")->required();
    check_command->callback([name, &context] { check(*name, context); });
    CLI::App* list_command = command->add_subcommand("list", "the schemes inside the program 内置方案");
    list_command->callback([&context] { list(context); });
    CLI::App* show_command = command->add_subcommand("show", "the text of a scheme inside 显示内置方案");
    show_command->add_option("scheme", *name, "name 名称")->required();
    show_command->callback([name, &context] { show(*name, context); });
}

} // namespace zhishi::cli
