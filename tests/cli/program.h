// Runs the program as a user would, and gives back how it ended and what it said.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace zhishi::cli {

struct Ended {
    int exit_code = -1;
    std::string out;
    std::string error;
};

// In `folder`, or where the tests run.
Ended run_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder = ".");
std::string text_of(const std::filesystem::path& path); // empty where there is no file

} // namespace zhishi::cli
