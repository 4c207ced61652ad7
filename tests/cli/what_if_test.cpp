// zhishi what-if through the program itself, on the cases of the library's schemes.
#include "exchange/csv_reader.h"
#include "tests/cli/program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <unistd.h>

namespace zhishi::cli {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

const std::string office = "schemes/diary/cases/office/in";

Words what_if(const Words& more, const std::string& data = office) {
    Words all{"what-if", "--data", data, "--period", "2025", "--language", "zh"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

Words words_of(const fs::path& file) {
    Words words;
    std::istringstream stream(text_of(file));
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

// Of each scheme the first case that is scored without settings, or the first and the last of those with
// some.
std::vector<std::pair<std::string, fs::path>> cases(bool with_settings) {
    std::vector<std::pair<std::string, fs::path>> list;
    for (const auto& scheme : fs::directory_iterator("schemes")) {
        if (!fs::is_directory(scheme.path() / "cases")) continue;
        std::vector<fs::path> folders;
        for (const auto& folder : fs::directory_iterator(scheme.path() / "cases")) {
            Words words = words_of(folder.path() / "args");
            bool has_settings = std::find(words.begin(), words.end(), "--set") != words.end();
            bool is_scored = !fs::exists(folder.path() / "expected" / "fault");
            if (is_scored && has_settings == with_settings) folders.push_back(folder.path());
        }
        std::sort(folders.begin(), folders.end());
        if (folders.empty()) continue;
        list.emplace_back(scheme.path().filename().string(), folders.front());
        if (with_settings && folders.size() > 1)
            list.emplace_back(scheme.path().filename().string(),
                              folders.back()); // mostly `tuned`, a large one
    }
    std::sort(list.begin(), list.end());
    return list;
}

// Rows of a table by the first column, each as its fields by the names of the columns.
using Row = std::map<std::string, std::string>;
std::map<std::string, Row> rows_of(const std::string& text) {
    std::map<std::string, Row> rows;
    exchange::CsvReader csv(text);
    exchange::CsvRow row;
    Words names;
    while (csv.next(row)) {
        if (names.empty()) {
            for (const auto& field : row.fields)
                names.emplace_back(field);
            continue;
        }
        Row& entry = rows[std::string(row.fields[0])];
        for (size_t i = 0; i < row.fields.size(); ++i)
            entry[names[i]] = row.fields[i];
    }
    return rows;
}

struct Folder {
    fs::path path = fs::temp_directory_path() / ("zhishi-what-if-" + std::to_string(getpid()));
    Folder() { fs::remove_all(path); }
    ~Folder() { fs::remove_all(path); }
};

TEST(what_if, with_nothing_changed_nothing_changes_in_any_scheme) {
    auto all = cases(false);
    ASSERT_GE(all.size(), 12u);
    for (const auto& [scheme, folder] : all) {
        SCOPED_TRACE(folder.string());
        Folder out;
        Words arguments{
            "what-if", "--scheme",       scheme, "--against", scheme, "--data", (folder / "in").string(),
            "--out",   out.path.string()};
        Words more = words_of(folder / "args");
        arguments.insert(arguments.end(), more.begin(), more.end());
        Ended ended = run_program(arguments);
        EXPECT_EQ(ended.exit_code, 0) << ended.error;
        EXPECT_TRUE(rows_of(text_of(out.path / "changes.csv")).empty()) << ended.out;
        for (const auto& [group, row] : rows_of(text_of(out.path / "totals.csv")))
            EXPECT_EQ(row.at("before"), row.at("after")) << group;
    }
}

bool names_one_of(const std::string& clauses, const Words& parameters) {
    return std::any_of(parameters.begin(), parameters.end(), [&](const std::string& name) {
        return clauses.starts_with(name + " ") || clauses.find("| " + name + " ") != std::string::npos;
    });
}

// Who changes by what is set is found a second time, from the results of two runs of score. Whose score or
// grade changes has what is set among his clauses; a place may change because others pass by.
TEST(what_if, tells_what_two_runs_of_score_differ_in) {
    size_t changed = 0;
    for (const auto& [scheme, folder] : cases(true)) {
        SCOPED_TRACE(folder.string());
        Folder out;
        Words with = words_of(folder / "args"), without, set;
        for (size_t i = 0; i < with.size(); ++i)
            if (with[i] == "--set")
                set.push_back(with[i + 1].substr(0, with[i + 1].find('='))), ++i;
            else
                without.push_back(with[i]);
        auto run = [&, of_scheme = scheme,
                    data = (folder / "in").string()](const char* command, Words arguments, const char* name) {
            arguments.insert(arguments.begin(), {command, "--scheme", of_scheme, "--data", data, "--out",
                                                 (out.path / name).string()});
            Ended ended = run_program(arguments);
            EXPECT_EQ(ended.exit_code, 0) << ended.error;
        };
        run("score", with, "with");
        run("score", without, "without");
        run("what-if", with, "compared");
        auto before = rows_of(text_of(out.path / "without" / "results.csv")),
             after = rows_of(text_of(out.path / "with" / "results.csv")),
             changes = rows_of(text_of(out.path / "compared" / "changes.csv"));
        EXPECT_EQ(before.size(), after.size());
        for (auto& [id, was] : before) {
            Row &is = after[id], none;
            if (was == is) continue;
            ++changed;
            ASSERT_TRUE(changes.contains(id)) << id;
            for (const char* column : {"score", "rank", "grade"}) {
                EXPECT_EQ(changes[id][std::string(column) + "_before"], was[column]) << id;
                EXPECT_EQ(changes[id][std::string(column) + "_after"], is[column]) << id;
            }
            EXPECT_NE(changes[id]["clauses"], "") << id;
            bool is_place_alone = was["score"] == is["score"] && was["grade"] == is["grade"];
            EXPECT_TRUE(is_place_alone || names_one_of(changes[id]["clauses"], set))
                << id << ": " << changes[id]["clauses"];
        }
    }
    EXPECT_GE(changed, 200u);
}

TEST(what_if, a_setting_belongs_to_the_scheme_named_before_it) {
    auto out_of = [](const Words& more) { return run_program(what_if(more)).out; };
    std::string raised = out_of({"--scheme", "diary", "--set", "gate=88"});
    EXPECT_NE(raised.find("gate：85 → 88（本次计算另行设定）"), std::string::npos) << raised;
    EXPECT_NE(raised.find("RZ-35 [S]"), std::string::npos);
    EXPECT_EQ(out_of({"--set", "gate=88", "--scheme", "diary"}), raised);
    EXPECT_EQ(out_of({"--scheme", "diary", "--set=gate=88", "--against", "diary"}), raised);
    EXPECT_EQ(out_of({"--against", "diary", "--scheme", "diary", "--set", "gate=88"}), raised);
    std::string lowered = out_of({"--scheme", "diary", "--against", "diary", "--set", "gate=88"});
    EXPECT_NE(lowered.find("gate：88（本次计算另行设定） → 85"), std::string::npos) << lowered;
    std::string both = out_of({"--scheme", "diary", "--set", "gate=88", "--against", "diary", "--set",
                               "gate=87", "--set", "share.good=0.1"});
    EXPECT_NE(both.find("gate：87（本次计算另行设定） → 88（本次计算另行设定）"), std::string::npos) << both;
    EXPECT_NE(both.find("share.good：0.1（本次计算另行设定） → 0.2"), std::string::npos);
}

TEST(what_if, prints_totals_then_each_change_or_the_same_as_json) {
    Words arguments = what_if({"--scheme", "diary", "--set", "share.excellent=0.1"});
    Ended text = run_program(arguments);
    EXPECT_EQ(text.exit_code, 0);
    size_t totals = text.out.find("优秀  11 → "), group = text.out.find("优秀名额 3 → "),
           seats = text.out.find("优秀名额 annual/excellent：名额3个，候选第2名，获得 → 名额");
    EXPECT_LT(totals, group) << text.out;
    EXPECT_LT(group, seats);
    EXPECT_NE(seats, std::string::npos);
    arguments.push_back("--json");
    Ended json = run_program(arguments);
    EXPECT_EQ(json.exit_code, 0);
    EXPECT_TRUE(json.out.starts_with("{\"period\":\"2025\",\"before\":{\"zh\":")) << json.out.substr(0, 80);
    EXPECT_NE(json.out.find("\"name\":\"share.excellent\""), std::string::npos);
}

TEST(what_if, another_scheme_is_compared_where_the_data_fit_both) {
    fs::path data = fs::temp_directory_path() / ("zhishi-both-" + std::to_string(getpid()));
    fs::create_directories(data);
    std::string text = text_of("schemes/diary/scheme.yaml");
    size_t place = text.find("article: RZ-33\n");
    ASSERT_NE(place, std::string::npos);
    size_t line = text.rfind("when: routine >= gate", place);
    ASSERT_NE(line, std::string::npos);
    text.replace(line, std::string("when: routine >= gate").size(), "when: routine >= gate + 5");
    std::ofstream(data / "stricter.yaml") << text;
    Words arguments = what_if({"--scheme", (data / "stricter.yaml").string(), "--against", "diary"});
    Ended ended = run_program(arguments);
    EXPECT_EQ(ended.exit_code, 0) << ended.error;
    EXPECT_NE(ended.out.find("不在候选之列（不符合候选条件）"), std::string::npos) << ended.out;
    EXPECT_EQ(ended.out.find("gate："), std::string::npos) << "no parameter differs";
    fs::remove_all(data);
    Ended annual = run_program(what_if({"--scheme", "diary", "--against", "annual"}));
    EXPECT_EQ(annual.exit_code, 0) << annual.error;
    EXPECT_NE(annual.out.find("annual/称职：不由此确定 → 成立，确定为称职"), std::string::npos) << annual.out;
}

TEST(what_if, tables_come_all_or_none_and_as_a_workbook_too) {
    Folder out;
    Words arguments = what_if({"--scheme", "diary", "--set", "gate=88", "--out"});
    arguments.push_back((out.path / "folder").string());
    EXPECT_EQ(run_program(arguments).exit_code, 0);
    EXPECT_TRUE(text_of(out.path / "folder" / "changes.csv")
                    .starts_with("subject,group,score_before,score_after,rank_before,rank_after,"
                                 "grade_before,grade_after,clauses\n"));
    EXPECT_TRUE(text_of(out.path / "folder" / "totals.csv").starts_with("group,grade,before,after,"));
    arguments.back() = (out.path / "both.xlsx").string();
    EXPECT_EQ(run_program(arguments).exit_code, 0);
    EXPECT_TRUE(fs::exists(out.path / "both.xlsx"));
    arguments.back() = (out.path / "both.xlsx" / "none").string(); // below a file
    Ended refused = run_program(arguments);
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_EQ(refused.out, "");
}

TEST(what_if, wrong_use_ends_with_2_and_faults_with_1) {
    EXPECT_EQ(run_program(what_if({})).exit_code, 2);
    EXPECT_EQ(run_program(what_if({"--scheme", "no-such"})).exit_code, 2);
    EXPECT_EQ(run_program(what_if({"--scheme", "diary", "--against", "no-such"})).exit_code, 2);
    EXPECT_EQ(run_program(what_if({"--scheme", "diary", "--set", "gates=1"})).exit_code, 2);
    EXPECT_EQ(run_program(what_if({"--scheme", "diary", "--against", "diary", "--set", "gate"})).exit_code,
              2);
    EXPECT_EQ(run_program(what_if({"--scheme", "diary"}, "no/such/folder")).exit_code, 2);
    Folder out;
    Words faulty =
        what_if({"--scheme", "diary", "--out", out.path.string()}, "schemes/diary/cases/bad-over-range/in");
    EXPECT_EQ(run_program(faulty).exit_code, 1);
    EXPECT_FALSE(fs::exists(out.path));
    // Good for the scheme tried, and not for the other: which one refuses is said.
    Ended refused = run_program(what_if({"--scheme", "diary", "--against", "sichuan"}));
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_TRUE(refused.error.starts_with("subjects.csv:")) << refused.error;
    EXPECT_NE(refused.error.find("“sichuan”"), std::string::npos) << refused.error;
    EXPECT_EQ(run_program(what_if({"--scheme", "diary", "--against", "tests/scheme/bad/parameters.yaml"}))
                  .exit_code,
              1);
}

} // namespace
} // namespace zhishi::cli
