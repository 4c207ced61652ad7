// Reads a workbook (XLSX) sheet by sheet and row by row; memory does not grow with the number of rows.
//
// cells    what each shows, as text: a day as 2026-03-01 (with a time 2026-03-01 08:30), a number with at
// most
//          the fifteen digits that a spreadsheet keeps (86.5), of a formula its last value, TRUE, FALSE, #N/A
// errors   bad_input workbook_unreadable (no workbook, damaged, locked with a password), workbook_forbidden
// (a
//          document type, which workbooks do not have), workbook_too_large (which bound)
#pragma once

#include "base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace zhishi::exchange {

struct WorkbookRow {
    std::uint32_t number = 0;       // as the spreadsheet shows it, from 1
    std::vector<std::string> cells; // from column A to the last one that holds something
};

class WorkbookReader {
  public:
    // bytes    the whole file; kept as long as the reader is
    static base::Result<std::unique_ptr<WorkbookReader>> open(std::string bytes);
    virtual ~WorkbookReader() = default;

    // Their names, in their order; there is at least one.
    virtual const std::vector<std::string>& sheets() const = 0;
    // Calls `take` for each row of the sheet that holds something, until it returns false.
    virtual base::Result<void> each_row(size_t sheet,
                                        const std::function<bool(const WorkbookRow&)>& take) = 0;

  protected:
    WorkbookReader() = default;
};

} // namespace zhishi::exchange
