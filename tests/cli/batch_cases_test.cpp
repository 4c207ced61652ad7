// Every case under schemes/*/cases and tests/engine/schemes/*/cases through the program: tables in, tables
// out, byte by byte but for the clause of an action; or, where expected/fault stands, exit 1, the faults
// named and nothing written.
#include "exchange/csv_reader.h"
#include "exchange/tables_workbook.h"
#include "exchange/workbook_reader.h"
#include "exchange/write_files.h"
#include "tests/cli/program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
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

std::vector<std::string> score_arguments(const BatchCase& batch, const fs::path& data, const fs::path& out) {
    std::vector<std::string> arguments{"score",       "--scheme", batch.scheme, "--data",
                                       data.string(), "--out",    out.string(), "--nodes"};
    std::istringstream words(text_of(batch.folder / "args"));
    for (std::string word; words >> word;)
        arguments.push_back(word);
    return arguments;
}

TEST(batch_cases, all_give_what_is_expected) {
    auto cases = all_cases();
    ASSERT_GE(cases.size(), 25u);
    fs::path out = fs::temp_directory_path() / ("zhishi-cases-" + std::to_string(getpid()));
    for (const BatchCase& batch : cases) {
        SCOPED_TRACE(batch.folder.string());
        fs::remove_all(out);
        Ended ended = run_program(score_arguments(batch, batch.folder / "in", out));
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

TEST(batch_cases, a_workbook_of_the_same_tables_gives_the_same_and_names_the_same_rows) {
    fs::path folder = fs::temp_directory_path() / ("zhishi-books-" + std::to_string(getpid()));
    size_t scored = 0, refused = 0;
    for (const BatchCase& batch : all_cases()) {
        SCOPED_TRACE(batch.folder.string());
        fs::remove_all(folder);
        fs::create_directories(folder);
        std::vector<exchange::FileText> tables;
        bool has_good_form = true; // a workbook has no broken quotes, no bad bytes and no rows too long
        for (const auto& file : fs::directory_iterator(batch.folder / "in")) {
            std::string text = text_of(file.path());
            exchange::CsvReader csv(text);
            exchange::CsvRow row;
            size_t columns = 0;
            while (csv.next(row)) {
                columns = columns == 0 ? row.fields.size() : columns;
                has_good_form = has_good_form && row.faults.empty() && row.fields.size() == columns;
            }
            tables.push_back({file.path().filename().string(), std::move(text)});
        }
        if (!has_good_form) continue;
        std::ofstream(folder / "in.xlsx", std::ios::binary) << exchange::tables_workbook(tables).value();
        Ended ended = run_program(score_arguments(batch, folder / "in.xlsx", folder / "out"));
        fs::path expected = batch.folder / "expected";
        if (fs::exists(expected / "fault")) {
            ++refused;
            expect_faults(ended, folder / "out", expected / "fault");
            continue;
        }
        ++scored;
        EXPECT_EQ(ended.exit_code, 0) << ended.error;
        EXPECT_EQ(text_of(folder / "out" / "results.csv"), text_of(expected / "results.csv"));
    }
    EXPECT_GE(scored, 5u);
    EXPECT_GE(refused, 5u);
    fs::remove_all(folder);
}

TEST(batch_cases, results_come_as_one_workbook_where_a_workbook_is_named) {
    fs::path out = fs::temp_directory_path() / ("zhishi-out-" + std::to_string(getpid()) + ".xlsx");
    Ended ended = run_program({"score", "--scheme", "diary", "--data", "schemes/diary/cases/office/in",
                               "--period", "2025", "--out", out.string(), "--nodes"});
    ASSERT_EQ(ended.exit_code, 0) << ended.error;
    auto workbook = exchange::WorkbookReader::open(text_of(out)).value();
    EXPECT_EQ(workbook->sheets(), (std::vector<std::string>{"results", "actions", "nodes"}));
    auto lines = lines_of(text_of("schemes/diary/cases/office/expected/results.csv"));
    size_t rows = 0;
    ASSERT_TRUE(workbook->each_row(0, [&](const exchange::WorkbookRow& row) {
        EXPECT_TRUE(lines.at(rows++).starts_with(row.cells[0]));
        return true;
    }));
    EXPECT_EQ(rows, lines.size());
    EXPECT_FALSE(fs::exists(out.string() + ".part"));
    fs::remove(out);
}

TEST(batch_cases, a_file_that_is_no_workbook_is_refused) {
    Ended ended = run_program({"score", "--scheme", "diary", "--data", "README.md", "--period", "2025",
                               "--out", (fs::temp_directory_path() / "zhishi-none").string()});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_NE(ended.error.find("xlsx"), std::string::npos) << ended.error;
}

} // namespace
} // namespace zhishi::cli
