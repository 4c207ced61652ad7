#include "exchange/tables_workbook.h"

#include "exchange/csv_reader.h"
#include "exchange/limits.h"
#include "exchange/workbook_writer.h"
#include "exchange/write_files.h"

#include <algorithm>
#include <array>

namespace zhishi::exchange {

namespace {

// Columns of the batch tables that hold figures; a fact's value may be a word, which stays one.
constexpr std::array<std::string_view, 5> figures{"score", "rank", "value", "points", "full"};

base::Result<void> add_table(WorkbookWriter& workbook, const FileText& file) {
    CsvReader csv(file.text);
    CsvRow row;
    if (!csv.next(row)) return {};
    std::vector<WorkbookColumn> columns;
    for (std::string_view title : row.fields) {
        bool is_figure = std::find(figures.begin(), figures.end(), title) != figures.end();
        columns.push_back({std::string(title), is_figure ? CellKind::number : CellKind::text, 16});
    }
    workbook.add_sheet(file.name.substr(0, file.name.rfind('.')), "", columns);
    for (size_t rows = 1; csv.next(row); ++rows) {
        if (rows == workbook_rows_max) {
            std::string most = std::to_string(workbook_rows_max - 1);
            return base::bad_input(
                "table_too_long_for_sheet",
                {file.name + "超过工作表的" + most + "行，请改用CSV文件夹。",
                 file.name + " has more than the " + most + " rows of a sheet: write to a folder instead."});
        }
        workbook.add_row({row.fields.begin(), row.fields.end()});
    }
    return {};
}

} // namespace

base::Result<std::string> tables_workbook(const std::vector<FileText>& files) {
    ZHISHI_TRY(auto workbook, WorkbookWriter::begin());
    for (const FileText& file : files)
        ZHISHI_TRY_VOID(add_table(*workbook, file));
    return workbook->finish();
}

} // namespace zhishi::exchange
