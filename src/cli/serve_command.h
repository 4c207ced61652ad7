#pragma once

#include "cli/command.h"

namespace zhishi::cli {

// zhishi serve: answers over HTTP until it is told to stop (SIGTERM, SIGINT).
void add_serve_command(CLI::App& app, Context& context);

} // namespace zhishi::cli
