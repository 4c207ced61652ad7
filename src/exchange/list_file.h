// A list that somebody keeps in a spreadsheet: its titles and its rows, from XLSX or CSV.
//
// CSV may be UTF-8 or GB18030, as spreadsheets of the region save it unless told otherwise. The row of titles
// is sought among the first rows, in a workbook on every sheet; empty rows are passed over.
//
// errors  those of workbook_reader.h; bad_input list_is_old_format (.xls), list_without_titles
#pragma once

#include "base/result.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::exchange {

struct ListFile {
    struct Row {
        int line = 0; // as the spreadsheet shows it; of CSV the line on which the row begins
        std::vector<std::string> cells;
        std::optional<base::Text> fault; // of its form: cells may be anything
    };
    std::vector<std::string> titles; // without the mark of needed columns
    std::vector<Row> rows;
    bool is_longer = false; // there were more than rows_max: the rest was not read
};

// is_title  whether a cell is the title of a column that is looked for; a row with two of them is the header
base::Result<ListFile> read_list_file(std::string bytes, size_t rows_max,
                                      const std::function<bool(std::string_view)>& is_title);

// Text as UTF-8 from UTF-8 or GB18030; nullopt: it is neither.
std::optional<std::string> as_utf8(std::string bytes);

} // namespace zhishi::exchange
