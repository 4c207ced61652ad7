// Wraps the parser of Boost.JSON; nothing else of the product sees it.
#include "api/json_value.h"

#include "api/json_reader.h"

#include <boost/json/basic_parser_impl.hpp>

#include <optional>

namespace zhishi::api {

namespace {

namespace json = boost::json;

// Builds our values from the parser's events. A name given twice ends the parse: which of the two was meant?
class Builder {
  public:
    constexpr static std::size_t max_object_size = std::size_t(-1);
    constexpr static std::size_t max_array_size = std::size_t(-1);
    constexpr static std::size_t max_key_size = std::size_t(-1);
    constexpr static std::size_t max_string_size = std::size_t(-1);

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code&) { return open(JsonValue{JsonValue::Object{}}); }
    bool on_object_end(std::size_t, json::error_code&) { return close(); }
    bool on_array_begin(json::error_code&) { return open(JsonValue{JsonValue::List{}}); }
    bool on_array_end(std::size_t, json::error_code&) { return close(); }
    bool on_key_part(json::string_view part, std::size_t, json::error_code&) { return append(part); }
    bool on_key(json::string_view part, std::size_t, json::error_code& error) {
        append(part);
        std::string name = std::exchange(text_, {});
        if (open_.back().member(name)) {
            duplicate = name;
            error = json::error::syntax;
            return false;
        }
        names_.push_back(std::move(name));
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t, json::error_code&) { return append(part); }
    bool on_string(json::string_view part, std::size_t, json::error_code&) {
        append(part);
        return add(JsonValue{std::exchange(text_, {})});
    }
    bool on_number_part(json::string_view, json::error_code&) { return true; }
    bool on_int64(std::int64_t value, json::string_view, json::error_code&) { return add(JsonValue{value}); }
    bool on_uint64(std::uint64_t, json::string_view, json::error_code&) {
        return add(JsonValue{JsonValue::Fraction{}}); // beyond 63 bits: no number of ours
    }
    bool on_double(double, json::string_view, json::error_code&) {
        return add(JsonValue{JsonValue::Fraction{}});
    }
    bool on_bool(bool value, json::error_code&) { return add(JsonValue{value}); }
    bool on_null(json::error_code&) { return add(JsonValue{}); }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

    JsonValue result;
    std::optional<std::string> duplicate;

  private:
    bool append(json::string_view part) {
        text_.append(part.data(), part.size());
        return true;
    }
    bool open(JsonValue value) {
        open_.push_back(std::move(value));
        return true;
    }
    bool close() {
        JsonValue done = std::move(open_.back());
        open_.pop_back();
        return add(std::move(done));
    }
    bool add(JsonValue value) {
        if (open_.empty()) {
            result = std::move(value);
        } else if (auto* list = std::get_if<JsonValue::List>(&open_.back().content)) {
            list->push_back(std::move(value));
        } else {
            std::get<JsonValue::Object>(open_.back().content)
                .emplace_back(std::move(names_.back()), std::move(value));
            names_.pop_back();
        }
        return true;
    }

    std::vector<JsonValue> open_; // the objects and lists around the place where the parser stands
    std::vector<std::string> names_;
    std::string text_;
};

} // namespace

const JsonValue* JsonValue::member(std::string_view name) const {
    const auto* object = std::get_if<Object>(&content);
    if (!object) return nullptr;
    for (const auto& [key, value] : *object)
        if (key == name) return &value;
    return nullptr;
}

base::Result<JsonValue> parse_json(std::string_view bytes) {
    json::parse_options options;
    options.max_depth = json_depth_max;
    json::basic_parser<Builder> parser(options);
    json::error_code error;
    size_t read = parser.write_some(false, bytes.data(), bytes.size(), error);
    if (!error && read < bytes.size()) error = json::error::extra_data;
    Builder& builder = parser.handler();
    if (!error) return std::move(builder.result);
    if (builder.duplicate)
        return base::bad_input(
            "duplicate_field",
            {"请求内容中的字段“" + *builder.duplicate +
                 "”出现了两次，无法判断以哪个为准。请只保留一个后重新提交。",
             "The field \"" + *builder.duplicate +
                 "\" stands twice in the request, so it is not clear which one counts. Send it once."});
    if (error == json::error::too_deep)
        return base::bad_input("json_is_too_deep",
                               {"请求内容的嵌套层次过多，无法处理。请按接口说明的格式提交。",
                                "The request is nested too deeply to be read. Send it in the form "
                                "that the API description gives."});
    std::string place = std::to_string(read);
    return base::bad_input("unreadable_json", {"请求内容不是有效的 JSON(第 " + place +
                                                   " 个字节附近),未作任何改动。请检查后重新提交。",
                                               "The request is not valid JSON (near byte " + place +
                                                   "). Nothing was changed. Correct it and send it again."});
}

std::string pointer_to(const std::string& parent, std::string_view name) {
    std::string pointer = parent + "/";
    for (char c : name) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
    return pointer;
}

} // namespace zhishi::api
