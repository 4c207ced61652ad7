#include "engine/explain.h"
#include "tests/engine/diary_office.h"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <iterator>

namespace zhishi::engine {
namespace {

using base::Number;

std::string all_text(const Explanation& node) {
    std::string text = node.label.zh + "|" + node.value.zh + "|" + node.formula.zh + "|" + node.numbers.zh +
                       "|" + node.note.zh + "|" + node.label.en + "|" + node.value.en + "|" +
                       node.numbers.en + "|" + node.note.en + "\n";
    for (const auto& child : node.children)
        text += all_text(child);
    for (const auto& tried : node.tried)
        text += all_text(tried);
    return text;
}

const Explanation* find(const Explanation& node, const std::string& label) {
    if (node.label.zh == label) return &node;
    for (const auto* list : {&node.children, &node.tried})
        for (const auto& part : *list)
            if (const Explanation* found = find(part, label)) return found;
    return nullptr;
}

DiaryOffice office_of_ties() {
    DiaryOffice office;
    auto unit = office.add("u", "unit", "", "");
    office.staff("top", "g", *Number::parse("97.31"), 4, unit);
    office.staff("tied-a", "g", *Number::parse("93.57"), 4, unit);
    office.staff("tied-b", "g", *Number::parse("93.57"), 4, unit);
    for (int i = 0; i < 7; ++i)
        office.staff("p" + std::to_string(i), "g", Number(70 + i), 4, unit);
    return office;
}

TEST(explain, shows_formula_numbers_source_and_date) {
    DiaryOffice office = office_of_ties();
    auto tree = explain(DiaryOffice::plan(), office.facts, "top", Audience::office);
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->value.zh, "优秀");
    const Explanation* score = find(*tree, "年度总分");
    ASSERT_TRUE(score);
    EXPECT_EQ(score->value.zh, "97.31");
    EXPECT_EQ(score->numbers.zh, "四舍五入(0.5 × 97.31 + (1 − 0.5) × 97.31)");
    EXPECT_EQ(score->article, "RZ-28、RZ-29、RZ-30");
    const Explanation* weight = find(*score, "工作人员平时分权重");
    ASSERT_TRUE(weight);
    EXPECT_EQ(weight->value.zh, "0.5");
    EXPECT_EQ(weight->from, "2000-01-01");
    EXPECT_EQ(weight->mark, "S");
    const Explanation* rank = find(*tree, "排名");
    ASSERT_TRUE(rank);
    EXPECT_EQ(rank->value.zh, "第1名，共10名");
    const Explanation* seats = find(*tree, "名额");
    ASSERT_TRUE(seats);
    EXPECT_EQ(seats->numbers.zh, "⌊10 × 0.2⌋ = 2");
}

// A scheme that gives no grades leaves nobody without one.
TEST(explain, says_nothing_of_a_grade_where_the_scheme_gives_none) {
    DiaryOffice office;
    auto somebody = office.add("somebody", "person", "g", "");
    for (const auto& [key, value] : {std::pair("grade", "好"), std::pair("score", "91.5")}) {
        auto number = scheme::parse_millionths(value);
        office.facts.facts.push_back({office.facts.periods.add(base::Period::of_quarter(2025, 1)), somebody,
                                      office.facts.words.add(key), office.facts.words.add(value),
                                      number.has_value(), 0, number.value_or(0)});
    }
    auto of_year = [&](const char* scheme) {
        auto loaded = scheme::load_library_scheme(scheme).scheme;
        Plan plan = compile(scheme::resolve(loaded, base::Period::of_year(2025), {}).value());
        return explain(plan, office.facts, "somebody", Audience::office);
    };
    auto tree = of_year("chaohu-year");
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->value.zh, "");
    EXPECT_EQ(all_text(*tree).find("不确定等次"), std::string::npos);
    EXPECT_NE(all_text(*tree).find("91.5"), std::string::npos);
    EXPECT_EQ(of_year("annual")->value.zh, "材料不全");
}

TEST(explain, shows_special_states_that_were_tried) {
    DiaryOffice office = office_of_ties();
    auto tree = explain(DiaryOffice::plan(), office.facts, "top", Audience::office);
    ASSERT_TRUE(tree);
    const Explanation* states = find(*tree, "特殊情形");
    ASSERT_TRUE(states);
    EXPECT_EQ(states->tried.size(), 7u);
    EXPECT_TRUE(states->children.empty());
}

TEST(explain, names_the_state_that_decided) {
    DiaryOffice office = office_of_ties();
    office.state(1, 2025, "discipline:1", "refused");
    auto tree = explain(DiaryOffice::plan(), office.facts, "top", Audience::office);
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->value.zh, "不称职");
    const Explanation* unfit = find(*tree, "当年直接确定为不称职");
    ASSERT_TRUE(unfit);
    EXPECT_EQ(unfit->value.zh, "成立");
}

