#pragma once

#include "cli/command.h"

namespace zhishi::cli {

// zhishi recompute: computes every kept run again from its kept tables and scheme. Exit 0 where all are
// equal, 1 where one differs, with the differences, a line each.
void add_recompute_command(CLI::App& app, Context& context);

} // namespace zhishi::cli
