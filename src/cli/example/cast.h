// The small example, one section of a city's bureau: who works there, on what, and in which words. City,
// bureau, projects and people are made up.
#pragma once

#include "cli/example/bureau.h"

#include <optional>
#include <string_view>
#include <vector>

namespace zhishi::cli::example {

inline constexpr std::string_view organ_name = "安澜市发展和改革局";

// What a line of work is about: the texts of its log name one of these.
enum class Pool { projects, districts, trades, papers };
const std::vector<std::string_view>& objects_of(Pool pool);

// A line of work that runs through the year. In an action, {} stands for an object of the pool and # for a
// small number.
struct Line {
    size_t unit_work = 0; // of the works of the unit, by position
    std::string_view annual_goal, annual_measure;
    std::string_view goal_before, goal_now; // of last month and of this one
    std::string_view measure;
    Pool pool = Pool::projects;
    std::vector<std::string_view> actions;
    std::string_view result; // how last month's summary begins on it
};

enum class Seat { bureau, general, investment }; // in the order of Bureau::units

struct Member {
    std::string_view name, pinyin, login, title;
    record::PostKind kind = record::PostKind::staff;
    Seat seat = Seat::investment;
    std::vector<Line> lines;
    std::string_view lack;   // what he finds wanting in his own month
    std::string_view merit;  // what the reviewer says of it: empty where nobody reviews
    std::string_view advice; // and asks for
};

const std::vector<Member>& cast();
// As of the day on which the organ is founded.
Roster roster_of_cast(base::Date day);

// Positions in cast() of those who do something of their own.
namespace place {
inline constexpr size_t principal = 0, deputy = 1, general_head = 2, office = 3, investment_head = 4;
inline constexpr size_t approvals = 6, central_funds = 7, bonds = 8, statistics = 9, registrations = 10;
inline constexpr size_t bidding = 11, reserve = 12, private_investment = 13, inspection = 14;
} // namespace place

// Whom the posts make the reviewer; nullopt for the leaders.
std::optional<size_t> reviewer_of(size_t member);
inline const record::UnitId& unit_of(const Bureau& bureau, Seat seat) {
    return bureau.units[static_cast<size_t>(seat)];
}

std::vector<Member> leaders_and_general_section();
std::vector<Member> investment_section_first_half();
std::vector<Member> investment_section_second_half();

struct Work {
    std::string_view title, measure;
    int due_month = 12;
};
const std::vector<Work>& works_of(Seat seat);
std::string_view name_of(Seat seat);

// Work that no plan foresaw, with the same two marks; each over Pool::papers.
const std::vector<std::string_view>& occasional_actions();

// What stands in the other fields of an entry.
const std::vector<std::string_view>& places_of(Pool pool);
const std::vector<std::string_view>& people_of(Pool pool);
const std::vector<std::string_view>& measures_taken();
const std::vector<std::string_view>& stages_reached();
const std::vector<std::string_view>& effects_seen();

} // namespace zhishi::cli::example
