// The one connection to a PostgreSQL server that writes: an advisory lock keeps every other zhishi process
// out. A batch is looked up in one round trip, and written and committed in another by one statement a kind
// of row. Where rows are updated the commit has a third: the rows that were found must be counted first.
#pragma once

#include "base/result.h"
#include "store/postgres/connection.h"
#include "store/write_connection.h"

#include <memory>

namespace zhishi::store::postgres {

class PostgresWriteConnection : public WriteConnection {
  public:
    // database_is_in_use; database_setting_is_unsafe; database_unavailable.
    static base::Result<std::unique_ptr<PostgresWriteConnection>> open(const std::string& url,
                                                                       Waiting waiting);

    std::optional<Fault> begin() override;
    std::optional<Fault> look_up(const Wanted& wanted, Found& found) override;
    std::optional<Fault> write(const std::vector<TableWrites>& writes) override;
    std::optional<Fault> forget_requests(base::Instant before) override;
    CommitOutcome commit(Fault& fault) override;
    CommitOutcome write_and_commit(const std::vector<TableWrites>& writes, Fault& fault) override;
    void roll_back() override;
    std::optional<Fault> savepoint() override { return seen(connection_->run("savepoint change")); }
    std::optional<Fault> release_savepoint() override {
        return seen(connection_->run("release savepoint change"));
    }
    std::optional<Fault> roll_back_to_savepoint() override;
    bool is_connected() const override { return connection_ != nullptr; }
    std::optional<Fault> reconnect() override;
    void tidy() override;

    Connection& connection() { return *connection_; }

  private:
    PostgresWriteConnection(std::string url, Waiting waiting, std::unique_ptr<Connection> connection)
        : url_(std::move(url)), waiting_(std::move(waiting)), connection_(std::move(connection)) {}
    std::optional<Fault> seen(std::optional<Fault> fault); // drops the connection where it is lost
    size_t send_versions(const Wanted::Keys& keys);
    size_t send_requests(const Wanted& wanted);
    size_t send_holders(const Wanted::Holders& holders);
    // The statements in their order; null: one whose answer says nothing.
    std::vector<const TableWrites*> send_writes(const std::vector<TableWrites>& writes);
    void send_insert(const TableWrites& writes);
    void send_update(const TableWrites& writes);
    void send_removal(const TableWrites& writes);

    std::string url_;
    Waiting waiting_;
    std::unique_ptr<Connection> connection_;
    bool is_in_transaction_ = false;
    // Rows that this process has added to a table, and how many there will be when it is analyzed next: each
    // time it has doubled, until the server knows it with so many rows.
    struct Growth {
        std::int64_t rows = 0;
        std::int64_t analyzed_at = 100;
        bool is_known = false;
    };
    static constexpr std::int64_t known_from = 1'000;
    std::unordered_map<const Table*, Growth> growth_;
};

} // namespace zhishi::store::postgres
