// /api/session: logging in and out, who I am, my password.
#include "api/json_reader.h"
#include "api/json_writer.h"
#include "api/log_in_limits.h"
#include "api/problem.h"
#include "api/resources/routes.h"
#include "api/sessions.h"
#include "crypto/hash.h"
#include "record/limits.h"
#include "workflow/log_in.h"
#include "workflow/office.h"

namespace zhishi::api {

namespace {

using base::ErrorKind;
using base::Result;

std::string_view word_of(record::Standing standing) {
    switch (standing) {
    case record::Standing::staff: return "staff";
    case record::Standing::head: return "head";
    case record::Standing::leader: return "leader";
    }
    return "";
}

std::string_view word_of(record::LogVisibility visibility) {
    switch (visibility) {
    case record::LogVisibility::line: return "line";
    case record::LogVisibility::unit: return "unit";
    case record::LogVisibility::organ: return "organ";
    }
    return "";
}

void write_official(JsonWriter& json, const record::Directory& directory, const record::OfficialId& id,
                    base::Date today) {
    json.key("official");
    const record::Official* official = id.empty() ? nullptr : directory.official(id);
    const record::Post* post = official ? directory.main_post(id, today) : nullptr;
    const record::Unit* unit = post ? directory.unit(post->unit) : nullptr;
    auto standing = official ? directory.standing(id, today) : std::nullopt;
    if (!unit || !standing) { // nobody bound, or no post today
        json.value(nullptr);
        return;
    }
    json.begin_object().field("id", official->id).field("name", official->name);
    json.key("unit").begin_object().field("id", unit->id).field("name", unit->name).end_object();
    json.field("role", word_of(*standing)).field("title", post->title).end_object();
}

Result<std::string> session_body(const Services& services, store::Reader& reader,
                                 const record::Account& account, const record::Session& session) {
    ZHISHI_TRY(auto directory, services.office.directory(reader, account.organ));
    base::Date today = directory->today(services.clock.now());
    const record::Organ& organ = directory->organ();
    const record::Official* official =
        account.official.empty() ? nullptr : directory->official(account.official);
    JsonWriter json;
    json.begin_object();
    json.key("account").begin_object().field("id", account.id).field("login", account.login);
    json.field("name", official ? official->name : account.name).end_object();
    write_official(json, *directory, account.official, today);
    json.key("roles").begin_list();
    if (official) json.value("official");
    if (official && directory->reviews_anybody(account.official, today)) json.value("reviewer");
    policy::Actor actor = policy::on_day(actor_of(account), *directory, today);
    if (account.is_office) json.value("office");
    if (actor.is_committee) json.value("committee");
    if (actor.is_leader) json.value("leader");
    if (account.is_system_administrator) json.value("system_administrator");
    json.end_list();
    json.field("must_change_password", account.must_change_password).field("csrf_token", session.csrf_token);
    json.key("organ").begin_object().field("id", organ.id).field("name", organ.name);
    json.field("logging_is_on", organ.logging_is_on)
        .field("log_visibility", word_of(organ.log_visibility))
        .end_object();
    json.field("today", today).field("clock_is_rehearsal", services.clock_is_rehearsal);
    json.field("idle_minutes", services.idle_minutes).end_object();
    return json.take();
}

// Takes a reader of its own: the caller's has looked at the account, perhaps a password's time ago, and a
// snapshot that is older than the directory's last change must not fill the directory's cache. The caller has
// given his back by then.
Result<Response> session_response(const Services& services, const record::Account& account,
                                  const record::Session& session, const std::string& new_token) {
    Response response;
    ZHISHI_TRY(auto reader, services.store.reader());
    ZHISHI_TRY(response.body, session_body(services, *reader, account, session));
    if (!new_token.empty())
        response.headers.emplace_back("Set-Cookie", session_cookie(services.is_https, new_token));
    return response;
}

base::Error log_in_refused() {
    return base::refused(
        ErrorKind::not_authenticated, "log_in_refused",
        {"登录名或密码不正确，请重新输入。连续 5 次不正确，账号将被锁定，须由系统管理员解锁。",
         "The login or the password is wrong. Type them again. Five wrong passwords in a row lock the "
         "account; the system administrator unlocks it."});
}

base::Error account_is_locked() {
    return base::refused(
        ErrorKind::not_allowed, "account_is_locked",
        {"账号因连续多次输错密码已被锁定。请联系本单位系统管理员解锁。",
         "The account is locked after several wrong passwords. Ask your organ's system administrator to "
         "unlock it."});
}

base::Error account_is_disabled() {
    return base::refused(
        ErrorKind::not_allowed, "account_is_disabled",
        {"账号已停用。如需继续使用，请联系本单位系统管理员。",
         "The account is disabled. If you still need it, ask your organ's system administrator."});
}

base::Error too_many_log_ins() {
    return base::refused(
        ErrorKind::too_many, "too_many_log_ins",
        {"从您所在的地址登录失败次数过多，暂时不能登录。请几分钟后再试；如忘记密码，请系统管理员重置。",
         "Too many log-ins have failed from your address. Try again in a few minutes; if you have "
         "forgotten your password, the system administrator can reset it."});
}

Result<Reply> log_in(Services& services, const Request& request) {
    JsonBody body(request.body);
    Fields fields = body.object();
    workflow::LogIn attempt;
    attempt.login = fields.text("login", record::limits::login_max);
    attempt.password = fields.secret("password", record::limits::password_max);
    ZHISHI_TRY_VOID(body.finish());
    attempt.idle_minutes = services.idle_minutes;
    std::string former = request.session_token;
    if (!former.empty()) attempt.former_token_hash = crypto::sha256_hex(former);
    base::Instant now = services.clock.now();
    if (!services.log_in_limits->may_try(request.peer, now)) return too_many_log_ins();

    ZHISHI_TRY(auto reader, services.store.reader());
    ZHISHI_TRY(auto outcome,
               workflow::log_in(*reader, attempt, now, services.random, services.password_cost));
    using Kind = workflow::LogInOutcome::Kind;
    if (outcome.kind != Kind::begun) {
        if (outcome.kind == Kind::refused && request.reruns == 0)
            services.log_in_limits->count_failure(request.peer, now);
        base::Error error = outcome.kind == Kind::locked     ? account_is_locked()
                            : outcome.kind == Kind::disabled ? account_is_disabled()
                                                             : log_in_refused();
        if (!outcome.change) return error;
        return Reply(Pending{std::move(*outcome.change), problem(error, request), {}});
    }
    reader.reset();
    ZHISHI_TRY(Response response,
               session_response(services, outcome.account, outcome.session, outcome.token));
    return Reply(Pending{std::move(*outcome.change), std::move(response), {}});
}

Result<Reply> who_am_i(Services& services, const Request& request) {
    ZHISHI_TRY(auto reader, services.store.reader());
    ZHISHI_TRY(auto account, store::find<record::Account>(
                                 *reader, {request.actor.organ.value, request.actor.account.value}));
    base::check(account.has_value(), "an account that has a session is there");
    reader.reset();
    ZHISHI_TRY(Response response, session_response(services, *account, request.session, ""));
    return Reply(std::move(response));
}

Result<Reply> log_out(Services& services, const Request& request) {
    Response response;
    response.status = 204;
    response.headers.emplace_back("Set-Cookie", session_cookie(services.is_https, ""));
    return Reply(Pending{workflow::log_out(request.session, services.clock.now()), std::move(response), {}});
}

Result<Reply> change_password(Services& services, const Request& request) {
    JsonBody body(request.body);
    Fields fields = body.object();
    workflow::PasswordChange input;
    input.old_password = fields.secret("old_password", record::limits::password_max);
    input.new_password = fields.secret("new_password", record::limits::password_max);
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(auto reader, services.store.reader());
    ZHISHI_TRY(auto outcome, workflow::change_password(*reader, request.session, input, services.clock.now(),
                                                       services.random, services.password_cost));
    if (outcome.refused)
        return Reply(Pending{std::move(outcome.change), problem(*outcome.refused, request), {}});
    reader.reset();
    ZHISHI_TRY(Response response,
               session_response(services, outcome.account, outcome.session, outcome.token));
    return Reply(Pending{std::move(outcome.change), std::move(response), {}});
}

constexpr size_t log_in_body_max = 4 * 1024; // a login and two passwords, however they are escaped

} // namespace

std::vector<Route> session_routes() {
    using policy::Act;
    Route get{Method::get, "/api/session", Act::session_read, who_am_i};
    get.takes_first_password = true;
    Route begin{Method::post, "/api/session", Act::session_begin, log_in, log_in_body_max};
    begin.needs_session = false;
    begin.hashes_password = true;
    begin.answers_in_steps = true;
    Route end{Method::remove, "/api/session", Act::session_end, log_out};
    end.takes_first_password = true;
    Route password{Method::put, "/api/session/password", Act::password_change, change_password,
                   log_in_body_max};
    password.takes_first_password = true;
    password.hashes_password = true;
    return {get, begin, end, password};
}

} // namespace zhishi::api
