#include "workflow/refusals.h"

namespace zhishi::workflow {

base::Error not_found() {
    return base::refused(
        base::ErrorKind::not_found, "not_found",
        {"没有找到，或者不在您可以查看的范围内。", "Not found, or outside what you may see."});
}

base::Error not_allowed(base::Text who) {
    return base::refused(base::ErrorKind::not_allowed, "not_allowed",
                         {"您不能办理这一事项：" + who.zh, "You may not do this: " + who.en});
}

base::Error stale(long present_version) {
    base::Error error =
        base::refused(base::ErrorKind::stale, "changed_meanwhile",
                      {"这条记录刚刚被修改过。您填写的内容没有丢失，请对照最新内容后再保存。",
                       "This record was changed meanwhile. Nothing that you typed is lost: compare it with "
                       "the present state and save again."});
    error.present_version = present_version;
    return error;
}

base::Error wrong_state(std::string code, base::Text why) {
    return base::refused(base::ErrorKind::conflict, std::move(code), std::move(why));
}

namespace {

// As things stand today, but that `reviewer` has the reviewer's chair.
std::optional<policy::Scope> with_reviewer(const Context& context, std::optional<policy::Scope> today,
                                           const record::Reviewer& reviewer) {
    if (reviewer.official == context.actor.official) return policy::Scope::reviewee;
    return today == policy::Scope::reviewee ? policy::Scope::below : today;
}

base::Result<policy::Scope> may_in(const Context& context, std::optional<policy::Scope> scope,
                                   policy::Act act, policy::Act read, base::Text who) {
    if (!scope) return not_found();
    if (policy::allows(context.actor, act, *scope)) return *scope;
    if (policy::allows(context.actor, read, *scope)) return not_allowed(std::move(who));
    return not_found();
}

} // namespace

base::Result<policy::Scope> may(const Context& context, policy::Act act, policy::Act read,
                                const record::OfficialId& about, base::Text who) {
    return may_in(context, policy::scope_of(context.directory, context.actor, about, context.today()), act,
                  read, std::move(who));
}

std::optional<policy::Scope> scope_in(const Context& context, const record::OfficialId& about,
                                      const base::Period& period) {
    auto scope = policy::scope_of(context.directory, context.actor, about, context.today());
    if (!scope || *scope == policy::Scope::self || context.actor.official.empty()) return scope;
    // Of a period to come nobody's post counts yet: he who reviews today is told when it begins.
    if (context.today() < period.first()) return scope;
    return with_reviewer(context, scope,
                         context.directory.period_reviewer_of(about, period, context.today()));
}

base::Result<policy::Scope> may_for_period(const Context& context, policy::Act act, policy::Act read,
                                           const record::OfficialId& about, const base::Period& period,
                                           base::Text who) {
    return may_in(context, scope_in(context, about, period), act, read, std::move(who));
}

std::optional<policy::Scope> scope_on_papers(const Context& context, const record::OfficialId& about,
                                             const base::Period& period) {
    auto scope = policy::scope_of(context.directory, context.actor, about, context.today());
    if (!scope || *scope == policy::Scope::self || context.actor.official.empty()) return scope;
    auto day = context.directory.reference_day(about, period, context.today());
    // He held no post in the period: who reviews him today has what there is.
    if (!day) return scope;
    return with_reviewer(context, scope, context.directory.reviewer_of(about, *day, context.today()));
}

base::Result<policy::Scope> may_on_papers(const Context& context, policy::Act act, policy::Act read,
                                          const record::OfficialId& about, const base::Period& period,
                                          base::Text who) {
    return may_in(context, scope_on_papers(context, about, period), act, read, std::move(who));
}

base::Result<void> may_for_organ(const Context& context, policy::Act act, policy::Act read, base::Text who) {
    if (policy::allows(context.actor, act, policy::Scope::organ)) return {};
    if (policy::allows(context.actor, read, policy::Scope::organ)) return not_allowed(std::move(who));
    return not_found();
}

base::Error faults(std::vector<base::Error> found) {
    base::Error error = found.front();
    error.more = std::move(found);
    return error;
}

base::Error refusal_with_people(const Context& context, std::string code, base::Text why,
                                const std::vector<record::OfficialId>& people) {
    constexpr size_t in_text_max = 5;
    std::string zh, en;
    for (size_t i = 0; i < people.size() && i < in_text_max; ++i) {
        std::string name = context.directory.name_of(people[i]);
        zh += (i ? "、" : "") + name;
        en += (i ? ", " : "") + name;
    }
    std::string count = std::to_string(people.size());
    base::Error error =
        wrong_state(code, {why.zh + "涉及" + zh + (people.size() > in_text_max ? "等" : "") + count + "人。",
                           why.en + " Concerns " + count + ": " + en +
                               (people.size() > in_text_max ? " and others." : ".")});
    for (size_t i = 0; i < people.size() && i < named_people_max; ++i) {
        std::string name = context.directory.name_of(people[i]);
        base::Error one = wrong_state(code, {name, name});
        one.place.pointer = "/officials/" + people[i].value;
        error.more.push_back(std::move(one));
    }
    return error;
}

} // namespace zhishi::workflow
