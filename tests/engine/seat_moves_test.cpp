// Seats that people moved between two groups: the total is kept, the award follows, and the explanation says
// so.
#include "tests/engine/diary_office.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>

namespace zhishi::engine {
namespace {

using base::Number;
using Moves = std::vector<SeatMove>;

// Organ u: group g of ten with two seats of each award, group h of five with one.
DiaryOffice two_groups() {
    DiaryOffice office;
    auto unit = office.add("u", "unit", "", "");
    for (int i = 0; i < 10; ++i)
        office.staff("g" + std::to_string(i), "g", Number(99 - i), 4, unit);
    for (int i = 0; i < 5; ++i)
        office.staff("h" + std::to_string(i), "h", Number(89 - i), 4, unit);
    return office;
}

SeatMove from_g_to_h(std::int64_t seats) {
    return {"excellent", "u", "g", "h", seats, "该处承担专项任务"};
}

const SeatsOutcome& seats_in(const Outcome& outcome, const std::string& award, const std::string& group) {
    for (const SeatsOutcome& seats : outcome.seats)
        if (seats.award == award && seats.group == group) return seats;
    base::check(false, "no such group in the outcome");
    return outcome.seats.front();
}

Outcome scored(const DiaryOffice& office, const Moves& moves) {
    return score(DiaryOffice::plan(), office.facts, moves).value();
}

const Explanation* find(const Explanation& node, const std::string& label) {
    if (node.label.zh == label) return &node;
    for (const auto* list : {&node.children, &node.tried})
        for (const auto& part : *list)
            if (const Explanation* found = find(part, label)) return found;
    return nullptr;
}

TEST(seat_moves, a_group_is_named_by_the_column_group_and_its_organ) {
    Outcome outcome = two_groups().score();
    ASSERT_EQ(outcome.seats.size(), 4u);
    for (const SeatsOutcome& seats : outcome.seats) {
        EXPECT_EQ(seats.organ, "u");
        EXPECT_TRUE(seats.group == "g" || seats.group == "h") << seats.group;
    }
}

TEST(seat_moves, who_is_tied_at_the_last_seat_is_named) {
    DiaryOffice office;
    auto unit = office.add("u", "unit", "", "");
    for (int i = 0; i < 5; ++i)
        office.staff("g" + std::to_string(i), "g", Number(i < 2 ? 95 : 90 - i), 4, unit);
    Outcome outcome = office.score();
    EXPECT_EQ(seats_in(outcome, "excellent", "g").tied_ids, (std::vector<std::string>{"g0", "g1"}));
    EXPECT_EQ(seats_in(outcome, "excellent", "g").tied, 2);
    EXPECT_TRUE(seats_in(two_groups().score(), "excellent", "g").tied_ids.empty());
}

TEST(seat_moves, a_moved_seat_changes_who_is_awarded_and_keeps_the_total) {
    DiaryOffice office = two_groups();
    Outcome by_rule = office.score(), moved = scored(office, {from_g_to_h(1)});
    EXPECT_EQ(DiaryOffice::of(by_rule, "g1").grade, "优秀");
    EXPECT_EQ(DiaryOffice::of(by_rule, "h1").grade, "优良");
    EXPECT_EQ(DiaryOffice::of(moved, "g0").grade, "优秀");
    EXPECT_EQ(DiaryOffice::of(moved, "g1").grade, "优良");
    EXPECT_EQ(DiaryOffice::of(moved, "h1").grade, "优秀");
    EXPECT_EQ(seats_in(moved, "excellent", "g").seats_by_rule, 2);
    EXPECT_EQ(seats_in(moved, "excellent", "g").seats, 1);
    EXPECT_EQ(seats_in(moved, "excellent", "h").seats_by_rule, 1);
    EXPECT_EQ(seats_in(moved, "excellent", "h").seats, 2);
    EXPECT_EQ(seats_in(moved, "excellent", "h").awarded, 2);
    EXPECT_EQ(seats_in(moved, "good", "g").seats, 2); // another award is left alone
    for (const SeatsOutcome& seats : by_rule.seats)
        EXPECT_EQ(seats.seats, seats.seats_by_rule);
}

TEST(seat_moves, every_seat_of_a_group_may_be_moved_and_none_more) {
    DiaryOffice office = two_groups();
    EXPECT_EQ(seats_in(scored(office, {from_g_to_h(2)}), "excellent", "g").seats, 0);
    EXPECT_FALSE(score(DiaryOffice::plan(), office.facts, {from_g_to_h(3)}));
    EXPECT_FALSE(score(DiaryOffice::plan(), office.facts, {from_g_to_h(1), from_g_to_h(2)}));
}

TEST(seat_moves, a_move_that_does_not_fit_is_refused_and_named) {
    DiaryOffice office = two_groups();
    office.staff("other", "elsewhere", Number(90)); // in no organ
    auto expect_unfit = [&](const char* what, SeatMove move) {
        Moves moves{from_g_to_h(1), std::move(move)};
        auto outcome = score(DiaryOffice::plan(), office.facts, moves);
        auto tree = explain(DiaryOffice::plan(), office.facts, "g0", Audience::office, moves);
        ASSERT_FALSE(outcome || tree) << what;
        for (const base::Error& error : {outcome.error(), tree.error()}) {
            EXPECT_EQ(error.code, "seat_move_unfit") << what;
            EXPECT_EQ(error.place.pointer, "/moves/1") << what;
            EXPECT_FALSE(error.text.zh.empty() || error.text.en.empty()) << what;
        }
    };
    expect_unfit("award", {"best", "u", "g", "h", 1, "r"});
    expect_unfit("organ", {"excellent", "v", "g", "h", 1, "r"});
    expect_unfit("no organ", {"excellent", "", "g", "h", 1, "r"});
    expect_unfit("giving group", {"excellent", "u", "i", "h", 1, "r"});
    expect_unfit("taking group", {"excellent", "u", "g", "i", 1, "r"});
    expect_unfit("group of another organ", {"excellent", "u", "g", "elsewhere", 1, "r"});
    expect_unfit("one group", {"excellent", "u", "g", "g", 1, "r"});
    expect_unfit("no seat", {"excellent", "u", "g", "h", 0, "r"});
    expect_unfit("less than no seat", {"excellent", "u", "g", "h", -1, "r"});
    expect_unfit("more than there are", {"excellent", "u", "h", "g", 9223372036854775807, "r"});
}

TEST(seat_moves, a_group_may_pass_on_what_it_was_given) {
    DiaryOffice office = two_groups();
    for (int i = 0; i < 5; ++i)
        office.staff("i" + std::to_string(i), "i", Number(88 - i), 4, 0);
    Moves moves{{"excellent", "u", "h", "i", 2, "r"}, from_g_to_h(1)};
    Outcome outcome = scored(office, moves);
    std::reverse(moves.begin(), moves.end());
    EXPECT_EQ(text_of(outcome), text_of(scored(office, moves)));
    EXPECT_EQ(seats_in(outcome, "excellent", "g").seats, 1);
    EXPECT_EQ(seats_in(outcome, "excellent", "h").seats, 0);
    EXPECT_EQ(seats_in(outcome, "excellent", "i").seats, 3);
}

TEST(seat_moves, the_explanation_names_them_with_their_reason_to_himself_too) {
    DiaryOffice office = two_groups();
    Moves moves{from_g_to_h(1)};
    for (Audience audience : {Audience::office, Audience::subject}) {
        auto given = explain(DiaryOffice::plan(), office.facts, "h1", audience, moves);
        auto taken = explain(DiaryOffice::plan(), office.facts, "g1", audience, moves);
        ASSERT_TRUE(given && taken);
        EXPECT_EQ(given->value.zh, "优秀");
        const Explanation* in = find(*given, "从“g”调入");
        ASSERT_TRUE(in);
        EXPECT_EQ(in->value.zh, "1个");
        EXPECT_EQ(in->note.zh, "理由：该处承担专项任务");
        const Explanation* seats = find(*given, "名额");
        ASSERT_TRUE(seats);
        EXPECT_EQ(seats->value.zh, "2个");
        EXPECT_NE(seats->note.zh.find("分得1个；调剂后2个"), std::string::npos) << seats->note.zh;
        const Explanation* out = find(*taken, "调出到“h”");
        ASSERT_TRUE(out);
        EXPECT_EQ(out->value.en, "1");
    }
    auto untouched = explain(DiaryOffice::plan(), office.facts, "h1", Audience::office);
    ASSERT_TRUE(untouched);
    EXPECT_EQ(find(*untouched, "从“g”调入"), nullptr);
}

TEST(seat_moves, a_group_called_by_an_id_is_shown_by_the_name) {
    DiaryOffice office;
    auto unit = office.add("u", "unit", "", "");
    office.add("o-17", "person", "", "leader", unit, false, "甲局长");
    for (int i = 0; i < 10; ++i) {
        office.staff("a" + std::to_string(i), "o-17", Number(99 - i), 4, unit);
        office.staff("b" + std::to_string(i), "o-18", Number(99 - i), 4, unit);
    }
    auto tree = explain(DiaryOffice::plan(), office.facts, "b0", Audience::subject,
                        {{"good", "u", "o-17", "o-18", 1, "r"}});
    ASSERT_TRUE(tree) << tree.error().text.en;
    EXPECT_TRUE(find(*tree, "从“甲局长”调入"));
}

TEST(seat_moves, apportioned_and_moved_seats_still_sum_up_whatever_the_order) {
    EXPECT_TRUE(rc::check([] {
        DiaryOffice office;
        auto unit = office.add("u", "unit", "", "");
        const std::vector<std::string> names{"g0", "g1", "g2"};
        for (const std::string& name : names)
            for (int i = *rc::gen::inRange(1, 25); i > 0; --i)
                office.staff(name + "-" + std::to_string(i), name.c_str(), Number(*rc::gen::inRange(80, 99)),
                             4, unit);
        Moves moves;
        for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
            size_t from = *rc::gen::inRange<size_t>(0, 3), to = (from + *rc::gen::inRange<size_t>(1, 3)) % 3;
            moves.push_back({*rc::gen::element("excellent", "good"), "u", names[from], names[to],
                             *rc::gen::inRange<std::int64_t>(1, 4), "r"});
        }
        Outcome by_rule = office.score();
        std::map<std::pair<std::string, std::string>, std::int64_t> expected;
        for (const SeatsOutcome& seats : by_rule.seats)
            expected[{seats.award, seats.group}] = seats.seats;
        for (const SeatMove& move : moves) {
            expected[{move.award, move.from_group}] -= move.seats;
            expected[{move.award, move.to_group}] += move.seats;
        }
        bool fits = std::all_of(expected.begin(), expected.end(),
                                [](const auto& group) { return group.second >= 0; });
        auto moved = score(DiaryOffice::plan(), office.facts, moves);
        std::reverse(moves.begin(), moves.end());
        auto reversed = score(DiaryOffice::plan(), office.facts, moves);
        RC_ASSERT(moved.ok() == fits);
        RC_ASSERT(reversed.ok() == fits);
        if (!fits) return;
        RC_ASSERT(text_of(*moved) == text_of(*reversed));
        std::map<std::string, std::int64_t> total, total_by_rule;
        for (const SeatsOutcome& seats : moved->seats) {
            RC_ASSERT((seats.seats == expected[{seats.award, seats.group}]));
            RC_ASSERT(seats.awarded <= seats.seats);
            total[seats.award] += seats.seats;
            total_by_rule[seats.award] += seats.seats_by_rule;
        }
        RC_ASSERT(total == total_by_rule);
    }));
}

} // namespace
} // namespace zhishi::engine
