// Computing the year: its tables, its problems, its list, seats moved, and a kept run computed again.
#include "crypto/hash.h"
#include "record/evaluation.h"
#include "record/personnel.h"
#include "record/review.h"
#include "tests/workflow/year_house.h"
#include "workflow/run_tables.h"

#include <algorithm>

namespace zhishi::test {

using namespace workflow;
using base::Number;

class YearTest : public YearHouse {
  protected:
    std::vector<std::string> problem_codes(const std::string& official) {
        std::vector<std::string> codes;
        for (const TableProblem& problem : view().problems)
            if (problem.official.value == official) codes.push_back(problem.code);
        return codes;
    }
    RunTables exported() {
        as("office");
        auto text = run([](const Context& c) { return export_tables(c, year_2026); });
        return read_tables(text.value()).value();
    }
    void expect_scored_as_kept(const RunTables& tables) {
        auto in_force = scheme::resolve(diary_in_use().scheme, year_2026).value();
        auto scored =
            engine::score(engine::compile(std::move(in_force)), facts_of(tables), tables.moves).value();
        YearView year = view();
        size_t compared = 0;
        for (const YearRow& row : year.rows)
            for (const auto& result : scored.results) {
                if (result.id != row.outcome.official.value) continue;
                ++compared;
                EXPECT_EQ(result.score, row.outcome.score) << result.id;
                EXPECT_EQ(result.grade, row.outcome.grade) << result.id;
                EXPECT_EQ(result.rank, row.outcome.rank) << result.id;
                EXPECT_EQ(result.flags, row.outcome.flags) << result.id;
            }
        EXPECT_EQ(compared, 24u);
    }
    std::vector<Recomputed> recomputed() {
        auto reader = store_->reader();
        return recompute(**reader, {"organ"}, year_2026).value();
    }
    std::optional<base::Error> error_of_compute() {
        long version = view().appraisal.version;
        return done([&](const Context& c) { return compute_year(c, year_2026, version); });
    }
};

TEST_F(YearTest, the_list_stands_by_group_and_place_with_proposals_flags_and_seats) {
    ASSERT_EQ(compute(), "");
    YearView year = view();
    EXPECT_EQ(year.appraisal.stage, record::YearStage::proposed);
    ASSERT_EQ(year.rows.size(), 24u);
    for (size_t i = 1; i < year.rows.size(); ++i) {
        const auto &before = year.rows[i - 1].outcome, &after = year.rows[i].outcome;
        if (before.group == after.group && before.rank && after.rank) {
            EXPECT_LE(*before.rank, *after.rank);
        }
    }
    EXPECT_EQ(year.grades.front(), "优秀");
    EXPECT_EQ(year.undecided, 24);
    EXPECT_EQ(year.run.seats.size(), 8u);
    for (const record::SeatRow& seats : year.run.seats) {
        EXPECT_EQ(seats.seats, 1);
        EXPECT_EQ(seats.counted, 6);
    }
    EXPECT_FALSE(year.inputs_have_changed);
    EXPECT_FALSE(year.scheme_has_changed);
}

TEST_F(YearTest, equals_at_the_last_seat_are_flagged_and_left_to_the_committee) {
    ASSERT_EQ(compute(), "");
    for (const char* id : {"p11", "p12"}) {
        YearRow tied = row(id);
        EXPECT_EQ(tied.outcome.grade, "称职");
        EXPECT_EQ(tied.outcome.flags, std::vector<std::string>{"tie_at_quota"});
        EXPECT_EQ(tied.tied_for, (std::vector<std::string>{"优秀", "优良"}));
    }
    EXPECT_TRUE(row("p13").tied_for.empty());
}

TEST_F(YearTest, a_routine_score_of_85_opens_the_gate_and_84_99_does_not) {
    ASSERT_EQ(compute(), "");
    YearRow at_gate = row("p21"), below = row("p22");
    ASSERT_EQ(at_gate.outcome.nodes.back().node, "routine");
    EXPECT_EQ(at_gate.outcome.nodes.back().value, Number(85));
    EXPECT_EQ(below.outcome.nodes.back().value, Number::ratio(8499, 100));
    EXPECT_EQ(at_gate.outcome.grade, "优秀");
    EXPECT_EQ(below.outcome.grade, "称职");
    EXPECT_EQ(below.outcome.flags, std::vector<std::string>{"below_gate"});
    EXPECT_GT(*below.outcome.score, *at_gate.outcome.score);
}

TEST_F(YearTest, a_barred_person_has_a_grade_below_and_one_on_probation_has_none) {
    ASSERT_EQ(compute(), "");
    EXPECT_EQ(row("p31").outcome.grade, "称职");
    EXPECT_EQ(row("p31").outcome.flags, std::vector<std::string>{"barred"});
    EXPECT_EQ(row("p31").outcome.rank, 1);
    EXPECT_EQ(row("p32").outcome.grade, "");
    EXPECT_EQ(row("p32").outcome.flags, std::vector<std::string>{"probation"});
}

TEST_F(YearTest, a_missing_quarter_and_a_draft_are_shown_and_do_not_block) {
    auto reviews = all<record::QuarterReview>();
    auto draft = std::find_if(reviews.begin(), reviews.end(), [](const auto& review) {
        return review.official.value == "p44" && review.period.ordinal() == 3;
    });
    draft->state = record::ReviewState::reopened;
    keep(*draft);
    EXPECT_EQ(problem_codes("p45"), std::vector<std::string>{"quarter_missing"});
    EXPECT_EQ(problem_codes("p44"), std::vector<std::string>{"quarter_open"});
    EXPECT_EQ(compute(), "");
    EXPECT_TRUE(row("p44").outcome.score);
}

TEST_F(YearTest, an_excused_quarter_is_no_problem) {
    record::QuarterReview excused;
    excused.organ = {"organ"};
    excused.official = {"p45"};
    excused.period = base::Period::of_quarter(2026, 2);
    excused.state = record::ReviewState::excused;
    excused.excuse = "脱产培训";
    keep(excused);
    EXPECT_TRUE(problem_codes("p45").empty());
}

TEST_F(YearTest, a_quarter_with_one_item_alone_leaves_him_without_score_and_is_shown) {
    auto reviews = all<record::QuarterReview>();
    auto half = std::find_if(reviews.begin(), reviews.end(),
                             [](const auto& review) { return review.official.value == "p43"; });
    half->scores.pop_back();
    keep(*half);
    EXPECT_EQ(problem_codes("p43"), std::vector<std::string>{"quarter_incomplete"});
    ASSERT_EQ(compute(), "");
    EXPECT_FALSE(row("p43").outcome.score);
    EXPECT_EQ(row("p43").outcome.flags, std::vector<std::string>{"incomplete"});
}

TEST_F(YearTest, a_quarter_on_the_items_of_another_class_is_shown) {
    auto reviews = all<record::QuarterReview>();
    auto other = std::find_if(reviews.begin(), reviews.end(),
                              [](const auto& review) { return review.official.value == "p43"; });
    other->scores = {{"duty", Number(90), ""}, {"execution", Number(90), ""}};
    keep(*other);
    EXPECT_EQ(problem_codes("p43"), std::vector<std::string>{"quarter_of_other_class"});
    ASSERT_EQ(compute(), "");
    EXPECT_TRUE(row("p43").outcome.score);
}

TEST_F(YearTest, a_struck_sheet_does_not_count_and_who_is_rated_by_nobody_is_shown) {
    for (record::RaterSheet sheet : all<record::RaterSheet>()) {
        if (sheet.rater.value == "la") sheet.state = record::RaterSheetState::struck;
        for (record::RatedSubject& subject : sheet.subjects)
            if (subject.official.value == "p25") subject.scores.clear();
        keep(sheet);
    }
    EXPECT_EQ(problem_codes("p25"), std::vector<std::string>{"nobody_rated"});
    ASSERT_EQ(compute(), "");
    RunTables kept = read_tables(all<record::RunInputs>()[0].tables).value();
    for (const RunTables::Rating& rating : kept.ratings)
        EXPECT_FALSE(rating.item == "comprehensive" && rating.rater == "la");
}

// Who rated whom and how never leaves the database: a mean a person, which gives the same results.
TEST_F(YearTest, the_exported_ratings_of_the_evaluation_are_means_of_nobody) {
    for (record::RaterSheet sheet : all<record::RaterSheet>()) {
        if (sheet.rater.value == "la") sheet.state = record::RaterSheetState::struck;
        if (sheet.rater.value == "lb")
            for (record::RatedSubject& subject : sheet.subjects)
                if (subject.official.value == "p25") subject.scores[0].score = base::Number(31);
        keep(sheet);
    }
    ASSERT_EQ(compute(), "");
    RunTables kept = read_tables(all<record::RunInputs>()[0].tables).value(), left = exported();
    base::Number total(0);
    for (const RunTables::Rating& rating : kept.ratings)
        if (rating.subject == "p25" && rating.item == "comprehensive")
            total += *base::Number::parse(rating.value);
    std::map<std::string, int> means;
    for (const RunTables::Rating& rating : left.ratings) {
        if (rating.item != "comprehensive") {
            EXPECT_EQ(rating.rater.substr(0, 1), rating.subject.starts_with("h") ? "l" : "h");
            continue;
        }
        EXPECT_EQ(rating.rater, "-");
        EXPECT_EQ(rating.role, "any");
        ++means[rating.subject];
        if (rating.subject == "p25") EXPECT_EQ(rating.value, (total / base::Number(3)).rounded(6).str());
    }
    EXPECT_EQ(means.size(), 24u);
    for (const auto& [subject, count] : means)
        EXPECT_EQ(count, 1) << subject;
    expect_scored_as_kept(left);
}

TEST_F(YearTest, an_undecided_post_and_a_unit_without_leader_block_and_are_named) {
    auto reader = store_->reader();
    auto posts = all<record::Post>();
    auto post_of = [&](const char* official) {
        return *std::find_if(posts.begin(), posts.end(),
                             [&](const auto& post) { return post.official.value == official; });
    };
    // Half a year of 182 days each under two leaders, and nothing on the last day.
    record::Post first = post_of("p15");
    first.to = day("2026-07-01");
    keep(first);
    record::Post second =
        post("post-p15-b", "p15", "ub", record::PostKind::staff, "2026-07-02", "2026-12-30");
    second.version = 0;
    keep(second);
    auto charges = all<record::Charge>();
    auto charge =
        std::find_if(charges.begin(), charges.end(), [](const auto& c) { return c.leader.value == "ld"; });
    charge->to = day("2026-06-30");
    keep(*charge);
    auto error = error_of_compute();
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code, "tables_have_problems");
    std::map<std::string, std::string> found;
    for (const base::Error& problem : error->more)
        found.emplace(problem.place.pointer, problem.code);
    EXPECT_EQ(found["/officials/p15"], "counting_post_undecided");
    EXPECT_EQ(found["/officials/p41"], "no_leader_in_charge");
    EXPECT_EQ(found.size(), 7u);
    EXPECT_TRUE(all<record::Run>().empty());
}

