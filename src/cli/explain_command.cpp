#include "cli/explain_command.h"

namespace zhishi::cli {

void add_explain_command(CLI::App&, Context&) {}

} // namespace zhishi::cli
