// Writes CSV: UTF-8 without a byte-order mark, LF, a field quoted only where it holds a comma, a quote or a
// line break.
#pragma once

#include <initializer_list>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>

namespace zhishi::exchange {

class CsvWriter {
  public:
    CsvWriter() = default;
    explicit CsvWriter(std::ostream& out) : out_(&out) {} // goes there piece by piece, the rest with finish()
    void finish();
    void row(std::initializer_list<std::string_view> fields);
    const std::string& text() const { return text_; }
    std::string take() { return std::move(text_); } // ends its use

  private:
    std::ostream* out_ = nullptr;
    std::string text_;
};

// The same table for people who open it in a spreadsheet: a field that would be taken for a formula (it
// begins with =, + or @, or with - and is no figure) has an apostrophe before it.
std::string without_formulas(std::string_view csv);

} // namespace zhishi::exchange
