// Tables through the door: the template filled in as a clerk would, checked, corrected in the marked copy,
// taken.
#include "exchange/workbook_reader.h"
#include "exchange/workbook_writer.h"
#include "tests/api/bureau_server.h"
#include "tests/api/year_server.h"

#include <gtest/gtest.h>

namespace zhishi::test {

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(const std::string& bytes, size_t sheet = 0) {
    auto workbook = exchange::WorkbookReader::open(bytes);
    if (!workbook) return {};
    Rows rows;
    (void)(*workbook)->each_row(sheet, [&](const exchange::WorkbookRow& row) {
        rows.push_back(row.cells);
        return true;
    });
    return rows;
}

std::string workbook_of(const Rows& rows) {
    auto workbook = exchange::WorkbookWriter::begin().value();
    std::vector<exchange::WorkbookColumn> columns;
    for (const auto& title : rows[0])
        columns.push_back({title});
    workbook->add_sheet("表", "", columns);
    for (size_t i = 1; i < rows.size(); ++i)
        workbook->add_row(rows[i]);
    return workbook->finish().value();
}

class ImportApi : public testing::TestWithParam<const char*> {
  protected:
    ImportApi() : running_({.database = GetParam()}) { move_in(running_); }
    RunningServer running_;
};

} // namespace

TEST_P(ImportApi, a_template_is_filled_checked_corrected_and_taken) {
    ApiClient office = running_.client("office");
    HttpAnswer form = office.get("/api/imports/people/template");
    ASSERT_EQ(form.status, 200) << form.body;
    Rows rows = rows_of(form.body);
    ASSERT_EQ(rows.size(), 2u) << "titles and a sample";
    EXPECT_EQ(rows[0][1], "姓名 *");
    EXPECT_EQ(rows[1].back(), "示例行，导入时自动跳过");
    EXPECT_GE(rows_of(form.body, 1).size(), 8u) << "what to write into each column";

    // The sample stays in, as it does with most people.
    rows.push_back({"3001", "陆文清", "lu wen qing", "投资处", "工作人员", "一级科员", "2026-11-01"});
    rows.push_back({"3002", "高岚", "", "无此处", "工作人员", "", "2026-11-01"});
    std::string file = workbook_of(rows);
    Json tried(office.post_file("/api/imports/people", file).body);
    EXPECT_EQ(tried.text("/is_written"), "false");
    EXPECT_EQ(tried.text("/counts/new"), "1");
    EXPECT_EQ(tried.text("/counts/faulty"), "1");
    EXPECT_EQ(tried.text("/samples"), "1");
    EXPECT_EQ(tried.text("/rows/0/line"), "4");
    EXPECT_NE(tried.text("/rows/0/faults/0").find("单位：没有“无此处”"), std::string::npos);
    EXPECT_EQ(office.post_file("/api/imports/people?dry_run=0", file).status, 422);

    HttpAnswer copy = office.post_file("/api/imports/people/marked-copies", file);
    ASSERT_EQ(copy.status, 200);
    Rows marked = rows_of(copy.body);
    ASSERT_EQ(marked.size(), 3u);
    EXPECT_EQ(marked[0].back(), "问题");
    EXPECT_NE(marked[2].back().find("没有“无此处”"), std::string::npos);
    marked[2][3] = "综合处";
    std::string corrected = workbook_of(marked);
    size_t before = running_.all<record::Official>().size();
    HttpAnswer taken = office.post_file("/api/imports/people?dry_run=0", corrected);
    ASSERT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(Json(taken.body).text("/is_written"), "true");
    EXPECT_EQ(running_.all<record::Official>().size(), before + 2);
    EXPECT_EQ(office.post_file("/api/imports/people?dry_run=0", corrected).status, 409);
    EXPECT_EQ(office.get("/api/officials?q=3002").status, 200);
}

