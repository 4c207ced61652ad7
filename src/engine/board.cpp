#include "engine/board.h"

#include "base/check.h"

#include <algorithm>

namespace zhishi::engine {

Board::Board(const scheme::Scheme& scheme, size_t subjects)
    : standings(subjects), scores(subjects), values(scheme.value_names.size()),
      elements(scheme.value_names.size()), awards(scheme.blocks.size()),
      flag_names(scheme::flag_names(scheme)), scheme_(scheme) {
    for (const scheme::Block& block : scheme.blocks)
        for (const scheme::Value& value : block.values) {
            auto name = static_cast<size_t>(value.name);
            if (value.variable.empty()) values[name] = Column(subjects);
        }
}

std::uint64_t Board::flag_bit(std::string_view name) const {
    auto place = std::find(flag_names.begin(), flag_names.end(), name);
    base::check(place != flag_names.end(), "a flag that the scheme does not name");
    return std::uint64_t{1} << (place - flag_names.begin());
}

std::vector<std::string> Board::flags_of(scheme::SubjectIndex subject) const {
    std::vector<std::string> flags;
    for (size_t i = 0; i < flag_names.size(); ++i)
        if (standings[subject].flags >> i & 1) flags.push_back(flag_names[i]);
    return flags;
}

std::uint8_t Board::grade_of(std::string_view word) const {
    if (word.empty()) return 0;
    for (size_t i = 0; i < scheme_.grades.size(); ++i)
        if (scheme_.grades[i].word == word) return static_cast<std::uint8_t>(i + 1);
    base::check(false, "a grade that the scheme does not name");
    return 0;
}

std::uint64_t Board::grade_bit(std::string_view word) const {
    for (size_t i = 0; i < scheme_.grades.size(); ++i)
        if (scheme_.grades[i].word == word) return std::uint64_t{1} << i;
    return 0;
}

const std::string& Board::grade_word(std::uint8_t grade) const {
    static const std::string none;
    return grade == 0 ? none : scheme_.grades[grade - 1u].word;
}

} // namespace zhishi::engine
