// Between the transport and the handlers: everything that is checked before a handler runs, and what becomes
// of its answer. Knows nothing of sockets.
//
// Order of the checks, each with its own answer: address (400), route (404, 405), session (401), first
// password (403), where it comes from (403), policy (404), length (413) and type (415) of the body, If-Match
// (428), Idempotency-Key (400). Then the handler on a worker; a change goes to the store and the answer out
// after the commit. Where somebody was faster the handler runs again on fresh data, at most three times.
#pragma once

#include "api/http.h"
#include "api/metrics.h"
#include "api/router.h"
#include "api/sessions.h"
#include "api/static_files.h"
#include "api/workers.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace zhishi::api {

// A request as the transport has read it. Names of headers are in lower case; a header that may stand once
// stands once.
struct RawRequest {
    std::string method;
    std::string target;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    bool body_is_too_large = false; // then it was not read
    std::string peer;               // address of the client; of IPv6 its /64
    bool is_loopback = false;

    std::string_view header(std::string_view name) const; // empty: absent
};

struct DispatchOptions {
    size_t worker_threads = 4;
    bool logs_requests = false;
    std::chrono::milliseconds log_in_answer_step{0};
};

class Dispatcher {
  public:
    // errors  route_twice, route_without_policy
    static base::Result<std::unique_ptr<Dispatcher>>
    create(Services services, std::vector<Route> routes, const StaticFiles& files, DispatchOptions options);
    ~Dispatcher();

    // How long a body the target takes; 0 where it is no route.
    size_t body_max(std::string_view method, std::string_view target) const;

    // `done` is called once, from whatever thread. `wait` in the answer asks the transport to hold it back
    // that long.
    struct Answer {
        Response response;
        std::chrono::milliseconds wait{0};
    };
    using Done = std::function<void(Answer)>;
    void handle(RawRequest raw, Done done);

    Response refused_by_transport(int status, base::Error error, std::string_view accept_language);
    Metrics& metrics() { return *metrics_; }
    void prepare_to_finish(); // no wait for the database lasts longer than a few seconds from now on
    void finish();            // returns when every request taken is answered

  private:
    struct Job;
    Dispatcher(Services services, Router router, const StaticFiles& files, DispatchOptions options);

    std::string next_number();
    void start(const std::shared_ptr<Job>& job);
    void run(const std::shared_ptr<Job>& job);
    std::optional<Response> refusal(Job& job);
    std::optional<Response> refusal_by_session(Job& job);
    std::optional<Response> refusal_by_origin(const Job& job) const;
    std::optional<Response> refusal_by_message(Job& job) const;
    void write(const std::shared_ptr<Job>& job, Pending pending);
    void written(const std::shared_ptr<Job>& job, const store::Written& written);
    std::optional<Response> first_answer(const Job& job);
    void answer(const std::shared_ptr<Job>& job, Response response);
    static std::string request_digest(const RawRequest& raw);

    Services services_;
    Router router_;
    const StaticFiles& files_;
    DispatchOptions options_;
    std::unique_ptr<Metrics> metrics_;
    std::unique_ptr<LogInLimits> log_in_limits_;
    Sessions sessions_;
    std::string number_prefix_;
    std::atomic<std::uint64_t> number_{0};
    std::mutex under_way_mutex_;
    std::condition_variable all_answered_;
    size_t under_way_ = 0;
    Workers passwords_;
    Workers workers_; // last: ends first
};

} // namespace zhishi::api
