#include "tests/cli/lesson.h"

#include "tests/cli/program.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <regex>
#include <sstream>
#include <unistd.h>

namespace zhishi::cli {

namespace {

namespace fs = std::filesystem;
using Files = LessonConsole::Files;
using Lines = std::vector<std::string>;

const std::string scheme_file = "scheme.yaml";
const std::string fence = "```";

Lines lines_of(const std::string& text) {
    Lines lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

std::string text_of_lines(const Lines& lines) {
    std::string text;
    for (const std::string& line : lines)
        text += line + "\n";
    return text;
}

// yaml step=2 before="sources:"
void read_head(const std::string& head, LessonBlock& block) {
    static const std::regex word(R"re(([a-z]+)=(?:"([^"]*)"|(\S+)))re");
    block.language = head.substr(0, head.find(' '));
    for (std::sregex_iterator at(head.begin(), head.end(), word), end; at != end; ++at)
        block.words[(*at)[1]] = (*at)[2].matched ? (*at)[2].str() : (*at)[3].str();
}

// Where the lines stand in the file; nothing unless they stand there once.
std::optional<size_t> only_place(const Lines& file, const Lines& sought) {
    std::optional<size_t> place;
    for (size_t at = 0; at + sought.size() <= file.size(); ++at) {
        if (!std::equal(sought.begin(), sought.end(), file.begin() + static_cast<long>(at))) continue;
        if (place) return std::nullopt;
        place = at;
    }
    return place;
}

void replace(Lines& file, size_t at, size_t count, const Lines& lines) {
    auto begin = file.begin() + static_cast<long>(at);
    file.insert(file.erase(begin, begin + static_cast<long>(count)), lines.begin(), lines.end());
}

bool apply_hunk(Lines& file, const Lines& hunk) {
    Lines old, fresh;
    for (const std::string& line : hunk) {
        char sign = line.empty() ? ' ' : line[0];
        std::string rest = line.empty() ? "" : line.substr(1);
        if (sign != '+') old.push_back(rest);
        if (sign != '-') fresh.push_back(rest);
    }
    auto place = only_place(file, old);
    if (place) replace(file, *place, old.size(), fresh);
    return place.has_value();
}

bool apply_diff(std::string& text, const std::string& diff) {
    Lines file = lines_of(text), hunk;
    bool fits = true;
    for (const std::string& line : lines_of(diff)) {
        if (line != "@@") {
            hunk.push_back(line);
            continue;
        }
        fits = apply_hunk(file, hunk) && fits;
        hunk.clear();
    }
    fits = apply_hunk(file, hunk) && fits;
    text = text_of_lines(file);
    return fits;
}

bool put_before(std::string& text, const std::string& block, const std::string& before) {
    Lines file = lines_of(text), lines = lines_of(block);
    auto place = only_place(file, {before});
    if (!place) return false;
    if (*place > 0 && file[*place - 1].empty()) lines.emplace_back();
    replace(file, *place, 0, lines);
    text = text_of_lines(file);
    return true;
}

// Builds the file that the block is about; false where the block does not fit what is there.
bool build(Files& files, const LessonBlock& block) {
    if (block.language == "diff") return apply_diff(files[block.word("file")], block.text);
    if (!block.word("before").empty())
        return put_before(files[scheme_file], block.text, block.word("before"));
    if (block.word("at") == "end")
        files[scheme_file] += block.text;
    else
        files[block.word("file")] = block.text;
    return block.word("at") == "end" || !block.word("file").empty();
}

// The files as they are at a block: those of a mistake are put back once it is over.
class FilesAtBlock {
  public:
    const Files& files() const { return files_; }

    void reach(const LessonBlock& block) {
        std::string mistake = block.word("mistake");
        if (mistake == mistake_) return;
        if (!mistake_.empty()) files_ = kept_;
        kept_ = files_;
        mistake_ = mistake;
    }
    bool build_from(const LessonBlock& block) { return build(files_, block); }
    std::string scheme() const {
        const Files& finished = mistake_.empty() ? files_ : kept_;
        auto found = finished.find(scheme_file);
        return found == finished.end() ? "" : found->second;
    }

  private:
    Files files_, kept_;
    std::string mistake_;
};

std::string place_of(const LessonBlock& block) {
    return block.page + ":" + std::to_string(block.line) + ": ";
}

std::string first_difference(const std::string& said, const std::string& printed) {
    Lines one = lines_of(said), other = lines_of(printed);
    size_t at = 0;
    while (at < one.size() && at < other.size() && one[at] == other[at])
        ++at;
    auto line = [&](const Lines& lines) { return at < lines.size() ? lines[at] : "(nothing)"; };
    return "the text says: " + line(one) + "\n    the program: " + line(other);
}

// The content hash of a scheme changes with every file that it takes in.
std::string without_hash(const std::string& text) {
    static const std::regex hash(R"(\b[0-9a-f]{16}\b)");
    return std::regex_replace(text, hash, "…");
}

std::string run_line(const std::string& line, const fs::path& folder, int exit_code) {
    std::istringstream stream(line.substr(2));
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    bool is_cat = words.size() == 2 && words[0] == "cat";
    if (is_cat) return text_of(folder / words[1]);
    if (words.empty() || words[0] != "zhishi") return "no command of this lesson\n";
    words.erase(words.begin());
    words.insert(words.begin(), {"--language", "en"});
    Ended ended = run_program(words, folder);
    std::string text = without_hash(ended.out + ended.error);
    return ended.exit_code == exit_code ? text : text + "exit " + std::to_string(ended.exit_code) + "\n";
}

} // namespace

std::string LessonBlock::word(const std::string& name) const {
    auto found = words.find(name);
    return found == words.end() ? "" : found->second;
}

std::vector<LessonBlock> blocks_in(const std::string& page, const std::string& text) {
    std::vector<LessonBlock> blocks;
    bool is_inside = false;
    int number = 0;
    for (const std::string& line : lines_of(text)) {
        ++number;
        if (line.starts_with(fence)) {
            is_inside = !is_inside;
            if (!is_inside) continue;
            blocks.push_back({page, number + 1, "", {}, ""});
            read_head(line.substr(fence.size()), blocks.back());
        } else if (is_inside) {
            blocks.back().text += line + "\n";
        }
    }
    return blocks;
}

const std::string& LessonConsole::printed(const LessonBlock& block, const Files& files) {
    int exit_code = block.word("mistake").empty() ? 0 : 1;
    std::string commands, key = std::to_string(exit_code);
    for (const std::string& line : lines_of(block.text))
        if (line.starts_with("$ ")) commands += line + "\n";
    for (const auto& [name, text] : files)
        key += "\n" + name + "\n" + text;
    auto [place, is_new] = printed_.emplace(key + commands, "");
    if (!is_new) return place->second;
    fs::path folder = fs::temp_directory_path() / ("zhishi-lesson-" + std::to_string(getpid()));
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const auto& [name, text] : files)
        std::ofstream(folder / name, std::ios::binary) << text;
    for (const std::string& line : lines_of(commands))
        place->second += line + "\n" + run_line(line, folder, exit_code);
    fs::remove_all(folder);
    return place->second;
}

std::vector<std::string> lesson_faults(const std::vector<LessonBlock>& blocks, const std::string& finished,
                                       LessonConsole& console, Until until) {
    std::vector<std::string> faults;
    FilesAtBlock built;
    for (const LessonBlock& block : blocks) {
        built.reach(block);
        if (block.word("step").empty())
            faults.push_back(place_of(block) + "takes no part: give it a step");
        else if (block.language != "console" && !built.build_from(block))
            faults.push_back(place_of(block) + "does not fit what the steps before it have built");
    }
    if (built.scheme() != finished)
        faults.push_back("the last step is not the finished scheme: " +
                         first_difference(built.scheme(), finished));
    bool is_enough = until == Until::first_fault && !faults.empty();
    FilesAtBlock reached;
    for (const LessonBlock& block : blocks) {
        if (is_enough) break;
        reached.reach(block);
        if (block.language != "console") {
            reached.build_from(block);
            continue;
        }
        const std::string& printed = console.printed(block, reached.files());
        if (printed != block.text) faults.push_back(place_of(block) + first_difference(block.text, printed));
        is_enough = until == Until::first_fault && !faults.empty();
    }
    return faults;
}

} // namespace zhishi::cli
