#include "workflow/plans.h"

#include "cli/example/acts.h"
#include "cli/example/cast.h"
#include "cli/example/year_and_month.h"
#include "workflow/overview.h"

#include <algorithm>

namespace zhishi::cli::example {

namespace {

using workflow::Context;

Rehearsal::Act save_works(const record::UnitId& unit, Seat seat, int year) {
    return [unit, seat, year](const Context& context) {
        std::vector<record::UnitWorks::Work> works;
        for (const Work& work : works_of(seat))
            works.push_back({{},
                             std::string(work.title),
                             std::string(work.measure),
                             base::Period::of_month(year, work.due_month).last()});
        return change_of(workflow::save_unit_works(context, unit, year, std::move(works), 0));
    };
}

Rehearsal::Act save_annual_plan(const workflow::PlanKey& key, size_t member) {
    return [key, member](const Context& context) -> Outcome {
        ZHISHI_TRY(auto view, workflow::read_plan(context, key));
        workflow::PlanInput input;
        for (const Line& line : cast()[member].lines) {
            base::check(line.unit_work < view.offered.size(), "a line belongs to a work of the unit");
            const auto& work = view.offered[line.unit_work];
            input.items.push_back(
                {{}, std::string(line.annual_goal), std::string(line.annual_measure), work.due_on, work.id});
        }
        return change_of(workflow::save_plan(context, key, input, view.plan.version));
    };
}

// What stands beside the lines of work in the plans of some.
std::string_view further_goal(size_t member) {
    static constexpr std::string_view goals[] = {
        "参加处内政策业务学习，作一次交流发言", "完成领导交办的专项调研，提交调研提纲",
        "整理近三年业务资料，充实处内知识库", "与对口县区结对指导，解决实际问题一件"};
    return goals[member / 2 % std::size(goals)];
}

Rehearsal::Act save_month_plan(const workflow::PlanKey& key, size_t member, Which which, base::Date due) {
    return [key, member, which, due](const Context& context) -> Outcome {
        ZHISHI_TRY(auto view, workflow::read_plan(context, key));
        workflow::PlanInput input;
        const auto& lines = cast()[member].lines;
        for (size_t i = 0; i < lines.size(); ++i) {
            std::string_view goal = which == Which::last_month ? lines[i].goal_before : lines[i].goal_now;
            // Before the annual plan is issued there is nothing that the item could come from.
            record::PlanItemId from = i < view.offered.size() ? view.offered[i].id : record::PlanItemId();
            input.items.push_back({{}, std::string(goal), std::string(lines[i].measure), due, from});
        }
        if (member % 2 == 1)
            input.items.push_back({{}, std::string(further_goal(member)), "按时完成", due, {}});
        // A plan that was returned keeps its items and their ids.
        for (size_t i = 0; i < std::min(input.items.size(), view.plan.items.size()); ++i)
            input.items[i].id = view.plan.items[i].id;
        if (view.plan.state == record::PlanState::returned)
            input.items.front().measure += "，月底前提交书面成果";
        return change_of(workflow::save_plan(context, key, input, view.plan.version));
    };
}

using PlanStep = base::Result<workflow::Prepared<record::Plan>>(const Context&, const workflow::PlanKey&,
                                                                long);
Rehearsal::Act plan_step(PlanStep* step, const workflow::PlanKey& key) {
    return [step, key](const Context& context) -> Outcome {
        ZHISHI_TRY(record::Plan plan, workflow::plan_of(context, key));
        return change_of(step(context, key, plan.version));
    };
}

Rehearsal::Act return_plan(const workflow::PlanKey& key, std::string reason) {
    return [key, reason = std::move(reason)](const Context& context) -> Outcome {
        ZHISHI_TRY(record::Plan plan, workflow::plan_of(context, key));
        return change_of(workflow::return_plan(context, key, reason, plan.version));
    };
}

} // namespace

record::PlanItemId item_of_line(const record::Plan& plan, size_t line) {
    return line < plan.items.size() ? plan.items[line].id : record::PlanItemId();
}

void add_annual_plans(Timetable& timetable, const Bureau& bureau, const WorkingDays& days, int year) {
    base::Period period = base::Period::of_year(year);
    base::Date written = days.first_of(period, 2), issued = days.first_of(period, 3);
    auto add_works = [&](size_t head, Seat seat) {
        timetable.add({written, 9, 30}, head, Concerns::everything, head,
                      save_works(unit_of(bureau, seat), seat, year));
    };
    add_works(place::principal, Seat::bureau);
    add_works(place::general_head, Seat::general);
    add_works(place::investment_head, Seat::investment);
    for (size_t i = 0; i < bureau.officials.size(); ++i) {
        workflow::PlanKey key{bureau.officials[i].official, period};
        size_t by = reviewer_of(i).value_or(i);
        int minute = static_cast<int>(i) * 3;
        timetable.add({issued, 9, minute}, by, Concerns::papers, i, save_annual_plan(key, i));
        timetable.add({issued, 15, minute}, by, Concerns::papers, i,
                      plan_step(by == i ? workflow::submit_plan : workflow::confirm_plan, key));
    }
}

void add_month_plans(Timetable& timetable, const Bureau& bureau, const WorkingDays& days,
                     const base::Period& month, Which which) {
    bool is_present = which == Which::present_month;
    base::Date due = days.after(days.last_of(month), -1);
    auto day = [&](int count) { return days.first_of(month, count); };
    for (size_t i = 0; i < bureau.officials.size(); ++i) {
        if (is_present && i == place::private_investment) continue;
        workflow::PlanKey key{bureau.officials[i].official, month};
        auto add = [&](At at, size_t by, Rehearsal::Act act) {
            timetable.add(at, by, Concerns::papers, i, std::move(act));
        };
        int minute = static_cast<int>(i) * 2;
        base::Date submitted = i % 3 == 0 ? day(2) : day(1);
        add({day(1), 9, minute}, i, save_month_plan(key, i, which, due));
        add({submitted, 11, minute}, i, plan_step(workflow::submit_plan, key));
        auto by = reviewer_of(i);
        if (!by || (is_present && i == place::statistics)) continue;
        bool is_returned = i == (is_present ? place::central_funds : place::reserve);
        if (!is_returned) {
            add({day(3), 14, minute}, *by, plan_step(workflow::confirm_plan, key));
            continue;
        }
        add({day(2), 16, minute}, *by,
            return_plan(key, "目标写得较笼统，请补充可衡量的成果和时间节点后再提交。"));
        if (is_present) continue;
        add({day(3), 9, minute}, i, save_month_plan(key, i, which, due));
        add({day(3), 9, minute + 1}, i, plan_step(workflow::submit_plan, key));
        add({day(4), 10, minute}, *by, plan_step(workflow::confirm_plan, key));
    }
    if (is_present)
        timetable.add({day(4), 8, 50}, place::office, Concerns::everything, place::office,
                      [month](const Context& context) {
                          return change_of(
                              workflow::remind(context, month, record::RemindedStep::month_plan, {}));
                      });
}

} // namespace zhishi::cli::example
