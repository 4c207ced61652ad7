// A connection to an SQLite file and its prepared statements. Wraps sqlite3; nothing else in the house
// includes it.
#pragma once

#include "store/sql.h"
#include "store/table.h"
#include "store/write_connection.h"

#include <memory>
#include <string>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace zhishi::store::sqlite {

class Statement {
  public:
    enum class Step { row, done, failed };

    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
    Statement(const Statement&) = delete;
    Statement(Statement&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
    Statement& operator=(Statement&&) = delete;
    ~Statement(); // makes it ready for its next use; the database keeps it

    bool is_prepared() const { return statement_ != nullptr; }
    // 1-based; texts are copied.
    void bind(int position, const Cell& cell);
    void bind(int position, const Parameter& parameter);
    Step step();
    Cell cell(int column) const; // 0-based
    Row row() const;             // all its columns

  private:
    sqlite3_stmt* statement_;
};

enum class Access { read, write, create };

class Database {
  public:
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // One connection for one thread at a time. `create` makes the file, readable by its owner alone.
    static std::unique_ptr<Database> open(const std::string& path, Access access, std::string& cause);

    // Prepared once and kept. A statement that cannot be prepared is not is_prepared(): see last_fault.
    Statement prepare(const std::string& sql);
    std::optional<Fault> run(const std::string& sql);     // one statement without rows, kept prepared
    std::optional<Fault> run_all(const char* statements); // several, not kept
    std::string pragma(const std::string& name);          // its value as text; empty where it has none

    Fault last_fault() const;
    int rows_changed() const;
    bool is_in_transaction() const;
    sqlite3* handle() { return handle_; }

  private:
    explicit Database(sqlite3* handle) : handle_(handle) {}
    void forget_statements();

    sqlite3* handle_;
    std::unordered_map<std::string, sqlite3_stmt*> statements_;
};

} // namespace zhishi::store::sqlite
