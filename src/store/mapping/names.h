// The names by which states and kinds stand in the database: their identifiers. A name never changes its
// meaning.
#pragma once

#include "base/check.h"
#include "record/appraisal.h"
#include "record/evaluation.h"
#include "record/log_entry.h"
#include "record/month.h"
#include "record/organ.h"
#include "record/plan.h"
#include "record/review.h"
#include "record/use.h"

#include <array>
#include <concepts>
#include <optional>
#include <string_view>
#include <type_traits>

namespace zhishi::store {

// In the order of the enum's values.
template <class Value>
inline constexpr std::array<std::string_view, 0> names_of{};
template <>
inline constexpr std::array<std::string_view, 3> names_of<record::LogVisibility>{"line", "unit", "organ"};
template <>
inline constexpr std::array<std::string_view, 3> names_of<record::PostKind>{"staff", "head", "leader"};
template <>
inline constexpr std::array<std::string_view, 2> names_of<record::LogEntryState>{"kept", "withdrawn"};
template <>
inline constexpr std::array<std::string_view, 4> names_of<record::PlanState>{"draft", "submitted", "returned",
                                                                             "confirmed"};
template <>
inline constexpr std::array<std::string_view, 5> names_of<record::MonthState>{"draft", "submitted",
                                                                              "returned", "approved", "kept"};
template <>
inline constexpr std::array<std::string_view, 4> names_of<record::WorkState>{"not_started", "under_way",
                                                                             "done", "put_off"};
template <>
inline constexpr std::array<std::string_view, 10> names_of<record::RemindedStep>{
    "month_plan",     "month_plan_confirmation", "month_summary",  "month_review",
    "quarter_review", "quarter_acknowledgement", "annual_summary", "annual_summary_review",
    "evaluation",     "result_acknowledgement"};
template <>
inline constexpr std::array<std::string_view, 3> names_of<record::CommitteeRole>{"chair", "deputy_chair",
                                                                                 "member"};
template <>
inline constexpr std::array<std::string_view, 6> names_of<record::ReviewState>{
    "draft", "submitted", "acknowledged", "replied", "excused", "reopened"};
template <>
inline constexpr std::array<std::string_view, 3> names_of<record::ReopeningState>{"requested", "granted",
                                                                                  "declined"};
template <>
inline constexpr std::array<std::string_view, 3> names_of<record::Secrecy>{"named", "confidential", "secret"};
template <>
inline constexpr std::array<std::string_view, 2> names_of<record::EvaluationState>{"open", "closed"};
template <>
inline constexpr std::array<std::string_view, 3> names_of<record::RaterSheetState>{"open", "submitted",
                                                                                   "struck"};
template <>
inline constexpr std::array<std::string_view, 7> names_of<record::YearStage>{
    "preparing", "evaluating", "evaluated", "proposed", "deciding", "published", "closed"};
template <>
inline constexpr std::array<std::string_view, 2> names_of<record::MeetingState>{"open", "closed"};
template <>
inline constexpr std::array<std::string_view, 4> names_of<record::NoticeState>{"issued", "acknowledged",
                                                                               "objected", "answered"};
template <>
inline constexpr std::array<std::string_view, 7> names_of<record::UseKind>{
    "promotion", "honour", "practice", "recuperation", "training", "reminder_talk", "other"};
template <>
inline constexpr std::array<std::string_view, 4> names_of<record::UseState>{"proposed", "agreed", "declined",
                                                                            "carried_out"};

template <class Value>
concept Named = std::is_enum_v<Value> &&(names_of<Value>.size() > 0);

template <Named Value>
std::string_view name_of(Value value) {
    auto position = static_cast<size_t>(value);
    base::check(position < names_of<Value>.size(), "every value of an enum has its name");
    return names_of<Value>[position];
}

template <Named Value>
std::optional<Value> value_of(std::string_view name) {
    for (size_t i = 0; i < names_of<Value>.size(); ++i)
        if (names_of<Value>[i] == name) return static_cast<Value>(i);
    return std::nullopt;
}

} // namespace zhishi::store
