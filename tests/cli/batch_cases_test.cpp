// Every case under schemes/*/cases and tests/engine/schemes/*/cases through the program: tables in, tables
// out, byte by byte but for the clause of an action; or, where expected/fault stands, exit 1, the faults
// named and nothing written.
#include "tests/cli/program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <unistd.h>

namespace zhishi::cli {
namespace {

namespace fs = std::filesystem;

struct BatchCase {
    std::string scheme; // name or file
    fs::path folder;
};

std::vector<BatchCase> all_cases() {
    std::vector<BatchCase> cases;
    for (const char* root : {"schemes", "tests/engine/schemes"})
        for (const auto& scheme : fs::directory_iterator(root)) {
            if (!fs::is_directory(scheme.path() / "cases")) continue;
            bool is_shipped = std::string(root) == "schemes";
            std::string name =
                is_shipped ? scheme.path().filename().string() : (scheme.path() / "scheme.yaml").string();
            for (const auto& folder : fs::directory_iterator(scheme.path() / "cases"))
                cases.push_back({name, folder.path()});
        }
    std::sort(cases.begin(), cases.end(), [](const auto& a, const auto& b) { return a.folder < b.folder; });
    return cases;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

// subject,period,action of each row: what stands before the third comma.
std::vector<std::string> without_clause(std::vector<std::string> lines) {
    for (std::string& line : lines) {
        size_t at = 0;
        for (int comma = 0; comma < 3 && at != std::string::npos; ++comma)
            at = line.find(',', comma == 0 ? 0 : at + 1);
        line.resize(std::min(at, line.size()));
    }
    return lines;
}

void expect_faults(const Ended& ended, const fs::path& out, const fs::path& expected) {
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_FALSE(fs::exists(out));
    for (const std::string& place : lines_of(text_of(expected))) {
        auto lines = lines_of(ended.error);
        bool is_named = std::any_of(lines.begin(), lines.end(),
                                    [&](const std::string& line) { return line.starts_with(place + ": "); });
        EXPECT_TRUE(is_named) << place << " is not in:\n" << ended.error;
    }
}

TEST(batch_cases, all_give_what_is_expected) {
    auto cases = all_cases();
    ASSERT_GE(cases.size(), 25u);
    fs::path out = fs::temp_directory_path() / ("zhishi-cases-" + std::to_string(getpid()));
    for (const BatchCase& batch : cases) {
        SCOPED_TRACE(batch.folder.string());
        fs::remove_all(out);
        std::vector<std::string> arguments{
            "score", "--scheme",   batch.scheme, "--data", (batch.folder / "in").string(),
            "--out", out.string(), "--nodes"};
        std::istringstream words(text_of(batch.folder / "args"));
        for (std::string word; words >> word;)
            arguments.push_back(word);
        Ended ended = run_program(arguments);
        fs::path expected = batch.folder / "expected";
        if (fs::exists(expected / "fault")) {
            expect_faults(ended, out, expected / "fault");
            continue;
        }
        EXPECT_EQ(ended.exit_code, 0) << ended.error;
        EXPECT_EQ(text_of(out / "results.csv"), text_of(expected / "results.csv"));
        EXPECT_EQ(text_of(out / "nodes.csv"), text_of(expected / "nodes.csv"));
        EXPECT_EQ(without_clause(lines_of(text_of(out / "actions.csv"))),
                  lines_of(text_of(expected / "actions.csv")));
    }
    fs::remove_all(out);
}

} // namespace
} // namespace zhishi::cli
