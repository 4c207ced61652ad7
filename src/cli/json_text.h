// Writes JSON: objects, arrays, texts and whole numbers, in the order given.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace zhishi::cli {

class JsonText {
  public:
    void begin_object() { open('{'); }
    void end_object() { close('}'); }
    void begin_array() { open('['); }
    void end_array() { close(']'); }
    void key(std::string_view name);
    void member(std::string_view name, std::string_view value);
    void member(std::string_view name, std::int64_t number);
    void value(std::string_view text);
    const std::string& text() const { return text_; }

  private:
    void open(char bracket);
    void close(char bracket);
    void separate();
    void quote(std::string_view text);

    std::string text_;
    bool needs_comma_ = false;
};

} // namespace zhishi::cli
