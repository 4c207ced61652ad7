#include "cli/settings.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace zhishi::cli {

namespace {

struct Bounds {
    std::string_view name;
    long min, max;
};
// Idle log-out: 等级保护 asks for one; an hour's meeting should not cost what was typed, a working day is the
// end of it.
constexpr Bounds bounds[] = {
    {"idle_minutes", 5, 480},
    {"workers", 1, 64},
    {"connections_max", 16, 100'000},
    {"connections_per_address", 1, 100'000},
};

constexpr std::array<SettingRow, 14> rows = {{
    {"database", "sqlite:zhishi.db", "sqlite:FILE or postgres://…", "数据库：sqlite:文件 或 postgres://…",
     true},
    {"listen", "127.0.0.1:8420", "ADDRESS:PORT to listen on", "监听地址：端口"},
    {"tls_certificate", "", "certificate, a PEM file", "证书文件（PEM）"},
    {"tls_key", "", "its key, a PEM file", "证书的私钥文件（PEM）"},
    {"tls_self_signed", "", "folder to keep a certificate of one's own making", "自制证书的目录"},
    {"tls_names", "", "names and addresses in it, with commas between",
     "自制证书包含的主机名和地址，用逗号分隔"},
    {"idle_minutes", "30", "minutes without a request that end a session, 5 to 480",
     "多少分钟不操作即退出登录，5 至 480"},
    {"workers", "4", "threads for requests, each with a connection to the database", "处理请求的线程数"},
    {"connections_max", "10000", "most connections at once", "最多同时连接数"},
    {"connections_per_address", "256", "most of them from one address", "每个来源地址最多同时连接数"},
    {"group_commit", "on", "on: one transaction for what comes at once; off", "合并提交：on 或 off"},
    {"log", "warnings", "what goes to the log: warnings or requests", "日志内容：warnings 或 requests"},
    {"clock_start", "", "rehearsal clock: runs on from 2026-11-16T09:00:00+08:00",
     "演练时钟：从该时刻开始走"},
    {"password_cost", "full", "full; or least, for tests alone", "口令散列强度：full；least 仅供测试"},
}};

std::string flag_of(std::string_view name) {
    std::string flag = "--" + std::string(name);
    std::replace(flag.begin(), flag.end(), '_', '-');
    return flag;
}

std::string environment_name_of(std::string_view name) {
    std::string text = "ZHISHI_";
    for (char c : name)
        text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return text;
}

std::optional<long> number_in(std::string_view text) {
    long number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

base::Error unreadable(std::string_view name, const std::string& text, const base::Text& wanted) {
    std::string shown_name(name);
    return base::bad_input(
        "setting_unreadable",
        {"设置 " + shown_name + " 的值“" + text + "”不可用，应为" + wanted.zh + "。",
         "The setting " + shown_name + " cannot be \"" + text + "\": it is " + wanted.en + "."});
}

std::optional<base::Error> fault_of(std::string_view name, const std::string& text) {
    for (const Bounds& bound : bounds) {
        if (bound.name != name) continue;
        std::optional<long> number = number_in(text);
        if (number && *number >= bound.min && *number <= bound.max) return std::nullopt;
        std::string from = std::to_string(bound.min), to = std::to_string(bound.max);
        return unreadable(name, text,
                          {from + " 至 " + to + " 之间的整数", "a whole number from " + from + " to " + to});
    }
    auto one_of = [&](std::string_view a, std::string_view b) -> std::optional<base::Error> {
        if (text == a || text == b) return std::nullopt;
        std::string both = std::string(a) + "/" + std::string(b);
        return unreadable(name, text, {both, both});
    };
    if (name == "group_commit") return one_of("on", "off");
    if (name == "log") return one_of("warnings", "requests");
    if (name == "password_cost") return one_of("full", "least");
    if (name == "clock_start" && !text.empty() && !base::Instant::parse(text))
        return unreadable(name, text,
                          {"带时区的时刻，如 2026-11-16T09:00:00+08:00",
                           "an instant with its zone, like 2026-11-16T09:00:00+08:00"});
    return std::nullopt;
}

} // namespace

std::span<const SettingRow> setting_rows() {
    return rows;
}

void SettingFlags::add_to(CLI::App& command, std::initializer_list<std::string_view> names) {
    command.add_option("--config", file, "settings file (YAML) 设置文件");
    for (const SettingRow& row : rows) {
        if (names.size() > 0 && std::find(names.begin(), names.end(), row.name) == names.end()) continue;
        command.add_option_function<std::string>(
            flag_of(row.name), [this, &row](const std::string& text) { given[std::string(row.name)] = text; },
            std::string(row.title_en) + " " + std::string(row.title_zh));
    }
}

base::Result<Settings> Settings::gather(const SettingFlags& flags) {
    std::map<std::string, std::string, std::less<>> in_file;
    if (!flags.file.empty()) {
        ZHISHI_TRY(in_file, read_settings_file(flags.file));
    }
    for (const auto& [name, text] : in_file)
        if (std::none_of(rows.begin(), rows.end(), [&](const SettingRow& row) { return row.name == name; }))
            return base::bad_input(
                "setting_unknown",
                {"设置文件 " + flags.file + " 中的“" + name +
                     "”不是可用的设置。用 zhishi config 查看全部设置。",
                 "\"" + name + "\" in " + flags.file + " is no setting. zhishi config shows all there are."});
    Settings settings;
    for (const SettingRow& row : rows) {
        Value value{std::string(row.otherwise), Origin::otherwise};
        if (auto found = in_file.find(row.name); found != in_file.end())
            value = {found->second, Origin::file};
        if (const char* text = std::getenv(environment_name_of(row.name).c_str()))
            value = {text, Origin::environment};
        if (auto found = flags.given.find(row.name); found != flags.given.end())
            value = {found->second, Origin::flag};
        if (auto fault = fault_of(row.name, value.text)) return *fault;
        settings.values_.emplace(std::string(row.name), std::move(value));
    }
    return settings;
}

const Settings::Value& Settings::at(std::string_view name) const {
    auto found = values_.find(name);
    base::check(found != values_.end(), "a setting is asked for by its name");
    return found->second;
}

long Settings::number(std::string_view name) const {
    return number_in(text(name)).value_or(0);
}
bool Settings::truth(std::string_view name) const {
    return text(name) == "on";
}

std::optional<base::Instant> Settings::clock_start() const {
    return text("clock_start").empty() ? std::nullopt : base::Instant::parse(text("clock_start"));
}

std::string shown(const SettingRow& row, const std::string& text) {
    if (!row.holds_secret) return text;
    // postgres://name:secret@host, and ?password=secret
    std::string out = text;
    size_t begin = out.find("://"), at = out.rfind('@');
    if (begin != std::string::npos && at != std::string::npos) {
        size_t colon = out.find(':', begin + 3);
        if (colon != std::string::npos && colon < at) out.replace(colon + 1, at - colon - 1, "***");
    }
    if (size_t place = out.find("password="); place != std::string::npos) {
        size_t end = std::min(out.find('&', place), out.size());
        out.replace(place + 9, end - place - 9, "***");
    }
    return out;
}

} // namespace zhishi::cli
