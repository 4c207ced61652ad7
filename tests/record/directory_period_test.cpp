// Whose post counts in a quarter or year, who reviews him then, and who is passed over: decision 0007.
#include "tests/record/bureau.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace zhishi::test {

using namespace record;

namespace {

const base::Date today = day("2026-11-18");
const base::Period third_quarter = base::Period::of_quarter(2026, 3); // 92 days
const base::Period year = base::Period::of_year(2026);

void end_post(DirectoryParts& parts, const char* id, const char* last_day) {
    for (Post& held : parts.posts)
        if (held.id.value == id) held.to = day(last_day);
}
void end_charge(DirectoryParts& parts, const char* id, const char* last_day) {
    for (Charge& held : parts.charges)
        if (held.id.value == id) held.to = day(last_day);
}
void end_unit(DirectoryParts& parts, const char* id, const char* last_day) {
    for (Unit& unit : parts.units)
        if (unit.id.value == id) unit.to = day(last_day);
}
Charge charge(const char* id, const char* leader, const char* unit, const char* from) {
    return {{"organ"}, {id}, {leader}, {unit}, day(from), {}, 1};
}
Recusal recusal(const char* reviewer, const char* from, const char* first, const char* last = nullptr) {
    Recusal made{
        {"organ"}, {std::string(reviewer) + "-" + from}, {reviewer}, {from}, day(first), {}, "近亲属", 1};
    if (last) made.to = day(last);
    return made;
}
Placement placement(const char* id, const char* official, const base::Period& period, const char* unit,
                    PostKind kind = PostKind::staff) {
    return {{"organ"}, {id}, {official}, period, {unit}, kind, "借调", false, 1};
}
CommitteeSeat seat(const char* id, const char* official, CommitteeRole role, const char* from,
                   const char* to = nullptr) {
    CommitteeSeat held{{"organ"}, {id}, {official}, role, day(from), {}, 1};
    if (to) held.to = day(to);
    return held;
}

// "unit kind last_day", with what is remarkable: placed, undecided. "none": no post in the period.
std::string counting(const DirectoryParts& parts, const char* id, const base::Period& period = third_quarter,
                     base::Date now = today) {
    auto post = directory_of(parts)->counting_post({id}, period, now);
    if (!post) return "none";
    const char* kinds[] = {"staff", "head", "leader"};
    return post->unit.value + " " + kinds[static_cast<int>(post->kind)] + " " + post->last_day.str() +
           (post->is_placed ? " placed" : "") + (post->is_undecided ? " undecided" : "");
}
Reviewer reviewer(const DirectoryParts& parts, const char* id, const base::Period& period = third_quarter,
                  base::Date now = today) {
    return directory_of(parts)->period_reviewer_of({id}, period, now);
}
std::string group(const DirectoryParts& parts, const char* id, const base::Period& period = third_quarter) {
    auto directory = directory_of(parts);
    auto post = directory->counting_post({id}, period, today);
    const Official* leader = post ? directory->group_leader_of(*post) : nullptr;
    return leader ? leader->id.value : "nobody";
}

} // namespace

TEST(CountingPost, of_one_post_all_along_is_that_post_up_to_the_end_of_the_period_or_today) {
    EXPECT_EQ(counting(bureau(), "li"), "invest staff 2026-09-30");
    EXPECT_EQ(counting(bureau(), "sun"), "invest head 2026-09-30");
    EXPECT_EQ(counting(bureau(), "qian"), "root leader 2026-09-30");
    EXPECT_EQ(counting(bureau(), "li", year), "invest staff 2026-11-18");
    EXPECT_EQ(counting(bureau(), "li", third_quarter, day("2026-07-01")), "invest staff 2026-07-01");
}

TEST(CountingPost, does_not_count_days_to_come) {
    auto parts = bureau();
    end_post(parts, "p4", "2026-07-20");
    parts.posts.push_back(post("p9", "li", "general", PostKind::staff, "2026-07-21"));
    EXPECT_EQ(counting(parts, "li", third_quarter, day("2026-07-31")), "invest staff 2026-07-20");
    EXPECT_EQ(counting(parts, "li", third_quarter, day("2026-09-30")), "general staff 2026-09-30");
    EXPECT_EQ(counting(parts, "li", third_quarter, day("2026-06-30")), "none") << "the quarter has not begun";
}

