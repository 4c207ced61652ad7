#include "scheme/acceptance.h"
#include "scheme/in_force.h"
#include "scheme/load.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace zhishi::scheme {
namespace {

std::string text_of(const char* path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::shared_ptr<const Scheme> small() {
    return load_scheme("small.yaml", text_of("tests/scheme/good/small.yaml")).scheme;
}

std::string code_of(const base::Period& period, const Settings& settings) {
    auto in_force = resolve(small(), period, settings);
    return in_force ? "" : in_force.error().code;
}

TEST(in_force, a_parameter_has_the_value_of_the_periods_last_day) {
    for (auto [year, line] :
         {std::pair(2020, 60), std::pair(2023, 60), std::pair(2024, 70), std::pair(2030, 70)}) {
        auto in_force = resolve(small(), base::Period::of_year(year));
        ASSERT_TRUE(in_force) << year;
        EXPECT_EQ(in_force->parameter("line")->number, base::Number(line)) << year;
    }
}

TEST(in_force, a_period_before_the_first_value_is_refused) {
    EXPECT_EQ(code_of(base::Period::of_year(2019), {}), "parameter_not_in_force");
}

TEST(in_force, a_period_of_another_kind_is_refused) {
    EXPECT_EQ(code_of(base::Period::of_quarter(2024, 1), {}), "period_does_not_fit");
}

TEST(in_force, first_half_leaves_the_second_out) {
    std::string text = text_of("tests/scheme/good/halves.yaml");
    auto fits = [](const std::string& scheme_text, const char* period) {
        auto scheme = load_scheme("halves.yaml", scheme_text).scheme;
        return scheme && static_cast<bool>(resolve(scheme, *base::Period::parse(period)));
    };
    EXPECT_TRUE(fits(text, "2024"));
    EXPECT_TRUE(fits(text, "2024H1"));
    EXPECT_FALSE(fits(text, "2024H2"));
    EXPECT_FALSE(fits(text, "2024Q1"));
    text.replace(text.find("first_half"), 10, "half");
    EXPECT_TRUE(fits(text, "2024H1"));
    EXPECT_TRUE(fits(text, "2024H2"));
}

TEST(in_force, settings_are_held_to_name_form_and_range) {
    auto year = base::Period::of_year(2024);
    EXPECT_EQ(code_of(year, {{"line", "80"}}), "");
    EXPECT_EQ(code_of(year, {{"lines", "80"}}), "setting_not_known");
    EXPECT_EQ(code_of(year, {{"line", "8o"}}), "setting_not_readable");
    EXPECT_EQ(code_of(year, {{"line", ""}}), "setting_not_readable");
    EXPECT_EQ(code_of(year, {{"line", "-1"}}), "setting_out_of_range");
    EXPECT_EQ(code_of(year, {{"weight.own", "1.000001"}}), "setting_out_of_range");
}

TEST(in_force, a_setting_keeps_beside_it_what_the_scheme_says) {
    auto in_force = resolve(small(), base::Period::of_year(2024), {{"line", "80"}});
    ASSERT_TRUE(in_force);
    const ParameterInForce* line = in_force->parameter("line");
    EXPECT_TRUE(line->is_set);
    EXPECT_EQ(line->number, base::Number(80));
    EXPECT_EQ(line->stated->text, "70");
}

// A clash of ratings in a period that is not appraised is nobody's fault.
TEST(acceptance, a_rating_of_the_appraised_period_is_read_in_no_other) {
    auto scheme = load_scheme("halves.yaml", text_of("tests/scheme/good/halves.yaml")).scheme;
    ASSERT_TRUE(scheme);
    Acceptance acceptance(*scheme);
    auto year = *base::Period::parse("2024"), half = *base::Period::parse("2024H1");
    EXPECT_TRUE(acceptance.reads_rating("craft", year, year));
    EXPECT_TRUE(acceptance.reads_rating("craft", half, half));
    EXPECT_FALSE(acceptance.reads_rating("craft", half, year));
    EXPECT_FALSE(acceptance.reads_rating("craft", *base::Period::parse("2024Q1"), half));
    EXPECT_TRUE(acceptance.rating_role("craft", "guest"));
}

TEST(acceptance, diary_holds_roles_words_and_periods) {
    auto scheme = load_library_scheme("diary").scheme;
    ASSERT_TRUE(scheme);
    Acceptance acceptance(*scheme);
    EXPECT_FALSE(acceptance.subject_role("person", "head"));
    EXPECT_TRUE(acceptance.subject_role("person", "guest"));
    EXPECT_TRUE(acceptance.subject_role("person", ""));
    EXPECT_FALSE(acceptance.subject_role("unit", "guest"));
    EXPECT_FALSE(acceptance.rating_role("duty", "superior"));
    EXPECT_TRUE(acceptance.rating_role("duty", "peer"));
    EXPECT_FALSE(acceptance.rating_role("comprehensive", "peer"));
    EXPECT_FALSE(acceptance.rating_role("unread", "peer"));
    EXPECT_FALSE(acceptance.rating_value("unread", "peer", base::Number(100)));
    EXPECT_TRUE(acceptance.rating_value("unread", "peer", base::Number(101)));
    EXPECT_TRUE(acceptance.rating_value("duty", "superior", *base::Number::parse("-0.000001")));
    auto year = base::Period::of_year(2025), month = base::Period::of_month(2025, 3);
    auto fact = [&](const base::Period& period, const char* key, const char* value) {
        return acceptance.fact(period, key, value, base::Number::parse(value)).has_value();
    };
    EXPECT_FALSE(fact(year, "probation", "1"));
    EXPECT_TRUE(fact(year, "probation", "2"));
    EXPECT_TRUE(fact(year, "probation", "yes"));
    EXPECT_TRUE(fact(month, "probation", "1"));
    EXPECT_FALSE(fact(year, "discipline:1", "warning"));
    EXPECT_TRUE(fact(year, "discipline:1", "fined"));
    EXPECT_TRUE(fact(month, "discipline:7", "warning"));
    EXPECT_TRUE(fact(year, "absence.months", "-1"));
    EXPECT_FALSE(fact(year, "grade", "较好"));
    EXPECT_TRUE(fact(year, "grade", "最好"));
    EXPECT_FALSE(fact(month, "unread", "whatever"));
}

} // namespace
} // namespace zhishi::scheme
