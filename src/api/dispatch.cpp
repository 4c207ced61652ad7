#include "api/dispatch.h"

#include "api/actor.h"
#include "api/limits.h"
#include "api/log_in_limits.h"
#include "api/origin.h"
#include "api/problem.h"
#include "crypto/hash.h"
#include "store/write_connection.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

namespace zhishi::api {

namespace {

using base::ErrorKind;
using Clock = std::chrono::steady_clock;

std::optional<Method> method_named(std::string_view name) {
    if (name == "HEAD") return Method::get;
    for (Method method : {Method::get, Method::post, Method::put, Method::patch, Method::remove})
        if (name_of(method) == name) return method;
    return std::nullopt;
}

bool takes_body(Method method) {
    return method != Method::get && method != Method::remove;
}

bool is_api(std::string_view path) {
    return path == "/api" || path.starts_with("/api/");
}

bool is_idempotency_key(std::string_view key) {
    return !key.empty() && key.size() <= 64 && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    });
}

// "3" in quotes, nothing else: no list, no *, no weak tag.
std::optional<long> version_in(std::string_view etag) {
    if (etag.size() < 3 || etag.size() > 18 || etag.front() != '"' || etag.back() != '"') return std::nullopt;
    long version = 0;
    for (char c : etag.substr(1, etag.size() - 2)) {
        if (c < '0' || c > '9') return std::nullopt;
        version = version * 10 + (c - '0');
    }
    return version;
}

std::string_view media_type(std::string_view content_type) {
    std::string_view type = content_type.substr(0, content_type.find(';'));
    while (type.ends_with(' '))
        type.remove_suffix(1);
    return type;
}

base::Error bad(std::string code, base::Text text) {
    return base::bad_input(std::move(code), std::move(text));
}

std::vector<std::string> names_of(const std::vector<Route>& routes) {
    std::vector<std::string> names;
    for (const Route& route : routes)
        names.push_back(std::string(name_of(route.method)) + " " + std::string(route.pattern));
    return names;
}

void add_security_headers(Response& response, bool is_answer_of_api, bool is_https) {
    auto add = [&](const char* name, const char* value) { response.headers.emplace_back(name, value); };
    // Element Plus places its floating parts by style attributes, so styles may stand inline; scripts never
    // may.
    add("Content-Security-Policy",
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types vue");
    add("X-Content-Type-Options", "nosniff");
    add("X-Frame-Options", "DENY");
    add("Referrer-Policy", "no-referrer");
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("Cross-Origin-Resource-Policy", "same-origin");
    add("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    if (is_answer_of_api) add("Cache-Control", "no-store");
    if (is_https) add("Strict-Transport-Security", "max-age=31536000");
}

Response kept_response(const store::Idempotency& kept) {
    Response response;
    response.status = kept.status;
    response.body = kept.body;
    response.etag = kept.etag;
    if (kept.status >= 400) response.content_type = "application/problem+json";
    return response;
}

base::Error key_reused_error() {
    return bad("idempotency_key_reused",
               {"这个 Idempotency-Key 已用于另一个请求，本次操作没有执行。请换一个新的后重试。",
                "This Idempotency-Key was used for another request, so nothing was done. Take a new one."});
}

} // namespace

struct Dispatcher::Job {
    RawRequest raw;
    Request request;
    const Route* route = nullptr;
    size_t route_index = 0;
    bool is_of_api = true;
    Done done;
    Clock::time_point began = Clock::now();
    // Of the change that is on its way:
    Response response;
    std::vector<std::string> session_hashes;
    store::Guard first_write; // the row that If-Match spoke of
};

std::string_view RawRequest::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

base::Result<std::unique_ptr<Dispatcher>> Dispatcher::create(Services services, std::vector<Route> routes,
                                                             const StaticFiles& files,
                                                             DispatchOptions options) {
    ZHISHI_TRY(Router router, Router::create(std::move(routes)));
    return std::unique_ptr<Dispatcher>(new Dispatcher(services, std::move(router), files, options));
}

Dispatcher::Dispatcher(Services services, Router router, const StaticFiles& files, DispatchOptions options)
    : services_(services), router_(std::move(router)), files_(files), options_(options),
      metrics_(std::make_unique<Metrics>(names_of(router_.routes()))),
      log_in_limits_(std::make_unique<LogInLimits>()),
      sessions_(services.store, services.clock, services.idle_minutes),
      passwords_(limits::password_threads, limits::waiting_passwords_max),
      workers_(options.worker_threads, limits::waiting_requests_max) {
    services_.metrics = metrics_.get();
    services_.log_in_limits = log_in_limits_.get();
    std::array<std::uint8_t, 5> bytes{};
    services_.random.fill(bytes);
    number_prefix_ = crypto::to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()}) + "-";
}

