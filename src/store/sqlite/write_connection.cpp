#include "store/sqlite/write_connection.h"

#include "store/canonical.h"
#include "store/crash_point.h"
#include "store/faults.h"

#include <sqlite3.h>

namespace zhishi::store::sqlite {

namespace {

// The write-ahead log is moved into the file about every 4 MiB. Readers that hold an old snapshot keep it
// from being emptied; beyond 64 MiB the writer waits a moment for them.
constexpr int log_pages_step = 1'000;
constexpr int log_pages_cap = 16'000;
constexpr int wait_for_readers_milliseconds = 250;
constexpr int busy_milliseconds = 5'000;

struct Setting {
    const char* statement;
    const char* name;
    const char* value;
};
constexpr Setting settings[] = {
    {"pragma journal_mode = wal", "journal_mode", "wal"},
    {"pragma synchronous = full", "synchronous", "2"},
    {"pragma foreign_keys = on", "foreign_keys", "1"},
    {"pragma secure_delete = on", "secure_delete", "1"},
    {"pragma wal_autocheckpoint = 0", "wal_autocheckpoint", "0"},
};

std::string where_key(const Table& table) {
    std::string where;
    for (const Column& column : table.columns.first(key_size(table))) {
        where += where.empty() ? " where " : " and ";
        where += column.name;
        where += " = ?";
    }
    return where;
}

// Returns the position after them.
int bind_cells(Statement& statement, int position, const std::vector<Cell>& cells) {
    for (const Cell& cell : cells)
        statement.bind(position++, cell);
    return position;
}

base::Result<std::unique_ptr<Database>> open_for_writing(const std::string& path) {
    std::string cause;
    std::unique_ptr<Database> database = Database::open(path, Access::write, cause);
    if (!database) return database_unavailable(cause);
    for (const Setting& setting : settings) {
        if (auto fault = database->run_all(setting.statement)) return database_unavailable(fault->cause);
        std::string found = database->pragma(setting.name);
        if (found != setting.value) return database_setting_is_unsafe(setting.name, found, setting.value);
    }
    if (is_planted(PlantedFault::synchronous_off)) (void)database->run_all("pragma synchronous = off");
    pass(CrashPoint::opened);
    return database;
}

} // namespace

base::Result<std::unique_ptr<SqliteWriteConnection>> SqliteWriteConnection::open(const std::string& path) {
    ZHISHI_TRY(std::unique_ptr<Database> database, open_for_writing(path));
    return std::unique_ptr<SqliteWriteConnection>(new SqliteWriteConnection(path, std::move(database)));
}

SqliteWriteConnection::SqliteWriteConnection(std::string path, std::unique_ptr<Database> database)
    : path_(std::move(path)), database_(std::move(database)) {
    watch_log();
}

void SqliteWriteConnection::watch_log() {
    auto take_length = [](void* pages, sqlite3*, const char*, int count) {
        *static_cast<int*>(pages) = count;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(database_->handle(), take_length, &log_pages_);
}

std::optional<Fault> SqliteWriteConnection::reconnect() {
    database_.reset();
    auto opened = open_for_writing(path_);
    if (!opened) return Fault{Fault::Kind::lost, opened.error().text.en};
    database_ = std::move(opened).value();
    // After an error of the disk the log may end in pages of a transaction that was told to have failed.
    // Emptying the log, or else the next commit, takes them away.
    sqlite3_busy_timeout(database_->handle(), wait_for_readers_milliseconds);
    sqlite3_wal_checkpoint_v2(database_->handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(database_->handle(), busy_milliseconds);
    log_pages_ = log_pages_checkpointed_ = 0;
    watch_log();
    return std::nullopt;
}

Fault SqliteWriteConnection::seen(Fault fault) {
    if (fault.kind == Fault::Kind::lost) database_.reset();
    return fault;
}

std::optional<Fault> SqliteWriteConnection::run(const std::string& sql) {
    if (auto fault = database_->run(sql)) return seen(std::move(*fault));
    return std::nullopt;
}

std::optional<Fault> SqliteWriteConnection::begin() {
    if (auto fault = run("begin immediate")) return fault;
    pass(CrashPoint::begun);
    return std::nullopt;
}

void SqliteWriteConnection::roll_back() {
    if (database_ && database_->is_in_transaction()) (void)run("rollback");
}

std::optional<Fault> SqliteWriteConnection::roll_back_to_savepoint() {
    if (auto fault = run("rollback to change")) return fault;
    return run("release change");
}

CommitOutcome SqliteWriteConnection::commit(Fault& fault) {
    pass(CrashPoint::committing);
    auto found = run("commit");
    if (!found) return CommitOutcome::committed;
    // SQLite shows no reader what it did not commit, and within one process that is all that can be seen.
    fault = std::move(*found);
    roll_back();
    return CommitOutcome::not_committed;
}

void SqliteWriteConnection::tidy() {
    if (!database_) return;
    if (log_pages_ < log_pages_checkpointed_) log_pages_checkpointed_ = 0; // it began anew
    if (log_pages_ - log_pages_checkpointed_ < log_pages_step) return;
    log_pages_checkpointed_ = log_pages_;
    bool is_long = log_pages_ >= log_pages_cap;
    if (is_long) sqlite3_busy_timeout(database_->handle(), wait_for_readers_milliseconds);
    pass(CrashPoint::tidying);
    int code = sqlite3_wal_checkpoint_v2(database_->handle(), nullptr,
                                         is_long ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE,
                                         nullptr, nullptr);
    pass(CrashPoint::tidied);
    if (is_long) sqlite3_busy_timeout(database_->handle(), busy_milliseconds);
    if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED)
        (void)seen(database_->last_fault());
}

std::optional<Fault> SqliteWriteConnection::look_up(const Wanted& wanted, Found& found) {
    for (const Wanted::Keys& keys : wanted.versions)
        if (auto fault = look_up_versions(keys, found)) return seen(std::move(*fault));
    if (auto fault = look_up_requests(wanted, found)) return seen(std::move(*fault));
    for (const Wanted::Holders& holders : wanted.holders)
        if (auto fault = look_up_holders(holders, found)) return seen(std::move(*fault));
    if (auto fault = look_up_heads(wanted, found)) return seen(std::move(*fault));
    return std::nullopt;
}

std::optional<Fault> SqliteWriteConnection::look_up_versions(const Wanted::Keys& keys, Found& found) {
    const Table& table = *keys.table;
    std::string sql = table.is_versioned ? "select version from " : "select 1 from ";
    sql += std::string(table.name) + where_key(table);
    auto& versions = found.versions[&table];
    for (const std::vector<Cell>& key : keys.keys) {
        Statement statement = database_->prepare(sql);
        if (!statement.is_prepared()) return database_->last_fault();
        bind_cells(statement, 1, key);
        Statement::Step step = statement.step();
        if (step == Statement::Step::failed) return database_->last_fault();
        if (step == Statement::Step::row)
            versions[key_bytes(key)] = std::get<std::int64_t>(statement.cell(0));
    }
    return std::nullopt;
}

std::optional<Fault> SqliteWriteConnection::look_up_requests(const Wanted& wanted, Found& found) {
    const Table& table = idempotency_table();
    std::string sql = "select " + column_list(table) + " from " + std::string(table.name) + where_key(table);
    for (const std::vector<Cell>& key : wanted.requests) {
        Statement statement = database_->prepare(sql);
        if (!statement.is_prepared()) return database_->last_fault();
        bind_cells(statement, 1, key);
        Statement::Step step = statement.step();
        if (step == Statement::Step::failed) return database_->last_fault();
        if (step == Statement::Step::row) found.requests[key_bytes(key)] = statement.row();
    }
    return std::nullopt;
}

std::optional<Fault> SqliteWriteConnection::look_up_holders(const Wanted::Holders& holders, Found& found) {
    const Table& table = *holders.table;
    std::string column(table.columns[holders.column].name), sql = "select ";
    for (const Column& key : table.columns.first(key_size(table)))
        sql += std::string(key.name) + ", ";
    sql += column + " from " + std::string(table.name) + " where " + column +
           " in (select value from json_each(?))";
    if (holders.organ) sql += " and " + std::string(table.columns[0].name) + " = ?";
    Statement statement = database_->prepare(sql);
    if (!statement.is_prepared()) return database_->last_fault();
    statement.bind(1, Parameter{ColumnType::text, {}, holders.values, true});
    if (holders.organ) statement.bind(2, Cell(*holders.organ));
    auto& rows = found.holders.emplace_back();
    Statement::Step step = statement.step();
    for (; step == Statement::Step::row; step = statement.step()) {
        Row row = statement.row();
        Cell value = std::move(row.back());
        row.pop_back();
        rows.push_back({std::move(row), std::move(value)});
    }
    if (step == Statement::Step::failed) return database_->last_fault();
    return std::nullopt;
}

std::optional<Fault> SqliteWriteConnection::look_up_heads(const Wanted& wanted, Found& found) {
    for (const record::OrganId& organ : wanted.heads) {
        Statement statement =
            database_->prepare("select seq, hash from event where organ = ? order by seq desc limit 1");
        if (!statement.is_prepared()) return database_->last_fault();
        statement.bind(1, Cell(organ.value));
        Statement::Step step = statement.step();
        if (step == Statement::Step::failed) return database_->last_fault();
        if (step == Statement::Step::row)
            found.heads[organ.value] = {std::get<std::int64_t>(statement.cell(0)),
                                        std::get<std::string>(statement.cell(1))};
    }
    return std::nullopt;
}

std::optional<Fault> SqliteWriteConnection::write(const std::vector<TableWrites>& writes) {
    // Removals and updates first: they may free a value that an inserted row takes.
    for (const TableWrites& of_table : writes)
        if (auto fault = remove(of_table)) return seen(std::move(*fault));
    for (const TableWrites& of_table : writes)
        if (auto fault = update(of_table)) return seen(std::move(*fault));
    for (const TableWrites& of_table : writes)
        if (auto fault = insert(of_table))
            return seen(std::move(*fault));
        else
            pass(CrashPoint::half_written);
    return std::nullopt;
}

std::optional<Fault> SqliteWriteConnection::insert(const TableWrites& writes) {
    const Table& table = *writes.table;
    std::string sql = "insert into " + std::string(table.name) + " (" + column_list(table) + ") values (?";
    for (size_t i = 1; i < table.columns.size(); ++i)
        sql += ", ?";
    sql += ")";
    for (const Row& row : writes.inserted) {
        Statement statement = database_->prepare(sql);
        if (!statement.is_prepared()) return database_->last_fault();
        bind_cells(statement, 1, row);
        if (statement.step() != Statement::Step::done) return database_->last_fault();
    }
    return std::nullopt;
}

std::optional<Fault> SqliteWriteConnection::update(const TableWrites& writes) {
    const Table& table = *writes.table;
    size_t keys = key_size(table);
    std::string sql = "update " + std::string(table.name);
    for (size_t i = keys; i < table.columns.size(); ++i)
        sql += (i == keys ? " set " : ", ") + std::string(table.columns[i].name) + " = ?";
    sql += where_key(table);
    if (table.is_versioned) sql += " and version = ?";
    for (size_t n = 0; n < writes.updated.size(); ++n) {
        const Row& row = writes.updated[n];
        Statement statement = database_->prepare(sql);
        if (!statement.is_prepared()) return database_->last_fault();
        int position = 1;
        for (size_t i = keys; i < row.size(); ++i)
            statement.bind(position++, row[i]);
        position = bind_cells(statement, position, key_of(table, row));
        if (table.is_versioned) statement.bind(position, Cell(std::int64_t{writes.versions_before[n]}));
        if (statement.step() != Statement::Step::done) return database_->last_fault();
        if (database_->rows_changed() != 1)
            return Fault{Fault::Kind::data,
                         "a row of " + std::string(table.name) + " was changed from outside"};
    }
    return std::nullopt;
}

std::optional<Fault> SqliteWriteConnection::remove(const TableWrites& writes) {
    std::string sql = "delete from " + std::string(writes.table->name) + where_key(*writes.table);
    for (const std::vector<Cell>& key : writes.removed) {
        Statement statement = database_->prepare(sql);
        if (!statement.is_prepared()) return database_->last_fault();
        bind_cells(statement, 1, key);
        if (statement.step() != Statement::Step::done) return database_->last_fault();
    }
    return std::nullopt;
}

std::optional<Fault> SqliteWriteConnection::forget_requests(base::Instant before) {
    if (auto fault = remove_requests(before)) return seen(std::move(*fault));
    return std::nullopt;
}

std::optional<Fault> SqliteWriteConnection::remove_requests(base::Instant before) {
    Statement statement = database_->prepare("delete from idempotency where written_at < ?");
    if (!statement.is_prepared()) return database_->last_fault();
    statement.bind(1, Cell(before.microseconds));
    if (statement.step() != Statement::Step::done) return database_->last_fault();
    return std::nullopt;
}

} // namespace zhishi::store::sqlite
