// No formula divides by what may be zero: the divisor is a number or parameter that cannot be, or a condition
// around the division (`if n > 0 then x / n else …`, `where n > 0`, `n > 0 and x / n …`) excludes it.
#pragma once

#include "scheme/fault.h"
#include "scheme/scheme.h"

namespace zhishi::scheme {

void check_divisions(const Formula& formula, const Scheme& scheme, Faults& faults);

} // namespace zhishi::scheme