TEST(explain, tells_a_tie_and_who_decides) {
    DiaryOffice office = office_of_ties();
    auto tree = explain(DiaryOffice::plan(), office.facts, "tied-a", Audience::subject);
    ASSERT_TRUE(tree);
    const Explanation* award = find(*tree, "优秀名额");
    ASSERT_TRUE(award);
    EXPECT_EQ(award->value.zh, "并列于名额线，未授予");
    EXPECT_NE(award->note.zh.find("由考核委员会决定"), std::string::npos);
}

TEST(explain, a_setting_shows_what_the_scheme_says) {
    DiaryOffice office = office_of_ties();
    auto tree = explain(DiaryOffice::plan({{"weight.staff", "0.4"}}), office.facts, "top", Audience::office);
    ASSERT_TRUE(tree);
    const Explanation* weight = find(*tree, "工作人员平时分权重");
    ASSERT_TRUE(weight);
    EXPECT_NE(weight->note.zh.find("0.50"), std::string::npos);
    EXPECT_TRUE(weight->from.empty());
}

TEST(explain, shows_the_subject_no_other_persons_figure_and_no_single_rating) {
    DiaryOffice office = office_of_ties();
    office.rate(2, base::Period::of_year(2025), "comprehensive", "secret-rater", "peer",
                *Number::parse("41.07"));
    auto own = explain(DiaryOffice::plan(), office.facts, "tied-a", Audience::subject);
    auto full = explain(DiaryOffice::plan(), office.facts, "tied-a", Audience::office);
    ASSERT_TRUE(own && full);
    std::string shown = all_text(*own), known = all_text(*full);
    for (const char* hidden : {"secret-rater", "41.07", "97.31", "tied-b", "top"})
        EXPECT_EQ(shown.find(hidden), std::string::npos) << hidden;
    EXPECT_NE(known.find("secret-rater"), std::string::npos);
    EXPECT_NE(known.find("41.07"), std::string::npos);
}

TEST(explain, says_flags_in_words) {
    DiaryOffice tie = office_of_ties(), warned = office_of_ties();
    warned.state(1, 2025, "discipline:1", "warning");
    auto tied = explain(DiaryOffice::plan(), tie.facts, "tied-a", Audience::subject);
    auto barred = explain(DiaryOffice::plan(), warned.facts, "top", Audience::subject);
    ASSERT_TRUE(tied && barred);
    EXPECT_EQ(tied->note.zh, "标记：名额末位得分相同，由考核委员会决定");
    EXPECT_EQ(barred->note.zh, "标记：不得确定为优秀、优良");
    EXPECT_EQ(find(*barred, "标记")->value.zh, "不得确定为优秀、优良");
    EXPECT_EQ(find(*barred, "特殊情形")->value.zh, "不得确定为优秀、优良");
}

// The committee read who had given how much, though the rating sheet promises that nobody does.
TEST(explain, shows_who_decides_the_number_of_raters_and_no_single_rating) {
    DiaryOffice office = office_of_ties();
    office.rate(2, base::Period::of_year(2025), "comprehensive", "secret-rater", "peer",
                *Number::parse("41.07"));
    auto tree = explain(DiaryOffice::plan(), office.facts, "tied-a", Audience::decider);
    ASSERT_TRUE(tree);
    std::string shown = all_text(*tree);
    for (const char* hidden : {"secret-rater", "41.07"})
        EXPECT_EQ(shown.find(hidden), std::string::npos) << hidden;
    EXPECT_NE(shown.find("2人评分的平均分"), std::string::npos) << shown;
}

