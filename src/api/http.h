// What a handler sees of HTTP: a request already read, checked for size, session, CSRF and policy; and what
// it answers. The transport (server.h) is seen by no handler.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "crypto/password.h"
#include "policy/policy.h"
#include "store/store.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace zhishi::workflow {
class Office;
}

namespace zhishi::api {

class LogInLimits;
class Metrics;

enum class Method { get, post, put, patch, remove };
enum class Language { zh, en };

struct Request {
    Method method = Method::get;
    std::string path;                                            // decoded, without query
    std::map<std::string, std::string, std::less<>> path_values; // {official} → id
    std::map<std::string, std::string, std::less<>> query; // decoded; a name given twice is refused before
    std::string body;
    std::optional<long> if_match; // the version out of "3"; absent: no header
    std::string idempotency_key;
    std::string csrf_token;
    std::string session_token; // out of the cookie
    std::string peer;          // address, for limits on log-in; never stored with content
    Language language = Language::zh;
    std::string number;  // this request in the log
    int reruns = 0;      // how often its handler ran before, because somebody was faster
    policy::Actor actor; // filled once the session is known
    record::Session session;
};

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::string etag; // a version in quotes; empty: none
    std::vector<std::pair<std::string, std::string>> headers;
};

// A change that the transport hands to the store; `response` goes out once it is durable. Where a guard fails
// because somebody was faster, the handler is run again (at most 3 times) on fresh data.
struct Pending {
    store::Change change;
    Response response;
    // What a repeat of the request gets, where that must differ: an answer without the first password that it
    // showed.
    std::optional<std::string> kept_body;
};
using Reply = std::variant<Response, Pending>;

// What handlers work with; one for the whole process. A request's thread takes a reader for its own time.
struct Services {
    store::Store& store;
    workflow::Office& office; // directory cache, schemes, processes (workflow/office.h)
    base::Clock& clock;
    base::Random& random;
    bool clock_is_rehearsal = false;
    int idle_minutes = 30;
    crypto::PasswordCost password_cost{};
    bool is_https = false;
    LogInLimits* log_in_limits = nullptr; // log_in_limits.h; set by the server
    const Metrics* metrics = nullptr;     // metrics.h; set by the server
};

using Handler = std::function<base::Result<Reply>(Services&, const Request&)>;

// body_max in bytes; a request without a route that takes a body may have none.
struct Route {
    Method method;
    std::string_view pattern; // /api/officials/{official}/plans/{period}
    policy::Act act;
    Handler handler;
    size_t body_max = 64 * 1024; // the longest summary of 60 items stays far below it
    bool needs_session = true;
    bool takes_first_password = false;  // may be used while the first password must still be changed
    bool takes_file = false;            // its body is a file as it is, not JSON
    bool needs_idempotency_key = false; // POST
    bool needs_if_match = false;
    bool hashes_password = false; // runs on the few threads that are kept for Argon2id
    bool shows_secret = false;    // its answer has a first password in it: Pending::kept_body must be given
    bool answers_in_steps =
        false; // log-in: leaves at fixed moments, so that its time does not tell what happened
    bool is_open_to_loopback = false; // metrics: without a session for a program on the same machine
};

// Every route of the product, from the files of src/api/resources/.
std::vector<Route> all_routes();

} // namespace zhishi::api
