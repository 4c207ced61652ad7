#pragma once

#include "store/reader_pool.h"
#include "store/sqlite/database.h"

#include <memory>
#include <string>

namespace zhishi::store::sqlite {

// Opened read-only, so that it can neither write nor move the log.
class SqliteReadConnection : public ReadConnection {
  public:
    static base::Result<std::unique_ptr<ReadConnection>> open(const std::string& path);

    base::Result<std::vector<Row>> select(const Query& query) override;
    base::Result<std::int64_t> count(const Query& query) override;
    void end() override;
    bool is_well() const override { return is_well_; }

  private:
    explicit SqliteReadConnection(std::unique_ptr<Database> database) : database_(std::move(database)) {}
    base::Result<std::vector<Row>> run(const Sql& sql);
    base::Error failed();

    std::unique_ptr<Database> database_;
    bool is_well_ = true;
};

} // namespace zhishi::store::sqlite
