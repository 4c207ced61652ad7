// zhishi found: makes the organ, its calendars and the first accounts in an empty, migrated database.
#pragma once

#include "cli/command.h"

namespace zhishi::cli {

void add_found_command(CLI::App& app, Context& context);

} // namespace zhishi::cli
