// The schemes inside the program, as the record side reads them: their titles and processes.
#pragma once

#include "base/result.h"
#include "workflow/office.h"

#include <map>
#include <string>

namespace zhishi::cli {

// errors  scheme_is_faulty: a scheme inside does not pass its own check (a fault of the build)
base::Result<std::map<std::string, workflow::SchemeInUse>> schemes_in_use();

} // namespace zhishi::cli
