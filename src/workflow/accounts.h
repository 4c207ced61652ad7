// Accounts, kept by the system administrator: who may log in, and the roles that are granted. Never contents.
//
// The hash of a first password is made outside (it takes its time) and handed in.
// errors  not_found; stale; login_taken, official_has_account; roles_exclusive; account_needs_a_role;
// own_account;
//         last_administrator
#pragma once

#include "record/account.h"
#include "workflow/office.h"

namespace zhishi::workflow {

struct AccountInput {
    std::string login;
    std::string name;
    record::OfficialId official;
    bool is_office = false;
    bool is_system_administrator = false;
};
struct AccountChange {
    std::optional<bool> is_office;
    std::optional<bool> is_locked; // only to false
    std::optional<bool> is_disabled;
};

base::Result<Prepared<record::Account>> add_account(const Context& context, const AccountInput& input,
                                                    std::string password_hash);
base::Result<Prepared<record::Account>> change_account(const Context& context, const record::AccountId& id,
                                                       const AccountChange& input, long if_match);
base::Result<Prepared<record::Account>> reset_password(const Context& context, const record::AccountId& id,
                                                       std::string password_hash, long if_match);

// Sixteen letters and digits in four groups, without those that look alike: kx7m-2pqd-9whs-4tfa.
std::string new_first_password(base::Random& random);

} // namespace zhishi::workflow
