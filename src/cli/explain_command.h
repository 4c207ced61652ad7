// zhishi explain: how the outcome of one subject came about, as a tree to read or as JSON.
#pragma once

#include "cli/command.h"

namespace zhishi::cli {

void add_explain_command(CLI::App& app, Context& context);

} // namespace zhishi::cli
