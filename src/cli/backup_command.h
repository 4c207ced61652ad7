#pragma once

#include "cli/command.h"

namespace zhishi::cli {

// zhishi backup: copies a database, also while it is served.
void add_backup_command(CLI::App& app, Context& context);

} // namespace zhishi::cli
