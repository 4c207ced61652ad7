#include "store/sqlite/sqlite_store.h"

#include "store/crash_point.h"
#include "store/faults.h"
#include "store/migrations/migrations.h"
#include "store/new_file.h"
#include "store/reader_pool.h"
#include "store/sqlite/lock_file.h"
#include "store/sqlite/read_connection.h"
#include "store/sqlite/write_connection.h"
#include "store/writer.h"

#include <sqlite3.h>

#include <unistd.h>

namespace zhishi::store::sqlite {

namespace {

bool exists(const std::string& path) {
    return ::access(path.c_str(), F_OK) == 0;
}

base::Result<std::int64_t> number_by(Database& database, const std::string& sql) {
    Statement statement = database.prepare(sql);
    if (!statement.is_prepared() || statement.step() != Statement::Step::row)
        return database_unavailable(database.last_fault().cause);
    Cell cell = statement.cell(0);
    const auto* number = std::get_if<std::int64_t>(&cell);
    return number ? *number : 0;
}

// 0: an empty database. database_is_foreign: tables, but not ours.
base::Result<int> version_of(Database& database) {
    ZHISHI_TRY(auto ours,
               number_by(database, "select count(*) from sqlite_master where name = 'schema_version'"));
    if (ours > 0) {
        ZHISHI_TRY(auto version, number_by(database, "select max(version) from schema_version"));
        return static_cast<int>(version);
    }
    ZHISHI_TRY(auto others, number_by(database, "select count(*) from sqlite_master"));
    if (others > 0) return database_is_foreign("it has tables but no schema_version");
    return 0;
}

class SqliteStore : public Store {
  public:
    SqliteStore(std::string path, LockFile lock, std::unique_ptr<SqliteWriteConnection> connection,
                const StoreOptions& options, base::Random& random)
        : path_(std::move(path)), wait_seconds_(options.wait_for_reader_seconds), lock_(std::move(lock)),
          writer_(std::move(connection), options, random),
          readers_(options.readers, [this] { return SqliteReadConnection::open(path_); },
                   [this] { return writer_.table_generations(); }) {}

    base::Result<std::unique_ptr<Reader>> reader() override { return readers_.take(wait_seconds_); }
    void write(Change change, std::function<void(Written)> done) override {
        writer_.write(std::move(change), std::move(done));
    }
    void prepare_to_close() override { writer_.prepare_to_close(); }
    std::int64_t structure_generation() const override { return writer_.structure_generation(); }
    StoreMetrics metrics() const override { return writer_.metrics(); }
    base::Result<void> backup(const std::string& path) override { return back_up(path_, path); }

  private:
    std::string path_;
    int wait_seconds_;
    LockFile lock_; // the last to go
    Writer writer_; // closes after the readers: the last connection to go moves the log into the file
    ReaderPool readers_;
};

base::Result<void> copy_database(Database& from, Database& to) {
    // The copy has no log beside it: until it is whole it bears another name, and then it is one file.
    if (auto fault = to.run_all("pragma journal_mode = off; pragma synchronous = off"))
        return backup_failed(fault->cause);
    sqlite3_backup* backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (!backup) return backup_failed(to.last_fault().cause);
    int code = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE) return backup_failed(std::string("SQLite: ") + sqlite3_errstr(code));
    if (auto fault = to.run_all("pragma journal_mode = delete")) return backup_failed(fault->cause);
    std::string found = to.pragma("quick_check");
    if (found != "ok") return backup_failed("the copy is damaged: " + found);
    return {};
}

base::Result<void> apply(Database& database, const Migration& step) {
    auto fault = database.run("begin immediate");
    if (!fault) fault = database.run_all(step.sqlite);
    pass(CrashPoint::migration_half);
    if (!fault) {
        Statement statement = database.prepare("insert into schema_version (version, name) values (?, ?)");
        if (!statement.is_prepared()) {
            fault = database.last_fault();
        } else {
            statement.bind(1, Cell(std::int64_t{step.number}));
            statement.bind(2, Cell(std::string(step.name)));
            if (statement.step() != Statement::Step::done) fault = database.last_fault();
        }
    }
    pass(CrashPoint::migration_committing);
    if (!fault) fault = database.run("commit");
    pass(CrashPoint::migration_committed);
    if (!fault) return {};
    if (database.is_in_transaction()) (void)database.run("rollback");
    return database_unavailable(fault->cause);
}

} // namespace

base::Result<std::unique_ptr<Store>> open(const std::string& path, const StoreOptions& options,
                                          base::Random& random) {
    if (!exists(path)) return database_is_older(0, schema_version());
    ZHISHI_TRY(LockFile lock, LockFile::take(path));
    ZHISHI_TRY(auto connection, SqliteWriteConnection::open(path));
    ZHISHI_TRY(int version, version_of(connection->database()));
    if (version > schema_version()) return database_is_newer(version, schema_version());
    if (version < schema_version()) return database_is_older(version, schema_version());
    return std::unique_ptr<Store>(
        new SqliteStore(path, std::move(lock), std::move(connection), options, random));
}

base::Result<MigrationReport> migrate(const std::string& path, const std::string& backup_path) {
    ZHISHI_TRY(LockFile lock, LockFile::take(path));
    std::string cause;
    if (!exists(path)) {
        std::unique_ptr<Database> made = Database::open(path, Access::create, cause);
        if (!made) return database_unavailable(cause);
    }
    // Looked at before any setting is made, so that a newer or a foreign database stays as it is.
    MigrationReport report;
    {
        std::unique_ptr<Database> present = Database::open(path, Access::read, cause);
        if (!present) return database_unavailable(cause);
        ZHISHI_TRY(report.version_before, version_of(*present));
    }
    if (report.version_before > schema_version())
        return database_is_newer(report.version_before, schema_version());
    bool is_older = report.version_before > 0 && report.version_before < schema_version();
    if (is_older && !backup_path.empty()) {
        ZHISHI_TRY_VOID(back_up(path, backup_path));
        report.is_backed_up = true;
    }
    ZHISHI_TRY(auto connection, SqliteWriteConnection::open(path));
    Database& database = connection->database();
    if (auto fault = database.run("create table if not exists schema_version "
                                  "(version integer primary key, name text not null) strict"))
        return database_unavailable(fault->cause);
    report.version_after = report.version_before;
    for (const Migration& step : migrations().subspan(static_cast<size_t>(report.version_before))) {
        ZHISHI_TRY_VOID(apply(database, step));
        report.version_after = step.number;
        report.applied.push_back(title_of(step));
    }
    return report;
}

base::Result<void> back_up(const std::string& path, const std::string& to_path) {
    ZHISHI_TRY(NewFile file, NewFile::begin(to_path));
    {
        std::string cause;
        std::unique_ptr<Database> from = Database::open(path, Access::read, cause);
        if (!from) return backup_failed(cause);
        std::unique_ptr<Database> to = Database::open(file.written_path(), Access::write, cause);
        if (!to) return backup_failed(cause);
        ZHISHI_TRY_VOID(copy_database(*from, *to));
    }
    return file.finish();
}

} // namespace zhishi::store::sqlite
