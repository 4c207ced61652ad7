#include "cli/what_if_command.h"

#include "cli/result_tables.h"
#include "cli/scheme_input.h"
#include "cli/what_if_output.h"
#include "engine/what_if.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <limits>
#include <memory>

namespace zhishi::cli {

namespace {

struct WhatIfArguments {
    SchemeArguments input; // its settings: those of both, in the order written
    std::string against;
    std::string out;
    bool as_json = false;
    bool with_all = false;
};

struct Sides {
    SchemeArguments tried, against;
};

// A --set belongs to the --scheme or --against before it; one that stands before both, to the scheme.
Sides sides_of(const WhatIfArguments& arguments, const CLI::App& command) {
    Sides sides{arguments.input, arguments.input};
    sides.tried.settings.clear();
    sides.against.settings.clear();
    if (!arguments.against.empty()) sides.against.scheme = arguments.against;
    const CLI::Option *set = command.get_option("--set"), *against = command.get_option("--against"),
                      *scheme = command.get_option("--scheme");
    SchemeArguments* present = &sides.tried;
    size_t taken = 0;
    const auto& settings = arguments.input.settings;
    for (const CLI::Option* option : command.parse_order()) {
        if (option == scheme) present = &sides.tried;
        if (option == against) present = &sides.against;
        if (option == set && taken < settings.size()) present->settings.push_back(settings[taken++]);
    }
    // A value in brackets counts once above and is several here.
    present->settings.insert(present->settings.end(), settings.begin() + static_cast<std::ptrdiff_t>(taken),
                             settings.end());
    return sides;
}

base::Text heading_of(const SchemeArguments& side, const engine::Plan& plan) {
    const scheme::Scheme& scheme = *plan.in_force.scheme;
    std::string settings, version = std::to_string(scheme.version);
    for (const std::string& entry : side.settings)
        settings += (settings.empty() ? "" : " ") + entry;
    base::Text text{scheme.title.zh + "（" + scheme.id + "，第" + version + "版）",
                    scheme.title.en + " (" + scheme.id + ", version " + version + ")"};
    if (settings.empty()) return text;
    return {text.zh + " 另行设定 " + settings, text.en + " with " + settings};
}

// The tables are read for the scheme tried, and, where the other one is not the same, for that too: each says
// what is a fault to it.
std::optional<engine::Comparison> comparison_of(const WhatIfArguments& arguments, const engine::Plan& tried,
                                                const engine::Plan& against, Context& context) {
    auto facts = read_facts(arguments.input.data, tried, context);
    if (!facts) return std::nullopt;
    std::optional<scheme::Facts> other;
    if (tried.in_force.scheme->content_hash != against.in_force.scheme->content_hash) {
        other = read_facts(arguments.input.data, against, context);
        if (!other) {
            const std::string& id = against.in_force.scheme->id;
            context.fail(context.exit_code, {"以上错误是按对照方案“" + id + "”检查数据时发现的。",
                                             "These faults were found by the scheme \"" + id +
                                                 "\", against which is compared."});
            return std::nullopt;
        }
    }
    facts->ratings.forget_raters(); // a comparison names none
    if (other) other->ratings.forget_raters();
    auto before = engine::Scoring::of(against, other ? *other : *facts, {});
    auto after = before ? engine::Scoring::of(tried, *facts, {}) : std::move(before).error();
    if (!after) {
        context.fail(exit_faults, after.error().text);
        return std::nullopt;
    }
    size_t explained_max =
        arguments.with_all ? std::numeric_limits<size_t>::max() : engine::explained_changes_max;
    auto comparison = engine::compare(*before, *after, explained_max);
    if (comparison) return std::move(comparison).value();
    context.fail(exit_faults, comparison.error().text);
    return std::nullopt;
}

void what_if(const WhatIfArguments& arguments, const CLI::App& command, Context& context) {
    Sides sides = sides_of(arguments, command);
    auto tried = read_plan(sides.tried, context);
    if (!tried) return;
    auto against = read_plan(sides.against, context);
    if (!against) return;
    auto comparison = comparison_of(arguments, *tried, *against, context);
    if (!comparison) return;
    if (!arguments.out.empty()) {
        auto written = write_tables(arguments.out, what_if_tables(*comparison, context));
        if (!written) return context.fail(exit_wrong_use, written.error().text);
    }
    WhatIfHeading heading{heading_of(sides.against, *against), heading_of(sides.tried, *tried),
                          tried->in_force.period.str()};
    size_t listed_max = arguments.with_all ? comparison->changes.size() : engine::explained_changes_max;
    std::string text = arguments.as_json ? what_if_json(*comparison, heading)
                                         : what_if_text(*comparison, heading, listed_max, context);
    std::fwrite(text.data(), 1, text.size(), stdout);
}

} // namespace

void add_what_if_command(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand(
        "what-if", "who changes under another scheme or other parameters 换方案、调参数的结果对照");
    auto arguments = std::make_shared<WhatIfArguments>();
    arguments->input.add_to(*command);
    command->add_option("--against", arguments->against,
                        "scheme to compare with; a --set after it is its own; without it, the same scheme as "
                        "it stands 对照方案");
    command->add_option("--out", arguments->out,
                        "folder for changes.csv and totals.csv, or a workbook (.xlsx) 结果文件夹或工作簿");
    command->add_flag("--json", arguments->as_json, "as JSON 以JSON输出");
    command->add_flag("--all", arguments->with_all,
                      "list and explain every change, not the first thousand alone 列出并说明全部变化");
    command->callback([arguments, command, &context] { what_if(*arguments, *command, context); });
}

} // namespace zhishi::cli
