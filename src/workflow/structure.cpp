#include "workflow/structure.h"

#include "record/limits.h"
#include "workflow/kept_records.h"
#include "workflow/refusals.h"
#include "workflow/structure_rules.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
namespace limits = record::limits;

const base::Text only_office{"机构和人员由考核办维护。", "the appraisal office keeps units and people."};

base::Result<void> must_be_allowed(const Context& context, Act act) {
    if (policy::allows(context.actor, act, Scope::organ)) return {};
    if (policy::allows(context.actor, Act::organ_read, Scope::organ)) return not_allowed(only_office);
    return not_found();
}

// Nothing may be wrong with it.
base::Result<void> must_be_sound(std::vector<base::Error> found) {
    if (found.empty()) return {};
    return faults(std::move(found));
}

bool may_name_acting(const Context& context, const record::OfficialId& reviewer) {
    if (policy::allows(context.actor, Act::acting_name, Scope::organ)) return true;
    return context.actor.official == reviewer && policy::allows(context.actor, Act::acting_name, Scope::self);
}
const base::Text who_names_acting{"代为审核由考核办或审核人本人指定。",
                                  "the office, or the reviewer himself, names who acts for him."};

} // namespace

base::Result<Prepared<record::Organ>> change_organ(const Context& context, record::Organ after,
                                                   long if_match) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::organ_change));
    const record::Organ& before = context.directory.organ();
    ZHISHI_TRY_VOID(must_match(if_match, before.version));
    after.id = before.id;
    after.version = before.version;
    store::Change change = begin_change(context, Act::organ_change);
    change.put(after);
    return Prepared<record::Organ>{std::move(after), std::move(change)};
}

base::Result<Prepared<record::OrganCalendarYear>>
save_calendar(const Context& context, record::OrganCalendarYear year, long if_match) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::calendar_save));
    const auto* before = context.directory.calendar_year(year.year);
    ZHISHI_TRY_VOID(must_match(if_match, before ? before->version : 0));
    base::WorkingCalendar trial;
    base::CalendarYear checked{year.year, {}, year.source};
    for (const auto& day : year.days)
        checked.days.push_back({day.date, day.is_working, {day.name, day.name}});
    ZHISHI_TRY_VOID(trial.add(std::move(checked)));
    std::sort(year.days.begin(), year.days.end(),
              [](const auto& a, const auto& b) { return a.date < b.date; });
    year.organ = context.organ();
    year.version = before ? before->version : 0;
    store::Change change = begin_change(context, Act::calendar_save);
    change.put(year);
    return Prepared<record::OrganCalendarYear>{std::move(year), std::move(change)};
}

base::Result<Prepared<record::Unit>> add_unit(const Context& context, record::Unit unit) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::structure_change));
    if (context.directory.parts().units.size() >= limits::units_max)
        return base::refused(base::ErrorKind::too_many, "too_many_units",
                             {"单位数已达上限。", "The organ has too many units."});
    unit.id = {};
    ZHISHI_TRY_VOID(must_be_sound(unit_faults(context.directory, unit)));
    return added(context, Act::structure_change, std::move(unit));
}

base::Result<Prepared<record::Unit>> change_unit(const Context& context, record::Unit unit, long if_match) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::structure_change));
    if (!context.directory.unit(unit.id)) return not_found();
    ZHISHI_TRY_VOID(must_be_sound(unit_faults(context.directory, unit)));
    return changed(context, Act::structure_change, std::move(unit), if_match);
}

base::Result<Prepared<NewOfficial>> add_official(const Context& context, NewOfficial input) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::structure_change));
    if (context.directory.parts().officials.size() >= limits::officials_max)
        return base::refused(base::ErrorKind::too_many, "too_many_officials",
                             {"人员数已达上限。", "The organ has too many people."});
    auto& [official, post] = input;
    official.id = {};
    ZHISHI_TRY_VOID(must_be_sound(official_faults(context.directory, official)));
    post.from = official.from;
    post.to = official.to;
    ZHISHI_TRY_VOID(must_be_sound(post_faults(context.directory, post, &official)));
    auto person = added(context, Act::structure_change, official);
    post.organ = context.organ();
    post.id.value = base::new_id(context.now, context.random);
    post.official = person.after.id;
    post.version = 0;
    person.change.put(post);
    return Prepared<NewOfficial>{{std::move(person.after), std::move(post)}, std::move(person.change)};
}

base::Result<Prepared<record::Official>> change_official(const Context& context, record::Official official,
                                                         long if_match) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::structure_change));
    if (!context.directory.official(official.id)) return not_found();
    ZHISHI_TRY_VOID(must_be_sound(official_faults(context.directory, official)));
    return changed(context, Act::structure_change, std::move(official), if_match);
}

base::Result<Prepared<record::Post>> add_post(const Context& context, record::Post post) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::structure_change));
    ZHISHI_TRY_VOID(
        must_be_sound(post_faults(context.directory, post, context.directory.official(post.official))));
    return added(context, Act::structure_change, std::move(post));
}

base::Result<Prepared<record::Post>> change_post(const Context& context, record::Post post, long if_match) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::structure_change));
    const record::Post* before = context.directory.post(post.id);
    if (!before) return not_found();
    if (before->official != post.official)
        return base::bad_input(
            "post_keeps_its_person",
            {"任职不能改到另一人名下，请新增任职。", "A post cannot pass to another person: add a new one."},
            "/official");
    ZHISHI_TRY_VOID(
        must_be_sound(post_faults(context.directory, post, context.directory.official(post.official))));
    return changed(context, Act::structure_change, std::move(post), if_match);
}

base::Result<Prepared<record::Charge>> add_charge(const Context& context, record::Charge charge) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::structure_change));
    ZHISHI_TRY_VOID(must_be_sound(charge_faults(context.directory, charge)));
    return added(context, Act::structure_change, std::move(charge));
}

base::Result<Prepared<record::Charge>> change_charge(const Context& context, record::Charge charge,
                                                     long if_match) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::structure_change));
    ZHISHI_TRY_VOID(must_be_sound(charge_faults(context.directory, charge)));
    return changed(context, Act::structure_change, std::move(charge), if_match);
}

base::Result<Prepared<record::Acting>> name_acting(const Context& context, record::Acting acting) {
    if (!may_name_acting(context, acting.reviewer)) return not_allowed(who_names_acting);
    ZHISHI_TRY_VOID(must_be_sound(acting_faults(context.directory, acting)));
    return added(context, Act::acting_name, std::move(acting));
}

base::Result<Prepared<record::Acting>> change_acting(const Context& context, record::Acting acting,
                                                     long if_match) {
    ZHISHI_TRY(auto before,
               store::find<record::Acting>(context.reader, {context.organ().value, acting.id.value}));
    if (!before) return not_found();
    if (!may_name_acting(context, before->reviewer)) return not_allowed(who_names_acting);
    if (before->reviewer != acting.reviewer || before->by != acting.by)
        return base::bad_input("acting_keeps_its_people",
                               {"只能调整起止日期和理由；换人请先结束再新增。",
                                "Only days and reason change; for other people end it and add one."},
                               "/by");
    ZHISHI_TRY_VOID(must_be_sound(acting_faults(context.directory, acting)));
    return changed(context, Act::acting_name, std::move(acting), if_match);
}

} // namespace zhishi::workflow
