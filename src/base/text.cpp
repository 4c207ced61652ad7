#include "base/text.h"

#include <cstdint>

namespace zhishi::base {

size_t find_bad_utf8(std::string_view text) {
    auto byte = [&](size_t i) { return static_cast<std::uint8_t>(text[i]); };
    auto is_tail = [&](size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
    for (size_t i = 0; i < text.size();) {
        std::uint8_t lead = byte(i);
        if (lead < 0x80) {
            ++i;
        } else if (lead >= 0xC2 && lead <= 0xDF) {
            if (!is_tail(i + 1)) return i;
            i += 2;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            if (!is_tail(i + 1) || !is_tail(i + 2)) return i;
            if (lead == 0xE0 && byte(i + 1) < 0xA0) return i;  // overlong
            if (lead == 0xED && byte(i + 1) >= 0xA0) return i; // surrogate
            i += 3;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            if (!is_tail(i + 1) || !is_tail(i + 2) || !is_tail(i + 3)) return i;
            if (lead == 0xF0 && byte(i + 1) < 0x90) return i;  // overlong
            if (lead == 0xF4 && byte(i + 1) >= 0x90) return i; // above U+10FFFF
            i += 4;
        } else {
            return i;
        }
    }
    return std::string_view::npos;
}

size_t character_count(std::string_view text) {
    size_t count = 0;
    for (char c : text)
        count += (static_cast<std::uint8_t>(c) & 0xC0) != 0x80;
    return count;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view full_width_space = "\xE3\x80\x80";
    for (;;) {
        if (!text.empty() && (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')))
            text.remove_prefix(1);
        else if (text.starts_with(full_width_space))
            text.remove_prefix(3);
        else
            break;
    }
    for (;;) {
        if (!text.empty() && (text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r')))
            text.remove_suffix(1);
        else if (text.ends_with(full_width_space))
            text.remove_suffix(3);
        else
            break;
    }
    return text;
}

bool has_control_character(std::string_view text) {
    for (char c : text)
        if ((static_cast<std::uint8_t>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
            return true;
    return false;
}

std::string in_one_line(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string line;
    for (char c : text) {
        auto byte = static_cast<std::uint8_t>(c);
        if (c == '\n')
            line += "\\n";
        else if (c == '\r')
            line += "\\r";
        else if (c == '\t')
            line += "\\t";
        else if (byte < 0x20 || byte == 0x7F)
            (line += "\\x").append({hex[byte >> 4], hex[byte & 0xF]});
        else
            line += c;
    }
    return line;
}

} // namespace zhishi::base
