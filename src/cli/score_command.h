// zhishi score: reads a folder of tables, scores them under a scheme and writes results.csv, actions.csv,
// nodes.csv.
#pragma once

#include "cli/command.h"

namespace zhishi::cli {

void add_score_command(CLI::App& app, Context& context);

} // namespace zhishi::cli
