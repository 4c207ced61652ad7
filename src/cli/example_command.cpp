#include "cli/example_command.h"

#include "cli/example/make_example.h"
#include "cli/schemes_in_use.h"
#include "cli/settings.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

namespace zhishi::cli {

namespace {

struct ExampleArguments {
    SettingFlags flags;
    std::string today;
    std::string accounts_file;
    std::string size = "bureau";
};

// The file that will hold the passwords: made before anything else, so that nothing is made in vain; readable
// by its owner alone.
class AccountsFile {
  public:
    ~AccountsFile() {
        if (descriptor_ < 0) return;
        close(descriptor_);
        if (!is_kept_) unlink(path_.c_str());
    }
    base::Result<void> begin(const std::string& path) {
        path_ = path;
        descriptor_ = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (descriptor_ >= 0) return {};
        return base::bad_input("accounts_file_not_writable",
                               {"不能新建账号文件“" + path + "”：文件已存在，或文件夹不可写。请换一个位置。",
                                "The file \"" + path +
                                    "\" cannot be made: it exists, or its folder cannot be written. Take "
                                    "another place."});
    }
    base::Result<void> keep(const std::string& text) {
        for (size_t written = 0; written < text.size();) {
            ssize_t count = write(descriptor_, text.data() + written, text.size() - written);
            if (count <= 0)
                return base::refused(base::ErrorKind::unavailable, "accounts_file_not_written",
                                     {"账号文件没有写完，请以屏幕显示的账号为准。",
                                      "The file of accounts could not be written: keep what is printed."});
            written += static_cast<size_t>(count);
        }
        is_kept_ = true;
        return {};
    }

  private:
    std::string path_;
    int descriptor_ = -1;
    bool is_kept_ = false;
};

base::Result<base::Date> today_of(const ExampleArguments& arguments, const Settings& settings) {
    if (!arguments.today.empty()) {
        if (auto date = base::Date::parse(arguments.today)) return *date;
        return base::bad_input("today_unreadable",
                               {"--today应为日期，如2026-11-16。", "--today is a date, as in 2026-11-16."});
    }
    base::Instant now = settings.clock_start().value_or(base::system_clock()->now());
    return now.date_at(example::utc_offset_minutes);
}

std::string table_of(const std::vector<example::ShownAccount>& accounts) {
    size_t widest = 0;
    for (const auto& account : accounts)
        widest = std::max(widest, account.login.size());
    std::string table = "示例账号（可直接登录，不要求修改密码；仅供演示和培训，请勿录入真实信息）\n"
                        "登录名、密码、姓名、身份：\n";
    for (const auto& account : accounts)
        table += "  " + account.login + std::string(widest - account.login.size() + 2, ' ') +
                 account.password + "  " + account.name + "  " + account.role + "\n";
    return table + "其他人员的账号已建好但未发密码，由系统管理员重置密码后使用。\n";
}

base::Result<std::string> make_example(const std::string& url, base::Date today, example::Size size) {
    ZHISHI_TRY_VOID(example::must_have_calendars(today, size));
    example::Request request{today, {}, {}, size};
    ZHISHI_TRY(request.schemes, schemes_in_use());
    auto random = crypto::system_random();
    ZHISHI_TRY(auto store, store::open({.url = url}, *random));
    ZHISHI_TRY(auto accounts, example::make_example(*store, request, *random));
    return table_of(accounts);
}

void run_example(const ExampleArguments& arguments, Context& context) {
    auto settings = Settings::gather(arguments.flags);
    if (!settings) return context.fail(exit_wrong_use, settings.error().text);
    auto today = today_of(arguments, *settings);
    if (!today) return context.fail(exit_wrong_use, today.error().text);
    AccountsFile file;
    if (!arguments.accounts_file.empty())
        if (auto begun = file.begin(arguments.accounts_file); !begun)
            return context.fail(exit_wrong_use, begun.error().text);
    auto table = make_example(settings->text("database"), *today,
                              arguments.size == "section" ? example::Size::section : example::Size::bureau);
    if (!table) return context.fail(exit_faults, table.error().text);
    std::fputs(table->c_str(), stdout);
    if (!arguments.accounts_file.empty())
        if (auto kept = file.keep(*table); !kept) context.fail(exit_faults, kept.error().text);
}

} // namespace

void add_example_command(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand(
        "example", "fill an empty database with an invented bureau at work 在空数据库中建立示例机关");
    auto arguments = std::make_shared<ExampleArguments>();
    arguments->flags.add_to(*command, {"database", "clock_start"});
    command->add_option("--today", arguments->today, "the day on which the example stands 示例所处的日期");
    command
        ->add_option("--size", arguments->size,
                     "bureau: 120 people and their year; section: 16 people and two months "
                     "规模：bureau为全机关一年，section为一个处室两个月")
        ->check(CLI::IsMember({"bureau", "section"}));
    command->add_option("--accounts", arguments->accounts_file,
                        "new file for the accounts and passwords 保存账号的新文件");
    command->callback([arguments, &context] { run_example(*arguments, context); });
}

} // namespace zhishi::cli
