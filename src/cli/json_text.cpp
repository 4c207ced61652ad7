#include "cli/json_text.h"

#include <cstdio>

namespace zhishi::cli {

void JsonText::separate() {
    if (needs_comma_) text_ += ',';
    needs_comma_ = false;
}

void JsonText::open(char bracket) {
    separate();
    text_ += bracket;
}

void JsonText::close(char bracket) {
    text_ += bracket;
    needs_comma_ = true;
}

void JsonText::key(std::string_view name) {
    separate();
    quote(name);
    text_ += ':';
}

void JsonText::member(std::string_view name, std::int64_t number) {
    key(name);
    text_ += std::to_string(number);
    needs_comma_ = true;
}

void JsonText::value(std::string_view text) {
    separate();
    quote(text);
    needs_comma_ = true;
}

void JsonText::member(std::string_view name, std::string_view text) {
    key(name);
    value(text);
}

void JsonText::quote(std::string_view text) {
    text_ += '"';
    for (char c : text) {
        if (c == '"' || c == '\\') {
            text_ += '\\';
            text_ += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", c);
            text_ += escape;
        } else {
            text_ += c;
        }
    }
    text_ += '"';
}

} // namespace zhishi::cli
