#pragma once

#include "cli/command.h"

namespace zhishi::cli {

// zhishi migrate: brings a database to this program's schema.
void add_migrate_command(CLI::App& app, Context& context);

} // namespace zhishi::cli
