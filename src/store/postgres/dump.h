// A dump of a whole database by pg_dump, in its custom format.
#pragma once

#include "base/result.h"

#include <string>

namespace zhishi::store::postgres {

// The file must not exist. A password of the url is handed over in the environment, not among the arguments,
// which every user of the machine can read.
base::Result<void> dump(const std::string& url, const std::string& path);

} // namespace zhishi::store::postgres
