// A list as a workbook through the door, read back as a spreadsheet program would.
#include "exchange/workbook_reader.h"
#include "tests/api/bureau_server.h"

#include <gtest/gtest.h>

namespace zhishi::test {

namespace {

HttpAnswer make(ApiClient& client, const std::string& body) {
    return client.post("/api/workbooks", body);
}

} // namespace

TEST(WorkbookApi, gives_what_was_shown_as_cells_without_formulas) {
    RunningServer running;
    move_in(running);
    ApiClient li = running.client("li");
    HttpAnswer answer = make(
        li,
        R"json({"title":"人员","columns":[{"title":"姓名"},{"title":"得分","kind":"number"},)json"
        R"json({"title":"日期","kind":"day","width":12}],"rows":[)json"
        R"json({"cells":["=HYPERLINK(\"x\")","86.5","2026-11-16"]},{"cells":["王宁","",""]},{"cells":[]}]})json");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.header("content-type"),
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    auto workbook = exchange::WorkbookReader::open(answer.body);
    ASSERT_TRUE(workbook);
    std::vector<std::vector<std::string>> rows;
    ASSERT_TRUE((*workbook)->each_row(0, [&](const exchange::WorkbookRow& row) {
        rows.push_back(row.cells);
        return true;
    }));
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ((*workbook)->sheets()[0], "人员");
    EXPECT_EQ(rows[0], (std::vector<std::string>{"人员"}));
    EXPECT_EQ(rows[1], (std::vector<std::string>{"姓名", "得分", "日期"}));
    EXPECT_EQ(rows[2], (std::vector<std::string>{"=HYPERLINK(\"x\")", "86.5", "2026-11-16"}));
    EXPECT_EQ(rows[3], (std::vector<std::string>{"王宁"}));
}

TEST(WorkbookApi, refuses_what_is_no_table_with_its_place) {
    RunningServer running;
    move_in(running);
    ApiClient li = running.client("li");
    HttpAnswer wide =
        make(li, R"({"title":"人员","columns":[{"title":"姓名"}],"rows":[{"cells":["甲","乙"]}]})");
    EXPECT_EQ(wide.status, 422);
    EXPECT_NE(wide.body.find("/rows/0/cells"), std::string::npos) << wide.body;
    EXPECT_EQ(make(li, R"({"title":"人员","columns":[],"rows":[]})").status, 422);
    EXPECT_EQ(make(li, R"({"title":"人员","columns":[{"title":"姓名","kind":"formula"}],"rows":[]})").status,
              422);
    EXPECT_EQ(make(li, R"({"title":"人员","columns":[{"title":"姓名"}],"rows":[{"cells":[5]}]})").status,
              422);
    std::string rows = R"({"cells":["甲"]})";
    for (int i = 0; i < 10'000; ++i)
        rows += R"(,{"cells":["甲"]})";
    EXPECT_EQ(make(li, R"({"title":"人员","columns":[{"title":"姓名"}],"rows":[)" + rows + "]}").status, 422);
    EXPECT_EQ(make(li, R"({"title":"人员","columns":[{"title":")" + std::string(17'000'000, 'a') + R"("}]})")
                  .status,
              413);
}

} // namespace zhishi::test
