// Tables as the sheets of one workbook.
#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace zhishi::exchange {

struct FileText;

// files    CSV texts of our own; a sheet bears the name without .csv. Columns of figures become numbers: what
//          is a number in a cell shows without the zeros at its end
// errors   bad_input table_too_long_for_sheet; unavailable
base::Result<std::string> tables_workbook(const std::vector<FileText>& files);

} // namespace zhishi::exchange
