// Lists from spreadsheets, and lrmx sheets.
#include "exchange/csv_writer.h"
#include "exchange/list_file.h"
#include "exchange/lrmx_reader.h"
#include "exchange/workbook_writer.h"

#include <gtest/gtest.h>

#include <zip.h>

namespace zhishi::exchange {

namespace {

bool is_title(std::string_view cell) {
    return cell == "编号" || cell == "姓名" || cell == "单位";
}

base::Result<ListFile> list_of(const std::string& bytes, size_t rows_max = 100) {
    return read_list_file(bytes, rows_max, is_title);
}

std::string code_of(const base::Result<ListFile>& list) {
    return list ? "" : list.error().code;
}

std::string archive(const std::vector<std::pair<std::string, std::string>>& parts) {
    zip_error_t fault;
    zip_error_init(&fault);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &fault);
    zip_source_keep(target);
    zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, &fault);
    for (const auto& [name, text] : parts)
        zip_file_add(zip, name.c_str(), zip_source_buffer(zip, text.data(), text.size(), 0), ZIP_FL_ENC_RAW);
    EXPECT_EQ(zip_close(zip), 0);
    zip_source_open(target);
    zip_stat_t facts;
    zip_source_stat(target, &facts);
    std::string bytes(facts.size, '\0');
    zip_source_read(target, bytes.data(), facts.size);
    zip_source_close(target);
    zip_source_free(target);
    zip_error_fini(&fault);
    return bytes;
}

const std::string sheet =
    R"(<?xml version="1.0" encoding="utf-8"?><Person><XingMing>王　宁</XingMing>)"
    R"(<XingBie>女</XingBie><XianRenZhiWu>规划处 副处长</XianRenZhiWu>)"
    R"(<NianDuKaoHeJieGuo>2022、2023年度考核称职，2024年度优秀</NianDuKaoHeJieGuo>)"
    R"(<JiaTingChengYuan><Item><XingMing>王某</XingMing></Item></JiaTingChengYuan></Person>)";

} // namespace

TEST(ListFile, csv_is_read_in_either_encoding_with_the_lines_of_the_file) {
    auto list =
        list_of("\xEF\xBB\xBF江州市名单,,\r\n编号 *,姓名*,备注\r\n001,王宁,\r\n,,\r\n002,\"李,静\",好\r\n");
    ASSERT_TRUE(list) << list.error().text.en;
    EXPECT_EQ(list->titles, (std::vector<std::string>{"编号", "姓名", "备注"}));
    ASSERT_EQ(list->rows.size(), 2u);
    EXPECT_EQ(list->rows[0].line, 3);
    EXPECT_EQ(list->rows[0].cells[0], "001");
    EXPECT_EQ(list->rows[1].line, 5);
    EXPECT_EQ(list->rows[1].cells[1], "李,静");
    // 编号,姓名 / 1,王宁 in GB18030
    auto other = list_of("\xB1\xE0\xBA\xC5,\xD0\xD5\xC3\xFB\n1,\xCD\xF5\xC4\xFE\n");
    ASSERT_TRUE(other);
    EXPECT_EQ(other->rows.at(0).cells[1], "王宁");
}

TEST(ListFile, a_row_whose_form_is_broken_says_so_and_the_others_are_read) {
    auto list = list_of("编号,姓名\n1,王宁,多,余\n2,\"李静\n3,周敏\n");
    ASSERT_TRUE(list);
    ASSERT_EQ(list->rows.size(), 3u);
    EXPECT_TRUE(list->rows[0].fault);
    EXPECT_TRUE(list->rows[1].fault);
    EXPECT_FALSE(list->rows[2].fault);
}

TEST(ListFile, a_workbook_is_searched_for_the_sheet_that_has_the_titles) {
    auto workbook = WorkbookWriter::begin().value();
    workbook->add_sheet("说明", "", {{"说明"}});
    workbook->add_row({"请先阅读"});
    workbook->add_sheet("人员", "江州市发展和改革局人员名单",
                        {{"编号 *"}, {"姓名 *"}, {"到任", CellKind::day}});
    workbook->add_row({"007", "王宁", "2026-07-01"}, {false, true});
    auto list = list_of(workbook->finish().value());
    ASSERT_TRUE(list) << list.error().text.en;
    EXPECT_EQ(list->titles.size(), 3u);
    ASSERT_EQ(list->rows.size(), 1u);
    EXPECT_EQ(list->rows[0].line, 3);
    EXPECT_EQ(list->rows[0].cells, (std::vector<std::string>{"007", "王宁", "2026-07-01"}));
}

