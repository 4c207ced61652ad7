// The settings of the server and the commands around it: one table, four places where a value may come from.
//
// A flag stands above the environment, the environment above the file, the file above the default. The names
// are the same everywhere: idle_minutes in the file, ZHISHI_IDLE_MINUTES in the environment, --idle-minutes
// as a flag.
#pragma once

#include "base/date.h"
#include "base/result.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace zhishi::cli {

struct SettingRow {
    std::string_view name;
    std::string_view otherwise; // the default; empty: none
    std::string_view title_en, title_zh;
    bool holds_secret = false; // a url may have a password in it
};
std::span<const SettingRow> setting_rows();

// Flags that were given, by setting, and the file.
struct SettingFlags {
    std::string file;
    std::map<std::string, std::string, std::less<>> given;
    // Adds --config and a flag for each of `names` to a command; with no names, for every setting.
    void add_to(CLI::App& command, std::initializer_list<std::string_view> names = {});
};

class Settings {
  public:
    enum class Origin { otherwise, file, environment, flag };
    struct Value {
        std::string text;
        Origin origin = Origin::otherwise;
    };

    // errors  config_unreadable, setting_unknown (with file and line), setting_unreadable
    static base::Result<Settings> gather(const SettingFlags& flags);

    const Value& at(std::string_view name) const;
    const std::string& text(std::string_view name) const { return at(name).text; }
    long number(std::string_view name) const; // checked by gather()
    bool truth(std::string_view name) const;
    std::optional<base::Instant> clock_start() const;

  private:
    std::map<std::string, Value, std::less<>> values_;
};

// A value as it may be shown: of a url the password is hidden.
std::string shown(const SettingRow& row, const std::string& text);

// Reads a settings file: a YAML map of names to values. errors: config_unreadable
base::Result<std::map<std::string, std::string, std::less<>>> read_settings_file(const std::string& path);

} // namespace zhishi::cli
