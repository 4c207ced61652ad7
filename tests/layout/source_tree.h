// The files of a source tree as the layout's rules see them: lines, and C++ with its comments and literals
// told apart.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::layout {

struct SourceFile {
    std::string path; // below the root of the tree, with forward slashes
    std::string text;
};

// Every text file of the project below `root`, in order of path; what is built, installed or kept is left
// out, and so are pictures.
std::vector<SourceFile> read_tree(const std::filesystem::path& root);

std::vector<std::string> lines_of(std::string_view text);
bool is_cpp(const SourceFile& file);

struct Literal {
    int line = 0; // 1-based, where it begins
    std::string text;
};

// C++ without its comments and with every literal emptied; line breaks stay, so that line numbers hold.
struct Code {
    std::string bare;
    std::vector<Literal> literals;
};
Code read_code(std::string_view text);

} // namespace zhishi::layout
