#include "exchange/batch_folder.h"
#include "exchange/write_files.h"
#include "scheme/load.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace zhishi::exchange {
namespace {

// A folder of tables for one test, removed at its end.
class batch_folder : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
        folder_ =
            std::filesystem::temp_directory_path() / ("zhishi-" + std::to_string(getpid()) + "-" + name);
        std::filesystem::create_directories(folder_);
        write("subjects.csv",
              "id,name,kind,parent,group,role\nu,局,unit,,,\np,甲,person,u,g,staff\nq,乙,person,u,g,head\n");
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) {
        std::ofstream(folder_ / name, std::ios::binary) << text;
    }
    void ratings(const std::string& rows) {
        write("ratings.csv", "period,subject,item,rater,role,value\n" + rows);
    }
    void facts(const std::string& rows) { write("facts.csv", "period,subject,key,value\n" + rows); }

    Batch read() {
        static const auto scheme = scheme::load_library_scheme("diary").scheme;
        return read_batch(TableSource::open(folder_).value(), *scheme, base::Period::of_year(2025));
    }
    // file:line:column of each fault.
    std::vector<std::string> faults() {
        std::vector<std::string> places;
        for (const DataFault& fault : read().faults.listed()) {
            places.push_back(std::string(file_name(fault.table)) + ":" + std::to_string(fault.line) + ":" +
                             fault.column);
            EXPECT_FALSE(fault.text.zh.empty());
            EXPECT_FALSE(fault.text.en.empty());
        }
        return places;
    }

    std::filesystem::path folder_;
};

using Places = std::vector<std::string>;

TEST_F(batch_folder, takes_a_carriage_return_only_before_a_line_feed) {
    ratings("2025Q1,p,ability,l,superior,90\r\n2025Q1,p,tasks,l,superior,80\r\n");
    EXPECT_EQ(faults(), Places{});
    ratings("2025Q1,p,ability,l,superior,90\r\n2025Q1,p,tasks,l,superior,80\r");
    EXPECT_EQ(faults(), Places{"ratings.csv:3:value"});
}

TEST_F(batch_folder, takes_good_tables_and_counts_a_missing_one_as_empty) {
    ratings("2025Q1,p,ability,l,superior,90.5\n");
    Batch batch = read();
    EXPECT_TRUE(batch.faults.empty());
    EXPECT_EQ(batch.facts.subjects.size(), 3u);
    EXPECT_EQ(batch.facts.ratings.size(), 1u);
    EXPECT_TRUE(batch.facts.facts.empty());
}

TEST_F(batch_folder, a_missing_file_or_column_is_named_at_line_1) {
    std::filesystem::remove(folder_ / "subjects.csv");
    ratings("2025Q1,p,ability,l,superior,90.5\n");
    EXPECT_EQ(faults(), Places{"subjects.csv:1:"});
    write("subjects.csv", "id,name,kind,parent,group\np,甲,person,,g\n");
    EXPECT_EQ(faults(), Places{"subjects.csv:1:role"});
    write("subjects.csv", "id,name,kind,parent,group,role,id\np,甲,person,,g,staff,p\n");
    EXPECT_EQ(faults(), Places{"subjects.csv:1:id"});
    write("subjects.csv", "");
    EXPECT_EQ(faults().size(), 6u);
}

TEST_F(batch_folder, names_all_faults_of_a_row) {
    ratings("2025Q5,nobody,,-,superior,1e3\n2025Q1,p,ability,l,superior,100.000001\n");
    EXPECT_EQ(faults(), (Places{"ratings.csv:2:item", "ratings.csv:2:period", "ratings.csv:2:subject",
                                "ratings.csv:2:value", "ratings.csv:3:value"}));
}

TEST_F(batch_folder, a_fault_is_one_line_whatever_its_cells_hold) {
    ratings("2025Q1,\"no\nbody\",ability,l,superior,90\n");
    auto listed = read().faults.listed();
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed[0].line_text(false), "ratings.csv:2: subject: \"no\\nbody\" is not in subjects.csv.");
    EXPECT_EQ(listed[0].line_text(true), "ratings.csv:2: subject: “no\\nbody”不在subjects.csv中。");
}

TEST_F(batch_folder, wrong_field_counts_and_blank_lines_are_faults_and_blame_no_other_row) {
    write("subjects.csv",
          "id,name,kind,parent,group,role\np,甲,person,,g,staff,more\n\nq,乙,person,p,g,head\n");
    ratings("2025Q1,p,ability,l,superior,90\n");
    EXPECT_EQ(faults(), (Places{"subjects.csv:2:", "subjects.csv:3:"}));
}

TEST_F(batch_folder, the_later_of_two_equal_rows_is_at_fault) {
    ratings(
        "2025Q1,p,ability,l,superior,90\n2025Q1,p,ability,m,superior,90\n2025Q1,p,ability,l,superior,91\n");
    facts("2025,p,absence.months,1\n2025,p,absence.months,1\n2024,p,absence.months,1\n");
    EXPECT_EQ(faults(), (Places{"ratings.csv:4:", "facts.csv:3:"}));
}

