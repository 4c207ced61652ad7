#include "cli/score_command.h"

#include "cli/result_tables.h"
#include "cli/scheme_input.h"
#include "exchange/csv_writer.h"
#include "exchange/write_files.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <memory>
#include <unistd.h>

namespace zhishi::cli {

namespace {

void write_results(const engine::Scoring& scoring, const std::string& period, std::ostream& out) {
    exchange::CsvWriter csv(out);
    csv.row({"subject", "period", "score", "rank", "grade", "flags"});
    scoring.each_result([&](const engine::ResultRow& row) {
        csv.row(
            {row.id, period, row.score, row.rank > 0 ? std::to_string(row.rank) : "", row.grade, row.flags});
    });
    csv.finish();
}

void write_actions(const engine::Scoring& scoring, const std::string& period, std::ostream& out) {
    exchange::CsvWriter csv(out);
    csv.row({"subject", "period", "action", "clause"});
    for (const auto& action : scoring.actions())
        csv.row({action.id, period, action.action, action.clause});
    csv.finish();
}

void write_nodes(const engine::Scoring& scoring, const std::string& period, std::ostream& out) {
    exchange::CsvWriter csv(out);
    csv.row({"subject", "period", "node", "value"});
    scoring.each_node([&](const engine::NodeRow& row) { csv.row({row.id, period, row.node, row.value}); });
    csv.finish();
}

struct ScoreArguments {
    SchemeArguments input;
    std::string out;
    bool with_nodes = false;
    bool with_time = false;
};

// read_ms=… engine_ms=… write_ms=…, for those who measure.
class Stages {
  public:
    void end(const char* name) {
        auto now = std::chrono::steady_clock::now();
        auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(now - began_).count();
        text_ += (text_.empty() ? "" : " ") + std::string(name) + "_ms=" + std::to_string(passed);
        began_ = now;
    }
    const std::string& text() const { return text_; }

  private:
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    std::string text_;
};

void score(const ScoreArguments& arguments, Context& context) {
    Stages stages;
    auto input = read_input(arguments.input, context);
    if (!input) return;
    input->facts.ratings.forget_raters(); // a result names none
    stages.end("read");
    bool is_terminal = isatty(STDERR_FILENO) == 1;
    if (is_terminal) {
        std::string count = std::to_string(input->facts.subjects.size());
        base::Text text{"已读入" + count + "个对象，正在计分……", count + " subjects read; scoring …"};
        std::fprintf(stderr, "%s\n", context.in_language(text).c_str());
    }
    auto scoring = engine::Scoring::of(input->plan, input->facts, {}, arguments.with_nodes);
    if (!scoring) return context.fail(exit_faults, scoring.error().text);
    stages.end("engine");
    std::string period = input->plan.in_force.period.str();
    auto file = [&](const char* name, auto write) {
        return exchange::FileText{
            name, {}, [&scoring, &period, write](std::ostream& out) { write(*scoring, period, out); }};
    };
    std::vector<exchange::FileText> files{file("results.csv", write_results),
                                          file("actions.csv", write_actions)};
    if (arguments.with_nodes)
        files.push_back(file("nodes.csv", write_nodes));
    else
        input->facts.ratings = {}; // results and actions stand by themselves
    auto written = write_tables(arguments.out, std::move(files));
    if (!written) return context.fail(exit_wrong_use, written.error().text);
    stages.end("write");
    if (arguments.with_time) std::fprintf(stderr, "%s\n", stages.text().c_str());
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
    command->add_flag("--time", arguments->with_time, "say how long it took 显示用时");
    command->callback([arguments, &context] { score(*arguments, context); });
}

} // namespace zhishi::cli
