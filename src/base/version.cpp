#include "base/version.h"

namespace zhishi::base {

std::string_view program_version() {
    return ZHISHI_VERSION;
}

} // namespace zhishi::base
