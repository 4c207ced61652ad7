// Beginning and ending a session, and changing one's password.
//
// Whether a login exists is never told: an unknown one, a wrong password and a locked account whose password
// is wrong are refused alike and after the same work. Five wrong passwords in a row lock the account; who
// then gives the right one learns that it is locked and who unlocks it. After a hundred in a row even the
// right one is not looked at (NIST SP 800-63B 5.2.2), so that a locked account cannot be used to try
// passwords out.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "crypto/password.h"
#include "record/account.h"
#include "store/store.h"

#include <optional>
#include <string>

namespace zhishi::workflow {

inline constexpr int failures_looked_at_max = 100;
inline constexpr size_t sessions_per_account_max =
    10; // a desk, a laptop, a phone, and those that were not ended

struct LogIn {
    std::string login;
    std::string password;
    std::string former_token_hash; // of the session that this browser had; it ends. Empty: none
    int idle_minutes = 30;         // sessions that have ended by it are removed on the way
};

// What is made of an attempt. `change` is to be written in every case but an unknown login's.
struct LogInOutcome {
    enum class Kind { begun, refused, locked, disabled } kind = Kind::refused;
    std::string token; // begun: for the cookie, kept nowhere else
    record::Session session;
    record::Account account; // as it is after the change
    std::optional<store::Change> change;
};

base::Result<LogInOutcome> log_in(store::Reader& reader, const LogIn& attempt, base::Instant now,
                                  base::Random& random, const crypto::PasswordCost& cost);

store::Change log_out(const record::Session& session, base::Instant now);

struct PasswordChange {
    std::string old_password;
    std::string new_password;
};

// The account with its new password and one new session; all others end. Where the old password is wrong,
// `refused` says so and the change counts the failure.
struct PasswordOutcome {
    std::optional<base::Error> refused;
    std::string token;
    record::Session session;
    record::Account account;
    store::Change change;
};

// errors  password_…: see password_rules.h; password_not_new
base::Result<PasswordOutcome> change_password(store::Reader& reader, const record::Session& session,
                                              const PasswordChange& input, base::Instant now,
                                              base::Random& random, const crypto::PasswordCost& cost);

// Adds to a change that every session of the account ends (a reset password, a disabled account).
base::Result<void> end_sessions(store::Reader& reader, const record::Account& account, store::Change& change);

} // namespace zhishi::workflow
