// The people of the whole bureau through its year: when each comes and goes, and what he does from when.
#pragma once

#include "cli/example/bureau.h"
#include "cli/example/timetable.h"
#include "cli/example/vocabulary.h"

#include <optional>

namespace zhishi::cli::example {

// A post with its work.
struct Stint {
    base::Date from;
    size_t section = 0;
    record::PostKind kind = record::PostKind::staff;
    std::string title;
    std::vector<size_t> kinds; // of work
};

struct Employee {
    const StaffMember* member = nullptr;
    std::vector<Stint> stints;               // oldest first
    std::optional<base::Date> comes, leaves; // within the year of the example
    std::optional<base::Date> away_from, away_to;

    const Stint& on(base::Date day) const;
    bool is_leader() const { return stints.front().kind == record::PostKind::leader; }
    bool is_away(base::Date day) const { return away_from && *away_from <= day && day <= *away_to; }
    bool is_there(base::Date day) const {
        return (!comes || *comes <= day) && (!leaves || day <= *leaves) && !is_away(day);
    }
};

class Staff {
  public:
    // `year`: that of the days in data/example, which are taken to the next working day.
    Staff(int year, const WorkingDays& days);

    const std::vector<Employee>& people() const { return people_; }
    size_t size() const { return people_.size(); }
    const Employee& at(size_t position) const { return people_[position]; }
    size_t position_of(const std::string& login) const;
    size_t office() const;
    const Section& section_of(const Stint& stint) const { return vocabulary().sections[stint.section]; }
    base::Date day(const std::string& month_and_day) const;

    // The days of the month on which he does his papers: empty where he is away, has left or comes at its
    // end.
    struct Presence {
        base::Date first, last; // worked days
    };
    std::optional<Presence> presence_in(size_t position, const base::Period& month) const;

    Roster roster() const;

  private:
    int year_;
    const WorkingDays& days_;
    std::vector<Employee> people_;
};

} // namespace zhishi::cli::example
