// The rules about arrows between modules.
#include "tests/layout/layout_rules.h"

#include <array>
#include <regex>

namespace zhishi::layout {

namespace {

std::string place(const SourceFile& file, size_t line) {
    return file.path + ":" + std::to_string(line) + ": ";
}

// src/store/sqlite/reader.cpp → store; empty for a file that is in no module.
std::string module_of(const std::string& path) {
    static constexpr std::string_view top = "src/";
    if (!path.starts_with(top)) return "";
    size_t end = path.find('/', top.size());
    return end == std::string::npos ? "" : path.substr(top.size(), end - top.size());
}

bool is_posix(std::string_view name) {
    static constexpr std::array<std::string_view, 17> whole = {
        "unistd.h", "fcntl.h",   "poll.h",   "signal.h", "spawn.h",   "netdb.h",
        "dirent.h", "pthread.h", "time.h",   "errno.h",  "termios.h", "grp.h",
        "pwd.h",    "sched.h",   "endian.h", "syslog.h", "iconv.h"};
    for (std::string_view prefix : {"sys/", "netinet/", "arpa/", "linux/"})
        if (name.starts_with(prefix)) return true;
    return std::find(whole.begin(), whole.end(), name) != whole.end();
}

// The row of the library table that an include belongs to: the longest prefix; empty: none.
std::string library_of(std::string_view name, const ModuleTables& tables) {
    if (is_posix(name)) return "posix";
    std::string best;
    for (const auto& [prefix, library] : tables.libraries)
        if (name.starts_with(prefix) && prefix.size() > best.size()) best = prefix;
    return best;
}

// A header of the standard library has neither a folder nor an ending.
bool is_standard(std::string_view name) {
    return name.find_first_of("/.") == std::string_view::npos;
}

std::string library_fault(const std::string& module, const SourceFile& file, const std::string& name,
                          const ModuleTables& tables) {
    if (is_standard(name)) return "";
    std::string library = library_of(name, tables);
    auto row = tables.libraries.find(library);
    if (row == tables.libraries.end()) return "<" + name + "> is in no row of the library table";
    if (!row->second.modules.contains(module)) return "<" + name + "> may not be included by " + module;
    if (file.path.ends_with(".h") && !row->second.in_headers)
        return "<" + name + "> may not be seen in a header";
    return "";
}

std::string module_fault(const std::string& module, const std::string& name, const ModuleTables& tables) {
    std::string wanted = name.substr(0, name.find('/'));
    if (wanted == module) return "";
    if (!tables.may_include.contains(wanted)) return "\"" + name + "\" names no module";
    auto row = tables.may_include.find(module);
    if (row == tables.may_include.end()) return module + " has no row in the module table";
    return row->second.contains(wanted) ? "" : module + " may not include " + wanted + " (\"" + name + "\")";
}

// The table's prefix of a library that a CMake target stands for; empty: one that nobody minds.
std::string library_of_target(const std::string& target) {
    static const std::vector<std::pair<std::string, std::string>> targets = {
        {"OpenSSL::", "openssl"},   {"PkgConfig::SODIUM", "sodium"},
        {"yaml-cpp", "yaml-cpp"},   {"PkgConfig::SQLITE", "sqlite3"},
        {"PkgConfig::PQ", "libpq"}, {"Boost::json", "boost/json"},
        {"spdlog::", "spdlog"},     {"CLI11::", "CLI"}};
    for (const auto& [prefix, library] : targets)
        if (target.starts_with(prefix)) return library;
    return "";
}

} // namespace

Faults include_faults(const Files& files, const ModuleTables& tables) {
    static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    Faults faults;
    for (const SourceFile& file : files) {
        std::string module = module_of(file.path);
        if (module.empty() || !is_cpp(file)) continue;
        std::vector<std::string> lines = lines_of(file.text);
        for (size_t i = 0; i < lines.size(); ++i) {
            std::smatch match;
            if (!std::regex_search(lines[i], match, pattern)) continue;
            std::string fault = match[1] == "<" ? library_fault(module, file, match[2], tables)
                                                : module_fault(module, match[2], tables);
            if (!fault.empty()) faults.push_back(place(file, i + 1) + fault);
        }
    }
    return faults;
}

Faults link_faults(const Files& files, const ModuleTables& tables) {
    static const std::regex call(R"(zhishi_module\(\s*(\w+)(?:\s+LINK\s+([^)]*))?\))");
    Faults faults;
    for (const SourceFile& file : files) {
        if (!file.path.starts_with("src/") || !file.path.ends_with("CMakeLists.txt")) continue;
        for (std::sregex_iterator at(file.text.begin(), file.text.end(), call), end; at != end; ++at) {
            std::string module = (*at)[1];
            auto row = tables.may_include.find(module);
            std::string links = (*at)[2];
            std::regex word(R"(\S+)");
            for (std::sregex_iterator link(links.begin(), links.end(), word); link != end; ++link) {
                std::string target = link->str(), library = library_of_target(target);
                bool is_module = tables.may_include.contains(target);
                bool is_allowed =
                    is_module ? row != tables.may_include.end() && row->second.contains(target)
                              : library.empty() || (tables.libraries.contains(library) &&
                                                    tables.libraries.at(library).modules.contains(module));
                if (!is_allowed) faults.push_back(place(file, 1) + module + " may not link " + target);
            }
        }
    }
    return faults;
}

Faults module_faults(const Files& files, const ModuleTables& tables) {
    std::set<std::string> present;
    for (const SourceFile& file : files)
        if (is_cpp(file) && !module_of(file.path).empty()) present.insert(module_of(file.path));
    Faults faults;
    for (const std::string& module : present)
        if (!tables.may_include.contains(module))
            faults.push_back("src/" + module + ":1: has no row in the module table");
    for (const auto& [module, arrows] : tables.may_include) {
        if (!present.contains(module))
            faults.push_back("docs/architecture.md:1: " + module + " is no module in src/");
        for (const std::string& arrow : arrows)
            if (!tables.may_include.contains(arrow))
                faults.push_back("docs/architecture.md:1: " + module + " may include " + arrow +
                                 ", which is no module");
    }
    return faults;
}

} // namespace zhishi::layout
