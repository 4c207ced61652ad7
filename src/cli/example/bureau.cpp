#include "cli/example/bureau.h"

#include "cli/written.h"
#include "workflow/accounts.h"
#include "workflow/founding.h"
#include "workflow/log_in.h"
#include "workflow/structure.h"

namespace zhishi::cli::example {

namespace {

constexpr const char* administrator_login = "guanli";
constexpr const char* setting_up_login = "choujian";

// A first password lives for a minute of the simulated morning; the least that Argon2id allows will do.
constexpr crypto::PasswordCost first_password_cost{1, 8'192};

class Founder {
  public:
    Founder(Rehearsal& rehearsal, const Roster& roster, workflow::Prepared<workflow::Founded> founding,
            base::Random& secrets, const crypto::PasswordCost& cost)
        : rehearsal_(rehearsal), roster_(roster), root_(founding.after.root), secrets_(secrets), cost_(cost),
          now_(founding.change.at) {
        const auto& made = founding.after;
        found_.bureau.organ = made.organ.id;
        found_.bureau.officials.resize(roster.people.size());
        administrator_ = {made.organ.id, made.administrator.id, {}, false, true};
        found_.bureau.administrator = administrator_;
        setting_up_ = {made.organ.id, made.office->id, {}, true, false};
    }

    base::Result<Founded> run(const std::string& administrator_password) {
        ZHISHI_TRY_VOID(add_units());
        for (size_t i = 0; i < roster_.people.size(); ++i)
            if (roster_.people[i].is_there) ZHISHI_TRY_VOID(add_person(i));
        for (const auto& charge : roster_.charges)
            ZHISHI_TRY_VOID(add_charge(charge));
        for (size_t i = 0; i < roster_.people.size(); ++i)
            if (roster_.people[i].is_there) ZHISHI_TRY_VOID(add_account(i));
        ZHISHI_TRY_VOID(retire_setting_up());
        ZHISHI_TRY_VOID(take_own_password({administrator_login, administrator_password, "系统管理员",
                                           "系统管理员：只管账号，看不到考核内容"},
                                          administrator_));
        for (auto& [shown, position] : to_be_shown_)
            ZHISHI_TRY_VOID(take_own_password(shown, found_.bureau.officials[position]));
        ZHISHI_TRY_VOID(rehearsal_.settle());
        return std::move(found_);
    }

  private:
    base::Result<void> perform(const policy::Actor& actor, const Rehearsal::Act& act) {
        now_ = now_.plus_seconds(40);
        return rehearsal_.perform({actor, now_, Concerns::everything, {}}, act);
    }

    base::Result<void> add_units() {
        found_.bureau.units.push_back(root_.id);
        for (const std::string& name : roster_.units) {
            record::Unit unit;
            unit.name = name;
            unit.parent = root_.id;
            unit.ordinal = static_cast<int>(found_.bureau.units.size());
            unit.from = root_.from;
            ZHISHI_TRY_VOID(
                perform(setting_up_, [&](const workflow::Context& context) -> base::Result<store::Change> {
                    ZHISHI_TRY(auto added, workflow::add_unit(context, unit));
                    found_.bureau.units.push_back(added.after.id);
                    return std::move(added.change);
                }));
        }
        return {};
    }

    base::Result<void> add_person(size_t position) {
        return perform(setting_up_, [&](const workflow::Context& context) {
            return enter_official(context, found_.bureau, position, roster_.people[position]);
        });
    }

    base::Result<void> add_charge(const Roster::Charge& held) {
        record::Charge charge;
        charge.leader = found_.bureau.officials[held.person].official;
        charge.unit = found_.bureau.units[held.unit];
        charge.from = roster_.charges_from;
        return perform(setting_up_, [&](const workflow::Context& context) -> base::Result<store::Change> {
            ZHISHI_TRY(auto added, workflow::add_charge(context, charge));
            return std::move(added.change);
        });
    }

    base::Result<void> add_account(size_t position) {
        const Roster::Person& person = roster_.people[position];
        std::string hash = not_issued;
        if (!person.shown_role.empty()) {
            std::string password = workflow::new_first_password(secrets_);
            hash = crypto::hash_password(password, first_password_cost);
            to_be_shown_.push_back({{person.login, password, person.name, person.shown_role}, position});
        }
        return perform(administrator_, [&](const workflow::Context& context) {
            return open_account(context, found_.bureau, position, person, hash);
        });
    }

    base::Result<void> retire_setting_up() {
        return perform(administrator_, [&](const workflow::Context& context) -> base::Result<store::Change> {
            workflow::AccountChange change;
            change.is_disabled = true;
            const record::Account* account = context.directory.account(setting_up_.account);
            base::check(account, "the account that set the organ up is in it");
            ZHISHI_TRY(auto changed,
                       workflow::change_account(context, account->id, change, account->version));
            return std::move(changed.change);
        });
    }

    // Logs in with the first password, changes it to the one that will be shown, and logs out.
    base::Result<void> take_own_password(ShownAccount shown, const policy::Actor& actor) {
        record::Session session;
        ZHISHI_TRY_VOID(perform(actor, [&](const workflow::Context& context) -> base::Result<store::Change> {
            ZHISHI_TRY(auto outcome, workflow::log_in(context.reader, {shown.login, shown.password, {}},
                                                      context.now, secrets_, first_password_cost));
            base::check(outcome.kind == workflow::LogInOutcome::Kind::begun, "the first password is right");
            session = outcome.session;
            return std::move(*outcome.change);
        }));
        std::string own = workflow::new_first_password(secrets_);
        ZHISHI_TRY_VOID(perform(actor, [&](const workflow::Context& context) -> base::Result<store::Change> {
            ZHISHI_TRY(auto outcome, workflow::change_password(context.reader, session, {shown.password, own},
                                                               context.now, secrets_, cost_));
            if (outcome.refused) return *outcome.refused;
            session = outcome.session;
            return std::move(outcome.change);
        }));
        shown.password = own;
        found_.accounts.push_back(std::move(shown));
        return perform(actor, [&](const workflow::Context& context) -> base::Result<store::Change> {
            return workflow::log_out(session, context.now);
        });
    }

    Rehearsal& rehearsal_;
    const Roster& roster_;
    record::Unit root_;
    base::Random& secrets_;
    const crypto::PasswordCost& cost_;
    base::Instant now_;
    policy::Actor administrator_, setting_up_;
    std::vector<std::pair<ShownAccount, size_t>> to_be_shown_; // and whose
    Founded found_;
};

} // namespace

base::Result<store::Change> enter_official(const workflow::Context& context, Bureau& bureau, size_t position,
                                           const Roster::Person& person) {
    workflow::NewOfficial added;
    added.official.name = person.name;
    added.official.pinyin = person.pinyin;
    added.official.number = "A" + std::to_string(101 + position);
    added.official.from = person.from;
    added.post.unit = bureau.units[person.unit];
    added.post.kind = person.kind;
    added.post.title = person.title;
    ZHISHI_TRY(auto prepared, workflow::add_official(context, added));
    bureau.officials[position] = {context.organ(), {}, prepared.after.official.id, false, false};
    return std::move(prepared.change);
}

base::Result<store::Change> open_account(const workflow::Context& context, Bureau& bureau, size_t position,
                                         const Roster::Person& person, const std::string& hash) {
    policy::Actor& actor = bureau.officials[position];
    actor.is_office = person.is_office;
    workflow::AccountInput input{person.login, person.name, actor.official, person.is_office, false};
    ZHISHI_TRY(auto added, workflow::add_account(context, input, hash));
    actor.account = added.after.id;
    return std::move(added.change);
}

base::Result<Founded> found_bureau(store::Store& store, workflow::Office& office, const Roster& roster,
                                   base::Date day, base::Random& random, base::Random& secrets,
                                   const crypto::PasswordCost& cost) {
    std::string password = workflow::new_first_password(secrets);
    workflow::Founding founding;
    founding.organ_name = roster.organ_name;
    founding.units_from = *base::Date::from(day.year() - 25, 1, 1);
    founding.administrator = {administrator_login, "系统管理员",
                              crypto::hash_password(password, first_password_cost)};
    founding.office = workflow::FirstAccount{setting_up_login, "机构筹建", not_issued};
    base::Instant now = base::Instant::at_midnight(day, utc_offset_minutes).plus_seconds(8 * 3600);
    ZHISHI_TRY(auto reader, store.reader());
    ZHISHI_TRY(auto prepared, workflow::found_organ(*reader, founding, now, random));
    reader.reset();
    ZHISHI_TRY_VOID(must_be_committed(store.write_and_wait(prepared.change)));
    Rehearsal rehearsal(store, office, prepared.after.organ.id, random);
    return Founder(rehearsal, roster, std::move(prepared), secrets, cost).run(password);
}

} // namespace zhishi::cli::example