TEST_F(batch_folder, circles_and_unknown_parents_are_told_once) {
    write("subjects.csv",
          "id,name,kind,parent,group,role\nx,,unit,nobody,,\nc,,unit,a,,\na,,unit,b,,\nb,,unit,c,,\n"
          "self,,unit,self,,\nbelow,,unit,a,,\n");
    EXPECT_EQ(faults(), (Places{"subjects.csv:2:parent", "subjects.csv:3:parent", "subjects.csv:6:parent"}));
}

TEST_F(batch_folder, an_id_kind_and_role_are_held_to_their_words) {
    std::string long_id(65, 'x'), fitting(64, 'y');
    write("subjects.csv",
          "id,name,kind,parent,group,role\n" + long_id + ",,unit,,,\n" + fitting +
              ",,unit,,,\n,,unit,,,\nk,,office,,,\nr,,person,,g,guest\nt,,team,,g,guest\nr,,unit,,,\n");
    EXPECT_EQ(faults(), (Places{"subjects.csv:2:id", "subjects.csv:4:id", "subjects.csv:5:kind",
                                "subjects.csv:6:role", "subjects.csv:8:id"}));
}

TEST_F(batch_folder, special_states_are_checked_on_everybody_and_in_every_period) {
    facts("2025,u,probation,2\n2025Q1,p,probation,1\n2019,p,discipline:1,fined\n2025,q,absence.months,some\n"
          "2025-03,q,absence.months,1\n2024,p,grade,A\n2025,p,note,whatever\n2025,p,empty,\n");
    EXPECT_EQ(faults(),
              (Places{"facts.csv:2:value", "facts.csv:3:value", "facts.csv:4:value", "facts.csv:5:value",
                      "facts.csv:6:value", "facts.csv:7:value", "facts.csv:9:value"}));
}

TEST_F(batch_folder, a_role_that_the_scheme_does_not_know_on_an_item_is_no_silent_loss) {
    ratings("2025Q1,p,ability,l,peer,90\n2025Q1,p,unread,l,peer,90\n2025,p,comprehensive,l,anybody,90\n");
    EXPECT_EQ(faults(), Places{"ratings.csv:2:role"});
}

TEST_F(batch_folder, a_released_mean_stands_alone_in_the_periods_that_count) {
    ratings("2025,p,comprehensive,a,peer,90\n2025,p,comprehensive,-,peer,80\n2025,q,comprehensive,-,peer,80\n"
            "2025,q,comprehensive,b,leader,80\n2024,p,comprehensive,-,peer,1\n2024,p,comprehensive,b,peer,1\n"
            "2025,p,unread,-,peer,1\n2025,p,unread,b,peer,1\n");
    EXPECT_EQ(faults(), (Places{"ratings.csv:2:rater", "ratings.csv:3:rater"}));
}

TEST_F(batch_folder, tables_that_the_scheme_does_not_read_are_checked_too) {
    write("events.csv", "period,subject,item,points,note\n2025,p,bonus,1.5,\n2025,p,bonus,much,\n");
    write("items.csv", "item,full,rater\nx,10,d\nx,5,d\ny,0,\n,1,d\n");
    EXPECT_EQ(faults(),
              (Places{"events.csv:3:points", "items.csv:3:item", "items.csv:4:full", "items.csv:5:item"}));
}

TEST_F(batch_folder, more_than_a_hundred_faults_are_counted) {
    std::string rows;
    for (int i = 0; i < 250; ++i)
        rows += "2025Q1,p,ability,r" + std::to_string(i) + ",superior,abc\n";
    ratings(rows);
    Batch batch = read();
    EXPECT_EQ(batch.faults.count(), 250u);
    ASSERT_EQ(batch.faults.listed().size(), faults_listed_max);
    EXPECT_EQ(batch.faults.listed().front().line, 2u);
    EXPECT_EQ(batch.faults.listed().back().line, 101u);
}

TEST_F(batch_folder, files_are_written_together_or_not_at_all) {
    auto out = folder_ / "out";
    std::filesystem::create_directories(out / "b.csv" / "in-the-way");
    EXPECT_FALSE(write_files(out, {{"a.csv", "1\n"}, {"b.csv", "2\n"}}).ok());
    EXPECT_FALSE(std::filesystem::exists(out / "a.csv"));
    EXPECT_FALSE(std::filesystem::exists(out / "a.csv.part"));
    EXPECT_TRUE(write_files(folder_ / "new" / "deep", {{"a.csv", "1\n"}}).ok());
    EXPECT_EQ(std::filesystem::file_size(folder_ / "new" / "deep" / "a.csv"), 2u);
}

} // namespace
} // namespace zhishi::exchange
