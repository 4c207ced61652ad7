// Tables of several blocks, read on all processors, give what the careful reader gives of the same rows.
#include "exchange/batch_folder.h"
#include "scheme/load.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <tuple>

namespace zhishi::exchange {
namespace {

constexpr int people = 4'000, raters_each = 20;

class LargeTables : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() /
                  ("zhishi-large-" + std::to_string(std::random_device()()));
        std::filesystem::create_directory(folder_);
        std::string subjects = "id,name,kind,parent,group,role,organ\nu,局,unit,,,,1\n";
        for (int i = 0; i < people; ++i)
            subjects +=
                id(i) + ",某人" + std::to_string(i) + ",person,u,g" + std::to_string(i % 50) + ",staff,\n";
        write("subjects.csv", subjects);
        std::mt19937 random(20);
        for (int i = 0; i < people; ++i)
            for (int r = 0; r < raters_each; ++r)
                rows_.push_back("2025," + id(i) + ",comprehensive,rater-of-some-length-" + std::to_string(r) +
                                ",peer," + std::to_string(random() % 100) + "." +
                                std::to_string(random() % 10) + "\n");
        std::shuffle(rows_.begin(), rows_.end(), random);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    static std::string id(int person) { return "person-" + std::to_string(100'000 + person); }
    void write(const char* name, const std::string& text) {
        std::ofstream(folder_ / name, std::ios::binary) << text;
    }
    Batch read() {
        std::string ratings = "period,subject,item,rater,role,value\n";
        for (const std::string& row : rows_)
            ratings += row;
        EXPECT_GT(ratings.size(), size_t{5} << 20) << "several blocks";
        write("ratings.csv", ratings);
        static const auto diary = scheme::load_library_scheme("diary").scheme;
        auto source = TableSource::open(folder_);
        return read_batch(source.value(), *diary, base::Period::of_year(2025));
    }
    // The first field in quotes: the same row, and no longer a plain table.
    void quote(size_t row) { rows_[row] = "\"2025\"" + rows_[row].substr(4); }

    std::filesystem::path folder_;
    std::vector<std::string> rows_;
};

using Row = std::tuple<std::string, std::string, std::string, scheme::Millionths>;

std::vector<Row> rows_of(const scheme::Facts& facts) {
    std::vector<Row> rows;
    for (size_t i = 0; i < facts.ratings.size(); ++i) {
        scheme::Rating rating = facts.ratings[i];
        rows.emplace_back(facts.id_of(rating.subject), facts.words.text(rating.item),
                          facts.text_of(rating.rater), rating.value);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

TEST_F(LargeTables, read_in_blocks_hold_the_same_rows) {
    Batch plain = read();
    ASSERT_TRUE(plain.faults.empty());
    ASSERT_EQ(plain.facts.ratings.size(), size_t{people} * raters_each);
    ASSERT_TRUE(plain.facts.ratings.is_settled());
    quote(rows_.size() / 2);
    Batch careful = read();
    ASSERT_TRUE(careful.faults.empty());
    EXPECT_EQ(rows_of(plain.facts), rows_of(careful.facts));
}

TEST_F(LargeTables, a_fault_in_a_late_block_is_named_by_its_line) {
    size_t wrong = rows_.size() - 3, double_of = rows_.size() / 3;
    rows_[wrong] = "2025," + id(7) + ",comprehensive,r,peer,100.1\n";
    rows_.push_back(rows_[double_of]);
    Batch batch = read();
    std::vector<std::uint32_t> lines;
    for (const DataFault& fault : batch.faults.listed())
        lines.push_back(fault.line);
    EXPECT_EQ(lines, (std::vector<std::uint32_t>{static_cast<std::uint32_t>(wrong + 2),
                                                 static_cast<std::uint32_t>(rows_.size() + 1)}));
}

// The last row without a line end, and rows that end just where a block does: each row once.
TEST_F(LargeTables, no_row_is_lost_or_read_twice_wherever_blocks_end) {
    for (int longer = 0; longer < 3; ++longer) {
        rows_[0].insert(rows_[0].find(",rater") + 1, "x");
        std::string last = rows_.back();
        rows_.back().pop_back();
        Batch batch = read();
        rows_.back() = last;
        ASSERT_TRUE(batch.faults.empty()) << longer;
        ASSERT_EQ(batch.facts.ratings.size(), rows_.size());
    }
}

} // namespace
} // namespace zhishi::exchange
