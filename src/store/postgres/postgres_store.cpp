#include "store/postgres/postgres_store.h"

#include "store/crash_point.h"
#include "store/faults.h"
#include "store/migrations/migrations.h"
#include "store/postgres/dump.h"
#include "store/postgres/read_connection.h"
#include "store/postgres/write_connection.h"
#include "store/reader_pool.h"
#include "store/writer.h"

namespace zhishi::store::postgres {

namespace {

base::Result<std::int64_t> number_by(Connection& connection, const std::string& sql) {
    connection.send(sql);
    std::vector<Answer> answers;
    if (auto fault = connection.collect(answers)) return database_unavailable(fault->cause);
    const auto* number = std::get_if<std::int64_t>(&answers.at(0).rows.at(0).at(0));
    return number ? *number : 0;
}

// A commit takes milliseconds, and a query of a reader is ended by the server after a minute: whoever waits
// longer waits for a server that hangs.
constexpr std::chrono::seconds answer_to_writer_max{30}, answer_to_reader_max{75};

// 0: an empty database. database_is_foreign: tables, but not ours.
base::Result<int> version_of(Connection& connection) {
    std::string tables =
        "select count(*) from information_schema.tables where table_schema = current_schema()";
    ZHISHI_TRY(auto ours, number_by(connection, tables + " and table_name = 'schema_version'"));
    if (ours > 0) {
        ZHISHI_TRY(auto version, number_by(connection, "select max(version) from schema_version"));
        return static_cast<int>(version);
    }
    ZHISHI_TRY(auto others, number_by(connection, tables));
    if (others > 0) return database_is_foreign("it has tables but no schema_version");
    return 0;
}

class PostgresStore : public Store {
  public:
    PostgresStore(std::string url, std::shared_ptr<Patience> patience,
                  std::unique_ptr<PostgresWriteConnection> connection, const StoreOptions& options,
                  base::Random& random)
        : url_(std::move(url)), wait_seconds_(options.wait_for_reader_seconds),
          patience_(std::move(patience)), writer_(std::move(connection), options, random),
          readers_(
              options.readers,
              [this] {
                  return PostgresReadConnection::open(url_, {answer_to_reader_max, patience_});
              },
              [this] { return writer_.table_generations(); }) {}

    base::Result<std::unique_ptr<Reader>> reader() override { return readers_.take(wait_seconds_); }
    void write(Change change, std::function<void(Written)> done) override {
        writer_.write(std::move(change), std::move(done));
    }
    void prepare_to_close() override {
        patience_->end_within(closing_patience);
        writer_.prepare_to_close();
    }
    std::int64_t structure_generation() const override { return writer_.structure_generation(); }
    StoreMetrics metrics() const override { return writer_.metrics(); }
    base::Result<void> backup(const std::string& path) override { return dump(url_, path); }

  private:
    std::string url_;
    int wait_seconds_;
    std::shared_ptr<Patience> patience_;
    Writer writer_;
    ReaderPool readers_;
};

base::Result<void> apply(Connection& connection, const Migration& step) {
    auto fault = connection.run("begin");
    if (!fault) fault = connection.run_all(step.postgres);
    pass(CrashPoint::migration_half);
    if (!fault) {
        connection.send("insert into schema_version (version, name) values ($1, $2)",
                        {bound(ColumnType::number, Cell(std::int64_t{step.number})),
                         bound(ColumnType::text, Cell(std::string(step.name)))});
        std::vector<Answer> ignored;
        fault = connection.collect(ignored);
    }
    pass(CrashPoint::migration_committing);
    if (!fault) fault = connection.run("commit");
    pass(CrashPoint::migration_committed);
    if (!fault) return {};
    if (!connection.is_lost()) (void)connection.run("rollback");
    return database_unavailable(fault->cause);
}

} // namespace

base::Result<std::unique_ptr<Store>> open(const std::string& url, const StoreOptions& options,
                                          base::Random& random) {
    auto patience = std::make_shared<Patience>();
    ZHISHI_TRY(auto connection, PostgresWriteConnection::open(url, {answer_to_writer_max, patience}));
    ZHISHI_TRY(int version, version_of(connection->connection()));
    if (version > schema_version()) return database_is_newer(version, schema_version());
    if (version < schema_version()) return database_is_older(version, schema_version());
    return std::unique_ptr<Store>(
        new PostgresStore(url, std::move(patience), std::move(connection), options, random));
}

base::Result<MigrationReport> migrate(const std::string& url, const std::string& backup_path) {
    // A step of a migration may take as long as it takes.
    ZHISHI_TRY(auto writer, PostgresWriteConnection::open(url, {}));
    Connection& connection = writer->connection();
    MigrationReport report;
    ZHISHI_TRY(report.version_before, version_of(connection));
    if (report.version_before > schema_version())
        return database_is_newer(report.version_before, schema_version());
    bool is_older = report.version_before > 0 && report.version_before < schema_version();
    if (is_older && !backup_path.empty()) {
        ZHISHI_TRY_VOID(dump(url, backup_path));
        report.is_backed_up = true;
    }
    if (auto fault = connection.run("create table if not exists schema_version "
                                    "(version bigint primary key, name text not null)"))
        return database_unavailable(fault->cause);
    report.version_after = report.version_before;
    for (const Migration& step : migrations().subspan(static_cast<size_t>(report.version_before))) {
        ZHISHI_TRY_VOID(apply(connection, step));
        report.version_after = step.number;
        report.applied.push_back(title_of(step));
    }
    return report;
}

} // namespace zhishi::store::postgres
