// The whole bureau of the example: what its files say, the texts of its year, and six weeks of it made. The
// whole of it is made by the release program in web/e2e/example.spec.ts.
#include "cli/example/bureau_year.h"
#include "cli/schemes_in_use.h"
#include "record/limits.h"
#include "store/chain.h"
#include "tests/cli/example_database.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace zhishi::cli {

namespace {

using namespace example;

base::Date day(const char* text) {
    return *base::Date::parse(text);
}

// The year up to that day, from January of its own year or of the year before.
struct Year {
    explicit Year(const char* until, int year) : staff(year, days) {
        base::Date first = days.first_of(base::Period::of_year(year), 1);
        drafts = draft_logs(staff, days, first, day(until));
    }
    WorkingDays days;
    Staff staff;
    std::vector<LogDraft> drafts;

    std::vector<std::string> texts() const {
        std::vector<std::string> all;
        for (const auto& draft : drafts)
            all.push_back(draft.composed.entry.content);
        return all;
    }
};
const Year& until_november() {
    static const Year year("2026-11-18", 2026);
    return year;
}

// Texts of a thousand that somebody had written before.
size_t equal_per_thousand(const std::vector<std::string>& texts) {
    std::set<std::string> different(texts.begin(), texts.end());
    return (texts.size() - different.size()) * 1000 / texts.size();
}
// What the notation leaves behind where it was not understood.
bool has_marks(const std::string& text) {
    return text.find_first_of("{}[]|?!#") != std::string::npos || text.find(" ") != std::string::npos;
}
size_t characters(const std::string& text) {
    return static_cast<size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

TEST(example_bureau, the_measures_of_its_texts_find_a_planted_fault) {
    EXPECT_EQ(equal_per_thousand({"甲", "乙", "甲", "丙"}), 250u);
    EXPECT_EQ(equal_per_thousand({"甲", "乙"}), 0u);
    for (const char* text : {"审核{project}", "[甲|乙]", "甲|乙", "?甲", "甲 乙"})
        EXPECT_TRUE(has_marks(text)) << text;
    EXPECT_FALSE(has_marks("会同省财政厅核对3个项目，完成87%。"));
    EXPECT_EQ(characters("甲a，"), 3u);
}

TEST(example_bureau, has_120_people_in_14_sections_under_five_leaders) {
    const Staff& staff = until_november().staff;
    EXPECT_EQ(vocabulary().sections.size(), 15u); // the leaders' among them
    EXPECT_EQ(vocabulary().sections.front().people.size(), 5u);
    std::set<std::string> names, logins;
    std::map<size_t, int> heads;
    int there = 0, come = 0, left = 0, away = 0, moved = 0, disciplined = 0, on_probation = 0;
    for (const Employee& one : staff.people()) {
        names.insert(one.member->name);
        logins.insert(one.member->login);
        there += !one.leaves;
        come += one.comes.has_value();
        left += one.leaves.has_value();
        away += one.away_from.has_value();
        moved += one.stints.size() > 1;
        disciplined += one.member->life.state.starts_with("discipline");
        on_probation += one.member->life.state == "probation";
        const Stint& now = one.on(day("2026-11-18"));
        heads[now.section] += now.kind == record::PostKind::head && !one.leaves;
        for (const Stint& stint : one.stints)
            for (size_t kind : stint.kinds)
                EXPECT_LT(kind, staff.section_of(stint).kinds.size()) << one.member->name;
    }
    EXPECT_EQ(there, 120);
    EXPECT_EQ(names.size(), staff.size());
    EXPECT_EQ(logins.size(), staff.size());
    EXPECT_EQ(come, 2);
    EXPECT_EQ(left, 2);
    EXPECT_EQ(away, 2);
    EXPECT_EQ(moved, 5);
    EXPECT_EQ(disciplined, 1);
    EXPECT_EQ(on_probation, 2);
    for (size_t section = 1; section <= 14; ++section)
        EXPECT_EQ(heads[section], 1) << vocabulary().sections[section].name;
}

TEST(example_bureau, every_kind_of_work_is_complete) {
    for (const Section& section : vocabulary().sections)
        for (const Kind& kind : section.kinds) {
            SCOPED_TRACE(section.name + " " + kind.goal);
            EXPECT_LT(kind.unit_work, section.works.size());
            EXPECT_GE(kind.steps.size(), 5u);
            EXPECT_GE(kind.months.size(), 3u);
            EXPECT_FALSE(kind.measure.empty() || kind.results.empty() || kind.praises.empty() ||
                         kind.advices.empty());
        }
}

TEST(example_bureau, its_year_is_some_25000_entries_of_which_hardly_any_are_equal) {
    const Year& year = until_november();
    std::vector<std::string> texts = year.texts();
    EXPECT_GE(texts.size(), 23'000u);
    EXPECT_LE(texts.size(), 27'000u);
    EXPECT_LE(equal_per_thousand(texts), 20u);
    int late = 0, limited = 0, withdrawn = 0, unplanned = 0;
    std::vector<int> of_person(year.staff.size());
    for (const LogDraft& draft : year.drafts) {
        const record::LogEntry& entry = draft.composed.entry;
        for (const std::string& text : {entry.content, entry.time, entry.place, entry.people, entry.measures,
                                        entry.progress, entry.effect})
            EXPECT_FALSE(has_marks(text)) << text;
        EXPECT_LE(characters(entry.content), 90u) << entry.content; // a day's note, no essay
        EXPECT_TRUE(year.days.is_worked(entry.work_date));
        EXPECT_TRUE(year.staff.at(draft.who).is_there(draft.written)) << entry.content;
        EXPECT_GE(draft.written, entry.work_date);
        late += draft.written > year.days.near(entry.work_date, 3);
        limited += entry.is_limited;
        withdrawn += draft.is_withdrawn;
        unplanned += !draft.composed.line;
        ++of_person[draft.who];
    }
    EXPECT_GE(late, 100);
    EXPECT_GE(limited, 50);
    EXPECT_GE(withdrawn, 20);
    EXPECT_GE(unplanned, 2'000);
    // Nobody has to write every day.
    auto [fewest, most] = std::minmax_element(of_person.begin(), of_person.end());
    EXPECT_LT(*fewest, 50);
    EXPECT_GT(*most, 220);
}

TEST(example_bureau, its_year_is_the_same_every_time_and_longer_the_day_after) {
    std::vector<std::string> texts = until_november().texts();
    EXPECT_EQ(Year("2026-11-18", 2026).texts(), texts);
    std::vector<std::string> shorter = Year("2026-03-02", 2026).texts();
    ASSERT_GT(shorter.size(), 3'000u);
    EXPECT_TRUE(std::equal(shorter.begin(), shorter.end(), texts.begin()));
    EXPECT_LE(equal_per_thousand(Year("2026-01-20", 2025).texts()), 20u); // the longest: a year and a month
}

TEST(example_bureau, is_made_the_same_twice_and_leaves_a_whole_chain) {
    constexpr const char* today = "2026-02-11";
    ExampleDatabase one(today, Size::bureau), other(today, Size::bureau);
    EXPECT_GT(content_of(one).size(), 4'000u);
    EXPECT_EQ(content_of(one), content_of(other));
    EXPECT_EQ(acts_of(one), acts_of(other));
    auto organ = one.all<record::Organ>().at(0).id;
    EXPECT_TRUE(store::verify_chain(*one.reader(), organ).value().is_whole());
    // January, reviewed by whom decision 0006 says and closed.
    std::map<record::MonthState, int> states;
    std::set<std::string> comments, reflections;
    int returned = 0;
    for (const auto& month : one.all<record::Month>()) {
        ++states[month.state];
        returned += month.returns;
        comments.insert(month.review.comment);
        reflections.insert(month.reflection);
        EXPECT_FALSE(has_marks(month.review.comment)) << month.review.comment;
        for (const auto& item : month.items)
            EXPECT_FALSE(has_marks(item.goal)) << item.goal;
    }
    EXPECT_EQ(states[record::MonthState::approved], 115);
    EXPECT_EQ(states[record::MonthState::kept], 5);
    EXPECT_GE(returned, 1);
    EXPECT_GE(comments.size(), 90u);
    EXPECT_GE(reflections.size(), 110u);
    auto periods = one.all<record::PeriodState>();
    ASSERT_EQ(periods.size(), 1u);
    EXPECT_TRUE(periods[0].is_closed);
    EXPECT_EQ(one.accounts().size(), 7u);
}

} // namespace

} // namespace zhishi::cli
