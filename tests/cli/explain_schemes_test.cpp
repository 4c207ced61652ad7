// Explanations of schemes whose classes share a flag or a value, and of those without grades.
#include "tests/cli/program.h"

#include <gtest/gtest.h>

namespace zhishi::cli {
namespace {

std::string explained(const std::string& scheme, const std::string& example, const std::string& period,
                      const std::string& subject) {
    Ended ended = run_program({"explain", "--scheme", scheme, "--data",
                               "schemes/" + scheme + "/cases/" + example + "/in", "--period", period,
                               "--subject", subject, "--language", "zh"});
    EXPECT_EQ(ended.exit_code, 0) << ended.error;
    return ended.out;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// Team and leader of jiangsu are capped alike, each by another.
TEST(explain_schemes, flags_and_values_are_called_as_the_class_of_the_subject_has_them) {
    std::string leader = explained("jiangsu", "c8-states-and-the-cap", "2020", "p2");
    EXPECT_TRUE(has(leader, "受班子等次限制")) << leader;
    EXPECT_TRUE(has(leader, "班子等次所允许的最高等次"));
    EXPECT_FALSE(has(leader, "受单位等次限制")) << leader;
    EXPECT_FALSE(has(leader, "单位等次所允许的最高等次"));
    std::string team = explained("jiangsu", "c8-states-and-the-cap", "2020", "t3");
    EXPECT_TRUE(has(team, "受单位等次限制")) << team;
    EXPECT_TRUE(has(team, "单位等次所允许的最高等次"));
    EXPECT_FALSE(has(team, "受班子等次限制")) << team;
}

TEST(explain_schemes, where_there_are_no_grades_none_is_called_undetermined) {
    std::string unit = explained("hotline", "clause-lagging-last-tenth", "2020-09", "u5");
    EXPECT_FALSE(has(unit, "不确定等次")) << unit;
    std::string principal = explained("taobei", "clause-1-2-score", "2006", "a-p");
    EXPECT_FALSE(has(principal, "不确定等次")) << principal;
    std::string pending = explained("sichuan", "clause-2-negative-list", "2019", "a");
    EXPECT_TRUE(has(pending.substr(0, pending.find('\n')), "不确定等次")) << pending;
}

} // namespace
} // namespace zhishi::cli
