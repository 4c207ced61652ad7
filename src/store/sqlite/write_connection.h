// The one connection to an SQLite file that writes and that moves the write-ahead log into it. Debian 12's
// SQLite (3.40.1) can damage a file when two connections do so at once.
#pragma once

#include "base/result.h"
#include "store/sqlite/database.h"
#include "store/write_connection.h"

#include <memory>

namespace zhishi::store::sqlite {

class SqliteWriteConnection : public WriteConnection {
  public:
    // Settings are made and read back: database_setting_is_unsafe where one does not hold.
    static base::Result<std::unique_ptr<SqliteWriteConnection>> open(const std::string& path);

    std::optional<Fault> begin() override;
    std::optional<Fault> look_up(const Wanted& wanted, Found& found) override;
    std::optional<Fault> write(const std::vector<TableWrites>& writes) override;
    std::optional<Fault> forget_requests(base::Instant before) override;
    CommitOutcome commit(Fault& fault) override;
    void roll_back() override;
    std::optional<Fault> savepoint() override { return run("savepoint change"); }
    std::optional<Fault> release_savepoint() override { return run("release change"); }
    std::optional<Fault> roll_back_to_savepoint() override;
    bool is_connected() const override { return database_ != nullptr; }
    std::optional<Fault> reconnect() override;
    void tidy() override;

    Database& database() { return *database_; }

  private:
    SqliteWriteConnection(std::string path, std::unique_ptr<Database> database);
    std::optional<Fault> run(const std::string& sql);
    Fault seen(Fault fault); // closes the connection where it is lost: no Statement may be alive
    std::optional<Fault> look_up_versions(const Wanted::Keys& keys, Found& found);
    std::optional<Fault> look_up_requests(const Wanted& wanted, Found& found);
    std::optional<Fault> look_up_holders(const Wanted::Holders& holders, Found& found);
    std::optional<Fault> look_up_heads(const Wanted& wanted, Found& found);
    std::optional<Fault> insert(const TableWrites& writes);
    std::optional<Fault> update(const TableWrites& writes);
    std::optional<Fault> remove(const TableWrites& writes);
    std::optional<Fault> remove_requests(base::Instant before);
    void watch_log();

    std::string path_;
    std::unique_ptr<Database> database_;
    int log_pages_ = 0;              // of the write-ahead log, after the last commit
    int log_pages_checkpointed_ = 0; // when it was last tried
};

} // namespace zhishi::store::sqlite
