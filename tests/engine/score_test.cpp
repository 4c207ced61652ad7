#include "engine/score.h"
#include "tests/engine/any_office.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>

namespace zhishi::engine {
namespace {

using base::Number;
using base::Period;
using Flags = std::vector<std::string>;

TEST(score, a_half_rated_quarter_makes_incomplete_and_an_empty_one_is_skipped) {
    DiaryOffice office;
    auto half = office.staff("half", "g", Number(90), 2);
    office.rate(half, Period::of_quarter(2025, 3), "ability", "leader", "superior", Number(90));
    office.staff("joined", "g", Number(90), 1);
    office.staff("none", "g", Number(90), 0);
    Outcome outcome = office.score();
    EXPECT_EQ(DiaryOffice::of(outcome, "half").flags, Flags{"incomplete"});
    EXPECT_EQ(DiaryOffice::of(outcome, "half").score, std::nullopt);
    EXPECT_EQ(DiaryOffice::of(outcome, "joined").score, Number(90));
    EXPECT_EQ(DiaryOffice::of(outcome, "none").flags, Flags{"incomplete"});
    Flags nodes;
    for (const auto& node : outcome.nodes)
        if (node.id == "half") nodes.push_back(node.node);
    EXPECT_EQ(nodes, (Flags{"comprehensive", "quarter.Q1", "quarter.Q2"}));
}

TEST(score, a_person_without_evaluation_keeps_the_routine_node) {
    DiaryOffice office;
    auto person = office.add("p", "person", "g", "head");
    for (const char* item : {"duty", "execution"})
        office.rate(person, Period::of_quarter(2025, 1), item, "leader", "superior", Number(80));
    Outcome outcome = office.score();
    EXPECT_EQ(DiaryOffice::of(outcome, "p").flags, Flags{"incomplete"});
    ASSERT_EQ(outcome.nodes.size(), 2u);
    EXPECT_EQ(outcome.nodes[1].node, "routine");
}

TEST(score, who_is_incomplete_takes_no_place_and_who_is_unfit_counts_but_wins_no_seat) {
    for (bool is_unfit : {true, false}) {
        DiaryOffice office;
        auto best = office.staff("best", "g", Number(99), is_unfit ? 4 : 0);
        if (is_unfit) office.state(best, 2025, "discipline:1", "refused");
        for (int i = 0; i < 4; ++i)
            office.staff("p" + std::to_string(i), "g", Number(90 - i));
        Outcome outcome = office.score();
        // Five count with the unfit, four without him: floor(5 × 0.2) = 1, floor(4 × 0.2) = 0.
        EXPECT_EQ(DiaryOffice::of(outcome, "p0").grade, is_unfit ? "优秀" : "称职");
        EXPECT_EQ(DiaryOffice::of(outcome, "p0").rank, is_unfit ? 2 : 1);
        EXPECT_EQ(DiaryOffice::of(outcome, "best").grade, is_unfit ? "不称职" : "");
        EXPECT_EQ(DiaryOffice::of(outcome, "best").flags, Flags{is_unfit ? "unfit" : "incomplete"});
    }
}

TEST(score, a_person_without_grade_is_never_incomplete) {
    DiaryOffice office;
    auto person = office.add("p", "person", "g", "staff");
    office.state(person, 2025, "probation", "1");
    office.state(person, 2024, "discipline:1", "removal");
    office.state(person, 2025, "absence.months", "6.000001");
    Outcome outcome = office.score();
    EXPECT_EQ(DiaryOffice::of(outcome, "p").flags, (Flags{"absent", "not_graded", "probation"}));
    EXPECT_EQ(DiaryOffice::of(outcome, "p").score, std::nullopt);
}

TEST(score, discipline_reaches_as_many_years_as_the_law_says) {
    struct Case {
        const char* word;
        int year;
        const char* flag;
    };
    for (const Case& one : {Case{"warning", 2025, "barred"},
                            {"warning", 2024, ""},
                            {"demerit", 2025, "not_graded"},
                            {"demerit", 2024, ""},
                            {"major_demerit", 2024, "not_graded"},
                            {"major_demerit", 2023, ""},
                            {"party_probation_1", 2025, "unfit"},
                            {"party_probation_1", 2024, "not_graded"},
                            {"party_probation_1", 2023, ""},
                            {"party_probation_2", 2023, "not_graded"},
                            {"party_probation_2", 2022, ""},
                            {"party_removal", 2024, ""},
                            {"warning", 2026, ""}}) {
        DiaryOffice office;
        auto person = office.staff("p", "g", Number(90));
        office.state(person, one.year, "discipline:9", one.word);
        Flags expected = one.flag[0] ? Flags{one.flag} : Flags{};
        EXPECT_EQ(DiaryOffice::of(office.score(), "p").flags, expected) << one.word << one.year;
    }
}

TEST(score, who_is_barred_wins_no_seat_though_first) {
    DiaryOffice office;
    auto first = office.staff("first", "g", Number(99));
    office.state(first, 2025, "discipline:1", "admonished");
    for (int i = 0; i < 9; ++i)
        office.staff("p" + std::to_string(i), "g", Number(95 - i));
    Outcome outcome = office.score();
    EXPECT_EQ(DiaryOffice::of(outcome, "first").grade, "称职");
    EXPECT_EQ(DiaryOffice::of(outcome, "first").rank, 1);
    EXPECT_EQ(DiaryOffice::of(outcome, "p0").grade, "优秀");
    EXPECT_EQ(DiaryOffice::of(outcome, "p1").grade, "优秀");
    EXPECT_EQ(DiaryOffice::of(outcome, "p2").grade, "优良");
}

TEST(score, groups_of_two_organs_are_kept_apart) {
    DiaryOffice office;
    auto city = office.add("city", "unit", "", "");
    auto bureau = office.add("bureau", "unit", "", "", city, true);
    auto section = office.add("section", "unit", "", "", bureau);
    for (int i = 0; i < 5; ++i)
        office.staff("a" + std::to_string(i), "g", Number(90 - i), 4, section);
    for (int i = 0; i < 5; ++i)
        office.staff("b" + std::to_string(i), "g", Number(80 - i), 4, city);
    for (int i = 0; i < 5; ++i)
        office.staff("c" + std::to_string(i), "g", Number(70 - i));
    Outcome outcome = office.score({{"gate", "0"}});
    for (const char* id : {"a0", "b0", "c0"}) {
        EXPECT_EQ(DiaryOffice::of(outcome, id).rank, 1) << id;
        EXPECT_EQ(DiaryOffice::of(outcome, id).grade, "优秀") << id;
    }
}

TEST(score, leaders_stand_in_no_row) {
    DiaryOffice office;
    auto leader = office.add("leader", "person", "g", "leader");
    office.state(leader, 2025, "discipline:1", "warning");
    EXPECT_TRUE(office.score().results.empty());
}

TEST(score, the_order_of_rows_does_not_matter) {
    EXPECT_TRUE(rc::check([] {
        DiaryOffice office = any_office();
        std::string expected = text_of(office.score());
        std::mt19937 chance(*rc::gen::arbitrary<std::uint32_t>());
        std::shuffle(office.facts.facts.begin(), office.facts.facts.end(), chance);
        std::vector<scheme::SubjectIndex> order(office.facts.subjects.size()), place(order.size());
        std::iota(order.begin(), order.end(), 0u);
        std::shuffle(order.begin(), order.end(), chance);
        for (std::uint32_t i = 0; i < order.size(); ++i)
            place[order[i]] = i;
        scheme::Facts before = office.facts;
        office.facts.ids = {};
        office.facts.names = {};
        office.facts.subjects.clear();
        office.facts.ratings = {};
        for (auto from : order) {
            scheme::Subject subject = before.subjects[from];
            if (subject.parent != scheme::no_index) subject.parent = place[subject.parent];
            office.facts.add_subject(before.id_of(from), before.name_of(from), subject);
        }
        std::vector<size_t> rows(before.ratings.size());
        std::iota(rows.begin(), rows.end(), size_t{0});
        std::shuffle(rows.begin(), rows.end(), chance);
        for (size_t row : rows) {
            scheme::Rating rating = before.ratings[row];
            rating.subject = place[rating.subject];
            if (rating.rater.is_subject())
                rating.rater = scheme::Rater::of_subject(place[rating.rater.index()]);
            office.facts.ratings.push_back(rating);
        }
        for (auto& fact : office.facts.facts)
            fact.subject = place[fact.subject];
        RC_ASSERT(text_of(office.score()) == expected);
    }));
}

// Ten thousand rows of the largest number that may be written: more than 64 bits of millionths.
TEST(score, sums_that_outgrow_a_machine_word_are_exact) {
    DiaryOffice office;
    base::Period visit = *base::Period::parse("visit");
    auto person = office.add("p", "person", "g", "");
    constexpr std::int64_t largest = 999'999'999, rows = 20'000;
    for (int i = 1; i <= 15; ++i) {
        std::string point = i < 10 ? "q0" + std::to_string(i) : "q" + std::to_string(i);
        office.rate(person, visit, point.c_str(), "r", "negative", Number(0));
        for (std::int64_t row = 0; row < (i == 1 ? rows : 1); ++row)
            office.rate(person, visit, point.c_str(), ("v" + std::to_string(row)).c_str(), "positive",
                        Number(largest));
    }
    office.rate(person, visit, "q01", "w", "negative", Number(largest));
    auto fujian = scheme::load_library_scheme("fujian").scheme;
    auto in_force = scheme::resolve(fujian, visit);
    if (!in_force) GTEST_FAIL() << in_force.error().text.en;
    Outcome outcome = engine::score(compile(std::move(in_force).value()), office.facts).value();
    ASSERT_TRUE(DiaryOffice::of(outcome, "p").score);
    // Fourteen points of 1, one of 20,000 / 20,001.
    Number expected = (Number(100) * (Number(14) + Number::ratio(rows, rows + 1)) / Number(15)).rounded(2);
    EXPECT_EQ(DiaryOffice::of(outcome, "p").score->str(), expected.str());
}

// Whole marks and weights of two decimals: ten times the weights are ten times the score, to the cent.
TEST(score, scaled_weights_scale_the_scores_and_leave_the_places) {
    static const auto sichuan = scheme::load_library_scheme("sichuan").scheme;
    scheme::Settings tenfold;
    for (const auto& parameter : sichuan->parameters)
        if (parameter.id.starts_with("w."))
            tenfold[parameter.id] = (parameter.values.back().number * Number(10)).str();
    ASSERT_EQ(tenfold.size(), 12u);
    EXPECT_TRUE(rc::check([&] {
        DiaryOffice province;
        province.facts.attribute_names = {"class"};
        province.facts.attributes.resize(1);
        int count = *rc::gen::inRange(1, 25);
        for (int i = 0; i < count; ++i) {
            auto team = province.add("t" + std::to_string(i), "team", *rc::gen::element("g", "h"), "");
            province.facts.attributes[0].push_back(
                province.facts.words.add(*rc::gen::element("city", "county", "department")));
            for (const char* key : {"political", "duty", "key", "democratic"})
                province.state(team, 2025, key, std::to_string(*rc::gen::inRange(0, 101)).c_str());
        }
        auto scored = [&](const scheme::Settings& settings) {
            Plan plan = compile(scheme::resolve(sichuan, base::Period::of_year(2025), settings).value());
            return engine::score(plan, province.facts).value();
        };
        Outcome once = scored({}), ten_times = scored(tenfold);
        RC_ASSERT(once.results.size() == static_cast<size_t>(count));
        for (size_t i = 0; i < once.results.size(); ++i) {
            RC_ASSERT(*ten_times.results[i].score == *once.results[i].score * Number(10));
            RC_ASSERT(ten_times.results[i].rank == once.results[i].rank);
        }
    }));
}

TEST(score, seats_of_the_groups_sum_to_those_of_the_organ) {
    EXPECT_TRUE(rc::check([] {
        Outcome outcome = any_office().score();
        std::map<std::string, std::int64_t> seats, counted;
        for (const auto& group : outcome.seats) {
            seats[group.award] += group.seats;
            counted[group.award] += group.counted;
            RC_ASSERT(group.awarded <= group.seats);
            RC_ASSERT(group.awarded + group.tied <= group.candidates);
        }
        for (const auto& [award, sum] : seats)
            RC_ASSERT(sum == seats_of(counted[award], Number::ratio(1, 5)));
    }));
}

TEST(score, equals_in_a_group_have_equal_grades) {
    EXPECT_TRUE(rc::check([] {
        DiaryOffice office;
        int count = *rc::gen::inRange(1, 30);
        std::vector<int> scores;
        for (int i = 0; i < count; ++i) {
            scores.push_back(*rc::gen::inRange(85, 92));
            office.staff("p" + std::to_string(100 + i), "g", Number(scores.back()));
        }
        Outcome outcome = office.score();
        for (size_t a = 0; a < scores.size(); ++a)
            for (size_t b = 0; b < scores.size(); ++b)
                if (scores[a] == scores[b]) RC_ASSERT(outcome.results[a].grade == outcome.results[b].grade);
    }));
}

} // namespace
} // namespace zhishi::engine