TEST_P(ImportApi, good_rows_are_taken_alone_only_by_who_knows_how_many_are_left_out) {
    ApiClient office = running_.client("office");
    std::string csv = "单位名称,上级单位,设立日期\n新处,某市某局,2026-11-01\n坏处,没有,2026-11-01\n";
    csv = csv.replace(csv.find("某市某局"), std::string("某市某局").size(),
                      running_.all<record::Unit>().front().parent.empty() ? "江州市发展和改革局" : "投资处");
    EXPECT_EQ(office.post_file("/api/imports/units?dry_run=0", csv).status, 422);
    EXPECT_EQ(office.post_file("/api/imports/units?dry_run=0&faulty_left_out=2", csv).status, 409);
    HttpAnswer taken = office.post_file("/api/imports/units?dry_run=0&faulty_left_out=1", csv);
    EXPECT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(Json(taken.body).text("/counts/faulty"), "1");
}

TEST_P(ImportApi, every_kind_given_back_as_it_is_has_nothing_to_take) {
    ApiClient office = running_.client("office");
    for (const char* kind : {"units", "people", "posts", "charges", "calendar"}) {
        HttpAnswer kept = office.get("/api/imports/" + std::string(kind) + "/template?filled=1");
        ASSERT_EQ(kept.status, 200) << kind;
        HttpAnswer tried = office.post_file("/api/imports/" + std::string(kind), kept.body);
        ASSERT_EQ(tried.status, 200) << kind << tried.body;
        Json report(tried.body);
        EXPECT_EQ(report.text("/counts/faulty") + report.text("/counts/new") + report.text("/counts/changed"),
                  "000")
            << kind << tried.body;
        EXPECT_NE(report.text("/counts/same"), "0") << kind;
    }
}

INSTANTIATE_TEST_SUITE_P(Databases, ImportApi, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST(ImportApiDoor, what_is_no_table_is_refused_with_its_reason) {
    RunningServer running;
    move_in(running);
    ApiClient office = running.client("office");
    EXPECT_EQ(office.post("/api/imports/people", "{}").status, 415);
    EXPECT_EQ(office.post_file("/api/imports/people", "").status, 422);
    EXPECT_EQ(office.post_file("/api/imports/people", "a,b\n1,2\n").status, 422);
    EXPECT_EQ(office.post_file("/api/imports/people?dry_run=2", "编号,姓名\n1,王宁\n").status, 400);
    EXPECT_EQ(office.post_file("/api/imports/nothing", "编号,姓名\n1,王宁\n").status, 404);
    EXPECT_EQ(office.post_file("/api/imports/people", std::string(17'000'000, 'x')).status, 413);
    std::string many = "编号,姓名\n";
    for (int i = 0; i < 20'001; ++i)
        many += std::to_string(i) + ",某人\n";
    HttpAnswer long_one = office.post_file("/api/imports/people", many);
    EXPECT_EQ(long_one.status, 413) << long_one.body;
    EXPECT_NE(long_one.body.find("20000"), std::string::npos);
    EXPECT_EQ(running.client("li").post_file("/api/imports/people", many).status, 404);
}

TEST(ImportApiDoor, lrmx_sheets_become_rows_whose_gaps_are_named) {
    RunningServer running;
    move_in(running);
    ApiClient office = running.client("office");
    std::string sheet = "<Person><XingMing>陆 文清</XingMing><XianRenZhiWu>规划处副处长</XianRenZhiWu>"
                        "<NianDuKaoHeJieGuo>2024年优秀，2025年称职</NianDuKaoHeJieGuo></Person>";
    Json tried(office.post_file("/api/imports/people", sheet).body);
    EXPECT_EQ(tried.text("/rows/0/about"), "陆文清");
    EXPECT_EQ(tried.size("/rows/0/faults"), 3u) << "unit, kind, first day";
    Rows copy = rows_of(office.post_file("/api/imports/people/marked-copies", sheet).body);
    ASSERT_EQ(copy.size(), 2u);
    EXPECT_EQ(copy[1][5], "规划处副处长");
    std::string known = sheet;
    known.replace(known.find("陆 文清"), std::string("陆 文清").size(), "李静");
    Json grades(office.post_file("/api/imports/prior-grades?dry_run=0", known).body);
    EXPECT_EQ(grades.text("/counts/new"), "2");
    EXPECT_EQ(running.all<record::PriorGrade>().size(), 2u);
}

} // namespace zhishi::test
