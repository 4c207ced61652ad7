// A file that appears whole or not at all: written under another name beside it, brought to the disk, then
// renamed.
#pragma once

#include "base/result.h"

#include <string>

namespace zhishi::store {

class NewFile {
  public:
    // backup_file_exists: there is one already. The file to be written is made empty, readable by its owner
    // alone.
    static base::Result<NewFile> begin(const std::string& path);

    NewFile(NewFile&& other) noexcept;
    NewFile& operator=(NewFile&&) = delete;
    ~NewFile(); // removes what was not finished

    const std::string& written_path() const { return written_path_; } // write here
    base::Result<void> finish();

  private:
    NewFile(std::string path, std::string written_path);
    std::string path_, written_path_;
};

} // namespace zhishi::store