TEST_F(YearTest, an_open_evaluation_blocks) {
    record::Evaluation evaluation = all<record::Evaluation>().front();
    evaluation.state = record::EvaluationState::open;
    keep(evaluation);
    auto error = error_of_compute();
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code, "tables_have_problems");
    EXPECT_EQ(error->more.front().code, "evaluation_open");
}

TEST_F(YearTest, a_fact_that_the_scheme_does_not_take_blocks_and_a_withdrawn_one_does_not) {
    record::SpecialState state{{"organ"}, {"state-3"}, {"p33"}, 2025, "discipline:1",
                               "scolded", "",          false,   "",   0};
    keep(state);
    EXPECT_EQ(problem_codes("p33"), std::vector<std::string>{"fact_not_accepted"});
    EXPECT_EQ(compute(), "tables_have_problems");
    state.version = 1;
    state.is_withdrawn = true;
    keep(state);
    EXPECT_EQ(compute(), "");
}

TEST_F(YearTest, discipline_of_the_year_before_still_leaves_without_grade) {
    keep(record::SpecialState{
        {"organ"}, {"state-3"}, {"p33"}, 2025, "discipline", "major_demerit", "", false, "", 0});
    ASSERT_EQ(compute(), "");
    EXPECT_EQ(row("p33").outcome.grade, "");
    EXPECT_EQ(row("p33").outcome.flags, std::vector<std::string>{"not_graded"});
}

