// A JSON value as it was read, and the parser of it: strict, bounded in depth, no name twice in an object.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace zhishi::api {

struct JsonValue {
    struct Fraction {}; // a number that is not whole: the product takes none, so its value is not kept
    using List = std::vector<JsonValue>;
    using Object = std::vector<std::pair<std::string, JsonValue>>;
    std::variant<std::nullptr_t, bool, std::int64_t, Fraction, std::string, List, Object> content = nullptr;

    const JsonValue* member(std::string_view name) const; // null: absent, or no object
};

// errors  unreadable_json (with the byte), json_is_too_deep, duplicate_field (with its pointer)
base::Result<JsonValue> parse_json(std::string_view bytes);

// "~" and "/" in a name are written ~0 and ~1 in a pointer (RFC 6901).
std::string pointer_to(const std::string& parent, std::string_view name);

} // namespace zhishi::api
