// Meetings of the committee and what they decide: quorum, who leaves the room, reasons, bars, ties, two at
// once.
#include "tests/workflow/year_house.h"

#include <algorithm>

namespace zhishi::test {

using namespace workflow;

class DecisionsTest : public YearHouse {
  protected:
    void SetUp() override {
        YearHouse::SetUp();
        ASSERT_EQ(compute(), "");
    }
    std::optional<base::Error> error_of(std::vector<DecisionInput> rows) {
        record::MeetingId id = meeting().id;
        return done([&](const Context& c) { return workflow::decide(c, id, rows); });
    }
    record::Decision decision_of(const std::string& official) {
        for (const record::Decision& decision : all<record::Decision>())
            if (decision.official.value == official) return decision;
        return {};
    }
};

TEST_F(DecisionsTest, a_meeting_leads_the_year_before_the_committee) {
    ASSERT_EQ(open_meeting(), "");
    EXPECT_EQ(view().appraisal.stage, record::YearStage::deciding);
    as("la");
    auto meetings = run([](const Context& c) { return list_meetings(c, year_2026); }).value();
    ASSERT_EQ(meetings.size(), 1u);
    EXPECT_EQ(meetings[0].members, 6);
    EXPECT_EQ(meetings[0].quorum, 4);
    EXPECT_TRUE(meetings[0].has_quorum);
    EXPECT_EQ(meetings[0].allowed, (std::vector<std::string>{"save", "decide", "close"}));
    as("p13");
    EXPECT_EQ(run([](const Context& c) { return list_meetings(c, year_2026); }).error().code, "not_found");
}

TEST_F(DecisionsTest, a_quorum_is_two_thirds_rounded_up) {
    SchemeInUse scheme = diary_in_use();
    EXPECT_EQ(quorum_of(scheme, 3), 2);
    EXPECT_EQ(quorum_of(scheme, 4), 3);
    EXPECT_EQ(quorum_of(scheme, 5), 4);
    EXPECT_EQ(quorum_of(scheme, 6), 4);
    scheme.process.settings.at("committee.quorum_parts").value = "1";
    scheme.process.settings.at("committee.quorum_whole").value = "2";
    EXPECT_EQ(quorum_of(scheme, 5), 3);
}

TEST_F(DecisionsTest, a_meeting_holds_members_alone) {
    EXPECT_EQ(open_meeting({"boss", "p13"}), "not_a_member");
    EXPECT_EQ(open_meeting({"la", "lb"}), "not_a_member"); // the chair is not present
    EXPECT_EQ(open_meeting({"boss", "la", "la"}), "member_given_twice");
    EXPECT_EQ(open_meeting({"boss", "la"}, {{{"lb"}, {"p13"}, "亲属"}}), "not_a_member");
    EXPECT_EQ(open_meeting({"boss", "la"}, {{{"la"}, {"p99"}, "亲属"}}), "official_unknown");
    EXPECT_EQ(open_meeting({"boss", "la"}, {{{"la"}, {"p13"}, ""}}), "reason_required");
    EXPECT_TRUE(all<record::Meeting>().empty());
    EXPECT_EQ(view().appraisal.stage, record::YearStage::proposed);
}

TEST_F(DecisionsTest, a_tie_at_the_quota_is_decided_by_the_committee_with_a_reason) {
    ASSERT_EQ(open_meeting(), "");
    as("boss");
    EXPECT_EQ(decide({decision("p11", "优秀")}), "reason_required");
    ASSERT_EQ(decide({decision("p11", "优秀", "承担重点项目，成效更突出。"),
                      decision("p12", "优良", "同分，工作扎实。")}),
              "");
    record::Decision kept = decision_of("p11");
    EXPECT_EQ(kept.grade, "优秀");
    EXPECT_EQ(kept.proposed_grade, "称职");
    EXPECT_EQ(kept.reason, "承担重点项目，成效更突出。");
    EXPECT_EQ(kept.decided_by.value, "account-boss");
    EXPECT_EQ(kept.run, view().run.id);
    // The proposal is still what it was.
    EXPECT_EQ(row("p11").outcome.grade, "称职");
}

TEST_F(DecisionsTest, a_grade_that_differs_from_the_proposal_needs_a_reason) {
    ASSERT_EQ(open_meeting(), "");
    as("boss");
    auto error = error_of({decision("p13", "称职"), decision("p14", "基本称职"), decision("p15", "")});
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code, "reason_required");
    ASSERT_EQ(error->more.size(), 2u);
    EXPECT_EQ(error->more[0].place.pointer, "/decisions/1/reason");
    EXPECT_EQ(error->more[1].place.pointer, "/decisions/2/reason");
    EXPECT_TRUE(all<record::Decision>().empty()); // all or nothing
    EXPECT_EQ(decide({decision("p13", "称职"), decision("p14", "基本称职", "全年多次延误。"),
                      decision("p15", "", "长期借调，情况不明。")}),
              "");
    EXPECT_EQ(all<record::Decision>().size(), 3u);
}