TEST_F(YearTest, the_text_of_tables_reads_back_as_it_was_written) {
    RunTables tables;
    tables.subjects = {{"u", "局,\"一\"", "unit", "", "", "", "1"},
                       {"a", "甲", "person", "u", "g", "staff", ""}};
    tables.ratings = {{"2026Q1", "a", "ability", "r", "superior", "84.5"}};
    tables.facts = {{"2026", "a", "probation", "1"}};
    tables.moves = {{"excellent", "u", "g", "h", 2, "第一行\n== subjects.csv\n理由，含\"引号\""}};
    std::string text = text_of(tables);
    auto again = read_tables(text);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(text_of(*again), text);
    EXPECT_EQ(again->moves.front().reason, tables.moves.front().reason);
    EXPECT_EQ(section_of(text, "facts.csv"), "period,subject,key,value\n2026,a,probation,1\n");
    std::swap(tables.subjects.front(), tables.subjects.back());
    EXPECT_EQ(text_of(tables), text);
    EXPECT_FALSE(read_tables(text.substr(0, text.find("== facts.csv"))).ok());
    EXPECT_FALSE(read_tables("subjects").ok());
}

TEST_F(YearTest, the_exported_tables_scored_again_give_the_same_outcomes) {
    ASSERT_EQ(compute(), "");
    ASSERT_EQ(move_seats("excellent", "la", "ld", 1), "");
    RunTables tables = exported();
    expect_scored_as_kept(tables);
}

