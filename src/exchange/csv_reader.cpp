#include "exchange/csv_reader.h"

#include "base/text.h"

#include <algorithm>

namespace zhishi::exchange {

CsvReader::CsvReader(std::string_view text) : text_(text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
    has_bad_bytes_ = base::find_bad_utf8(text_) != std::string_view::npos;
}

bool CsvReader::next(CsvRow& row) {
    if (at_ >= text_.size()) return false;
    row.line = line_;
    row.faults.clear();
    size_t begin = at_;
    read_row(row, true);
    bool is_open = std::find(row.faults.begin(), row.faults.end(), CsvFault::open_quote) != row.faults.end();
    if (is_open) {
        // Read its first line again with quotes as plain signs, so that the rows below are not swallowed.
        at_ = begin;
        line_ = row.line;
        read_row(row, false);
    }
    std::string_view raw = text_.substr(begin, at_ - begin);
    if (has_bad_bytes_ && base::find_bad_utf8(raw) != std::string_view::npos)
        add_fault(row, CsvFault::not_utf8);
    return true;
}

void CsvReader::read_row(CsvRow& row, bool quotes_count) {
    row.fields.clear();
    undone_.clear();
    for (;;) {
        bool is_quoted = quotes_count && at_ < text_.size() && text_[at_] == '"';
        bool is_open = false;
        row.fields.push_back(is_quoted ? quoted_field(row, is_open) : plain_field(row, quotes_count));
        if (is_open) return;
        if (at_ >= text_.size()) return;
        if (text_[at_] != ',') {
            skip_row_end();
            return;
        }
        ++at_;
    }
}

// From the opening quote to the comma or row end after the closing one.
std::string_view CsvReader::quoted_field(CsvRow& row, bool& is_open) {
    size_t begin = ++at_;
    bool has_pairs = false;
    for (;; ++at_) {
        if (at_ >= text_.size()) {
            add_fault(row, CsvFault::open_quote);
            is_open = true;
            return {};
        }
        if (text_[at_] == '\n') ++line_;
        if (text_[at_] != '"') continue;
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        has_pairs = true;
        ++at_;
    }
    std::string_view field = text_.substr(begin, at_ - begin);
    ++at_;
    if (at_ < text_.size() && text_[at_] != ',' && !at_row_end()) {
        add_fault(row, CsvFault::text_after_quote);
        while (at_ < text_.size() && text_[at_] != ',' && !at_row_end())
            ++at_;
    }
    if (!has_pairs) return field;
    std::string& undone = undone_.emplace_back();
    undone.reserve(field.size());
    for (size_t i = 0; i < field.size(); ++i) {
        undone += field[i];
        if (field[i] == '"') ++i;
    }
    return undone;
}

std::string_view CsvReader::plain_field(CsvRow& row, bool quotes_count) {
    size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != ',' && !at_row_end()) {
        if (text_[at_] == '"' && quotes_count) add_fault(row, CsvFault::quote_in_field);
        ++at_;
    }
    return text_.substr(begin, at_ - begin);
}

bool CsvReader::at_row_end() const {
    return text_[at_] == '\n' || (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
}

void CsvReader::skip_row_end() {
    at_ += text_[at_] == '\r' ? 2 : 1;
    ++line_;
}

void CsvReader::add_fault(CsvRow& row, CsvFault fault) const {
    if (std::find(row.faults.begin(), row.faults.end(), fault) == row.faults.end())
        row.faults.push_back(fault);
}

} // namespace zhishi::exchange
