#include "workflow/structure.h"

#include "record/limits.h"
#include "workflow/kept_records.h"
#include "workflow/refusals.h"

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

void require_order(FaultList& wrong, base::Date from, const std::optional<base::Date>& to) {
    if (to && *to < from)
        wrong.add("dates_out_of_order",
                  {"结束日期不能早于开始日期。", "The last day must not lie before the first."}, "/to");
}

const base::Text no_such_unit{"没有这个单位。", "There is no such unit."};
const base::Text no_such_person{"没有这个人员。", "There is no such person."};

base::Result<void> check_unit(const Context& context, const record::Unit& unit) {
    FaultList wrong;
    const auto& directory = context.directory;
    require_order(wrong, unit.from, unit.to);
    if (!unit.parent.empty() && !directory.unit(unit.parent))
        wrong.add("unit_unknown", no_such_unit, "/parent");
    auto above = directory.path(unit.parent);
    bool is_circle =
        std::any_of(above.begin(), above.end(), [&](const auto* at) { return at->id == unit.id; });
    if (!unit.id.empty() && is_circle)
        wrong.add("unit_circle", {"上级单位不能是本单位或其下属单位。", "A unit cannot stand below itself."},
                  "/parent");
    else if (above.size() + 1 > limits::unit_depth_max)
        wrong.add("unit_too_deep", {"机构层级最多8级。", "The tree is at most 8 levels deep."}, "/parent");
    for (const auto& other : directory.parts().units)
        if (other.id != unit.id && other.parent == unit.parent && other.name == unit.name && !other.to)
            wrong.add("unit_name_taken",
                      {"同一上级下已有同名单位。", "There is a unit of that name below the same parent."},
                      "/name");
    if (unit.parent.empty())
        for (const auto& other : directory.parts().units)
            if (other.id != unit.id && other.parent.empty() && !other.to)
                wrong.add(
                    "second_root",
                    {"机关只有一个根单位，请选择上级单位。", "An organ has one root: choose the unit above."},
                    "/parent");
    if (unit.to)
        for (const auto& post : directory.parts().posts)
            if (post.unit == unit.id && (!post.to || *post.to > *unit.to)) {
                wrong.add("unit_has_people",
                          {"单位撤销后仍有人员任职，请先结束其任职。",
                           "People hold posts in it beyond that day: end their posts first."},
                          "/to");
                break;
            }
    return wrong.result();
}

base::Result<void> check_official(const Context& context, const record::Official& official) {
    FaultList wrong;
    require_order(wrong, official.from, official.to);
    if (!official.number.empty())
        for (const auto& other : context.directory.parts().officials)
            if (other.id != official.id && other.number == official.number)
                wrong.add("number_taken", {"人员编号已被使用。", "That personnel number is taken."},
                          "/number");
    if (official.to)
        for (const record::Post* post : context.directory.posts_of(official.id))
            if (!post->to || *post->to > *official.to) {
                wrong.add("official_has_posts",
                          {"离开日期之后仍有任职，请先结束任职。",
                           "He holds a post beyond that day: end it first."},
                          "/to");
                break;
            }
    return wrong.result();
}

base::Result<void> check_post(const Context& context, const record::Post& post,
                              const record::Official* official) {
    FaultList wrong;
    require_order(wrong, post.from, post.to);
    const record::Unit* unit = context.directory.unit(post.unit);
    if (!unit) wrong.add("unit_unknown", no_such_unit, "/unit");
    if (!official) wrong.add("official_unknown", no_such_person, "/official");
    if (unit && (post.from < unit->from || (unit->to && (!post.to || *post.to > *unit->to))))
        wrong.add("post_outside_unit",
                  {"任职起止应在单位存续期间内。", "A post lies within the days of its unit."}, "/from");
    if (official && (post.from < official->from || (official->to && (!post.to || *post.to > *official->to))))
        wrong.add("post_outside_service",
                  {"任职起止应在本人在本机关期间内。", "A post lies within the person's days in the organ."},
                  "/from");
    return wrong.result();
}

