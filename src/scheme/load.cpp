#include "scheme/load.h"

#include "scheme/check_scheme.h"
#include "scheme/library.h"
#include "scheme/map_reader.h"
#include "scheme/read_sections.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>

namespace zhishi::scheme {

namespace {

// FNV-1a: tells versions apart, guards nothing. What must not be forged is signed elsewhere.
std::uint64_t hashed(std::uint64_t hash, std::string_view text) {
    for (char c : text) {
        hash ^= static_cast<std::uint8_t>(c);
        hash *= 1099511628211u;
    }
    return hash;
}

// Where the files come from that a scheme takes in: the library, or a kept text.
using Texts = std::function<std::optional<std::string>(const std::string& path)>;

// What stands beside all schemes: sources.yaml and units.yaml.
void read_library(const Texts& texts, Scheme& scheme, std::uint64_t& hash, Faults& faults) {
    for (const char* path : {"sources.yaml", "units.yaml"}) {
        auto text = texts(path);
        if (!text) continue;
        hash = hashed(hash, *text);
        YamlNode root = parse_yaml(path, *text, faults);
        MapReader reader(root, {"共用数据", "the shared data"}, faults);
        read_sources(reader, scheme);
        read_units(reader, scheme);
        reader.finish();
    }
}

void read_fragments(const YamlNode& uses, const Texts& texts, Scheme& scheme, std::uint64_t& hash,
                    Faults& faults) {
    for (const std::string& name : words_of(uses, faults)) {
        auto text = texts(name + ".yaml");
        if (!text) {
            faults.add(uses.place, "fragment_not_found",
                       {"没有名为“" + name + "”的公共条款。", "There is no fragment \"" + name + "\"."});
            continue;
        }
        hash = hashed(hash, *text);
        YamlNode root = parse_yaml(name + ".yaml", *text, faults);
        MapReader reader(root, {"公共条款", "the fragment"}, faults);
        reader.optional("title");
        read_parameters(reader, scheme, true);
        read_words(reader, scheme, true);
        read_inputs(reader, scheme, true);
        read_states(reader, scheme, true);
        reader.finish();
    }
}

void read_head(MapReader& reader, Scheme& scheme) {
    scheme.id = reader.word("id");
    scheme.title = reader.text("title");
    if (auto version = reader.number("version"); version && version->whole())
        scheme.version = static_cast<int>(*version->whole());
    else
        reader.required("version");
    std::vector<std::string> periods = reader.words("periods");
    auto is_listed = [&](std::string_view name) {
        return std::find(periods.begin(), periods.end(), name) != periods.end();
    };
    scheme.is_first_half_only = is_listed("first_half") && !is_listed("half");
    for (const std::string& name : periods) {
        auto kind = name == "first_half" ? base::Period::Kind::half : period_kind_of(name);
        if (kind)
            scheme.periods.push_back(*kind);
        else
            reader.faults().add(
                reader.place(), "period_kind_not_known",
                {"“" + name + "”不是期间种类；可用：year、half、first_half、quarter、month、special。",
                 "\"" + name +
                     "\" is no kind of period; use year, half, first_half, quarter, month or special."});
    }
    if (scheme.periods.empty()) reader.required("periods");
    reader.each_entry("grades", [&](const YamlNode& key, const YamlNode& value) {
        scheme.grades.push_back({key.text, {key.text, value.text}});
    });
    reader.each_item("not_encoded", [&](const YamlNode& item) {
        MapReader entry(item, {"未编入的内容", "what is not encoded"}, reader.faults());
        scheme.not_encoded.push_back({entry.text("what"), entry.text("why")});
        entry.finish();
    });
}

Loaded load(const std::string& file, const std::string& text, const Texts& texts) {
    Faults faults;
    auto scheme = std::make_shared<Scheme>();
    std::uint64_t hash = hashed(14695981039346656037u, text);
    YamlNode root = parse_yaml(file, text, faults);
    if (!faults.empty()) return {nullptr, faults.take()};

    MapReader reader(root, {"方案", "the scheme"}, faults);
    read_head(reader, *scheme);
    read_library(texts, *scheme, hash, faults);
    read_sources(reader, *scheme);
    if (const YamlNode* uses = reader.optional("uses")) read_fragments(*uses, texts, *scheme, hash, faults);
    read_parameters(reader, *scheme, false);
    read_words(reader, *scheme, false);
    read_subjects(reader, *scheme);
    read_inputs(reader, *scheme, false);
    read_checks(reader, *scheme);
    read_states(reader, *scheme, false);
    read_blocks(reader, *scheme);
    read_process(reader, *scheme);
    reader.finish();

    check_scheme(*scheme, faults);
    if (!faults.empty()) return {nullptr, faults.take()};
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
    scheme->content_hash = digits;
    return {scheme, {}};
}

std::string path_of(std::string_view id) {
    return std::string(id) + "/scheme.yaml";
}

// Sections "== path bytes", a line end, the bytes, a line end; the scheme first.
constexpr std::string_view section_mark = "== ";

std::string section(const std::string& path, const std::string& text) {
    return std::string(section_mark) + path + " " + std::to_string(text.size()) + "\n" + text + "\n";
}

struct Section {
    std::string path, text;
};

// The section at the head of `rest`, which is taken off it; nullopt where none is there.
std::optional<Section> take_section(std::string_view& rest) {
    size_t line_end = rest.find('\n');
    if (!rest.starts_with(section_mark) || line_end == rest.npos) return std::nullopt;
    std::string_view head = rest.substr(section_mark.size(), line_end - section_mark.size());
    size_t space = head.rfind(' ');
    if (space == head.npos) return std::nullopt;
    std::string_view digits = head.substr(space + 1);
    size_t size = 0;
    auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    bool is_number = fault == std::errc() && end == digits.data() + digits.size();
    std::string_view after = rest.substr(line_end + 1);
    if (!is_number || size >= after.size() || after[size] != '\n') return std::nullopt;
    rest = after.substr(size + 1);
    return Section{std::string(head.substr(0, space)), std::string(after.substr(0, size))};
}

} // namespace

Loaded load_scheme(const std::string& file, const std::string& text) {
    return load(file, text, library_text);
}

Loaded load_library_scheme(std::string_view id) {
    std::string path = path_of(id);
    auto text = library_text(path);
    return text ? load_scheme(path, *text) : Loaded{};
}

std::string kept_text(std::string_view library_id) {
    std::string path = path_of(library_id);
    auto text = library_text(path);
    if (!text) return {};
    std::string kept = section(path, *text);
    // What is asked for is what it takes in.
    load(path, *text, [&](const std::string& asked) {
        auto found = library_text(asked);
        if (found) kept += section(asked, *found);
        return found;
    });
    return kept;
}

Loaded load_kept_scheme(const std::string& text) {
    std::map<std::string, std::string> texts;
    std::string first;
    std::string_view rest = text;
    while (!rest.empty()) {
        auto next = take_section(rest);
        if (!next) break;
        if (texts.empty()) first = next->path;
        texts.emplace(next->path, std::move(next->text));
    }
    if (!rest.empty() || texts.empty())
        return {nullptr,
                {Fault{{"", 0, 0},
                       "kept_text_form",
                       {"留存的方案文本不完整或已被改动，无法读取；请从备份中恢复。",
                        "The kept text of the scheme is cut or changed and cannot be read: restore it from a "
                        "backup."}}}};
    return load(first, texts[first], [&](const std::string& asked) -> std::optional<std::string> {
        auto found = texts.find(asked);
        return found == texts.end() ? std::nullopt : std::optional(found->second);
    });
}

std::string line_of(const Fault& fault, bool in_chinese) {
    return fault.place.file + ":" + std::to_string(fault.place.line) + ":" +
           std::to_string(fault.place.column) + ": " + (in_chinese ? fault.text.zh : fault.text.en);
}

} // namespace zhishi::scheme
