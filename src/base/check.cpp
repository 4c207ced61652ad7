#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace zhishi::base {

void stop(const char* what, std::source_location where) {
    std::fprintf(stderr, "zhishi: a check failed at %s:%u: %s\n", where.file_name(), where.line(), what);
    std::abort();
}

} // namespace zhishi::base
