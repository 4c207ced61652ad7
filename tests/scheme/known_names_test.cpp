// What a fault says to do about a name that is not there.
#include "scheme/known_names.h"

#include <gtest/gtest.h>

namespace zhishi::scheme {
namespace {

TEST(known_names, the_nearest_is_named_if_it_is_near) {
    std::vector<std::string> known{"min.good", "min.fair", "share.good", "m"};
    EXPECT_EQ(nearest_name("min.fiar", known), "min.fair");
    EXPECT_EQ(nearest_name("min.god", known), "min.good");
    EXPECT_EQ(nearest_name("mm", known), "m");
    EXPECT_EQ(nearest_name("line", known), "");
    EXPECT_EQ(nearest_name("n", known), ""); // one letter is like any other
    EXPECT_EQ(nearest_name("min.good", {}), "");
}

TEST(known_names, a_chinese_character_is_one_letter) {
    EXPECT_EQ(nearest_name("不及格", {"优秀", "不合格"}), "不合格");
    EXPECT_EQ(nearest_name("优良", {"较差"}), "");
}

TEST(known_names, where_none_is_near_all_are_named_unless_they_are_many) {
    EXPECT_EQ(known_instead("finished", {"assigned", "done"}).en, " There are: assigned, done.");
    EXPECT_EQ(known_instead("finished", {"assigned", "done"}).zh, "可用：assigned、done。");
    EXPECT_EQ(known_instead("asigned", {"assigned", "done"}).zh, "是否应为“assigned”？");
    EXPECT_EQ(known_instead("finished", {}).en, "");
    std::vector<std::string> many(known_names_shown_max + 1, "something");
    EXPECT_EQ(known_instead("finished", many).en, "");
}

} // namespace
} // namespace zhishi::scheme
