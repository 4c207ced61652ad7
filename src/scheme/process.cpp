#include "scheme/process.h"

#include <charconv>

namespace zhishi::scheme {

const ProcessStep* Process::step(std::string_view id) const {
    for (const auto& step : steps)
        if (step.id == id) return &step;
    return nullptr;
}

const Sheet* Process::sheet(std::string_view id) const {
    for (const auto& sheet : sheets)
        if (sheet.id == id) return &sheet;
    return nullptr;
}

std::string Process::word(std::string_view setting, std::string_view otherwise) const {
    auto found = settings.find(std::string(setting));
    return found == settings.end() ? std::string(otherwise) : found->second.value;
}

std::optional<int> Process::whole(std::string_view setting) const {
    auto found = settings.find(std::string(setting));
    if (found == settings.end()) return std::nullopt;
    const std::string& text = found->second.value;
    int value = 0;
    auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

} // namespace zhishi::scheme
