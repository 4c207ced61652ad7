// zhishi example: fills an empty, migrated database with an invented bureau at work, for looking around and
// for training.
#pragma once

#include "cli/command.h"

namespace zhishi::cli {

void add_example_command(CLI::App& app, Context& context);

} // namespace zhishi::cli