Dispatcher::~Dispatcher() {
    finish();
}

void Dispatcher::prepare_to_finish() {
    services_.store.prepare_to_close();
}

void Dispatcher::finish() {
    {
        std::unique_lock lock(under_way_mutex_);
        all_answered_.wait(lock, [this] { return under_way_ == 0; });
    }
    workers_.finish();
    passwords_.finish();
}

std::string Dispatcher::next_number() {
    return number_prefix_ + std::to_string(++number_);
}

size_t Dispatcher::body_max(std::string_view method, std::string_view target) const {
    base::Result<Target> read = read_target(target);
    std::optional<Method> known = method_named(method);
    if (!read || !known || !takes_body(*known)) return 0;
    Router::Match match = router_.match(known, read->segments);
    return match.route ? match.route->body_max : 0;
}

void Dispatcher::handle(RawRequest raw, Done done) {
    auto job = std::make_shared<Job>();
    job->raw = std::move(raw);
    job->done = std::move(done);
    {
        std::lock_guard lock(under_way_mutex_);
        ++under_way_;
    }
    start(job);
}

// On the transport's thread: what needs no database.
void Dispatcher::start(const std::shared_ptr<Job>& job) {
    const RawRequest& raw = job->raw;
    Request& request = job->request;
    job->route_index = router_.routes().size();
    request.number = next_number();
    request.language = language_of(raw.header("accept-language"));
    request.peer = raw.peer;
    base::Result<Target> target = read_target(raw.target);
    if (!target) return answer(job, problem(target.error(), request));
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    job->is_of_api = is_api(request.path);
    std::optional<Method> method = method_named(raw.method);
    Router::Match match;
    std::string allow = "GET, HEAD";
    if (job->is_of_api) {
        match = router_.match(method, target->segments);
        allow = match.allow;
    }
    if (!match.route) {
        if (!job->is_of_api && method == Method::get) {
            std::optional<Response> file = files_.find(request.path, raw.header("accept-encoding"),
                                                       raw.header("if-none-match"), request.language);
            return answer(job, file ? std::move(*file) : not_found(request.language));
        }
        if (allow.empty()) return answer(job, not_found(request.language));
        Response response = problem_with_status(
            405,
            base::refused(ErrorKind::bad_input, "method_not_allowed",
                          {"这个地址不支持该操作，支持：" + allow + "。",
                           "This address does not support that method. It supports: " + allow + "."}),
            request.language, request.number);
        response.headers.emplace_back("Allow", allow);
        return answer(job, std::move(response));
    }
    job->route = match.route;
    job->route_index = match.index;
    request.method = *method;
    request.path_values = std::move(match.path_values);
    Workers& pool = job->route->hashes_password ? passwords_ : workers_;
    if (!pool.post([this, job] { run(job); })) answer(job, problem(busy_error(), request));
}

