// The tasks of one person as they are gathered: each with its deadline, and whether the office reminded him
// of it.
#pragma once

#include "workflow/overview.h"

#include <optional>
#include <string>
#include <vector>

namespace zhishi::workflow {

class TaskList {
  public:
    TaskList(const Context& context, std::vector<record::Reminder> reminders)
        : context_(context), reminders_(std::move(reminders)) {}

    // step: of the scheme's process, whose deadline it has.
    void add(TaskKind kind, const base::Period& period, const record::OfficialId& official,
             std::string_view step, std::optional<record::RemindedStep> reminded, std::string note = {}) {
        add(Task{kind, period, official, due_step(context_, step, period), false, std::move(note)}, reminded);
    }
    void add(Task task, std::optional<record::RemindedStep> reminded);
    std::vector<Task> take_most_urgent_first();

  private:
    const Context& context_;
    std::vector<record::Reminder> reminders_;
    std::vector<Task> tasks_;
};

// What plans and months ask of the actor (inbox_month.cpp), and what quarters and years do (inbox_year.cpp).
// Each a handful of queries, however many people he reviews; what is known to be asked is expected first, so
// that on PostgreSQL one round trip brings nearly all of it.
void expect_month_tasks(const Context& context);
void expect_year_tasks(const Context& context);
base::Result<void> add_month_tasks(const Context& context, TaskList& tasks);
base::Result<void> add_year_tasks(const Context& context, TaskList& tasks);

} // namespace zhishi::workflow
