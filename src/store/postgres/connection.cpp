#include "store/postgres/connection.h"

#include "base/check.h"

#include <libpq-fe.h>

#include <cerrno>
#include <cstring>
#include <poll.h>

namespace zhishi::store::postgres {

namespace {

// How soon a wait notices that the program is to end.
constexpr std::chrono::milliseconds look_up_every{200};

constexpr unsigned type_bool = 16, type_bigint = 20, type_int = 23;

std::int64_t number_of_bytes(const char* bytes, int length) {
    std::uint64_t number = length > 0 && (bytes[0] & 0x80) ? ~std::uint64_t{0} : 0;
    for (int i = 0; i < length; ++i)
        number = (number << 8) | static_cast<unsigned char>(bytes[i]);
    return static_cast<std::int64_t>(number);
}

Cell cell_of(const PGresult* result, int row, int column) {
    if (PQgetisnull(result, row, column)) return {};
    const char* bytes = PQgetvalue(result, row, column);
    int length = PQgetlength(result, row, column);
    switch (PQftype(result, column)) {
    case type_bool:
    case type_int:
    case type_bigint: return number_of_bytes(bytes, length);
    default: return std::string(bytes, static_cast<size_t>(length));
    }
}

Answer answer_of(PGresult* result) {
    Answer answer;
    int rows = PQntuples(result), columns = PQnfields(result);
    answer.rows.reserve(static_cast<size_t>(rows));
    for (int row = 0; row < rows; ++row) {
        Row& cells = answer.rows.emplace_back();
        cells.reserve(static_cast<size_t>(columns));
        for (int column = 0; column < columns; ++column)
            cells.push_back(cell_of(result, row, column));
    }
    answer.rows_changed = std::atol(PQcmdTuples(result));
    answer.command = PQcmdStatus(result);
    return answer;
}

Fault::Kind kind_of(std::string_view state) {
    if (state == "53100") return Fault::Kind::full;
    if (state == "23505") return Fault::Kind::not_unique;
    std::string_view kind = state.substr(0, 2);
    if (kind == "22" || kind == "23" || kind == "54") return Fault::Kind::data;
    if (state.empty() || kind == "08" || kind == "57")
        return Fault::Kind::lost; // 57: the server is going down
    return Fault::Kind::failed;
}

} // namespace

std::unique_ptr<Connection> Connection::open(const std::string& url, const std::string& settings,
                                             const Waiting& waiting, std::string& cause) {
    if (Patience::Clock::now() > waiting.end_of_patience()) {
        cause = "the program is ending";
        return nullptr;
    }
    // What stands before dbname may be overruled by the URL, what stands after may not.
    const char* names[] = {"connect_timeout",
                           "tcp_user_timeout",
                           "keepalives_idle",
                           "application_name",
                           "dbname",
                           "client_encoding",
                           nullptr};
    const char* values[] = {"5", "10000", "10", "zhishi", url.c_str(), "UTF8", nullptr};
    PGconn* handle = PQconnectdbParams(names, values, 1);
    std::unique_ptr<Connection> connection(new Connection(handle, waiting));
    if (PQstatus(handle) != CONNECTION_OK) {
        cause = PQerrorMessage(handle);
        return nullptr;
    }
    PQsetnonblocking(handle, 1); // is_answered_in_time() waits, and nothing else
    PQsetNoticeProcessor(
        handle, [](void*, const char*) {}, nullptr);
    if (auto fault = connection->run_all(settings)) {
        cause = fault->cause;
        return nullptr;
    }
    return connection;
}

Connection::~Connection() {
    PQfinish(handle_);
}

bool Connection::is_lost() const {
    return is_lost_ || PQstatus(handle_) != CONNECTION_OK;
}

std::optional<std::string> Connection::prepared_name(const std::string& sql,
                                                     const std::vector<Bound>& parameters) {
    if (auto found = names_.find(sql); found != names_.end()) return found->second;
    std::vector<Oid> types;
    for (const Bound& parameter : parameters)
        types.push_back(parameter.type);
    std::string name = "s" + std::to_string(++statements_);
    if (!PQsendPrepare(handle_, name.c_str(), sql.c_str(), static_cast<int>(types.size()), types.data())) {
        is_lost_ = true;
        return std::nullopt;
    }
    expected_.push_back({Expected::What::preparation, sql, false});
    names_.emplace(sql, name);
    return name;
}

size_t Connection::send(const std::string& sql, const std::vector<Bound>& parameters) {
    size_t position = answers_due_++;
    if (is_lost()) return position;
    std::optional<std::string> name = prepared_name(sql, parameters);
    if (!name) return position;
    std::vector<const char*> values;
    std::vector<int> lengths, formats(parameters.size(), 1);
    for (const Bound& parameter : parameters) {
        values.push_back(parameter.is_null ? nullptr : parameter.bytes.data());
        lengths.push_back(static_cast<int>(parameter.bytes.size()));
    }
    if (PQsendQueryPrepared(handle_, name->c_str(), static_cast<int>(parameters.size()), values.data(),
                            lengths.data(), formats.data(), 1))
        expected_.push_back({Expected::What::answer, {}, false});
    else
        is_lost_ = true;
    return position;
}

bool Connection::sync() {
    if (is_lost() || !PQpipelineSync(handle_)) return false;
    expected_.push_back({Expected::What::sync, {}, false});
    return true;
}

void Connection::post() {
    if (!sync()) is_lost_ = true;
    for (Expected& expected : expected_)
        expected.is_forgotten = true;
    answers_due_ = 0;
}

std::optional<Fault> Connection::collect(std::vector<Answer>& answers) {
    answers.clear();
    size_t due = std::exchange(answers_due_, 0);
    if (!sync()) return lost();
    std::optional<Fault> first_fault;
    while (!expected_.empty()) {
        Expected expected = std::move(expected_.front());
        expected_.pop_front();
        std::optional<Fault> fault = take_next(expected, answers);
        if (is_lost_) return fault && fault->kind == Fault::Kind::lost ? fault : lost();
        if (fault && !first_fault && !expected.is_forgotten) first_fault = std::move(fault);
    }
    base::check(first_fault || answers.size() == due, "every statement of a pipeline is answered");
    return first_fault;
}

// True: PQgetResult does not have to wait, be it that it tells of a loss.
bool Connection::is_answered_in_time() {
    Patience::Clock::time_point deadline = waiting_.deadline();
    while (PQisBusy(handle_)) {
        int unsent = PQflush(handle_);
        if (unsent < 0 || PQsocket(handle_) < 0) return true;
        auto now = Patience::Clock::now();
        deadline = std::min(deadline, waiting_.end_of_patience());
        if (now >= deadline) return false;
        auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - now) +
                    std::chrono::milliseconds(1);
        pollfd socket{PQsocket(handle_), static_cast<short>(unsent > 0 ? POLLIN | POLLOUT : POLLIN), 0};
        int ready = ::poll(&socket, 1, static_cast<int>(std::min(left, look_up_every).count()));
        if (ready < 0 && errno != EINTR) return false;
        if (ready > 0 && (socket.revents & ~POLLOUT) && !PQconsumeInput(handle_)) return true;
    }
    return true;
}

