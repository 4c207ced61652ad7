// Reads the entries of one YAML map and holds its author to them: what is missing, of the wrong form, given
// twice or unknown is a fault at its place.
#pragma once

#include "scheme/scheme.h"
#include "scheme/yaml.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::scheme {

class MapReader {
  public:
    // what: names the map in messages, in both languages ("参数" / "a parameter").
    MapReader(const YamlNode& node, base::Text what, Faults& faults);

    const YamlNode* optional(std::string_view key);
    const YamlNode* required(std::string_view key);
    bool has(std::string_view key) const { return node_.find(key) != nullptr; }

    std::string word(std::string_view key); // required
    std::string word_or(std::string_view key, std::string otherwise);
    base::Text text(std::string_view key);                // required: {zh: …, en: …}
    std::vector<std::string> words(std::string_view key); // a list or one word; none where it is absent
    bool truth(std::string_view key, bool otherwise);
    std::optional<base::Number> number(std::string_view key);
    Formula formula(std::string_view key); // required
    Formula optional_formula(std::string_view key);
    Origin origin(); // source, article, mark: required
    Range range();   // min, max, above, whole: none required
    // Of a map key → map, or of a list: each entry. Faults where it is neither.
    void each_entry(std::string_view key,
                    const std::function<void(const YamlNode& key, const YamlNode& value)>& read);
    void each_item(std::string_view key, const std::function<void(const YamlNode& item)>& read);
    // Call last: what was not asked for is unknown.
    void finish();

    const Place& place() const { return node_.place; }
    Faults& faults() { return faults_; }

  private:
    const YamlNode& node_;
    base::Text what_;
    Faults& faults_;
    std::set<std::string, std::less<>> known_;
};

std::vector<std::string> words_of(const YamlNode& node, Faults& faults);

} // namespace zhishi::scheme
