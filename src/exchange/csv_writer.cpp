#include "exchange/csv_writer.h"

#include "base/number.h"
#include "exchange/csv_reader.h"

#include <ostream>

namespace zhishi::exchange {

namespace {

void add_field(std::string& text, std::string_view field) {
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
        text += field;
        return;
    }
    text += '"';
    for (char c : field) {
        if (c == '"') text += '"';
        text += c;
    }
    text += '"';
}

bool looks_like_formula(std::string_view field) {
    if (field.empty()) return false;
    if (field[0] == '-') return field.size() > 1 && !base::Number::parse(field);
    return std::string_view("=+@\t\r").find(field[0]) != std::string_view::npos;
}

} // namespace

void CsvWriter::row(std::initializer_list<std::string_view> fields) {
    bool is_first = true;
    for (std::string_view field : fields) {
        if (!is_first) text_ += ',';
        is_first = false;
        add_field(text_, field);
    }
    text_ += '\n';
    constexpr size_t piece_bytes = 64 * 1024;
    if (out_ && text_.size() >= piece_bytes) finish();
}

void CsvWriter::finish() {
    out_->write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
}

std::string without_formulas(std::string_view csv) {
    std::string text;
    CsvReader reader(csv);
    CsvRow row;
    while (reader.next(row)) {
        for (size_t i = 0; i < row.fields.size(); ++i) {
            if (i > 0) text += ',';
            std::string_view field = row.fields[i];
            add_field(text, looks_like_formula(field) ? "'" + std::string(field) : std::string(field));
        }
        text += '\n';
    }
    return text;
}

} // namespace zhishi::exchange
