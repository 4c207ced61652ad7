#include "api/json_writer.h"

#include <utility>

namespace zhishi::api {

namespace {

bool needs_escaping(char c) {
    auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || c == '"' || c == '\\' || byte == 0x7f;
}

void add_escaped(std::string& out, char c) {
    static constexpr char digits[] = "0123456789abcdef";
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
        out.append({'\\', c});
    else if (c == '\n')
        out += "\\n";
    else
        out.append({'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]});
}

} // namespace

void JsonWriter::separate() {
    if (needs_comma_) out_ += ',';
    needs_comma_ = false;
}

JsonWriter& JsonWriter::begin_object() {
    separate();
    out_ += '{';
    return *this;
}

JsonWriter& JsonWriter::end_object() {
    out_ += '}';
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::begin_list() {
    separate();
    out_ += '[';
    return *this;
}

JsonWriter& JsonWriter::end_list() {
    out_ += ']';
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    out_ += '"';
    out_ += name;
    out_ += "\":";
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    separate();
    out_ += json;
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::value(std::nullptr_t) {
    return raw("null");
}

JsonWriter& JsonWriter::value(std::string_view text) {
    separate();
    out_ += '"';
    size_t done = 0; // what needs no escaping is copied as it stands, in pieces as long as can be
    for (size_t at = 0; at < text.size(); ++at) {
        if (!needs_escaping(text[at])) continue;
        out_.append(text, done, at - done);
        add_escaped(out_, text[at]);
        done = at + 1;
    }
    out_.append(text, done);
    out_ += '"';
    needs_comma_ = true;
    return *this;
}

std::string JsonWriter::take() {
    return std::move(out_);
}

} // namespace zhishi::api
