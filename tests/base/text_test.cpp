// Text from outside, ids, results.
#include "base/id.h"
#include "base/result.h"
#include "base/text.h"

#include <gtest/gtest.h>

#include <set>

namespace zhishi::test {

namespace {

TEST(TextTest, finds_the_first_byte_that_is_not_utf8) {
    constexpr size_t well = std::string_view::npos;
    for (const char* good :
         {"", "abc", "考核", "é", "📋", "\x7F", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF", "\xEE\x80\x80"})
        EXPECT_EQ(base::find_bad_utf8(good), well) << good;
    struct Case {
        std::string text;
        size_t at;
    };
    for (const Case& bad : {Case{"\x80", 0},
                            {"a\xC3", 1},
                            {"a\xC3(", 1},
                            {"\xC0\x80", 0},
                            {"\xC1\xBF", 0},
                            {"\xE0\x80\x80", 0},
                            {"\xE0\x9F\xBF", 0},
                            {"\xED\xA0\x80", 0},
                            {"\xF0\x80\x80\x80", 0},
                            {"\xF4\x90\x80\x80", 0},
                            {"\xF5\x80\x80\x80", 0},
                            {"ab\xE8\x80", 2},
                            {"\xFF", 0},
                            {"考\xE6\xA0", 3},
                            {"\xF0\x9F\x93", 0}})
        EXPECT_EQ(base::find_bad_utf8(bad.text), bad.at);
    EXPECT_EQ(base::find_bad_utf8(std::string("a\0b", 3)), well) << "a zero byte is well-formed";
}

TEST(TextTest, counts_characters_not_bytes) {
    EXPECT_EQ(base::character_count(""), 0u);
    EXPECT_EQ(base::character_count("考核a📋é"), 5u);
}

TEST(TextTest, trims_white_space_also_the_full_width_one) {
    EXPECT_EQ(base::trimmed(" \t\r\n　考　核　 \n"), "考　核");
    EXPECT_EQ(base::trimmed("　　"), "");
    EXPECT_EQ(base::trimmed(""), "");
    EXPECT_EQ(base::trimmed("a"), "a");
}

TEST(TextTest, control_characters_of_a_line_are_written_out) {
    EXPECT_EQ(base::in_one_line("张\n三\r\n\ta\\"), "张\\n三\\r\\n\\ta\\");
    EXPECT_EQ(base::in_one_line(std::string("\x1b[31m\x7f\0", 7)), "\\x1b[31m\\x7f\\x00");
    EXPECT_EQ(base::in_one_line(""), "");
}

TEST(TextTest, finds_control_characters) {
    EXPECT_FALSE(base::has_control_character("a\tb\r\nc 考核"));
    for (const std::string& bad :
         {std::string("\0", 1), std::string("\x1B[0m"), std::string("a\x7F"), std::string("\b")})
        EXPECT_TRUE(base::has_control_character(bad));
}

class CountingRandom : public base::Random {
  public:
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::uint8_t& byte : bytes)
            byte = next_ += 37;
    }

  private:
    std::uint8_t next_ = 0;
};

TEST(IdTest, has_26_letters_and_grows_with_time) {
    CountingRandom random;
    std::set<std::string> ids;
    std::string before;
    for (std::int64_t second = 0; second < 2'000; second += 7) {
        std::string id = base::new_id(base::Instant{1'700'000'000'000'000}.plus_seconds(second), random);
        EXPECT_EQ(id.size(), 26u);
        EXPECT_EQ(id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz"), std::string::npos) << id;
        EXPECT_LT(before, id);
        EXPECT_TRUE(ids.insert(id).second);
        before = id;
    }
    base::Instant now{1'700'000'000'000'000};
    EXPECT_NE(base::new_id(now, random), base::new_id(now, random)) << "two of one instant differ by chance";
}

base::Result<int> half(int number) {
    if (number % 2 != 0) return base::bad_input("odd", {"奇数", "odd"}, "/number");
    return number / 2;
}
base::Result<int> quarter(int number) {
    ZHISHI_TRY(int halved, half(number));
    return half(halved);
}
base::Result<void> is_even(int number) {
    ZHISHI_TRY_VOID(half(number));
    return {};
}

TEST(ResultTest, a_value_or_the_error_of_the_step_that_failed) {
    EXPECT_EQ(*quarter(12), 3);
    EXPECT_EQ(quarter(6).error().code, "odd");
    EXPECT_EQ(quarter(6).error().place.pointer, "/number");
    EXPECT_EQ(quarter(6).error().kind, base::ErrorKind::bad_input);
    EXPECT_TRUE(is_even(4).ok());
    EXPECT_FALSE(is_even(5));
}

TEST(ResultDeathTest, taking_what_is_not_there_stops_the_program) {
    EXPECT_DEATH((void)quarter(6).value(), "a check failed.*value\\(\\) of a failed Result");
    EXPECT_DEATH((void)quarter(8).error(), "a check failed.*error\\(\\) of a Result that holds a value");
}

TEST(ClockTest, a_clock_set_to_a_day_goes_on_from_there) {
    base::Instant start = *base::Instant::parse("2026-03-01T00:00:00Z");
    auto clock = base::clock_from(start);
    base::Instant first = clock->now(), second = clock->now();
    EXPECT_GE(first, start);
    EXPECT_GE(second, first);
    EXPECT_EQ(first.date_at(0).str(), "2026-03-01");
}

} // namespace

} // namespace zhishi::test