// The skipper's figure came through to the hand under the name of a value of his own.
TEST(explain, hides_another_persons_figure_behind_values_and_keys_too) {
    std::ifstream file("tests/engine/schemes/crew/scheme.yaml");
    auto loaded = scheme::load_scheme("crew", {std::istreambuf_iterator<char>(file), {}});
    ASSERT_TRUE(loaded.scheme) << scheme::line_of(loaded.faults.front(), false);
    DiaryOffice crew;
    auto skipper = crew.add("skipper", "person", "g", "skipper");
    auto hand = crew.add("hand", "person", "g", "hand", skipper);
    crew.state(skipper, 2025, "catch", "41.07");
    crew.state(hand, 2025, "catch", "7.5");
    Plan plan = compile(scheme::resolve(loaded.scheme, base::Period::of_year(2025)).value());
    auto own = explain(plan, crew.facts, "hand", Audience::subject);
    auto full = explain(plan, crew.facts, "hand", Audience::office);
    ASSERT_TRUE(own && full);
    std::string shown = all_text(*own), known = all_text(*full);
    for (const char* hidden : {"41.07", "82.14"}) {
        EXPECT_EQ(shown.find(hidden), std::string::npos) << hidden << " in\n" << shown;
        EXPECT_NE(known.find(hidden), std::string::npos) << hidden;
    }
    const Explanation* score = find(*own, "总分");
    ASSERT_TRUE(score);
    EXPECT_EQ(score->value.zh, "8.5");
    EXPECT_EQ(score->numbers.zh, "7.5 + 取小(（不公开），1)");
    // Both blocks have a value of that name: each is told by its own title.
    EXPECT_TRUE(find(*own, "分享的分"));
    EXPECT_FALSE(find(*own, "可分享的分"));
    const Explanation* award = find(*own, "甲等");
    ASSERT_TRUE(award);
    EXPECT_EQ(award->value.zh, "获得");
    EXPECT_EQ(award->numbers.zh, "(8.5, （不公开）)");
}

// Sums, counts and attributes were all told as a rating of that name.
TEST(explain, names_a_sum_a_count_and_an_attribute_for_what_they_are) {
    auto gansu = scheme::load_library_scheme("gansu").scheme;
    ASSERT_TRUE(gansu);
    DiaryOffice province;
    auto year = base::Period::of_year(2025);
    auto team = province.add("t", "team", "g", "");
    for (int i = 1; i <= 25; ++i)
        for (const char* rater : {"r1", "r2"}) {
            std::string item = i < 10 ? "p0" + std::to_string(i) : "p" + std::to_string(i);
            province.rate(team, year, item.c_str(), rater, "political", Number(1));
        }
    auto other = province.add("o", "team", "g", "");
    province.add("item:x1", "item", "", "", scheme::no_index, false, "x1");
    auto none = province.facts.words.add(""), full = province.facts.words.add("50");
    province.facts.attribute_names = {"full"};
    province.facts.attributes = {{none, none, full}};
    province.rate(team, year, "x1", "d", "department", Number(47));
    province.rate(other, year, "x1", "d", "department", Number(43));
    Plan plan = compile(scheme::resolve(gansu, year).value());

    auto of_team = explain(plan, province.facts, "t", Audience::decider);
    ASSERT_TRUE(of_team);
    const Explanation* sum = find(*of_team, "评分“第1个是否”合计（political）");
    ASSERT_TRUE(sum) << all_text(*of_team);
    EXPECT_EQ(sum->value.zh, "2");
    EXPECT_EQ(sum->note.zh, "2份评分");
    EXPECT_TRUE(find(*of_team, "评分“第1个是否”份数（political）"));

    auto known = explain(plan, province.facts, "item:x1", Audience::office);
    auto shown = explain(plan, province.facts, "item:x1", Audience::subject);
    ASSERT_TRUE(known && shown);
    EXPECT_NE(all_text(*known).find("属性“full”"), std::string::npos) << all_text(*known);
    for (const char* hidden : {"47", "43"}) {
        EXPECT_NE(all_text(*known).find(hidden), std::string::npos) << hidden;
        EXPECT_EQ(all_text(*shown).find(hidden), std::string::npos) << hidden << " in\n" << all_text(*shown);
    }
}

TEST(explain, says_what_an_incomplete_subject_lacks) {
    DiaryOffice office = office_of_ties();
    office.staff("half", "g", Number(90), 0);
    auto tree = explain(DiaryOffice::plan(), office.facts, "half", Audience::subject);
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->value.zh, "材料不全");
    const Explanation* routine = find(*tree, "平时考核分");
    ASSERT_TRUE(routine);
    EXPECT_EQ(routine->value.zh, "缺");
    EXPECT_EQ(routine->tried.size(), 4u); // the quarters that were not reviewed
}

TEST(explain, is_the_same_text_every_time) {
    DiaryOffice office = office_of_ties();
    auto first = explain(DiaryOffice::plan(), office.facts, "tied-b", Audience::office);
    auto second = explain(DiaryOffice::plan(), office.facts, "tied-b", Audience::office);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(all_text(*first), all_text(*second));
}

TEST(explain, refuses_whom_it_does_not_know_or_score) {
    DiaryOffice office = office_of_ties();
    auto unknown = explain(DiaryOffice::plan(), office.facts, "nobody", Audience::office);
    auto unit = explain(DiaryOffice::plan(), office.facts, "u", Audience::office);
    ASSERT_FALSE(unknown || unit);
    EXPECT_EQ(unknown.error().code, "subject_not_found");
    EXPECT_EQ(unit.error().code, "subject_not_scored");
}

} // namespace
} // namespace zhishi::engine
