// The lesson on schemes, read from its pages: each step's files are built from the blocks of the text, its
// commands are run by the program, and what the text says they print is compared with what they print.
//
// A block takes part by the words behind its language:
//     ```yaml step=1 file=scheme.yaml      the whole file
//     ```yaml step=2 before="sources:"     put into scheme.yaml before that line, with an empty line behind
//     it
//                                          where one stands before that line
//     ```yaml step=8 at=end                put at the end of scheme.yaml
//     ```diff step=2 file=scheme.yaml      lines to take out and put in; what is not changed stands once only
//     ```csv step=1 file=subjects.csv      the whole table
//     ```console step=1                    commands and what they print
// With mistake=NAME it holds for the blocks of that mistake only, and their commands end with 1.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace zhishi::cli {

struct LessonBlock {
    std::string page;
    int line = 0; // of its first line of text
    std::string language;
    std::map<std::string, std::string> words;
    std::string text;

    std::string word(const std::string& name) const; // empty: not there
};

std::vector<LessonBlock> blocks_in(const std::string& page, const std::string& text);

// Runs the commands of a block; what is asked a second time of the same files is remembered.
class LessonConsole {
  public:
    using Files = std::map<std::string, std::string>; // by name

    // The commands with what they print, each followed by its exit code where it is not the one expected.
    const std::string& printed(const LessonBlock& block, const Files& files);

  private:
    std::map<std::string, std::string> printed_;
};

enum class Until { the_end, first_fault };

// Where the text and the program differ, as page:line: what. `finished` is the scheme that the last step is.
std::vector<std::string> lesson_faults(const std::vector<LessonBlock>& blocks, const std::string& finished,
                                       LessonConsole& console, Until until);

} // namespace zhishi::cli
