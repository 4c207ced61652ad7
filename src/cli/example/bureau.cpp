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
// No text of a hash: nobody logs in with it until the administrator resets the password.
constexpr const char* not_issued = "not issued";

// A first password lives for a minute of the simulated morning; the least that Argon2id allows will do.
constexpr crypto::PasswordCost first_password_cost{1, 8'192};

bool has_password(size_t member) {
    return member == place::deputy || member == place::investment_head || member == place::approvals ||
           member == place::central_funds || member == place::office;
}

std::string role_of(size_t member) {
    switch (member) {
    case place::deputy: return "分管局领导：审核处长；考核委员会副主任";
    case place::investment_head: return "处长：分解任务，审核本处人员";
    case place::approvals: return "工作人员：本月计划已确认";
    case place::central_funds: return "工作人员：本月计划被退回待修改";
    default: return "考核办：机构人员、办理进展、年度考核";
    }
}

class Founder {
  public:
    Founder(Rehearsal& rehearsal, workflow::Prepared<workflow::Founded> founding, base::Date day,
            base::Random& secrets, const crypto::PasswordCost& cost)
        : rehearsal_(rehearsal), root_(founding.after.root), secrets_(secrets), cost_(cost), day_(day),
          now_(founding.change.at) {
        const auto& made = founding.after;
        found_.bureau.organ = made.organ.id;
        administrator_ = {made.organ.id, made.administrator.id, {}, false, true};
        setting_up_ = {made.organ.id, made.office->id, {}, true, false};
    }

    base::Result<Founded> run(const std::string& administrator_password) {
        ZHISHI_TRY_VOID(add_units());
        for (const Member& member : cast())
            ZHISHI_TRY_VOID(add_person(member));
        ZHISHI_TRY_VOID(add_charge(place::principal, Seat::bureau));
        ZHISHI_TRY_VOID(add_charge(place::deputy, Seat::investment));
        for (size_t i = 0; i < cast().size(); ++i)
            ZHISHI_TRY_VOID(add_account(i));
        ZHISHI_TRY_VOID(retire_setting_up());
        ZHISHI_TRY_VOID(take_own_password({administrator_login, administrator_password, "系统管理员",
                                           "系统管理员：只管账号，看不到考核内容"},
                                          administrator_));
        for (auto& [shown, actor] : to_be_shown_)
            ZHISHI_TRY_VOID(take_own_password(shown, actor));
        ZHISHI_TRY_VOID(rehearsal_.settle());
        return std::move(found_);
    }

  private:
    base::Result<void> perform(const policy::Actor& actor, const Rehearsal::Act& act) {
        now_ = now_.plus_seconds(40);
        return rehearsal_.perform({actor, now_, Concerns::everything, {}}, act);
    }

    base::Result<void> add_units() {
        found_.bureau.units[static_cast<size_t>(Seat::bureau)] = root_.id;
        int ordinal = 0;
        for (Seat seat : {Seat::general, Seat::investment}) {
            record::Unit unit;
            unit.name = name_of(seat);
            unit.parent = root_.id;
            unit.ordinal = ++ordinal;
            unit.from = root_.from;
            ZHISHI_TRY_VOID(
                perform(setting_up_, [&](const workflow::Context& context) -> base::Result<store::Change> {
                    ZHISHI_TRY(auto added, workflow::add_unit(context, unit));
                    found_.bureau.units[static_cast<size_t>(seat)] = added.after.id;
                    return std::move(added.change);
                }));
        }
        return {};
    }

    base::Result<void> add_person(const Member& member) {
        int position = static_cast<int>(found_.bureau.officials.size());
        workflow::NewOfficial person;
        person.official.name = member.name;
        person.official.pinyin = member.pinyin;
        person.official.number = "A" + std::to_string(101 + position);
        person.official.from = *base::Date::from(day_.year() - 2 - position % 5, 1 + position * 5 % 12, 1);
        person.post.unit = found_.bureau.unit(member.seat);
        person.post.kind = member.kind;
        person.post.title = member.title;
        return perform(setting_up_, [&](const workflow::Context& context) -> base::Result<store::Change> {
            ZHISHI_TRY(auto added, workflow::add_official(context, person));
            policy::Actor actor{context.organ(), {}, added.after.official.id, false, false};
            found_.bureau.officials.push_back(actor);
            return std::move(added.change);
        });
    }

    base::Result<void> add_charge(size_t leader, Seat seat) {
        record::Charge charge;
        charge.leader = found_.bureau.officials[leader].official;
        charge.unit = found_.bureau.unit(seat);
        charge.from = *base::Date::from(day_.year() - 1, 1, 1);
        return perform(setting_up_, [&](const workflow::Context& context) -> base::Result<store::Change> {
            ZHISHI_TRY(auto added, workflow::add_charge(context, charge));
            return std::move(added.change);
        });
    }

    base::Result<void> add_account(size_t position) {
        const Member& member = cast()[position];
        policy::Actor& actor = found_.bureau.officials[position];
        actor.is_office = position == place::office;
        workflow::AccountInput input{std::string(member.login), std::string(member.name), actor.official,
                                     actor.is_office, false};
        std::string hash = not_issued;
        if (has_password(position)) {
            std::string password = workflow::new_first_password(secrets_);
            hash = crypto::hash_password(password, first_password_cost);
            to_be_shown_.push_back({{input.login, password, input.name, role_of(position)}, policy::Actor()});
        }
        ZHISHI_TRY_VOID(
            perform(administrator_, [&](const workflow::Context& context) -> base::Result<store::Change> {
                ZHISHI_TRY(auto added, workflow::add_account(context, input, hash));
                actor.account = added.after.id;
                return std::move(added.change);
            }));
        if (has_password(position)) to_be_shown_.back().second = actor;
        return {};
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
    record::Unit root_;
    base::Random& secrets_;
    const crypto::PasswordCost& cost_;
    base::Date day_;
    base::Instant now_;
    policy::Actor administrator_, setting_up_;
    std::vector<std::pair<ShownAccount, policy::Actor>> to_be_shown_;
    Founded found_;
};

} // namespace

std::optional<size_t> reviewer_of(size_t member) {
    switch (member) {
    case place::principal:
    case place::deputy: return std::nullopt;
    case place::general_head: return place::principal;
    case place::office: return place::general_head;
    case place::investment_head: return place::deputy;
    default: return place::investment_head;
    }
}

base::Result<Founded> found_bureau(store::Store& store, workflow::Office& office, base::Date day,
                                   base::Random& random, base::Random& secrets,
                                   const crypto::PasswordCost& cost) {
    std::string password = workflow::new_first_password(secrets);
    workflow::Founding founding;
    founding.organ_name = organ_name;
    founding.units_from = *base::Date::from(day.year() - 8, 1, 1);
    founding.administrator = {administrator_login, "系统管理员",
                              crypto::hash_password(password, first_password_cost)};
    founding.office = workflow::FirstAccount{setting_up_login, "机构筹建", not_issued};
    base::Instant now = base::Instant::at_midnight(day, utc_offset_minutes).plus_seconds(8 * 3600);
    ZHISHI_TRY(auto reader, store.reader());
    ZHISHI_TRY(auto prepared, workflow::found_organ(*reader, founding, now, random));
    reader.reset();
    ZHISHI_TRY_VOID(must_be_committed(store.write_and_wait(prepared.change)));
    Rehearsal rehearsal(store, office, prepared.after.organ.id, random);
    return Founder(rehearsal, std::move(prepared), day, secrets, cost).run(password);
}

} // namespace zhishi::cli::example
