#include "exchange/cell_text.h"

#include "base/date.h"
#include "exchange/limits.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>

namespace zhishi::exchange {

namespace {

constexpr int digits = 15;
constexpr double whole_max = 1e15; // above it a double has no fifteen true digits
constexpr int minutes_of_day = 24 * 60;

std::optional<double> value_of(const std::string& stored) {
    double value = 0;
    const char* end = stored.data() + stored.size();
    auto read = std::from_chars(stored.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

} // namespace

// The numbers below 164 that the format gives to days, those of Chinese programs (27 to 36, 50 to 58) among
// them.
bool is_day_format(int number) {
    return (number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 31) || number == 36 ||
           (number >= 50 && number <= 54) || number == 57 || number == 58;
}

bool is_day_format(std::string_view code) {
    bool is_quoted = false, is_bracketed = false, has_year_or_day = false;
    for (size_t i = 0; i < code.size(); ++i) {
        char c = code[i];
        if (c == '\\') {
            ++i;
        } else if (c == '"') {
            is_quoted = !is_quoted;
        } else if (!is_quoted && (c == '[' || c == ']')) {
            is_bracketed = c == '[';
        } else if (!is_quoted && !is_bracketed && (c == ';')) {
            break; // what follows is for negative numbers and texts
        } else if (!is_quoted && !is_bracketed) {
            has_year_or_day = has_year_or_day || c == 'y' || c == 'Y' || c == 'd' || c == 'D';
        }
    }
    return has_year_or_day;
}

std::string number_text(const std::string& stored) {
    auto value = value_of(stored);
    if (!value) return stored;
    std::array<char, 400> text;
    int length = std::snprintf(text.data(), text.size(), "%.*g", digits, *value);
    std::string shown(text.data(), static_cast<size_t>(length));
    if (shown.find('e') == std::string::npos || std::abs(*value) >= whole_max) return shown;
    // Small ones in plain digits: 0.00001, not 1e-05.
    length = std::snprintf(text.data(), text.size(), "%.*f", digits, *value);
    shown.assign(text.data(), static_cast<size_t>(length));
    shown.erase(shown.find_last_not_of('0') + 1);
    if (shown.ends_with('.')) shown.pop_back();
    return shown;
}

std::string day_text(const std::string& stored, bool counts_from_1904) {
    auto value = value_of(stored);
    constexpr double serial_max = 2'958'465; // 9999-12-31
    if (!value || *value < 0 || *value > serial_max) return stored;
    double whole = std::floor(*value);
    auto minutes = static_cast<int>(std::lround((*value - whole) * minutes_of_day));
    if (minutes == minutes_of_day) {
        whole += 1;
        minutes = 0;
    }
    std::array<char, 8> time{};
    std::snprintf(time.data(), time.size(), "%02d:%02d", minutes / 60 % 24, minutes % 60);
    auto serial = static_cast<std::int32_t>(whole);
    if (serial == 0 && !counts_from_1904) return time.data(); // a time of no day
    // Spreadsheets have a 29 February 1900 that never was.
    base::Date epoch = counts_from_1904 ? *base::Date::from(1904, 1, 1) : *base::Date::from(1899, 12, 30);
    if (!counts_from_1904 && serial < 61) epoch = *base::Date::from(1899, 12, 31);
    std::string day = epoch.plus_days(serial).str();
    return minutes == 0 ? day : day + " " + time.data();
}

std::string without_escapes(std::string text) {
    constexpr size_t length = 7; // _x000D_
    for (size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at)) {
        bool is_escape = at + length <= text.size() && text[at + 6] == '_' && is_hex(text[at + 2]) &&
                         is_hex(text[at + 3]) && is_hex(text[at + 4]) && is_hex(text[at + 5]);
        int code = 0;
        if (is_escape) std::from_chars(&text[at + 2], &text[at + 6], code, 16);
        if (!is_escape || (code >= 0x20 && code != 0x5F)) {
            ++at;
            continue;
        }
        std::string stands_for = code == '\n' || code == '\t' ? std::string(1, static_cast<char>(code)) : "";
        if (code == 0x5F) stands_for = "_";
        text.replace(at, length, stands_for);
        at += stands_for.size();
    }
    return text;
}

int column_of(std::string_view reference) {
    int column = 0;
    for (char c : reference) {
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + (c - 'A' + 1);
        if (column > static_cast<int>(table_columns_max)) return -1;
    }
    return column - 1;
}

} // namespace zhishi::exchange
