#pragma once

#include "store/postgres/connection.h"
#include "store/reader_pool.h"

#include <memory>
#include <string>

namespace zhishi::store::postgres {

// The beginning of the snapshot goes with the first select; its end is not waited for. A connection that
// turns out to be lost at the first select is made anew, once: a server that was restarted costs no request.
class PostgresReadConnection : public ReadConnection {
  public:
    static base::Result<std::unique_ptr<ReadConnection>> open(const std::string& url);

    base::Result<std::vector<Row>> select(const Query& query) override;
    base::Result<std::int64_t> count(const Query& query) override;
    void end() override;
    bool is_well() const override { return is_well_ && !connection_->is_lost(); }

  private:
    PostgresReadConnection(std::string url, std::unique_ptr<Connection> connection)
        : url_(std::move(url)), connection_(std::move(connection)) {}
    base::Result<std::vector<Row>> run(const Sql& sql);
    std::optional<Fault> ask(const Sql& sql, std::vector<Answer>& answers); // the last answer is the query's

    std::string url_;
    std::unique_ptr<Connection> connection_;
    bool is_in_transaction_ = false;
    bool is_well_ = true;
};

} // namespace zhishi::store::postgres
