#include "scheme/load.h"

#include "scheme/check_scheme.h"
#include "scheme/library.h"
#include "scheme/map_reader.h"
#include "scheme/read_sections.h"

#include <cstdint>
#include <cstdio>

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

// What stands beside all schemes: sources.yaml and units.yaml.
void read_library(Scheme& scheme, std::uint64_t& hash, Faults& faults) {
    for (const char* path : {"sources.yaml", "units.yaml"}) {
        auto text = library_text(path);
        if (!text) continue;
        hash = hashed(hash, *text);
        YamlNode root = parse_yaml(path, *text, faults);
        MapReader reader(root, {"共用数据", "the shared data"}, faults);
        read_sources(reader, scheme);
        read_units(reader, scheme);
        reader.finish();
    }
}

void read_fragments(const YamlNode& uses, Scheme& scheme, std::uint64_t& hash, Faults& faults) {
    for (const std::string& name : words_of(uses, faults)) {
        auto text = library_text(name + ".yaml");
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
    for (const std::string& name : reader.words("periods")) {
        auto kind = period_kind_of(name);
        if (kind)
            scheme.periods.push_back(*kind);
        else
            reader.faults().add(
                reader.place(), "period_kind_not_known",
                {"“" + name + "”不是期间种类；可用：year、half、quarter、month、special。",
                 "\"" + name + "\" is no kind of period; use year, half, quarter, month or special."});
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

} // namespace

Loaded load_scheme(const std::string& file, const std::string& text) {
    Faults faults;
    auto scheme = std::make_shared<Scheme>();
    std::uint64_t hash = hashed(14695981039346656037u, text);
    YamlNode root = parse_yaml(file, text, faults);
    if (!faults.empty()) return {nullptr, faults.take()};

    MapReader reader(root, {"方案", "the scheme"}, faults);
    read_head(reader, *scheme);
    read_library(*scheme, hash, faults);
    read_sources(reader, *scheme);
    if (const YamlNode* uses = reader.optional("uses")) read_fragments(*uses, *scheme, hash, faults);
    read_parameters(reader, *scheme, false);
    read_words(reader, *scheme, false);
    read_subjects(reader, *scheme);
    read_inputs(reader, *scheme, false);
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

Loaded load_library_scheme(std::string_view id) {
    std::string path = std::string(id) + "/scheme.yaml";
    auto text = library_text(path);
    return text ? load_scheme(path, *text) : Loaded{};
}

std::string line_of(const Fault& fault, bool in_chinese) {
    return fault.place.file + ":" + std::to_string(fault.place.line) + ":" +
           std::to_string(fault.place.column) + ": " + (in_chinese ? fault.text.zh : fault.text.en);
}

} // namespace zhishi::scheme
