#include "exchange/csv_reader.h"

#include <gtest/gtest.h>

namespace zhishi::exchange {
namespace {

struct Read {
    std::uint32_t line;
    std::vector<std::string> fields;
    std::vector<CsvFault> faults;
    bool operator==(const Read&) const = default;
};

std::vector<Read> read_all(std::string_view text) {
    CsvReader reader(text);
    CsvRow row;
    std::vector<Read> rows;
    while (reader.next(row)) {
        Read read{row.line, {}, row.faults};
        for (auto field : row.fields)
            read.fields.emplace_back(field);
        rows.push_back(std::move(read));
    }
    return rows;
}

using Rows = std::vector<Read>;

TEST(csv_reader, reads_both_line_ends_and_skips_a_byte_order_mark) {
    Rows expected{{1, {"a", "b"}, {}}, {2, {"1", ""}, {}}};
    EXPECT_EQ(read_all("a,b\n1,\n"), expected);
    EXPECT_EQ(read_all("\xEF\xBB\xBF"
                       "a,b\r\n1,"),
              expected);
    EXPECT_EQ(read_all(""), Rows{});
}

TEST(csv_reader, undoes_quotes) {
    Rows expected{{1, {"x,y", "say \"hi\"", ""}, {}}, {2, {"z"}, {}}};
    EXPECT_EQ(read_all("\"x,y\",\"say \"\"hi\"\"\",\"\"\nz"), expected);
}

TEST(csv_reader, a_row_over_several_lines_has_the_number_of_its_first) {
    Rows expected{{1, {"a\nb\n"}, {}}, {4, {"c"}, {}}};
    EXPECT_EQ(read_all("\"a\nb\n\"\r\nc\n"), expected);
}

TEST(csv_reader, a_blank_line_is_a_row_of_one_empty_field) {
    Rows expected{{1, {"a", "b"}, {}}, {2, {""}, {}}, {3, {"c", "d"}, {}}};
    EXPECT_EQ(read_all("a,b\n\nc,d\n"), expected);
}

TEST(csv_reader, names_bad_quotes_at_their_row_and_reads_on) {
    auto rows = read_all("a,b\nx\"y,1\n\"p\"q,2\nlast,3\n");
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows[1].faults, std::vector{CsvFault::quote_in_field});
    EXPECT_EQ(rows[2].faults, std::vector{CsvFault::text_after_quote});
    EXPECT_EQ(rows[2].fields, (std::vector<std::string>{"p", "2"}));
    EXPECT_TRUE(rows[3].faults.empty());
}

TEST(csv_reader, a_quote_that_is_never_closed_does_not_swallow_the_rows_below) {
    auto rows = read_all("a,b\n\"x,1\ny,2\n");
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[1].line, 2u);
    EXPECT_EQ(rows[1].faults, std::vector{CsvFault::open_quote});
    EXPECT_EQ(rows[2], (Read{3, {"y", "2"}, {}}));
}

TEST(csv_reader, names_bad_bytes_at_their_row_only) {
    auto rows = read_all("a\n\xFF\nb\n\xC3\n");
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_TRUE(rows[0].faults.empty());
    EXPECT_EQ(rows[1].faults, std::vector{CsvFault::not_utf8});
    EXPECT_TRUE(rows[2].faults.empty());
    EXPECT_EQ(rows[3].faults, std::vector{CsvFault::not_utf8});
}

TEST(csv_reader, a_lone_carriage_return_is_part_of_its_field) {
    EXPECT_EQ(read_all("a\rb\n"), (Rows{{1, {"a\rb"}, {}}}));
}

} // namespace
} // namespace zhishi::exchange
