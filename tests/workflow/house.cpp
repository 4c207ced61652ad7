#include "tests/workflow/house.h"

#include <cstdlib>
#include <filesystem>

namespace zhishi::test {

namespace {

scheme::ProcessStep step(const char* id, const char* actor, const char* period,
                         scheme::Deadline::Anchor anchor, int days) {
    return {id, {id, id}, actor, period, {anchor, days}, "test", "", "D"};
}

workflow::SchemeInUse diary_process() {
    using Anchor = scheme::Deadline::Anchor;
    workflow::SchemeInUse scheme{"diary", {"日志式", "Log style"}, {}};
    scheme.process.steps = {
        step("annual_plan", "reviewer", "year", Anchor::period_start, 15),
        step("month_plan", "self", "month", Anchor::period_start, 3),
        step("month_plan_confirmation", "reviewer", "month", Anchor::period_start, 5),
        step("month_summary", "self", "month", Anchor::period_end, 3),
        step("month_review", "reviewer", "month", Anchor::period_end, 5),
        step("month_close", "office", "month", Anchor::period_end, 7),
    };
    return scheme;
}

} // namespace

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
    office_ = std::make_unique<workflow::Office>(
        *store_, std::map<std::string, workflow::SchemeInUse>{{"diary", diary_process()}});

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
    put(start.calendars);
    ASSERT_EQ(store_->write_and_wait(std::move(change)).outcome, store::Written::Outcome::committed);
}

void House::TearDown() {
    office_.reset();
    store_.reset();
    std::filesystem::remove_all(folder_);
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
