// The process of the diary scheme as the records tower reads it: steps, settings, rating sheets.
#include "scheme/load.h"

#include <gtest/gtest.h>

namespace zhishi::scheme {
namespace {

std::shared_ptr<const Scheme> diary() {
    static const auto scheme = load_library_scheme("diary").scheme;
    return scheme;
}

std::vector<std::string> ids_of(const std::vector<SheetItem>& items) {
    std::vector<std::string> ids;
    for (const SheetItem& item : items)
        ids.push_back(item.id);
    return ids;
}

TEST(process, diary_tells_its_steps_and_settings) {
    auto scheme = diary();
    ASSERT_TRUE(scheme);
    const ProcessStep* summary = scheme->process.step("month_summary");
    ASSERT_TRUE(summary);
    EXPECT_EQ(summary->actor, "self");
    EXPECT_EQ(summary->period, "month");
    EXPECT_EQ(summary->deadline, (Deadline{Deadline::Anchor::period_end, 3}));
    EXPECT_EQ(scheme->process.step("nothing"), nullptr);
    EXPECT_EQ(scheme->process.whole("log.late_days"), 3);
    EXPECT_EQ(scheme->process.word("log.visibility", "unit"), "line");
    EXPECT_EQ(scheme->process.word("nothing", "unit"), "unit");
    EXPECT_EQ(scheme->process.whole("log.visibility"), std::nullopt);
    EXPECT_EQ(scheme->process.whole("committee.quorum_parts"), 2);
    EXPECT_EQ(scheme->process.whole("committee.quorum_whole"), 3);
}

TEST(process, diary_says_who_acts_through_the_year_and_until_when) {
    struct Expected {
        const char* step;
        const char* actor;
        const char* period;
        int working_days;
    };
    for (const auto& [id, actor, period, days] :
         {Expected{"quarter_review", "reviewer", "quarter", 10},
          Expected{"quarter_acknowledgement", "self", "quarter", 15},
          Expected{"annual_summary", "self", "year", 5},
          Expected{"annual_summary_review", "reviewer", "year", 10},
          Expected{"evaluation", "rater", "year", 10}, Expected{"year_decision", "committee", "year", 20},
          Expected{"result_acknowledgement", "self", "year", 30}}) {
        const ProcessStep* step = diary()->process.step(id);
        ASSERT_TRUE(step) << id;
        EXPECT_EQ(step->actor, actor) << id;
        EXPECT_EQ(step->period, period) << id;
        EXPECT_EQ(step->deadline, (Deadline{Deadline::Anchor::period_end, days})) << id;
    }
}

TEST(process, the_quarterly_sheet_takes_titles_and_ranges_from_the_inputs) {
    const Sheet* sheet = diary()->process.sheet("quarter_review");
    ASSERT_TRUE(sheet);
    EXPECT_EQ(sheet->title.zh, "季评鉴");
    EXPECT_EQ(sheet->period, "quarter");
    EXPECT_EQ(sheet->role, "superior");
    ASSERT_EQ(sheet->items.size(), 2u); // leaders are not rated
    EXPECT_EQ(ids_of(sheet->items.at("head")), (std::vector<std::string>{"duty", "execution"}));
    EXPECT_EQ(ids_of(sheet->items.at("staff")), (std::vector<std::string>{"ability", "tasks"}));
    EXPECT_EQ(sheet->items.at("head")[0].title.zh, "履职能力");
    EXPECT_EQ(sheet->items.at("head")[0].min, base::Number(0));
    EXPECT_EQ(sheet->items.at("head")[0].max, base::Number(100));
    EXPECT_EQ(sheet->raters.at("head"), std::vector<Circle>{Circle::reviewer});
    EXPECT_EQ(sheet->raters.at("staff"), std::vector<Circle>{Circle::reviewer});
    EXPECT_EQ(sheet->reason_from, base::Number(100));
    EXPECT_EQ(sheet->reason_below, base::Number(60));
    EXPECT_EQ(sheet->decimals, 1);
    EXPECT_EQ(sheet->mark, "S");
    EXPECT_EQ(diary()->process.sheet("nothing"), nullptr);
}

TEST(process, the_comprehensive_evaluation_is_by_several_circles_each_with_its_role) {
    const Sheet* sheet = diary()->process.sheet("comprehensive_evaluation");
    ASSERT_TRUE(sheet);
    EXPECT_EQ(sheet->period, "year");
    EXPECT_EQ(sheet->role, "");
    EXPECT_EQ(ids_of(sheet->items.at("staff")), std::vector<std::string>{"comprehensive"});
    EXPECT_EQ(sheet->raters.at("head"),
              (std::vector<Circle>{Circle::leaders, Circle::heads, Circle::own_unit}));
    EXPECT_EQ(sheet->raters.at("staff"),
              (std::vector<Circle>{Circle::leaders, Circle::own_head, Circle::own_unit}));
    EXPECT_EQ(role_word(Circle::reviewer), "superior");
    EXPECT_EQ(role_word(Circle::leaders), "leader");
    EXPECT_EQ(role_word(Circle::heads), "head");
    EXPECT_EQ(role_word(Circle::own_head), "head");
    EXPECT_EQ(role_word(Circle::own_unit), "colleague");
}

} // namespace
} // namespace zhishi::scheme