TEST_F(DecisionsTest, a_word_that_is_no_grade_and_a_person_not_on_the_list_are_refused) {
    ASSERT_EQ(open_meeting(), "");
    as("boss");
    EXPECT_EQ(decide({decision("p13", "优异", "表现突出")}), "grade_unknown");
    EXPECT_EQ(decide({decision("la", "称职")}), "official_unknown");
    EXPECT_EQ(decide({decision("p13", "称职"), decision("p13", "称职")}), "official_given_twice");
    EXPECT_EQ(decide({}), "rows_missing");
}

TEST_F(DecisionsTest, what_the_rules_bar_is_decided_with_a_reason_alone) {
    ASSERT_EQ(open_meeting(), "");
    as("boss");
    EXPECT_EQ(decide({decision("p31", "优秀")}), "grade_is_barred");     // a warning
    EXPECT_EQ(decide({decision("p32", "称职")}), "grade_is_barred");     // on probation: no grade at all
    EXPECT_EQ(decide({decision("p22", "优良")}), "grade_is_barred");     // 84.99
    EXPECT_EQ(decide({decision("p22", "基本称职")}), "reason_required"); // nothing bars this one
    EXPECT_EQ(decide({decision("p32", "")}), "");
    EXPECT_EQ(decide({decision("p22", "优良", "省重点任务记功，经研究。")}), "");
    EXPECT_EQ(decision_of("p22").reason, "省重点任务记功，经研究。");
}

TEST_F(DecisionsTest, a_meeting_without_quorum_decides_nothing) {
    ASSERT_EQ(open_meeting({"boss", "la", "lb"}), "");
    as("boss");
    EXPECT_EQ(decide({decision("p13", "称职")}), "meeting_without_quorum");
    record::Meeting held = meeting();
    held.present.push_back({"lc"});
    ASSERT_EQ(code([&](const Context& c) { return save_meeting(c, held, held.version); }), "");
    EXPECT_EQ(decide({decision("p13", "称职")}), "");
}

TEST_F(DecisionsTest, who_is_concerned_leaves_the_room_and_the_rest_must_be_a_quorum) {
    ASSERT_EQ(open_meeting({"boss", "la", "lb", "h1"}, {{{"la"}, {"p13"}, "亲属关系"}}), "");
    as("boss");
    EXPECT_EQ(decide({decision("p14", "称职")}), "");
    EXPECT_EQ(decide({decision("p13", "称职")}), "left_without_quorum");
    EXPECT_EQ(decide({decision("h1", "称职")}), "left_without_quorum"); // himself always leaves
    record::Meeting held = meeting();
    held.present.push_back({"lc"});
    ASSERT_EQ(code([&](const Context& c) { return save_meeting(c, held, held.version); }), "");
    EXPECT_EQ(decide({decision("p13", "称职"), decision("h1", "称职")}), "");
    EXPECT_EQ(decision_of("p13").left_room, std::vector<record::OfficialId>{{"la"}});
    EXPECT_EQ(decision_of("h1").left_room, std::vector<record::OfficialId>{{"h1"}});
}

TEST_F(DecisionsTest, nobody_records_what_he_leaves_the_room_for) {
    ASSERT_EQ(open_meeting({"boss", "la", "lb", "lc", "ld", "h1"}, {{{"la"}, {"p13"}, "亲属关系"}}), "");
    as("h1");
    EXPECT_EQ(decide({decision("h1", "称职")}), "actor_left_room");
    as("la");
    EXPECT_EQ(decide({decision("p13", "称职")}), "actor_left_room");
    EXPECT_EQ(decide({decision("p14", "称职")}), "");
}

TEST_F(DecisionsTest, only_a_member_who_is_present_records) {
    ASSERT_EQ(open_meeting({"boss", "la", "lb", "lc"}), "");
    as("ld");
    EXPECT_EQ(decide({decision("p13", "称职")}), "not_a_member");
    as("office");
    EXPECT_EQ(decide({decision("p13", "称职")}), "not_allowed");
    as("p13");
    EXPECT_EQ(decide({decision("p13", "称职")}), "not_found");
}

TEST_F(DecisionsTest, votes_fit_those_who_stayed) {
    ASSERT_EQ(open_meeting({"boss", "la", "lb", "lc", "ld"}), "");
    as("boss");
    DecisionInput voted = decision("p13", "称职");
    voted.votes_for = 4, voted.votes_against = 2;
    EXPECT_EQ(decide({voted}), "votes_do_not_fit");
    voted.votes_against = -1;
    EXPECT_EQ(decide({voted}), "votes_do_not_fit");
    voted.votes_against = 1;
    EXPECT_EQ(decide({voted}), "");
    EXPECT_EQ(decision_of("p13").votes_for, 4);
}

