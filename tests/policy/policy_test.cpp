// The policy table against what was written down beside it, cell by cell; and how scopes follow from posts.
#include "policy/policy.h"

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
    if (role == "system_administrator") who.is_system_administrator = true;
    return who;
}

} // namespace

TEST(Policy, every_cell_is_as_written_down) {
    auto table = expected_table();
    ASSERT_GE(table.size(), 40u);
    std::set<std::string> known;
    size_t cells = 0;
    for (const char* role : {"official", "office", "system_administrator"})
        for (Act act : all_acts())
            for (const auto& [scope, name] : scopes) {
                auto row = table.find({role, std::string(name_of(act))});
                bool expected = row != table.end() && row->second.contains(name);
                EXPECT_EQ(allows(actor(role), act, scope), expected)
                    << role << " " << name_of(act) << " " << name;
                ++cells;
            }
    EXPECT_EQ(cells, 3 * all_acts().size() * 5);
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

} // namespace zhishi::test
