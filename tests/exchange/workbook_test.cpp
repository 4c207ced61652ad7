// Workbooks there and back, and what no workbook may do.
#include "exchange/cell_text.h"
#include "exchange/limits.h"
#include "exchange/workbook_reader.h"
#include "exchange/workbook_writer.h"

#include <gtest/gtest.h>

#include <map>
#include <zip.h>

namespace zhishi::test {

namespace {

using namespace exchange;

using Rows = std::vector<std::vector<std::string>>;

base::Result<Rows> rows_of(std::string bytes, size_t sheet = 0) {
    ZHISHI_TRY(auto workbook, WorkbookReader::open(std::move(bytes)));
    Rows rows;
    ZHISHI_TRY_VOID(workbook->each_row(sheet, [&](const WorkbookRow& row) {
        rows.resize(row.number - 1);
        rows.push_back(row.cells);
        return true;
    }));
    return rows;
}

std::string written(const std::vector<WorkbookColumn>& columns, const Rows& rows,
                    const std::string& title = "") {
    auto writer = WorkbookWriter::begin().value();
    writer->add_sheet("人员", title, columns);
    for (const auto& row : rows)
        writer->add_row(row);
    return writer->finish().value();
}

// An archive of these parts, as a program of others might write it.
std::string archive(const std::map<std::string, std::string>& parts) {
    zip_error_t fault;
    zip_error_init(&fault);
    zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &fault);
    zip_source_keep(source);
    zip_t* file = zip_open_from_source(source, ZIP_TRUNCATE, &fault);
    for (const auto& [name, text] : parts)
        zip_file_add(file, name.c_str(), zip_source_buffer(file, text.data(), text.size(), 0),
                     ZIP_FL_OVERWRITE);
    EXPECT_EQ(zip_close(file), 0);
    zip_source_open(source);
    zip_source_seek(source, 0, SEEK_END);
    std::string bytes(static_cast<size_t>(zip_source_tell(source)), '\0');
    zip_source_seek(source, 0, SEEK_SET);
    zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

std::map<std::string, std::string> parts_with(const std::string& sheet_data) {
    return {
        {"xl/workbook.xml",
         R"(<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>)"},
        {"xl/styles.xml",
         R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>)"
         R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
         R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>)"},
        {"xl/sharedStrings.xml",
         R"(<sst><si><t>王宁</t></si><si><r><t>一级</t></r><r><t xml:space="preserve"> 主任科员</t></r>)"
         R"(<rPh sb="0" eb="1"><t>yiji</t></rPh></si></sst>)"},
        {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + sheet_data + "</sheetData></worksheet>"}};
}

std::string code_of(const base::Result<Rows>& rows) {
    return rows ? "" : rows.error().code;
}

TEST(Workbook, what_was_written_reads_back) {
    std::vector<WorkbookColumn> columns{
        {"工号"}, {"姓名"}, {"得分", CellKind::number}, {"日期", CellKind::day}};
    Rows rows{{"007", "王宁", "86.5", "2026-03-01"},
              {"=1+1", "+86 \"引号\" <尖括号> & 换行\n第二行", "合格", "不详"},
              {"1234567890123456789", "", "-0.000001", "1900-03-01"}};
    auto read = rows_of(written(columns, rows));
    ASSERT_TRUE(read);
    ASSERT_EQ(read->size(), 4u);
    EXPECT_EQ((*read)[0], (std::vector<std::string>{"工号", "姓名", "得分", "日期"}));
    for (size_t i = 0; i < rows.size(); ++i)
        EXPECT_EQ((*read)[i + 1], rows[i]);
    EXPECT_EQ(rows_of(written(columns, rows, "花名册"))->at(0).at(0), "花名册");
}

TEST(Workbook, nothing_that_was_typed_is_a_formula) {
    std::string bytes = written({{"内容"}, {"数", CellKind::number}},
                                {{"=HYPERLINK(\"http://x\")", "=2"}, {"@SUM(A1)", "+1"}});
    zip_error_t fault;
    zip_error_init(&fault);
    zip_t* file = zip_open_from_source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &fault),
                                       ZIP_RDONLY, &fault);
    ASSERT_TRUE(file);
    zip_stat_t facts;
    ASSERT_EQ(zip_stat(file, "xl/worksheets/sheet1.xml", 0, &facts), 0);
    std::string xml(facts.size, '\0');
    zip_file_t* part = zip_fopen(file, "xl/worksheets/sheet1.xml", 0);
    zip_fread(part, xml.data(), xml.size());
    zip_fclose(part);
    zip_discard(file);
    EXPECT_EQ(xml.find("<f>"), std::string::npos);
    EXPECT_NE(xml.find("HYPERLINK"), std::string::npos);
}

