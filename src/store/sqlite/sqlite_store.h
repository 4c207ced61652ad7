// The store in one SQLite file.
#pragma once

#include "store/store.h"

#include <memory>
#include <string>

namespace zhishi::store::sqlite {

base::Result<std::unique_ptr<Store>> open(const std::string& path, const StoreOptions& options,
                                          base::Random& random);
base::Result<MigrationReport> migrate(const std::string& path, const std::string& backup_path);
// Copies the database at `path`, which may be in use, to a new file.
base::Result<void> back_up(const std::string& path, const std::string& to_path);

} // namespace zhishi::store::sqlite
