// Checks one block of a scheme: its values in the order of their needs, then every rule in it.
#pragma once

#include "scheme/check_formula.h"

namespace zhishi::scheme {

void check_block(Scheme& scheme, Block& block, Uses& uses, Faults& faults);
void check_origin(const Scheme& scheme, const Origin& origin, const Place& place, Faults& faults);

} // namespace zhishi::scheme