// On a worker.
void Dispatcher::run(const std::shared_ptr<Job>& job) {
    try {
        if (std::optional<Response> refused = refusal(*job)) return answer(job, std::move(*refused));
        base::Result<Reply> reply = job->route->handler(services_, job->request);
        if (!reply) {
            if (std::optional<Response> first = first_answer(*job)) return answer(job, std::move(*first));
            if (reply.error().kind == ErrorKind::internal || reply.error().kind == ErrorKind::unavailable)
                spdlog::warn("request {} {}: {} {}", job->request.number, job->route->pattern,
                             reply.error().code, reply.error().text.en);
            return answer(job, problem(reply.error(), job->request));
        }
        if (Response* response = std::get_if<Response>(&*reply)) {
            std::optional<Response> first;
            if (response->status >= 400)
                first = first_answer(*job); // a refusal that the handler worded itself
            return answer(job, first ? std::move(*first) : std::move(*response));
        }
        write(job, std::move(std::get<Pending>(*reply)));
    } catch (const std::exception& fault) {
        // Memory, above all; our own code throws nothing.
        spdlog::error("request {} {}: {}", job->request.number, job->route->pattern, fault.what());
        answer(job, problem(internal_error(), job->request));
    }
}

std::optional<Response> Dispatcher::refusal(Job& job) {
    const Route& route = *job.route;
    if (auto refused = refusal_by_session(job)) return refused;
    if (auto refused = refusal_by_origin(job)) return refused;
    if (!job.request.actor.account.empty() && !policy::allows_somewhere(job.request.actor, route.act))
        return not_found(job.request.language);
    return refusal_by_message(job);
}

std::optional<Response> Dispatcher::refusal_by_session(Job& job) {
    const Route& route = *job.route;
    Request& request = job.request;
    request.session_token = token_from_cookies(job.raw.header("cookie"), services_.is_https);
    request.csrf_token = job.raw.header("x-csrf-token");
    if (!route.needs_session) return std::nullopt;
    bool is_forwarded = !job.raw.header("x-forwarded-for").empty() || !job.raw.header("forwarded").empty();
    if (route.is_open_to_loopback && job.raw.is_loopback && !is_forwarded && request.session_token.empty())
        return std::nullopt;
    base::Result<std::optional<KnownSession>> known = sessions_.find(request.session_token);
    if (!known) {
        spdlog::warn("request {}: no session could be read: {}", request.number, known.error().text.en);
        return problem(unavailable_error(), request);
    }
    if (!*known)
        return problem(
            base::refused(ErrorKind::not_authenticated, "not_logged_in",
                          {"尚未登录，或登录已因长时间未操作而结束。请登录后继续，已填写的内容请先保留。",
                           "You are not logged in, or your session has ended. Log in to go on; keep what you "
                           "have typed."}),
            request);
    request.session = (*known)->session;
    base::Result<policy::Actor> actor = actor_today(services_, (*known)->account);
    if (!actor) return problem(actor.error(), request);
    request.actor = std::move(*actor);
    if ((*known)->account.must_change_password && !route.takes_first_password)
        return problem(
            base::refused(ErrorKind::not_allowed, "password_must_be_changed",
                          {"您使用的是初始密码，请先改为自己的密码，再继续使用。",
                           "You still have the first password. Change it to one of your own before you go "
                           "on."}),
            request);
    return std::nullopt;
}

std::optional<Response> Dispatcher::refusal_by_origin(const Job& job) const {
    if (job.request.method == Method::get) return std::nullopt;
    bool has_token = !job.route->needs_session ||
                     crypto::equal_in_constant_time(job.request.csrf_token, job.request.session.csrf_token);
    if (has_token && is_same_origin(job.raw.header("origin"), job.raw.header("sec-fetch-site"),
                                    job.raw.header("host"), services_.is_https))
        return std::nullopt;
    return problem(
        base::refused(ErrorKind::not_allowed, "not_from_our_page",
                      {"这个请求不是从本系统的页面发出的，未予执行。请刷新页面后重试。",
                       "This request did not come from a page of this system, so it was not carried out. "
                       "Reload the page and try again."}),
        job.request);
}

