// What the office keeps of people beside posts: recusals, placements, seats, earlier grades, special states.
#include "tests/workflow/house.h"
#include "workflow/personnel.h"

#include <algorithm>

namespace zhishi::test {

using namespace workflow;
using record::PostKind;

namespace {

const base::Period third = base::Period::of_quarter(2026, 3), year = base::Period::of_year(2026);

record::Recusal recusal(const char* reviewer, const char* official, const char* from = "2026-09-01") {
    return {{}, {}, {reviewer}, {official}, day(from), {}, "近亲属关系", 0};
}
record::Placement placement(const char* official, const char* unit, const base::Period& period = third) {
    return {{}, {}, {official}, period, {unit}, PostKind::staff, "借调", false, 0};
}
record::CommitteeSeat seat(const char* official, const char* from, const char* to = nullptr) {
    record::CommitteeSeat made;
    made.official = {official};
    made.from = day(from);
    if (to) made.to = day(to);
    return made;
}
record::PriorGrade grade(const char* official, int in_year, const char* word) {
    return {{}, {official}, in_year, word, "嘉奖", "江人社〔2026〕12号", 0};
}
record::SpecialState state(const char* official, const char* key, const char* value) {
    return {{}, {}, {official}, 2026, key, value, "江发改〔2026〕3号，2026年3月2日", false, "", 0};
}

} // namespace

class PersonnelTest : public House {
  protected:
    record::DirectoryParts parts() override {
        record::DirectoryParts parts = bureau();
        for (auto& person : parts.officials) {
            if (person.id.value == "li") person.number = "1004";
            if (person.id.value == "wu") person.name = "王宁"; // two of one name
        }
        return parts;
    }
    template <auto act, class Record>
    std::string keep_it(Record input, long version = 0) {
        return code([&](const Context& c) { return act(c, input, version); });
    }
    std::vector<std::string> codes(const base::Error& error) {
        std::vector<std::string> found;
        for (const auto& one : error.more)
            found.push_back(one.code + " " + one.place.pointer);
        return found;
    }
};

TEST_F(PersonnelTest, a_reviewer_declares_his_own_recusal_and_the_office_any) {
    as("sun", "2026-09-10");
    ASSERT_EQ(keep_it<save_recusal>(recusal("sun", "li")), "");
    EXPECT_EQ(keep_it<save_recusal>(recusal("zheng", "wang")), "not_found");
    as("office", "2026-09-10");
    ASSERT_EQ(keep_it<save_recusal>(recusal("zheng", "wang")), "");
    EXPECT_EQ(run([](const Context& c) { return list_recusals(c); }).value().size(), 2u);
    as("sun", "2026-09-10");
    auto own = run([](const Context& c) { return list_recusals(c); }).value();
    ASSERT_EQ(own.size(), 1u);
    EXPECT_EQ(own[0].official.value, "li");
    auto ended = own[0];
    ended.to = day("2026-08-31");
    EXPECT_EQ(keep_it<save_recusal>(ended, 1), "days_reversed");
    ended.to = day("2026-12-31");
    ended.official = {"zhou"};
    EXPECT_EQ(keep_it<save_recusal>(ended, 1), "recusal_keeps_its_people");
    ended.official = {"li"};
    EXPECT_EQ(keep_it<save_recusal>(ended, 2), "changed_meanwhile");
    EXPECT_EQ(keep_it<save_recusal>(ended, 1), "");
    EXPECT_EQ(run([](const Context& c) {
                  return base::Result<bool>(c.directory.is_recused({"sun"}, {"li"}, day("2026-10-01")));
              }).value(),
              true);
    auto foreign = recusal("zheng", "wang");
    foreign.id = {"no-such"};
    EXPECT_EQ(keep_it<save_recusal>(foreign), "not_found");
    as("admin", "2026-09-10");
    EXPECT_EQ(keep_it<save_recusal>(recusal("sun", "li")), "not_found");
    expect_whole_chain();
}

TEST_F(PersonnelTest, a_faulty_recusal_names_every_fault) {
    as("office", "2026-09-10");
    auto faulty = recusal("nobody", "li");
    faulty.to = day("2026-08-01");
    faulty.reason = "";
    auto error = done([&](const Context& c) { return save_recusal(c, faulty, 0); });
    ASSERT_TRUE(error);
    EXPECT_EQ(codes(*error), (std::vector<std::string>{"official_unknown /reviewer", "days_reversed /to",
                                                       "text_missing /reason"}));
    EXPECT_EQ(keep_it<save_recusal>(recusal("sun", "sun")), "recused_from_himself");
}

TEST_F(PersonnelTest, a_placement_says_where_somebody_counts) {
    as("sun", "2026-09-10");
    EXPECT_EQ(keep_it<save_placement>(placement("li", "general")), "not_found");
    as("office", "2026-09-10");
    ASSERT_EQ(keep_it<save_placement>(placement("li", "general")), "");
    EXPECT_EQ(keep_it<save_placement>(placement("li", "invest")), "placement_exists");
    EXPECT_EQ(keep_it<save_placement>(placement("li", "invest", year)), "");
    EXPECT_EQ(keep_it<save_placement>(placement("zhou", "no-such")), "unit_unknown");
    EXPECT_EQ(keep_it<save_placement>(placement("nobody", "invest")), "official_unknown");
    EXPECT_EQ(keep_it<save_placement>(placement("zhou", "invest", base::Period::of_month(2026, 3))),
              "period_unreadable");
    EXPECT_EQ(keep_it<save_placement>(placement("zhou", "invest", base::Period::of_year(2019))),
              "holds_no_post");
    auto leader = placement("zhou", "invest");
    leader.kind = PostKind::leader;
    EXPECT_EQ(keep_it<save_placement>(leader), "kind_unfit");
    auto counted = [&] {
        return run([](const Context& c) {
                   return base::Result<std::string>(
                       c.directory.counting_post({"li"}, third, c.today())->unit.value);
               })
            .value();
    };
    EXPECT_EQ(counted(), "general");
    auto list = run([](const Context& c) { return list_placements(c, 2026); }).value();
    auto kept = *std::find_if(list.begin(), list.end(), [](const auto& one) { return one.period == third; });
    kept.is_withdrawn = true;
    ASSERT_EQ(keep_it<save_placement>(kept, kept.version), "");
    EXPECT_EQ(counted(), "invest");
    EXPECT_EQ(keep_it<save_placement>(placement("li", "general")), ""); // the place is free again
}

TEST_F(PersonnelTest, a_seat_of_the_committee_is_held_from_one_day_to_another) {
    as("office", "2026-09-10");
    ASSERT_EQ(keep_it<save_committee_seat>(seat("qian", "2026-01-01", "2026-06-30")), "");
    EXPECT_EQ(keep_it<save_committee_seat>(seat("qian", "2026-06-30")), "seat_exists");
    ASSERT_EQ(keep_it<save_committee_seat>(seat("qian", "2026-07-01")), "");
    EXPECT_EQ(keep_it<save_committee_seat>(seat("he", "2026-07-01", "2026-06-01")), "days_reversed");
    as("li", "2026-09-10");
    EXPECT_EQ(run([](const Context& c) { return list_committee_seats(c); }).value().size(), 2u);
    EXPECT_EQ(keep_it<save_committee_seat>(seat("li", "2026-07-01")), "not_allowed");
    as("qian", "2026-09-10");
    run([](const Context&) { return 0; });
    EXPECT_TRUE(actor_.is_committee);
}

TEST_F(PersonnelTest, earlier_grades_are_words_of_the_scheme_and_of_earlier_years) {
    as("office", "2026-09-10");
    ASSERT_EQ(keep_it<save_prior_grade>(grade("li", 2025, "优秀")), "");
    EXPECT_EQ(keep_it<save_prior_grade>(grade("li", 2024, "杰出")), "grade_unknown");
    EXPECT_EQ(keep_it<save_prior_grade>(grade("li", 2026, "优秀")), "year_out_of_range");
    EXPECT_EQ(keep_it<save_prior_grade>(grade("li", 206, "优秀")), "year_out_of_range");
    EXPECT_EQ(keep_it<save_prior_grade>(grade("nobody", 2025, "优秀")), "not_found");
    EXPECT_EQ(keep_it<save_prior_grade>(grade("li", 2025, "称职")), "changed_meanwhile");
    ASSERT_EQ(keep_it<save_prior_grade>(grade("li", 2025, "称职"), 1), "");
    ASSERT_EQ(keep_it<save_prior_grade>(grade("li", 2024, "优秀")), "");
    as("li", "2026-09-10");
    auto own = run([](const Context& c) { return list_prior_grades(c, {"li"}); }).value();
    ASSERT_EQ(own.size(), 2u);
    EXPECT_EQ(own[0].grade, "称职"); // newest first
    EXPECT_EQ(keep_it<save_prior_grade>(grade("li", 2023, "优秀")), "not_allowed");
    EXPECT_FALSE(run([](const Context& c) { return list_prior_grades(c, {}); }).ok());
    as("sun", "2026-09-10"); // his reviewer: no
    EXPECT_FALSE(run([](const Context& c) { return list_prior_grades(c, {"li"}); }).ok());
}

TEST_F(PersonnelTest, special_states_are_the_facts_that_the_scheme_reads) {
    as("office", "2026-09-10");
    auto choices = run([](const Context& c) {
                       return base::Result<std::vector<StateChoice>>(state_choices(c));
                   }).value();
    std::vector<std::string> keys;
    for (const auto& choice : choices)
        keys.push_back(choice.key + (choice.is_number ? " number" : " word"));
    EXPECT_EQ(keys,
              (std::vector<std::string>{"probation number", "absence.months number", "discipline word"}));
    EXPECT_NE(std::find(choices[2].words.begin(), choices[2].words.end(), "warning"), choices[2].words.end());

    ASSERT_EQ(keep_it<save_special_state>(state("li", "discipline", "warning")), "");
    ASSERT_EQ(keep_it<save_special_state>(state("li", "discipline", "demerit")), "");
    ASSERT_EQ(keep_it<save_special_state>(state("zhou", "discipline", "warning")), "");
    ASSERT_EQ(keep_it<save_special_state>(state("zhou", "absence.months", "7")), "");
    auto list = run([](const Context& c) { return list_special_states(c, 2026); }).value();
    std::vector<std::string> kept;
    for (const auto& one : list)
        kept.push_back(one.official.value + " " + one.key);
    EXPECT_EQ(kept, (std::vector<std::string>{"zhou absence.months", "zhou discipline:1", "li discipline:1",
                                              "li discipline:2"}));
    EXPECT_EQ(keep_it<save_special_state>(state("zhou", "absence.months", "8")), "state_exists");
    EXPECT_EQ(keep_it<save_special_state>(state("zhou", "absence.months", "-1")), "state_value_unknown");
    EXPECT_EQ(keep_it<save_special_state>(state("zhou", "probation", "2")), "state_value_unknown");
    EXPECT_EQ(keep_it<save_special_state>(state("zhou", "discipline", "scolded")), "state_value_unknown");
    EXPECT_EQ(keep_it<save_special_state>(state("zhou", "grade", "优秀")), "state_unknown");
    auto future = state("zhou", "probation", "1");
    future.year = 2027;
    EXPECT_EQ(keep_it<save_special_state>(future), "year_out_of_range");
    auto bare = state("zhou", "probation", "1");
    bare.evidence = "";
    EXPECT_EQ(keep_it<save_special_state>(bare), "text_missing");
}

TEST_F(PersonnelTest, a_withdrawn_state_keeps_its_number_and_its_reason) {
    as("office", "2026-09-10");
    ASSERT_EQ(keep_it<save_special_state>(state("li", "discipline", "warning")), "");
    auto kept = all<record::SpecialState>()[0];
    kept.is_withdrawn = true;
    EXPECT_EQ(keep_it<save_special_state>(kept, 1), "text_missing");
    kept.withdrawal_reason = "文件送错人";
    auto other = kept;
    other.official = {"zhou"};
    EXPECT_EQ(keep_it<save_special_state>(other, 1), "state_keeps_its_person");
    ASSERT_EQ(keep_it<save_special_state>(kept, 1), "");
    ASSERT_EQ(keep_it<save_special_state>(state("li", "discipline", "demerit")), "");
    std::vector<std::string> keys;
    for (const auto& one : all<record::SpecialState>())
        keys.push_back(one.key);
    std::sort(keys.begin(), keys.end());
    EXPECT_EQ(keys, (std::vector<std::string>{"discipline:1", "discipline:2"}));
    for (const char* other_person : {"li", "sun", "qian"}) { // not himself, not his line
        as(other_person, "2026-09-10");
        EXPECT_FALSE(run([](const Context& c) { return list_special_states(c, 2026); }).ok());
    }
    expect_whole_chain();
}

TEST_F(PersonnelTest, two_who_record_the_same_state_at_once_record_it_once) {
    as("office", "2026-09-10");
    auto record_it = [](const Context& c) { return save_special_state(c, state("li", "probation", "1"), 0); };
    auto first = run(record_it).value(), second = run(record_it).value();
    EXPECT_EQ(store_->write_and_wait(first.change).outcome, store::Written::Outcome::committed);
    EXPECT_EQ(store_->write_and_wait(second.change).outcome, store::Written::Outcome::guard_failed);
}

} // namespace zhishi::test
