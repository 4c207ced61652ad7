// What holds of counting posts and reviewers in any bureau, against a slow count day by day.
#include "tests/record/bureau.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

namespace zhishi::test {

using namespace record;

namespace {

const char* const unit_ids[] = {"root", "invest", "project", "general"};
const char* const people[] = {"he", "qian", "sun", "li", "zhou", "wu", "zheng", "wang"};
const base::Date new_year = day("2026-01-01");

const char* any_unit() {
    return unit_ids[*rc::gen::inRange<size_t>(0, std::size(unit_ids))];
}
const char* any_person() {
    return people[*rc::gen::inRange<size_t>(0, std::size(people))];
}
std::string numbered(const char* prefix, int number) {
    return prefix + std::to_string(number);
}

// Whole months and halves of them, so that ties and common days are frequent.
std::pair<base::Date, base::Date> any_days() {
    int begin = *rc::gen::inRange(-4, 24) * 15, length = *rc::gen::inRange(1, 20) * 15;
    return {new_year.plus_days(begin), new_year.plus_days(begin + length - 1)};
}

void add_posts_and_charges(DirectoryParts& parts) {
    for (int i = *rc::gen::inRange(1, 24); i > 0; --i) {
        auto kind = static_cast<PostKind>(*rc::gen::weightedElement<int>({{5, 0}, {3, 1}, {1, 2}}));
        Post held =
            post("", any_person(), any_unit(), kind, "2026-01-01", nullptr, *rc::gen::arbitrary<bool>());
        held.id = {numbered("p", i)};
        std::tie(held.from, held.to) = any_days();
        if (*rc::gen::arbitrary<bool>()) held.to.reset();
        parts.posts.push_back(held);
    }
    for (int i = *rc::gen::inRange(0, 6); i > 0; --i) {
        Charge held{{"organ"}, {numbered("c", i)}, {any_person()}, {any_unit()}, {}, {}, 1};
        std::tie(held.from, held.to) = any_days();
        if (*rc::gen::arbitrary<bool>()) held.to.reset();
        parts.charges.push_back(held);
    }
}

DirectoryParts any_bureau() {
    DirectoryParts parts = bureau();
    parts.posts.clear();
    parts.charges.clear();
    for (Unit& unit : parts.units)
        if (*rc::gen::inRange(0, 4) == 0) unit.to = any_days().second;
    add_posts_and_charges(parts);
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        Acting held = acting(any_person(), any_person(), "2026-01-01", "2026-12-31");
        held.id = {numbered("a", i)};
        std::tie(held.from, held.to) = any_days();
        parts.actings.push_back(held);
    }
    for (int i = *rc::gen::inRange(0, 6); i > 0; --i)
        parts.recusals.push_back({{"organ"},
                                  {numbered("r", i)},
                                  {any_person()},
                                  {any_person()},
                                  any_days().first,
                                  {},
                                  "近亲属",
                                  1});
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
        int quarter = *rc::gen::inRange(0, 5);
        base::Period period = quarter ? base::Period::of_quarter(2026, quarter) : base::Period::of_year(2026);
        parts.placements.push_back({{"organ"},
                                    {numbered("l", i)},
                                    {any_person()},
                                    period,
                                    {any_unit()},
                                    static_cast<PostKind>(*rc::gen::inRange(0, 2)),
                                    "借调",
                                    *rc::gen::arbitrary<bool>(),
                                    1});
    }
    return parts;
}

base::Period any_period() {
    int quarter = *rc::gen::inRange(0, 5);
    return quarter ? base::Period::of_quarter(2026, quarter) : base::Period::of_year(2026);
}
base::Date any_today() {
    return new_year.plus_days(*rc::gen::inRange(0, 420));
}

bool is_placed(const DirectoryParts& parts, const OfficialId& id, const base::Period& period) {
    return std::any_of(parts.placements.begin(), parts.placements.end(), [&](const Placement& placement) {
        return placement.official == id && !placement.is_withdrawn &&
               (placement.period == period || placement.period == base::Period::of_year(period.year()));
    });
}

struct Tally {
    int days = 0;
    base::Date last_day;
};
using Tallies = std::map<std::pair<std::string, PostKind>, Tally>;

Tallies count_day_by_day(const Directory& directory, const OfficialId& id, const base::Period& period,
                         base::Date today) {
    Tallies tallies;
    for (base::Date at = period.first(); at <= std::min(period.last(), today); at = at.plus_days(1))
        if (const Post* post = directory.main_post(id, at)) {
            Tally& tally = tallies[{post->unit.value, post->kind}];
            ++tally.days;
            tally.last_day = at;
        }
    return tallies;
}

bool are_equal(const std::optional<CountingPost>& a, const std::optional<CountingPost>& b) {
    if (!a || !b) return !a && !b;
    return a->unit == b->unit && a->kind == b->kind && a->last_day == b->last_day &&
           a->is_placed == b->is_placed && a->is_undecided == b->is_undecided;
}

} // namespace

