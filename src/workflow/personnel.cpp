#include "workflow/personnel.h"

#include "workflow/kept_records.h"
#include "workflow/periods.h"
#include "workflow/record_lists.h"
#include "workflow/refusals.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::CommitteeSeat;
using record::Placement;
using record::Recusal;

const base::Text only_office{"由考核办办理。", "the appraisal office can."};
const base::Text who_declares{"回避由考核办或审核人本人办理。",
                              "the office, or the reviewer himself, declares a recusal."};
const base::Text no_such_person{"没有这个人员。", "There is no such person."};

void require_person(const Context& context, const record::OfficialId& official, const char* pointer,
                    FaultList& wrong) {
    if (!context.directory.official(official)) wrong.add("official_unknown", no_such_person, pointer);
}
void require_order(base::Date from, const std::optional<base::Date>& to, FaultList& wrong) {
    if (to && *to < from)
        wrong.add("days_reversed",
                  {"结束日期不能早于开始日期。", "The last day must not lie before the first."}, "/to");
}
void require_reason(const std::string& reason, FaultList& wrong) {
    if (reason.empty()) wrong.add("text_missing", {"请填写理由。", "Give a reason."}, "/reason");
}

bool may_declare(const Context& context, const record::OfficialId& reviewer) {
    if (policy::allows(context.actor, Act::recusal_declare, Scope::organ)) return true;
    return !reviewer.empty() && context.actor.official == reviewer &&
           policy::allows(context.actor, Act::recusal_declare, Scope::self);
}

base::Result<void> check_recusal(const Context& context, const Recusal& recusal) {
    FaultList wrong;
    require_person(context, recusal.reviewer, "/reviewer", wrong);
    require_person(context, recusal.official, "/official", wrong);
    if (recusal.reviewer == recusal.official)
        wrong.add("recused_from_himself",
                  {"本人不会审核本人，无须回避。", "Nobody reviews himself: there is nothing to declare."},
                  "/official");
    require_order(recusal.from, recusal.to, wrong);
    require_reason(recusal.reason, wrong);
    return wrong.result();
}

// In a year he counts where he held a post in it; a placement for a quarter may rest on a post of the year.
bool holds_post_in_year_of(const Context& context, const record::OfficialId& official,
                           const base::Period& period) {
    auto year = base::Period::of_year(period.year());
    for (const record::Post* post : context.directory.posts_of(official))
        if (post->from <= year.last() && (!post->to || *post->to >= year.first())) return true;
    return false;
}

base::Result<void> check_placement(const Context& context, const Placement& placement) {
    FaultList wrong;
    bool is_known = context.directory.official(placement.official) != nullptr;
    require_person(context, placement.official, "/official", wrong);
    auto kind = placement.period.kind();
    bool is_fit = kind == base::Period::Kind::quarter ? must_be_quarter(placement.period).ok()
                                                      : must_be_year(placement.period).ok();
    if (!is_fit)
        wrong.add("period_unreadable",
                  {"期间应为年度或季度，例如 2026 或 2026Q3。", "The period is a year or a quarter."},
                  "/period");
    else if (is_known && !holds_post_in_year_of(context, placement.official, placement.period))
        wrong.add("holds_no_post",
                  {"该同志当年在本机关没有任职，无须确定考核归属。",
                   "He holds no post here in that year: there is nothing to place."},
                  "/official");
    const record::Unit* unit = context.directory.unit(placement.unit);
    if (!unit)
        wrong.add("unit_unknown", {"没有这个单位。", "There is no such unit."}, "/unit");
    else if (is_fit &&
             (unit->from > placement.period.last() || (unit->to && *unit->to < placement.period.first())))
        wrong.add("unit_unknown", {"该单位在这一期间不存在。", "The unit did not exist in that period."},
                  "/unit");
    if (placement.kind == record::PostKind::leader)
        wrong.add("kind_unfit", {"考核类别只能是处室主要负责人或工作人员。", "The kind is head or staff."},
                  "/kind");
    require_reason(placement.reason, wrong);
    for (const Placement& other : context.directory.parts().placements)
        if (!placement.is_withdrawn && !other.is_withdrawn && other.id != placement.id &&
            other.official == placement.official && other.period == placement.period)
            wrong.add("placement_exists",
                      {"该同志在这一期间已经确定过考核归属，请修改原来的一条。",
                       "He is placed in that period already: change that placement."},
                      "/official");
    return wrong.result();
}

