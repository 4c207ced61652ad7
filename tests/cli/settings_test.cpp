#include "cli/settings.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace zhishi::cli {

namespace {

// A settings file that is gone after the test.
struct SettingsFile {
    explicit SettingsFile(const std::string& text) : path(testing::TempDir() + "zhishi-settings.yaml") {
        std::ofstream(path) << text;
    }
    ~SettingsFile() { std::filesystem::remove(path); }
    std::string path;
};

std::string code_of(const SettingFlags& flags) {
    auto settings = Settings::gather(flags);
    return settings.ok() ? "" : settings.error().code;
}

} // namespace

TEST(Settings, a_flag_stands_above_the_environment_above_the_file_above_the_default) {
    SettingsFile file("idle_minutes: 10\nworkers: 2\nlisten: 127.0.0.1:1\n");
    SettingFlags flags{file.path, {{"idle_minutes", "20"}}};
    ::setenv("ZHISHI_IDLE_MINUTES", "15", 1);
    ::setenv("ZHISHI_WORKERS", "3", 1);
    auto settings = Settings::gather(flags);
    ::unsetenv("ZHISHI_IDLE_MINUTES");
    ::unsetenv("ZHISHI_WORKERS");
    ASSERT_TRUE(settings.ok()) << settings.error().text.en;
    EXPECT_EQ(settings->number("idle_minutes"), 20);
    EXPECT_EQ(settings->at("idle_minutes").origin, Settings::Origin::flag);
    EXPECT_EQ(settings->number("workers"), 3);
    EXPECT_EQ(settings->at("workers").origin, Settings::Origin::environment);
    EXPECT_EQ(settings->text("listen"), "127.0.0.1:1");
    EXPECT_EQ(settings->at("listen").origin, Settings::Origin::file);
    EXPECT_EQ(settings->at("log").origin, Settings::Origin::otherwise);
}

TEST(Settings, what_cannot_be_used_is_named) {
    EXPECT_EQ(code_of({"/nowhere/settings.yaml", {}}), "config_unreadable");
    for (const char* text : {"- a\n", "a: [1]\n", "a: 1\na: 2\n", "\"", "just words\n"}) {
        SettingsFile file(text);
        EXPECT_EQ(code_of({file.path, {}}), "config_unreadable") << text;
    }
    SettingsFile unknown("idle_minuets: 10\n");
    EXPECT_EQ(code_of({unknown.path, {}}), "setting_unknown");
    for (const auto& [name, text] :
         std::initializer_list<std::pair<const char*, const char*>>{{"idle_minutes", "4"},
                                                                    {"idle_minutes", "481"},
                                                                    {"idle_minutes", "x"},
                                                                    {"group_commit", "yes"},
                                                                    {"log", "all"},
                                                                    {"clock_start", "2026-11-16"}})
        EXPECT_EQ(code_of({"", {{name, text}}}), "setting_unreadable") << name << " " << text;
    EXPECT_EQ(code_of({"", {{"clock_start", "2026-11-16T09:00:00+08:00"}}}), "");
}

TEST(Settings, a_password_in_a_url_is_hidden) {
    const SettingRow& database = setting_rows()[0];
    EXPECT_EQ(shown(database, "postgres://zhishi:secret@db:5432/zhishi"),
              "postgres://zhishi:***@db:5432/zhishi");
    EXPECT_EQ(shown(database, "postgres://zhishi@db/zhishi?password=secret&x=1"),
              "postgres://zhishi@db/zhishi?password=***&x=1");
    EXPECT_EQ(shown(database, "sqlite:zhishi.db"), "sqlite:zhishi.db");
}

} // namespace zhishi::cli
