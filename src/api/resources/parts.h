// The parts that several resources show, each written one way. The directory gives names; nothing is decided
// here.
#pragma once

#include "api/http.h"
#include "api/json_reader.h"
#include "api/json_writer.h"
#include "record/directory.h"
#include "record/log_entry.h"
#include "record/month.h"
#include "record/plan.h"
#include "workflow/deadlines.h"
#include "workflow/logs.h"
#include "workflow/months.h"

#include <string_view>
#include <vector>

namespace zhishi::api {

// Writes parts as one request sees them: the names of today, the language asked for.
struct Showing {
    const Request& request;
    const record::Directory& directory;
    base::Date today;
};

void write_person(JsonWriter& json, const Showing& showing, const record::OfficialId& id);
// null where the id is empty.
void write_person_or_null(JsonWriter& json, const Showing& showing, const record::OfficialId& id);
void write_unit(JsonWriter& json, const Showing& showing, const record::UnitId& id);
void write_reviewer(JsonWriter& json, const Showing& showing, const record::Reviewer& reviewer);
void write_deadline(JsonWriter& json, const Showing& showing, const workflow::DueStep& due);
void write_deadlines(JsonWriter& json, const Showing& showing, const std::vector<workflow::DueStep>& due);
void write_words(JsonWriter& json, std::string_view name, const std::vector<std::string>& words);
void write_plan_items(JsonWriter& json, const std::vector<record::PlanItem>& items);
void write_month_items(JsonWriter& json, const std::vector<record::MonthItem>& items);
void write_month_review(JsonWriter& json, std::string_view name, const record::MonthReview& review);
// The field "items" of a month's or a year's summary.
std::vector<record::MonthItem> read_month_items(Fields& fields);
void write_log_entry(JsonWriter& json, const Showing& showing, const workflow::LogEntryView& view);

std::string_view name_of(record::PlanState state);
std::string_view name_of(record::MonthState state);
std::string_view name_of(record::WorkState state);
std::string_view name_of(record::PostKind kind);
std::string_view name_of(record::Standing standing);
std::string_view name_of(record::LogVisibility visibility);

} // namespace zhishi::api