base::Result<void> check_seat(const Context& context, const CommitteeSeat& seat) {
    FaultList wrong;
    require_person(context, seat.official, "/official", wrong);
    require_order(seat.from, seat.to, wrong);
    for (const CommitteeSeat& other : context.directory.parts().committee_seats) {
        bool overlaps = (!seat.to || other.from <= *seat.to) && (!other.to || seat.from <= *other.to);
        if (other.id != seat.id && other.official == seat.official && overlaps)
            wrong.add("seat_exists",
                      {"该同志在这段时间已是考核委员会成员，请修改原来的一条。",
                       "He holds a seat of the committee in those days: change that one."},
                      "/official");
    }
    return wrong.result();
}

template <class Record>
base::Result<Prepared<Record>> kept(const Context& context, Act act, Record input, long if_match) {
    if (input.id.empty()) return added(context, act, std::move(input));
    return changed(context, act, std::move(input), if_match);
}

} // namespace

base::Result<std::vector<Recusal>> list_recusals(const Context& context) {
    if (!policy::allows_somewhere(context.actor, Act::recusal_declare)) return not_found();
    std::vector<Recusal> recusals;
    for (const Recusal& recusal : context.directory.parts().recusals)
        if (may_declare(context, recusal.reviewer)) recusals.push_back(recusal);
    std::stable_sort(recusals.begin(), recusals.end(),
                     [](const Recusal& a, const Recusal& b) { return a.from > b.from; });
    return recusals;
}

base::Result<Prepared<Recusal>> save_recusal(const Context& context, Recusal input, long if_match) {
    if (!policy::allows_somewhere(context.actor, Act::recusal_declare)) return not_found();
    if (!input.id.empty()) {
        ZHISHI_TRY(auto before,
                   store::find<Recusal>(context.reader, {context.organ().value, input.id.value}));
        if (!before || !may_declare(context, before->reviewer)) return not_found();
        if (before->reviewer != input.reviewer || before->official != input.official)
            return base::bad_input("recusal_keeps_its_people",
                                   {"只能调整起止日期和理由；换人请先结束再新增。",
                                    "Only days and reason change; for other people end it and add one."},
                                   "/official");
    }
    if (!may_declare(context, input.reviewer)) return not_found();
    ZHISHI_TRY_VOID(check_recusal(context, input));
    return kept(context, Act::recusal_declare, std::move(input), if_match);
}

base::Result<std::vector<Placement>> list_placements(const Context& context, int year) {
    if (!policy::allows(context.actor, Act::personnel_read, Scope::organ)) return not_found();
    std::vector<Placement> placements;
    for (const Placement& placement : context.directory.parts().placements)
        if (placement.period.year() == year) placements.push_back(placement);
    return placements;
}

base::Result<Prepared<Placement>> save_placement(const Context& context, Placement input, long if_match) {
    ZHISHI_TRY_VOID(may_for_organ(context, Act::placement_save, Act::personnel_read, only_office));
    if (!input.id.empty()) {
        ZHISHI_TRY(auto before,
                   store::find<Placement>(context.reader, {context.organ().value, input.id.value}));
        if (!before) return not_found();
        if (before->official != input.official || before->period != input.period)
            return base::bad_input("placement_keeps_its_person",
                                   {"只能调整单位、类别和理由；换人或换期间请先撤销再新增。",
                                    "Unit, kind and reason change; for another person or period withdraw it "
                                    "and add one."},
                                   "/official");
    }
    ZHISHI_TRY_VOID(check_placement(context, input));
    return kept(context, Act::placement_save, std::move(input), if_match);
}

base::Result<std::vector<CommitteeSeat>> list_committee_seats(const Context& context) {
    if (!policy::allows(context.actor, Act::organ_read, Scope::organ)) return not_found();
    std::vector<CommitteeSeat> seats = context.directory.parts().committee_seats;
    std::stable_sort(seats.begin(), seats.end(), [&](const CommitteeSeat& a, const CommitteeSeat& b) {
        return std::pair(a.to.has_value(), a.role) < std::pair(b.to.has_value(), b.role);
    });
    return seats;
}

base::Result<Prepared<CommitteeSeat>> save_committee_seat(const Context& context, CommitteeSeat input,
                                                          long if_match) {
    ZHISHI_TRY_VOID(may_for_organ(context, Act::committee_seat_save, Act::organ_read, only_office));
    ZHISHI_TRY_VOID(check_seat(context, input));
    if (!input.id.empty()) {
        ZHISHI_TRY(auto before,
                   store::find<CommitteeSeat>(context.reader, {context.organ().value, input.id.value}));
        if (!before) return not_found();
        if (before->official != input.official)
            return base::bad_input("seat_keeps_its_person",
                                   {"只能调整职责和起止日期；换人请先结束再新增。",
                                    "Only role and days change; for another person end it and add one."},
                                   "/official");
    }
    return kept(context, Act::committee_seat_save, std::move(input), if_match);
}

} // namespace zhishi::workflow
