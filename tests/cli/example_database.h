// An example in a database of its own, and what is the same in two of them.
#pragma once

#include "cli/example/make_example.h"
#include "cli/schemes_in_use.h"
#include "record/event.h"
#include "record/organ.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <unistd.h>
#include <vector>

namespace zhishi::cli {

inline constexpr crypto::PasswordCost cheap{1, 8'192};

// A migrated database in a folder of its own, and the example in it where `today` is given.
class ExampleDatabase {
  public:
    explicit ExampleDatabase(const char* today, example::Size size = example::Size::section) : size_(size) {
        static int count = 0;
        folder_ = std::filesystem::temp_directory_path() /
                  ("zhishi-example-" + std::to_string(getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directory(folder_);
        EXPECT_TRUE(store::migrate(url()).ok());
        auto opened = store::open({.url = url()}, *random_);
        EXPECT_TRUE(opened.ok());
        store_ = std::move(*opened);
        if (today) {
            auto made = make(today);
            EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().text.en);
            if (made) accounts_ = std::move(*made);
        }
    }
    ~ExampleDatabase() {
        store_.reset();
        std::filesystem::remove_all(folder_);
    }
    base::Result<std::vector<example::ShownAccount>> make(const char* today) {
        example::Request request{*base::Date::parse(today), schemes_in_use().value(), cheap, size_};
        return example::make_example(*store_, request, *random_);
    }

    std::string url() const { return "sqlite:" + (folder_ / "database").string(); }
    std::unique_ptr<store::Reader> reader() { return std::move(store_->reader().value()); }
    template <class Record>
    std::vector<Record> all() {
        return store::list<Record>(*reader(), store::query_of<Record>()).value();
    }
    const std::vector<example::ShownAccount>& accounts() const { return accounts_; }

    std::unique_ptr<base::Random> random_ = crypto::system_random();

  private:
    example::Size size_;
    std::filesystem::path folder_;
    std::unique_ptr<store::Store> store_;
    std::vector<example::ShownAccount> accounts_;
};

inline std::string cell_text(const store::Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    return "-";
}

// Every versioned row, less what hangs on a password.
inline std::set<std::string> content_of(ExampleDatabase& database) {
    std::set<std::string> content;
    auto reader = database.reader();
    for (const store::Table* table : store::all_tables()) {
        if (!table->is_versioned) continue;
        store::Query query;
        query.table = table;
        std::vector<store::Row> rows = reader->select(query).value();
        for (const store::Row& row : rows) {
            std::string text(table->name);
            for (size_t i = 0; i < row.size(); ++i)
                if (table->columns[i].name != "password_hash") text += "|" + cell_text(row[i]);
            content.insert(std::move(text));
        }
    }
    return content;
}

inline std::vector<std::string> acts_of(ExampleDatabase& database) {
    std::vector<std::string> acts;
    for (const auto& event : database.all<record::Event>())
        acts.push_back(event.at.str() + " " + event.act + " " + event.object_type + " " + event.object_id);
    return acts;
}

} // namespace zhishi::cli
