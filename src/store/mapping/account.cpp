#include "store/mapping/cells.h"
#include "store/mapping/columns.h"

namespace zhishi::store {

namespace {

constexpr Column account_columns[] = {
    key_text("organ"),
    key_text("account"),
    text("login"),
    text("name"),
    secret_text("password_hash"),
    text("official"),
    number("is_office"),
    number("is_system_administrator"),
    number("must_change_password"),
    number("failures"),
    number("is_locked"),
    number("is_disabled"),
    number("version"),
};
constexpr Table account_table{"account", account_columns, true};
auto account_fields(auto& account) {
    return std::tie(account.organ, account.id, account.login, account.name, account.password_hash,
                    account.official, account.is_office, account.is_system_administrator,
                    account.must_change_password, account.failures, account.is_locked, account.is_disabled,
                    account.version);
}

constexpr Column session_columns[] = {
    key_text("token_hash"), text("organ"),      text("account"),
    text("csrf_token"),     number("began_at"), number("seen_at"),
};
constexpr Table session_table{"session", session_columns, false, false};
auto session_fields(auto& session) {
    return std::tie(session.token_hash, session.organ, session.account, session.csrf_token, session.began_at,
                    session.seen_at);
}

} // namespace

ZHISHI_MAP(Account, account_table, account_fields)
ZHISHI_MAP(Session, session_table, session_fields)

} // namespace zhishi::store
