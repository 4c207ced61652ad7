#include "cli/found_command.h"

#include "cli/settings.h"
#include "cli/written.h"
#include "crypto/password.h"
#include "workflow/accounts.h"
#include "workflow/founding.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace zhishi::cli {

namespace {

struct FoundArguments {
    SettingFlags flags;
    std::string organ, administrator, office;
};

struct FirstPasswords {
    std::string administrator, office;
};

base::Result<FirstPasswords> found(const FoundArguments& arguments, const Settings& settings) {
    auto random = crypto::system_random();
    ZHISHI_TRY(auto store, store::open({.url = settings.text("database")}, *random));
    ZHISHI_TRY(auto reader, store->reader());
    FirstPasswords passwords{workflow::new_first_password(*random), workflow::new_first_password(*random)};
    base::Instant now = settings.clock_start().value_or(base::system_clock()->now());
    workflow::Founding founding;
    founding.organ_name = arguments.organ;
    // What the year has brought so far can still be entered.
    int year = now.date_at(record::Organ().utc_offset_minutes).year();
    founding.units_from = base::Period::of_year(year).first();
    founding.administrator = {arguments.administrator, "系统管理员",
                              crypto::hash_password(passwords.administrator, {})};
    if (!arguments.office.empty())
        founding.office = {arguments.office, "考核办", crypto::hash_password(passwords.office, {})};
    ZHISHI_TRY(auto prepared, workflow::found_organ(*reader, founding, now, *random));
    ZHISHI_TRY_VOID(must_be_committed(store->write_and_wait(std::move(prepared.change))));
    return passwords;
}

void run_found(const FoundArguments& arguments, Context& context) {
    auto settings = Settings::gather(arguments.flags);
    if (!settings) return context.fail(exit_wrong_use, settings.error().text);
    auto passwords = found(arguments, *settings);
    if (!passwords) return context.fail(exit_faults, passwords.error().text);
    auto say = [&](const base::Text& text) { std::printf("%s\n", context.in_language(text).c_str()); };
    say({"机关“" + arguments.organ + "”已建立。首次密码只显示这一次，首次登录时须修改：",
         "The organ '" + arguments.organ +
             "' is founded. First passwords are shown this once and must be changed at the first log-in:"});
    say({"  系统管理员  " + arguments.administrator + "  " + passwords->administrator,
         "  system administrator  " + arguments.administrator + "  " + passwords->administrator});
    if (!arguments.office.empty())
        say({"  考核办  " + arguments.office + "  " + passwords->office,
             "  appraisal office  " + arguments.office + "  " + passwords->office});
}

} // namespace

void add_found_command(CLI::App& app, Context& context) {
    CLI::App* command =
        app.add_subcommand("found", "found the organ of an empty database 在空数据库中建立机关");
    auto arguments = std::make_shared<FoundArguments>();
    arguments->flags.add_to(*command, {"database", "clock_start"});
    command->add_option("--organ", arguments->organ, "its name 机关名称")->required();
    command
        ->add_option("--administrator", arguments->administrator,
                     "login of the system administrator 系统管理员登录名")
        ->required();
    command->add_option("--office", arguments->office, "login of the appraisal office 考核办登录名");
    command->callback([arguments, &context] { run_found(*arguments, context); });
}

} // namespace zhishi::cli
