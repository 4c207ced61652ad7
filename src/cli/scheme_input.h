// What score, explain and what-if read alike: a scheme by name or file, a period, settings and a folder of
// tables.
#pragma once

#include "cli/command.h"
#include "engine/score.h"
#include "exchange/batch_folder.h"
#include "scheme/in_force.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zhishi::cli {

struct SchemeArguments {
    std::string scheme; // name in the library, or a file
    std::string data;
    std::string period;
    std::vector<std::string> settings; // name=value, the last of a name counts

    void add_to(CLI::App& command);
};

struct SchemeInput {
    engine::Plan plan;
    scheme::Facts facts;
};

// The scheme by name or file; null after the fault was told.
std::shared_ptr<const scheme::Scheme> open_scheme(const std::string& name, Context& context);
// All that is wrong goes to stderr, with the exit code: 2 for wrong use, 1 for a fault in the scheme or the
// data.
std::optional<SchemeInput> read_input(const SchemeArguments& arguments, Context& context);
// Its two halves, for those who run several plans over the same tables.
std::optional<engine::Plan> read_plan(const SchemeArguments& arguments, Context& context);
std::optional<scheme::Facts> read_facts(const std::string& data, const engine::Plan& plan, Context& context);

} // namespace zhishi::cli
