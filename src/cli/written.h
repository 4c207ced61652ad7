// What a command makes of the store's answer to a change.
#pragma once

#include "base/result.h"
#include "store/change.h"

namespace zhishi::cli {

// errors  unavailable  the database cannot be written now
//         value_taken  another row has a value that must be the only one of its kind
//         changed_meanwhile  something that the change relied on was changed
base::Result<void> must_be_committed(const store::Written& written);

} // namespace zhishi::cli
