#include "workflow/plans.h"
#include "workflow/refusals.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;

// How the actor stands to a unit: he heads it (self), stands above it (below), holds a post in it, or
// neither.
Scope scope_of_unit(const Context& context, const record::Unit& unit) {
    const auto& directory = context.directory;
    const auto& me = context.actor.official;
    base::Date today = context.today();
    if (me.empty()) return Scope::organ;
    if (directory.heads_unit(me, unit.id, today)) return Scope::self;
    const record::Official* leader = directory.leader_in_charge(unit.id, today);
    if (leader && leader->id == me) {
        // Without a head, the leader in charge breaks the work down himself.
        return directory.heads_of(unit.id, today).empty() ? Scope::self : Scope::below;
    }
    for (const record::Unit* above : directory.path(unit.id)) {
        if (above->id != unit.id && directory.heads_unit(me, above->id, today)) return Scope::below;
        for (const auto& charge : directory.parts().charges)
            if (charge.unit == above->id && charge.leader == me && record::holds_on(charge, today))
                return Scope::below;
    }
    for (const record::Post* post : directory.posts_of(me, today))
        if (post->unit == unit.id) return Scope::own_unit;
    return Scope::organ;
}

base::Result<record::UnitWorks> works_of(const Context& context, const record::UnitId& unit, int year) {
    ZHISHI_TRY(auto found, store::find<record::UnitWorks>(context.reader, {context.organ().value, unit.value,
                                                                           static_cast<std::int64_t>(year)}));
    if (found) return std::move(*found);
    record::UnitWorks works;
    works.organ = context.organ();
    works.unit = unit;
    works.year = year;
    return works;
}

} // namespace

base::Result<UnitWorksView> read_unit_works(const Context& context, const record::UnitId& unit, int year) {
    const record::Unit* found = context.directory.unit(unit);
    if (!found || !policy::allows(context.actor, Act::unit_works_read, scope_of_unit(context, *found)))
        return not_found();
    ZHISHI_TRY(record::UnitWorks works, works_of(context, unit, year));
    return view_of(context, std::move(works));
}

base::Result<UnitWorksView> view_of(const Context& context, record::UnitWorks works) {
    UnitWorksView view;
    const record::Unit* unit = context.directory.unit(works.unit);
    if (!unit) return not_found();
    Scope scope = scope_of_unit(context, *unit);
    if (policy::allows(context.actor, Act::unit_works_save, scope)) view.allowed.push_back("save");
    // Who has taken what: for those who may read the persons' plans.
    if (scope == Scope::self || scope == Scope::below || context.actor.is_office) {
        base::Period year = base::Period::of_year(works.year);
        store::Query query = store::query_of<record::Plan>();
        std::vector<store::Cell> ids;
        auto people = context.directory.people_of(works.unit, context.today());
        for (const record::Official* person : people)
            ids.emplace_back(person->id.value);
        query.where = {{"organ", store::Query::Where::Is::equal, context.organ().value, {}},
                       {"period", store::Query::Where::Is::equal, year.str(), {}},
                       {"official", store::Query::Where::Is::among, {}, std::move(ids)}};
        ZHISHI_TRY(auto plans, store::list<record::Plan>(context.reader, query));
        for (const record::Official* person : people) {
            UnitWorksView::Person row{person->id, {}, 0, {}};
            for (const auto& plan : plans)
                if (plan.official == person->id) {
                    row.plan_state = plan.state;
                    row.plan_version = plan.version;
                    for (const auto& item : plan.items)
                        if (!item.from.empty()) row.taken.push_back(item.from);
                }
            view.people.push_back(std::move(row));
        }
    }
    view.works = std::move(works);
    return view;
}

base::Result<Prepared<record::UnitWorks>> save_unit_works(const Context& context, const record::UnitId& unit,
                                                          int year,
                                                          std::vector<record::UnitWorks::Work> works,
                                                          long if_match) {
    const record::Unit* found = context.directory.unit(unit);
    if (!found) return not_found();
    Scope scope = scope_of_unit(context, *found);
    if (!policy::allows(context.actor, Act::unit_works_save, scope)) {
        if (!policy::allows(context.actor, Act::unit_works_read, scope)) return not_found();
        return not_allowed(
            {"只有处室主要负责人可以分解本处室任务。", "only the head of the unit breaks its work down."});
    }
    ZHISHI_TRY(record::UnitWorks before, works_of(context, unit, year));
    ZHISHI_TRY_VOID(must_match(if_match, before.version));
    std::vector<base::Error> wrong;
    for (size_t i = 0; i < works.size(); ++i) {
        auto& work = works[i];
        std::string pointer = "/works/" + std::to_string(i) + "/id";
        auto is_same = [&](const auto& other) { return other.id == work.id; };
        if (work.id.empty())
            work.id.value = base::new_id(context.now, context.random);
        else if (std::none_of(before.works.begin(), before.works.end(), is_same))
            wrong.push_back(base::bad_input("unit_work_unknown",
                                            {"这一项不在您读取的任务中，请刷新后再保存。",
                                             "This work is not among those that you read: load again."},
                                            pointer));
        else if (std::count_if(works.begin(), works.end(), is_same) > 1)
            wrong.push_back(base::bad_input(
                "unit_work_twice", {"同一项出现了两次。", "The same work is given twice."}, pointer));
    }
    if (!wrong.empty()) return faults(std::move(wrong));
    record::UnitWorks after = before;
    after.works = std::move(works);
    store::Change change = begin_change(context, Act::unit_works_save);
    change.put(after);
    return Prepared<record::UnitWorks>{std::move(after), std::move(change)};
}

} // namespace zhishi::workflow
