#include "cli/commands.h"

#include "cli/backup_command.h"
#include "cli/config_command.h"
#include "cli/example_command.h"
#include "cli/explain_command.h"
#include "cli/found_command.h"
#include "cli/migrate_command.h"
#include "cli/recompute_command.h"
#include "cli/scheme_command.h"
#include "cli/score_command.h"
#include "cli/serve_command.h"
#include "cli/what_if_command.h"

namespace zhishi::cli {

const std::vector<AddCommand>& commands() {
    static const std::vector<AddCommand> all{
        add_score_command,  add_explain_command, add_what_if_command, add_recompute_command,
        add_scheme_command, add_serve_command,   add_migrate_command, add_backup_command,
        add_config_command, add_found_command,   add_example_command,
    };
    return all;
}

} // namespace zhishi::cli
