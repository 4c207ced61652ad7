// zhishi scheme check FILE | list | show NAME.
#pragma once

#include "cli/command.h"

namespace zhishi::cli {

void add_scheme_command(CLI::App& app, Context& context);

} // namespace zhishi::cli
