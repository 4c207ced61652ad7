#include "exchange/list_file.h"

#include "base/text.h"
#include "exchange/csv_reader.h"
#include "exchange/workbook_reader.h"

#include <algorithm>
#include <iconv.h>
#include <memory>

namespace zhishi::exchange {

namespace {

constexpr size_t title_rows_max = 10; // a title, a note, the organ's name may stand above the header
constexpr size_t titles_min = 2;

std::string as_title(std::string_view cell) {
    std::string_view title = base::trimmed(cell);
    while (title.ends_with('*') || title.starts_with('*'))
        title = base::trimmed(title.starts_with('*') ? title.substr(1) : title.substr(0, title.size() - 1));
    return std::string(title);
}

// Takes rows one by one: those before the header, the header, the list.
class ListReader {
  public:
    ListReader(size_t rows_max, const std::function<bool(std::string_view)>& is_title)
        : rows_max_(rows_max), is_title_(is_title) {}

    // False: no more are wanted.
    bool take(int line, std::vector<std::string> cells, std::optional<base::Text> fault) {
        bool is_empty = std::all_of(cells.begin(), cells.end(),
                                    [](const auto& cell) { return base::trimmed(cell).empty(); });
        if (!has_titles_) return take_header(cells);
        if (is_empty && !fault) return true;
        if (list_.rows.size() == rows_max_) {
            list_.is_longer = true;
            return false;
        }
        list_.rows.push_back({line, std::move(cells), std::move(fault)});
        return true;
    }
    bool has_titles() const { return has_titles_; }
    ListFile list() { return std::move(list_); }

  private:
    bool take_header(const std::vector<std::string>& cells) {
        std::vector<std::string> titles;
        for (const auto& cell : cells)
            titles.push_back(as_title(cell));
        auto known = std::count_if(titles.begin(), titles.end(), is_title_);
        if (known >= static_cast<std::ptrdiff_t>(titles_min)) {
            list_.titles = std::move(titles);
            has_titles_ = true;
            return true;
        }
        return ++rows_before_ < title_rows_max;
    }

    size_t rows_max_;
    const std::function<bool(std::string_view)>& is_title_;
    ListFile list_;
    size_t rows_before_ = 0;
    bool has_titles_ = false;
};

base::Error without_titles() {
    return base::bad_input("list_without_titles",
                           {"前" + std::to_string(title_rows_max) +
                                "行中没有找到表头。请使用模板，或在第一行写上与模板相同的列名。",
                            "No row of titles was found in the first " + std::to_string(title_rows_max) +
                                ". Take the template, or put its titles into the first row."});
}

base::Result<ListFile> from_workbook(std::string bytes, size_t rows_max,
                                     const std::function<bool(std::string_view)>& is_title) {
    ZHISHI_TRY(auto workbook, WorkbookReader::open(std::move(bytes)));
    for (size_t sheet = 0; sheet < workbook->sheets().size(); ++sheet) {
        ListReader reader(rows_max, is_title);
        ZHISHI_TRY_VOID(workbook->each_row(sheet, [&](const WorkbookRow& row) {
            return reader.take(static_cast<int>(row.number), row.cells, std::nullopt);
        }));
        if (reader.has_titles()) return reader.list();
    }
    return without_titles();
}

std::optional<base::Text> form_fault(const CsvRow& row, size_t columns) {
    if (!row.faults.empty())
        return base::Text{"这一行的引号不成对，无法读取。", "The quotes of this row are broken."};
    bool is_longer =
        std::any_of(row.fields.begin() + static_cast<std::ptrdiff_t>(std::min(columns, row.fields.size())),
                    row.fields.end(), [](auto field) { return !base::trimmed(field).empty(); });
    if (columns > 0 && is_longer)
        return base::Text{"这一行的列比表头多，内容中的逗号应放在引号内。",
                          "This row has more cells than there are titles: put texts with commas in quotes."};
    return std::nullopt;
}

base::Result<ListFile> from_csv(const std::string& text, size_t rows_max,
                                const std::function<bool(std::string_view)>& is_title) {
    CsvReader csv(text);
    CsvRow row;
    ListReader reader(rows_max, is_title);
    size_t columns = 0;
    while (csv.next(row)) {
        bool had_titles = reader.has_titles();
        if (!reader.take(static_cast<int>(row.line), {row.fields.begin(), row.fields.end()},
                         had_titles ? form_fault(row, columns) : std::nullopt))
            break;
        if (!had_titles && reader.has_titles()) columns = row.fields.size();
    }
    if (!reader.has_titles()) return without_titles();
    return reader.list();
}

} // namespace

std::optional<std::string> as_utf8(std::string bytes) {
    if (base::find_bad_utf8(bytes) == std::string_view::npos) return bytes;
    struct Closer {
        void operator()(void* handle) const { iconv_close(handle); }
    };
    std::unique_ptr<void, Closer> converter(iconv_open("UTF-8", "GB18030"));
    if (converter.get() == reinterpret_cast<void*>(-1)) {
        (void)converter.release();
        return std::nullopt;
    }
    // No character of GB18030 takes more than twice its bytes in UTF-8.
    std::string text(bytes.size() * 2 + 4, '\0');
    char *in = bytes.data(), *out = text.data();
    size_t in_left = bytes.size(), out_left = text.size();
    if (iconv(converter.get(), &in, &in_left, &out, &out_left) == static_cast<size_t>(-1))
        return std::nullopt;
    text.resize(text.size() - out_left);
    return text;
}

base::Result<ListFile> read_list_file(std::string bytes, size_t rows_max,
                                      const std::function<bool(std::string_view)>& is_title) {
    if (bytes.starts_with("PK")) return from_workbook(std::move(bytes), rows_max, is_title);
    if (bytes.starts_with("\xD0\xCF\x11\xE0"))
        return base::bad_input(
            "list_is_old_format",
            {"这是旧版的 .xls 文件（或设了打开密码）。请用表格软件打开后另存为 .xlsx 再提交。",
             "This is an old .xls file, or locked with a password: save it as .xlsx."});
    auto text = as_utf8(std::move(bytes));
    if (!text)
        return base::bad_input("list_unreadable",
                               {"文件既不是 .xlsx，也不是 UTF-8 或 GB18030 编码的 CSV，无法读取。",
                                "The file is neither .xlsx nor CSV in UTF-8 or GB18030."});
    return from_csv(*text, rows_max, is_title);
}

} // namespace zhishi::exchange
