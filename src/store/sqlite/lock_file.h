// FILE.lock beside the database: held by the one process that uses it, released by the system when that
// process ends.
#pragma once

#include "base/result.h"

#include <string>

namespace zhishi::store::sqlite {

class LockFile {
  public:
    // database_is_in_use: another process, or another store of this one, holds it.
    static base::Result<LockFile> take(const std::string& database_path);

    LockFile(LockFile&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    LockFile& operator=(LockFile&&) = delete;
    ~LockFile();

  private:
    explicit LockFile(int file) : file_(file) {}
    int file_;
};

} // namespace zhishi::store::sqlite
