#include "engine/what_if.h"
#include "tests/engine/any_office.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace zhishi::engine {
namespace {

using base::Number;
using Texts = std::vector<std::string>;

// A plan and its run over the same facts stand as long as each other.
struct Ran {
    Plan plan;
    Scoring scoring;
    Ran(const DiaryOffice& office, const scheme::Settings& settings)
        : plan(DiaryOffice::plan(settings)), scoring(Scoring::of(plan, office.facts, {}).value()) {}
};

Comparison compared(const DiaryOffice& office, const scheme::Settings& before, const scheme::Settings& after,
                    size_t explained_max = explained_changes_max) {
    Ran was(office, before), is(office, after);
    return compare(was.scoring, is.scoring, explained_max).value();
}

const SubjectChange& of(const Comparison& comparison, const std::string& id) {
    for (const auto& change : comparison.changes)
        if (change.id == id) return change;
    static const SubjectChange none;
    ADD_FAILURE() << id << " does not change";
    return none;
}

Texts ids_of(const Comparison& comparison) {
    Texts ids;
    for (const auto& change : comparison.changes)
        ids.push_back(change.id);
    return ids;
}

Texts names_of(const SubjectChange& change) {
    Texts names;
    for (const auto& clause : change.clauses)
        names.push_back(clause.name);
    return names;
}

const Clause& clause_of(const SubjectChange& change, const std::string& name) {
    for (const auto& clause : change.clauses)
        if (clause.name == name) return clause;
    static const Clause none;
    ADD_FAILURE() << change.id << " has no clause " << name;
    return none;
}

// Ten of one group: p0 with 95, p1 with 94 … p9 with 86. Two of them have a seat of 优秀, two of 优良.
DiaryOffice ten() {
    DiaryOffice office;
    for (int i = 0; i < 10; ++i)
        office.staff("p" + std::to_string(i), "g", Number(95 - i));
    return office;
}

TEST(what_if, a_raised_gate_takes_excellent_from_exactly_those_below_it_and_is_named) {
    Comparison comparison = compared(ten(), {}, {{"gate", "94.5"}});
    const SubjectChange& second = of(comparison, "p1");
    EXPECT_EQ(second.before, (ResultOnSide{Number(94), 2, "优秀"}));
    EXPECT_EQ(second.after, (ResultOnSide{Number(94), 2, "称职"}));
    EXPECT_EQ(second.flags_gained, Texts{"below_gate"});
    EXPECT_EQ(names_of(second), (Texts{"annual/excellent", "annual/称职", "annual/below_gate", "gate"}));
    const Clause& gate = clause_of(second, "gate");
    EXPECT_EQ(gate.article, "RZ-35");
    EXPECT_EQ(gate.mark, "S");
    EXPECT_FALSE(gate.source.zh.empty());
    EXPECT_EQ(gate.before, (base::Text{"85", "85"}));
    EXPECT_EQ(gate.after, (base::Text{"94.5（本次计算另行设定）", "94.5 (set for this run)"}));
    const Clause& seat = clause_of(second, "annual/excellent");
    EXPECT_EQ(seat.article, "RZ-33");
    EXPECT_EQ(seat.before.zh, "名额2个，候选第2名，获得");
    EXPECT_EQ(seat.after.zh, "名额2个，不在候选之列（不符合候选条件）");
    EXPECT_EQ(of(comparison, "p4").before.grade, "称职");
    EXPECT_EQ(ids_of(comparison), (Texts{"p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"}));
    EXPECT_EQ(comparison.whole.grade_changed, 3); // p1 of 优秀, p2 and p3 of 优良
}

TEST(what_if, who_loses_excellent_to_a_gate_stood_below_it) {
    EXPECT_TRUE(rc::check([] {
        DiaryOffice office = any_office();
        int gate = *rc::gen::inRange(80, 96);
        Outcome before = office.score({{"gate", "0"}});
        Comparison comparison = compared(office, {{"gate", "0"}}, {{"gate", std::to_string(gate)}});
        for (const auto& result : before.results) {
            auto change = std::find_if(comparison.changes.begin(), comparison.changes.end(),
                                       [&](const auto& one) { return one.id == result.id; });
            bool is_below = result.score && *result.score < Number(gate); // routine is the score there
            bool loses = change != comparison.changes.end() && change->before.grade == "优秀" &&
                         change->after.grade != "优秀";
            if (result.grade == "优秀") RC_ASSERT(loses == is_below);
        }
    }));
}

TEST(what_if, a_share_moves_seats_and_each_side_says_how_many) {
    Comparison comparison = compared(ten(), {}, {{"share.excellent", "0.1"}});
    EXPECT_EQ(ids_of(comparison), (Texts{"p1", "p3"}));
    const SubjectChange& second = of(comparison, "p1");
    EXPECT_EQ(second.after.grade, "优良");
    EXPECT_EQ(names_of(second), (Texts{"annual/excellent", "annual/good", "share.excellent"}));
    EXPECT_EQ(clause_of(second, "annual/excellent").before.en, "seats 2, place 2, awarded");
    EXPECT_EQ(clause_of(second, "annual/excellent").after.en, "seats 1, place 2, not awarded");
    EXPECT_EQ(clause_of(second, "share.excellent").mark, "D");
    ASSERT_EQ(comparison.groups.size(), 1u);
    const GroupTotals& group = comparison.groups.front();
    EXPECT_EQ(group.block + "/" + group.group, "annual/g");
    ASSERT_EQ(group.seats.size(), 2u);
    EXPECT_EQ(group.seats[0].award, "excellent");
    EXPECT_EQ(group.seats[0].before, 2);
    EXPECT_EQ(group.seats[0].after, 1);
    EXPECT_EQ(group.seats[1].before, group.seats[1].after);
    ASSERT_EQ(group.grades.size(), 3u);
    EXPECT_EQ(group.grades[0].grade, "优秀");
    EXPECT_EQ(group.grades[0].before, 2);
    EXPECT_EQ(group.grades[0].after, 1);
    EXPECT_EQ(group.changed, 2);
}

TEST(what_if, a_weight_is_named_to_those_of_its_class_alone) {
    DiaryOffice office = ten();
    auto head = office.add("head", "person", "g", "head");
    for (int quarter = 1; quarter <= 4; ++quarter)
        for (const char* item : {"duty", "execution"})
            office.rate(head, base::Period::of_quarter(2025, quarter), item, "leader", "superior",
                        Number(100));
    office.rate(head, base::Period::of_year(2025), "comprehensive", "r1", "peer", Number(86));
    Comparison comparison = compared(office, {}, {{"weight.head", "0.5"}});
    const SubjectChange& change = of(comparison, "head");
    EXPECT_EQ(change.before, (ResultOnSide{Number::parse("89.5").value(), 7, "称职"}));
    EXPECT_EQ(change.after, (ResultOnSide{Number(93), 3, "优良"}));
    EXPECT_EQ(clause_of(change, "weight.head").article, "RZ-28");
    EXPECT_EQ(clause_of(change, "annual/score").after.zh, "93");
    EXPECT_EQ(clause_of(change, "annual/rank").before.zh, "第7名，共11名");
    // p4 is overtaken: his own formulas read nothing that differs.
    EXPECT_EQ(names_of(of(comparison, "p4")), Texts{"annual/rank"});
    for (const auto& one : comparison.changes)
        if (one.id != "head") {
            for (const auto& name : names_of(one))
                EXPECT_NE(name, "weight.head") << one.id;
        }
}

TEST(what_if, a_special_state_that_no_longer_holds_is_named_with_its_limit) {
    DiaryOffice office = ten();
    office.state(office.facts.ids.find("p0"), 2025, "absence.months", "7");
    Comparison comparison = compared(office, {}, {{"absence.limit", "8"}});
    const SubjectChange& change = of(comparison, "p0");
    EXPECT_EQ(change.before.grade, "");
    EXPECT_EQ(change.after.grade, "优秀");
    EXPECT_EQ(change.flags_lost, Texts{"absent"});
    ASSERT_FALSE(change.clauses.empty());
    const Clause& state = change.clauses.front();
    EXPECT_TRUE(state.name.starts_with("special_states/")) << state.name;
    EXPECT_EQ(state.before.zh, "成立");
    EXPECT_EQ(state.after.zh, "不成立");
    EXPECT_FALSE(state.article.empty());
    EXPECT_EQ(clause_of(change, "absence.limit").after.en, "8 (set for this run)");
}

TEST(what_if, only_the_first_changes_are_explained) {
    Comparison all = compared(ten(), {}, {{"gate", "94.5"}}),
               two = compared(ten(), {}, {{"gate", "94.5"}}, 2);
    EXPECT_EQ(ids_of(two), ids_of(all));
    for (size_t i = 0; i < two.changes.size(); ++i) {
        EXPECT_EQ(two.changes[i].clauses.empty(), i >= 2);
        EXPECT_FALSE(all.changes[i].clauses.empty());
    }
}

scheme::Settings any_settings() {
    scheme::Settings settings;
    if (*rc::gen::arbitrary<bool>()) settings["gate"] = std::to_string(*rc::gen::inRange(80, 96));
    if (*rc::gen::arbitrary<bool>()) settings["share.good"] = *rc::gen::element("0", "0.1", "0.5", "1");
    if (*rc::gen::arbitrary<bool>()) settings["share.excellent"] = *rc::gen::element("0", "0.1", "0.5");
    if (*rc::gen::arbitrary<bool>()) settings["min.competent"] = std::to_string(*rc::gen::inRange(50, 95));
    return settings;
}

TEST(what_if, with_nothing_changed_nothing_changes) {
    EXPECT_TRUE(rc::check([] {
        DiaryOffice office = any_office();
        scheme::Settings settings = any_settings();
        Comparison comparison = compared(office, settings, settings);
        RC_ASSERT(comparison.changes.empty());
        RC_ASSERT(comparison.whole.changed == 0 && comparison.whole.grade_changed == 0);
        for (const auto& group : comparison.groups) {
            for (const auto& count : group.grades)
                RC_ASSERT(count.before == count.after);
            for (const auto& seats : group.seats)
                RC_ASSERT(seats.before == seats.after);
        }
    }));
}

// Everything that is compared, as one text; `swapped` writes after before before.
std::string text_of(const Comparison& comparison, bool swapped) {
    std::string text;
    auto both = [&](auto before, auto after) {
        std::string a = swapped ? after : before, b = swapped ? before : after;
        text += a + ">" + b + ",";
    };
    auto list = [](const Texts& words) {
        std::string all;
        for (const auto& word : words)
            all += word + ";";
        return all;
    };
    auto score = [](const auto& side) { return side.score ? side.score->str() : std::string("-"); };
    for (const auto& change : comparison.changes) {
        text += change.id + change.name + change.group;
        both(score(change.before), score(change.after));
        both(std::to_string(change.before.rank), std::to_string(change.after.rank));
        both(change.before.grade, change.after.grade);
        both(list(change.flags_lost), list(change.flags_gained));
        both(list(change.actions_lost), list(change.actions_gained));
        Texts clauses; // which rule is told first hangs on the side
        for (const auto& clause : change.clauses)
            clauses.push_back(clause.name + clause.article +
                              (swapped ? clause.after.zh + ">" + clause.before.zh
                                       : clause.before.zh + ">" + clause.after.zh));
        std::sort(clauses.begin(), clauses.end());
        text += list(clauses) + "\n";
    }
    auto totals = [&](const Totals& of_all) {
        text += std::to_string(of_all.subjects) + "," + std::to_string(of_all.changed) + "," +
                std::to_string(of_all.grade_changed);
        for (const auto& count : of_all.grades) {
            text += count.grade;
            both(std::to_string(count.before), std::to_string(count.after));
        }
    };
    totals(comparison.whole);
    for (const auto& group : comparison.groups) {
        text += group.block + group.organ + group.group;
        totals(group);
        for (const auto& seats : group.seats) {
            text += seats.award;
            both(std::to_string(seats.before), std::to_string(seats.after));
        }
    }
    return text;
}

TEST(what_if, exchanged_sides_exchange_before_and_after) {
    EXPECT_TRUE(rc::check([] {
        DiaryOffice office = any_office();
        scheme::Settings before = any_settings(), after = any_settings();
        RC_ASSERT(text_of(compared(office, before, after), false) ==
                  text_of(compared(office, after, before), true));
    }));
}

TEST(what_if, changes_and_totals_are_those_of_the_two_outcomes) {
    EXPECT_TRUE(rc::check([] {
        DiaryOffice office = any_office();
        scheme::Settings before = any_settings(), after = any_settings();
        Outcome was = office.score(before), is = office.score(after);
        Comparison comparison = compared(office, before, after);
        Texts expected;
        std::int64_t subjects = 0, excellent = 0;
        for (size_t i = 0; i < was.results.size(); ++i) {
            const auto &a = was.results[i], &b = is.results[i];
            if (a.score != b.score || a.rank != b.rank || a.grade != b.grade || a.flags != b.flags)
                expected.push_back(a.id);
            excellent += b.grade == "优秀";
        }
        RC_ASSERT(ids_of(comparison) == expected);
        std::int64_t counted = 0;
        for (const auto& group : comparison.groups) {
            subjects += group.subjects;
            for (const auto& count : group.grades)
                if (count.grade == "优秀") counted += count.after;
        }
        RC_ASSERT(subjects == static_cast<std::int64_t>(was.results.size()));
        RC_ASSERT(counted == excellent);
        for (const auto& change : comparison.changes)
            RC_ASSERT(!change.clauses.empty());
    }));
}

TEST(what_if, subjects_are_matched_by_id_where_each_side_has_its_own_copy) {
    DiaryOffice first = ten(), second;
    for (int i = 9; i >= 0; --i)
        second.staff("p" + std::to_string(i), "g", Number(i == 0 ? 50 : 95 - i));
    Ran was(first, {}), is(second, {});
    Comparison comparison = compare(was.scoring, is.scoring).value();
    EXPECT_EQ(of(comparison, "p0").after, (ResultOnSide{Number(50), 10, "基本称职"}));
    EXPECT_EQ(comparison.whole.subjects, 10);
    EXPECT_EQ(of(comparison, "p1").after.rank, 1);
}

TEST(what_if, refuses_other_subjects_and_other_periods) {
    DiaryOffice first = ten(), second = ten();
    second.staff("q", "g", Number(90));
    Ran was(first, {}), is(second, {});
    for (bool is_swapped : {false, true}) {
        auto refused = is_swapped ? compare(is.scoring, was.scoring) : compare(was.scoring, is.scoring);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, "subjects_differ");
        EXPECT_NE(refused.error().text.zh.find("“q”"), std::string::npos);
    }
    auto next_year = scheme::resolve(was.plan.in_force.scheme, base::Period::of_year(2026));
    Plan plan = compile(std::move(next_year).value());
    Scoring later = Scoring::of(plan, first.facts, {}).value();
    auto refused = compare(was.scoring, later);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "periods_differ");
}

} // namespace
} // namespace zhishi::engine