TEST_F(YearTest, equal_inputs_give_equal_digests_and_every_run_is_kept) {
    ASSERT_EQ(compute(), "");
    ASSERT_EQ(compute(), "");
    auto runs = all<record::Run>();
    ASSERT_EQ(runs.size(), 2u);
    EXPECT_EQ(runs[0].inputs_digest, runs[1].inputs_digest);
    EXPECT_EQ(runs[0].outcome_digest, runs[1].outcome_digest);
    EXPECT_EQ(all<record::KeptScheme>().size(), 1u);
    auto inputs = all<record::RunInputs>();
    EXPECT_EQ(crypto::sha256_hex(inputs[0].tables), runs[0].inputs_digest);
    EXPECT_EQ(all<record::Outcome>().size(), 48u);
}

TEST_F(YearTest, records_that_move_on_after_the_run_are_told) {
    ASSERT_EQ(compute(), "");
    record::QuarterReview review = all<record::QuarterReview>().front();
    review.scores.front().score = Number(70);
    keep(review);
    EXPECT_TRUE(view().inputs_have_changed);
    ASSERT_EQ(compute(), "");
    EXPECT_FALSE(view().inputs_have_changed);
}

TEST_F(YearTest, a_kept_run_is_computed_again_from_its_own_scheme_when_the_program_has_another) {
    ASSERT_EQ(compute(), "");
    use(diary_in_use("value: 85,", "value: 95,"));
    EXPECT_TRUE(view().scheme_has_changed);
    auto again = recomputed();
    ASSERT_EQ(again.size(), 1u);
    EXPECT_TRUE(again[0].differences.empty()) << again[0].differences.front();
    // The new scheme gives another result, and both runs stand beside each other.
    ASSERT_EQ(compute(), "");
    EXPECT_EQ(row("p21").outcome.grade, "称职");
    EXPECT_EQ(all<record::KeptScheme>().size(), 2u);
    for (const Recomputed& run : recomputed())
        EXPECT_TRUE(run.differences.empty());
}

TEST_F(YearTest, an_outcome_that_was_altered_is_found_by_computing_again) {
    ASSERT_EQ(compute(), "");
    for (record::Outcome outcome : all<record::Outcome>())
        if (outcome.official.value == "p13") {
            outcome.grade = "优秀";
            keep(outcome);
        }
    auto again = recomputed();
    ASSERT_EQ(again.size(), 1u);
    EXPECT_EQ(again[0].differences, std::vector<std::string>{"p13 grade: 优秀 → 称职"});
}

