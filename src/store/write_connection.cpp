#include "store/write_connection.h"

namespace zhishi::store {

CommitOutcome WriteConnection::write_and_commit(const std::vector<TableWrites>& writes, Fault& fault) {
    std::optional<Fault> found = write(writes);
    if (!found) return commit(fault);
    fault = std::move(*found);
    roll_back();
    return CommitOutcome::not_committed;
}

} // namespace zhishi::store
