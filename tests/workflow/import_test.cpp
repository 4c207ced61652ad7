// Tables taken in: units, people, posts, charges, calendar, grades of earlier years.
#include "tests/workflow/house.h"
#include "workflow/imports.h"
#include "workflow/personnel.h"

#include <algorithm>

namespace zhishi::test {

using namespace workflow;

namespace {

using Cells = std::vector<std::pair<std::string_view, std::string>>;

} // namespace

class ImportTest : public House {
  protected:
    record::DirectoryParts parts() override {
        record::DirectoryParts parts = bureau();
        for (auto& person : parts.officials) {
            if (person.id.value == "li") person.number = "1004";
            if (person.id.value == "wu") person.name = "王宁"; // two of one name
        }
        return parts;
    }
    // Rows by key; a column that no row names is not in the table.
    std::vector<ImportLine> table(ImportKind kind, const std::vector<Cells>& rows) {
        auto form = run([&](const Context& c) { return import_form(c, kind); }).value();
        std::vector<ImportLine> lines;
        for (const auto& row : rows) {
            ImportLine line{static_cast<int>(lines.size()) + 2, {}, {}};
            for (const auto& column : form.columns) {
                bool is_there = false;
                std::string text;
                for (const auto& other : rows)
                    for (const auto& [key, value] : other)
                        is_there = is_there || key == column.key;
                for (const auto& [key, value] : row)
                    if (key == column.key) text = value;
                line.cells.push_back(is_there ? std::optional(text) : std::nullopt);
            }
            lines.push_back(std::move(line));
        }
        return lines;
    }
    ImportReport checked(ImportKind kind, const std::vector<Cells>& rows) {
        auto lines = table(kind, rows);
        return run([&](const Context& c) { return check_import(c, kind, lines); }).value();
    }
    std::string take(ImportKind kind, const std::vector<Cells>& rows, std::optional<size_t> left_out = {}) {
        auto lines = table(kind, rows);
        return code([&](const Context& c) { return take_import(c, kind, lines, left_out); });
    }
    // "new", "changed", "same", or the codes and columns of the faults.
    std::vector<std::string> told(const ImportReport& report) {
        std::vector<std::string> words;
        for (const auto& row : report.rows) {
            std::string word = row.effect == ImportEffect::is_new       ? "new"
                               : row.effect == ImportEffect::is_changed ? "changed"
                               : row.effect == ImportEffect::is_same    ? "same"
                                                                        : "";
            for (const auto& fault : row.faults)
                word += (word.empty() ? "" : " ") + fault.code + ":" + fault.place.pointer;
            words.push_back(word);
        }
        return words;
    }
    template <class Record>
    std::optional<Record> named(const std::string& name) {
        for (auto& record : all<Record>())
            if (record.name == name) return record;
        return std::nullopt;
    }
};

using Words = std::vector<std::string>;

TEST_F(ImportTest, units_may_rest_on_units_of_the_same_table_in_any_order) {
    as("office", "2026-09-10");
    std::vector<Cells> rows{
        {{"name", "综合组"}, {"parent", "第一分局"}, {"from", "2026-09-01"}},
        {{"name", "第一分局"}, {"parent", "江州市发展和改革局"}, {"from", "2026/9/1"}, {"ordinal", "7"}},
        {{"name", "项目科"}, {"parent", "投资处"}, {"from", "2020年1月1日"}},
    };
    EXPECT_EQ(told(checked(ImportKind::units, rows)), (Words{"new", "new", "same"}));
    ASSERT_EQ(take(ImportKind::units, rows), "");
    auto group = named<record::Unit>("综合组"), branch = named<record::Unit>("第一分局");
    ASSERT_TRUE(group && branch);
    EXPECT_EQ(group->parent, branch->id);
    EXPECT_EQ(branch->parent.value, "root");
    EXPECT_EQ(branch->ordinal, 7);
    EXPECT_EQ(branch->from, day("2026-09-01"));
    EXPECT_EQ(take(ImportKind::units, rows), "nothing_to_import");
    expect_whole_chain();
}

TEST_F(ImportTest, a_unit_is_renamed_and_moved_by_its_id) {
    as("office", "2026-09-10");
    std::vector<Cells> rows{{{"id", "project"}, {"name", "重大项目科"}, {"parent", "综合处"}}};
    auto report = checked(ImportKind::units, rows);
    ASSERT_EQ(told(report), (Words{"changed"}));
    ASSERT_EQ(report.rows[0].changes.size(), 2u);
    EXPECT_EQ(report.rows[0].changes[0].before, "项目科");
    EXPECT_EQ(report.rows[0].changes[1].after, "综合处");
    ASSERT_EQ(take(ImportKind::units, rows), "");
    EXPECT_EQ(named<record::Unit>("重大项目科")->parent.value, "general");
    EXPECT_EQ(named<record::Unit>("重大项目科")->from, day("2020-01-01")) << "an absent column stays";
}

TEST_F(ImportTest, units_name_every_fault_and_what_rests_on_a_faulty_row_falls_with_it) {
    as("office", "2026-09-10");
    std::vector<Cells> rows{
        {{"name", "甲分局"}, {"parent", "没有的处"}, {"from", "2026-09-01"}},
        {{"name", "乙科"}, {"parent", "甲分局"}, {"from", "2026-09-01"}},
        {{"name", ""}, {"parent", "投资处"}, {"from", "九月"}},
        {{"name", "丙处"}, {"parent", ""}, {"from", "2026-09-01"}},
        {{"id", "invest"}, {"name", "投资处"}, {"parent", "项目科"}, {"from", "2020-01-01"}},
        {{"name", "综合处"}, {"parent", "江州市发展和改革局"}, {"from", "2020-01-01"}, {"to", "2026-08-31"}},
        {{"name", "综合处"}, {"parent", "江州市发展和改革局"}, {"from", "2020-01-01"}},
        {{"name", "丁处"}, {"parent", "江州市发展和改革局"}, {"from", "2026-09-01"}},
    };
    EXPECT_EQ(
        told(checked(ImportKind::units, rows)),
        (Words{"unit_unknown:parent", "unit_of_faulty_row:parent", "cell_missing:name date_unreadable:from",
               "second_root:parent", "unit_circle:parent", "unit_has_people:to", "row_twice:name", "new"}));
    EXPECT_NE(take(ImportKind::units, rows), "");
    EXPECT_FALSE(named<record::Unit>("丁处"));
    EXPECT_EQ(take(ImportKind::units, rows, 6), "faulty_rows_differ");
    EXPECT_EQ(take(ImportKind::units, rows, 7), "");
    EXPECT_TRUE(named<record::Unit>("丁处"));
    EXPECT_EQ(all<record::Unit>().size(), 5u) << "only the good row";
}

TEST_F(ImportTest, people_come_with_their_first_post_and_are_known_by_their_number) {
    as("office", "2026-09-10");
    std::vector<Cells> rows{
        {{"number", "2001"},
         {"name", "陆文清"},
         {"pinyin", "lu wen qing"},
         {"unit", "投资处"},
         {"kind", "工作人员"},
         {"title", "一级科员"},
         {"from", "2026-07-01"}},
        {{"number", "1004"}, {"name", "李静怡"}, {"pinyin", ""}, {"from", "2020-01-01"}},
        {{"number", ""}, {"name", "郑岚"}, {"unit", "综合处"}, {"kind", "处室负责人"}, {"title", "处长"}},
    };
    auto report = checked(ImportKind::people, rows);
    EXPECT_EQ(told(report), (Words{"new", "changed", "same"}));
    EXPECT_EQ(report.rows[1].changes[0].after, "李静怡");
    ASSERT_EQ(take(ImportKind::people, rows), "");
    auto person = named<record::Official>("陆文清");
    ASSERT_TRUE(person);
    EXPECT_EQ(person->number, "2001");
    bool has_post = false;
    for (const auto& post : all<record::Post>())
        has_post = has_post || (post.official == person->id && post.unit.value == "invest" &&
                                post.title == "一级科员" && post.from == day("2026-07-01"));
    EXPECT_TRUE(has_post);
    EXPECT_EQ(named<record::Official>("李静怡")->id.value, "li");
    EXPECT_EQ(take(ImportKind::people, rows), "nothing_to_import");
}

TEST_F(ImportTest, who_leaves_the_organ_leaves_his_posts) {
    as("office", "2026-09-10");
    std::vector<Cells> rows{{{"name", "李静"}, {"number", "1004"}, {"to", "2026-08-31"}}};
    ASSERT_EQ(take(ImportKind::people, rows), "");
    for (const auto& post : all<record::Post>())
        if (post.official.value == "li") EXPECT_EQ(post.to, day("2026-08-31"));
    EXPECT_EQ(named<record::Official>("李静")->to, day("2026-08-31"));
}

TEST_F(ImportTest, people_name_every_fault) {
    as("office", "2026-09-10");
    std::vector<Cells> rows{
        {{"name", "王宁"}, {"unit", "投资处"}, {"kind", "工作人员"}, {"from", "2026-07-01"}},
        {{"name", "新人"}, {"unit", "没有的处"}, {"kind", "职员"}, {"from", ""}},
        {{"number", "1004"}, {"name", "李静"}, {"unit", "综合处"}, {"kind", "处室负责人"}},
        {{"number", "9"}, {"name", "甲"}, {"unit", "投资处"}, {"kind", "工作人员"}, {"from", "2026-07-01"}},
        {{"number", "9"}, {"name", "乙"}, {"unit", "投资处"}, {"kind", "工作人员"}, {"from", "2026-07-01"}},
        {{"name", "丙"}, {"unit", "投资处"}, {"kind", "工作人员"}, {"from", "2019-07-01"}},
        {{"name", std::string(65, 'x')}, {"unit", "投资处"}, {"kind", "工作人员"}, {"from", "2026-07-01"}},
    };
    EXPECT_EQ(told(checked(ImportKind::people, rows)),
              (Words{"official_ambiguous:name", "cell_missing:from unit_unknown:unit word_unknown:kind",
                     "post_differs:unit post_differs:kind", "new", "row_twice:number",
                     "post_outside_unit:from", "text_too_long:name"}));
    EXPECT_NE(take(ImportKind::people, rows), "");
    EXPECT_EQ(all<record::Official>().size(), 8u);
}

TEST_F(ImportTest, posts_and_charges_are_known_by_person_unit_and_first_day) {
    as("office", "2026-09-10");
    std::vector<Cells> rows{
        {{"name", "李静"},
         {"unit", "投资处"},
         {"kind", "工作人员"},
         {"title", "主任科员"},
         {"from", "2020-01-01"},
         {"to", "2026-08-31"}},
        {{"name", "李静"},
         {"unit", "综合处"},
         {"kind", "处室负责人"},
         {"title", "副处长"},
         {"from", "2026-09-01"},
         {"is_main", "是"}},
        {{"name", "没有"}, {"unit", "综合处"}, {"kind", "工作人员"}, {"from", "2026-09-01"}},
    };
    EXPECT_EQ(told(checked(ImportKind::posts, rows)), (Words{"changed", "new", "official_unknown:name"}));
    ASSERT_EQ(take(ImportKind::posts, rows, 1), "");
    EXPECT_EQ(all<record::Post>().size(), 9u);
    std::vector<Cells> charges{
        {{"name", "何远"}, {"unit", "江州市发展和改革局"}, {"from", "2020-01-01"}},
        {{"name", "钱立"}, {"unit", "综合处"}, {"from", "2026-09-01"}},
        {{"name", "李静"}, {"unit", "综合处"}, {"from", "2026-09-01"}},
    };
    EXPECT_EQ(told(checked(ImportKind::charges, charges)), (Words{"same", "new", "not_a_leader:name"}));
    charges.pop_back();
    ASSERT_EQ(take(ImportKind::charges, charges), "");
    EXPECT_EQ(all<record::Charge>().size(), 3u);
}

class RefoundedUnitTest : public ImportTest {
  protected:
    record::DirectoryParts parts() override {
        record::DirectoryParts parts = ImportTest::parts();
        record::Unit before = parts.units.front();
        for (const auto& unit : parts.units)
            if (unit.id.value == "project") before = unit;
        before.id = {"project-before"};
        before.from = day("2015-01-01");
        before.to = day("2019-12-31");
        parts.units.push_back(before);
        record::Post post{};
        for (const auto& held : parts.posts)
            if (held.official.value == "li") post = held;
        post.id = {"li-before"};
        post.unit = before.id;
        post.from = day("2018-01-01");
        post.to = day("2019-12-31");
        parts.posts.push_back(post);
        for (auto& person : parts.officials)
            if (person.id.value == "li") person.from = day("2018-01-01");
        return parts;
    }
};

TEST_F(RefoundedUnitTest, a_name_means_the_unit_that_stands_and_the_one_before_is_shown_with_its_end) {
    as("office", "2026-09-10");
    std::vector<Cells> rows{{{"name", "李静"},
                             {"unit", "项目科"},
                             {"kind", "工作人员"},
                             {"title", "主任科员"},
                             {"from", "2026-09-01"}}};
    ASSERT_EQ(told(checked(ImportKind::posts, rows)), (Words{"new"}));
    ASSERT_EQ(take(ImportKind::posts, rows), "");
    for (const auto& post : all<record::Post>())
        if (post.from == day("2026-09-01")) EXPECT_EQ(post.unit.value, "project");
    auto kept = run([&](const Context& c) { return rows_kept(c, ImportKind::posts); }).value();
    std::vector<ImportLine> lines;
    for (auto& row : kept)
        if (std::find(row.begin(), row.end(), "李静") != row.end())
            lines.push_back({static_cast<int>(lines.size()) + 2, {row.begin(), row.end()}, {}});
    ASSERT_EQ(lines.size(), 3u);
    bool is_told = false;
    for (const auto& line : lines)
        for (const auto& cell : line.cells)
            is_told = is_told || (cell && cell->find("项目科（2019-12-31撤销）") != std::string::npos);
    EXPECT_TRUE(is_told);
    auto report = run([&](const Context& c) { return check_import(c, ImportKind::posts, lines); }).value();
    EXPECT_EQ(told(report), (Words{"same", "same", "same"}));
}

TEST_F(ImportTest, a_calendar_keeps_the_days_that_the_table_does_not_name) {
    as("office", "2026-09-10");
    std::vector<Cells> rows{
        {{"date", "2026-10-10"}, {"kind", "放假"}, {"name", "国庆节"}},
        {{"date", "2027-01-01"}, {"kind", "放假"}, {"name", "元旦"}, {"source", "国办通知"}},
        {{"date", "2027-01-03"}, {"kind", "上班"}, {"name", "元旦调休"}},
    };
    EXPECT_EQ(told(checked(ImportKind::calendar, rows)), (Words{"changed", "new", "new"}));
    ASSERT_EQ(take(ImportKind::calendar, rows), "");
    auto years = all<record::OrganCalendarYear>();
    ASSERT_EQ(years.size(), 2u);
    for (const auto& year : years) {
        EXPECT_EQ(year.days.size(), year.year == 2026 ? 8u : 2u);
        if (year.year == 2027) EXPECT_EQ(year.source, "国办通知");
    }
    std::vector<Cells> faulty{{{"date", "2028-01-01"}, {"kind", "放假"}},
                              {{"date", "2028-02-30"}, {"kind", "休息"}},
                              {{"date", "2027-01-01"}, {"kind", "放假"}},
                              {{"date", "2027-01-01"}, {"kind", "放假"}}};
    EXPECT_EQ(
        told(checked(ImportKind::calendar, faulty)),
        (Words{"cell_missing:source", "date_unreadable:date word_unknown:kind", "same", "row_twice:date"}));
}

TEST_F(ImportTest, a_table_of_grades_is_checked_row_by_row_and_taken_whole_or_not_at_all) {
    as("office", "2026-09-10");
    record::PriorGrade kept{{}, {"li"}, 2025, "优秀", "嘉奖", "江人社〔2026〕12号", 0};
    ASSERT_EQ(code([&](const Context& c) { return save_prior_grade(c, kept, 0); }), "");
    std::vector<Cells> rows{
        {{"number", "1004"},
         {"name", "李静"},
         {"year", "2025年"},
         {"grade", "称职"},
         {"award", ""},
         {"source", "文"}},
        {{"name", "周敏"}, {"year", "2025"}, {"grade", " 优秀 "}, {"award", "嘉奖"}, {"source", "文"}},
        {{"name", "王宁"}, {"year", "2025"}, {"grade", "优秀"}},
        {{"name", "周敏"}, {"year", "2025"}, {"grade", "优秀"}},
        {{"number", "1004"}, {"name", "孙明"}, {"year", "二〇二五"}, {"grade", "好极"}},
        {{"year", "2024"}, {"grade", "称职"}},
        {{"name", "周敏"}, {"year", "2026"}, {"grade", "好极"}},
    };
    EXPECT_EQ(told(checked(ImportKind::prior_grades, rows)),
              (Words{"changed", "new", "official_ambiguous:name", "row_twice:year",
                     "name_differs:name number_unreadable:year", "official_unknown:name",
                     "year_out_of_range:year grade_unknown:grade"}));
    auto lines = table(ImportKind::prior_grades, rows);
    auto error = done([&](const Context& c) { return take_import(c, ImportKind::prior_grades, lines, {}); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->more.size(), 7u);
    EXPECT_EQ(error->more[0].place.pointer, "/rows/2/name");
    EXPECT_EQ(all<record::PriorGrade>().size(), 1u);
    rows.resize(2);
    ASSERT_EQ(take(ImportKind::prior_grades, rows), "");
    EXPECT_EQ(all<record::PriorGrade>().size(), 2u);
    EXPECT_EQ(take(ImportKind::prior_grades, rows), "nothing_to_import");
    EXPECT_EQ(code([&](const Context& c) { return take_import(c, ImportKind::prior_grades, {}, {}); }),
              "table_is_empty");
    expect_whole_chain();
}

TEST_F(ImportTest, what_is_there_given_back_unchanged_changes_nothing) {
    as("office", "2026-09-10");
    record::PriorGrade kept{{}, {"li"}, 2025, "优秀", "嘉奖", "江人社〔2026〕12号", 0};
    ASSERT_EQ(code([&](const Context& c) { return save_prior_grade(c, kept, 0); }), "");
    for (ImportKind kind : import_kinds) {
        // Two people of one name can only be told by their numbers.
        if (kind == ImportKind::people || kind == ImportKind::posts) continue;
        auto rows = run([&](const Context& c) { return rows_kept(c, kind); }).value();
        ASSERT_FALSE(rows.empty());
        std::vector<ImportLine> lines;
        for (auto& row : rows)
            lines.push_back({static_cast<int>(lines.size()) + 2, {row.begin(), row.end()}, {}});
        auto report = run([&](const Context& c) { return check_import(c, kind, lines); }).value();
        EXPECT_EQ(report.count(ImportEffect::is_same), rows.size()) << name_of(kind);
    }
}

TEST_F(ImportTest, only_the_office_takes_tables_in) {
    std::vector<Cells> rows{{{"name", "丁处"}, {"parent", "江州市发展和改革局"}, {"from", "2026-09-01"}}};
    as("office", "2026-09-10");
    auto lines = table(ImportKind::units, rows);
    for (const char* who : {"li", "sun", "he"}) {
        as(who, "2026-09-10");
        EXPECT_EQ(code([&](const Context& c) { return take_import(c, ImportKind::units, lines, {}); }),
                  "not_allowed")
            << who;
        EXPECT_FALSE(run([&](const Context& c) { return rows_kept(c, ImportKind::prior_grades); }).ok());
    }
    EXPECT_EQ(all<record::Unit>().size(), 4u);
}

} // namespace zhishi::test
