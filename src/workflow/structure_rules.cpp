#include "workflow/structure_rules.h"

#include "record/limits.h"
#include "workflow/refusals.h"
#include "workflow/structure.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

namespace limits = record::limits;

void require_order(FaultList& wrong, base::Date from, const std::optional<base::Date>& to) {
    if (to && *to < from)
        wrong.add("dates_out_of_order",
                  {"结束日期不能早于开始日期。", "The last day must not lie before the first."}, "/to");
}

const base::Text no_such_unit{"没有这个单位。", "There is no such unit."};
const base::Text no_such_person{"没有这个人员。", "There is no such person."};

} // namespace

std::vector<base::Error> unit_faults(const record::Directory& directory, const record::Unit& unit) {
    FaultList wrong;
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
    return wrong.take();
}

std::vector<base::Error> official_faults(const record::Directory& directory,
                                         const record::Official& official) {
    FaultList wrong;
    require_order(wrong, official.from, official.to);
    const auto& of_number = directory.officials_of_number(official.number);
    if (std::any_of(of_number.begin(), of_number.end(),
                    [&](const auto* other) { return other->id != official.id; }))
        wrong.add("number_taken", {"人员编号已被使用。", "That personnel number is taken."}, "/number");
    if (official.to)
        for (const record::Post* post : directory.posts_of(official.id))
            if (!post->to || *post->to > *official.to) {
                wrong.add("official_has_posts",
                          {"离开日期之后仍有任职，请先结束任职。",
                           "He holds a post beyond that day: end it first."},
                          "/to");
                break;
            }
    return wrong.take();
}

std::vector<base::Error> post_faults(const record::Directory& directory, const record::Post& post,
                                     const record::Official* official) {
    FaultList wrong;
    require_order(wrong, post.from, post.to);
    const record::Unit* unit = directory.unit(post.unit);
    if (!unit) wrong.add("unit_unknown", no_such_unit, "/unit");
    if (!official) wrong.add("official_unknown", no_such_person, "/official");
    if (unit && (post.from < unit->from || (unit->to && (!post.to || *post.to > *unit->to))))
        wrong.add("post_outside_unit",
                  {"任职起止应在单位存续期间内。", "A post lies within the days of its unit."}, "/from");
    if (official && (post.from < official->from || (official->to && (!post.to || *post.to > *official->to))))
        wrong.add("post_outside_service",
                  {"任职起止应在本人在本机关期间内。", "A post lies within the person's days in the organ."},
                  "/from");
    return wrong.take();
}

std::vector<base::Error> charge_faults(const record::Directory& directory, const record::Charge& charge) {
    FaultList wrong;
    require_order(wrong, charge.from, charge.to);
    if (!directory.unit(charge.unit)) wrong.add("unit_unknown", no_such_unit, "/unit");
    if (!directory.official(charge.leader))
        wrong.add("official_unknown", no_such_person, "/leader");
    else if (directory.standing(charge.leader, charge.from) != record::Standing::leader)
        wrong.add("not_a_leader",
                  {"分管领导须在开始之日担任局领导职务。",
                   "Who is in charge must hold a leader's post on that day."},
                  "/leader");
    return wrong.take();
}

std::vector<base::Error> acting_faults(const record::Directory& directory, const record::Acting& acting) {
    FaultList wrong;
    require_order(wrong, acting.from, acting.to);
    if (acting.to.days() - acting.from.days() > acting_days_max)
        wrong.add(
            "acting_too_long",
            {"代为审核最长400天，更长的请调整任职。", "At most 400 days; beyond that change the posts."},
            "/to");
    if (!directory.official(acting.reviewer))
        wrong.add("official_unknown", no_such_person, "/reviewer");
    else if (!directory.reviews_anybody(acting.reviewer, acting.from))
        wrong.add("reviews_nobody", {"此人在开始之日不审核任何人。", "He reviews nobody on that day."},
                  "/reviewer");
    if (!directory.official(acting.by))
        wrong.add("official_unknown", no_such_person, "/by");
    else if (acting.by == acting.reviewer)
        wrong.add("acting_for_himself", {"不能由本人代本人审核。", "Nobody acts for himself."}, "/by");
    else if (!directory.standing(acting.by, acting.from))
        wrong.add("holds_no_post", {"代为审核的人当日没有任职。", "Who acts must hold a post on that day."},
                  "/by");
    return wrong.take();
}

} // namespace zhishi::workflow
