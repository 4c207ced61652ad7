// A comparison as people read it, as JSON, and as tables.
#pragma once

#include "cli/command.h"
#include "engine/what_if.h"
#include "exchange/write_files.h"

#include <string>
#include <vector>

namespace zhishi::cli {

struct WhatIfHeading {
    base::Text before, after; // the two schemes with what is set
    std::string period;
};

// Totals first, then the changes; as many of these as have their clauses.
std::string what_if_text(const engine::Comparison& comparison, const WhatIfHeading& heading,
                         size_t listed_max, const Context& context);
std::string what_if_json(const engine::Comparison& comparison, const WhatIfHeading& heading);
// changes.csv and totals.csv; clauses in the language of the context. The comparison outlives them.
std::vector<exchange::FileText> what_if_tables(const engine::Comparison& comparison, const Context& context);

} // namespace zhishi::cli
