// The year's tables leave the database as the folder that `zhishi score` reads, and kept runs are computed
// again by `zhishi recompute`.
#include "tests/cli/program.h"
#include "tests/workflow/year_house.h"
#include "workflow/run_tables.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace zhishi::test {

using namespace workflow;
using cli::Ended;
using cli::run_program;

class YearCommands : public YearHouse {
  protected:
    void SetUp() override {
        YearHouse::SetUp();
        ASSERT_EQ(compute(), "");
    }
    // The program opens the database itself; the test must have let it go.
    Ended recompute(std::vector<std::string> more = {}) {
        office_.reset();
        store_.reset();
        std::vector<std::string> arguments{"recompute", "--database", url(), "--language", "en"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_program(arguments);
    }
    std::string results_as_csv() {
        std::map<std::string, std::string> lines;
        for (const YearRow& row : view().rows) {
            const record::Outcome& outcome = row.outcome;
            std::string flags;
            for (const std::string& flag : outcome.flags)
                flags += (flags.empty() ? "" : ";") + flag;
            lines[outcome.official.value] = outcome.official.value + ",2026," +
                                            (outcome.score ? outcome.score->fixed(2) : "") + "," +
                                            (outcome.rank ? std::to_string(*outcome.rank) : "") + "," +
                                            outcome.grade + "," + flags + "\n";
        }
        std::string text = "subject,period,score,rank,grade,flags\n";
        for (const auto& [id, line] : lines)
            text += line;
        return text;
    }
};

TEST_F(YearCommands, the_exported_tables_scored_by_the_program_give_the_kept_results) {
    as("office");
    std::string text = run([](const Context& c) { return export_tables(c, year_2026); }).value();
    std::filesystem::path in = folder_ + "/tables", out = folder_ + "/results";
    std::filesystem::create_directory(in);
    for (const char* table : {"subjects.csv", "ratings.csv", "facts.csv"})
        std::ofstream(in / table, std::ios::binary) << section_of(text, table);
    Ended ended = run_program(
        {"score", "--scheme", "diary", "--data", in.string(), "--period", "2026", "--out", out.string()});
    ASSERT_EQ(ended.exit_code, 0) << ended.error;
    EXPECT_EQ(cli::text_of(out / "results.csv"), results_as_csv());
}

TEST_F(YearCommands, every_kept_run_is_computed_again_and_said_to_be_equal) {
    ASSERT_EQ(move_seats("excellent", "lc", "ld", 1), "");
    Ended ended = recompute();
    EXPECT_EQ(ended.exit_code, 0) << ended.error;
    std::istringstream lines(ended.out);
    int equal = 0;
    for (std::string line; std::getline(lines, line);)
        equal += line.ends_with("computed again, equal.");
    EXPECT_EQ(equal, 2) << ended.out;
}

TEST_F(YearCommands, a_difference_is_printed_and_ends_with_1) {
    for (record::Outcome outcome : all<record::Outcome>())
        if (outcome.official.value == "p13") {
            outcome.grade = "优秀";
            keep(outcome);
        }
    Ended ended = recompute({"--year", "2026"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_NE(ended.out.find("1 differences"), std::string::npos) << ended.out;
    EXPECT_NE(ended.out.find("p13 grade: 优秀 → 称职"), std::string::npos) << ended.out;
}

TEST_F(YearCommands, a_year_without_a_run_says_so_and_a_wrong_year_is_wrong_use) {
    Ended none = recompute({"--year", "2025"});
    EXPECT_EQ(none.exit_code, 0);
    EXPECT_NE(none.out.find("No run is kept."), std::string::npos);
    EXPECT_EQ(recompute({"--year", "2026Q1"}).exit_code, 2);
}

} // namespace zhishi::test
