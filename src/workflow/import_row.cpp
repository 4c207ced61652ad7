#include "workflow/import_row.h"

#include "base/check.h"
#include "base/text.h"

#include <charconv>

namespace zhishi::workflow {

namespace {

// Digits in groups, whatever stands between them.
std::vector<int> groups_of_digits(std::string_view text) {
    std::vector<int> groups;
    bool is_in_group = false;
    for (char c : text) {
        bool is_digit = c >= '0' && c <= '9';
        if (is_digit && !is_in_group) groups.push_back(0);
        if (is_digit && groups.back() <= 99'999'999) groups.back() = groups.back() * 10 + (c - '0');
        is_in_group = is_digit;
    }
    return groups;
}

// What may stand around the digits of a day.
bool is_written_as_day(std::string_view text) {
    for (size_t i = 0; i < text.size();) {
        char c = text[i];
        if ((c >= '0' && c <= '9') || c == '-' || c == '/' || c == '.') {
            ++i;
            continue;
        }
        std::string_view rest = text.substr(i);
        bool is_known = false;
        for (std::string_view mark : {"年", "月", "日"})
            if (rest.starts_with(mark)) {
                i += mark.size();
                is_known = true;
                break;
            }
        if (!is_known) return false;
    }
    return true;
}

std::optional<base::Date> day_of(std::string_view text) {
    if (!is_written_as_day(text)) return std::nullopt;
    auto groups = groups_of_digits(text);
    if (groups.size() == 3) return base::Date::from(groups[0], groups[1], groups[2]);
    if (groups.size() == 1 && text.size() == 8)
        return base::Date::from(groups[0] / 10'000, groups[0] / 100 % 100, groups[0] % 100);
    return std::nullopt;
}

const std::optional<std::string> no_cell;

} // namespace

const ImportColumn& ImportRowReader::column(std::string_view key) const {
    for (const ImportColumn& column : form_.columns)
        if (column.key == key) return column;
    base::stop("a column that the form has", std::source_location::current());
}

const std::optional<std::string>& ImportRowReader::cell(std::string_view key) const {
    auto place = static_cast<size_t>(&column(key) - form_.columns.data());
    return place < line_.cells.size() ? line_.cells[place] : no_cell;
}

bool ImportRowReader::has(std::string_view key) const {
    return cell(key).has_value();
}

bool ImportRowReader::is_empty(std::string_view key) const {
    const auto& text = cell(key);
    return !text || base::trimmed(*text).empty();
}

std::string ImportRowReader::text(std::string_view key, size_t characters_max) {
    const auto& found = cell(key);
    if (!found) return {};
    std::string text(base::trimmed(*found));
    if (base::has_control_character(text)) {
        fault(key, "text_has_control_character",
              {"含有不可见的控制字符，请重新录入。", "It has a control character: type it again."});
        return {};
    }
    if (base::character_count(text) <= characters_max) return text;
    std::string most = std::to_string(characters_max);
    fault(key, "text_too_long", {"最多" + most + "字。", "At most " + most + " characters."});
    return {};
}

std::optional<base::Date> ImportRowReader::day(std::string_view key) {
    std::string written = text(key, 32);
    if (written.empty()) return std::nullopt;
    auto day = day_of(written);
    // Before that nobody now in service was born; after it nothing is planned.
    if (day && day->year() >= 1940 && day->year() <= 2100) return day;
    fault(key, "date_unreadable",
          {"“" + written + "”不是日期，应如2026-03-01。", "'" + written + "' is no date, as in 2026-03-01."});
    return std::nullopt;
}

std::optional<int> ImportRowReader::number(std::string_view key, int min, int max, std::string_view unit) {
    std::string written = text(key, 32);
    if (written.empty()) return std::nullopt;
    std::string_view digits = written;
    if (!unit.empty() && digits.ends_with(unit)) digits.remove_suffix(unit.size());
    int number = 0;
    auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failed == std::errc() && end == digits.data() + digits.size() && number >= min && number <= max)
        return number;
    std::string from = std::to_string(min), to = std::to_string(max);
    fault(key, "number_unreadable",
          {"“" + written + "”应为" + from + "至" + to + "的整数。",
           "'" + written + "' is no whole number from " + from + " to " + to + "."});
    return std::nullopt;
}

void ImportRowReader::need(std::string_view key) {
    if (!is_empty(key)) return;
    fault(key, "cell_missing", {"不能为空。", "It must not be empty."});
}

void ImportRowReader::fault(std::string_view key, std::string code, base::Text text) {
    for (const base::Error& found : row_.faults)
        if (found.code == code && found.place.pointer == key) return; // the cell was read twice
    // Beside the row stand the faults of all its cells: each says which.
    const std::string& title = column(key).title;
    row_.faults.push_back(
        base::bad_input(std::move(code), {title + "：" + text.zh, title + ": " + text.en}, std::string(key)));
}

} // namespace zhishi::workflow