TEST(CountingPost, of_a_joiner_and_a_leaver_is_the_post_that_they_held_if_only_for_a_day) {
    auto parts = bureau();
    parts.officials.push_back(official("xu", "徐新"));
    parts.posts.push_back(post("p9", "xu", "general", PostKind::staff, "2026-09-30"));
    end_post(parts, "p4", "2026-07-01");
    end_post(parts, "p5", "2026-06-30");
    EXPECT_EQ(counting(parts, "xu"), "general staff 2026-09-30");
    EXPECT_EQ(counting(parts, "li"), "invest staff 2026-07-01");
    EXPECT_EQ(counting(parts, "zhou"), "none") << "left before the quarter";
    EXPECT_EQ(reviewer(parts, "zhou").reason, ReviewerReason::holds_no_post);
    end_post(parts, "p8", "2026-09-29");
    EXPECT_EQ(counting(parts, "wang"), "general staff 2026-09-29") << "the last day is not his any more";
    EXPECT_EQ(reviewer(parts, "li").official.value, "sun") << "his one day is reviewed where he worked it";
}

TEST(CountingPost, is_where_most_days_were_held_between_units_and_kinds) {
    auto parts = bureau();
    end_post(parts, "p4", "2026-08-14"); // 45 days against 47
    parts.posts.push_back(post("p9", "li", "general", PostKind::staff, "2026-08-15"));
    EXPECT_EQ(counting(parts, "li"), "general staff 2026-09-30");
    EXPECT_EQ(group(parts, "li"), "he");
    EXPECT_EQ(reviewer(parts, "li").official.value, "zheng");
    EXPECT_EQ(counting(parts, "li", year), "invest staff 2026-08-14");
    EXPECT_EQ(group(parts, "li", year), "qian");

    parts = bureau();
    end_post(parts, "p5", "2026-08-20");
    parts.posts.push_back(post("p9", "zhou", "project", PostKind::head, "2026-08-21"));
    EXPECT_EQ(counting(parts, "zhou"), "invest staff 2026-08-20") << "made head late in the quarter";
    EXPECT_EQ(reviewer(parts, "zhou").official.value, "sun");
    EXPECT_EQ(counting(parts, "zhou", base::Period::of_quarter(2026, 4)), "project head 2026-11-18");
    EXPECT_EQ(reviewer(parts, "zhou", base::Period::of_quarter(2026, 4)).official.value, "qian");
}

TEST(CountingPost, adds_up_the_days_of_several_posts_of_one_unit_and_kind) {
    auto parts = bureau();
    end_post(parts, "p4", "2026-07-25"); // 25 days, then 41 elsewhere, then 26 here: 51 together
    parts.posts.push_back(post("p9", "li", "general", PostKind::staff, "2026-07-26", "2026-09-04"));
    parts.posts.push_back(post("p10", "li", "invest", PostKind::staff, "2026-09-05"));
    EXPECT_EQ(counting(parts, "li"), "invest staff 2026-09-30");
}

TEST(CountingPost, counts_a_day_of_several_posts_for_the_main_one_alone) {
    auto parts = bureau();
    parts.posts.push_back(post("p9", "li", "general", PostKind::head, "2026-01-01", nullptr, false));
    EXPECT_EQ(counting(parts, "li"), "invest staff 2026-09-30");
    parts.posts.push_back(post("p10", "li", "general", PostKind::head, "2026-08-01", nullptr, true));
    EXPECT_EQ(counting(parts, "li"), "general head 2026-09-30") << "of two main posts the higher";
}

TEST(CountingPost, of_equal_days_is_the_later_and_undecided_only_between_two_leaders) {
    auto parts = bureau();
    end_post(parts, "p4", "2026-08-15"); // 46 days and 46
    parts.posts.push_back(post("p9", "li", "general", PostKind::staff, "2026-08-16"));
    EXPECT_EQ(counting(parts, "li"), "general staff 2026-09-30 undecided");
    parts.placements = {placement("l1", "li", third_quarter, "invest")};
    EXPECT_EQ(counting(parts, "li"), "invest staff 2026-09-30 placed");
    EXPECT_EQ(group(parts, "li"), "qian");

    parts.placements.clear();
    parts.posts.back().unit = {"project"}; // below the same leader
    EXPECT_EQ(counting(parts, "li"), "project staff 2026-09-30");
    parts.posts.back() = post("p9", "li", "invest", PostKind::head, "2026-08-16");
    EXPECT_EQ(counting(parts, "li"), "invest head 2026-09-30");
}

TEST(CountingPost, of_a_tie_asks_for_each_units_leader_on_the_last_day_there) {
    auto parts = bureau();
    end_post(parts, "p4", "2026-08-15");
    parts.posts.push_back(post("p9", "li", "general", PostKind::staff, "2026-08-16"));
    parts.charges.push_back(charge("c3", "qian", "general", "2026-09-01"));
    EXPECT_EQ(counting(parts, "li"), "general staff 2026-09-30") << "the new leader was in charge of both";
    parts.charges.back().from = day("2026-10-01");
    EXPECT_EQ(counting(parts, "li"), "general staff 2026-09-30 undecided");
}

