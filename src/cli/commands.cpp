#include "cli/commands.h"

#include "cli/explain_command.h"
#include "cli/scheme_command.h"
#include "cli/score_command.h"

namespace zhishi::cli {

const std::vector<AddCommand>& commands() {
    static const std::vector<AddCommand> all{
        add_score_command,
        add_explain_command,
        add_scheme_command,
    };
    return all;
}

} // namespace zhishi::cli
