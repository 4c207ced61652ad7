// What the store says to people when a database cannot be used.
#pragma once

#include "base/result.h"

#include <string>

namespace zhishi::store {

// `cause` comes from the database's own library: it stands in the English sentence and in the log.
base::Error database_unavailable(const std::string& cause);
base::Error database_is_in_use(const std::string& what);
base::Error database_is_newer(int database, int program);
base::Error database_is_older(int database, int program);  // database 0: empty or missing
base::Error database_is_foreign(const std::string& cause); // not one that this program made
base::Error database_setting_is_unsafe(const std::string& setting, const std::string& found,
                                       const std::string& wanted);
base::Error url_is_wrong(const std::string& why_zh, const std::string& why_en);
base::Error too_many_rows();
base::Error no_reader_is_free(int seconds);
base::Error backup_failed(const std::string& cause);
base::Error backup_file_exists(const std::string& path);

} // namespace zhishi::store
