#include "tests/layout/module_tables.h"

#include "tests/layout/source_tree.h"

#include <vector>

namespace zhishi::layout {

namespace {

std::string trimmed(std::string_view text) {
    size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return "";
    return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

std::vector<std::string> parts_of(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (size_t from = 0; from <= text.size();) {
        size_t end = std::min(text.find(separator, from), text.size());
        parts.push_back(trimmed(text.substr(from, end - from)));
        from = end + 1;
    }
    return parts;
}

std::set<std::string> names_in(std::string_view cell) {
    std::set<std::string> names;
    for (std::string& name : parts_of(cell, ','))
        if (!name.empty() && name != "–") names.insert(std::move(name));
    return names;
}

} // namespace

ModuleTables read_module_tables(std::string_view page) {
    ModuleTables tables;
    std::string table; // the first head of the table that we are in
    for (const std::string& line : lines_of(page)) {
        if (!line.starts_with("|")) {
            table.clear();
            continue;
        }
        std::vector<std::string> cells = parts_of(line, '|'); // the first and the last are empty
        if (cells.size() < 5 || cells[1].starts_with("---")) continue;
        if (table.empty())
            table = cells[1];
        else if (table == "module")
            tables.may_include[cells[1]] = names_in(cells[3]);
        else if (table == "library")
            tables.libraries[cells[1]] = {names_in(cells[2]), cells[3] == "yes"};
    }
    return tables;
}

} // namespace zhishi::layout