TEST(CountingPostProperty, is_one_and_the_one_of_most_days_counted_day_by_day) {
    EXPECT_TRUE(rc::check("most days", [] {
        DirectoryParts parts = any_bureau();
        Directory directory(parts);
        base::Period period = any_period();
        base::Date today = any_today();
        for (const char* person : people) {
            OfficialId id{person};
            Tallies tallies = count_day_by_day(directory, id, period, today);
            auto found = directory.counting_post(id, period, today);
            RC_ASSERT(found.has_value() == !tallies.empty());
            if (!found) continue;
            RC_ASSERT(found->is_placed == is_placed(parts, id, period));
            if (found->is_placed) continue;
            const Tally& chosen = tallies.at({found->unit.value, found->kind});
            RC_ASSERT(chosen.last_day == found->last_day);
            bool is_undecided = false;
            for (const auto& [place, tally] : tallies) {
                RC_ASSERT(tally.days <= chosen.days);
                RC_ASSERT(tally.days < chosen.days || tally.last_day <= chosen.last_day);
                CountingPost other{{place.first}, place.second, tally.last_day};
                is_undecided =
                    is_undecided || (tally.days == chosen.days &&
                                     directory.group_leader_of(other) != directory.group_leader_of(*found));
            }
            RC_ASSERT(found->is_undecided == is_undecided);
        }
    }));
}

TEST(PeriodReviewerProperty, is_never_himself_nor_recused_and_of_a_leader_nobody) {
    EXPECT_TRUE(rc::check("whoever reviews may review", [] {
        Directory directory(any_bureau());
        base::Period period = any_period();
        base::Date today = any_today();
        for (const char* person : people) {
            OfficialId id{person};
            auto post = directory.counting_post(id, period, today);
            Reviewer found = directory.period_reviewer_of(id, period, today);
            RC_ASSERT((found.reason == ReviewerReason::holds_no_post) == !post.has_value());
            bool is_leader = post && post->kind == PostKind::leader;
            RC_ASSERT((found.reason == ReviewerReason::nobody_reviews_a_leader) == is_leader);
            RC_ASSERT((found.reason == ReviewerReason::acting) == !found.acting_for.empty());
            if (is_leader) RC_ASSERT(found.official.empty());
            if (found.official.empty()) continue;
            RC_ASSERT(found.official != id);
            RC_ASSERT(found.acting_for != id);
            RC_ASSERT(!directory.is_recused(found.official, id, today));
            RC_ASSERT(!directory.is_recused(found.acting_for, id, today));
            RC_ASSERT(directory.reviews_anybody(found.official, today));
        }
    }));
}

TEST(PeriodReviewerProperty, a_list_of_reviewees_is_the_inverse_of_who_reviews_whom) {
    EXPECT_TRUE(rc::check("reviewees are the inverse", [] {
        Directory directory(any_bureau());
        base::Period period = any_period();
        base::Date today = any_today();
        for (const char* reviewer : people) {
            std::set<std::string> expected, listed;
            for (const char* person : people)
                if (directory.period_reviewer_of({person}, period, today).official.value == reviewer)
                    expected.insert(person);
            auto reviewees = directory.period_reviewees_of({reviewer}, period, today);
            for (const OfficialId& id : reviewees)
                listed.insert(id.value);
            RC_ASSERT(listed == expected);
            RC_ASSERT(listed.size() == reviewees.size());
        }
    }));
}

TEST(PeriodReviewerProperty, nothing_hangs_on_the_order_in_which_records_were_read) {
    EXPECT_TRUE(rc::check("order does not matter", [] {
        DirectoryParts parts = any_bureau(), turned = parts;
        auto turn = [](auto& list) {
            if (list.empty()) return;
            auto by = *rc::gen::inRange<size_t>(0, list.size());
            std::rotate(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(by), list.end());
            if (*rc::gen::arbitrary<bool>()) std::reverse(list.begin(), list.end());
        };
        turn(turned.units), turn(turned.officials), turn(turned.posts), turn(turned.charges);
        turn(turned.actings), turn(turned.recusals), turn(turned.placements);
        Directory first(parts), second(turned);
        base::Period period = any_period();
        base::Date today = any_today();
        for (const char* person : people) {
            OfficialId id{person};
            RC_ASSERT(
                are_equal(first.counting_post(id, period, today), second.counting_post(id, period, today)));
            RC_ASSERT(first.period_reviewer_of(id, period, today) ==
                      second.period_reviewer_of(id, period, today));
            RC_ASSERT(first.period_reviewees_of(id, period, today) ==
                      second.period_reviewees_of(id, period, today));
        }
    }));
}

} // namespace zhishi::test
