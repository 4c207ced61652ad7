// The two tables of docs/architecture.md: which module may include which, and which library may be seen
// where.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace zhishi::layout {

struct Library {
    std::set<std::string> modules;
    bool in_headers = false;
};

struct ModuleTables {
    std::map<std::string, std::set<std::string>> may_include; // by module
    std::map<std::string, Library> libraries;                 // by the prefix of an include
};

// Reads them out of the page; an empty table where the page has none.
ModuleTables read_module_tables(std::string_view page);

} // namespace zhishi::layout
