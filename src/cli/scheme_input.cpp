#include "cli/scheme_input.h"

#include "scheme/load.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace zhishi::cli {

namespace {

std::optional<std::string> text_of_file(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    // One byte more than is allowed is enough to see that there is too much.
    std::string text(scheme::scheme_bytes_max + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<size_t>(file.gcount()));
    return text;
}

std::optional<scheme::Settings> settings_of(const std::vector<std::string>& written, Context& context) {
    scheme::Settings settings;
    for (const std::string& entry : written) {
        size_t equals = entry.find('=');
        if (equals == std::string::npos || equals == 0) {
            context.fail(exit_wrong_use, {"--set应写成“参数名=值”，而不是“" + entry + "”。",
                                          "Write --set name=value, not \"" + entry + "\"."});
            return std::nullopt;
        }
        settings[entry.substr(0, equals)] = entry.substr(equals + 1);
    }
    return settings;
}

void print_faults(const exchange::DataFaults& faults, const Context& context) {
    auto listed = faults.listed();
    for (const auto& fault : listed)
        std::fprintf(stderr, "%s\n", fault.line_text(context.in_chinese).c_str());
    if (faults.count() <= listed.size()) return;
    std::string rest = std::to_string(faults.count() - listed.size());
    base::Text text{"另有" + rest + "处错误未列出。", rest + " more faults are not listed."};
    std::fprintf(stderr, "%s\n", context.in_language(text).c_str());
}

std::optional<scheme::InForce> resolve(const SchemeArguments& arguments,
                                       std::shared_ptr<const scheme::Scheme> scheme,
                                       const base::Period& period, Context& context) {
    auto settings = settings_of(arguments.settings, context);
    if (!settings) return std::nullopt;
    auto in_force = scheme::resolve(std::move(scheme), period, *settings);
    if (in_force) return std::move(in_force).value();
    bool is_fault_of_scheme = in_force.error().code == "parameter_not_in_force";
    context.fail(is_fault_of_scheme ? exit_faults : exit_wrong_use, in_force.error().text);
    return std::nullopt;
}

} // namespace

void SchemeArguments::add_to(CLI::App& command) {
    command.add_option("--scheme", scheme, "name or file of the scheme 方案名称或文件")->required();
    command.add_option("--data", data, "folder of the tables, or a workbook (.xlsx) 数据文件夹或工作簿")
        ->required();
    command.add_option("--period", period, "2025, 2025H1, 2025Q3, 2025-03 … 期间")->required();
    command.add_option("--set", settings, "name=value: another value of a parameter 参数取值")
        ->allow_extra_args(false);
}

std::shared_ptr<const scheme::Scheme> open_scheme(const std::string& name, Context& context) {
    scheme::Loaded loaded = scheme::load_library_scheme(name);
    if (!loaded.scheme && loaded.faults.empty()) {
        auto text = text_of_file(name);
        if (!text) {
            context.fail(exit_wrong_use,
                         {"没有名为“" + name + "”的方案，也没有这个文件。用zhishi scheme list查看内置方案。",
                          "There is no scheme and no file \"" + name +
                              "\". zhishi scheme list names the schemes inside."});
            return nullptr;
        }
        loaded = scheme::load_scheme(name, *text);
    }
    for (const auto& fault : loaded.faults)
        std::fprintf(stderr, "%s\n", line_of(fault, context.in_chinese).c_str());
    if (!loaded.scheme) context.exit_code = exit_faults;
    return loaded.scheme;
}

std::optional<engine::Plan> read_plan(const SchemeArguments& arguments, Context& context) {
    auto period = base::Period::parse(arguments.period);
    if (!period) {
        context.fail(exit_wrong_use,
                     {"“" + arguments.period + "”不是期间；应如2025、2025H1、2025Q3、2025-03或专项名称。",
                      "\"" + arguments.period +
                          "\" is no period: write 2025, 2025H1, 2025Q3, 2025-03 or a special name."});
        return std::nullopt;
    }
    auto scheme = open_scheme(arguments.scheme, context);
    if (!scheme) return std::nullopt;
    auto in_force = resolve(arguments, scheme, *period, context);
    if (!in_force) return std::nullopt;
    return engine::compile(std::move(*in_force));
}

std::optional<scheme::Facts> read_facts(const std::string& data, const engine::Plan& plan, Context& context) {
    std::error_code error;
    if (!std::filesystem::exists(data, error)) {
        context.fail(exit_wrong_use, {"没有“" + data + "”这个数据文件夹或工作簿。",
                                      "There is no folder and no workbook \"" + data + "\"."});
        return std::nullopt;
    }
    auto source = exchange::TableSource::open(data);
    if (!source) {
        context.fail(exit_faults, source.error().text);
        return std::nullopt;
    }
    exchange::Batch batch = exchange::read_batch(*source, *plan.in_force.scheme, plan.in_force.period);
    if (batch.faults.empty()) return std::move(batch.facts);
    print_faults(batch.faults, context);
    context.exit_code = exit_faults;
    return std::nullopt;
}

std::optional<SchemeInput> read_input(const SchemeArguments& arguments, Context& context) {
    auto plan = read_plan(arguments, context);
    if (!plan) return std::nullopt;
    auto facts = read_facts(arguments.data, *plan, context);
    if (!facts) return std::nullopt;
    return SchemeInput{std::move(*plan), std::move(*facts)};
}

} // namespace zhishi::cli
