// How long and how many: the bounds on what people write, each with its reason. Lengths in characters.
#pragma once

#include <cstddef>

namespace zhishi::record::limits {

inline constexpr size_t name_max = 64;        // 姓名、单位名称: fits one line of an A4 form
inline constexpr size_t short_text_max = 100; // time, place, progress: a phrase
inline constexpr size_t text_max = 1000;      // one entry of a log, one item of a summary: half an A4 page
inline constexpr size_t comment_max = 500;    // a reviewer's short comment (RZ-21)
inline constexpr size_t reason_max = 300;     // a reason is a sentence or two
inline constexpr size_t login_max = 32;
inline constexpr size_t password_min = 10;    // 等级保护: length and kinds of characters
inline constexpr size_t password_max = 128;   // so that hashing cannot be made expensive from outside
inline constexpr size_t plan_items_max = 30;  // more is a list of trifles (law.md: no formalism)
inline constexpr size_t month_items_max = 60; // plan items and work outside the plan
inline constexpr size_t unit_works_max = 100;
inline constexpr size_t log_links_max = 10;         // plan items one entry may name
inline constexpr size_t log_entries_a_day_max = 50; // a person's; nobody writes more by hand
inline constexpr size_t unit_depth_max = 8;
inline constexpr size_t units_max = 2000;       // of one organ
inline constexpr size_t officials_max = 20000;  // of one organ
inline constexpr size_t sheet_items_max = 30;        // items of one rating sheet: more is not weighed
inline constexpr size_t decimals_of_score_max = 2;   // finer than hundredths nobody judges
inline constexpr size_t meeting_present_max = 60;    // a committee larger than this decides nothing
inline constexpr size_t leaves_room_max = 500;
inline constexpr size_t decisions_at_once_max = 2000; // a bulk decision of one meeting
inline constexpr size_t dimensions_max = 30;
inline constexpr size_t summary_text_max = 4000; // the annual form gives its summary a page and a half
inline constexpr size_t login_failures_max = 5; // then the account is locked (等级保护)

} // namespace zhishi::record::limits
