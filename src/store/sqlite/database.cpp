#include "store/sqlite/database.h"

#include "base/check.h"

#include <boost/json.hpp>
#include <sqlite3.h>

#include <fcntl.h>
#include <unistd.h>

namespace zhishi::store::sqlite {

namespace {

constexpr int busy_milliseconds = 5'000;
// Shapes of queries are few and fixed by the code; the bound is for a mistake.
constexpr size_t statements_max = 512;

std::string json_list(const std::vector<Cell>& cells) {
    boost::json::array array;
    array.reserve(cells.size());
    for (const Cell& cell : cells) {
        if (const auto* number = std::get_if<std::int64_t>(&cell)) array.push_back(*number);
        if (const auto* text = std::get_if<std::string>(&cell)) array.push_back(boost::json::string(*text));
    }
    return boost::json::serialize(array);
}

Fault::Kind kind_of(int code) {
    if (code == SQLITE_CONSTRAINT_UNIQUE) return Fault::Kind::not_unique;
    switch (code & 0xFF) {
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG: return Fault::Kind::data;
    case SQLITE_FULL: return Fault::Kind::full;
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL: return Fault::Kind::lost;
    default: return Fault::Kind::failed;
    }
}

} // namespace

Statement::~Statement() {
    if (!statement_) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

void Statement::bind(int position, const Cell& cell) {
    int code = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&cell))
        code = sqlite3_bind_int64(statement_, position, *number);
    else if (const auto* text = std::get_if<std::string>(&cell))
        code = sqlite3_bind_text64(statement_, position, text->data(), text->size(), SQLITE_TRANSIENT,
                                   SQLITE_UTF8);
    else
        code = sqlite3_bind_null(statement_, position);
    base::check(code == SQLITE_OK || code == SQLITE_NOMEM || code == SQLITE_TOOBIG,
                "a parameter that a statement has");
}

void Statement::bind(int position, const Parameter& parameter) {
    bind(position, parameter.is_list ? Cell(json_list(parameter.list)) : parameter.value);
}

Statement::Step Statement::step() {
    int code = sqlite3_step(statement_);
    return code == SQLITE_ROW ? Step::row : code == SQLITE_DONE ? Step::done : Step::failed;
}

Cell Statement::cell(int column) const {
    switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_NULL: return {};
    case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement_, column)};
    default: {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return std::string(text ? text : "", static_cast<size_t>(sqlite3_column_bytes(statement_, column)));
    }
    }
}

Row Statement::row() const {
    int count = sqlite3_column_count(statement_);
    Row row;
    row.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i)
        row.push_back(cell(i));
    return row;
}

std::unique_ptr<Database> Database::open(const std::string& path, Access access, std::string& cause) {
    if (access == Access::create) {
        int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (file >= 0) ::close(file);
    }
    int flags = SQLITE_OPEN_NOMUTEX | (access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    sqlite3* handle = nullptr;
    int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    std::unique_ptr<Database> database(new Database(handle));
    if (code != SQLITE_OK) {
        cause = path + ": " + (handle ? sqlite3_errmsg(handle) : "no memory");
        return nullptr;
    }
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle,
                         busy_milliseconds); // before the first pragma, which may already have to wait
    if (auto fault =
            database->run_all("pragma mmap_size = 0; pragma temp_store = memory; pragma cell_size_check = on;"
                              "pragma trusted_schema = off")) {
        cause = path + ": " + fault->cause;
        return nullptr;
    }
    return database;
}

Database::~Database() {
    forget_statements();
    sqlite3_close_v2(handle_);
}

void Database::forget_statements() {
    for (auto& [sql, statement] : statements_)
        sqlite3_finalize(statement);
    statements_.clear();
}

Statement Database::prepare(const std::string& sql) {
    if (auto found = statements_.find(sql); found != statements_.end()) return Statement(found->second);
    if (statements_.size() >= statements_max) forget_statements();
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v3(handle_, sql.c_str(), static_cast<int>(sql.size()) + 1,
                                  SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return Statement(nullptr);
    statements_.emplace(sql, statement);
    return Statement(statement);
}

std::optional<Fault> Database::run(const std::string& sql) {
    Statement statement = prepare(sql);
    if (!statement.is_prepared()) return last_fault();
    Statement::Step step = statement.step();
    while (step == Statement::Step::row)
        step = statement.step();
    if (step == Statement::Step::failed) return last_fault();
    return std::nullopt;
}

std::optional<Fault> Database::run_all(const char* statements) {
    if (sqlite3_exec(handle_, statements, nullptr, nullptr, nullptr) != SQLITE_OK) return last_fault();
    return std::nullopt;
}

std::string Database::pragma(const std::string& name) {
    Statement statement = prepare("pragma " + name);
    if (!statement.is_prepared() || statement.step() != Statement::Step::row) return {};
    Cell cell = statement.cell(0);
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    const auto* text = std::get_if<std::string>(&cell);
    return text ? *text : std::string();
}

Fault Database::last_fault() const {
    int code = sqlite3_extended_errcode(handle_);
    return {kind_of(code), "SQLite " + std::to_string(code) + ": " + sqlite3_errmsg(handle_)};
}

int Database::rows_changed() const {
    return sqlite3_changes(handle_);
}
bool Database::is_in_transaction() const {
    return sqlite3_get_autocommit(handle_) == 0;
}

} // namespace zhishi::store::sqlite