TEST_F(YearTest, tables_that_were_altered_are_found_by_computing_again) {
    ASSERT_EQ(compute(), "");
    record::RunInputs inputs = all<record::RunInputs>().front();
    size_t at = inputs.tables.find(",warning");
    ASSERT_NE(at, std::string::npos);
    inputs.tables.replace(at, 8, ",demerit");
    keep(inputs);
    auto again = recomputed();
    ASSERT_EQ(again.size(), 1u);
    EXPECT_GE(again[0].differences.size(), 3u);
    EXPECT_TRUE(again[0].differences.front().starts_with("tables: "));
}

TEST_F(YearTest, seats_move_with_a_reason_and_their_total_is_kept) {
    ASSERT_EQ(compute(), "");
    EXPECT_EQ(row("p41").outcome.grade, "优秀");
    EXPECT_EQ(row("p42").outcome.grade, "优良");
    ASSERT_EQ(move_seats("excellent", "lc", "ld", 1), "");
    EXPECT_EQ(row("p42").outcome.grade, "优秀");
    EXPECT_EQ(row("p33").outcome.grade, "优良");
    long total = 0, by_rule = 0;
    YearView year = view();
    for (const record::SeatRow& seats : year.run.seats)
        if (seats.award == "excellent") total += seats.seats, by_rule += seats.seats_by_rule;
    EXPECT_EQ(total, 4);
    EXPECT_EQ(by_rule, 4);
    ASSERT_EQ(year.moves.size(), 1u);
    EXPECT_EQ(year.moves[0].moved_by.value, "account-office");
    long version = year.appraisal.version;
    record::SeatMoveId id = year.moves[0].id;
    EXPECT_EQ(code([&](const Context& c) { return withdraw_seat_move(c, year_2026, id, version); }), "");
    EXPECT_EQ(row("p42").outcome.grade, "优良");
    EXPECT_EQ(code([&](const Context& c) { return withdraw_seat_move(c, year_2026, id, version + 1); }),
              "seat_move_is_withdrawn");
    for (const Recomputed& run : recomputed())
        EXPECT_TRUE(run.differences.empty());
}

TEST_F(YearTest, a_move_that_does_not_fit_is_refused) {
    EXPECT_EQ(move_seats("excellent", "lc", "ld", 1), "run_missing");
    ASSERT_EQ(compute(), "");
    EXPECT_EQ(move_seats("excellent", "lc", "ld", 2), "seat_move_unfit");
    EXPECT_EQ(move_seats("excellent", "lc", "lc", 1), "seat_move_unfit");
    EXPECT_EQ(move_seats("excellent", "lc", "p41", 1), "seat_move_unfit");
    EXPECT_EQ(move_seats("best", "lc", "ld", 1), "seat_move_unfit");
    EXPECT_EQ(move_seats("excellent", "lc", "ld", 0), "seat_move_unfit");
    EXPECT_EQ(move_seats("excellent", "lc", "ld", 1, ""), "reason_required");
    EXPECT_TRUE(all<record::SeatMove>().empty());
}

TEST_F(YearTest, only_the_office_computes_and_the_committee_reads) {
    as("p11");
    auto read = [](const Context& c) { return read_year(c, year_2026); };
    auto compute_it = [](const Context& c) { return compute_year(c, year_2026, 1); };
    EXPECT_EQ(run(read).error().code, "not_found");
    EXPECT_EQ(code(compute_it), "not_found");
    as("boss");
    EXPECT_TRUE(run(read).ok());
    EXPECT_EQ(code(compute_it), "not_allowed");
    EXPECT_EQ(run([](const Context& c) { return export_tables(c, year_2026); }).error().code, "not_found");
}

TEST_F(YearTest, computing_has_its_stage_and_its_version) {
    as("office");
    EXPECT_EQ(code([](const Context& c) { return compute_year(c, year_2026, 7); }), "changed_meanwhile");
    EXPECT_EQ(code([](const Context& c) { return compute_year(c, base::Period::of_year(2025), 0); }),
              "year_stage_wrong");
    EXPECT_EQ(code([](const Context& c) { return compute_year(c, base::Period::of_quarter(2026, 1), 0); }),
              "period_unreadable");
}

} // namespace zhishi::test
