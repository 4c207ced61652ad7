// Whether two conditions can be seen never to hold together, from their wording alone.
#pragma once

#include "scheme/expression.h"

namespace zhishi::scheme {

// True: one says what the other denies (`not (c)` against `c`), the two ask the same thing to be different
// words, or to lie on different sides of the same bound. False: it cannot be seen.
bool are_exclusive(const Formula& a, const Formula& b);

} // namespace zhishi::scheme
