// The numbered steps from an empty database to this program's schema, in both dialects. A released step never
// changes; a new one gets the next number. Compiled in from the files beside this one:
//
//   NNNN_what_it_does.sqlite.sql   NNNN_what_it_does.postgres.sql
#pragma once

#include <algorithm>
#include <span>
#include <string>

namespace zhishi::store {

struct Migration {
    int number = 0;
    const char* name = nullptr;
    const char* sqlite = nullptr;
    const char* postgres = nullptr;
};

std::span<const Migration> migrations(); // 1, 2, 3 …
// "0001 first tables"
inline std::string title_of(const Migration& step) {
    std::string number = std::to_string(step.number);
    return std::string(4 - std::min<size_t>(number.size(), 4), '0') + number + " " + step.name;
}
inline int schema_version() {
    return static_cast<int>(migrations().size());
}

} // namespace zhishi::store
