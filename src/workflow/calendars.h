// The working calendars that travel inside the program: data/calendars, one file a year.
//
// An organ takes them over when it is founded and keeps them itself from then on: what the program ships
// later changes no organ's deadlines behind its back.
#pragma once

#include "base/result.h"
#include "base/working_calendar.h"
#include "record/organ.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::workflow {

struct CalendarText {
    std::string_view name; // cn-2026.yaml
    std::string_view text;
};
std::span<const CalendarText> calendar_texts();

// One year from its YAML: year, source, days of {date, working, name: {zh, en}}, and nothing else.
// errors  calendar_unreadable with file, line and column; a day outside its year or twice, as WorkingCalendar
// says
base::Result<base::CalendarYear> read_calendar(const std::string& name, const std::string& text);

// All of them, by year. A shipped calendar that cannot be read is a fault of the build: the program stops.
const std::vector<base::CalendarYear>& shipped_calendars();

// As the organ keeps it; names in Chinese.
record::OrganCalendarYear calendar_for(const record::OrganId& organ, const base::CalendarYear& year);

} // namespace zhishi::workflow