TEST_F(DecisionsTest, of_two_who_decide_the_same_row_the_second_gets_both_values) {
    ASSERT_EQ(open_meeting(), "");
    as("boss");
    ASSERT_EQ(decide({decision("p13", "基本称职", "全年多次延误。")}), "");
    as("la");
    std::vector<DecisionInput> rows{decision("p14", "称职"), decision("p13", "称职")};
    auto error = error_of(rows);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind, base::ErrorKind::stale);
    EXPECT_EQ(error->code, "decision_stale");
    ASSERT_EQ(error->more.size(), 1u);
    EXPECT_EQ(error->more[0].place.pointer, "/decisions/1");
    auto conflicts = run([&](const Context& c) { return conflicts_of(c, year_2026, rows); }).value();
    ASSERT_EQ(conflicts.size(), 1u);
    EXPECT_EQ(conflicts[0].present.grade, "基本称职");
    EXPECT_EQ(conflicts[0].mine.grade, "称职");
    EXPECT_EQ(all<record::Decision>().size(), 1u);
    // Having seen it, he decides anew; what stood before stays in the versions.
    rows[1].version = 1;
    EXPECT_EQ(decide(rows), "");
    EXPECT_EQ(decision_of("p13").version, 2);
}

TEST_F(DecisionsTest, of_two_changes_prepared_at_once_one_is_left_out) {
    ASSERT_EQ(open_meeting(), "");
    record::MeetingId id = meeting().id;
    auto prepare = [&](const char* who, const DecisionInput& row) {
        as(who);
        return run([&](const Context& c) { return workflow::decide(c, id, {row}); }).value().change;
    };
    store::Change one = prepare("boss", decision("p13", "称职"));
    store::Change other = prepare("la", decision("p13", "基本称职", "多次延误。"));
    EXPECT_EQ(store_->write_and_wait(std::move(one)).outcome, store::Written::Outcome::committed);
    EXPECT_EQ(store_->write_and_wait(std::move(other)).outcome, store::Written::Outcome::guard_failed);
    EXPECT_EQ(decision_of("p13").grade, "称职");
}

TEST_F(DecisionsTest, once_decided_the_year_is_not_computed_again) {
    ASSERT_EQ(open_meeting(), "");
    EXPECT_EQ(compute(), "year_stage_wrong");
    as("boss");
    ASSERT_EQ(decide({decision("p13", "称职")}), "");
    EXPECT_EQ(compute(), "year_is_decided");
    EXPECT_EQ(move_seats("excellent", "lc", "ld", 1), "year_is_decided");
    auto allowed = view().allowed;
    EXPECT_EQ(std::count(allowed.begin(), allowed.end(), "compute"), 0);
}

TEST_F(DecisionsTest, a_closed_meeting_stands) {
    ASSERT_EQ(open_meeting(), "");
    record::Meeting held = meeting();
    as("office");
    EXPECT_EQ(code([&](const Context& c) { return close_meeting(c, held.id, held.version); }), "not_allowed");
    as("boss");
    EXPECT_EQ(code([&](const Context& c) { return close_meeting(c, held.id, held.version + 1); }),
              "changed_meanwhile");
    ASSERT_EQ(code([&](const Context& c) { return close_meeting(c, held.id, held.version); }), "");
    EXPECT_EQ(decide({decision("p13", "称职")}), "meeting_is_closed");
    EXPECT_EQ(code([&](const Context& c) { return save_meeting(c, held, held.version + 1); }),
              "meeting_is_closed");
    EXPECT_EQ(open_meeting(), ""); // another one may follow
}

TEST_F(DecisionsTest, no_meeting_before_the_year_is_computed) {
    record::YearAppraisal appraisal = all<record::YearAppraisal>().front();
    appraisal.stage = record::YearStage::evaluated;
    keep(appraisal);
    EXPECT_EQ(open_meeting(), "year_stage_wrong");
}

TEST_F(DecisionsTest, a_year_is_published_when_everybody_is_decided) {
    ASSERT_EQ(open_meeting(), "");
    long version = view().appraisal.version;
    auto error = done([&](const Context& c) { return publish_year(c, year_2026, version); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code, "decisions_are_missing");
    EXPECT_EQ(error->more.size(), 24u);
    EXPECT_EQ(decide_rest_as_proposed(), "");
    EXPECT_EQ(view().undecided, 0);
    ASSERT_EQ(publish(), "");
    YearView year = view();
    EXPECT_EQ(year.appraisal.stage, record::YearStage::published);
    EXPECT_TRUE(year.appraisal.published_at);
    EXPECT_EQ(year.unacknowledged, 24);
}

} // namespace zhishi::test
