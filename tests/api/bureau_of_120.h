// A bureau of 120 invented people in fourteen sections under four leaders and a principal, and how its year
// goes: who gets which scores, who is barred, who moves, who leaves. For the tests of a whole year.
//
//   leader-0 is the principal (the root); leader-1 to -4 are in charge of sections 0–3, 4–7, 8–10, 11–13
//   head-0 … head-13; staff-0 … staff-100, section by section in turn
#pragma once

#include "record/appraisal.h"
#include "record/organ.h"
#include "tests/api/server_fixture.h"

#include <string>
#include <vector>

namespace zhishi::test {

inline constexpr int leaders_of_120 = 5, sections_of_120 = 14, staff_of_120 = 101;

// Those of whom something is told.
inline constexpr const char* at_the_gate = "staff-3";    // quarters of 85.00 in the mean
inline constexpr const char* below_the_gate = "staff-4"; // 84.99
inline constexpr const char* warned = "staff-5";         // a warning bars him from 优秀
inline constexpr const char* on_probation = "staff-6";   // takes part, no grade
inline constexpr const char* mover = "staff-7";          // changes the section, and with it the group, in May
inline constexpr const char* leaver = "staff-8";         // leaves in August
inline constexpr const char* joiner = "staff-9";         // comes in July

void move_120_in(RunningServer& running);
std::vector<std::string> all_of_120();
int section_of(const std::string& official); // before the mover moves; -1: a leader

// The score of one item in a quarter of 2025, and the score that a rater gives: the same at every run.
std::string quarter_item_score(const std::string& official, int quarter, int item);
std::string evaluation_score(const std::string& rater, const std::string& official);

} // namespace zhishi::test
