// Accounts: /api/accounts, for the system administrator alone.
#include "workflow/accounts.h"

#include "api/json_reader.h"
#include "api/query_reader.h"
#include "api/resources/parts.h"
#include "api/resources/routes.h"
#include "api/resources/search.h"
#include "api/resources/surroundings.h"
#include "record/limits.h"
#include "workflow/refusals.h"

#include <algorithm>
#include <span>

namespace zhishi::api {

namespace {

namespace limits = record::limits;

void write(JsonWriter& json, const Showing& showing, const record::Account& account,
           const std::string& first_password) {
    json.begin_object()
        .field("id", account.id)
        .field("login", account.login)
        .field("name", account.official.empty() ? account.name : showing.directory.name_of(account.official))
        .key("official");
    write_person_or_null(json, showing, account.official);
    json.field("is_office", account.is_office)
        .field("is_system_administrator", account.is_system_administrator)
        .field("must_change_password", account.must_change_password)
        .field("is_locked", account.is_locked)
        .field("is_disabled", account.is_disabled)
        .field("version", account.version);
    if (!first_password.empty()) json.field("first_password", first_password);
    json.end_object();
}

bool is_login(const std::string& text) {
    auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    if (text.size() < 2 || text.size() > limits::login_max || !is_plain(text[0])) return false;
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return is_plain(c) || c == '.' || c == '_' || c == '-'; });
}

// The accounts of a page as they are now, in its order: of the directory's, lock and version may be older.
base::Result<std::vector<record::Account>> read_anew(const workflow::Context& context,
                                                     std::span<const record::Account* const> page) {
    store::Query query = store::query_of<record::Account>();
    std::vector<store::Cell> ids;
    for (const auto* account : page)
        ids.emplace_back(account->id.value);
    query.where = {{"organ", store::Query::Where::Is::equal, context.organ().value, {}},
                   {"account", store::Query::Where::Is::among, {}, std::move(ids)}};
    query.order = {{"login", false}};
    return store::list<record::Account>(context.reader, query);
}

base::Result<Reply> list_accounts(Services& services, const Request& request) {
    QueryReader query(request);
    std::string sought = query.text_or_empty("q", 64),
                after = query.text_or_empty("after", limits::login_max);
    size_t limit = static_cast<size_t>(query.integer("limit", 1, 200, 50));
    ZHISHI_TRY_VOID(query.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    Showing showing{request, here.directory(), here.today()};
    Sought found(sought);
    std::vector<const record::Account*> accounts;
    for (const auto& account : here.directory().parts().accounts) {
        const record::Official* official = here.directory().official(account.official);
        bool is_sought = sought.empty() || account.login.find(sought) != std::string::npos ||
                         account.name.find(sought) != std::string::npos ||
                         (official && found.finds(*official));
        if (is_sought) accounts.push_back(&account);
    }
    std::sort(accounts.begin(), accounts.end(),
              [](const auto* a, const auto* b) { return a->login < b->login; });
    size_t from =
        static_cast<size_t>(std::find_if(accounts.begin(), accounts.end(),
                                         [&](const auto* account) { return account->login > after; }) -
                            accounts.begin());
    if (after.empty()) from = 0;
    size_t to = std::min(accounts.size(), from + limit);
    ZHISHI_TRY(auto page, read_anew(here.context(), std::span(accounts).subspan(from, to - from)));
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (const auto& account : page)
        write(json, showing, account, {});
    json.end_list().key("next");
    if (to < accounts.size())
        json.value(accounts[to - 1]->login);
    else
        json.value(nullptr);
    json.field("all", accounts.size()).end_object();
    return Reply(answer(json.take()));
}

// The answer with the first password goes out once; a repeat of the request gets the account without it.
Reply shown(const Request& request, const Surroundings& here, workflow::Prepared<record::Account> prepared,
            int status, const std::string& first_password) {
    Showing showing{request, here.directory(), here.today()};
    JsonWriter with, without;
    write(with, showing, prepared.after, first_password);
    write(without, showing, prepared.after, {});
    return Pending{std::move(prepared.change), answer(with.take(), prepared.after.version, status),
                   without.take()};
}

base::Result<Reply> post_account(Services& services, const Request& request) {
    workflow::AccountInput input;
    JsonBody body(request.body);
    Fields fields = body.object();
    input.login = fields.text("login", limits::login_max);
    if (!input.login.empty() && !is_login(input.login))
        fields.add_fault("login", "login_unreadable",
                         {"登录名由2至32位小写字母、数字、点、下划线或连字符组成，以字母或数字开头。",
                          "A login has 2 to 32 lower-case letters, digits, dots, underscores or hyphens."});
    input.name = fields.text_or_empty("name", limits::name_max);
    input.official = fields.optional_id<record::OfficialId>("official");
    input.is_office = fields.optional_truth("is_office").value_or(false);
    input.is_system_administrator = fields.optional_truth("is_system_administrator").value_or(false);
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    std::string password = workflow::new_first_password(services.random);
    ZHISHI_TRY(auto prepared, workflow::add_account(here.context(), input,
                                                    crypto::hash_password(password, services.password_cost)));
    return shown(request, here, std::move(prepared), 201, password);
}

base::Result<Reply> patch_account(Services& services, const Request& request) {
    workflow::AccountChange input;
    JsonBody body(request.body);
    Fields fields = body.object();
    input.is_office = fields.optional_truth("is_office");
    input.is_locked = fields.optional_truth("is_locked");
    input.is_disabled = fields.optional_truth("is_disabled");
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared,
               workflow::change_account(here.context(), id_of<record::AccountId>(request, "account"), input,
                                        *request.if_match));
    return shown(request, here, std::move(prepared), 200, {});
}

base::Result<Reply> post_password_reset(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    std::string password = workflow::new_first_password(services.random);
    ZHISHI_TRY(auto prepared,
               workflow::reset_password(here.context(), id_of<record::AccountId>(request, "account"),
                                        crypto::hash_password(password, services.password_cost),
                                        *request.if_match));
    return shown(request, here, std::move(prepared), 200, password);
}

} // namespace

std::vector<Route> account_routes() {
    std::vector<Route> routes;
    using policy::Act;
    routes.push_back({.method = Method::get,
                      .pattern = "/api/accounts",
                      .act = Act::account_read,
                      .handler = list_accounts});
    routes.push_back({.method = Method::post,
                      .pattern = "/api/accounts",
                      .act = Act::account_change,
                      .handler = post_account,
                      .needs_idempotency_key = true,
                      .hashes_password = true,
                      .shows_secret = true});
    routes.push_back({.method = Method::patch,
                      .pattern = "/api/accounts/{account}",
                      .act = Act::account_change,
                      .handler = patch_account,
                      .needs_if_match = true});
    routes.push_back({.method = Method::post,
                      .pattern = "/api/accounts/{account}/password-resets",
                      .act = Act::account_change,
                      .handler = post_password_reset,
                      .needs_idempotency_key = true,
                      .needs_if_match = true,
                      .hashes_password = true,
                      .shows_secret = true});
    return routes;
}

} // namespace zhishi::api
