#include "cli/example/acts.h"
#include "cli/example/cast.h"
#include "cli/example/year_and_month.h"
#include "workflow/months.h"
#include "workflow/overview.h"
#include "workflow/periods.h"

#include <algorithm>

namespace zhishi::cli::example {

namespace {

using record::WorkState;
using workflow::Context;

bool puts_off(size_t member) {
    return member % 5 == 2 && cast()[member].lines.size() > 1;
}

record::MonthItem answered(record::MonthItem item, const record::Plan& plan, size_t member) {
    const auto& lines = cast()[member].lines;
    auto place = std::find_if(plan.items.begin(), plan.items.end(),
                              [&](const auto& planned) { return planned.id == item.plan_item; });
    bool is_planned = !item.plan_item.empty() && place != plan.items.end();
    size_t line = is_planned ? static_cast<size_t>(place - plan.items.begin()) : lines.size();
    std::string told = told_from(item.execution);
    item.state = WorkState::done;
    item.progress = "已完成";
    if (line < lines.size() && line > 0 && puts_off(member)) {
        item.state = WorkState::put_off;
        item.progress = item.entries.empty() ? "未启动" : "完成六成";
        item.execution = "因集中力量保障重点任务，部分工作顺延至下月上旬完成。" + told;
    } else if (line < lines.size()) {
        bool is_under_way = line > 0 && member % 3 == 0;
        if (is_under_way) {
            item.state = WorkState::under_way;
            item.progress = "完成八成";
        }
        item.execution = std::string(lines[line].result) + "。" + told;
    } else if (is_planned) {
        item.execution = "已按要求完成，并在处务会上作了汇报。" + told;
    } else {
        item.execution = "完成临时交办事项，均已按时反馈。" + told;
    }
    return item;
}

std::string reflection_of(size_t member) {
    const Member& person = cast()[member];
    std::string text = "不足：" + std::string(person.lack) + "。下步打算：";
    for (size_t i = 0; i < person.lines.size(); ++i)
        text += (i > 0 ? "；" : "") + std::string(person.lines[i].goal_now);
    return text + "。";
}

Rehearsal::Act save_summary(const workflow::MonthKey& key, size_t member) {
    return [key, member](const Context& context) -> Outcome {
        ZHISHI_TRY(auto view, workflow::read_month(context, key));
        std::vector<record::MonthItem> items;
        for (const auto& drafted : view.draft)
            items.push_back(answered(drafted, view.plan, member));
        if (view.month.state == record::MonthState::returned)
            items.front().execution = "各事项均在当月节点前完成，成果已归档。" + items.front().execution;
        return change_of(
            workflow::save_month(context, key, std::move(items), reflection_of(member), view.month.version));
    };
}

Rehearsal::Act submit_summary(const workflow::MonthKey& key) {
    return [key](const Context& context) -> Outcome {
        ZHISHI_TRY(record::Month month, workflow::month_of(context, key));
        return change_of(workflow::submit_month(context, key, month.version));
    };
}

Rehearsal::Act return_summary(const workflow::MonthKey& key) {
    return [key](const Context& context) -> Outcome {
        ZHISHI_TRY(record::Month month, workflow::month_of(context, key));
        return change_of(workflow::return_month(
            context, key, "第一项执行情况写得较笼统，请写明完成时间和成果后再提交。", month.version));
    };
}

record::MonthReview review_of(size_t member) {
    const Member& person = cast()[member];
    record::MonthReview review;
    review.plan_execution = puts_off(member)  ? "主要事项已落实，个别事项顺延"
                            : member % 3 == 1 ? "重点工作推进有力"
                                              : "计划各项均已落实";
    review.saturation = member % 4 == 3   ? "承担了较多计划外工作"
                        : member % 4 == 1 ? "工作较为饱满"
                                          : "工作饱满";
    review.completeness = puts_off(member) ? "任务完成较好" : "任务完成圆满，质量较高";
    review.comment = std::string(person.merit) + "。" + std::string(person.advice) + "。";
    return review;
}

Rehearsal::Act approve_summary(const workflow::MonthKey& key, size_t member) {
    return [key, member](const Context& context) -> Outcome {
        ZHISHI_TRY(record::Month month, workflow::month_of(context, key));
        return change_of(workflow::approve_month(context, key, review_of(member), month.version));
    };
}

} // namespace

void add_reconciliation(Timetable& timetable, const Bureau& bureau, const WorkingDays& days,
                        const base::Period& month) {
    auto day = [&](int count) { return days.first_of(month.next(), count); };
    for (size_t i = 0; i < bureau.officials.size(); ++i) {
        workflow::MonthKey key{bureau.officials[i].official, month};
        auto add = [&](At at, size_t by, Rehearsal::Act act) {
            timetable.add(at, by, Concerns::papers, i, std::move(act));
        };
        int minute = static_cast<int>(i) * 2;
        bool is_early = i % 4 == 1, is_late = i == place::registrations, is_returned = i == place::bonds;
        base::Date submitted = is_late ? day(4) : is_early ? days.last_of(month) : i % 2 ? day(2) : day(1);
        add({submitted, is_early ? 17 : 14, minute}, i, save_summary(key, i));
        add({submitted, is_early ? 18 : 15, minute}, i, submit_summary(key));
        auto by = reviewer_of(i);
        if (!by) continue;
        if (is_returned) {
            add({day(3), 10, minute}, *by, return_summary(key));
            add({day(4), 9, minute}, i, save_summary(key, i));
            add({day(4), 9, minute + 1}, i, submit_summary(key));
        }
        bool is_last = is_late || is_returned;
        add({is_last ? day(5) : i % 2 ? day(4) : day(3), 16, minute}, *by, approve_summary(key, i));
    }
    auto add_office = [&](At at, Rehearsal::Act act) {
        timetable.add(at, place::office, Concerns::everything, place::office, std::move(act));
    };
    add_office({day(4), 8, 40}, [month](const Context& context) {
        return change_of(workflow::remind(context, month, record::RemindedStep::month_summary, {}));
    });
    add_office({day(7), 10, 0}, [month](const Context& context) {
        return change_of(workflow::close_period(context, month, 0));
    });
}

} // namespace zhishi::cli::example
