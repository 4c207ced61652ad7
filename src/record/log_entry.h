// One entry of a person's daily log (日志, RZ-12 to 15): a help for its writer, never a score. Nothing counts
// entries.
#pragma once

#include "base/date.h"
#include "record/ids.h"

#include <optional>
#include <string>
#include <vector>

namespace zhishi::record {

// kept:      as written
// withdrawn: taken back by its writer before the month was submitted; its versions stay
enum class LogEntryState { kept, withdrawn };

struct LogEntry {
    OrganId organ;
    LogEntryId id;
    OfficialId official;
    base::Date work_date;
    // The seven fields (七公开, RZ-14). Only content is required.
    std::string time;
    std::string place;
    std::string people;
    std::string content;
    std::string measures;
    std::string progress;
    std::string effect;
    std::vector<PlanItemId> plan_items;
    bool is_limited = false; // to the line of command, whatever the organ's visibility is
    bool is_late = false;    // 补记: written later than three working days after the day
    LogEntryId corrects;     // a correction after the month was reconciled names the entry that it corrects
    LogEntryState state = LogEntryState::kept;
    base::Instant recorded_at; // when first written, by the server's clock
    long version = 0;
};

} // namespace zhishi::record
