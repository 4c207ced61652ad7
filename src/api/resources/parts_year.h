// The parts that the resources of the year share: scores, sheets, outcomes, decisions, notices. A score
// travels as text, an exact decimal.
#pragma once

#include "api/json_reader.h"
#include "api/resources/parts.h"
#include "record/annual_summary.h"
#include "record/appraisal.h"
#include "record/evaluation.h"
#include "record/personnel.h"
#include "record/review.h"
#include "workflow/office.h"
#include "workflow/quarters.h"

#include <string>
#include <string_view>
#include <vector>

namespace zhishi::api {

// Exact where six decimals hold it, else rounded to six.
std::string text_of(const base::Number& number);
void write_score(JsonWriter& json, std::string_view name, const std::optional<base::Number>& score);

// [{item, score, reason}]: an unreadable score is the fault score_unreadable at /…/score. null: not rated.
std::vector<record::ItemScore> read_item_scores(Fields& fields, std::string_view name);
void write_item_scores(JsonWriter& json, std::string_view name, const std::vector<record::ItemScore>& scores);

void write_sheet(JsonWriter& json, const Showing& showing, const workflow::SchemeInUse& scheme,
                 const scheme::Sheet* sheet);
void write_earlier(JsonWriter& json,
                   const std::vector<std::pair<base::Period, std::optional<base::Number>>>& earlier);
void write_spreads(JsonWriter& json, std::string_view name, const std::vector<workflow::ItemSpread>& spreads);
void write_people(JsonWriter& json, const Showing& showing, std::string_view name,
                  const std::vector<record::OfficialId>& people);

// Of these, a record with version 0 is written as null.
void write_run(JsonWriter& json, const Showing& showing, const workflow::SchemeInUse& scheme,
               const record::Run& run);
void write_outcome(JsonWriter& json, const Showing& showing, const workflow::SchemeInUse& scheme,
                   const record::Outcome& outcome);
void write_decision(JsonWriter& json, const Showing& showing, const record::Decision& decision);
void write_notice(JsonWriter& json, const Showing& showing, const record::ResultNotice& notice);
void write_prior_grade(JsonWriter& json, const Showing& showing, const record::PriorGrade& grade);

// {text} of at most text_max characters, and {reason}.
base::Result<std::string> read_text_body(const Request& request, std::string_view name, size_t max);

std::string_view name_of(record::ReviewState state);
std::string_view name_of(record::YearStage stage);

} // namespace zhishi::api
