#include "base/text.h"
#include "record/limits.h"
#include "workflow/months.h"

#include <algorithm>
#include <cstdio>

namespace zhishi::workflow {

namespace {

using record::LogEntry;
using record::MonthItem;
using record::WorkState;

// 11月3日：完成……；进展：……；成效：……。
std::string line_of(const LogEntry& entry) {
    std::string line = std::to_string(entry.work_date.month()) + "月" +
                       std::to_string(entry.work_date.day()) + "日：" + entry.content;
    auto strip_stop = [&] {
        constexpr std::string_view stop = "。";
        if (line.ends_with(stop)) line.resize(line.size() - stop.size());
    };
    strip_stop();
    if (!entry.measures.empty()) line += "；措施：" + entry.measures;
    strip_stop();
    if (!entry.effect.empty()) line += "；成效：" + entry.effect;
    strip_stop();
    return line + "。";
}

// The lines that fit; the person writes the summary, the draft only brings the material.
std::string execution_of(const std::vector<const LogEntry*>& entries) {
    std::string text;
    size_t length = 0;
    for (const LogEntry* entry : entries) {
        std::string line = (text.empty() ? "" : "\n") + line_of(*entry);
        size_t more = base::character_count(line);
        if (length + more > record::limits::text_max) break;
        text += line;
        length += more;
    }
    return text;
}

MonthItem drafted(const record::PlanItemId& plan_item, std::string goal,
                  const std::vector<const LogEntry*>& entries) {
    MonthItem item;
    item.plan_item = plan_item;
    item.goal = std::move(goal);
    item.execution = execution_of(entries);
    for (const LogEntry* entry : entries) {
        item.entries.push_back(entry->id);
        if (!entry->progress.empty()) item.progress = entry->progress;
    }
    // Whether it is done is the person's to say: the draft only knows that something was done on it.
    item.state = entries.empty() ? WorkState::not_started : WorkState::under_way;
    return item;
}

} // namespace

std::vector<MonthItem> draft_month(const record::Plan& plan, const record::Plan& annual,
                                   const std::vector<LogEntry>& entries) {
    auto is_corrected = [&](const LogEntry& entry) {
        return std::any_of(entries.begin(), entries.end(), [&](const LogEntry& other) {
            return other.corrects == entry.id && other.state == record::LogEntryState::kept;
        });
    };
    std::vector<const LogEntry*> used;
    for (const LogEntry& entry : entries)
        if (entry.state == record::LogEntryState::kept && !is_corrected(entry)) used.push_back(&entry);

    auto naming = [&](const record::PlanItemId& id) {
        std::vector<const LogEntry*> found;
        for (const LogEntry* entry : used)
            if (std::find(entry->plan_items.begin(), entry->plan_items.end(), id) != entry->plan_items.end())
                found.push_back(entry);
        return found;
    };
    std::vector<MonthItem> items;
    std::vector<const LogEntry*> placed;
    for (const auto& goal : plan.items) {
        // An entry may name the item itself or the annual item that it came from.
        auto found = naming(goal.id);
        if (!goal.from.empty())
            for (const LogEntry* entry : naming(goal.from))
                if (std::find(found.begin(), found.end(), entry) == found.end()) found.push_back(entry);
        placed.insert(placed.end(), found.begin(), found.end());
        items.push_back(drafted(goal.id, goal.goal, found));
    }
    auto is_placed = [&](const LogEntry* entry) {
        return std::find(placed.begin(), placed.end(), entry) != placed.end();
    };
    for (const auto& goal : annual.items) {
        auto found = naming(goal.id);
        std::erase_if(found, is_placed);
        if (found.empty()) continue;
        placed.insert(placed.end(), found.begin(), found.end());
        items.push_back(drafted(goal.id, goal.goal, found));
    }
    std::vector<const LogEntry*> rest;
    for (const LogEntry* entry : used)
        if (!is_placed(entry)) rest.push_back(entry);
    if (!rest.empty()) items.push_back(drafted({}, "计划外工作", rest));
    return items;
}

} // namespace zhishi::workflow
