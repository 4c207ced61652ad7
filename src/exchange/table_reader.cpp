#include "exchange/table_reader.h"

#include "base/id.h"

#include <algorithm>

namespace zhishi::exchange {

namespace {

base::Text text_of(CsvFault fault) {
    switch (fault) {
    case CsvFault::not_utf8:
        return {"含有非UTF-8字节，请另存为UTF-8。", "has bytes that are not UTF-8: save it as UTF-8."};
    case CsvFault::open_quote: return {"引号没有闭合。", "a quote is never closed."};
    case CsvFault::quote_in_field:
        return {"引号出现在未加引号的字段中；请给整个字段加引号，并将其中的引号写两遍。",
                "a quote stands inside an unquoted field: quote the field and double the quotes in it."};
    case CsvFault::text_after_quote:
        return {"闭合的引号之后还有文字。", "there is text after a closing quote."};
    }
    return {};
}

} // namespace

std::string shown(std::string_view text) {
    constexpr size_t bytes_max = 80;
    if (text.size() <= bytes_max) return std::string(text);
    size_t end = bytes_max;
    while (end > 0 && (text[end] & 0xC0) == 0x80)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

TableReader::TableReader(const TableSource& source, Table table, bool is_required,
                         std::vector<std::string> required_columns, DataFaults& faults)
    : table_(table), columns_(std::move(required_columns)), faults_(faults),
      passes_empty_rows_(source.is_workbook()) {
    auto text = source.text(table, is_required, faults);
    if (!text) return;
    text_ = std::move(*text);
    read_header();
}

void TableReader::read_header() {
    csv_.emplace(text_);
    if (csv_->next(row_)) {
        report_form();
        for (std::string_view name : row_.fields)
            header_.emplace_back(name);
    }
    if (header_.size() > table_columns_max) {
        faults_.add(table_, 1, "", {"列数过多。", "there are too many columns."});
        return;
    }
    is_usable_ = true;
    for (const std::string& column : columns_) {
        auto count = std::count(header_.begin(), header_.end(), column);
        auto place = std::find(header_.begin(), header_.end(), column);
        places_.push_back(static_cast<size_t>(place - header_.begin()));
        if (count == 0) {
            is_usable_ = false;
            faults_.add(table_, 1, column, {"缺少此列。", "this column is missing."});
        } else if (count > 1) {
            faults_.add(table_, 1, column, {"此列出现了多次。", "this column is named more than once."});
        }
    }
}

void TableReader::each_row(const std::function<void()>& read, const std::function<void()>& lost) {
    if (!csv_) return;
    while (csv_->next(row_)) {
        if (passes_empty_rows_ && row_.fields.size() == 1 && row_.fields[0].empty()) continue;
        report_form();
        if (row_.fields.size() != header_.size()) {
            std::string is = std::to_string(row_.fields.size()), should = std::to_string(header_.size());
            fault("", {"有" + is + "个字段，表头有" + should + "列。",
                       "the row has " + is + " fields, the header " + should + "."});
            if (is_usable_ && lost) lost();
            continue;
        }
        if (is_usable_) read();
    }
}

void TableReader::report_form() {
    for (CsvFault form : row_.faults)
        fault("", text_of(form));
}

std::string_view TableReader::lost_field(size_t column) const {
    size_t place = places_[column];
    return place < row_.fields.size() ? row_.fields[place] : std::string_view();
}

std::string_view TableReader::other(std::string_view name) const {
    auto place = std::find(header_.begin(), header_.end(), name);
    return place == header_.end() ? std::string_view()
                                  : row_.fields[static_cast<size_t>(place - header_.begin())];
}

void TableReader::fault(std::string_view column, base::Text text) {
    faults_.add(table_, row_.line, std::string(column), std::move(text));
}

bool TableReader::is_name(size_t column) {
    std::string_view text = field(column);
    if (text.empty()) fault(columns_[column], {"不能为空。", "cannot be empty."});
    if (text.size() > base::id_bytes_max)
        fault(columns_[column], {"超过64字节，请缩短。", "is longer than 64 bytes: shorten it."});
    return !text.empty() && text.size() <= base::id_bytes_max;
}

std::optional<base::Period> TableReader::period(size_t column) {
    auto period = base::Period::parse(field(column));
    if (!period)
        fault(columns_[column], {"“" + shown(field(column)) +
                                     "”不是期间；应如2025、2025H1、2025Q3、2025-03，或以字母开头的专项名称。",
                                 "\"" + shown(field(column)) +
                                     "\" is no period: write 2025, 2025H1, 2025Q3, 2025-03, or the name of a "
                                     "special appraisal."});
    return period;
}

std::optional<base::Number> TableReader::number(size_t column) {
    auto number = base::Number::parse(field(column));
    if (!number)
        fault(columns_[column],
              {"“" + shown(field(column)) + "”不是可以接受的数（整数部分最多9位，小数最多6位）。",
               "\"" + shown(field(column)) +
                   "\" is no number (at most 9 digits before the point and 6 after it)."});
    return number;
}

} // namespace zhishi::exchange
