#include "exchange/csv_writer.h"

namespace zhishi::exchange {

void CsvWriter::row(std::initializer_list<std::string_view> fields) {
    bool is_first = true;
    for (std::string_view field : fields) {
        if (!is_first) text_ += ',';
        is_first = false;
        if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
            text_ += field;
            continue;
        }
        text_ += '"';
        for (char c : field) {
            if (c == '"') text_ += '"';
            text_ += c;
        }
        text_ += '"';
    }
    text_ += '\n';
}

} // namespace zhishi::exchange
