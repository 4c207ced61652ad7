#include "store/postgres/postgres_store.h"

#include "store/faults.h"

namespace zhishi::store::postgres {

base::Result<std::unique_ptr<Store>> open(const std::string&, const StoreOptions&, base::Random&) {
    return database_unavailable("not yet");
}
base::Result<MigrationReport> migrate(const std::string&) {
    return database_unavailable("not yet");
}

} // namespace zhishi::store::postgres
