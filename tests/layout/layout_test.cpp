// Holds the source tree to docs/architecture.md and docs/style.md. Every rule is first shown a tree with a
// planted fault.
#include "tests/layout/layout_rules.h"

#include <gtest/gtest.h>

#include <fstream>

namespace zhishi::layout {
namespace {

const Files& project() {
    static const Files files = read_tree(".");
    return files;
}

ModuleTables tables_of_project() {
    for (const SourceFile& file : project())
        if (file.path == "docs/architecture.md") return read_module_tables(file.text);
    return {};
}

std::string listed(const Faults& faults) {
    std::string text;
    for (const std::string& fault : faults)
        text += fault + "\n";
    return text;
}

const char* const small_page = "| module | what it is | may include | must never |\n"
                               "|---|---|---|---|\n"
                               "| base | values | – | know |\n"
                               "| scheme | rules | base | open |\n"
                               "| store | rows | base | hold |\n"
                               "\n"
                               "| library | modules | in headers | for |\n"
                               "|---|---|---|---|\n"
                               "| sqlite3 | store | no | rows |\n"
                               "| boost/json | store | yes | lists |\n"
                               "| posix | store | yes | files |\n";

Faults includes_of(const std::string& path, const std::string& text) {
    return include_faults({{path, text}}, read_module_tables(small_page));
}

TEST(layout, the_tables_of_the_page_are_read) {
    ModuleTables tables = tables_of_project();
    EXPECT_EQ(tables.may_include.size(), 11u);
    EXPECT_TRUE(tables.may_include.at("base").empty());
    EXPECT_TRUE(tables.may_include.at("engine").contains("scheme"));
    EXPECT_FALSE(tables.may_include.at("engine").contains("record"));
    EXPECT_TRUE(tables.libraries.at("sqlite3").modules.contains("store"));
    EXPECT_FALSE(tables.libraries.at("boost/beast").in_headers);
}

TEST(layout, the_towers_meet_in_workflow_alone) {
    ModuleTables tables = tables_of_project();
    for (const char* rules : {"scheme", "engine"})
        for (const char* records : {"record", "store"}) {
            EXPECT_FALSE(tables.may_include.at(rules).contains(records)) << rules << " → " << records;
            EXPECT_FALSE(tables.may_include.at(records).contains(rules)) << records << " → " << rules;
        }
}

TEST(layout, an_arrow_that_is_not_in_the_table_is_found) {
    EXPECT_EQ(includes_of("src/scheme/a.cpp", "#include \"base/date.h\"\n#include \"store/store.h\"\n"),
              Faults{"src/scheme/a.cpp:2: scheme may not include store (\"store/store.h\")"});
    EXPECT_EQ(includes_of("src/scheme/a.cpp", "#include \"other/date.h\"\n").size(), 1u);
    EXPECT_TRUE(includes_of("src/scheme/a.cpp", "#include \"scheme/b.h\"\n#include <vector>\n").empty());
}

TEST(layout, a_library_in_the_wrong_place_is_found) {
    EXPECT_EQ(includes_of("src/scheme/a.cpp", "#include <sqlite3.h>\n"),
              Faults{"src/scheme/a.cpp:1: <sqlite3.h> may not be included by scheme"});
    EXPECT_EQ(includes_of("src/store/a.h", "#pragma once\n#include <sqlite3.h>\n"),
              Faults{"src/store/a.h:2: <sqlite3.h> may not be seen in a header"});
    EXPECT_EQ(includes_of("src/store/a.cpp", "#include <zlib.h>\n"),
              Faults{"src/store/a.cpp:1: <zlib.h> is in no row of the library table"});
    EXPECT_EQ(includes_of("src/base/a.cpp", "#include <sys/stat.h>\n").size(), 1u);
    EXPECT_TRUE(includes_of("src/store/a.cpp",
                            "#include <sqlite3.h>\n#include <boost/json.hpp>\n#include <fcntl.h>\n")
                    .empty());
}

TEST(layout, a_link_that_is_not_in_the_table_is_found) {
    ModuleTables tables = read_module_tables(small_page);
    EXPECT_EQ(
        link_faults({{"src/scheme/CMakeLists.txt", "zhishi_module(scheme LINK base\n  store)\n"}}, tables),
        Faults{"src/scheme/CMakeLists.txt:1: scheme may not link store"});
    EXPECT_EQ(
        link_faults({{"src/scheme/CMakeLists.txt", "zhishi_module(scheme LINK PkgConfig::SQLITE)\n"}}, tables)
            .size(),
        1u);
    EXPECT_TRUE(link_faults({{"src/store/CMakeLists.txt",
                              "zhishi_module(store LINK base Boost::json Threads::Threads)\n"}},
                            tables)
                    .empty());
}

TEST(layout, a_module_without_a_row_and_a_row_without_a_module_are_found) {
    ModuleTables tables = read_module_tables(small_page);
    EXPECT_EQ(module_faults({{"src/base/a.h", ""}, {"src/store/a.h", ""}, {"src/extra/a.h", ""}}, tables),
              (Faults{"src/extra:1: has no row in the module table",
                      "docs/architecture.md:1: scheme is no module in src/"}));
}

TEST(layout, a_name_that_says_nothing_is_found) {
    for (const char* path :
         {"src/base/util.h", "web/src/features/StringHelper.vue", "src/common/a.h", "tests/x/test-utils.ts"})
        EXPECT_EQ(name_faults({{path, ""}}).size(), 1u) << path;
    EXPECT_TRUE(name_faults({{"src/base/utility_bill.h", ""}, {"src/base/commonly.h", ""}}).empty());
}

TEST(layout, a_long_file_is_found) {
    std::string lines;
    for (size_t i = 0; i < lines_max; ++i)
        lines += "int a;\n";
    EXPECT_TRUE(length_faults({{"src/base/a.cpp", lines}}).empty());
    EXPECT_EQ(length_faults({{"src/base/a.cpp", lines + "int b;\n"}}).size(), 1u);
}

TEST(layout, a_leftover_is_found) {
    EXPECT_EQ(leftover_faults({{"src/base/a.cpp", std::string("int a; // TO") + "DO: more\n"}}).size(), 1u);
    EXPECT_EQ(leftover_faults({{"tools/a.sh", "a=1\n" + std::string(7, '<') + " HEAD\n"}}).size(), 1u);
    EXPECT_EQ(leftover_faults({{"web/src/a.vue", std::string("<!-- FIX") + "ME -->\n"}}).size(), 1u);
}

TEST(layout, a_file_that_opens_with_neither_comment_nor_include_is_found) {
    EXPECT_EQ(opening_faults({{"src/base/a.cpp", "\nint a;\n"}}).size(), 1u);
    EXPECT_TRUE(
        opening_faults({{"src/base/a.cpp", "// Why.\n"}, {"src/base/b.cpp", "#include <vector>\n"}}).empty());
}

TEST(layout, sql_outside_the_store_is_found_in_literals_only) {
    Files planted = {
        {"src/workflow/a.cpp", "// select id from plan\nint a;\nauto q = \"select id from plan\";\n"}};
    EXPECT_EQ(sql_faults(planted), Faults{"src/workflow/a.cpp:3: SQL lives in src/store"});
    EXPECT_EQ(sql_faults({{"src/api/a.cpp", "auto q = R\"(\nINSERT INTO plan VALUES (1))\";\n"}}).size(), 1u);
    EXPECT_TRUE(sql_faults({{"src/store/a.cpp", "auto q = \"select id from plan\";\n"}}).empty());
    EXPECT_TRUE(
        sql_faults({{"src/workflow/a.cpp", "auto t = \"Select a person from the list.\";\n"}}).empty());
}

TEST(layout, a_float_in_the_rules_tower_is_found) {
    EXPECT_EQ(
        float_faults({{"src/engine/a.cpp", "// no double here\nauto t = \"double\";\ndouble mean = 0;\n"}}),
        Faults{"src/engine/a.cpp:3: scores are exact numbers"});
    EXPECT_EQ(float_faults({{"src/base/number.cpp", "float f;\n"}}).size(), 1u);
    EXPECT_TRUE(float_faults({{"src/api/metrics.cpp", "double seconds = 0;\n"}}).empty());
}

TEST(layout, a_path_of_one_machine_is_found) {
    EXPECT_EQ(place_faults({{"docs/a.md", std::string("see /wor") + "k/main/docs\n"}}).size(), 1u);
    EXPECT_EQ(place_faults({{"tools/a.sh", std::string("cd /hom") + "e/somebody\n"}}).size(), 1u);
    EXPECT_TRUE(place_faults({{"docs/a.md", "see docs/home/page\n"}}).empty());
}

TEST(layout, a_link_to_nothing_is_found) {
    Files files = {{"docs/a.md", "[b](b.md) [c](../README.md#top) ![p](images/p.png) [d](decisions/)\n"},
                   {"docs/b.md", ""},
                   {"README.md", ""},
                   {"docs/decisions/0001.md", ""}};
    EXPECT_TRUE(link_target_faults(files, {"docs/images/p.png"}).empty());
    EXPECT_EQ(link_target_faults(files, {}), Faults{"docs/a.md:1: leads nowhere: images/p.png"});
}

TEST(layout, a_tree_on_disk_is_read_without_what_is_built) {
    std::filesystem::path root = std::filesystem::path(testing::TempDir()) / "zhishi-layout-tree";
    std::filesystem::remove_all(root);
    for (const char* folder : {"src/store", "build/x", "web/node_modules/m"})
        std::filesystem::create_directories(root / folder);
    for (const char* file : {"src/store/a.cpp", "build/x/b.cpp", "web/node_modules/m/c.ts"})
        std::ofstream(root / file) << "// a\n";
    Files files = read_tree(root);
    ASSERT_EQ(files.size(), 1u);
    EXPECT_EQ(files[0].path, "src/store/a.cpp");
    EXPECT_EQ(files[0].text, "// a\n");
    std::filesystem::remove_all(root);
}

TEST(layout, the_project_keeps_its_module_table) {
    EXPECT_EQ(listed(module_faults(project(), tables_of_project())), "");
    EXPECT_EQ(listed(include_faults(project(), tables_of_project())), "");
    EXPECT_EQ(listed(link_faults(project(), tables_of_project())), "");
}

TEST(layout, the_project_keeps_its_names_lengths_and_openings) {
    EXPECT_EQ(listed(name_faults(project())), "");
    EXPECT_EQ(listed(length_faults(project())), "");
    EXPECT_EQ(listed(opening_faults(project())), "");
}

TEST(layout, the_project_leaves_nothing_behind) {
    EXPECT_EQ(listed(leftover_faults(project())), "");
    EXPECT_EQ(listed(place_faults(project())), "");
}

TEST(layout, the_project_keeps_sql_in_the_store_and_floats_out_of_the_rules) {
    EXPECT_EQ(listed(sql_faults(project())), "");
    EXPECT_EQ(listed(float_faults(project())), "");
}

TEST(layout, the_project_links_only_to_what_is_there) {
    std::vector<std::string> pictures;
    if (std::filesystem::is_directory("docs/images"))
        for (const auto& entry : std::filesystem::directory_iterator("docs/images"))
            pictures.push_back(entry.path().generic_string());
    EXPECT_EQ(listed(link_target_faults(project(), pictures)), "");
}

} // namespace
} // namespace zhishi::layout
