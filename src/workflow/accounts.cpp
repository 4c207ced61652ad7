#include "workflow/accounts.h"

#include "workflow/log_in.h"
#include "workflow/refusals.h"

#include <algorithm>
#include <array>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;

bool may_change(const Context& context) {
    return policy::allows(context.actor, Act::account_change, Scope::organ);
}

base::Result<record::Account> account_to_change(const Context& context, const record::AccountId& id,
                                                long if_match) {
    if (!may_change(context)) return not_found();
    ZHISHI_TRY(auto found, store::find<record::Account>(context.reader, {context.organ().value, id.value}));
    if (!found) return not_found();
    ZHISHI_TRY_VOID(must_match(if_match, found->version));
    return std::move(*found);
}

bool is_last_administrator(const Context& context, const record::Account& account) {
    if (!account.is_system_administrator) return false;
    const auto& accounts = context.directory.parts().accounts;
    return std::none_of(accounts.begin(), accounts.end(), [&](const auto& other) {
        return other.id != account.id && other.is_system_administrator && !other.is_disabled;
    });
}

Prepared<record::Account> finish(const Context& context, record::Account account) {
    store::Change change = begin_change(context, Act::account_change);
    change.put(account);
    return {std::move(account), std::move(change)};
}

} // namespace

base::Result<Prepared<record::Account>> add_account(const Context& context, const AccountInput& input,
                                                    std::string password_hash) {
    if (!may_change(context)) return not_found();
    const auto& directory = context.directory;
    std::vector<base::Error> wrong;
    auto add = [&](std::string code, base::Text text, std::string pointer) {
        wrong.push_back(base::bad_input(std::move(code), std::move(text), std::move(pointer)));
    };
    if (directory.account_of_login(input.login))
        add("login_taken", {"登录名已被使用，请换一个。", "That login is taken: choose another."}, "/login");
    if (!input.official.empty()) {
        if (!directory.official(input.official))
            add("official_unknown", {"没有这个人员。", "There is no such person."}, "/official");
        for (const auto& other : directory.parts().accounts)
            if (other.official == input.official)
                add("official_has_account",
                    {"此人已有账号；已停用的可以重新启用。",
                     "That person has an account already; a disabled one can be enabled again."},
                    "/official");
    }
    if (input.is_system_administrator && (input.is_office || !input.official.empty()))
        add("roles_exclusive",
            {"系统管理员账号不能兼任其他角色，也不绑定人员。",
             "A system administrator holds no other role and is bound to no official."},
            "/is_system_administrator");
    if (!input.is_system_administrator && !input.is_office && input.official.empty())
        add("account_needs_a_role", {"请绑定人员，或授予一种角色。", "Bind an official or grant a role."},
            "/official");
    if (!wrong.empty()) return faults(std::move(wrong));

    record::Account account;
    account.organ = context.organ();
    account.id.value = base::new_id(context.now, context.random);
    account.login = input.login;
    account.name = input.name;
    account.password_hash = std::move(password_hash);
    account.official = input.official;
    account.is_office = input.is_office;
    account.is_system_administrator = input.is_system_administrator;
    const store::Table& table = store::Mapping<record::Account>::table();
    Prepared<record::Account> prepared = finish(context, std::move(account));
    const std::vector<store::Cell> key{context.organ().value, prepared.after.id.value};
    prepared.change.uniques.push_back({&table, "login", prepared.after.login, key});
    if (!prepared.after.official.empty())
        prepared.change.uniques.push_back({&table, "official", prepared.after.official.value, key});
    return prepared;
}

base::Result<Prepared<record::Account>> change_account(const Context& context, const record::AccountId& id,
                                                       const AccountChange& input, long if_match) {
    ZHISHI_TRY(record::Account account, account_to_change(context, id, if_match));
    if (input.is_locked.value_or(false))
        return base::bad_input("lock_by_failures_only",
                               {"账号只因连续输错密码而锁定；要停用请用“停用”。",
                                "An account is locked by failed passwords only; disable it instead."},
                               "/is_locked");
    if (input.is_disabled.value_or(false) && account.id == context.actor.account)
        return wrong_state("own_account",
                           {"不能停用自己的账号，请由另一位系统管理员办理。",
                            "You cannot disable your own account: another administrator can."});
    if (input.is_disabled.value_or(false) && is_last_administrator(context, account))
        return wrong_state("last_administrator", {"这是最后一个可用的系统管理员账号，不能停用。",
                                                  "This is the last administrator that can log in."});
    if (input.is_office.value_or(false) && account.is_system_administrator)
        return base::bad_input(
            "roles_exclusive",
            {"系统管理员账号不能兼任其他角色。", "A system administrator holds no other role."},
            "/is_office");
    if (input.is_office) account.is_office = *input.is_office;
    if (!account.is_office && !account.is_system_administrator && account.official.empty())
        return base::bad_input("account_needs_a_role",
                               {"未绑定人员的账号至少要有一种角色；不再使用请停用。",
                                "An account without an official needs a role; or disable it."},
                               "/is_office");
    if (input.is_locked) {
        account.is_locked = false;
        account.failures = 0;
    }
    if (input.is_disabled) account.is_disabled = *input.is_disabled;
    return finish(context, std::move(account));
}

base::Result<Prepared<record::Account>> reset_password(const Context& context, const record::AccountId& id,
                                                       std::string password_hash, long if_match) {
    ZHISHI_TRY(record::Account account, account_to_change(context, id, if_match));
    account.password_hash = std::move(password_hash);
    account.must_change_password = true;
    account.is_locked = false;
    account.failures = 0;
    Prepared<record::Account> prepared = finish(context, std::move(account));
    ZHISHI_TRY_VOID(end_sessions(context.reader, prepared.after, prepared.change));
    return prepared;
}

std::string new_first_password(base::Random& random) {
    constexpr char letters[] = "abcdefghjkmnpqrstuvwxyz23456789A"; // 32: five bits of chance each
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    std::string password;
    for (size_t i = 0; i < bytes.size(); ++i) {
        if (i > 0 && i % 4 == 0) password += '-';
        password += letters[bytes[i] & 31];
    }
    return password;
}

} // namespace zhishi::workflow
