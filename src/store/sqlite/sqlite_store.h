// The store in one SQLite file.
#pragma once

#include "store/store.h"

#include <memory>
#include <string>

namespace zhishi::store::sqlite {

base::Result<std::unique_ptr<Store>> open(const std::string& path, const StoreOptions& options,
                                          base::Random& random);
base::Result<MigrationReport> migrate(const std::string& path);

} // namespace zhishi::store::sqlite
