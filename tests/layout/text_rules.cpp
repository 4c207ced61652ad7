// The rules about what a file may be called and may hold.
#include "tests/layout/layout_rules.h"

#include <algorithm>
#include <filesystem>
#include <regex>

namespace zhishi::layout {

namespace {

std::string place(const SourceFile& file, size_t line) {
    return file.path + ":" + std::to_string(line) + ": ";
}

bool is_source(const SourceFile& file) {
    for (std::string_view ending : {".cpp", ".h", ".ts", ".vue", ".mjs", ".sh", ".css"})
        if (file.path.ends_with(ending)) return true;
    return false;
}

// Written by a program from the API's contract.
bool is_generated(const SourceFile& file) {
    return file.path == "web/src/api/schema.d.ts";
}

// log_entry-test.cpp, LogEntryTest.vue → log entry test
std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words(1);
    char before = ' ';
    for (char c : name) {
        bool is_upper = c >= 'A' && c <= 'Z', was_lower = before >= 'a' && before <= 'z';
        bool is_letter = is_upper || (c >= 'a' && c <= 'z');
        if (!is_letter || (is_upper && was_lower)) words.emplace_back();
        if (is_letter) words.back() += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
        before = c;
    }
    return words;
}

// Lines that hold one of the marks and match the pattern. The marks are looked for first, as a pattern is
// slow.
Faults lines_that_match(const Files& files, const std::vector<std::string>& marks, const std::regex& pattern,
                        const std::string& fault, bool (*is_looked_at)(const SourceFile&)) {
    Faults faults;
    for (const SourceFile& file : files) {
        if (!is_looked_at(file)) continue;
        const std::string& text = file.text;
        std::set<size_t> begins; // of lines
        for (const std::string& mark : marks)
            for (size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1))
                begins.insert(at == 0 ? 0 : text.rfind('\n', at - 1) + 1);
        for (size_t begin : begins) {
            std::string line = text.substr(begin, text.find('\n', begin) - begin);
            auto number =
                static_cast<size_t>(std::count(text.begin(), text.begin() + static_cast<long>(begin), '\n')) +
                1;
            if (std::regex_search(line, pattern)) faults.push_back(place(file, number) + fault);
        }
    }
    return faults;
}

} // namespace

Faults name_faults(const Files& files) {
    static const std::set<std::string> refused = {"util", "utils",   "common",   "helper", "helpers",
                                                  "misc", "manager", "managers", "shared"};
    Faults faults;
    for (const SourceFile& file : files)
        for (const std::filesystem::path& part : std::filesystem::path(file.path))
            for (const std::string& word : words_of(part.string()))
                if (refused.contains(word)) faults.push_back(file.path + ":1: nothing is called " + word);
    return faults;
}

Faults length_faults(const Files& files) {
    Faults faults;
    for (const SourceFile& file : files) {
        size_t count = lines_of(file.text).size();
        if (is_source(file) && !is_generated(file) && count > lines_max)
            faults.push_back(place(file, count) + "longer than " + std::to_string(lines_max) + " lines");
    }
    return faults;
}

Faults leftover_faults(const Files& files) {
    // Put together from pieces, so that this file does not hold what it looks for.
    static const std::vector<std::string> marks = {std::string("TO") + "DO", std::string("FIX") + "ME",
                                                   std::string("XX") + "X"};
    static const std::regex pattern("\\b(" + marks[0] + "|" + marks[1] + "|" + marks[2] + ")\\b");
    Faults faults = lines_that_match(files, marks, pattern, "marked as still to be done", is_source);
    // What a merge that nobody finished leaves, in whatever file.
    const std::vector<std::string> sides = {std::string(7, '<') + " ", std::string(7, '>') + " "};
    static const std::regex at_begin("^(<{7}|>{7}) ");
    Faults merged = lines_that_match(files, sides, at_begin, "left over from a merge",
                                     [](const SourceFile&) { return true; });
    faults.insert(faults.end(), merged.begin(), merged.end());
    return faults;
}

Faults opening_faults(const Files& files) {
    Faults faults;
    for (const SourceFile& file : files)
        if (is_cpp(file) && !file.text.starts_with("//") && !file.text.starts_with("#"))
            faults.push_back(place(file, 1) + "begins with neither a comment nor an include");
    return faults;
}

Faults sql_faults(const Files& files) {
    static const std::regex pattern(
        R"(\b(insert into|delete from|create table|drop table|alter table|INSERT INTO|DELETE FROM|CREATE TABLE|DROP TABLE|ALTER TABLE)\b|\b(select [a-z_*,.() ]+ from|SELECT [A-Za-z_*,.() ]+ FROM|update [a-z_]+ set|UPDATE [A-Za-z_]+ SET)\b|\b(pragma|PRAGMA) [a-z_]+)");
    Faults faults;
    for (const SourceFile& file : files) {
        if (!file.path.starts_with("src/") || file.path.starts_with("src/store/") || !is_cpp(file)) continue;
        for (const Literal& literal : read_code(file.text).literals)
            if (std::regex_search(literal.text, pattern))
                faults.push_back(place(file, static_cast<size_t>(literal.line)) + "SQL lives in src/store");
    }
    return faults;
}

Faults float_faults(const Files& files) {
    static const std::regex pattern(R"(\b(float|double)\b)");
    Faults faults;
    for (const SourceFile& file : files) {
        bool is_exact = file.path.starts_with("src/scheme/") || file.path.starts_with("src/engine/") ||
                        file.path.starts_with("src/base/number");
        if (!is_exact || !is_cpp(file)) continue;
        std::vector<std::string> lines = lines_of(read_code(file.text).bare);
        for (size_t i = 0; i < lines.size(); ++i)
            if (std::regex_search(lines[i], pattern))
                faults.push_back(place(file, i + 1) + "scores are exact numbers");
    }
    return faults;
}

Faults place_faults(const Files& files) {
    static const std::vector<std::string> marks = {std::string("/wor") + "k/", std::string("/hom") + "e/",
                                                   std::string("/roo") + "t/", std::string("/tm") + "p/"};
    static const std::regex pattern("(^|[^a-z.])(" + marks[0] + "(main|shared)|" + marks[1] + "[a-z]|" +
                                    marks[2] + "[a-z.]|" + marks[3] + "(zs|build))");
    return lines_that_match(files, marks, pattern, "a path of one machine",
                            [](const SourceFile&) { return true; });
}

Faults link_target_faults(const Files& files, const std::vector<std::string>& pictures) {
    static const std::regex link(R"(\]\(([^)#:]+)(#[^)]*)?\))");
    std::set<std::string> present(pictures.begin(), pictures.end());
    for (const SourceFile& file : files) {
        present.insert(file.path);
        for (auto folder = std::filesystem::path(file.path).parent_path(); !folder.empty();
             folder = folder.parent_path())
            present.insert(folder.generic_string());
    }
    Faults faults;
    for (const SourceFile& file : files) {
        if (!file.path.ends_with(".md")) continue;
        std::vector<std::string> lines = lines_of(file.text);
        for (size_t i = 0; i < lines.size(); ++i)
            for (std::sregex_iterator at(lines[i].begin(), lines[i].end(), link), end; at != end; ++at) {
                auto target =
                    (std::filesystem::path(file.path).parent_path() / (*at)[1].str()).lexically_normal();
                std::string name = target.generic_string();
                if (name.ends_with("/")) name.pop_back();
                if (!present.contains(name))
                    faults.push_back(place(file, i + 1) + "leads nowhere: " + (*at)[1].str());
            }
    }
    return faults;
}

} // namespace zhishi::layout
