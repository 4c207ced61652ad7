// The bounds on what batch files may hold, each with its reason.
#pragma once

#include <cstddef>

namespace zhishi::exchange {

// A province's year of ratings has some 300 MB; a table is read whole, so that it is taken whole or not at
// all.
inline constexpr size_t table_bytes_max = size_t{2} << 30;
// A spreadsheet of 16,384 columns is the widest there is.
inline constexpr size_t table_columns_max = 16'384;

// Workbooks. A form of a whole province has some 20 MB; larger ones go through the batch files.
inline constexpr size_t workbook_bytes_max = size_t{64} << 20;
// What it unpacks to: a million rows of ten columns have some 600 MB of XML, of which one row is kept.
inline constexpr size_t workbook_unpacked_max = size_t{1} << 30;
// Spreadsheets of repeated cells are packed 30 to 60 times; a thousand times is a bomb. Parts below
// workbook_small are never one.
inline constexpr size_t workbook_ratio_max = 100, workbook_small = size_t{1} << 20;
inline constexpr size_t workbook_entries_max = 1'000;
// The shared strings are the one part that stays in memory.
inline constexpr size_t workbook_strings_max = size_t{64} << 20;
inline constexpr size_t workbook_rows_max = 1'048'576; // of a sheet, as the format has it
inline constexpr size_t cell_bytes_max = 32'767 * 4;   // characters of a cell, as the format has it
inline constexpr size_t workbook_depth_max = 64;       // of nested elements; a sheet needs six

// More faults than this are counted, not listed: nobody reads them.
inline constexpr size_t faults_listed_max = 100;

} // namespace zhishi::exchange
