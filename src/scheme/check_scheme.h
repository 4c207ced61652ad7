// Holds a scheme to what a file can promise before it runs: every name is defined, every type fits, every
// rule has a source, nothing is circular, unreachable, unused or divided by what may be zero. Writes into the
// formulas what their names stand for, puts the values of each block into an order in which they can be
// worked out.
#pragma once

#include "scheme/fault.h"
#include "scheme/scheme.h"

namespace zhishi::scheme {

void check_scheme(Scheme& scheme, Faults& faults);

} // namespace zhishi::scheme
