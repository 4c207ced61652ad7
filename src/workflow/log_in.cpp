#include "workflow/log_in.h"

#include "base/text.h"
#include "crypto/hash.h"
#include "record/limits.h"
#include "workflow/password_rules.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

store::Change begin_change(const record::Account& account, base::Instant now, std::string act) {
    store::Change change;
    change.organ = account.organ;
    change.actor = account.id;
    change.at = now;
    change.act = std::move(act);
    change.object_type = "account";
    change.object_id = account.id.value;
    return change;
}

const store::Table& session_table() {
    return store::Mapping<record::Session>::table();
}

void write_session(store::Change& change, const record::Session& session, bool is_removal) {
    change.writes.push_back(
        {&session_table(), store::Mapping<record::Session>::to_row(session), 0, is_removal});
}

base::Result<std::vector<record::Session>> sessions_of(store::Reader& reader,
                                                       const record::Account& account) {
    store::Query query = store::query_of<record::Session>();
    query.where.push_back({"account", store::Query::Where::Is::equal, account.id.value, {}});
    ZHISHI_TRY(auto sessions, store::list<record::Session>(reader, query));
    std::erase_if(sessions, [&](const record::Session& session) { return session.organ != account.organ; });
    return sessions;
}

record::Session new_session(const record::Account& account, base::Instant now, base::Random& random,
                            std::string& token) {
    token = crypto::new_token(random);
    return {crypto::sha256_hex(token), account.organ, account.id, crypto::new_token(random), now, now};
}

std::string as_login(std::string_view text) {
    std::string login(base::trimmed(text));
    for (char& c : login)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return login;
}

base::Result<std::optional<record::Account>> account_of(store::Reader& reader, const std::string& login) {
    store::Query query = store::query_of<record::Account>();
    query.where.push_back({"login", store::Query::Where::Is::equal, login, {}});
    query.limit = 1;
    ZHISHI_TRY(auto accounts, store::list<record::Account>(reader, query));
    if (accounts.empty()) return std::optional<record::Account>();
    return std::optional(std::move(accounts.front()));
}

store::Change count_failure(record::Account& account, base::Instant now) {
    ++account.failures;
    bool locks =
        !account.is_locked && account.failures >= static_cast<int>(record::limits::login_failures_max);
    account.is_locked = account.is_locked || locks;
    store::Change change = begin_change(account, now, locks ? "account_lock" : "session_refuse");
    change.put_beside_directory(account);
    return change;
}

// Removes what has ended, and the longest unused beyond the most that an account may have.
base::Result<void> tidy_sessions(store::Reader& reader, const record::Account& account, const LogIn& attempt,
                                 base::Instant now, store::Change& change) {
    ZHISHI_TRY(auto sessions, sessions_of(reader, account));
    std::sort(sessions.begin(), sessions.end(),
              [](const auto& a, const auto& b) { return a.seen_at > b.seen_at; });
    size_t kept = 1; // the new one
    for (const record::Session& session : sessions) {
        bool has_ended = now > session.seen_at.plus_seconds(std::int64_t{attempt.idle_minutes} * 60);
        if (!has_ended && session.token_hash != attempt.former_token_hash &&
            ++kept <= sessions_per_account_max)
            continue;
        write_session(change, session, true);
    }
    return {};
}

} // namespace

base::Result<LogInOutcome> log_in(store::Reader& reader, const LogIn& attempt, base::Instant now,
                                  base::Random& random, const crypto::PasswordCost& cost) {
    LogInOutcome outcome;
    ZHISHI_TRY(std::optional<record::Account> account, account_of(reader, as_login(attempt.login)));
    bool is_looked_at = account && account->failures < failures_looked_at_max;
    bool is_right = crypto::password_matches(attempt.password,
                                             is_looked_at ? account->password_hash : std::string(), cost);
    if (!account) return outcome;
    outcome.account = std::move(*account);
    record::Account& mine = outcome.account;
    if (!is_right || !is_looked_at) {
        outcome.change = count_failure(mine, now);
        return outcome;
    }
    if (mine.is_locked || mine.is_disabled) {
        outcome.kind = mine.is_disabled ? LogInOutcome::Kind::disabled : LogInOutcome::Kind::locked;
        outcome.change = begin_change(mine, now, "session_refuse");
        outcome.change->rely_on(mine);
        return outcome;
    }
    outcome.kind = LogInOutcome::Kind::begun;
    outcome.session = new_session(mine, now, random, outcome.token);
    store::Change change = begin_change(mine, now, "session_begin");
    write_session(change, outcome.session, false);
    if (mine.failures > 0) {
        mine.failures = 0;
        change.put_beside_directory(mine);
    } else {
        change.rely_on(mine);
    }
    ZHISHI_TRY_VOID(tidy_sessions(reader, mine, attempt, now, change));
    outcome.change = std::move(change);
    return outcome;
}

store::Change log_out(const record::Session& session, base::Instant now) {
    record::Account account;
    account.organ = session.organ;
    account.id = session.account;
    store::Change change = begin_change(account, now, "session_end");
    write_session(change, session, true);
    return change;
}

base::Result<PasswordOutcome> change_password(store::Reader& reader, const record::Session& session,
                                              const PasswordChange& input, base::Instant now,
                                              base::Random& random, const crypto::PasswordCost& cost) {
    ZHISHI_TRY(std::optional<record::Account> account,
               store::find<record::Account>(reader, {session.organ.value, session.account.value}));
    if (!account)
        return base::refused(base::ErrorKind::not_found, "not_found",
                             {"没有找到账号。", "There is no such account."});
    if (auto fault = password_fault(input.new_password, account->login, "/new_password")) return *fault;
    PasswordOutcome outcome;
    outcome.account = std::move(*account);
    record::Account& mine = outcome.account;
    if (mine.is_locked)
        return base::refused(
            base::ErrorKind::not_allowed, "account_is_locked",
            {"账号因连续多次输错密码已被锁定，不能修改密码。请联系系统管理员解锁。",
             "The account is locked after wrong passwords, so the password cannot be changed. Ask the "
             "system administrator to unlock it."});
    if (!crypto::password_matches(input.old_password, mine.password_hash, cost)) {
        outcome.change = count_failure(mine, now);
        outcome.refused =
            base::bad_input("old_password_wrong",
                            {"原密码不正确。请重新输入；连续 5 次不正确，账号将被锁定。",
                             "The old password is wrong. Type it again; five wrong ones lock the account."},
                            "/old_password");
        return outcome;
    }
    if (input.old_password == input.new_password)
        return base::bad_input(
            "password_not_new",
            {"新密码不能与原密码相同。请换一个。", "The new password is the old one. Choose another."},
            "/new_password");
    mine.password_hash = crypto::hash_password(input.new_password, cost);
    mine.must_change_password = false;
    mine.failures = 0;
    outcome.change = begin_change(mine, now, "password_change");
    outcome.change.put(mine);
    ZHISHI_TRY_VOID(end_sessions(reader, mine, outcome.change));
    outcome.session = new_session(mine, now, random, outcome.token);
    write_session(outcome.change, outcome.session, false);
    return outcome;
}

base::Result<void> end_sessions(store::Reader& reader, const record::Account& account,
                                store::Change& change) {
    ZHISHI_TRY(auto sessions, sessions_of(reader, account));
    for (const record::Session& session : sessions)
        write_session(change, session, true);
    return {};
}

} // namespace zhishi::workflow
