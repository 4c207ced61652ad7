#include "cli/example/cast.h"

namespace zhishi::cli::example {

namespace {

std::string shown_role_of(size_t member) {
    switch (member) {
    case place::deputy: return "分管局领导：审核处长；考核委员会副主任";
    case place::investment_head: return "处长：分解任务，审核本处人员";
    case place::approvals: return "工作人员：本月计划已确认";
    case place::central_funds: return "工作人员：本月计划被退回待修改";
    case place::office: return "考核办：机构人员、办理进展、年度考核";
    default: return "";
    }
}

} // namespace

std::optional<size_t> reviewer_of(size_t member) {
    switch (member) {
    case place::principal:
    case place::deputy: return std::nullopt;
    case place::general_head: return place::principal;
    case place::office: return place::general_head;
    case place::investment_head: return place::deputy;
    default: return place::investment_head;
    }
}

Roster roster_of_cast(base::Date day) {
    Roster roster;
    roster.organ_name = organ_name;
    for (Seat seat : {Seat::general, Seat::investment})
        roster.units.emplace_back(name_of(seat));
    for (const Member& member : cast()) {
        int position = static_cast<int>(roster.people.size());
        Roster::Person person;
        person.name = member.name;
        person.pinyin = member.pinyin;
        person.login = member.login;
        person.title = member.title;
        person.unit = static_cast<size_t>(member.seat);
        person.kind = member.kind;
        person.from = *base::Date::from(day.year() - 2 - position % 5, 1 + position * 5 % 12, 1);
        person.shown_role = shown_role_of(roster.people.size());
        person.is_office = roster.people.size() == place::office;
        roster.people.push_back(std::move(person));
    }
    roster.charges = {{place::principal, static_cast<size_t>(Seat::bureau)},
                      {place::deputy, static_cast<size_t>(Seat::investment)}};
    roster.charges_from = *base::Date::from(day.year() - 1, 1, 1);
    return roster;
}

} // namespace zhishi::cli::example