std::optional<Response> Dispatcher::refusal_by_message(Job& job) const {
    const RawRequest& raw = job.raw;
    Request& request = job.request;
    const Route& route = *job.route;
    bool has_body = !raw.body.empty() || raw.body_is_too_large;
    if (has_body && !takes_body(request.method))
        return problem(bad("body_not_expected", {"这个请求不应带有内容。", "This request takes no body."}),
                       request);
    if (raw.body_is_too_large)
        return problem(base::refused(ErrorKind::too_large, "body_too_large",
                                     {"提交的内容过大，最多 " + std::to_string(route.body_max) +
                                          " 字节。请精简或分次提交。",
                                      "The body is too large: at most " + std::to_string(route.body_max) +
                                          " bytes. Shorten it or send it in parts."}),
                       request);
    std::string_view type = media_type(raw.header("content-type"));
    if (has_body && route.takes_file && type != "application/octet-stream")
        return problem_with_status(
            415,
            bad("not_a_file", {"请提交文件本身，内容类型应为 application/octet-stream。",
                               "Send the file itself, as application/octet-stream."}),
            request.language, request.number);
    if (has_body && !route.takes_file && type != "application/json")
        return problem_with_status(415,
                                   bad("not_json", {"内容类型应为 application/json。",
                                                    "The content type must be application/json."}),
                                   request.language, request.number);
    if (std::string_view header = raw.header("if-match"); !header.empty()) {
        request.if_match = version_in(header);
        if (!request.if_match)
            return problem(bad("bad_if_match", {"If-Match 应为带引号的版本号，如 \"3\"。",
                                                "If-Match must be a version in quotes, like \"3\"."}),
                           request);
    } else if (route.needs_if_match) {
        return problem_with_status(
            428,
            bad("if_match_missing",
                {"修改前请先读取最新内容，并在 If-Match 中带上其版本号，以免覆盖他人的改动。",
                 "Read the record first and give its version in If-Match, so that nobody's change "
                 "is overwritten."}),
            request.language, request.number);
    }
    std::string_view key = raw.header("idempotency-key");
    if (key.empty() && route.needs_idempotency_key)
        return problem(
            bad("idempotency_key_missing",
                {"请在 Idempotency-Key 中给出本次操作的编号，以免重复提交。",
                 "Give this act a key of its own in Idempotency-Key, so that it cannot happen twice."}),
            request);
    if (!key.empty() && !is_idempotency_key(key))
        return problem(bad("bad_idempotency_key", {"Idempotency-Key 只能是 1 至 64 个字母、数字、“-”或“_”。",
                                                   "Idempotency-Key is 1 to 64 letters, digits, - or _."}),
                       request);
    request.idempotency_key = key;
    request.body = raw.body; // kept in raw too: the handler may run again
    return std::nullopt;
}

void Dispatcher::write(const std::shared_ptr<Job>& job, Pending pending) {
    base::check(!job->route->shows_secret || pending.kept_body.has_value(),
                "an answer with a secret says what is kept in its place");
    const Request& request = job->request;
    if (!request.idempotency_key.empty() && !request.actor.account.empty()) {
        const Response& response = pending.response;
        pending.change.idempotency = store::Idempotency{
            request.actor.account, request.idempotency_key, request_digest(job->raw),
            response.status,       response.etag,           pending.kept_body.value_or(response.body)};
    }
    job->response = std::move(pending.response);
    job->session_hashes = Sessions::touched_by(pending.change);
    job->first_write = {};
    if (!pending.change.writes.empty()) {
        const store::RowWrite& first = pending.change.writes.front();
        job->first_write.table = first.table;
        for (size_t i = 0; i < first.table->columns.size() && first.table->columns[i].is_key; ++i)
            job->first_write.key.push_back(first.row[i]);
    }
    sessions_.changing(job->session_hashes);
    services_.store.write(std::move(pending.change),
                          [this, job](const store::Written& done) { written(job, done); });
}

