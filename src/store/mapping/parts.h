// The nested parts of records as JSON text, and back. Wraps Boost.JSON.
//
// read_json  false: the text is not what json_of writes. Every member must be there, and no other.
//            Exact numbers are texts.
#pragma once

#include "record/annual_summary.h"
#include "record/appraisal.h"
#include "record/evaluation.h"
#include "record/month.h"
#include "record/organ.h"
#include "record/plan.h"

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::store {

std::string json_of(const std::vector<record::OrganCalendarYear::Day>& days);
std::string json_of(const std::vector<record::UnitWorks::Work>& works);
std::string json_of(const std::vector<record::PlanItem>& items);
std::string json_of(const std::vector<record::MonthItem>& items);
std::string json_of(const std::vector<record::PlanItemId>& ids);
std::string json_of(const record::MonthReview& review);
std::string json_of(const std::vector<record::ItemScore>& scores);
std::string json_of(const std::vector<record::RatedSubject>& subjects);
std::string json_of(const std::vector<record::SeatRow>& seats);
std::string json_of(const std::vector<record::NodeValue>& nodes);
std::string json_of(const std::vector<record::ProposedAction>& actions);
std::string json_of(const std::vector<record::LeavesRoom>& leaves);
std::string json_of(const std::vector<record::OfficialId>& officials);
std::string json_of(const std::vector<std::string>& words);
std::string json_of(const record::AnnualReview& review);

bool read_json(std::string_view text, std::vector<record::OrganCalendarYear::Day>& days);
bool read_json(std::string_view text, std::vector<record::UnitWorks::Work>& works);
bool read_json(std::string_view text, std::vector<record::PlanItem>& items);
bool read_json(std::string_view text, std::vector<record::MonthItem>& items);
bool read_json(std::string_view text, std::vector<record::PlanItemId>& ids);
bool read_json(std::string_view text, record::MonthReview& review);
bool read_json(std::string_view text, std::vector<record::ItemScore>& scores);
bool read_json(std::string_view text, std::vector<record::RatedSubject>& subjects);
bool read_json(std::string_view text, std::vector<record::SeatRow>& seats);
bool read_json(std::string_view text, std::vector<record::NodeValue>& nodes);
bool read_json(std::string_view text, std::vector<record::ProposedAction>& actions);
bool read_json(std::string_view text, std::vector<record::LeavesRoom>& leaves);
bool read_json(std::string_view text, std::vector<record::OfficialId>& officials);
bool read_json(std::string_view text, std::vector<std::string>& words);
bool read_json(std::string_view text, record::AnnualReview& review);

template <class Value>
concept Part = std::same_as<Value, std::vector<record::OrganCalendarYear::Day>> ||
    std::same_as<Value, std::vector<record::UnitWorks::Work>> ||
    std::same_as<Value, std::vector<record::PlanItem>> ||
    std::same_as<Value, std::vector<record::MonthItem>> ||
    std::same_as<Value, std::vector<record::PlanItemId>> || std::same_as<Value, record::MonthReview> ||
    std::same_as<Value, std::vector<record::ItemScore>> ||
    std::same_as<Value, std::vector<record::RatedSubject>> ||
    std::same_as<Value, std::vector<record::SeatRow>> ||
    std::same_as<Value, std::vector<record::NodeValue>> ||
    std::same_as<Value, std::vector<record::ProposedAction>> ||
    std::same_as<Value, std::vector<record::LeavesRoom>> ||
    std::same_as<Value, std::vector<record::OfficialId>> || std::same_as<Value, std::vector<std::string>> ||
    std::same_as<Value, record::AnnualReview>;

} // namespace zhishi::store
