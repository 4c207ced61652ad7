#include "exchange/workbook_writer.h"

#include "base/date.h"
#include "base/number.h"
#include "base/text.h"
#include "exchange/limits.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <xlsxwriter.h>

namespace zhishi::exchange {

namespace {

constexpr size_t sheet_name_max = 31;    // characters, as the format has it
constexpr size_t inline_words_max = 250; // bytes of a list that stands in the cell's own rule
constexpr lxw_row_t list_rows = 10'000;  // for how many rows of a template the drop-down lists hold
constexpr size_t digits_max = 15;        // more, and a spreadsheet would round: it is kept as text

base::Error no_room() {
    return base::refused(
        base::ErrorKind::unavailable, "workbook_not_written",
        {"工作簿没有写成，服务器的临时目录可能已满。请联系系统管理员后重试。",
         "The workbook could not be written; the server's temporary folder may be full. Ask the system "
         "administrator, then try again."});
}

std::string first_characters(std::string_view text, size_t count) {
    size_t bytes = 0;
    for (; bytes < text.size(); ++bytes)
        if ((static_cast<unsigned char>(text[bytes]) & 0xC0) != 0x80 && count-- == 0) break;
    return std::string(text.substr(0, bytes));
}

std::string as_sheet_name(const std::string& name) {
    std::string allowed;
    for (char c : name)
        allowed += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
    return first_characters(allowed, sheet_name_max);
}

// A Chinese character is as wide as two of ASCII.
double width_of(std::string_view text) {
    double width = 2;
    for (char c : text)
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
            width += static_cast<unsigned char>(c) < 0x80 ? 1.1 : 2.2;
    return width;
}

class TemporaryFile {
  public:
    bool make() {
        std::error_code failed;
        std::string pattern =
            (std::filesystem::temp_directory_path(failed) / "zhishi-workbook-XXXXXX").string();
        if (failed || !::mkdtemp(pattern.data())) return false;
        folder_ = pattern;
        return true;
    }
    ~TemporaryFile() {
        std::error_code ignored;
        if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
    }
    const std::string& folder() const { return folder_; }
    std::string path() const { return folder_ + "/workbook.xlsx"; }

  private:
    std::string folder_;
};

class FiledWorkbook : public WorkbookWriter {
  public:
    bool begin_file() {
        if (!file_.make()) return false;
        folder_ = file_.folder();
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = folder_.data();
        book_ = workbook_new_opt(file_.path().c_str(), &options);
        if (!book_) return false;
        title_ = workbook_add_format(book_);
        format_set_bold(title_);
        format_set_font_size(title_, 14);
        head_ = workbook_add_format(book_);
        format_set_bold(head_);
        format_set_bg_color(head_, 0xE8EEF8);
        format_set_border(head_, LXW_BORDER_THIN);
        format_set_text_wrap(head_);
        format_set_align(head_, LXW_ALIGN_VERTICAL_CENTER);
        needed_ = workbook_add_format(book_);
        format_set_bold(needed_);
        format_set_bg_color(needed_, 0xE8EEF8);
        format_set_font_color(needed_, 0xB3261E);
        format_set_border(needed_, LXW_BORDER_THIN);
        format_set_text_wrap(needed_);
        format_set_align(needed_, LXW_ALIGN_VERTICAL_CENTER);
        plain_ = workbook_add_format(book_);
        format_set_border(plain_, LXW_BORDER_THIN);
        format_set_text_wrap(plain_);
        format_set_align(plain_, LXW_ALIGN_VERTICAL_TOP);
        // As text from the first keystroke: a number 007 stays 007.
        format_set_num_format(plain_, "@");
        marked_ = workbook_add_format(book_);
        format_set_border(marked_, LXW_BORDER_THIN);
        format_set_text_wrap(marked_);
        format_set_align(marked_, LXW_ALIGN_VERTICAL_TOP);
        format_set_num_format(marked_, "@");
        format_set_bg_color(marked_, 0xFBE3E1);
        number_ = workbook_add_format(book_);
        format_set_border(number_, LXW_BORDER_THIN);
        format_set_align(number_, LXW_ALIGN_VERTICAL_TOP);
        day_ = workbook_add_format(book_);
        format_set_border(day_, LXW_BORDER_THIN);
        format_set_align(day_, LXW_ALIGN_VERTICAL_TOP);
        format_set_num_format(day_, "yyyy-mm-dd");
        return true;
    }

    ~FiledWorkbook() override {
        if (book_) workbook_close(book_); // unwritten: the file goes with its folder
    }

    void add_sheet(const std::string& name, const std::string& title,
                   const std::vector<WorkbookColumn>& columns) override {
        columns_ = columns;
        sheet_ = workbook_add_worksheet(book_, as_sheet_name(name).c_str());
        row_ = 0;
        if (!sheet_) {
            has_failed_ = true;
            return;
        }
        for (size_t i = 0; i < columns.size(); ++i)
            worksheet_set_column(sheet_, place(i), place(i),
                                 columns[i].width > 0 ? columns[i].width : width_of(columns[i].title),
                                 format_of(columns[i].kind));
        if (!title.empty()) worksheet_write_string(sheet_, row_++, 0, title.c_str(), title_);
        for (size_t i = 0; i < columns.size(); ++i)
            worksheet_write_string(sheet_, row_, place(i), columns[i].title.c_str(),
                                   columns[i].is_needed ? needed_ : head_);
        worksheet_freeze_panes(sheet_, row_ + 1, 0);
        worksheet_repeat_rows(sheet_, row_, row_);
        worksheet_set_landscape(sheet_);
        worksheet_set_paper(sheet_, 9); // A4
        worksheet_fit_to_pages(sheet_, 1, 0);
        ++row_;
        for (size_t i = 0; i < columns.size(); ++i)
            add_rule(columns[i], place(i));
    }

