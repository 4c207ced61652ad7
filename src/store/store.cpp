#include "store/store.h"

#include "store/faults.h"
#include "store/postgres/dump.h"
#include "store/postgres/postgres_store.h"
#include "store/sqlite/sqlite_store.h"

#include <future>

namespace zhishi::store {

namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

bool is_postgres(std::string_view url) {
    return url.starts_with("postgres://") || url.starts_with("postgresql://");
}

base::Error no_such_scheme(const std::string& url) {
    if (url == sqlite_scheme)
        return url_is_wrong("“sqlite:”之后没有文件名", "\"sqlite:\" is not followed by a file");
    // Not repeated: it may hold a password.
    return url_is_wrong("不认识这种数据库", "no such kind of database");
}

} // namespace

Written Store::write_and_wait(Change change) {
    std::promise<Written> promise;
    write(std::move(change), [&promise](Written written) { promise.set_value(std::move(written)); });
    return promise.get_future().get();
}

base::Result<std::unique_ptr<Store>> open(const StoreOptions& options, base::Random& random) {
    if (options.url.starts_with(sqlite_scheme) && options.url.size() > sqlite_scheme.size())
        return sqlite::open(options.url.substr(sqlite_scheme.size()), options, random);
    if (is_postgres(options.url)) return postgres::open(options.url, options, random);
    return no_such_scheme(options.url);
}

base::Result<MigrationReport> migrate(const std::string& url, const std::string& backup_path) {
    if (url.starts_with(sqlite_scheme) && url.size() > sqlite_scheme.size())
        return sqlite::migrate(url.substr(sqlite_scheme.size()), backup_path);
    if (is_postgres(url)) return postgres::migrate(url, backup_path);
    return no_such_scheme(url);
}

base::Result<void> backup_database(const std::string& url, const std::string& path) {
    if (url.starts_with(sqlite_scheme) && url.size() > sqlite_scheme.size())
        return sqlite::back_up(url.substr(sqlite_scheme.size()), path);
    if (is_postgres(url)) return postgres::dump(url, path);
    return no_such_scheme(url);
}

} // namespace zhishi::store
