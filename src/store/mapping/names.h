// The names by which states and kinds stand in the database: their identifiers. A name never changes its
// meaning.
#pragma once

#include "base/check.h"
#include "record/log_entry.h"
#include "record/month.h"
#include "record/organ.h"
#include "record/plan.h"

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
inline constexpr std::array<std::string_view, 4> names_of<record::RemindedStep>{
    "month_plan", "month_plan_confirmation", "month_summary", "month_review"};

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
