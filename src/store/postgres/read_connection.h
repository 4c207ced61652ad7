#pragma once

#include "store/postgres/connection.h"
#include "store/reader_pool.h"

#include <memory>
#include <string>

namespace zhishi::store::postgres {

// The beginning of the snapshot goes with the first select; its end is not waited for.
class PostgresReadConnection : public ReadConnection {
  public:
    static base::Result<std::unique_ptr<ReadConnection>> open(const std::string& url);

    base::Result<std::vector<Row>> select(const Query& query) override;
    base::Result<std::int64_t> count(const Query& query) override;
    void end() override;
    bool is_well() const override { return is_well_ && !connection_->is_lost(); }

  private:
    explicit PostgresReadConnection(std::unique_ptr<Connection> connection)
        : connection_(std::move(connection)) {}
    base::Result<std::vector<Row>> run(const Sql& sql);

    std::unique_ptr<Connection> connection_;
    bool is_in_transaction_ = false;
    bool is_well_ = true;
};

} // namespace zhishi::store::postgres
