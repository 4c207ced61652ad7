// Writes a workbook (XLSX): a header row that stays in view, columns with their widths, drop-down lists, A4
// in landscape as many pages high as it needs. Rows go to the disk as they come: memory does not grow with
// them.
//
// Every text is a text cell: nothing that somebody typed is ever a formula.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::exchange {

enum class CellKind {
    text,
    number, // written as a number where it is one, else as text
    day,    // of the form 2026-03-01: a day with that format, else text
};

struct WorkbookColumn {
    std::string title;
    CellKind kind = CellKind::text;
    double width = 14;              // characters of ASCII; 0: by the title
    std::vector<std::string> words; // a drop-down list; empty: none
    std::string hint;               // shown where a cell of the column is entered
    bool is_needed = false;         // its title is marked
};

class WorkbookWriter {
  public:
    // errors  unavailable  no room for the file
    static base::Result<std::unique_ptr<WorkbookWriter>> begin();
    virtual ~WorkbookWriter() = default;

    // A sheet whose rows follow; `title` (empty: none) stands above the header. Names are shortened to the 31
    // characters that a sheet's name may have.
    virtual void add_sheet(const std::string& name, const std::string& title,
                           const std::vector<WorkbookColumn>& columns) = 0;
    // marked: cells that stand out (a fault); by column, may be shorter.
    virtual void add_row(const std::vector<std::string>& cells, const std::vector<bool>& marked = {}) = 0;
    // The file's bytes; nothing can be added afterwards. errors  unavailable
    virtual base::Result<std::string> finish() = 0;

  protected:
    WorkbookWriter() = default;
};

} // namespace zhishi::exchange
