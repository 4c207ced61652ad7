// Work shared out over the processors of the machine.
#pragma once

#include <cstddef>
#include <functional>

namespace zhishi::base {

// Calls work(begin, end) for the parts of 0 … count that are `part` long, on as many threads as the machine
// has processors; returns when all are done. What fits into one part is done here and now.
void each_part(size_t count, size_t part, const std::function<void(size_t begin, size_t end)>& work);

} // namespace zhishi::base