TEST(Workbook, long_lists_stand_on_a_sheet_of_their_own) {
    std::vector<std::string> words;
    for (int i = 0; i < 100; ++i)
        words.push_back("第" + std::to_string(i) + "处");
    auto workbook = WorkbookReader::open(written({{"单位", CellKind::text, 14, words},
                                                  {"性质", CellKind::text, 14, {"正职", "副职"}}},
                                                 {{"第3处", "正职"}}))
                        .value();
    EXPECT_EQ(workbook->sheets().size(), 2u);
    EXPECT_EQ(workbook->sheets()[0], "人员");
    size_t listed = 0;
    ASSERT_TRUE(workbook->each_row(1, [&](const WorkbookRow& row) {
        EXPECT_EQ(row.cells[0], words[listed++]);
        return true;
    }));
    EXPECT_EQ(listed, 100u);
}

TEST(Workbook, cells_of_other_programs_show_what_they_show_there) {
    auto read = rows_of(archive(parts_with(
        R"(<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" s="1"><v>46082</v></c></row>)"
        R"(<row><c><v>86.500000000000014</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>)"
        R"(<c t="str"><f>A1&amp;B1</f><v>合并</v></c><c s="2"><v>46082.354166666664</v></c>)"
        R"(<c t="inlineStr"><is><t>内_x000D_
联</t></is></c><c><v>1E-5</v></c></row><row r="9"><c r="A9" s="1"/></row>)")));
    ASSERT_TRUE(read) << read.error().text.en;
    ASSERT_EQ(read->size(), 3u);
    EXPECT_EQ((*read)[1], (std::vector<std::string>{"王宁", "", "一级 主任科员", "2026-03-01"}));
    EXPECT_EQ((*read)[2], (std::vector<std::string>{"86.5", "TRUE", "#N/A", "合并", "2026-03-01 08:30",
                                                    "内\n联", "0.00001"}));
}

TEST(Workbook, what_is_none_is_refused_with_what_to_do) {
    EXPECT_EQ(code_of(rows_of("")), "workbook_unreadable");
    EXPECT_EQ(code_of(rows_of("工号,姓名\n1,王宁\n")), "workbook_unreadable");
    EXPECT_EQ(code_of(rows_of(archive({{"a.txt", "x"}}))), "workbook_unreadable");
    std::string whole = written({{"工号"}}, {{"1"}});
    EXPECT_EQ(code_of(rows_of(whole.substr(0, whole.size() / 2))), "workbook_unreadable");
    EXPECT_EQ(code_of(rows_of(archive(parts_with("<row><c t=\"s\"><v>7</v></c></row>")))),
              "workbook_unreadable");
    EXPECT_EQ(code_of(rows_of(archive(parts_with("<row><c>")))), "workbook_unreadable");
    EXPECT_EQ(code_of(rows_of(archive(parts_with("<row r=\"1048577\"><c><v>1</v></c></row>")))),
              "workbook_unreadable");
    EXPECT_EQ(code_of(rows_of(archive(parts_with("<row><c r=\"XFE1\"><v>1</v></c></row>")))),
              "workbook_unreadable");
}

TEST(Workbook, a_cell_longer_than_any_is_refused_and_not_cut) {
    std::string words;
    for (int i = 0; i < 20'000; ++i)
        words += std::to_string(i * 7919) + ",";
    EXPECT_EQ(code_of(rows_of(
                  archive(parts_with("<row><c t=\"inlineStr\"><is><t>" + words + "</t></is></c></row>")))),
              "workbook_unreadable");
    auto parts = parts_with("<row><c t=\"s\"><v>0</v></c></row>");
    parts["xl/sharedStrings.xml"] = "<sst><si><t>" + words + "</t></si></sst>";
    EXPECT_EQ(code_of(rows_of(archive(parts))), "workbook_too_large");
}

TEST(Workbook, entities_bombs_and_foreign_places_are_refused) {
    auto parts = parts_with("<row><c><v>&lol;</v></c></row>");
    parts["xl/worksheets/sheet1.xml"] =
        "<!DOCTYPE x [<!ENTITY lol SYSTEM \"file:///etc/passwd\">]>" + parts["xl/worksheets/sheet1.xml"];
    EXPECT_EQ(code_of(rows_of(archive(parts))), "workbook_forbidden");
    // Each cell is an honest one: only how tightly they are packed tells. (One cell of 8 MB would be over the
    // bound of a cell, and it depends on expat's release which of the two bounds is met first.)
    std::string rows;
    for (int i = 0; i < 8'000; ++i)
        rows += "<row><c t=\"inlineStr\"><is><t>" + std::string(1'000, 'a') + "</t></is></c></row>";
    parts = parts_with(rows);
    EXPECT_EQ(code_of(rows_of(archive(parts))), "workbook_too_large");
    parts = parts_with("");
    for (int i = 0; i < 1100; ++i)
        parts["xl/media/" + std::to_string(i)] = "";
    EXPECT_EQ(code_of(rows_of(archive(parts))), "workbook_too_large");
    parts = parts_with("");
    parts["xl/_rels/workbook.xml.rels"] =
        R"(<Relationships><Relationship Id="rId1" Target="../../../etc/passwd"/></Relationships>)";
    EXPECT_EQ(code_of(rows_of(archive(parts))), "workbook_unreadable");
    std::string deep;
    for (int i = 0; i < 100; ++i)
        deep += "<a>";
    EXPECT_EQ(code_of(rows_of(archive(parts_with(deep)))), "workbook_unreadable");
}

TEST(Workbook, days_and_numbers_of_either_epoch) {
    EXPECT_EQ(day_text("1", false), "1900-01-01");
    EXPECT_EQ(day_text("59", false), "1900-02-28");
    EXPECT_EQ(day_text("61", false), "1900-03-01");
    EXPECT_EQ(day_text("0", true), "1904-01-01");
    EXPECT_EQ(day_text("0.5", false), "12:00");
    EXPECT_EQ(day_text("46082.99999", false), "2026-03-02");
    EXPECT_EQ(day_text("-1", false), "-1");
    EXPECT_EQ(day_text("3000000", false), "3000000");
    EXPECT_EQ(number_text("0.30000000000000004"), "0.3");
    EXPECT_EQ(number_text("123456789012"), "123456789012");
    EXPECT_EQ(number_text("1e300"), "1e+300");
    EXPECT_EQ(number_text("abc"), "abc");
    EXPECT_TRUE(is_day_format("yyyy/m/d"));
    EXPECT_TRUE(is_day_format("[$-804]yyyy\"年\"m\"月\"d\"日\""));
    EXPECT_FALSE(is_day_format("0.00_);[Red]\\(0.00\\)"));
    EXPECT_FALSE(is_day_format("\"day\"0"));
    EXPECT_EQ(column_of("A1"), 0);
    EXPECT_EQ(column_of("XFD9"), 16383);
    EXPECT_EQ(column_of("XFE9"), -1);
    EXPECT_EQ(without_escapes("a_x005F_x000A_b_x4E00_"), "a_x000A_b_x4E00_");
}

} // namespace

} // namespace zhishi::test
