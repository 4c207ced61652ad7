// What a cell of a workbook shows, from how it is stored: days are numbers with a format, numbers are binary
// floating point written with up to seventeen digits.
#pragma once

#include <string>
#include <string_view>

namespace zhishi::exchange {

// Formats of a cell that show a day: those that the format has built in by number, and those whose code asks
// for years, months or days.
bool is_day_format(int number);
bool is_day_format(std::string_view code);

// A number as a spreadsheet shows it at full width: 86.5 of 86.500000000000014. What is no number comes back
// as it is.
std::string number_text(const std::string& stored);
// A stored number as a day, with its time where it has one. counts_from_1904: the workbook's own epoch.
std::string day_text(const std::string& stored, bool counts_from_1904);
// _x000D_ and its like, which stand for characters that XML cannot hold: line ends stay, others go.
std::string without_escapes(std::string text);
// "AB" of "AB12" as a place from 0; -1 where it is none that a sheet has.
int column_of(std::string_view reference);

} // namespace zhishi::exchange
