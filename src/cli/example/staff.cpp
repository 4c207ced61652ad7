#include "cli/example/staff.h"

#include "base/check.h"

#include <algorithm>

namespace zhishi::cli::example {

namespace {

constexpr int least_days_of_papers = 8;

} // namespace

const Stint& Employee::on(base::Date day) const {
    const Stint* now = &stints.front();
    for (const Stint& stint : stints)
        if (stint.from <= day) now = &stint;
    return *now;
}

Staff::Staff(int year, const WorkingDays& days) : year_(year), days_(days) {
    const Vocabulary& words = vocabulary();
    for (size_t section = 0; section < words.sections.size(); ++section)
        for (const StaffMember& member : words.sections[section].people) {
            Employee one;
            one.member = &member;
            int back = 2 + static_cast<int>(people_.size() * 7 % 19);
            base::Date from =
                *base::Date::from(year - back, 1 + static_cast<int>(people_.size()) * 5 % 12, 1);
            const Life& life = member.life;
            if (!life.from.empty()) one.comes = from = day(life.from);
            if (!life.to.empty()) one.leaves = day(life.to);
            if (!life.away_from.empty()) {
                one.away_from = day(life.away_from);
                one.away_to = day(life.away_to);
            }
            one.stints.push_back({from, section, member.kind, member.title, member.kinds});
            people_.push_back(std::move(one));
        }
    for (const Move& move : words.moves)
        people_[position_of(move.login)].stints.push_back(
            {day(move.on), move.section, move.kind, move.title, move.kinds});
}

base::Date Staff::day(const std::string& month_and_day) const {
    auto date = base::Date::parse(std::to_string(year_) + "-" + month_and_day);
    base::check(date.has_value(), "a day of the example is written MM-DD");
    return days_.from(*date);
}

size_t Staff::position_of(const std::string& login) const {
    auto found = std::find_if(people_.begin(), people_.end(),
                              [&](const Employee& one) { return one.member->login == login; });
    base::check(found != people_.end(), "who is named in the example is in it");
    return static_cast<size_t>(found - people_.begin());
}

size_t Staff::office() const {
    auto found = std::find_if(people_.begin(), people_.end(),
                              [](const Employee& one) { return one.member->is_office; });
    base::check(found != people_.end(), "the example has an appraisal office");
    return static_cast<size_t>(found - people_.begin());
}

std::optional<Staff::Presence> Staff::presence_in(size_t position, const base::Period& month) const {
    const Employee& one = people_[position];
    std::optional<Presence> presence;
    int count = 0;
    for (base::Date day = month.first(); day <= month.last(); day = day.plus_days(1)) {
        if (!days_.is_worked(day) || !one.is_there(day)) continue;
        if (!presence) presence = Presence{day, day};
        presence->last = day;
        ++count;
    }
    bool is_away_at_the_end = one.is_away(days_.near(month.last(), 1)) || one.is_away(month.last());
    if (count < least_days_of_papers || is_away_at_the_end) return std::nullopt;
    return presence;
}

Roster Staff::roster() const {
    const Vocabulary& words = vocabulary();
    Roster roster;
    roster.organ_name = words.organ_name;
    for (size_t section = 1; section < words.sections.size(); ++section)
        roster.units.push_back(words.sections[section].name);
    for (size_t i = 0; i < people_.size(); ++i) {
        const StaffMember& member = *people_[i].member;
        const Stint& first = people_[i].stints.front();
        roster.people.push_back({member.name, member.pinyin, member.login, member.title, first.section,
                                 member.kind, first.from, member.shown_role, member.is_office,
                                 !people_[i].comes});
        for (size_t charge : member.charges)
            roster.charges.push_back({i, charge});
    }
    roster.charges_from = *base::Date::from(year_ - 1, 1, 1);
    return roster;
}

} // namespace zhishi::cli::example