// On the writer's thread: short.
void Dispatcher::written(const std::shared_ptr<Job>& job, const store::Written& written) {
    using Outcome = store::Written::Outcome;
    sessions_.changed(job->session_hashes);
    switch (written.outcome) {
    case Outcome::committed: return answer(job, std::move(job->response));
    case Outcome::replayed: return answer(job, kept_response(*written.kept));
    case Outcome::key_reused: return answer(job, problem(key_reused_error(), job->request));
    case Outcome::unavailable:
    case Outcome::storage_full:
    case Outcome::unknown:
        spdlog::warn("request {} {}: not written: {}", job->request.number, job->route->pattern,
                     written.cause);
        return answer(job, problem(written.outcome == Outcome::unknown        ? outcome_unknown_error()
                                   : written.outcome == Outcome::storage_full ? storage_full_error()
                                                                              : unavailable_error(),
                                   job->request));
    case Outcome::guard_failed:
    case Outcome::not_unique: break;
    }
    bool is_own_row = written.outcome == Outcome::guard_failed &&
                      written.failed.table == job->first_write.table &&
                      written.failed.key == job->first_write.key;
    if (job->request.if_match && is_own_row) {
        base::Error stale = stale_error();
        stale.present_version = written.failed.version;
        return answer(job, problem(stale, job->request));
    }
    if (++job->request.reruns > limits::reruns_max) {
        spdlog::warn("request {} {}: given up, others change {} {}", job->request.number, job->route->pattern,
                     written.failed.table ? written.failed.table->name : "-", written.failed_column);
        return answer(job, problem(changed_meanwhile_error(), job->request));
    }
    (job->route->hashes_password ? passwords_ : workers_).post_again([this, job] { run(job); });
}

// A request that is sent again after it succeeded may be refused on the record as it is now (submitted
// already). Then the first answer counts.
std::optional<Response> Dispatcher::first_answer(const Job& job) {
    if (job.request.idempotency_key.empty() || job.request.actor.account.empty()) return std::nullopt;
    auto reader = services_.store.reader();
    if (!reader) return std::nullopt;
    store::Query query;
    query.table = &store::idempotency_table();
    query.where.push_back({"account", store::Query::Where::Is::equal, job.request.actor.account.value, {}});
    query.where.push_back({"request_key", store::Query::Where::Is::equal, job.request.idempotency_key, {}});
    auto rows = (*reader)->select(query);
    if (!rows || rows->empty()) return std::nullopt;
    const store::Row& row = rows->front();
    if (std::get<std::string>(row[2]) != request_digest(job.raw))
        return problem(key_reused_error(), job.request);
    return kept_response({job.request.actor.account,
                          job.request.idempotency_key,
                          {},
                          static_cast<int>(std::get<std::int64_t>(row[3])),
                          std::get<std::string>(row[4]),
                          std::get<std::string>(row[5])});
}

void Dispatcher::answer(const std::shared_ptr<Job>& job, Response response) {
    auto taken = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - job->began);
    metrics_->count(job->route_index, response.status, taken);
    std::string_view pattern = job->route ? job->route->pattern : job->is_of_api ? "-" : "page";
    if (options_.logs_requests)
        spdlog::info("request {} {} {} {} {} us account {}", job->request.number, job->raw.method, pattern,
                     response.status, taken.count(), job->request.actor.account.value);
    add_security_headers(response, job->is_of_api, services_.is_https);
    response.headers.emplace_back("X-Request-Id", job->request.number);
    Answer answer{std::move(response), std::chrono::milliseconds(0)};
    if (job->route && job->route->answers_in_steps && options_.log_in_answer_step.count() > 0) {
        auto step = std::chrono::duration_cast<std::chrono::microseconds>(options_.log_in_answer_step);
        answer.wait = std::chrono::duration_cast<std::chrono::milliseconds>(step - taken % step);
    }
    job->done(std::move(answer));
    std::lock_guard lock(under_way_mutex_);
    if (--under_way_ == 0) all_answered_.notify_all();
}

std::string Dispatcher::request_digest(const RawRequest& raw) {
    return crypto::sha256_hex(raw.method + "\n" + raw.target + "\n" + raw.body);
}

Response Dispatcher::refused_by_transport(int status, base::Error error, std::string_view accept_language) {
    std::string number = next_number();
    Response response = problem_with_status(status, error, language_of(accept_language), number);
    add_security_headers(response, true, services_.is_https);
    response.headers.emplace_back("X-Request-Id", number);
    metrics_->count(router_.routes().size(), status, std::chrono::microseconds(0));
    return response;
}

} // namespace zhishi::api
