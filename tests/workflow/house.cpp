#include "tests/workflow/house.h"

#include "scheme/load.h"
#include "store/chain.h"

#include <cstdlib>
#include <filesystem>

namespace zhishi::test {

void House::SetUp() {
    char name[] = "/tmp/zhishi-house-XXXXXX";
    ASSERT_NE(mkdtemp(name), nullptr);
    folder_ = name;
    std::string url = "sqlite:" + folder_ + "/house.db";
    auto migrated = store::migrate(url);
    ASSERT_TRUE(migrated.ok()) << migrated.error().text.en;
    store::StoreOptions options;
    options.url = url;
    options.readers = 2;
    auto opened = store::open(options, *random_);
    ASSERT_TRUE(opened.ok()) << opened.error().text.en;
    store_ = std::move(opened).value();
    std::string text = scheme::kept_text("diary");
    scheme::Loaded loaded = scheme::load_kept_scheme(text);
    ASSERT_NE(loaded.scheme, nullptr);
    workflow::SchemeInUse diary{"diary", loaded.scheme->title, loaded.scheme->process, loaded.scheme, text};
    office_ = std::make_unique<workflow::Office>(
        *store_, std::map<std::string, workflow::SchemeInUse>{{"diary", std::move(diary)}});

    record::DirectoryParts start = parts();
    store::Change change;
    change.organ = {"organ"};
    change.act = "test_start";
    auto put = [&](auto& records) {
        for (auto record : records) {
            record.version = 0;
            change.put(record);
        }
    };
    start.organ.version = 0;
    change.put(start.organ);
    put(start.units);
    put(start.officials);
    put(start.posts);
    put(start.charges);
    put(start.actings);
    put(start.accounts);
    put(start.calendars);
    put(start.recusals);
    put(start.placements);
    put(start.committee_seats);
    ASSERT_EQ(store_->write_and_wait(std::move(change)).outcome, store::Written::Outcome::committed);
}

void House::TearDown() {
    office_.reset();
    store_.reset();
    std::filesystem::remove_all(folder_);
}

void House::expect_whole_chain() {
    auto reader = store_->reader();
    ASSERT_TRUE(reader.ok());
    auto verified = store::verify_chain(**reader, {"organ"});
    ASSERT_TRUE(verified.ok());
    EXPECT_TRUE(verified->is_whole());
}

void House::as(const std::string& who, const char* date) {
    actor_ = {{"organ"}, {"account-" + who}, {}, false, false};
    if (who == "office")
        actor_.is_office = true;
    else if (who == "admin")
        actor_.is_system_administrator = true;
    else
        actor_.official = {who};
    now_ = base::Instant::at_midnight(day(date), 480).plus_seconds(10 * 3600);
}

} // namespace zhishi::test
