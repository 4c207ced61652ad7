#include "tests/api/bureau_server.h"

#include "tests/record/bureau.h"

namespace zhishi::test {

void move_in(RunningServer& running) {
    record::DirectoryParts parts = bureau();
    auto put_all = [&](auto& records) {
        for (auto& record : records) {
            record.version = 0;
            running.put(record);
        }
    };
    std::erase_if(parts.units, [](const record::Unit& unit) { return unit.id.value == "root"; });
    put_all(parts.units);
    put_all(parts.officials);
    put_all(parts.posts);
    put_all(parts.charges);
    for (auto& year : parts.calendars) {
        bool is_there = false;
        for (const auto& kept : running.all<record::OrganCalendarYear>())
            is_there |= kept.year == year.year;
        year.version = 0;
        if (!is_there) running.put(year);
    }
    for (const auto& person : parts.officials)
        running.add_account(person.id.value, {.official = person.id});
    running.add_account("office", {.is_office = true});
}

std::string path_of(const char* official, const char* what, const char* period) {
    return std::string("/api/officials/") + official + "/" + what + "/" + period;
}

} // namespace zhishi::test
