// Where the batch tables stand: a folder of CSV files, or one workbook whose sheets have their names
// (subjects, ratings, facts, events, items).
//
// A sheet is read as a stream into the text that the CSV file would have been, one physical line for each row
// of the sheet, so that all checks and their line numbers are the same. Empty rows of a sheet are passed
// over; a line break in a cell becomes a blank.
#pragma once

#include "base/result.h"
#include "exchange/data_faults.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace zhishi::exchange {

class WorkbookReader;

class TableSource {
  public:
    // path     an existing folder, or a file that is a workbook
    // errors   those of workbook_reader.h; bad_input file_not_readable
    static base::Result<TableSource> open(const std::filesystem::path& path);
    TableSource(TableSource&&) noexcept;
    TableSource& operator=(TableSource&&) noexcept;
    ~TableSource();

    // The table's text; nullopt: it is not there, or (a fault then) it cannot be read.
    std::optional<std::string> text(Table table, bool is_required, DataFaults& faults) const;
    bool is_workbook() const { return workbook_ != nullptr; }
    // Of a folder: where the table's file stands, whether it is there or not.
    std::filesystem::path file(Table table) const { return folder_ / file_name(table); }

  private:
    TableSource();
    std::optional<std::string> text_of_file(Table table, bool is_required, DataFaults& faults) const;
    std::optional<std::string> text_of_sheet(Table table, bool is_required, DataFaults& faults) const;

    std::filesystem::path folder_;
    std::unique_ptr<WorkbookReader> workbook_;
};

} // namespace zhishi::exchange
