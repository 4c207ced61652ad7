#include "workflow/overview.h"
#include "workflow/record_lists.h"
#include "workflow/refusals.h"
#include "workflow/task_list.h"

#include <algorithm>

namespace zhishi::workflow {

void TaskList::add(Task task, std::optional<record::RemindedStep> reminded) {
    task.is_reminded =
        reminded && std::any_of(reminders_.begin(), reminders_.end(), [&](const auto& reminder) {
            return reminder.period == task.period && reminder.step == *reminded;
        });
    tasks_.push_back(std::move(task));
}

std::vector<Task> TaskList::take_most_urgent_first() {
    std::stable_sort(tasks_.begin(), tasks_.end(), [](const Task& a, const Task& b) {
        auto day = [](const Task& task) {
            return task.deadline && task.deadline->due_on ? task.deadline->due_on->days() : INT32_MAX;
        };
        return day(a) < day(b);
    });
    return std::move(tasks_);
}

std::string_view name_of(TaskKind kind) {
    switch (kind) {
    case TaskKind::month_plan_write: return "month_plan_write";
    case TaskKind::month_plan_returned: return "month_plan_returned";
    case TaskKind::month_plan_confirm: return "month_plan_confirm";
    case TaskKind::annual_plan_write: return "annual_plan_write";
    case TaskKind::annual_plan_returned: return "annual_plan_returned";
    case TaskKind::annual_plan_confirm: return "annual_plan_confirm";
    case TaskKind::month_summary_write: return "month_summary_write";
    case TaskKind::month_summary_returned: return "month_summary_returned";
    case TaskKind::month_review: return "month_review";
    case TaskKind::month_close: return "month_close";
    case TaskKind::quarter_review: return "quarter_review";
    case TaskKind::quarter_acknowledge: return "quarter_acknowledge";
    case TaskKind::annual_summary_write: return "annual_summary_write";
    case TaskKind::annual_summary_returned: return "annual_summary_returned";
    case TaskKind::annual_summary_review: return "annual_summary_review";
    case TaskKind::evaluation_rate: return "evaluation_rate";
    case TaskKind::year_decide: return "year_decide";
    case TaskKind::result_acknowledge: return "result_acknowledge";
    case TaskKind::objection_answer: return "objection_answer";
    case TaskKind::reopening_decide: break;
    }
    return "reopening_decide";
}

base::Result<std::vector<Task>> read_inbox(const Context& context) {
    if (!policy::allows(context.actor, policy::Act::inbox_read, policy::Scope::self)) return not_found();
    expect_month_tasks(context);
    expect_year_tasks(context);
    std::vector<record::Reminder> reminders;
    if (!context.actor.official.empty()) {
        ZHISHI_TRY(reminders,
                   of_organ_where<record::Reminder>(context, "official", context.actor.official.value));
    }
    TaskList tasks(context, std::move(reminders));
    ZHISHI_TRY_VOID(add_month_tasks(context, tasks));
    ZHISHI_TRY_VOID(add_year_tasks(context, tasks));
    return tasks.take_most_urgent_first();
}

} // namespace zhishi::workflow
