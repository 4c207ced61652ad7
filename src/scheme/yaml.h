// YAML as a tree of our own, each node with its line and column. yaml-cpp is seen by yaml.cpp alone.
//
// Taken: block and flow style, all scalars, comments. Refused, because a scheme needs none of them and each
// is a way to make a small file large or strange: aliases, anchors, tags, several documents, more than
// yaml_depth_max levels.
#pragma once

#include "scheme/fault.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::scheme {

// The longest scheme of today has some 20 kB; this bounds what an import may cost.
inline constexpr size_t scheme_bytes_max = 512 * 1024;
inline constexpr int yaml_depth_max = 32;

struct YamlNode {
    enum class Kind { absent, scalar, list, map };
    struct Entry;

    Kind kind = Kind::absent;
    std::string text; // of a scalar
    bool is_quoted = false;
    Place place;
    std::vector<YamlNode> items;               // of a list
    std::vector<Entry> entries;                // of a map, in the order written
    std::shared_ptr<const std::string> source; // the whole file
    size_t begin = 0;                          // byte at which the node begins in it

    // The entry of that key; nullptr where there is none or this is no map.
    const YamlNode* find(std::string_view key) const;
    // The place of the byte `offset` of `text` in the file, through quotes, escapes and folded lines.
    Place place_of(size_t offset) const;
};

struct YamlNode::Entry {
    YamlNode key;
    YamlNode value;
};

// The tree of a file; faults go to `faults` and the tree is then of no use.
YamlNode parse_yaml(const std::string& file, const std::string& text, Faults& faults);

} // namespace zhishi::scheme
