#include "tests/layout/source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace zhishi::layout {

namespace {

namespace fs = std::filesystem;

bool is_left_out(const fs::path& name) {
    static constexpr std::array<std::string_view, 9> folders = {
        ".git",  "build", "var", "node_modules", "dist", "test-results", "playwright-report",
        ".vite", ".cache"};
    return std::find(folders.begin(), folders.end(), name.string()) != folders.end();
}

bool is_picture(const fs::path& path) {
    static constexpr std::array<std::string_view, 4> endings = {".png", ".ico", ".gz", ".jpg"};
    return std::find(endings.begin(), endings.end(), path.extension().string()) != endings.end();
}

// Walks over C++ and hands out what it is looking at, one piece at a time.
class CodeReader {
  public:
    explicit CodeReader(std::string_view text) : text_(text) {}

    Code read() {
        while (at_ < text_.size()) {
            if (starts("//"))
                skip_line_comment();
            else if (starts("/*"))
                skip_block_comment();
            else if (starts("R\"") && !is_word(before()))
                read_raw_literal();
            else if (text_[at_] == '"')
                read_literal('"');
            else if (text_[at_] == '\'' && !is_word(before()))
                read_literal('\'');
            else
                keep();
        }
        return std::move(code_);
    }

  private:
    bool starts(std::string_view what) const { return text_.substr(at_, what.size()) == what; }
    char before() const { return at_ == 0 ? ' ' : text_[at_ - 1]; }
    static bool is_word(char c) { return c == '_' || (std::isalnum(static_cast<unsigned char>(c)) != 0); }

    void keep() {
        if (text_[at_] == '\n') ++line_;
        code_.bare += text_[at_++];
    }
    // Passes over text, keeping only its line breaks.
    void pass(size_t count) {
        for (size_t end = std::min(at_ + count, text_.size()); at_ < end; ++at_)
            if (text_[at_] == '\n') {
                ++line_;
                code_.bare += '\n';
            }
    }
    void skip_line_comment() { pass(std::min(text_.find('\n', at_), text_.size()) - at_); }
    void skip_block_comment() { pass(end_of("*/", at_ + 2) - at_); }
    size_t end_of(std::string_view mark, size_t from) const {
        size_t found = text_.find(mark, from);
        return found == std::string_view::npos ? text_.size() : found + mark.size();
    }
    void read_raw_literal() {
        size_t open = text_.find('(', at_);
        if (open == std::string_view::npos) return keep();
        std::string mark = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
        size_t end = end_of(mark, open);
        take_literal(open + 1, end - mark.size(), end);
    }
    void read_literal(char quote) {
        size_t end = at_ + 1;
        while (end < text_.size() && text_[end] != quote && text_[end] != '\n')
            end += text_[end] == '\\' ? 2 : 1;
        end = std::min(end, text_.size());
        take_literal(at_ + 1, end, std::min(end + 1, text_.size()));
    }
    void take_literal(size_t from, size_t to, size_t end) {
        code_.literals.push_back({line_, std::string(text_.substr(from, to - from))});
        code_.bare += "\"\"";
        pass(end - at_);
    }

    std::string_view text_;
    size_t at_ = 0;
    int line_ = 1;
    Code code_;
};

} // namespace

std::vector<SourceFile> read_tree(const fs::path& root) {
    std::vector<SourceFile> files;
    for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator();
         ++entry) {
        if (entry->is_directory() && is_left_out(entry->path().filename())) {
            entry.disable_recursion_pending();
            continue;
        }
        if (!entry->is_regular_file() || is_picture(entry->path())) continue;
        std::ifstream in(entry->path(), std::ios::binary);
        files.push_back({entry->path().lexically_relative(root).generic_string(),
                         std::string(std::istreambuf_iterator<char>(in), {})});
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool is_cpp(const SourceFile& file) {
    return file.path.ends_with(".cpp") || file.path.ends_with(".h");
}

Code read_code(std::string_view text) {
    return CodeReader(text).read();
}

} // namespace zhishi::layout
