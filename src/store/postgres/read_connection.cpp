#include "store/postgres/read_connection.h"

#include "store/faults.h"

namespace zhishi::store::postgres {

namespace {

// A reader that is kept for minutes holds back the server's cleaning; a query of a minute is a fault of ours.
// A round trip without `begin` is a transaction too, and shall see one state.
constexpr char settings[] = "set statement_timeout = '60s'; set idle_in_transaction_session_timeout = '300s';"
                            "set default_transaction_isolation = 'repeatable read';"
                            "set default_transaction_read_only = on;"
                            "set jit = off; set client_min_messages = warning";

} // namespace

base::Result<std::unique_ptr<ReadConnection>> PostgresReadConnection::open(const std::string& url,
                                                                           Waiting waiting) {
    std::string cause;
    std::unique_ptr<Connection> connection = Connection::open(url, settings, waiting, cause);
    if (!connection) return database_unavailable(cause);
    return std::unique_ptr<ReadConnection>(
        new PostgresReadConnection(url, std::move(waiting), std::move(connection)));
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

void PostgresReadConnection::expect(const Query& query) {
    expected_.push_back(select_sql(query, Dialect::postgres));
}

void PostgresReadConnection::expect_count(const Query& query) {
    expected_.push_back(count_sql(query, Dialect::postgres));
}

base::Result<std::vector<Row>> PostgresReadConnection::run(const Sql& sql) {
    for (const Brought& brought : brought_)
        if (brought.sql == sql) return brought.rows;
    bool was_expected = std::erase(expected_, sql) > 0; // then it may be asked for again
    bool is_first = !is_in_transaction_;
    std::vector<Answer> answers;
    std::optional<Fault> fault = ask(sql, answers);
    if (fault && connection_->is_lost() && is_first) {
        std::string cause;
        if (std::unique_ptr<Connection> anew = Connection::open(url_, settings, waiting_, cause)) {
            connection_ = std::move(anew);
            is_in_transaction_ = false;
            fault = ask(sql, answers);
        }
    }
    if (fault) {
        is_well_ = false;
        return database_unavailable(fault->cause);
    }
    for (size_t i = 0; i < expected_.size(); ++i)
        brought_.push_back({std::move(expected_[i]), std::move(answers[i + 1].rows)});
    expected_.clear();
    if (was_expected) brought_.push_back({sql, answers.front().rows});
    is_all_expected_ = false; // what is asked beyond it has a state of its own
    return std::move(answers.front().rows);
}

std::optional<Fault> PostgresReadConnection::ask(const Sql& sql, std::vector<Answer>& answers) {
    bool begins = !is_in_transaction_ && !is_all_expected_;
    if (begins) connection_->send("begin isolation level repeatable read read only");
    is_in_transaction_ = is_in_transaction_ || begins;
    send(sql);
    for (const Sql& expected : expected_)
        send(expected);
    auto fault = connection_->collect(answers);
    if (begins && !answers.empty()) answers.erase(answers.begin());
    return fault;
}

void PostgresReadConnection::send(const Sql& sql) {
    std::vector<Bound> parameters;
    for (const Parameter& parameter : sql.parameters)
        parameters.push_back(bound(parameter));
    connection_->send(sql.text, parameters);
}

void PostgresReadConnection::end() {
    expected_.clear();
    brought_.clear();
    is_all_expected_ = false;
    if (!is_in_transaction_) return;
    is_in_transaction_ = false;
    connection_->send("commit");
    connection_->post();
}

} // namespace zhishi::store::postgres
