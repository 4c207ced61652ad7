#include "cli/score_command.h"

#include "cli/scheme_input.h"
#include "exchange/csv_writer.h"
#include "exchange/tables_workbook.h"
#include "exchange/write_files.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <unistd.h>

namespace zhishi::cli {

namespace {

std::string results_table(const engine::Scoring& scoring, const std::string& period) {
    exchange::CsvWriter csv;
    csv.row({"subject", "period", "score", "rank", "grade", "flags"});
    scoring.each_result([&](const engine::ResultRow& row) {
        csv.row(
            {row.id, period, row.score, row.rank > 0 ? std::to_string(row.rank) : "", row.grade, row.flags});
    });
    return csv.take();
}

std::string actions_table(const engine::Scoring& scoring, const std::string& period) {
    exchange::CsvWriter csv;
    csv.row({"subject", "period", "action", "clause"});
    for (const auto& action : scoring.actions())
        csv.row({action.id, period, action.action, action.clause});
    return csv.take();
}

std::string nodes_table(const engine::Scoring& scoring, const std::string& period) {
    exchange::CsvWriter csv;
    csv.row({"subject", "period", "node", "value"});
    scoring.each_node([&](const engine::NodeRow& row) { csv.row({row.id, period, row.node, row.value}); });
    return csv.take();
}

// A folder of files, or, where a name of a workbook is given, one with a sheet for each.
base::Result<void> write_results(const std::filesystem::path& out,
                                 const std::vector<exchange::FileText>& files) {
    if (out.extension() != ".xlsx") return exchange::write_files(out, files);
    ZHISHI_TRY(std::string workbook, exchange::tables_workbook(files));
    std::filesystem::path folder = out.parent_path().empty() ? "." : out.parent_path();
    return exchange::write_files(folder, {{out.filename().string(), std::move(workbook)}});
}

struct ScoreArguments {
    SchemeArguments input;
    std::string out;
    bool with_nodes = false;
};

void score(const ScoreArguments& arguments, Context& context) {
    auto input = read_input(arguments.input, context);
    if (!input) return;
    bool is_terminal = isatty(STDERR_FILENO) == 1;
    if (is_terminal) {
        std::string count = std::to_string(input->facts.subjects.size());
        base::Text text{"已读入" + count + "个对象，正在计分……", count + " subjects read; scoring …"};
        std::fprintf(stderr, "%s\n", context.in_language(text).c_str());
    }
    auto scoring = engine::Scoring::of(input->plan, input->facts, {});
    if (!scoring) return context.fail(exit_faults, scoring.error().text);
    std::string period = input->plan.in_force.period.str();
    std::vector<exchange::FileText> files{{"results.csv", results_table(*scoring, period)},
                                          {"actions.csv", actions_table(*scoring, period)}};
    if (arguments.with_nodes) files.push_back({"nodes.csv", nodes_table(*scoring, period)});
    auto written = write_results(arguments.out, files);
    if (!written) context.fail(exit_wrong_use, written.error().text);
}

} // namespace

void add_score_command(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand("score", "score a folder of tables 按方案计分");
    auto arguments = std::make_shared<ScoreArguments>();
    arguments->input.add_to(*command);
    command
        ->add_option("--out", arguments->out,
                     "folder for the results, or a workbook (.xlsx) 结果文件夹或工作簿")
        ->required();
    command->add_flag("--nodes", arguments->with_nodes, "write nodes.csv too 同时写出节点");
    command->callback([arguments, &context] { score(*arguments, context); });
}

} // namespace zhishi::cli
