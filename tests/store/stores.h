// What every test of the store begins with: an empty database of either kind, brought to the present schema.
#pragma once

#include "crypto/password.h"
#include "store/store.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace zhishi::test {

class TempFolder {
  public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

// One suite for both databases: the parameter is "sqlite" or "postgres".
class StoreTest : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override;

    bool is_sqlite() const { return GetParam() == "sqlite"; }
    std::string new_url(); // of an empty database
    std::unique_ptr<store::Store> open(const store::StoreOptions& options);
    std::unique_ptr<store::Store> open() { return open({.url = url_}); }
    // Fails the test where there is none.
    std::unique_ptr<store::Reader> reader(store::Store& store);

    TempFolder folder_;
    std::unique_ptr<base::Random> random_ = crypto::system_random();
    std::string url_; // of a migrated database
};

#define ZHISHI_ON_BOTH_DATABASES(suite)                                                                      \
    INSTANTIATE_TEST_SUITE_P(Databases, suite, testing::Values("sqlite", "postgres"),                        \
                             [](const auto& database) { return database.param; })

// An SQL statement run past the store, as a tamperer or an administrator would. True where it was done.
bool run_sql(const std::string& url, const std::string& sql);
// The rows of a statement, cells joined by "|".
std::vector<std::string> rows_of_sql(const std::string& url, const std::string& sql);

} // namespace zhishi::test
