#include "store/postgres/write_connection.h"

#include "store/canonical.h"
#include "store/crash_point.h"
#include "store/faults.h"

#include <chrono>
#include <thread>

namespace zhishi::store::postgres {

namespace {

// Every statement of the writer finds its rows by their keys: the planner shall not weigh a walk over a whole
// table when it guesses wrongly how many rows an array holds, nor think again for every array. A session
// whose client is gone ends within a minute, and its lock with it.
constexpr char settings[] = "set enable_hashjoin = off; set enable_mergejoin = off; set enable_seqscan = off;"
                            "set jit = off; set plan_cache_mode = force_generic_plan;"
                            "set idle_in_transaction_session_timeout = '60s';"
                            "set client_min_messages = warning";
constexpr char lock[] =
    "select case when pg_try_advisory_lock(7310318214) then 1 else 0 end"; // any number, ours

constexpr int lock_attempts = 20;
constexpr std::chrono::milliseconds lock_pause{100};

base::Result<void> check_settings(Connection& connection) {
    struct Setting {
        const char* name;
        const char* unsafe; // this value
        const char* wanted;
    };
    constexpr Setting unsafe_settings[] = {
        {"fsync", "off", "on"},
        {"synchronous_commit", "off", "on"},
        {"full_page_writes", "off", "on"},
        {"data_sync_retry", "on", "off"},
        {"default_transaction_read_only", "on", "off"},
    };
    connection.send(
        "select name::text, setting from pg_settings where name in ('fsync', 'synchronous_commit', "
        "'full_page_writes', 'data_sync_retry', 'default_transaction_read_only')");
    connection.send("select setting from pg_settings where name = 'server_encoding'");
    connection.send("select case when pg_is_in_recovery() then 1 else 0 end");
    std::vector<Answer> answers;
    if (auto fault = connection.collect(answers)) return database_unavailable(fault->cause);
    for (const Row& row : answers[0].rows)
        for (const Setting& setting : unsafe_settings)
            if (row[0] == Cell(std::string(setting.name)) && row[1] == Cell(std::string(setting.unsafe)))
                return database_setting_is_unsafe(setting.name, setting.unsafe, setting.wanted);
    const std::string& encoding = std::get<std::string>(answers[1].rows.at(0).at(0));
    if (encoding != "UTF8") return database_setting_is_unsafe("server_encoding", encoding, "UTF8");
    if (answers[2].rows.at(0).at(0) != Cell(std::int64_t{0}))
        return database_unavailable("the server is a standby and takes no writes");
    return {};
}

base::Result<std::unique_ptr<Connection>> open_for_writing(const std::string& url, const Waiting& waiting) {
    std::string cause;
    std::unique_ptr<Connection> connection = Connection::open(url, settings, waiting, cause);
    if (!connection) return database_unavailable(cause);
    connection->send(lock);
    std::vector<Answer> answers;
    if (auto fault = connection->collect(answers)) return database_unavailable(fault->cause);
    if (answers[0].rows.at(0).at(0) != Cell(std::int64_t{1})) return database_is_in_use("PostgreSQL");
    ZHISHI_TRY_VOID(check_settings(*connection));
    pass(CrashPoint::opened);
    return connection;
}

std::string cast_of(ColumnType type) {
    return type == ColumnType::number ? "::bigint[]" : "::text[]";
}

// "unnest($1::text[], $2::bigint[]) as u(organ, year)" over the first columns of the table, and one more of
// numbers.
std::string unnested(const Table& table, size_t columns, std::string_view one_more = {}) {
    std::string arrays, names;
    for (size_t i = 0; i < columns; ++i) {
        std::string glue = i > 0 ? ", " : "";
        arrays += glue + "$" + std::to_string(i + 1) + cast_of(table.columns[i].type);
        names += glue + std::string(table.columns[i].name);
    }
    if (!one_more.empty()) {
        arrays += ", $" + std::to_string(columns + 1) + "::bigint[]";
        names += ", " + std::string(one_more);
    }
    return "unnest(" + arrays + ") as u(" + names + ")";
}

std::string same_key(const Table& table) {
    std::string condition;
    for (const Column& column : table.columns.first(key_size(table))) {
        std::string name(column.name);
        condition += (condition.empty() ? "t." : " and t.") + name + " = u." + name;
    }
    return condition;
}

std::vector<Bound> bound_columns(const Table& table, size_t columns, std::span<const Row> rows) {
    std::vector<Bound> parameters;
    for (size_t i = 0; i < columns; ++i)
        parameters.push_back(bound_column(table.columns[i].type, rows, i));
    return parameters;
}

Bound bound_numbers(std::span<const long> numbers) {
    std::vector<Cell> cells;
    for (long number : numbers)
        cells.emplace_back(std::int64_t{number});
    return bound_list(ColumnType::number, cells);
}

} // namespace

base::Result<std::unique_ptr<PostgresWriteConnection>> PostgresWriteConnection::open(const std::string& url,
                                                                                     Waiting waiting) {
    auto opened = open_for_writing(url, waiting);
    // The server notices after a moment that a process which was killed is gone.
    for (int i = 0; i < lock_attempts && !opened && opened.error().code == "database_is_in_use"; ++i) {
        std::this_thread::sleep_for(lock_pause);
        opened = open_for_writing(url, waiting);
    }
    if (!opened) return opened.error();
    return std::unique_ptr<PostgresWriteConnection>(
        new PostgresWriteConnection(url, std::move(waiting), std::move(opened).value()));
}

std::optional<Fault> PostgresWriteConnection::reconnect() {
    connection_.reset();
    is_in_transaction_ = false;
    auto opened = open_for_writing(url_, waiting_);
    if (!opened) return Fault{Fault::Kind::lost, opened.error().text.en};
    connection_ = std::move(opened).value();
    return std::nullopt;
}

std::optional<Fault> PostgresWriteConnection::seen(std::optional<Fault> fault) {
    if (!fault || !connection_->is_lost()) return fault;
    connection_.reset();
    fault->kind = Fault::Kind::lost; // whatever was said before
    return fault;
}

std::optional<Fault> PostgresWriteConnection::begin() {
    connection_->send("begin"); // goes with the look-up
    pass(CrashPoint::begun);
    is_in_transaction_ = true;
    return std::nullopt;
}

void PostgresWriteConnection::roll_back() {
    if (connection_ && is_in_transaction_) (void)seen(connection_->run("rollback"));
    is_in_transaction_ = false;
}

std::optional<Fault> PostgresWriteConnection::roll_back_to_savepoint() {
    connection_->send("rollback to savepoint change");
    return seen(connection_->run("release savepoint change"));
}

CommitOutcome PostgresWriteConnection::commit(Fault& fault) {
    pass(CrashPoint::committing);
    connection_->send("commit");
    std::vector<Answer> answers;
    std::optional<Fault> found = seen(connection_->collect(answers));
    if (!found && answers.back().command != "COMMIT")
        found = Fault{Fault::Kind::failed, "PostgreSQL answered the commit with " + answers.back().command};
    if (found && is_connected()) roll_back(); // a row was refused, and the commit passed over
    is_in_transaction_ = false;
    if (!found) return CommitOutcome::committed;
    bool is_lost = found->kind == Fault::Kind::lost;
    fault = std::move(*found);
    return is_lost ? CommitOutcome::unknown : CommitOutcome::not_committed;
}

CommitOutcome PostgresWriteConnection::write_and_commit(const std::vector<TableWrites>& writes,
                                                        Fault& fault) {
    for (const TableWrites& of_table : writes)
        if (!of_table.updated.empty()) return WriteConnection::write_and_commit(writes, fault);
    send_writes(writes);
    return commit(fault);
}

std::optional<Fault> PostgresWriteConnection::look_up(const Wanted& wanted, Found& found) {
    std::vector<size_t> versions, holders, heads;
    for (const Wanted::Keys& keys : wanted.versions)
        versions.push_back(send_versions(keys));
    size_t requests = wanted.requests.empty() ? 0 : send_requests(wanted);
    for (const Wanted::Holders& of_value : wanted.holders)
        holders.push_back(send_holders(of_value));
    for (const record::OrganId& organ : wanted.heads)
        heads.push_back(
            connection_->send("select seq, hash from event where organ = $1 order by seq desc limit 1",
                              {bound(ColumnType::text, organ.value)}));
    std::vector<Answer> answers;
    if (auto fault = seen(connection_->collect(answers))) return fault;

    for (size_t i = 0; i < versions.size(); ++i)
        for (const Row& row : answers[versions[i]].rows) {
            const auto& key = wanted.versions[i].keys[static_cast<size_t>(std::get<std::int64_t>(row[0]))];
            found.versions[wanted.versions[i].table][key_bytes(key)] = std::get<std::int64_t>(row[1]);
        }
    if (!wanted.requests.empty())
        for (Row& row : answers[requests].rows)
            found.requests[key_bytes(key_of(idempotency_table(), row))] = std::move(row);
    for (size_t position : holders) {
        auto& of_value = found.holders.emplace_back();
        for (Row& row : answers[position].rows) {
            Cell value = std::move(row.back());
            row.pop_back();
            of_value.push_back({std::move(row), std::move(value)});
        }
    }
    for (size_t i = 0; i < heads.size(); ++i)
        for (const Row& row : answers[heads[i]].rows)
            found.heads[wanted.heads[i].value] = {std::get<std::int64_t>(row[0]),
                                                  std::get<std::string>(row[1])};
    return std::nullopt;
}

size_t PostgresWriteConnection::send_versions(const Wanted::Keys& keys) {
    const Table& table = *keys.table;
    size_t size = key_size(table);
    std::string sql = std::string("select u.place, ") + (table.is_versioned ? "t.version" : "1") + " from " +
                      unnested(table, size, "place") + " join " + std::string(table.name) + " as t on " +
                      same_key(table);
    std::vector<Bound> parameters = bound_columns(table, size, keys.keys);
    std::vector<long> places(keys.keys.size());
    for (size_t i = 0; i < places.size(); ++i)
        places[i] = static_cast<long>(i);
    parameters.push_back(bound_numbers(places));
    return connection_->send(sql, parameters);
}

size_t PostgresWriteConnection::send_requests(const Wanted& wanted) {
    const Table& table = idempotency_table();
    std::string sql = "select " + column_list(table, "t.") + " from " + unnested(table, key_size(table)) +
                      " join " + std::string(table.name) + " as t on " + same_key(table);
    return connection_->send(sql, bound_columns(table, key_size(table), wanted.requests));
}

size_t PostgresWriteConnection::send_holders(const Wanted::Holders& holders) {
    const Table& table = *holders.table;
    const Column& column = table.columns[holders.column];
    std::string name(column.name), sql = "select ";
    for (const Column& key : table.columns.first(key_size(table)))
        sql += std::string(key.name) + ", ";
    sql += name + " from " + std::string(table.name) + " where " + name + " = any($1" + cast_of(column.type) +
           ")";
    std::vector<Bound> parameters = {bound_list(column.type, holders.values)};
    if (holders.organ) {
        sql += " and " + std::string(table.columns[0].name) + " = $2";
        parameters.push_back(bound(ColumnType::text, *holders.organ));
    }
    return connection_->send(sql, parameters);
}

std::vector<const TableWrites*> PostgresWriteConnection::send_writes(const std::vector<TableWrites>& writes) {
    // Removals and updates first: they may free a value that an inserted row takes.
    std::vector<const TableWrites*> updated;
    for (const TableWrites& of_table : writes)
        if (!of_table.removed.empty()) send_removal(of_table), updated.push_back(nullptr);
    for (const TableWrites& of_table : writes)
        if (!of_table.updated.empty()) send_update(of_table), updated.push_back(&of_table);
    for (const TableWrites& of_table : writes)
        if (!of_table.inserted.empty()) {
            send_insert(of_table), updated.push_back(nullptr);
            pass(CrashPoint::half_written);
        }
    return updated;
}

std::optional<Fault> PostgresWriteConnection::write(const std::vector<TableWrites>& writes) {
    std::vector<const TableWrites*> updated = send_writes(writes);
    if (updated.empty()) return std::nullopt;
    std::vector<Answer> answers;
    if (auto fault = seen(connection_->collect(answers))) return fault;
    for (size_t i = 0; i < updated.size(); ++i)
        if (updated[i] && answers[i].rows_changed != static_cast<long>(updated[i]->updated.size()))
            return Fault{Fault::Kind::data,
                         "a row of " + std::string(updated[i]->table->name) + " was changed from outside"};
    return std::nullopt;
}

void PostgresWriteConnection::send_insert(const TableWrites& writes) {
    const Table& table = *writes.table;
    growth_[&table].rows += static_cast<std::int64_t>(writes.inserted.size());
    connection_->send("insert into " + std::string(table.name) + " (" + column_list(table) + ") select " +
                          column_list(table, "u.") + " from " + unnested(table, table.columns.size()),
                      bound_columns(table, table.columns.size(), writes.inserted));
}

void PostgresWriteConnection::send_update(const TableWrites& writes) {
    const Table& table = *writes.table;
    size_t keys = key_size(table);
    std::string sql = "update " + std::string(table.name) + " as t set ";
    for (size_t i = keys; i < table.columns.size(); ++i) {
        std::string name(table.columns[i].name);
        sql += (i > keys ? ", " : "") + name + " = u." + name;
    }
    sql += " from " + unnested(table, table.columns.size(), table.is_versioned ? "version_before" : "") +
           " where " + same_key(table);
    std::vector<Bound> parameters = bound_columns(table, table.columns.size(), writes.updated);
    if (table.is_versioned) {
        sql += " and t.version = u.version_before";
        parameters.push_back(bound_numbers(writes.versions_before));
    }
    connection_->send(sql, parameters);
}

void PostgresWriteConnection::send_removal(const TableWrites& writes) {
    const Table& table = *writes.table;
    size_t keys = key_size(table);
    connection_->send("delete from " + std::string(table.name) + " as t using " + unnested(table, keys) +
                          " where " + same_key(table),
                      bound_columns(table, keys, writes.removed));
}

// A prepared statement keeps its plan until the statistics of a table change. A plan made while the table was
// empty may find a row by the wrong index, the one that shares only the organ with its key: by reading every
// row. The server looks by itself after a minute; a table that grows from nothing is not left so slow for
// that long. Beyond the last time the server's own rounds do, for by then it knows how the values are spread.
//
// A table that is large already is left alone: to read it again takes long, and everybody who writes waits.
void PostgresWriteConnection::tidy() {
    for (auto& [table, growth] : growth_) {
        if (!connection_) return;
        if (growth.rows < growth.analyzed_at || growth.is_known) continue;
        std::string name(table->name);
        connection_->send("select reltuples::bigint from pg_class where oid = '" + name + "'::regclass");
        std::vector<Answer> answers;
        if (seen(connection_->collect(answers))) return;
        growth.is_known = std::get<std::int64_t>(answers[0].rows.at(0).at(0)) >= known_from;
        if (growth.is_known) continue;
        pass(CrashPoint::tidying);
        while (growth.analyzed_at <= growth.rows)
            growth.analyzed_at *= 2;
        (void)seen(connection_->run("analyze " + name));
        pass(CrashPoint::tidied);
    }
}

std::optional<Fault> PostgresWriteConnection::forget_requests(base::Instant before) {
    connection_->send("delete from idempotency where written_at < $1",
                      {bound(ColumnType::number, Cell(before.microseconds))});
    std::vector<Answer> ignored;
    return seen(connection_->collect(ignored));
}

} // namespace zhishi::store::postgres
