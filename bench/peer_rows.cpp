#include "bench/peer_rows.h"

#include "base/date.h"
#include "bench/busy_office.h"
#include "bench/frame.h"
#include "bench/served_program.h"

#include <libpq-fe.h>

#include <map>
#include <memory>

namespace zhishi::bench {

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Rows = std::unique_ptr<PGresult, decltype(&PQclear)>;

Connection connect(const std::string& url) {
    Connection connection(PQconnectdb(url.c_str()), &PQfinish);
    if (PQstatus(connection.get()) != CONNECTION_OK) give_up(PQerrorMessage(connection.get()));
    return connection;
}

Rows ask(PGconn* connection, const std::string& sql) {
    Rows answer(PQexec(connection, sql.c_str()), &PQclear);
    ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) give_up(PQerrorMessage(connection));
    return answer;
}

// A literal in which pgbench finds no variable of its own: it looks for them behind a colon.
std::string literal(const char* text) {
    std::string quoted = "E'";
    for (const char* c = text; *c; ++c) {
        if (*c == '\'' || *c == '\\') quoted += '\\';
        if (*c == ':')
            quoted += "\\x3a";
        else
            quoted += *c;
    }
    return quoted + "'";
}

// insert into TABLE select the newest row's values, with `fresh` in the place of those that must be new.
std::string insert_like_newest(PGconn* connection, const std::string& table, const std::string& order,
                               const std::map<std::string, std::string>& fresh,
                               const std::string& source = " from fresh") {
    Rows row = ask(connection, "select * from " + table + " order by " + order + " desc limit 1");
    if (PQntuples(row.get()) != 1) give_up("no row to take after in " + table);
    std::string columns, values;
    for (int i = 0; i < PQnfields(row.get()); ++i) {
        std::string name = PQfname(row.get(), i), separator = i == 0 ? "" : ", ";
        columns += separator + name;
        if (auto found = fresh.find(name); found != fresh.end())
            values += separator + found->second;
        else if (PQgetisnull(row.get(), 0, i))
            values += separator + "null";
        else if (PQftype(row.get(), i) == 20 /* bigint */)
            values += separator + PQgetvalue(row.get(), 0, i);
        else
            values += separator + literal(PQgetvalue(row.get(), 0, i));
    }
    return "insert into " + table + " (" + columns + ") select " + values + source;
}

const std::vector<std::string> peer_tables = {"log_entry", "event", "record_version", "idempotency"};

} // namespace

std::string same_rows_script(const std::string& database_url) {
    Connection connection = connect(database_url);
    PGconn* at = connection.get();
    // Keys that grow with time, as the product's ids do.
    std::string fresh =
        "with fresh as materialized (select lpad(to_hex(cast(extract(epoch from clock_timestamp()) * 1000 as "
        "bigint)), "
        "12, '0') || substr(md5(cast(random() as text)), 1, 14) as row_key, nextval('bench_seq') as row_seq)";
    return fresh + ",\n entry as (" +
           insert_like_newest(at, "log_entry", "recorded_at", {{"entry", "row_key"}}) + "),\n happened as (" +
           insert_like_newest(at, "event", "seq", {{"seq", "row_seq"}, {"object_id", "row_key"}}) +
           "),\n version as (" +
           insert_like_newest(at, "record_version", "event_seq",
                              {{"object_id", "row_key"}, {"event_seq", "row_seq"}}) +
           ")\n" + insert_like_newest(at, "idempotency", "written_at", {{"request_key", "row_key"}}) + ";\n";
}

std::string same_rows_transaction(const std::string& database_url) {
    Connection connection = connect(database_url);
    PGconn* at = connection.get();
    const std::string client = "(cast(:run as bigint) * 1000 + cast(:client_id as bigint))";
    const std::string number = client + " * 100000000 + cast(:k as bigint)";
    const std::string key = "'b' || lpad(cast(" + number + " as text), 24, '0')";
    auto insert = [&](const char* table, const char* order, const std::map<std::string, std::string>& fresh) {
        return insert_like_newest(at, table, order, fresh, "") + ";\n";
    };
    return "\\set k :k + 1\nbegin;\n" + insert("log_entry", "recorded_at", {{"entry", key}}) +
           insert("event", "seq", {{"seq", number}, {"object_id", key}}) +
           insert("record_version", "event_seq", {{"object_id", key}, {"event_seq", number}}) +
           insert("idempotency", "written_at", {{"request_key", key}}) + "commit;\n";
}

void prepare_peer(const std::string& database_url) {
    run_program({zhishi_program(), "migrate", "--database", database_url});
    Connection connection = connect(database_url);
    ask(connection.get(), "create sequence bench_seq cache 64");
}

std::int64_t rows_of_peer(const std::string& database_url) {
    Connection connection = connect(database_url);
    std::string first;
    for (const std::string& table : peer_tables) {
        Rows count = ask(connection.get(), "select count(*) from " + table);
        std::string found = PQgetvalue(count.get(), 0, 0);
        if (first.empty()) first = found;
        if (found != first) return -1;
    }
    return std::stoll(first);
}

void analyze_tables(const std::string& database_url) {
    Connection connection = connect(database_url);
    ask(connection.get(), "analyze");
}

std::vector<std::string> month_scripts(const std::vector<std::string>& officials, bool in_one_round_trip) {
    base::Period month = *base::Period::parse(bench_month);
    std::string first = std::to_string(month.first().days()), last = std::to_string(month.last().days());
    std::vector<std::string> scripts;
    for (const std::string& official : officials) {
        std::string whose = " where organ = (select organ from organ) and official = '" + official + "'";
        std::string selects = "select * from month" + whose + " and period = '" + bench_month +
                              "';\nselect * from plan" + whose + " and period = '" + bench_month +
                              "';\nselect * from log_entry" + whose + " and work_day between " + first +
                              " and " + last + " order by work_day, entry;\n";
        scripts.push_back(in_one_round_trip ? "\\startpipeline\n" + selects + "\\endpipeline\n" : selects);
    }
    return scripts;
}

} // namespace zhishi::bench
