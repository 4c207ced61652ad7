#include "workflow/founding.h"

#include "base/text.h"
#include "record/limits.h"
#include "workflow/calendars.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

namespace limits = record::limits;

base::Result<void> must_be_empty(store::Reader& reader) {
    store::Query query = store::query_of<record::Organ>();
    query.limit = 1;
    ZHISHI_TRY(auto organs, store::list<record::Organ>(reader, query));
    if (organs.empty()) return {};
    return base::refused(base::ErrorKind::conflict, "organ_exists",
                         {"数据库中已有机关“" + organs.front().name +
                              "”，一个数据库只建一个机关，未作任何改动。请换一个新的数据库。",
                          "The database holds the organ '" + organs.front().name +
                              "' already, and one database holds one organ. Nothing was changed: take a new "
                              "database."});
}

base::Result<void> check_name(const std::string& name) {
    if (base::trimmed(name).empty())
        return base::bad_input("organ_name_missing", {"请给出机关名称。", "Give the name of the organ."});
    if (base::find_bad_utf8(name) != std::string::npos || base::has_control_character(name) ||
        base::character_count(name) > limits::name_max)
        return base::bad_input("organ_name_too_long",
                               {"机关名称最多64个字，不含控制字符。",
                                "The name of an organ has at most 64 characters, none of them a control "
                                "character."});
    return {};
}

base::Result<void> check_login(const std::string& login) {
    if (is_login(login)) return {};
    return base::bad_input("login_unreadable",
                           {"登录名“" + login + "”不合要求：应为2至32个小写字母、数字、点、下划线或连字符。",
                            "The login '" + login +
                                "' will not do: 2 to 32 lower-case letters, digits, dots, underscores or "
                                "hyphens."});
}

record::Account first_account(const record::OrganId& organ, const FirstAccount& first, base::Instant now,
                              base::Random& random) {
    record::Account account;
    account.organ = organ;
    account.id.value = base::new_id(now, random);
    account.login = first.login;
    account.name = first.name;
    account.password_hash = first.password_hash;
    return account;
}

void put(store::Change& change, record::Account& account) {
    change.put(account);
    const store::Table& table = store::Mapping<record::Account>::table();
    change.uniques.push_back({&table, "login", account.login, {account.organ.value, account.id.value}});
}

} // namespace

bool is_login(std::string_view text) {
    auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    if (text.size() < 2 || text.size() > limits::login_max || !is_plain(text[0])) return false;
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return is_plain(c) || c == '.' || c == '_' || c == '-'; });
}

base::Result<Prepared<Founded>> found_organ(store::Reader& reader, const Founding& founding,
                                            base::Instant now, base::Random& random) {
    ZHISHI_TRY_VOID(must_be_empty(reader));
    ZHISHI_TRY_VOID(check_name(founding.organ_name));
    ZHISHI_TRY_VOID(check_login(founding.administrator.login));
    if (founding.office) {
        ZHISHI_TRY_VOID(check_login(founding.office->login));
        if (founding.office->login == founding.administrator.login)
            return base::bad_input("login_taken", {"系统管理员和考核办不能共用一个登录名，请各用一个。",
                                                   "The administrator and the office need a login each."});
    }
    Founded founded;
    founded.organ.id.value = base::new_id(now, random);
    founded.organ.name = base::trimmed(founding.organ_name);
    founded.root.organ = founded.organ.id;
    founded.root.id.value = base::new_id(now, random);
    founded.root.name = founded.organ.name;
    founded.root.from = founding.units_from;

    store::Change change;
    change.organ = founded.organ.id;
    change.at = now;
    change.act = policy::name_of(policy::Act::organ_change);
    change.put(founded.organ);
    change.put(founded.root);
    for (const base::CalendarYear& shipped : shipped_calendars()) {
        record::OrganCalendarYear year = calendar_for(founded.organ.id, shipped);
        change.put(year);
    }
    founded.administrator = first_account(founded.organ.id, founding.administrator, now, random);
    founded.administrator.is_system_administrator = true;
    put(change, founded.administrator);
    if (founding.office) {
        founded.office = first_account(founded.organ.id, *founding.office, now, random);
        founded.office->is_office = true;
        put(change, *founded.office);
    }
    return Prepared<Founded>{std::move(founded), std::move(change)};
}

} // namespace zhishi::workflow
