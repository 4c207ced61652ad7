#include "base/version.h"
#include "tests/cli/program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <unistd.h>

namespace zhishi::cli {
namespace {

const std::string data = "schemes/diary/cases/small/in";

std::vector<std::string> score(std::vector<std::string> more, const std::string& scheme = "diary",
                               const std::string& folder = data, const std::string& period = "2025") {
    std::filesystem::path out =
        std::filesystem::temp_directory_path() / ("zhishi-out-" + std::to_string(getpid()));
    std::vector<std::string> all{"score",    "--scheme", scheme,  "--data",    folder,
                                 "--period", period,     "--out", out.string()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

TEST(wrong_use, ends_with_2) {
    EXPECT_EQ(run_program({}).exit_code, 2);
    EXPECT_EQ(run_program({"no-such-command"}).exit_code, 2);
    EXPECT_EQ(run_program({"score", "--scheme", "diary"}).exit_code, 2);
    EXPECT_EQ(run_program(score({}, "no-such-scheme")).exit_code, 2);
    EXPECT_EQ(run_program(score({}, "diary", "no/such/folder")).exit_code, 2);
    EXPECT_EQ(run_program(score({}, "diary", data, "2025Q1")).exit_code, 2);
    EXPECT_EQ(run_program(score({}, "diary", data, "soon!")).exit_code, 2);
    EXPECT_EQ(run_program(score({"--set", "gate"})).exit_code, 2);
    EXPECT_EQ(run_program(score({"--set", "gates=80"})).exit_code, 2);
    EXPECT_EQ(run_program(score({"--set", "gate=eighty"})).exit_code, 2);
    EXPECT_EQ(run_program(score({"--set", "share.good=1.1"})).exit_code, 2);
    EXPECT_EQ(run_program(
                  {"explain", "--scheme", "diary", "--data", data, "--period", "2025", "--subject", "nobody"})
                  .exit_code,
              2);
}

TEST(wrong_use, the_last_of_a_repeated_setting_counts) {
    EXPECT_EQ(run_program(score({"--set", "gate=10", "--set", "gate=eighty"})).exit_code, 2);
    EXPECT_EQ(run_program(score({"--set", "gate=eighty", "--set", "gate=10"})).exit_code, 0);
}

TEST(faulty_scheme, ends_with_1_and_names_every_place) {
    Ended ended = run_program({"scheme", "check", "tests/scheme/bad/parameters.yaml", "--language", "en"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_EQ(std::count(ended.error.begin(), ended.error.end(), '\n'), 5) << ended.error;
    EXPECT_TRUE(ended.error.starts_with("tests/scheme/bad/parameters.yaml:"));
    EXPECT_EQ(run_program(score({}, "tests/scheme/bad/parameters.yaml")).exit_code, 1);
}

TEST(language, follows_the_option) {
    auto wrong = score({"--set", "gates=80", "--language", "zh"});
    EXPECT_NE(run_program(wrong).error.find("不存在"), std::string::npos);
    wrong.back() = "en";
    EXPECT_NE(run_program(wrong).error.find("does not exist"), std::string::npos);
}

TEST(version, is_printed_without_a_command) {
    Ended ended = run_program({"--version"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_EQ(ended.out, "zhishi " + std::string(base::program_version()) + "\n");
}

TEST(explain_command, prints_a_tree_and_json) {
    std::vector<std::string> arguments{"explain", "--scheme",  "diary", "--data",     data, "--period",
                                       "2025",    "--subject", "p0002", "--language", "zh"};
    Ended tree = run_program(arguments);
    EXPECT_EQ(tree.exit_code, 0);
    EXPECT_NE(tree.out.find("第1名，共4名"), std::string::npos) << tree.out;
    EXPECT_NE(tree.out.find("91.96"), std::string::npos);
    arguments.push_back("--json");
    Ended json = run_program(arguments);
    EXPECT_EQ(json.exit_code, 0);
    EXPECT_TRUE(json.out.starts_with("{\"label\":{\"zh\":")) << json.out.substr(0, 80);
}

} // namespace
} // namespace zhishi::cli
