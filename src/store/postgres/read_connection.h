#pragma once

#include "store/postgres/connection.h"
#include "store/reader_pool.h"

#include <memory>
#include <string>

namespace zhishi::store::postgres {

// The beginning of the snapshot goes with the first select; its end is not waited for. What is expected goes
// with the next select, and its answer is kept until the end: in one snapshot it stays the same. Where that
// is all, the round trip is a transaction by itself: the server takes the statements of one for that. A
// connection that turns out to be lost at the first select is made anew, once: a server that was restarted
// costs no request.
class PostgresReadConnection : public ReadConnection {
  public:
    static base::Result<std::unique_ptr<ReadConnection>> open(const std::string& url, Waiting waiting);

    base::Result<std::vector<Row>> select(const Query& query) override;
    base::Result<std::int64_t> count(const Query& query) override;
    void expect(const Query& query) override;
    void expect_count(const Query& query) override;
    void expect_no_more() override { is_all_expected_ = true; }
    void end() override;
    bool is_well() const override { return is_well_ && !connection_->is_lost(); }

  private:
    PostgresReadConnection(std::string url, Waiting waiting, std::unique_ptr<Connection> connection)
        : url_(std::move(url)), waiting_(std::move(waiting)), connection_(std::move(connection)) {}
    struct Brought {
        Sql sql;
        std::vector<Row> rows;
    };
    base::Result<std::vector<Row>> run(const Sql& sql);
    // The first answer is the query's, the others are what was expected.
    std::optional<Fault> ask(const Sql& sql, std::vector<Answer>& answers);
    void send(const Sql& sql);

    std::string url_;
    Waiting waiting_;
    std::unique_ptr<Connection> connection_;
    std::vector<Sql> expected_;    // to go with the next select
    std::vector<Brought> brought_; // came with an earlier one
    bool is_all_expected_ = false;
    bool is_in_transaction_ = false;
    bool is_well_ = true;
};

} // namespace zhishi::store::postgres
