// Who reviews whom, and who stands above whom: decision 0006, rule by rule.
#include "tests/record/bureau.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

namespace zhishi::test {

using namespace record;

namespace {

const base::Date today = day("2026-11-18");

Reviewer reviewer(const Directory& directory, const char* id, base::Date subject = today,
                  base::Date now = today) {
    return directory.reviewer_of({id}, subject, now);
}

} // namespace

TEST(Reviewer, staff_are_reviewed_by_the_head_of_their_unit) {
    auto directory = directory_of(bureau());
    EXPECT_EQ(reviewer(*directory, "li"), (Reviewer{{"sun"}, {}, ReviewerReason::head_of_unit}));
}

TEST(Reviewer, without_a_head_the_head_of_the_unit_above_reviews) {
    auto directory = directory_of(bureau());
    EXPECT_EQ(reviewer(*directory, "wu"), (Reviewer{{"sun"}, {}, ReviewerReason::head_of_unit}));
}

TEST(Reviewer, without_any_head_the_leader_in_charge_reviews) {
    auto parts = bureau();
    std::erase_if(parts.posts, [](const Post& held) { return held.id.value == "p3"; });
    EXPECT_EQ(reviewer(*directory_of(parts), "li"),
              (Reviewer{{"qian"}, {}, ReviewerReason::leader_in_charge}));
}

TEST(Reviewer, heads_are_reviewed_by_the_leader_in_charge_of_their_unit) {
    auto directory = directory_of(bureau());
    EXPECT_EQ(reviewer(*directory, "sun"), (Reviewer{{"qian"}, {}, ReviewerReason::leader_in_charge}));
    // 综合处 has no leader of its own: the principal is in charge of whatever no other leader has.
    EXPECT_EQ(reviewer(*directory, "zheng"), (Reviewer{{"he"}, {}, ReviewerReason::leader_in_charge}));
}

TEST(Reviewer, nobody_reviews_a_leader) {
    auto directory = directory_of(bureau());
    EXPECT_EQ(reviewer(*directory, "qian"), (Reviewer{{}, {}, ReviewerReason::nobody_reviews_a_leader}));
}

TEST(Reviewer, an_acting_reviewer_takes_the_place_within_his_days_only) {
    auto parts = bureau();
    parts.actings = {acting("sun", "zheng", "2026-11-10", "2026-11-20")};
    auto directory = directory_of(parts);
    EXPECT_EQ(reviewer(*directory, "li"), (Reviewer{{"zheng"}, {"sun"}, ReviewerReason::acting}));
    EXPECT_EQ(reviewer(*directory, "li", day("2026-11-20"), day("2026-11-20")).official.value, "zheng");
    EXPECT_EQ(reviewer(*directory, "li", day("2026-11-21"), day("2026-11-21")).official.value, "sun");
    EXPECT_EQ(reviewer(*directory, "li", day("2026-11-09"), day("2026-11-09")).official.value, "sun");
}

TEST(Reviewer, who_acts_does_not_review_himself) {
    auto parts = bureau();
    parts.actings = {acting("sun", "li", "2026-11-01", "2026-11-30")};
    auto directory = directory_of(parts);
    EXPECT_EQ(reviewer(*directory, "zhou").official.value, "li");
    EXPECT_EQ(reviewer(*directory, "li"), (Reviewer{{"qian"}, {}, ReviewerReason::leader_in_charge}));
}

TEST(Reviewer, a_changed_head_reviews_the_month_before_and_a_mover_is_reviewed_where_he_worked) {
    auto parts = bureau();
    for (auto& held : parts.posts)
        if (held.id.value == "p3") held.to = day("2026-10-31");
    parts.posts.push_back(post("p9", "zhou", "invest", PostKind::head, "2026-11-01"));
    for (auto& held : parts.posts)
        if (held.id.value == "p4") held.to = day("2026-10-31");
    parts.posts.push_back(post("p10", "li", "general", PostKind::staff, "2026-11-01"));
    auto directory = directory_of(parts);
    base::Period october = base::Period::of_month(2026, 10), november = base::Period::of_month(2026, 11);
    auto subject_day = directory->reference_day({"li"}, october, today);
    ASSERT_TRUE(subject_day);
    EXPECT_EQ(*subject_day, day("2026-10-31"));
    EXPECT_EQ(reviewer(*directory, "li", *subject_day).official.value,
              "zhou"); // October: 投资处, by its head of today
    EXPECT_EQ(reviewer(*directory, "li", *directory->reference_day({"li"}, november, today)).official.value,
              "zheng");
}

TEST(Reviewer, of_several_posts_the_main_one_decides_and_a_second_head_is_the_later_one) {
    auto parts = bureau();
    parts.posts.push_back(post("p9", "li", "general", PostKind::staff, "2026-01-01", nullptr, false));
    EXPECT_EQ(reviewer(*directory_of(parts), "li").official.value, "sun");
    parts.posts.push_back(post("p10", "zheng", "invest", PostKind::head, "2026-06-01", nullptr, false));
    EXPECT_EQ(reviewer(*directory_of(parts), "li").official.value, "zheng");
}

TEST(Reviewer, a_vacant_seat_and_a_missing_post_are_told_apart) {
    auto parts = bureau();
    parts.charges.clear();
    std::erase_if(parts.posts, [](const Post& held) { return held.kind == PostKind::head; });
    parts.officials.push_back(official("new", "新来"));
    auto directory = directory_of(parts);
    EXPECT_EQ(reviewer(*directory, "li").reason, ReviewerReason::seat_is_vacant);
    EXPECT_EQ(reviewer(*directory, "new").reason, ReviewerReason::holds_no_post);
}

TEST(ReferenceDay, is_today_in_a_running_period_and_none_without_a_post) {
    auto parts = bureau();
    for (auto& held : parts.posts)
        if (held.official.value == "wang") held.to = day("2026-10-15");
    auto directory = directory_of(parts);
    EXPECT_EQ(directory->reference_day({"li"}, base::Period::of_month(2026, 11), today), today);
    EXPECT_EQ(directory->reference_day({"wang"}, base::Period::of_month(2026, 10), today), day("2026-10-15"));
    EXPECT_EQ(directory->reference_day({"wang"}, base::Period::of_month(2026, 11), today), std::nullopt);
    EXPECT_EQ(directory->reference_day({"li"}, base::Period::of_month(2019, 12), today), std::nullopt);
}

TEST(LineOfCommand, goes_up_through_heads_and_leaders_and_not_sideways_or_down) {
    auto directory = directory_of(bureau());
    auto above = [&](const char* upper, const char* person) {
        return directory->stands_above({upper}, {person}, today);
    };
    EXPECT_TRUE(above("sun", "li"));
    EXPECT_TRUE(above("qian", "li"));
    EXPECT_TRUE(above("he", "li"));
    EXPECT_TRUE(above("he", "sun"));
    EXPECT_TRUE(above("sun", "wu"));
    EXPECT_FALSE(above("li", "zhou"));
    EXPECT_FALSE(above("li", "sun"));
    EXPECT_FALSE(above("zheng", "li"));
    EXPECT_FALSE(above("qian", "wang"));
    EXPECT_FALSE(above("li", "li"));
}

// A random organ: whoever is named as reviewer exists, is not the person himself, reviews somebody, and
// counts the person among those whom he reviews.
TEST(ReviewerProperty, reviewers_and_reviewees_agree_in_any_organ) {
    EXPECT_TRUE(rc::check("reviewers and reviewees agree", [] {
        DirectoryParts parts = bureau();
        parts.posts.clear();
        parts.charges.clear();
        const char* units[] = {"root", "invest", "project", "general"};
        const char* people[] = {"he", "qian", "sun", "li", "zhou", "wu", "zheng", "wang"};
        int posts = *rc::gen::inRange(1, 16);
        for (int i = 0; i < posts; ++i) {
            auto kind = static_cast<PostKind>(*rc::gen::inRange(0, 3));
            int begin = *rc::gen::inRange(0, 300), length = *rc::gen::inRange(1, 400);
            Post held = post("x", people[*rc::gen::inRange(0, 8)], units[*rc::gen::inRange(0, 4)], kind,
                             "2026-01-01", nullptr, *rc::gen::arbitrary<bool>());
            held.id.value = "p" + std::to_string(i);
            held.from = held.from.plus_days(begin);
            held.to = held.from.plus_days(length);
            parts.posts.push_back(held);
        }
        int charges = *rc::gen::inRange(0, 4);
        for (int i = 0; i < charges; ++i)
            parts.charges.push_back({{"organ"},
                                     {"c" + std::to_string(i)},
                                     {people[*rc::gen::inRange(0, 8)]},
                                     {units[*rc::gen::inRange(0, 4)]},
                                     day("2026-01-01"),
                                     {},
                                     1});
        int actings = *rc::gen::inRange(0, 3);
        for (int i = 0; i < actings; ++i)
            parts.actings.push_back(acting(people[*rc::gen::inRange(0, 8)], people[*rc::gen::inRange(0, 8)],
                                           "2026-01-01", "2026-12-31"));
        Directory directory(parts);
        base::Date now = day("2026-01-01").plus_days(*rc::gen::inRange(0, 365));
        base::Period month = base::Period::month_of(now);
        for (const char* id : people) {
            OfficialId person{id};
            auto subject_day = directory.reference_day(person, month, now);
            if (!subject_day) continue;
            RC_ASSERT(month.contains(*subject_day));
            RC_ASSERT(directory.standing(person, *subject_day).has_value());
            Reviewer found = directory.reviewer_of(person, *subject_day, now);
            bool is_leader = directory.standing(person, *subject_day) == Standing::leader;
            RC_ASSERT((found.reason == ReviewerReason::nobody_reviews_a_leader) == is_leader);
            if (found.official.empty()) continue;
            RC_ASSERT(found.official != person);
            RC_ASSERT(directory.official(found.official) != nullptr);
            RC_ASSERT(directory.reviews_anybody(found.official, now));
            auto reviewees = directory.reviewees_of(found.official, month, now);
            RC_ASSERT(std::count(reviewees.begin(), reviewees.end(), person) == 1);
            for (const char* other : people)
                if (OfficialId{other} != found.official) {
                    auto theirs = directory.reviewees_of({other}, month, now);
                    RC_ASSERT(std::count(theirs.begin(), theirs.end(), person) == 0);
                }
        }
    }));
}

} // namespace zhishi::test
