#include "store/sqlite/read_connection.h"

#include "store/faults.h"

namespace zhishi::store::sqlite {

base::Result<std::unique_ptr<ReadConnection>> SqliteReadConnection::open(const std::string& path) {
    std::string cause;
    std::unique_ptr<Database> database = Database::open(path, Access::read, cause);
    if (!database) return database_unavailable(cause);
    return std::unique_ptr<ReadConnection>(new SqliteReadConnection(std::move(database)));
}

base::Result<std::vector<Row>> SqliteReadConnection::select(const Query& query) {
    ZHISHI_TRY(std::vector<Row> rows, run(select_sql(query, Dialect::sqlite)));
    if (rows.size() > query_rows_max) return too_many_rows();
    return rows;
}

base::Result<std::int64_t> SqliteReadConnection::count(const Query& query) {
    ZHISHI_TRY(std::vector<Row> rows, run(count_sql(query, Dialect::sqlite)));
    return std::get<std::int64_t>(rows.at(0).at(0));
}

base::Result<std::vector<Row>> SqliteReadConnection::run(const Sql& sql) {
    if (!database_->is_in_transaction() && database_->run("begin")) return failed();
    Statement statement = database_->prepare(sql.text);
    if (!statement.is_prepared()) return failed();
    for (size_t i = 0; i < sql.parameters.size(); ++i)
        statement.bind(static_cast<int>(i) + 1, sql.parameters[i]);
    std::vector<Row> rows;
    Statement::Step step = statement.step();
    for (; step == Statement::Step::row; step = statement.step())
        rows.push_back(statement.row());
    if (step == Statement::Step::failed) return failed();
    return rows;
}

base::Error SqliteReadConnection::failed() {
    is_well_ = false;
    return database_unavailable(database_->last_fault().cause);
}

void SqliteReadConnection::end() {
    if (database_->is_in_transaction() && database_->run("commit")) is_well_ = false;
}

} // namespace zhishi::store::sqlite
