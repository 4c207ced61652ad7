// The schemes inside the program, as the acts use them: title and process, the whole for computing, and the
// text that is kept beside what was computed.
#pragma once

#include "base/result.h"
#include "workflow/office.h"

#include <map>
#include <string>

namespace zhishi::cli {

// errors  scheme_is_faulty: a scheme inside does not pass its own check (a fault of the build)
base::Result<std::map<std::string, workflow::SchemeInUse>> schemes_in_use();

} // namespace zhishi::cli