TEST(ListFile, no_more_rows_are_kept_than_are_wanted) {
    std::string many = "编号,姓名\n";
    for (int i = 0; i < 200'000; ++i)
        many += "1,王宁\n";
    auto list = list_of(many, 50);
    ASSERT_TRUE(list);
    EXPECT_TRUE(list->is_longer);
    EXPECT_EQ(list->rows.size(), 50u);
}

TEST(ListFile, what_is_no_list_is_refused_with_what_to_do) {
    EXPECT_EQ(code_of(list_of("甲,乙\n1,2\n")), "list_without_titles");
    EXPECT_EQ(code_of(list_of("")), "list_without_titles");
    EXPECT_EQ(code_of(list_of(std::string("\xD0\xCF\x11\xE0", 4) + "xls")), "list_is_old_format");
    EXPECT_EQ(code_of(list_of("编号,姓名\n1,\xFF\xFF\xFF\n")), "list_unreadable");
    EXPECT_EQ(code_of(list_of("PKnothing")), "workbook_unreadable");
}

TEST(Lrmx, name_post_and_grades_are_read_and_nothing_of_the_family) {
    EXPECT_TRUE(is_lrmx(sheet));
    auto people = read_lrmx(sheet);
    ASSERT_TRUE(people) << people.error().text.en;
    ASSERT_EQ(people->size(), 1u);
    const LrmxPerson& person = people->front();
    EXPECT_EQ(person.name, "王宁");
    EXPECT_EQ(person.post, "规划处 副处长");
    EXPECT_EQ(person.grades,
              (std::vector<std::pair<int, std::string>>{{2022, "称职"}, {2023, "称职"}, {2024, "优秀"}}));
}

TEST(Lrmx, many_come_in_one_archive_and_every_faulty_one_is_named) {
    // One name in GB18030, as archives packed by Windows have it.
    auto people =
        read_lrmx(archive({{"\xCD\xF5\xC4\xFE.lrmx", sheet}, {"a/B.LRMX", sheet}, {"说明.txt", "x"}}));
    ASSERT_TRUE(people) << people.error().text.en;
    ASSERT_EQ(people->size(), 2u);
    EXPECT_EQ((*people)[0].file, "王宁.lrmx");
    auto faulty = read_lrmx(
        archive({{"1.lrmx", "<Person><XingMing/></Person>"}, {"2.lrmx", "<Leute/>"}, {"3.lrmx", sheet}}));
    ASSERT_FALSE(faulty);
    EXPECT_EQ(faulty.error().more.size(), 2u);
    EXPECT_FALSE(is_lrmx(archive({{"xl/workbook.xml", "x"}})));
}

TEST(Lrmx, entities_and_unfinished_files_are_refused) {
    for (const char* text :
         {"<!DOCTYPE Person [<!ENTITY a SYSTEM "
          "\"file:///etc/passwd\">]><Person><XingMing>&a;</XingMing></Person>",
          "<Person><XingMing>王宁</XingMing>", "<Person><XingMing>&nix;</XingMing></Person>"})
        EXPECT_FALSE(read_lrmx(text)) << text;
}

TEST(Lrmx, grades_are_taken_only_where_the_words_are_clear) {
    using Grades = std::vector<std::pair<int, std::string>>;
    EXPECT_EQ(grades_in("2021年基本称职；2022年不称职;2023年度不定等次"),
              (Grades{{2021, "基本称职"}, {2022, "不称职"}, {2023, "不定等次"}}));
    EXPECT_EQ(grades_in("近三年均称职"), Grades{});
    EXPECT_EQ(grades_in("2024年合格"), Grades{});
    EXPECT_EQ(grades_in("20240101优秀"), Grades{});
}

TEST(CsvWriter, what_would_be_a_formula_in_a_spreadsheet_is_none) {
    EXPECT_EQ(without_formulas("id,name,value\n=1+1,\"=A,B\",-3.50\n@x,-x,-\n+2,a=b,86.50\n"),
              "id,name,value\n'=1+1,\"'=A,B\",-3.50\n'@x,'-x,-\n'+2,a=b,86.50\n");
}

} // namespace zhishi::exchange
