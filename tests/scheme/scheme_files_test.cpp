// Every file in good/ loads without a fault; every file in bad/ gives exactly the faults beside it, with line
// and column.
#include "scheme/library.h"
#include "scheme/load.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace zhishi::scheme {
namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::string faults_of(const std::filesystem::path& path) {
    Loaded loaded = load_scheme(path.filename().string(), text_of(path));
    std::string lines;
    for (const Fault& fault : loaded.faults)
        lines += line_of(fault, false) + "\n";
    EXPECT_EQ(loaded.scheme == nullptr, !loaded.faults.empty()) << path;
    return lines;
}

TEST(scheme_files, good_files_load) {
    auto files = files_in("tests/scheme/good");
    ASSERT_FALSE(files.empty());
    for (const auto& path : files)
        EXPECT_EQ(faults_of(path), "") << path;
}

TEST(scheme_files, bad_files_give_the_faults_beside_them) {
    auto files = files_in("tests/scheme/bad");
    ASSERT_GE(files.size(), 20u);
    for (const auto& path : files) {
        auto expected = path;
        expected.replace_extension(".expected");
        std::string lines = faults_of(path);
        EXPECT_FALSE(lines.empty()) << path;
        EXPECT_EQ(lines, text_of(expected)) << path;
    }
}

TEST(scheme_files, every_scheme_of_the_library_loads) {
    ASSERT_FALSE(library_schemes().empty());
    for (const std::string& id : library_schemes()) {
        Loaded loaded = load_library_scheme(id);
        for (const Fault& fault : loaded.faults)
            ADD_FAILURE() << line_of(fault, false);
        ASSERT_TRUE(loaded.scheme) << id;
        EXPECT_EQ(loaded.scheme->id, id);
    }
}

TEST(scheme_files, a_fault_is_told_in_both_languages) {
    for (const auto& path : files_in("tests/scheme/bad"))
        for (const Fault& fault : load_scheme("f", text_of(path)).faults) {
            EXPECT_FALSE(fault.text.zh.empty()) << path;
            EXPECT_FALSE(fault.text.en.empty()) << path;
        }
}

TEST(scheme_files, no_cut_of_a_scheme_stops_the_program) {
    std::string text = text_of("tests/scheme/good/small.yaml");
    for (size_t length = 0; length < text.size(); length += 7) {
        Loaded loaded = load_scheme("cut", text.substr(0, length));
        EXPECT_EQ(loaded.scheme == nullptr, !loaded.faults.empty());
    }
}

TEST(scheme_files, a_deep_formula_and_a_large_file_are_refused) {
    std::string text = text_of("tests/scheme/good/small.yaml");
    std::string deep = text;
    size_t at = deep.find("r2(weight");
    deep.replace(at, 2, std::string(100, '('));
    EXPECT_EQ(load_scheme("deep", deep).scheme, nullptr);
    EXPECT_EQ(load_scheme("large", text + std::string(scheme_bytes_max, '#')).scheme, nullptr);
}

} // namespace
} // namespace zhishi::scheme
