#include "exchange/table_source.h"

#include "base/text.h"
#include "exchange/workbook_reader.h"

#include <algorithm>
#include <fstream>

namespace zhishi::exchange {

namespace {

const base::Text is_missing{"缺少此表。", "this table is missing."};

bool read_whole(const std::filesystem::path& path, std::uintmax_t size, std::string& bytes) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return false;
    bytes.resize(size);
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    bytes.resize(static_cast<size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    return true;
}

// One row as a line of CSV.
void add_line(std::string& text, const WorkbookRow& row, size_t columns) {
    for (size_t i = 0; i < std::max(row.cells.size(), columns); ++i) {
        if (i > 0) text += ',';
        if (i >= row.cells.size()) continue;
        std::string cell = row.cells[i];
        std::replace(cell.begin(), cell.end(), '\n', ' ');
        if (cell.find_first_of(",\"\r") == std::string::npos) {
            text += cell;
            continue;
        }
        text += '"';
        for (char c : cell)
            if (c != '\r') text += c == '"' ? std::string("\"\"") : std::string(1, c);
        text += '"';
    }
    text += '\n';
}

} // namespace

TableSource::TableSource() = default;
TableSource::TableSource(TableSource&&) noexcept = default;
TableSource& TableSource::operator=(TableSource&&) noexcept = default;
TableSource::~TableSource() = default;

base::Result<TableSource> TableSource::open(const std::filesystem::path& path) {
    TableSource source;
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        source.folder_ = path;
        return source;
    }
    auto size = std::filesystem::file_size(path, error);
    // Whether it is too large is the reader's to say; more than its bound is not read for that.
    std::string bytes;
    if (error || !read_whole(path, std::min<std::uintmax_t>(size, workbook_bytes_max + 1), bytes))
        return base::bad_input("file_not_readable",
                               {"无法读取“" + path.string() + "”，请检查路径和权限。",
                                "\"" + path.string() + "\" cannot be read: check path and permissions."});
    ZHISHI_TRY(source.workbook_, WorkbookReader::open(std::move(bytes)));
    return source;
}

std::optional<std::string> TableSource::text(Table table, bool is_required, DataFaults& faults) const {
    return workbook_ ? text_of_sheet(table, is_required, faults) : text_of_file(table, is_required, faults);
}

std::optional<std::string> TableSource::text_of_file(Table table, bool is_required,
                                                     DataFaults& faults) const {
    std::filesystem::path path = folder_ / file_name(table);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        if (is_required) faults.add(table, 1, "", is_missing);
        return std::nullopt;
    }
    auto size = std::filesystem::file_size(path, error);
    if (!error && size > table_bytes_max) {
        faults.add(table, 1, "", {"文件超过2 GiB，请分批。", "the file has more than 2 GiB: split it."});
        return std::nullopt;
    }
    std::string text;
    if (!error && read_whole(path, size, text)) return text;
    faults.add(table, 1, "",
               {"无法读取此文件，请检查权限。", "this file cannot be read: check its permissions."});
    return std::nullopt;
}

std::optional<std::string> TableSource::text_of_sheet(Table table, bool is_required,
                                                      DataFaults& faults) const {
    std::string file = file_name(table), name = file.substr(0, file.rfind('.'));
    const auto& sheets = workbook_->sheets();
    auto place = std::find_if(sheets.begin(), sheets.end(),
                              [&](const std::string& sheet) { return sheet == name || sheet == file; });
    if (place == sheets.end()) {
        if (is_required) faults.add(table, 1, "", is_missing);
        return std::nullopt;
    }
    std::string text;
    std::uint32_t lines = 0;
    size_t columns = 0;
    auto read = workbook_->each_row(static_cast<size_t>(place - sheets.begin()), [&](const WorkbookRow& row) {
        for (; lines + 1 < row.number; ++lines)
            text += '\n';
        if (lines == 0) columns = row.cells.size();
        add_line(text, row, columns);
        ++lines;
        return text.size() <= table_bytes_max;
    });
    if (!read)
        faults.add(table, lines + 1, "", read.error().text);
    else if (text.size() > table_bytes_max)
        faults.add(table, lines, "", {"表超过2 GiB，请分批。", "the table has more than 2 GiB: split it."});
    else
        return text;
    return std::nullopt;
}

} // namespace zhishi::exchange
