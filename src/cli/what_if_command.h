// zhishi what-if: scores the same tables twice, under two schemes or with other values of parameters, and
// tells who changes, by how much and through which clause.
#pragma once

#include "cli/command.h"

namespace zhishi::cli {

void add_what_if_command(CLI::App& app, Context& context);

} // namespace zhishi::cli
