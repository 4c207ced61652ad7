// One batch table: its header, its rows with fields by column name, the faults of its form.
#pragma once

#include "base/date.h"
#include "base/number.h"
#include "exchange/csv_reader.h"
#include "exchange/data_faults.h"
#include "exchange/table_source.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::exchange {

// A text from a file as messages show it: in quotes' reach, and not longer than a line.
std::string shown(std::string_view text);

class TableReader {
  public:
    // is_required: a missing file is a fault, else it counts as empty.
    TableReader(const TableSource& source, Table table, bool is_required,
                std::vector<std::string> required_columns, DataFaults& faults);

    // Calls `read` for each row that has as many fields as the header, `lost` for each other row (only
    // lost_field() may be asked for then); nothing where a required column is missing.
    void each_row(const std::function<void()>& read, const std::function<void()>& lost = {});
    bool is_usable() const { return is_usable_; }

    // Of the present row.
    std::string_view field(size_t column) const {
        return row_.fields[places_[column]];
    }                                                    // of the required columns
    std::string_view lost_field(size_t column) const;    // empty where the row is too short
    std::string_view other(std::string_view name) const; // of another column; empty where there is none
    std::uint32_t line() const { return row_.line; }
    const std::vector<std::string>& header() const { return header_; }
    void fault(std::string_view column, base::Text text);

    // Checks of one field; each says what is wrong itself.
    bool is_name(size_t column); // neither empty nor longer than base::id_bytes_max
    std::optional<base::Period> period(size_t column);
    std::optional<base::Number> number(size_t column);

  private:
    void read_header();
    void report_form();

    Table table_;
    std::vector<std::string> columns_;
    DataFaults& faults_;
    std::string text_;
    std::vector<std::string> header_;
    std::vector<size_t> places_; // of the required columns
    std::optional<CsvReader> csv_;
    CsvRow row_;
    bool is_usable_ = false;
    bool passes_empty_rows_ = false;
};

} // namespace zhishi::exchange
