// Where results of a command go: a folder of CSV files, or, where a name of a workbook (.xlsx) is given, one
// with a sheet for each.
#pragma once

#include "base/result.h"
#include "exchange/write_files.h"

#include <filesystem>
#include <vector>

namespace zhishi::cli {

// All of them or none.
base::Result<void> write_tables(const std::filesystem::path& out, std::vector<exchange::FileText> files);

} // namespace zhishi::cli
