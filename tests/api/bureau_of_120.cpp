#include "tests/api/bureau_of_120.h"

#include "tests/record/bureau.h"
#include "workflow/calendars.h"

namespace zhishi::test {

namespace {

using record::PostKind;

std::string named(const char* what, int number) {
    return std::string(what) + "-" + std::to_string(number);
}

int leader_of_section(int section) {
    return section < 4 ? 1 : section < 8 ? 2 : section < 11 ? 3 : 4;
}

int number_of(const std::string& official) {
    return std::stoi(official.substr(official.find('-') + 1));
}

// A stable number of a text: no library promises the same hash tomorrow.
unsigned mixed(const std::string& text) {
    unsigned value = 2166136261U;
    for (unsigned char byte : text)
        value = (value ^ byte) * 16777619U;
    return value >> 8;
}

std::string halves(int count) {
    return std::to_string(count / 2) + (count % 2 ? ".5" : "");
}

void put_person(RunningServer& running, const std::string& id, const std::string& name,
                const std::string& unit, PostKind kind) {
    record::Official person = official(id.c_str(), name.c_str());
    record::Post held = post(("post-" + id).c_str(), id.c_str(), unit.c_str(), kind, "2022-01-01");
    if (id == joiner) person.from = held.from = day("2025-07-01");
    if (id == mover) held.to = day("2025-05-09");
    if (id == leaver) held.to = person.to = day("2025-08-15");
    person.version = held.version = 0;
    running.put(person);
    running.put(held);
    running.add_account(id, {.official = person.id, .is_office = id == "staff-0"});
}

} // namespace

std::vector<std::string> all_of_120() {
    std::vector<std::string> all;
    for (int i = 0; i < leaders_of_120; ++i)
        all.push_back(named("leader", i));
    for (int i = 0; i < sections_of_120; ++i)
        all.push_back(named("head", i));
    for (int i = 0; i < staff_of_120; ++i)
        all.push_back(named("staff", i));
    return all;
}

int section_of(const std::string& official) {
    if (official.starts_with("leader")) return -1;
    return number_of(official) % sections_of_120;
}

void move_120_in(RunningServer& running) {
    for (int i = 0; i < sections_of_120; ++i) {
        record::Unit unit;
        unit.organ = {"organ"};
        unit.id = {named("section", i)};
        unit.name = "第" + std::to_string(i + 1) + "处";
        unit.parent = {"root"};
        unit.ordinal = i + 1;
        unit.from = day("2020-01-01");
        running.put(unit);
    }
    for (const std::string& id : all_of_120()) {
        int section = section_of(id);
        PostKind kind = section < 0              ? PostKind::leader
                        : id.starts_with("head") ? PostKind::head
                                                 : PostKind::staff;
        put_person(running, id, "同志" + id, section < 0 ? "root" : named("section", section), kind);
    }
    record::Post second = post("post-mover-2", mover, "section-12", PostKind::staff, "2025-05-10");
    second.version = 0;
    running.put(second);
    for (int section = -1; section < sections_of_120; ++section) {
        record::Charge charge;
        charge.organ = {"organ"};
        charge.id = {named("charge", section + 1)};
        charge.leader = {named("leader", section < 0 ? 0 : leader_of_section(section))};
        charge.unit = {section < 0 ? "root" : named("section", section)};
        charge.from = day("2022-01-01");
        running.put(charge);
    }
    for (const auto& shipped : workflow::shipped_calendars()) {
        bool is_there = false;
        for (const auto& kept : running.all<record::OrganCalendarYear>())
            is_there |= kept.year == shipped.year;
        if (is_there) continue;
        record::OrganCalendarYear year = workflow::calendar_for({"organ"}, shipped);
        year.version = 0;
        running.put(year);
    }
}

std::string quarter_item_score(const std::string& official, int quarter, int item) {
    if (official == at_the_gate) return "85";
    // 85, 85, 85 and 84.95: 84.9875, so 84.99 in the mean.
    if (official == below_the_gate) return quarter == 4 && item == 0 ? "84.9" : "85";
    // The staff of the last two sections cannot be told apart, and stand at the head of their group: a tie at
    // the quota.
    int section = section_of(official);
    if (official.starts_with("staff") && section >= 12) return "96";
    unsigned of = mixed(official);
    return halves(170 + static_cast<int>((of + static_cast<unsigned>(quarter * 5 + item * 3)) % 25));
}

std::string evaluation_score(const std::string& rater, const std::string& official) {
    int section = section_of(official);
    if (official.starts_with("staff") && section >= 12) return "96";
    return halves(168 + static_cast<int>((mixed(official) + mixed(rater)) % 27));
}

} // namespace zhishi::test
