// A connection to a PostgreSQL server: statements are sent one after another and answered together, in one
// round trip. An answer that does not come in time counts as a lost connection. Wraps libpq; nothing else in
// the house includes it. Parameters and answers go in binary form, so that no text is ever quoted or cut.
#pragma once

#include "store/postgres/patience.h"
#include "store/sql.h"
#include "store/write_connection.h"

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

struct pg_conn;
struct pg_result;

namespace zhishi::store::postgres {

// A parameter as it goes over the wire.
struct Bound {
    unsigned type = 0; // PostgreSQL's number of the type
    std::string bytes;
    bool is_null = false;
};
Bound bound(ColumnType type, const Cell& cell);
Bound bound(const Parameter& parameter);
// An array of one column of rows, or of single cells.
Bound bound_column(ColumnType type, std::span<const Row> rows, size_t column);
Bound bound_list(ColumnType type, std::span<const Cell> cells);

struct Answer {
    std::vector<Row> rows;
    long rows_changed = 0;
    std::string command; // COMMIT, ROLLBACK, INSERT …
};

class Connection {
  public:
    // Null: cause says why. `settings`: statements run once.
    static std::unique_ptr<Connection> open(const std::string& url, const std::string& settings,
                                            const Waiting& waiting, std::string& cause);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Queues a statement and returns the position of its answer in what the next collect() gives. The
    // statement is prepared when its text is first seen.
    size_t send(const std::string& sql, const std::vector<Bound>& parameters = {});
    // Sends what is queued and waits for the answers. A fault in one statement keeps those after it from
    // being done.
    std::optional<Fault> collect(std::vector<Answer>& answers);
    std::optional<Fault> run(const std::string& sql); // one statement, its answer dropped
    // Sends what is queued without waiting; faults in it are not told.
    void post();
    // Several statements in one text, without parameters. Nothing may be queued.
    std::optional<Fault> run_all(const std::string& statements);

    bool is_lost() const;

  private:
    struct Expected {
        enum class What { preparation, answer, sync } what = What::answer;
        std::string sql;           // of a preparation
        bool is_forgotten = false; // posted
    };
    Connection(pg_conn* handle, Waiting waiting) : handle_(handle), waiting_(std::move(waiting)) {}
    std::optional<std::string> prepared_name(const std::string& sql, const std::vector<Bound>& parameters);
    bool sync();
    bool is_answered_in_time();
    pg_result* next_result();
    std::optional<Fault> take_next(const Expected& expected, std::vector<Answer>& answers);
    Fault fault_of(const pg_result* result);
    Fault lost();

    pg_conn* handle_;
    Waiting waiting_;
    std::unordered_map<std::string, std::string> names_; // of prepared statements, by text
    std::deque<Expected> expected_;
    size_t answers_due_ = 0;
    size_t statements_ = 0;
    bool is_lost_ = false;
    bool is_too_late_ = false; // lost because no answer came in time
};

} // namespace zhishi::store::postgres
