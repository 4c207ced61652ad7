// What every command of the program shares: the language it speaks and how it ends.
//
// A command is one file <name>_command.cpp with one function add_<name>_command(app, context), and one line
// in commands.cpp. Its callback does the work and sets context.exit_code.
#pragma once

#include "base/result.h"

#include <string>

namespace CLI {
class App;
}

namespace zhishi::cli {

// How a command ends. The numbers are part of the interface.
enum ExitCode { exit_ok = 0, exit_faults = 1, exit_wrong_use = 2 };

struct Context {
    bool in_chinese = false;
    int exit_code = exit_ok;

    const std::string& in_language(const base::Text& text) const { return in_chinese ? text.zh : text.en; }
    // One line to stderr; sets the exit code.
    void fail(int code, const base::Text& text);
};

using AddCommand = void (*)(CLI::App& app, Context& context);

} // namespace zhishi::cli
