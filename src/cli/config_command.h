#pragma once

#include "cli/command.h"

namespace zhishi::cli {

// zhishi config: shows every setting and where it comes from.
void add_config_command(CLI::App& app, Context& context);

} // namespace zhishi::cli
