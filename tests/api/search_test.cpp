#include "api/resources/search.h"

#include <gtest/gtest.h>

namespace zhishi::api {
namespace {

bool finds(const std::string& pinyin, const std::string& typed) {
    record::Official official;
    official.name = "何知行";
    official.pinyin = pinyin;
    return Sought(typed).finds(official);
}

TEST(Search, initials_find_a_name_however_its_pinyin_is_written) {
    for (const char* pinyin : {"he zhi xing", "he zhixing", "He Zhixing", "hezhixing", "hzx"})
        EXPECT_TRUE(finds(pinyin, "hzx")) << pinyin;
    for (const char* typed : {"h", "hz", "hzxing", "hezhixing", "he zhixing", "HZX"})
        EXPECT_TRUE(finds("he zhixing", typed)) << typed;
    for (const char* typed : {"zx", "hx", "hzxq", "xing"})
        EXPECT_FALSE(finds("he zhixing", typed)) << typed;
}

TEST(Search, a_written_word_is_parted_where_its_syllables_begin) {
    EXPECT_TRUE(finds("song changgeng", "scg"));
    EXPECT_TRUE(finds("cheng yining", "cyn"));
    EXPECT_TRUE(finds("liang yiran", "lyr"));
    EXPECT_TRUE(finds("er xin", "ex"));
    EXPECT_TRUE(finds("xi'an", "xa"));
    EXPECT_FALSE(finds("liang yiran", "lgy"));
}

TEST(Search, an_official_without_pinyin_is_found_by_his_name) {
    EXPECT_TRUE(finds("", "知行"));
    EXPECT_FALSE(finds("", "hzx"));
}

TEST(Search, a_part_of_the_number_finds_in_either_case) {
    record::Official official;
    official.name = "何知行";
    official.number = "GX 2041a";
    for (const char* typed : {"gx", "GX", "X 20", "41A", "2041"})
        EXPECT_TRUE(Sought(typed).finds(official)) << typed;
    for (const char* typed : {"gy", "2041b", "hzx"})
        EXPECT_FALSE(Sought(typed).finds(official)) << typed;
}

} // namespace
} // namespace zhishi::api
