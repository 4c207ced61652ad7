#include "tests/cli/program.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sys/wait.h>
#include <unistd.h>

namespace zhishi::cli {

namespace {

std::string in_shell_quotes(const std::string& text) {
    std::string result = "'";
    for (char c : text)
        result += c == '\'' ? "'\\''" : std::string(1, c);
    return result + "'";
}

} // namespace

Ended run_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder) {
    auto base = std::filesystem::temp_directory_path() / ("zhishi-said-" + std::to_string(getpid()));
    auto out = base.string() + ".out", error = base.string() + ".error";
    std::string command = "cd " + in_shell_quotes(folder.string()) + " && " + in_shell_quotes(ZHISHI_PROGRAM);
    for (const std::string& argument : arguments)
        command += " " + in_shell_quotes(argument);
    int status =
        std::system((command + " >" + in_shell_quotes(out) + " 2>" + in_shell_quotes(error)).c_str());
    Ended ended{WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(out), text_of(error)};
    std::filesystem::remove(out);
    std::filesystem::remove(error);
    return ended;
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace zhishi::cli
