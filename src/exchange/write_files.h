// Writes several files as one: all of them stand under their names, or none has changed.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace zhishi::exchange {

struct FileText {
    std::string name;
    std::string text;
    std::function<void(std::ostream&)> write = {}; // in place of text, where it is long
};

// folder   is made where it is not there
// errors   folder_not_writable: nothing was written, what was begun is removed
base::Result<void> write_files(const std::filesystem::path& folder, const std::vector<FileText>& files);

} // namespace zhishi::exchange