// Null: as PQgetResult says it, or the answer did not come in time.
PGresult* Connection::next_result() {
    if (is_answered_in_time()) return PQgetResult(handle_);
    is_lost_ = is_too_late_ = true;
    return nullptr;
}

// The result of one statement, or the end of a round trip.
std::optional<Fault> Connection::take_next(const Expected& expected, std::vector<Answer>& answers) {
    PGresult* result = next_result();
    if (!result) return lost();
    ExecStatusType status = PQresultStatus(result);
    std::optional<Fault> fault;
    if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE)
        fault = fault_of(result);
    else if (status == PGRES_PIPELINE_ABORTED)
        fault = Fault{Fault::Kind::failed, "an earlier statement failed"};
    if (fault && expected.what == Expected::What::preparation) names_.erase(expected.sql);
    if (!fault && expected.what == Expected::What::answer && !expected.is_forgotten)
        answers.push_back(answer_of(result));
    PQclear(result);
    if (fault && fault->kind == Fault::Kind::lost) is_lost_ = true;
    if (expected.what != Expected::What::sync && !is_lost_)
        while (PGresult* rest = next_result())
            PQclear(rest); // up to the null after each statement
    return fault;
}

Fault Connection::fault_of(const PGresult* result) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    // The primary message alone: the detail repeats values, which do not belong in a log.
    const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    std::string code = state ? state : "";
    return {kind_of(code), "PostgreSQL " + code + ": " + (message ? message : PQerrorMessage(handle_))};
}

Fault Connection::lost() {
    is_lost_ = true;
    expected_.clear();
    return {Fault::Kind::lost,
            is_too_late_ ? "PostgreSQL did not answer in time"
                         : std::string("the connection to PostgreSQL was lost: ") + PQerrorMessage(handle_)};
}

std::optional<Fault> Connection::run(const std::string& sql) {
    send(sql);
    std::vector<Answer> ignored;
    return collect(ignored);
}

std::optional<Fault> Connection::run_all(const std::string& statements) {
    if (PQpipelineStatus(handle_) != PQ_PIPELINE_OFF && !PQexitPipelineMode(handle_)) return lost();
    if (!PQsendQuery(handle_, statements.c_str())) return lost();
    std::optional<Fault> fault;
    while (PGresult* result = next_result()) {
        ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY && !fault)
            fault = fault_of(result);
        PQclear(result);
    }
    if (is_lost()) return lost();
    if (!PQenterPipelineMode(handle_)) return lost();
    return fault;
}

} // namespace zhishi::store::postgres
