// Accounts: who may log in, and the roles that were granted to him. Being a reviewer is never granted: it
// follows from posts (directory.h).
#pragma once

#include "base/date.h"
#include "record/ids.h"

#include <optional>
#include <string>

namespace zhishi::record {

struct Account {
    OrganId organ;
    AccountId id;
    std::string login;                    // unique in the database, lower case
    std::string name;                     // shown where no official is bound
    std::string password_hash;            // Argon2id, in its own text form
    OfficialId official;                  // empty for a system administrator
    bool is_office = false;               // appraisal office
    bool is_system_administrator = false; // accounts, never contents; excludes every other role
    bool must_change_password = true;
    int failures = 0; // consecutive
    bool is_locked = false;
    bool is_disabled = false;
    long version = 0;
};

struct Session {
    std::string token_hash; // SHA-256 in hex; the token itself is kept by the browser alone
    OrganId organ;
    AccountId account;
    std::string csrf_token;
    base::Instant began_at;
    base::Instant seen_at; // kept to the minute
};

} // namespace zhishi::record