TEST(CountingPost, overridden_by_the_placement_of_the_quarter_before_that_of_its_year) {
    auto parts = bureau();
    parts.placements = {placement("l1", "li", year, "general")};
    EXPECT_EQ(counting(parts, "li"), "general staff 2026-09-30 placed");
    EXPECT_EQ(counting(parts, "li", year), "general staff 2026-11-18 placed");
    EXPECT_EQ(counting(parts, "li", base::Period::of_quarter(2025, 3)), "invest staff 2025-09-30");
    EXPECT_EQ(reviewer(parts, "li").official.value, "zheng") << "seconded: reviewed where he works";

    parts.placements.push_back(placement("l0", "li", third_quarter, "project", PostKind::head));
    EXPECT_EQ(counting(parts, "li"), "project head 2026-09-30 placed");
    EXPECT_EQ(reviewer(parts, "li").official.value, "qian");
    EXPECT_EQ(counting(parts, "li", base::Period::of_quarter(2026, 2)), "general staff 2026-06-30 placed");

    parts.placements.back().is_withdrawn = true;
    EXPECT_EQ(counting(parts, "li"), "general staff 2026-09-30 placed");
    parts.placements.front().is_withdrawn = true;
    EXPECT_EQ(counting(parts, "li"), "invest staff 2026-09-30");
    parts.placements = {placement("l2", "li", third_quarter, "project"),
                        placement("l1", "li", third_quarter, "general")};
    EXPECT_EQ(counting(parts, "li"), "project staff 2026-09-30 placed") << "of several the last made";
}

TEST(CountingPost, of_a_quarters_placement_says_nothing_of_the_year_and_needs_a_post) {
    auto parts = bureau();
    parts.placements = {placement("l1", "li", third_quarter, "general"),
                        placement("l2", "zhou", third_quarter, "general")};
    end_post(parts, "p5", "2026-06-30");
    EXPECT_EQ(counting(parts, "li", year), "invest staff 2026-11-18");
    EXPECT_EQ(counting(parts, "zhou"), "none");
}

TEST(PeriodReviewer, is_who_sits_in_the_chair_today) {
    auto parts = bureau();
    end_post(parts, "p3", "2026-10-31");
    parts.posts.push_back(post("p9", "zhou", "invest", PostKind::head, "2026-11-01"));
    EXPECT_EQ(reviewer(parts, "li"), (Reviewer{{"zhou"}, {}, ReviewerReason::head_of_unit}));
    EXPECT_EQ(reviewer(parts, "zhou").official.value, "qian")
        << "nobody reviews himself, not for the past either";
    EXPECT_EQ(reviewer(parts, "sun").official.value, "qian") << "the former head as the head that he was";
}

TEST(PeriodReviewer, of_long_leave_is_the_acting_one_while_he_acts) {
    auto parts = bureau();
    parts.actings = {acting("sun", "zheng", "2026-09-01", "2026-12-31")};
    EXPECT_EQ(reviewer(parts, "li"), (Reviewer{{"zheng"}, {"sun"}, ReviewerReason::acting}));
    EXPECT_EQ(reviewer(parts, "li", third_quarter, day("2027-01-04")).official.value, "sun");
    auto directory = directory_of(parts);
    EXPECT_EQ(directory->period_reviewees_of({"zheng"}, third_quarter, today).size(), 4u)
        << "李静, 周敏, 吴凡 in the place of 孙明, and 王宁 of his own";
    EXPECT_TRUE(directory->period_reviewees_of({"sun"}, third_quarter, today).empty());
}

TEST(PeriodReviewer, of_a_vacant_head_is_further_up_and_of_two_heads_the_later) {
    auto parts = bureau();
    end_post(parts, "p7", "2026-08-31");
    EXPECT_EQ(reviewer(parts, "wang"), (Reviewer{{"he"}, {}, ReviewerReason::leader_in_charge}));
    parts = bureau();
    parts.posts.push_back(post("p9", "zhou", "invest", PostKind::head, "2026-10-01"));
    EXPECT_EQ(reviewer(parts, "li").official.value, "zhou");
    parts.charges.clear();
    EXPECT_EQ(reviewer(parts, "sun").reason, ReviewerReason::seat_is_vacant);
}