    void add_row(const std::vector<std::string>& cells, const std::vector<bool>& marked) override {
        if (!sheet_ || row_ >= workbook_rows_max) {
            has_failed_ = true;
            return;
        }
        for (size_t i = 0; i < cells.size() && i < columns_.size(); ++i)
            if (i < marked.size() && marked[i])
                write_marked(place(i), cells[i]);
            else
                write(place(i), columns_[i].kind, cells[i]);
        ++row_;
    }

    base::Result<std::string> finish() override {
        for (const auto& [name, words] : lists_) {
            lxw_worksheet* list = workbook_get_worksheet_by_name(book_, name.c_str());
            for (size_t i = 0; i < words.size(); ++i)
                worksheet_write_string(list, static_cast<lxw_row_t>(i), 0, words[i].c_str(), nullptr);
            worksheet_hide(list);
        }
        lxw_error failed = workbook_close(book_);
        book_ = nullptr;
        if (failed != LXW_NO_ERROR || has_failed_) return no_room();
        std::ifstream in(file_.path(), std::ios::binary);
        std::ostringstream bytes;
        bytes << in.rdbuf();
        if (!in.good() || !bytes.good()) return no_room();
        return std::move(bytes).str();
    }

  private:
    static lxw_col_t place(size_t column) { return static_cast<lxw_col_t>(column); }

    lxw_format* format_of(CellKind kind) {
        return kind == CellKind::number ? number_ : kind == CellKind::day ? day_ : plain_;
    }

    void write(lxw_col_t column, CellKind kind, const std::string& text) {
        lxw_error failed = LXW_NO_ERROR;
        if (kind == CellKind::number && text.size() <= digits_max && base::Number::parse(text)) {
            double value = 0;
            std::from_chars(text.data(), text.data() + text.size(), value);
            failed = worksheet_write_number(sheet_, row_, column, value, number_);
        } else if (auto day = kind == CellKind::day ? base::Date::parse(text) : std::nullopt; day) {
            lxw_datetime at{};
            at.year = day->year();
            at.month = day->month();
            at.day = day->day();
            failed = worksheet_write_datetime(sheet_, row_, column, &at, day_);
        } else if (text.empty()) {
            failed = worksheet_write_blank(sheet_, row_, column, format_of(kind));
        } else {
            failed = worksheet_write_string(sheet_, row_, column, text.c_str(), plain_);
        }
        has_failed_ = has_failed_ || failed != LXW_NO_ERROR;
    }

    // As text, whatever its column holds: it is there to be corrected.
    void write_marked(lxw_col_t column, const std::string& text) {
        lxw_error failed = text.empty() ? worksheet_write_blank(sheet_, row_, column, marked_)
                                        : worksheet_write_string(sheet_, row_, column, text.c_str(), marked_);
        has_failed_ = has_failed_ || failed != LXW_NO_ERROR;
    }

    void add_rule(const WorkbookColumn& column, lxw_col_t at) {
        if (column.words.empty() && column.hint.empty()) return;
        lxw_data_validation rule{};
        rule.validate = LXW_VALIDATION_TYPE_ANY;
        std::string formula, title = first_characters(column.title, 32),
                             hint = first_characters(column.hint, 255);
        std::vector<const char*> words;
        if (!column.words.empty()) {
            size_t bytes = 0;
            for (const std::string& word : column.words) {
                words.push_back(word.c_str());
                bytes += word.size() + 1;
            }
            words.push_back(nullptr);
            rule.validate = LXW_VALIDATION_TYPE_LIST;
            rule.value_list = const_cast<char**>(words.data()); // it only reads
            if (bytes > inline_words_max) {
                // Longer lists stand on a sheet of their own, which is not shown.
                std::string name = "list" + std::to_string(lists_.size() + 1);
                workbook_add_worksheet(book_, name.c_str());
                lists_.emplace_back(name, column.words);
                formula = "=" + name + "!$A$1:$A$" + std::to_string(column.words.size());
                rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
                rule.value_list = nullptr;
                rule.value_formula = formula.data();
            }
            rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
        }
        if (!hint.empty()) {
            rule.input_title = title.data();
            rule.input_message = hint.data();
        }
        worksheet_data_validation_range(sheet_, row_, at, row_ + list_rows, at, &rule);
    }

    TemporaryFile file_;
    std::string folder_;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format *title_ = nullptr, *head_ = nullptr, *needed_ = nullptr, *plain_ = nullptr, *number_ = nullptr,
               *day_ = nullptr, *marked_ = nullptr;
    std::vector<WorkbookColumn> columns_;
    std::vector<std::pair<std::string, std::vector<std::string>>> lists_; // by the sheet's name
    lxw_row_t row_ = 0;
    bool has_failed_ = false;
};

} // namespace

base::Result<std::unique_ptr<WorkbookWriter>> WorkbookWriter::begin() {
    auto workbook = std::make_unique<FiledWorkbook>();
    if (!workbook->begin_file()) return no_room();
    return std::unique_ptr<WorkbookWriter>(std::move(workbook));
}

} // namespace zhishi::exchange
