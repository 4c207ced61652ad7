// The bounds on what batch files may hold, each with its reason.
#pragma once

#include <cstddef>

namespace zhishi::exchange {

// A province's year of ratings has some 300 MB; a table is read whole, so that it is taken whole or not at
// all.
inline constexpr size_t table_bytes_max = size_t{2} << 30;
// A spreadsheet of 16,384 columns is the widest there is.
inline constexpr size_t table_columns_max = 16'384;
// More faults than this are counted, not listed: nobody reads them.
inline constexpr size_t faults_listed_max = 100;

} // namespace zhishi::exchange
