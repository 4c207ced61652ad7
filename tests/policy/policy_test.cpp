// The policy table against what was written down beside it, cell by cell; and how scopes follow from posts.
#include "policy/policy.h"
#include "tests/record/bureau.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace zhishi::test {

using namespace policy;

namespace {

const std::pair<Scope, const char*> scopes[] = {{Scope::self, "self"},
                                                {Scope::reviewee, "reviewee"},
                                                {Scope::below, "below"},
                                                {Scope::own_unit, "own_unit"},
                                                {Scope::organ, "organ"}};

std::map<std::pair<std::string, std::string>, std::set<std::string>> expected_table() {
    std::map<std::pair<std::string, std::string>, std::set<std::string>> table;
    std::ifstream file("tests/policy/expected.tsv");
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream parts(line);
        std::string role, act, list, scope;
        parts >> role >> act >> list;
        std::istringstream each(list);
        while (std::getline(each, scope, ','))
            table[{role, act}].insert(scope);
    }
    return table;
}

Actor actor(const std::string& role) {
    Actor who{{"organ"}, {"account"}, {}, false, false};
    if (role == "official") who.official = {"someone"};
    if (role == "office") who.is_office = true;
    if (role == "committee") who.is_committee = true;
    if (role == "leader") who.is_leader = true;
    if (role == "system_administrator") who.is_system_administrator = true;
    return who;
}

} // namespace

TEST(Policy, every_cell_is_as_written_down) {
    auto table = expected_table();
    ASSERT_GE(table.size(), 40u);
    std::set<std::string> known;
    size_t cells = 0;
    for (const char* role : {"official", "office", "committee", "leader", "system_administrator"})
        for (Act act : all_acts())
            for (const auto& [scope, name] : scopes) {
                auto row = table.find({role, std::string(name_of(act))});
                bool expected = row != table.end() && row->second.contains(name);
                EXPECT_EQ(allows(actor(role), act, scope), expected)
                    << role << " " << name_of(act) << " " << name;
                ++cells;
            }
    EXPECT_EQ(cells, 5 * all_acts().size() * 5);
    for (const auto& [key, row] : table)
        EXPECT_TRUE(act_named(key.second)) << key.second << " is no act";
}

TEST(Policy, every_act_has_a_row_and_a_name_that_leads_back) {
    for (Act act : all_acts()) {
        EXPECT_TRUE(has_row(act)) << name_of(act);
        EXPECT_EQ(act_named(name_of(act)), act);
    }
    EXPECT_FALSE(act_named("score_change"));
}

TEST(Policy, the_administrator_has_no_other_role_whatever_the_account_says) {
    Actor mixed{{"organ"}, {"account"}, {"someone"}, true, true};
    for (Act act : {Act::month_read, Act::log_read, Act::plan_save, Act::period_close, Act::structure_change})
        for (const auto& [scope, name] : scopes)
            EXPECT_FALSE(allows(mixed, act, scope)) << name_of(act) << name;
}

TEST(Policy, logs_open_to_unit_and_organ_by_the_organs_setting_and_never_when_limited) {
    using record::LogVisibility;
    Actor who = actor("official");
    struct Case {
        Scope scope;
        LogVisibility visibility;
        bool is_limited;
        bool may;
    };
    const Case cases[] = {
        {Scope::self, LogVisibility::line, true, true},
        {Scope::reviewee, LogVisibility::line, true, true},
        {Scope::below, LogVisibility::line, true, true},
        {Scope::own_unit, LogVisibility::line, false, false},
        {Scope::own_unit, LogVisibility::unit, false, true},
        {Scope::own_unit, LogVisibility::unit, true, false},
        {Scope::own_unit, LogVisibility::organ, false, true},
        {Scope::organ, LogVisibility::line, false, false},
        {Scope::organ, LogVisibility::unit, false, false},
        {Scope::organ, LogVisibility::organ, false, true},
        {Scope::organ, LogVisibility::organ, true, false},
    };
    for (const Case& at : cases)
        EXPECT_EQ(may_read_log(who, at.scope, at.visibility, at.is_limited), at.may);
    for (const auto& [scope, name] : scopes) {
        EXPECT_FALSE(may_read_log(actor("office"), scope, LogVisibility::organ, false)) << name;
        EXPECT_FALSE(may_read_log(actor("system_administrator"), scope, LogVisibility::organ, false)) << name;
    }
}

