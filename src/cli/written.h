// What a command makes of the store's answer to a change.
#pragma once

#include "base/result.h"
#include "store/change.h"

namespace zhishi::cli {

// errors  unavailable  the database cannot be written now
//         conflict     something that the change relied on was changed meanwhile, or a value is taken
base::Result<void> must_be_committed(const store::Written& written);

} // namespace zhishi::cli