TEST(PeriodReviewer, is_nobody_of_a_leader_even_if_he_was_made_one_in_the_period) {
    auto parts = bureau();
    end_post(parts, "p3", "2026-07-10");
    parts.posts.push_back(post("p9", "sun", "root", PostKind::leader, "2026-07-11"));
    EXPECT_EQ(reviewer(parts, "sun").reason, ReviewerReason::nobody_reviews_a_leader);
    EXPECT_EQ(reviewer(parts, "sun", year).official.value, "qian") << "191 days as head against 131";
}

TEST(PeriodReviewer, of_a_unit_dissolved_is_who_was_in_charge_on_its_last_day) {
    auto parts = bureau();
    for (const char* id : {"p3", "p4", "p5", "p6"})
        end_post(parts, id, "2026-08-31");
    end_unit(parts, "invest", "2026-08-31");
    end_unit(parts, "project", "2026-08-31");
    end_charge(parts, "c2", "2026-08-31");
    for (const char* person : {"sun", "li", "wu"})
        parts.posts.push_back(
            post((std::string("n-") + person).c_str(), person, "general", PostKind::staff, "2026-09-01"));
    EXPECT_EQ(counting(parts, "li"), "invest staff 2026-08-31");
    EXPECT_EQ(group(parts, "li"), "qian");
    EXPECT_EQ(reviewer(parts, "li"), (Reviewer{{"qian"}, {}, ReviewerReason::leader_in_charge}));
    EXPECT_EQ(reviewer(parts, "wu").official.value, "qian")
        << "through the unit above, which is gone as well";
    EXPECT_EQ(reviewer(parts, "sun").official.value, "qian");
    EXPECT_EQ(reviewer(parts, "li", base::Period::of_quarter(2026, 4)).official.value, "zheng");
    auto directory = directory_of(parts);
    EXPECT_EQ(directory->period_reviewees_of({"qian"}, third_quarter, today).size(), 4u);
    EXPECT_TRUE(directory->reviews_anybody({"qian"}, today));

    // In charge of what the unit has left behind: he comes first.
    auto taken_over = parts;
    taken_over.charges.push_back(charge("c3", "he", "invest", "2026-09-01"));
    EXPECT_EQ(reviewer(taken_over, "li").official.value, "he");
    // He has left the organ himself: on to the principal.
    end_post(parts, "p2", "2026-09-30");
    EXPECT_EQ(reviewer(parts, "li").official.value, "he");
    EXPECT_EQ(group(parts, "li"), "qian") << "the group is that of the time";
    EXPECT_FALSE(directory_of(parts)->reviews_anybody({"qian"}, today));
}

TEST(PeriodReviewer, of_a_dissolved_unit_below_another_section_is_the_head_above) {
    auto parts = bureau();
    end_post(parts, "p6", "2026-08-31");
    end_unit(parts, "project", "2026-08-31");
    EXPECT_EQ(reviewer(parts, "wu"), (Reviewer{{"sun"}, {}, ReviewerReason::head_of_unit}));
}

TEST(GroupLeader, of_a_placement_into_a_unit_that_is_gone_is_that_of_its_last_day) {
    auto parts = bureau();
    end_unit(parts, "invest", "2026-06-30");
    end_charge(parts, "c2", "2026-06-30");
    parts.placements = {placement("l1", "wang", year, "invest")};
    EXPECT_EQ(group(parts, "wang", year), "qian");
}

TEST(GroupLeader, is_told_by_the_charge_at_the_end_of_the_counting_post_not_of_today) {
    auto parts = bureau();
    end_charge(parts, "c2", "2026-10-15");
    EXPECT_EQ(group(parts, "li"), "qian");
    EXPECT_EQ(group(parts, "li", year), "he");
    EXPECT_EQ(reviewer(parts, "sun").official.value, "he") << "but the reviewer's chair is asked today";
}

TEST(Recusal, sends_the_review_to_the_next_one_up_and_beyond) {
    auto parts = bureau();
    parts.recusals = {recusal("sun", "li", "2026-09-01")};
    EXPECT_EQ(reviewer(parts, "li"), (Reviewer{{"qian"}, {}, ReviewerReason::leader_in_charge}));
    EXPECT_EQ(reviewer(parts, "zhou").official.value, "sun") << "of another person he stays the reviewer";
    parts.recusals.push_back(recusal("qian", "li", "2026-09-01"));
    EXPECT_EQ(reviewer(parts, "li").official.value, "he");
    parts.recusals.push_back(recusal("he", "li", "2026-09-01"));
    EXPECT_EQ(reviewer(parts, "li").reason, ReviewerReason::seat_is_vacant);
}

