// Reads CSV (RFC 4180) row by row from text in memory: UTF-8 with or without a byte-order mark, LF or CRLF.
//
// A row comes out even where its form is at fault, so that one bad row does not hide the next; `faults` says
// what is wrong. A quote that is never closed ends with its first line: what follows is read as rows again.
// Fields are views into the text, or into the reader where quotes had to be undone: they hold until the next
// row.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::exchange {

enum class CsvFault { not_utf8, open_quote, quote_in_field, text_after_quote };

struct CsvRow {
    std::uint32_t line = 0; // physical line on which the row begins, from 1
    std::vector<std::string_view> fields;
    std::vector<CsvFault> faults;
};

class CsvReader {
  public:
    explicit CsvReader(std::string_view text);

    // False at the end of the text.
    bool next(CsvRow& row);

  private:
    void read_row(CsvRow& row, bool quotes_count);
    std::string_view quoted_field(CsvRow& row, bool& is_open);
    std::string_view plain_field(CsvRow& row, bool quotes_count);
    bool at_row_end() const;
    void skip_row_end();
    void add_fault(CsvRow& row, CsvFault fault) const;

    std::string_view text_;
    size_t at_ = 0;
    std::uint32_t line_ = 1;
    bool has_bad_bytes_ = false;
    std::deque<std::string> undone_; // fields without their quotes
};

} // namespace zhishi::exchange
