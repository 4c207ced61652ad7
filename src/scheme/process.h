// The process of a scheme: which steps there are, who acts, until when, and the settings of the daily record.
//
// The records tower reads this and nothing else of a scheme. All of it is data of schemes/<id>/scheme.yaml
// (section `process`), so an organ that sets another deadline changes its scheme and no line of the program.
#pragma once

#include "base/date.h"
#include "base/number.h"
#include "base/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::scheme {

// The n-th working day of the step's period, or the n-th working day after its end (1-based, at most
// deadline_working_days_max). The organ's working calendar turns it into a date.
struct Deadline {
    enum class Anchor { period_start, period_end };
    Anchor anchor = Anchor::period_start;
    int working_days = 1;
    bool operator==(const Deadline&) const = default;
};

// No step may wait longer than a year has working days.
inline constexpr int deadline_working_days_max = 260;

struct ProcessStep {
    std::string id;     // month_plan
    base::Text title;   // 月初工作计划 / Monthly plan
    std::string actor;  // self | reviewer | rater | office | committee
    std::string period; // month | quarter | half | year: how often the step comes round
    Deadline deadline;
    std::string source;  // id in schemes/sources.yaml
    std::string article; // where in the source: RZ-16, 第九条
    std::string mark;    // S: the source says so; D: a default of ours; L: the law
};

// A switch or number of the daily record, by name: log.late_days = 3, log.visibility = line, logging = on.
struct Setting {
    base::Text title;
    std::string value;
    std::string unit; // id in schemes/units.yaml, or "word"
    std::string source;
    std::string article;
    std::string mark;
};

// Who rates on a sheet, as the organ's posts say it: the reviewer one level up; all bureau leaders; all
// heads; the head of the person's own unit; who else holds a post in his unit. Nobody rates himself.
enum class Circle { reviewer, leaders, heads, own_head, own_unit };

struct SheetItem {
    std::string id; // as in the scheme's ratings: duty
    base::Text title;
    base::Number min, max; // both included
};

// A rating sheet: who rates whom on which items in which period. Items, titles and ranges come from the
// scheme's inputs, so a sheet asks for nothing that the scheme does not read.
struct Sheet {
    std::string id; // quarter_review
    base::Text title;
    std::string period; // month | quarter | half | year
    std::string role;   // under which the ratings enter; empty: the word of the circle (role_word)
    std::map<std::string, std::vector<SheetItem>>
        items; // by class of subject; a class that is not there is not rated
    std::map<std::string, std::vector<Circle>> raters; // by class; the first circle that a rater fits counts
    base::Number reason_from;                          // a score of at least so much asks for a reason
    base::Number reason_below;                         // so does one below this
    int decimals = 0;                                  // that a score may have
    std::string source, article, mark;
};
// reviewer: superior, leaders: leader, heads and own_head: head, own_unit: colleague.
std::string_view role_word(Circle circle);

struct Process {
    std::vector<ProcessStep> steps;          // in the order of the year
    std::vector<Sheet> sheets;               // in the order written
    std::map<std::string, Setting> settings; // by name

    const Sheet* sheet(std::string_view id) const; // nullptr: the scheme has none
    // The step of that id; nullptr where the scheme has none (the product then does not ask for it).
    const ProcessStep* step(std::string_view id) const;
    // The value of a setting as a word; `otherwise` where the scheme does not name it.
    std::string word(std::string_view setting, std::string_view otherwise) const;
    // The value of a setting that is a whole number (the checker held it to 0..deadline_working_days_max).
    std::optional<int> whole(std::string_view setting) const;
};

} // namespace zhishi::scheme
