// The lesson of docs/schemes holds: what it builds is schemes/tutorial, and what it says is printed is
// printed.
#include "tests/cli/lesson.h"
#include "tests/cli/program.h"

#include <gtest/gtest.h>

#include <set>

namespace zhishi::cli {
namespace {

const std::vector<std::string> pages{"docs/schemes/tutorial.md", "docs/schemes/tutorial-units.md",
                                     "docs/schemes/tutorial-uses.md"};

std::vector<LessonBlock> lesson_blocks() {
    std::vector<LessonBlock> blocks;
    for (const std::string& page : pages)
        for (LessonBlock& block : blocks_in(page, text_of(page)))
            blocks.push_back(std::move(block));
    return blocks;
}

std::string finished_scheme() {
    return text_of("schemes/tutorial/scheme.yaml");
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Where the numbers of a block end. A mistake may stay the same mistake with another number in it, or in the
// command that comes upon it: of those only what is printed is asked.
std::vector<size_t> last_digits(const LessonBlock& block) {
    const std::string& text = block.text;
    bool is_of_mistake = !block.word("mistake").empty();
    std::vector<size_t> places;
    for (size_t at = 0; at < text.size(); ++at) {
        bool is_in_command = text.compare(text.rfind('\n', at) + 1, 2, "$ ") == 0;
        bool is_last = is_digit(text[at]) && (at + 1 == text.size() || !is_digit(text[at + 1]));
        if (is_last && !(is_of_mistake && is_in_command)) places.push_back(at);
    }
    return places;
}

TEST(lesson, the_text_builds_the_scheme_of_the_library_and_prints_what_the_program_prints) {
    std::vector<LessonBlock> blocks = lesson_blocks();
    std::set<std::string> steps, mistakes;
    for (const LessonBlock& block : blocks) {
        steps.insert(block.word("step"));
        if (block.language == "console") mistakes.insert(block.word("mistake"));
    }
    EXPECT_EQ(steps.size(), 8u);
    EXPECT_GE(mistakes.size(), 4u); // with the empty word of what is no mistake
    LessonConsole console;
    std::string listed;
    for (const std::string& fault : lesson_faults(blocks, finished_scheme(), console, Until::the_end))
        listed += fault + "\n";
    EXPECT_EQ(listed, "");
}

bool makes_a_mistake(const LessonBlock& block) {
    return !block.word("mistake").empty() && block.language != "console";
}

TEST(lesson, a_mistake_that_is_none_is_found) {
    const std::vector<LessonBlock> blocks = lesson_blocks();
    LessonConsole console;
    size_t left_out = 0;
    for (size_t i = 0; i < blocks.size(); ++i) {
        if (!makes_a_mistake(blocks[i])) continue;
        std::vector<LessonBlock> other = blocks;
        other.erase(other.begin() + static_cast<long>(i));
        ++left_out;
        EXPECT_FALSE(lesson_faults(other, finished_scheme(), console, Until::first_fault).empty())
            << blocks[i].page << ":" << blocks[i].line;
    }
    EXPECT_GE(left_out, 3u);
}

TEST(lesson, a_change_of_one_number_in_the_text_is_found) {
    const std::vector<LessonBlock> blocks = lesson_blocks();
    const std::string finished = finished_scheme();
    LessonConsole console;
    size_t changed = 0;
    for (size_t i = 0; i < blocks.size(); ++i) {
        if (makes_a_mistake(blocks[i])) continue;
        for (size_t at : last_digits(blocks[i])) {
            std::vector<LessonBlock> other = blocks;
            char& digit = other[i].text[at];
            digit = digit == '9' ? '0' : static_cast<char>(digit + 1);
            ++changed;
            EXPECT_FALSE(lesson_faults(other, finished, console, Until::first_fault).empty())
                << blocks[i].page << ":" << blocks[i].line << ": byte " << at << " of\n"
                << other[i].text;
        }
    }
    EXPECT_GE(changed, 300u);
}

// The handbook explains to officials how a scheme is read, by parts of this one.
TEST(lesson, what_the_handbook_shows_of_the_scheme_stands_in_it) {
    std::vector<LessonBlock> shown = blocks_in("handbook", text_of("docs/handbook/zh/41-scheme.md"));
    EXPECT_GE(shown.size(), 4u);
    for (const LessonBlock& block : shown)
        EXPECT_NE(("\n" + finished_scheme()).find("\n" + block.text), std::string::npos) << block.text;
}

TEST(lesson, a_block_that_takes_no_part_or_fits_nothing_is_found) {
    LessonConsole console;
    auto faults_of = [&](const std::string& text) {
        return lesson_faults(blocks_in("page", text), "id: a\n", console, Until::the_end);
    };
    std::string whole = "```yaml step=1 file=scheme.yaml\nid: a\n```\n";
    EXPECT_TRUE(faults_of(whole).empty());
    EXPECT_EQ(faults_of(whole + "```csv\na\n```\n"),
              std::vector<std::string>{"page:5: takes no part: give it a step"});
    EXPECT_EQ(faults_of(whole + "```diff step=1 file=scheme.yaml mistake=1\n-id: b\n```\n"),
              std::vector<std::string>{"page:5: does not fit what the steps before it have built"});
    EXPECT_EQ(faults_of(whole + "```yaml step=1 before=\"x:\" mistake=1\na\n```\n").size(), 1u);
    EXPECT_EQ(faults_of("```yaml step=1 file=scheme.yaml\nid: b\n```\n").size(), 1u);
    EXPECT_EQ(faults_of(whole + "```console step=1\n$ rm scheme.yaml\n```\n").size(), 1u);
}

} // namespace
} // namespace zhishi::cli
