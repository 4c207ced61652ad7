#include "cli/example/bureau_year.h"
#include "workflow/overview.h"
#include "workflow/plans.h"

#include <algorithm>

namespace zhishi::cli::example {

namespace {

using record::PlanState;
using workflow::Context;

Rehearsal::Act save_works(const Bureau& bureau, size_t section, int year) {
    return [&bureau, section, year](const Context& context) {
        std::vector<record::UnitWorks::Work> works;
        for (const auto& work : vocabulary().sections[section].works)
            works.push_back({{}, work.title, work.measure, base::Period::of_month(year, 12).last()});
        return change_of(
            workflow::save_unit_works(context, bureau.units[section], year, std::move(works), 0));
    };
}

workflow::PlanKey key_of(const Bureau& bureau, size_t who, const base::Period& period) {
    return {bureau.officials[who].official, period};
}

Rehearsal::Act save_annual_plan(const Scene& scene, size_t who, const base::Period& year, base::Date day) {
    const Stint& stint = scene.staff.at(who).on(day);
    const Section& section = scene.staff.section_of(stint);
    SeededRandom random = chance_of(who, "annual plan", year);
    Phrases phrases(section, scene.days, random);
    std::vector<record::PlanItem> items;
    std::vector<size_t> works;
    for (size_t kind : stint.kinds) {
        Bindings bindings;
        record::PlanItem item;
        item.goal = phrases.fill(section.kinds[kind].goal, bindings, day);
        item.measure = phrases.fill(section.kinds[kind].measure, bindings, day);
        items.push_back(std::move(item));
        works.push_back(section.kinds[kind].unit_work);
    }
    return [&bureau = scene.bureau, who, year, items, works](const Context& context) -> Outcome {
        ZHISHI_TRY(auto view, workflow::read_plan(context, key_of(bureau, who, year)));
        workflow::PlanInput input{items, {}};
        for (size_t i = 0; i < items.size(); ++i) {
            base::check(works[i] < view.offered.size(), "a kind of work belongs to a work of the unit");
            input.items[i].from = view.offered[works[i]].id;
            input.items[i].due_on = view.offered[works[i]].due_on;
        }
        return change_of(workflow::save_plan(context, key_of(bureau, who, year), input, view.plan.version));
    };
}

Rehearsal::Act save_month_plan(const Scene& scene, size_t who, const base::Period& month, base::Date due) {
    const Employee& one = scene.staff.at(who);
    const Stint& stint = one.on(month.last());
    std::vector<std::string> goals = goals_of(scene.staff, scene.days, who, month);
    SeededRandom random = chance_of(who, "measures", month);
    bool is_first_stint = &stint == &one.stints.front();
    size_t lines = stint.kinds.size();
    std::vector<record::PlanItem> items;
    for (const std::string& goal : goals) {
        const auto& measures = texts_of("plan_measures");
        items.push_back({{}, goal, measures[random.below(measures.size())], due, {}});
    }
    return [&bureau = scene.bureau, who, month, items, is_first_stint,
            lines](const Context& context) -> Outcome {
        ZHISHI_TRY(auto view, workflow::read_plan(context, key_of(bureau, who, month)));
        workflow::PlanInput input{items, {}};
        for (size_t i = 0; i < items.size(); ++i) {
            // What he does since he moved, no annual plan foresaw.
            if (is_first_stint && i < lines && i < view.offered.size())
                input.items[i].from = view.offered[i].id;
            if (i < view.plan.items.size()) input.items[i].id = view.plan.items[i].id;
        }
        if (view.plan.state == PlanState::returned) input.items.front().measure += "，月底前提交书面成果";
        return change_of(workflow::save_plan(context, key_of(bureau, who, month), input, view.plan.version));
    };
}

using PlanStep = base::Result<workflow::Prepared<record::Plan>>(const Context&, const workflow::PlanKey&,
                                                                long);
Rehearsal::Act plan_step(PlanStep* step, const Bureau& bureau, size_t who, const base::Period& period) {
    return [step, &bureau, who, period](const Context& context) -> Outcome {
        workflow::PlanKey key = key_of(bureau, who, period);
        ZHISHI_TRY(record::Plan plan, workflow::plan_of(context, key));
        return change_of(step(context, key, plan.version));
    };
}

Rehearsal::Act return_plan(const Bureau& bureau, size_t who, const base::Period& month, std::string reason) {
    return [&bureau, who, month, reason = std::move(reason)](const Context& context) -> Outcome {
        workflow::PlanKey key = key_of(bureau, who, month);
        ZHISHI_TRY(record::Plan plan, workflow::plan_of(context, key));
        return change_of(workflow::return_plan(context, key, reason, plan.version));
    };
}

// How far the plan of a month comes, and by which way.
enum class Course { confirmed, returned_once, returned, waiting, unwritten };

Course course_of(const Scene& scene, size_t who, const base::Period& month, bool is_present) {
    const Employee& one = scene.staff.at(who);
    if (one.is_leader()) return Course::confirmed;
    size_t dice = chance_of(who, "course", month).below(100);
    if (!is_present) return dice < 3 ? Course::returned_once : Course::confirmed;
    // Those whose accounts are printed show one case each, and their head finds something that waits for him.
    const std::string& login = one.member->login;
    if (login == "suwangshu") return Course::returned;
    if (login == "liangyiran" || login == "fangyanqiu") return Course::waiting;
    if (!one.member->shown_role.empty()) return Course::confirmed;
    if (one.member->life.writes_seldom)
        return Course::unwritten; // so that there is always somebody to remind
    return dice < 3    ? Course::returned
           : dice < 8  ? Course::waiting
           : dice < 10 ? Course::unwritten
                       : Course::confirmed;
}

void add_annual_plan(const Scene& scene, size_t who, const base::Period& year, base::Date day) {
    int minute = static_cast<int>(who / 4);
    auto save = save_annual_plan(scene, who, year, day);
    auto settle = [&](PlanStep* step) { return plan_step(step, scene.bureau, who, year); };
    if (scene.staff.at(who).is_leader()) {
        scene.papers({day, 9, minute}, who, who, save);
        scene.papers({day, 15, minute}, who, who, settle(workflow::submit_plan));
        return;
    }
    scene.papers({day, 9, minute}, who, who, as_reviewer(scene.bureau, who, year, save));
    scene.papers({day, 15, minute}, who, who,
                 as_reviewer(scene.bureau, who, year, settle(workflow::confirm_plan)));
}

} // namespace

std::vector<std::string> goals_of(const Staff& staff, const WorkingDays& days, size_t who,
                                  const base::Period& month) {
    const Stint& stint = staff.at(who).on(month.last());
    const Section& section = staff.section_of(stint);
    SeededRandom random = chance_of(who, "goals", month);
    Phrases phrases(section, days, random);
    std::vector<std::string> goals;
    size_t turn = static_cast<size_t>(month.ordinal());
    for (size_t kind : stint.kinds) {
        Bindings bindings;
        const auto& months = section.kinds[kind].months;
        goals.push_back(phrases.fill(months[(turn + who) % months.size()], bindings, month.first()));
    }
    Bindings bindings;
    if (!staff.at(who).is_leader() && random.happens(45))
        goals.push_back(phrases.one_of(texts_of("further_goals"), bindings, month.first()));
    return goals;
}

void add_plans_of_year(const Scene& scene, int year) {
    base::Period period = base::Period::of_year(year);
    base::Date written = scene.days.first_of(period, 2), issued = scene.days.first_of(period, 3);
    for (size_t section = 0; section < vocabulary().sections.size(); ++section) {
        // The head's, or the principal's for the bureau itself.
        size_t head = 0;
        for (size_t who = 0; who < scene.staff.size(); ++who) {
            const Stint& now = scene.staff.at(who).on(written);
            bool is_it = section == 0 || now.kind == record::PostKind::head;
            if (is_it && now.section == section && scene.staff.at(who).is_there(written)) {
                head = who;
                break;
            }
        }
        scene.timetable.add({written, 9, 30}, head, Concerns::everything, head,
                            save_works(scene.bureau, section, year));
    }
    for (size_t who = 0; who < scene.staff.size(); ++who) {
        const Employee& one = scene.staff.at(who);
        bool comes_later = one.comes && *one.comes > issued;
        if ((one.leaves && *one.leaves < issued) || (comes_later && one.comes->year() != year)) continue;
        add_annual_plan(scene, who, period, comes_later ? scene.days.after(*one.comes, 1) : issued);
    }
}

void add_plans_of_month(const Scene& scene, const base::Period& month, bool is_present) {
    for (size_t who = 0; who < scene.staff.size(); ++who) {
        auto presence = scene.staff.presence_in(who, month);
        Course course = course_of(scene, who, month, is_present);
        if (!presence || course == Course::unwritten) continue;
        auto day = [&, first = presence->first](int count) { return scene.days.after(first, count - 1); };
        base::Date due = scene.days.near(presence->last, -1);
        int minute = static_cast<int>(who / 3);
        const Bureau& bureau = scene.bureau;
        auto save = [&](At at) { scene.papers(at, who, who, save_month_plan(scene, who, month, due)); };
        auto submit = [&](At at) {
            scene.papers(at, who, who, plan_step(workflow::submit_plan, bureau, who, month));
        };
        auto confirm = [&](At at) {
            scene.papers(
                at, who, who,
                as_reviewer(bureau, who, month, plan_step(workflow::confirm_plan, bureau, who, month)));
        };
        save({day(1), 9, minute});
        submit({who % 3 == 0 ? day(2) : day(1), 11, minute});
        if (scene.staff.at(who).is_leader() || course == Course::waiting) continue;
        if (course == Course::confirmed) {
            confirm({day(3), 14, minute});
            continue;
        }
        const auto& reasons = texts_of("plan_returns");
        std::string reason = reasons[chance_of(who, "reason", month).below(reasons.size())];
        scene.papers({day(2), 17, minute}, who, who,
                     as_reviewer(bureau, who, month, return_plan(bureau, who, month, reason)));
        if (course == Course::returned) continue;
        save({day(3), 9, minute});
        submit({day(3), 11, minute});
        confirm({day(4), 14, minute});
    }
    if (!is_present) return;
    scene.office({scene.days.first_of(month, 4), 8, 50}, [month](const Context& context) {
        return change_of(workflow::remind(context, month, record::RemindedStep::month_plan, {}));
    });
}

} // namespace zhishi::cli::example
