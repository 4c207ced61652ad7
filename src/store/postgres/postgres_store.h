// The store in a PostgreSQL server.
#pragma once

#include "store/store.h"

#include <memory>
#include <string>

namespace zhishi::store::postgres {

base::Result<std::unique_ptr<Store>> open(const std::string& url, const StoreOptions& options,
                                          base::Random& random);
base::Result<MigrationReport> migrate(const std::string& url, const std::string& backup_path);

} // namespace zhishi::store::postgres
