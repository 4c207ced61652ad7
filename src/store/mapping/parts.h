// The nested parts of records as JSON text, and back. Wraps Boost.JSON.
//
// read_json  false: the text is not what json_of writes. Every member must be there, and no other.
#pragma once

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

bool read_json(std::string_view text, std::vector<record::OrganCalendarYear::Day>& days);
bool read_json(std::string_view text, std::vector<record::UnitWorks::Work>& works);
bool read_json(std::string_view text, std::vector<record::PlanItem>& items);
bool read_json(std::string_view text, std::vector<record::MonthItem>& items);
bool read_json(std::string_view text, std::vector<record::PlanItemId>& ids);
bool read_json(std::string_view text, record::MonthReview& review);

template <class Value>
concept Part = std::same_as<Value, std::vector<record::OrganCalendarYear::Day>> ||
    std::same_as<Value, std::vector<record::UnitWorks::Work>> ||
    std::same_as<Value, std::vector<record::PlanItem>> ||
    std::same_as<Value, std::vector<record::MonthItem>> ||
    std::same_as<Value, std::vector<record::PlanItemId>> || std::same_as<Value, record::MonthReview>;

} // namespace zhishi::store