TEST(PolicyOnDay, a_committee_seat_makes_a_member_from_its_first_day_to_its_last) {
    auto parts = bureau();
    parts.committee_seats = {
        {{"organ"}, {"s1"}, {"li"}, record::CommitteeRole::member, day("2026-03-01"), day("2026-10-31"), 1}};
    auto directory = directory_of(parts);
    Actor li{{"organ"}, {"account"}, {"li"}, false, false};
    EXPECT_FALSE(on_day(li, *directory, day("2026-02-28")).is_committee);
    EXPECT_TRUE(on_day(li, *directory, day("2026-03-01")).is_committee);
    EXPECT_TRUE(on_day(li, *directory, day("2026-10-31")).is_committee);
    EXPECT_FALSE(on_day(li, *directory, day("2026-11-01")).is_committee);
    EXPECT_TRUE(allows(on_day(li, *directory, day("2026-10-31")), Act::decision_record, Scope::organ));
    EXPECT_FALSE(allows(on_day(li, *directory, day("2026-11-01")), Act::decision_record, Scope::organ));
}

TEST(PolicyOnDay, what_was_true_yesterday_is_taken_away_today) {
    Actor li{{"organ"}, {"account"}, {"li"}, true, false};
    li.is_committee = li.is_leader = true; // as it was found on the day before
    Actor now = on_day(li, *directory_of(bureau()), day("2026-11-18"));
    EXPECT_FALSE(now.is_committee);
    EXPECT_FALSE(now.is_leader);
    EXPECT_TRUE(now.is_office) << "what stands in the account stays";
    EXPECT_EQ(now.official.value, "li");
}

TEST(PolicyOnDay, a_leaders_post_makes_a_leader_while_it_is_held) {
    auto parts = bureau();
    for (auto& held : parts.posts)
        if (held.id.value == "p2") held.to = day("2026-06-30");
    parts.posts.push_back(post("p9", "sun", "root", record::PostKind::leader, "2026-07-01", nullptr, false));
    auto directory = directory_of(parts);
    auto leads = [&](const char* id, const char* date) {
        return on_day({{"organ"}, {"account"}, {id}, false, false}, *directory, day(date)).is_leader;
    };
    EXPECT_TRUE(leads("qian", "2026-06-30"));
    EXPECT_FALSE(leads("qian", "2026-07-01"));
    EXPECT_FALSE(leads("sun", "2026-06-30"));
    EXPECT_TRUE(leads("sun", "2026-07-01"))
        << "a second post counts: he is what the highest of his posts makes him";
    EXPECT_FALSE(leads("zheng", "2026-07-01"));
}

TEST(PolicyOnDay, an_account_of_nobody_is_neither) {
    Actor nobody{{"organ"}, {"account"}, {}, true, false};
    Actor now = on_day(nobody, *directory_of(bureau()), day("2026-11-18"));
    EXPECT_FALSE(now.is_committee);
    EXPECT_FALSE(now.is_leader);
}

TEST(PolicyScope, who_is_recused_stands_above_but_does_not_review) {
    auto parts = bureau();
    parts.recusals = {{{"organ"}, {"r1"}, {"sun"}, {"li"}, day("2026-01-01"), {}, "近亲属", 1}};
    auto directory = directory_of(parts);
    base::Date today = day("2026-11-18");
    auto scope = [&](const char* who) {
        return scope_of(*directory, {{"organ"}, {"account"}, {who}, false, false}, {"li"}, today);
    };
    EXPECT_EQ(scope("qian"), Scope::reviewee);
    EXPECT_EQ(scope("sun"), Scope::below);
    Actor sun{{"organ"}, {"account"}, {"sun"}, false, false};
    EXPECT_FALSE(allows(sun, Act::month_approve, Scope::below));
    EXPECT_FALSE(allows(sun, Act::quarter_save, Scope::below));
}

} // namespace zhishi::test