TEST(Recusal, holds_within_its_days_by_the_day_of_today) {
    auto parts = bureau();
    parts.recusals = {recusal("sun", "li", "2026-11-01", "2026-11-18")};
    auto directory = directory_of(parts);
    EXPECT_TRUE(directory->is_recused({"sun"}, {"li"}, day("2026-11-01")));
    EXPECT_TRUE(directory->is_recused({"sun"}, {"li"}, day("2026-11-18")));
    EXPECT_FALSE(directory->is_recused({"sun"}, {"li"}, day("2026-10-31")));
    EXPECT_FALSE(directory->is_recused({"sun"}, {"li"}, day("2026-11-19")));
    EXPECT_FALSE(directory->is_recused({"li"}, {"sun"}, today)) << "the other way round it says nothing";
    EXPECT_EQ(reviewer(parts, "li").official.value, "qian");
    EXPECT_EQ(reviewer(parts, "li", third_quarter, day("2026-11-19")).official.value, "sun");
}

TEST(Recusal, holds_for_the_month_too) {
    auto parts = bureau();
    parts.recusals = {recusal("sun", "li", "2026-01-01")};
    auto directory = directory_of(parts);
    EXPECT_EQ(directory->reviewer_of({"li"}, today, today).official.value, "qian");
    base::Period month = base::Period::of_month(2026, 11);
    auto of_head = directory->reviewees_of({"sun"}, month, today);
    auto of_leader = directory->reviewees_of({"qian"}, month, today);
    EXPECT_EQ(std::count(of_head.begin(), of_head.end(), OfficialId{"li"}), 0);
    EXPECT_EQ(std::count(of_leader.begin(), of_leader.end(), OfficialId{"li"}), 1);
}

TEST(Recusal, of_the_acting_one_and_of_the_one_he_acts_for_leads_on_upward) {
    auto parts = bureau();
    parts.actings = {acting("sun", "zheng", "2026-11-01", "2026-11-30")};
    parts.recusals = {recusal("zheng", "li", "2026-01-01")};
    EXPECT_EQ(reviewer(parts, "li").official.value, "qian");
    // He may have named the acting one himself: his chair is passed over as a whole.
    parts.recusals = {recusal("sun", "li", "2026-01-01")};
    EXPECT_EQ(reviewer(parts, "li").official.value, "qian");
    EXPECT_EQ(reviewer(parts, "zhou").official.value, "zheng");
}

TEST(Recusal, of_one_of_two_heads_leaves_the_other) {
    auto parts = bureau();
    parts.posts.push_back(post("p9", "zhou", "invest", PostKind::head, "2026-10-01"));
    parts.recusals = {recusal("zhou", "li", "2026-01-01")};
    EXPECT_EQ(reviewer(parts, "li").official.value, "sun");
}

TEST(Committee, seats_are_held_from_one_day_to_another_and_told_chair_first) {
    auto parts = bureau();
    parts.committee_seats = {seat("s1", "wang", CommitteeRole::member, "2026-01-01"),
                             seat("s2", "he", CommitteeRole::chair, "2026-01-01", "2026-11-18"),
                             seat("s3", "qian", CommitteeRole::deputy_chair, "2026-11-18"),
                             seat("s4", "li", CommitteeRole::member, "2025-01-01", "2025-12-31")};
    auto directory = directory_of(parts);
    auto names = [&](const char* date) {
        std::string listed;
        for (const CommitteeSeat* held : directory->committee_on(day(date)))
            listed += held->official.value + " ";
        return listed;
    };
    EXPECT_EQ(names("2026-11-18"), "he qian wang ");
    EXPECT_EQ(names("2026-11-17"), "he wang ");
    EXPECT_EQ(names("2026-11-19"), "qian wang ");
    EXPECT_EQ(directory->committee_role({"he"}, today), CommitteeRole::chair);
    EXPECT_EQ(directory->committee_role({"he"}, day("2026-11-19")), std::nullopt);
    EXPECT_EQ(directory->committee_role({"li"}, today), std::nullopt);
}

TEST(Committee, who_holds_two_seats_is_one_member_by_the_higher) {
    auto parts = bureau();
    parts.committee_seats = {seat("s1", "he", CommitteeRole::member, "2026-01-01"),
                             seat("s2", "he", CommitteeRole::chair, "2026-06-01")};
    auto directory = directory_of(parts);
    ASSERT_EQ(directory->committee_on(today).size(), 1u);
    EXPECT_EQ(directory->committee_on(today)[0]->role, CommitteeRole::chair);
    EXPECT_EQ(directory->committee_role({"he"}, today), CommitteeRole::chair);
}

} // namespace zhishi::test
