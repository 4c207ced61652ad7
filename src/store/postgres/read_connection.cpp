#include "store/postgres/read_connection.h"

#include "store/faults.h"

namespace zhishi::store::postgres {

namespace {

// A reader that is kept for minutes holds back the server's cleaning; a query of a minute is a fault of ours.
constexpr char settings[] = "set statement_timeout = '60s'; set idle_in_transaction_session_timeout = '300s';"
                            "set jit = off; set client_min_messages = warning";

} // namespace

base::Result<std::unique_ptr<ReadConnection>> PostgresReadConnection::open(const std::string& url) {
    std::string cause;
    std::unique_ptr<Connection> connection = Connection::open(url, settings, cause);
    if (!connection) return database_unavailable(cause);
    return std::unique_ptr<ReadConnection>(new PostgresReadConnection(url, std::move(connection)));
}

base::Result<std::vector<Row>> PostgresReadConnection::select(const Query& query) {
    ZHISHI_TRY(std::vector<Row> rows, run(select_sql(query, Dialect::postgres)));
    if (rows.size() > query_rows_max) return too_many_rows();
    return rows;
}

base::Result<std::int64_t> PostgresReadConnection::count(const Query& query) {
    ZHISHI_TRY(std::vector<Row> rows, run(count_sql(query, Dialect::postgres)));
    return std::get<std::int64_t>(rows.at(0).at(0));
}

base::Result<std::vector<Row>> PostgresReadConnection::run(const Sql& sql) {
    bool is_first = !is_in_transaction_;
    std::vector<Answer> answers;
    std::optional<Fault> fault = ask(sql, answers);
    if (fault && connection_->is_lost() && is_first) {
        std::string cause;
        if (std::unique_ptr<Connection> anew = Connection::open(url_, settings, cause)) {
            connection_ = std::move(anew);
            is_in_transaction_ = false;
            fault = ask(sql, answers);
        }
    }
    if (!fault) return std::move(answers.back().rows);
    is_well_ = false;
    return database_unavailable(fault->cause);
}

std::optional<Fault> PostgresReadConnection::ask(const Sql& sql, std::vector<Answer>& answers) {
    if (!is_in_transaction_) connection_->send("begin isolation level repeatable read read only");
    is_in_transaction_ = true;
    std::vector<Bound> parameters;
    for (const Parameter& parameter : sql.parameters)
        parameters.push_back(bound(parameter));
    connection_->send(sql.text, parameters);
    return connection_->collect(answers);
}

void PostgresReadConnection::end() {
    if (!is_in_transaction_) return;
    is_in_transaction_ = false;
    connection_->send("commit");
    connection_->post();
}

} // namespace zhishi::store::postgres
