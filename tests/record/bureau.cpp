#include "tests/record/bureau.h"

namespace zhishi::test {

using record::PostKind;

base::Date day(const char* text) {
    return base::Date::parse(text).value();
}

record::Post post(const char* id, const char* official, const char* unit, PostKind kind, const char* from,
                  const char* to, bool is_main) {
    record::Post held;
    held.organ = {"organ"};
    held.id = {id};
    held.official = {official};
    held.unit = {unit};
    held.kind = kind;
    held.title = kind == PostKind::leader ? "局领导" : kind == PostKind::head ? "处长" : "主任科员";
    held.is_main = is_main;
    held.from = day(from);
    if (to) held.to = day(to);
    held.version = 1;
    return held;
}

record::Official official(const char* id, const char* name) {
    record::Official person;
    person.organ = {"organ"};
    person.id = {id};
    person.name = name;
    person.from = day("2020-01-01");
    person.version = 1;
    return person;
}

record::Acting acting(const char* reviewer, const char* by, const char* from, const char* to) {
    return {{"organ"}, {std::string("acting-") + by}, {reviewer}, {by}, day(from), day(to), "出差", 1};
}

namespace {

record::Unit unit(const char* id, const char* name, const char* parent, int ordinal) {
    record::Unit made;
    made.organ = {"organ"};
    made.id = {id};
    made.name = name;
    made.parent = {parent};
    made.ordinal = ordinal;
    made.from = day("2020-01-01");
    made.version = 1;
    return made;
}

record::OrganCalendarYear year_2026() {
    record::OrganCalendarYear year;
    year.organ = {"organ"};
    year.year = 2026;
    year.source = "测试";
    for (int number = 1; number <= 7; ++number)
        year.days.push_back({base::Date::from(2026, 10, number).value(), false, "国庆节"});
    year.days.push_back({day("2026-10-10"), true, "国庆节调休"});
    year.version = 1;
    return year;
}

} // namespace

record::DirectoryParts bureau() {
    record::DirectoryParts parts;
    parts.organ.id = {"organ"};
    parts.organ.name = "江州市发展和改革局";
    parts.organ.version = 1;
    parts.units = {unit("root", "江州市发展和改革局", "", 0), unit("invest", "投资处", "root", 1),
                   unit("project", "项目科", "invest", 1), unit("general", "综合处", "root", 2)};
    parts.officials = {official("he", "何远"),    official("qian", "钱立"), official("sun", "孙明"),
                       official("li", "李静"),    official("zhou", "周敏"), official("wu", "吴凡"),
                       official("zheng", "郑岚"), official("wang", "王宁")};
    parts.posts = {post("p1", "he", "root", PostKind::leader, "2020-01-01"),
                   post("p2", "qian", "root", PostKind::leader, "2020-01-01"),
                   post("p3", "sun", "invest", PostKind::head, "2020-01-01"),
                   post("p4", "li", "invest", PostKind::staff, "2020-01-01"),
                   post("p5", "zhou", "invest", PostKind::staff, "2020-01-01"),
                   post("p6", "wu", "project", PostKind::staff, "2020-01-01"),
                   post("p7", "zheng", "general", PostKind::head, "2020-01-01"),
                   post("p8", "wang", "general", PostKind::staff, "2020-01-01")};
    auto charge = [](const char* id, const char* leader, const char* unit_id) {
        return record::Charge{{"organ"}, {id}, {leader}, {unit_id}, day("2020-01-01"), {}, 1};
    };
    parts.charges = {charge("c1", "he", "root"), charge("c2", "qian", "invest")};
    parts.calendars = {year_2026()};
    return parts;
}

} // namespace zhishi::test
