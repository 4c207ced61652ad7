// The draft of an annual summary: what the months say of each annual item, then the work outside the plan
// (RZ-10).
#include "base/text.h"
#include "record/limits.h"
#include "workflow/annual_summaries.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using record::Month;
using record::MonthItem;
using record::WorkState;

// What one month says of one item.
struct Mention {
    const Month* month = nullptr;
    const MonthItem* item = nullptr;
};

// 3月：完成初审；或者，计划外的：3月：“参加集中学习”……。
std::string line_of(const Mention& mention, bool names_goal) {
    std::string line = std::to_string(mention.month->period.ordinal()) + "月：";
    if (names_goal && !mention.item->goal.empty()) line += mention.item->goal + "：";
    line += mention.item->execution;
    constexpr std::string_view stop = "。";
    while (line.ends_with("\n"))
        line.pop_back();
    return line.ends_with(stop) ? line : line + std::string(stop);
}

// So many characters, the last of them an ellipsis where more follows.
std::string shortened(const std::string& text, size_t characters_max) {
    if (base::character_count(text) <= characters_max) return text;
    size_t characters = 0, at = 0;
    auto begins_character = [&](size_t place) {
        return (static_cast<unsigned char>(text[place]) & 0xC0) != 0x80;
    };
    for (; at < text.size(); ++at)
        if (begins_character(at) && ++characters == characters_max) break;
    return text.substr(0, at) + "…";
}

// Fewer characters than this of a month tell nothing.
constexpr size_t line_min = 20;

// A line a month. Where they do not all fit, each is cut to an equal share, so that no month is lost; the
// person writes the summary, the draft only brings the material.
std::string execution_of(const std::vector<Mention>& mentions, bool names_goal) {
    std::vector<std::string> lines;
    size_t length = 0;
    for (const Mention& mention : mentions) {
        if (mention.item->execution.empty()) continue;
        lines.push_back(line_of(mention, names_goal));
        length += base::character_count(lines.back()) + 1;
    }
    size_t share = record::limits::text_max;
    if (length > record::limits::text_max)
        share = std::max(line_min, record::limits::text_max / lines.size() - 1);
    std::string text;
    size_t taken = 0;
    for (const std::string& line : lines) {
        std::string cut = (text.empty() ? "" : "\n") + shortened(line, share);
        taken += base::character_count(cut);
        if (taken > record::limits::text_max) break;
        text += cut;
    }
    return text;
}

MonthItem drafted(const record::PlanItemId& plan_item, std::string goal,
                  const std::vector<Mention>& mentions) {
    MonthItem item;
    item.plan_item = plan_item;
    item.goal = std::move(goal);
    item.execution = execution_of(mentions, plan_item.empty());
    for (const Mention& mention : mentions) {
        // The state of the last month that speaks of it; a progress once reported stands until there is a
        // newer one.
        item.state = mention.item->state;
        if (!mention.item->progress.empty() && !plan_item.empty()) item.progress = mention.item->progress;
    }
    if (plan_item.empty()) item.state = WorkState::done;
    return item;
}

// The annual item that an item of a month belongs to; empty: none.
record::PlanItemId annual_item_of(const MonthItem& item, const record::Plan& annual,
                                  const std::vector<record::Plan>& monthly) {
    auto is_annual = [&](const record::PlanItemId& id) {
        return !id.empty() && std::any_of(annual.items.begin(), annual.items.end(),
                                          [&](const auto& goal) { return goal.id == id; });
    };
    if (is_annual(item.plan_item)) return item.plan_item;
    for (const auto& plan : monthly)
        for (const auto& goal : plan.items)
            if (goal.id == item.plan_item && is_annual(goal.from)) return goal.from;
    return {};
}

} // namespace

std::vector<MonthItem> draft_summary(const record::Plan& annual, const std::vector<record::Plan>& monthly,
                                     const std::vector<Month>& months) {
    std::vector<const Month*> ordered;
    for (const Month& month : months)
        ordered.push_back(&month);
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const Month* a, const Month* b) { return a->period.first() < b->period.first(); });
    std::vector<std::vector<Mention>> of_goal(annual.items.size());
    std::vector<Mention> rest;
    for (const Month* month : ordered)
        for (const MonthItem& item : month->items) {
            record::PlanItemId goal = annual_item_of(item, annual, monthly);
            auto place = std::find_if(annual.items.begin(), annual.items.end(),
                                      [&](const auto& known) { return known.id == goal; });
            if (goal.empty() || place == annual.items.end()) {
                if (!item.execution.empty()) rest.push_back({month, &item});
            } else {
                of_goal[static_cast<size_t>(place - annual.items.begin())].push_back({month, &item});
            }
        }
    std::vector<MonthItem> items;
    for (size_t i = 0; i < annual.items.size(); ++i)
        items.push_back(drafted(annual.items[i].id, annual.items[i].goal, of_goal[i]));
    if (!rest.empty()) items.push_back(drafted({}, "年度计划外的工作", rest));
    return items;
}

} // namespace zhishi::workflow
