// What rows of the data must agree on with each other: a part no greater than its whole, ballots that answer
// every question. Asked only of the periods that the appraisal needs.
#pragma once

#include "scheme/facts.h"
#include "scheme/scheme.h"

#include <vector>

namespace zhishi::scheme {

struct CrossFault {
    enum class Of { fact, rating } of = Of::fact;
    std::uint32_t line = 0; // of the part; of a ballot: of its first row
    std::string column;
    base::Text text;
};

// Whether there are none, asked of settled ratings; what is wrong where is not told.
bool rows_agree(const Scheme& scheme, const Facts& facts, const base::Period& appraised);

// In no particular order.
std::vector<CrossFault> cross_faults(const Scheme& scheme, const Facts& facts, const base::Period& appraised);

} // namespace zhishi::scheme
