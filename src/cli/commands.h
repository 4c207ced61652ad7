// All commands of the program. To add one: write <name>_command.{h,cpp} and add its line in commands.cpp.
#pragma once

#include "cli/command.h"

#include <vector>

namespace zhishi::cli {

const std::vector<AddCommand>& commands();

// Runs the program on its arguments and returns its exit code.
int run(int argc, char** argv);

} // namespace zhishi::cli
