#include "cli/recompute_command.h"

#include "cli/settings.h"
#include "crypto/password.h"
#include "store/store.h"
#include "workflow/office.h"
#include "workflow/year.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace zhishi::cli {

namespace {

struct RecomputeArguments {
    SettingFlags flags;
    std::string year;
};

base::Result<std::vector<workflow::Recomputed>> recompute(const std::string& url,
                                                          const std::optional<base::Period>& year) {
    auto random = crypto::system_random();
    ZHISHI_TRY(auto store, store::open({.url = url, .readers = 1}, *random));
    workflow::Office office(*store, {});
    ZHISHI_TRY(auto reader, store->reader());
    ZHISHI_TRY(record::OrganId organ, office.only_organ(*reader));
    return workflow::recompute(*reader, organ, year);
}

base::Text title_of(const record::Run& run) {
    std::string scheme = run.scheme + " v" + std::to_string(run.scheme_version) + " " + run.scheme_hash;
    return {run.period.str() + "年度 " + run.computed_at.str() + " 的计算（" + scheme + "）",
            "The run of " + run.period.str() + " at " + run.computed_at.str() + " (" + scheme + ")"};
}

void print(const workflow::Recomputed& again, const Context& context) {
    base::Text title = title_of(again.run);
    size_t count = again.differences.size();
    base::Text text =
        count == 0 ? base::Text{title.zh + "：重新计算，结果一致。", title.en + ": computed again, equal."}
                   : base::Text{title.zh + "：重新计算，有" + std::to_string(count) + "处不一致：",
                                title.en + ": computed again, " + std::to_string(count) + " differences:"};
    std::printf("%s\n", context.in_language(text).c_str());
    for (const std::string& line : again.differences)
        std::printf("  %s\n", line.c_str());
}

void recompute(const RecomputeArguments& arguments, Context& context) {
    auto settings = Settings::gather(arguments.flags);
    if (!settings) return context.fail(exit_wrong_use, settings.error().text);
    std::optional<base::Period> year;
    if (!arguments.year.empty()) {
        year = base::Period::parse(arguments.year);
        if (!year || year->kind() != base::Period::Kind::year)
            return context.fail(exit_wrong_use,
                                {"--year应为年度，例如 2026，而不是“" + arguments.year + "”。",
                                 "--year is a year, as in 2026, not \"" + arguments.year + "\"."});
    }
    auto runs = recompute(settings->text("database"), year);
    if (!runs) return context.fail(exit_faults, runs.error().text);
    if (runs->empty()) {
        base::Text text{"没有留存的计算。", "No run is kept."};
        std::printf("%s\n", context.in_language(text).c_str());
    }
    for (const workflow::Recomputed& again : *runs) {
        print(again, context);
        if (!again.differences.empty()) context.exit_code = exit_faults;
    }
}

} // namespace

void add_recompute_command(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand(
        "recompute", "compute every kept run again and compare 重新计算并核对已留存的结果");
    auto arguments = std::make_shared<RecomputeArguments>();
    arguments->flags.add_to(*command, {"database"});
    command->add_option("--year", arguments->year, "one year alone 只核对一个年度");
    command->callback([arguments, &context] { recompute(*arguments, context); });
}

} // namespace zhishi::cli