base::Result<void> check_charge(const Context& context, const record::Charge& charge) {
    FaultList wrong;
    require_order(wrong, charge.from, charge.to);
    if (!context.directory.unit(charge.unit)) wrong.add("unit_unknown", no_such_unit, "/unit");
    if (!context.directory.official(charge.leader))
        wrong.add("official_unknown", no_such_person, "/leader");
    else if (context.directory.standing(charge.leader, charge.from) != record::Standing::leader)
        wrong.add("not_a_leader",
                  {"分管领导须在开始之日担任局领导职务。",
                   "Who is in charge must hold a leader's post on that day."},
                  "/leader");
    return wrong.result();
}

base::Result<void> check_acting(const Context& context, const record::Acting& acting) {
    FaultList wrong;
    require_order(wrong, acting.from, acting.to);
    if (acting.to.days() - acting.from.days() > acting_days_max)
        wrong.add(
            "acting_too_long",
            {"代为审核最长400天，更长的请调整任职。", "At most 400 days; beyond that change the posts."},
            "/to");
    if (!context.directory.official(acting.reviewer))
        wrong.add("official_unknown", no_such_person, "/reviewer");
    else if (!context.directory.reviews_anybody(acting.reviewer, acting.from))
        wrong.add("reviews_nobody", {"此人在开始之日不审核任何人。", "He reviews nobody on that day."},
                  "/reviewer");
    if (!context.directory.official(acting.by))
        wrong.add("official_unknown", no_such_person, "/by");
    else if (acting.by == acting.reviewer)
        wrong.add("acting_for_himself", {"不能由本人代本人审核。", "Nobody acts for himself."}, "/by");
    else if (!context.directory.standing(acting.by, acting.from))
        wrong.add("holds_no_post", {"代为审核的人当日没有任职。", "Who acts must hold a post on that day."},
                  "/by");
    return wrong.result();
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
    ZHISHI_TRY_VOID(check_unit(context, unit));
    return added(context, Act::structure_change, std::move(unit));
}

base::Result<Prepared<record::Unit>> change_unit(const Context& context, record::Unit unit, long if_match) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::structure_change));
    if (!context.directory.unit(unit.id)) return not_found();
    ZHISHI_TRY_VOID(check_unit(context, unit));
    return changed(context, Act::structure_change, std::move(unit), if_match);
}

base::Result<Prepared<NewOfficial>> add_official(const Context& context, NewOfficial input) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::structure_change));
    if (context.directory.parts().officials.size() >= limits::officials_max)
        return base::refused(base::ErrorKind::too_many, "too_many_officials",
                             {"人员数已达上限。", "The organ has too many people."});
    auto& [official, post] = input;
    official.id = {};
    ZHISHI_TRY_VOID(check_official(context, official));
    post.from = official.from;
    post.to = official.to;
    ZHISHI_TRY_VOID(check_post(context, post, &official));
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
    ZHISHI_TRY_VOID(check_official(context, official));
    return changed(context, Act::structure_change, std::move(official), if_match);
}

base::Result<Prepared<record::Post>> add_post(const Context& context, record::Post post) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::structure_change));
    ZHISHI_TRY_VOID(check_post(context, post, context.directory.official(post.official)));
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
    ZHISHI_TRY_VOID(check_post(context, post, context.directory.official(post.official)));
    return changed(context, Act::structure_change, std::move(post), if_match);
}

base::Result<Prepared<record::Charge>> add_charge(const Context& context, record::Charge charge) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::structure_change));
    ZHISHI_TRY_VOID(check_charge(context, charge));
    return added(context, Act::structure_change, std::move(charge));
}

base::Result<Prepared<record::Charge>> change_charge(const Context& context, record::Charge charge,
                                                     long if_match) {
    ZHISHI_TRY_VOID(must_be_allowed(context, Act::structure_change));
    ZHISHI_TRY_VOID(check_charge(context, charge));
    return changed(context, Act::structure_change, std::move(charge), if_match);
}

base::Result<Prepared<record::Acting>> name_acting(const Context& context, record::Acting acting) {
    if (!may_name_acting(context, acting.reviewer)) return not_allowed(who_names_acting);
    ZHISHI_TRY_VOID(check_acting(context, acting));
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
    ZHISHI_TRY_VOID(check_acting(context, acting));
    return changed(context, Act::acting_name, std::move(acting), if_match);
}

} // namespace zhishi::workflow
