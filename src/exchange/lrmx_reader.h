// Reads lrmx files (干部任免审批表: XML with the root Person), one or many in a ZIP.
//
// Of a person's sheet only what this program keeps: the name, the present post, and the grades of earlier
// years as the sheet words them. Family, birth, schooling are not read.
//
// errors  bad_input lrmx_unreadable (which file), lrmx_too_many; those of workbook_archive.h for the ZIP
// source  law.md (root Person, tags XingMing, XianRenZhiWu, NianDuKaoHeJieGuo); no entities, no doctype
#pragma once

#include "base/result.h"

#include <string>
#include <utility>
#include <vector>

namespace zhishi::exchange {

struct LrmxPerson {
    std::string file; // its name in the ZIP; empty for a file alone
    std::string name;
    std::string post;
    std::vector<std::pair<int, std::string>> grades; // year and word, as far as the text is clear
};

// Whether these bytes are such a file, or a ZIP that holds one.
bool is_lrmx(const std::string& bytes);
base::Result<std::vector<LrmxPerson>> read_lrmx(std::string bytes);

// "2023年度考核称职，2024年优秀" as years and words.
std::vector<std::pair<int, std::string>> grades_in(std::string_view text);

} // namespace zhishi::exchange
