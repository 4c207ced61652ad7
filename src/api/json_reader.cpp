#include "api/json_reader.h"

#include "api/json_value.h"
#include "base/text.h"

#include <algorithm>

namespace zhishi::api {

namespace {

using base::Error;
using base::Text;

Error fault_at(std::string pointer, std::string code, Text text) {
    return base::bad_input(std::move(code), std::move(text), std::move(pointer));
}

// A name out of the request goes into a message: short, and without what would break a line.
std::string shown(std::string_view name) {
    std::string text;
    for (char c : name.substr(0, 40))
        text += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
    while (!text.empty() && base::find_bad_utf8(text) != std::string_view::npos)
        text.pop_back();
    return text;
}

const Text wrong_type_text{
    "此项的类型不对。请按接口说明的格式填写。",
    "This field has the wrong type. Give it in the form that the API description says."};

} // namespace

JsonBody::JsonBody(std::string_view bytes) {
    base::Result<JsonValue> parsed = parse_json(bytes);
    if (!parsed) {
        unreadable_ = parsed.error();
        return;
    }
    value_ = std::make_unique<JsonValue>(std::move(parsed).value());
    if (!std::holds_alternative<JsonValue::Object>(value_->content))
        unreadable_ =
            base::bad_input("unreadable_json", {"请求内容应当是一个 JSON 对象。请按接口说明的格式提交。",
                                                "The request must be a JSON object. Send it in the form that "
                                                "the API description gives."});
}

JsonBody::~JsonBody() = default;

Fields JsonBody::object() {
    return fields_of(unreadable_ ? nullptr : value_.get(), "");
}

Fields JsonBody::fields_of(const JsonValue* object, std::string pointer) {
    nodes_.push_back({object, std::move(pointer), {}});
    return {*this, nodes_.back()};
}

void JsonBody::add_fault(Error fault) {
    if (faults_.size() < faults_reported_max)
        faults_.push_back(std::move(fault));
    else
        ++faults_left_out_;
}

base::Result<void> JsonBody::finish() {
    if (unreadable_) return *unreadable_;
    std::vector<Error> unknown;
    for (const Fields::Node& node : nodes_) {
        if (!node.object) continue;
        for (const auto& [name, value] : std::get<JsonValue::Object>(node.object->content)) {
            if (node.asked.contains(name) || unknown.size() >= faults_reported_max) continue;
            unknown.push_back(fault_at(
                pointer_to(node.pointer, shown(name)), "unknown_field",
                {"不认识字段“" + shown(name) + "”，未作任何改动。请按接口说明去掉它后重新提交。",
                 "The field \"" + shown(name) +
                     "\" is not known here, and nothing was changed. Leave it out and send again."}));
        }
    }
    if (!unknown.empty()) {
        Error error = unknown.front();
        error.more = std::move(unknown);
        return error;
    }
    if (faults_.empty()) return {};
    if (faults_.size() == 1) {
        Error error = faults_.front();
        error.more = faults_;
        return error;
    }
    std::string count = std::to_string(faults_.size() + faults_left_out_);
    Error error = base::bad_input("fields_are_wrong",
                                  {"有 " + count + " 处需要改正，未作任何改动。请改正后重新提交。",
                                   count + " fields must be corrected. Nothing was changed. Correct "
                                           "them and send again."});
    error.more = faults_;
    return error;
}

bool Fields::has(std::string_view name) const {
    const JsonValue* value = node_->object ? node_->object->member(name) : nullptr;
    return value && !std::holds_alternative<std::nullptr_t>(value->content);
}

bool Fields::is_named(std::string_view name) const {
    return node_->object && node_->object->member(name);
}

std::string Fields::pointer(std::string_view name) const {
    return pointer_to(node_->pointer, name);
}

void Fields::add_fault(std::string_view name, std::string code, Text text) {
    body_->add_fault(fault_at(pointer(name), std::move(code), std::move(text)));
}

const JsonValue* Fields::take(std::string_view name, bool is_required) {
    if (!node_->object) return nullptr;
    node_->asked.emplace(name);
    if (has(name)) return node_->object->member(name);
    if (is_required)
        add_fault(name, "field_missing", {"请填写此项。", "This field is required. Fill it in."});
    return nullptr;
}

std::optional<std::string> Fields::read_text(std::string_view name, size_t min, size_t max,
                                             bool is_required) {
    const JsonValue* value = take(name, is_required);
    if (!value) return std::nullopt;
    const auto* text = std::get_if<std::string>(&value->content);
    if (!text) {
        add_fault(name, "wrong_type", wrong_type_text);
        return std::nullopt;
    }
    if (base::has_control_character(*text)) {
        add_fault(name, "control_character",
                  {"此项含有不可见的控制字符。请删除后重新填写，从其他软件粘贴时请只粘贴文字。",
                   "This field has an invisible control character in it. Remove it; when pasting, paste "
                   "plain text."});
        return std::nullopt;
    }
    std::string trimmed(base::trimmed(*text));
    size_t length = base::character_count(trimmed);
    if (length > max) {
        std::string most = std::to_string(max), now = std::to_string(length);
        add_fault(name, "text_too_long",
                  {"最多 " + most + " 个字，现有 " + now + " 个字。请精简。",
                   "At most " + most + " characters are allowed; there are " + now + ". Make it shorter."});
        return std::nullopt;
    }
    if (length < min) {
        std::string least = std::to_string(min);
        if (length == 0)
            add_fault(name, "text_too_short",
                      {"请填写此项，不能为空。", "This field must not be empty. Fill it in."});
        else
            add_fault(name, "text_too_short",
                      {"至少 " + least + " 个字。请补充。", "At least " + least + " characters are needed."});
        return std::nullopt;
    }
    return trimmed;
}

std::string Fields::text(std::string_view name, size_t max, size_t min) {
    return read_text(name, min, max, true).value_or("");
}

std::string Fields::text_or_empty(std::string_view name, size_t max) {
    return read_text(name, 0, max, false).value_or("");
}

std::optional<std::string> Fields::optional_text(std::string_view name, size_t max) {
    return read_text(name, 0, max, false);
}

std::string Fields::secret(std::string_view name, size_t max) {
    const JsonValue* value = take(name, true);
    if (!value) return {};
    const auto* text = std::get_if<std::string>(&value->content);
    if (!text) {
        add_fault(name, "wrong_type", wrong_type_text);
        return {};
    }
    if (base::character_count(*text) > max) {
        std::string most = std::to_string(max);
        add_fault(name, "text_too_long",
                  {"最多 " + most + " 个字符。", "At most " + most + " characters are allowed."});
        return {};
    }
    return *text;
}

base::Date Fields::date(std::string_view name) {
    if (!has(name)) (void)take(name, true);
    return optional_date(name).value_or(base::Date());
}

std::optional<base::Date> Fields::optional_date(std::string_view name) {
    const JsonValue* value = take(name, false);
    if (!value) return std::nullopt;
    const auto* text = std::get_if<std::string>(&value->content);
    std::optional<base::Date> date;
    if (text) date = base::Date::parse(*text);
    if (!date)
        add_fault(name, "bad_date",
                  {"日期应写作 2026-11-16 的形式，并且确有这一天。请改正。",
                   "A date is written like 2026-11-16 and must be a day that exists. Correct it."});
    return date;
}

base::Period Fields::period(std::string_view name) {
    const JsonValue* value = take(name, true);
    if (!value) return {};
    const auto* text = std::get_if<std::string>(&value->content);
    std::optional<base::Period> period;
    if (text) period = base::Period::parse(*text);
    if (!period)
        add_fault(name, "bad_period",
                  {"周期应写作 2026、2026Q4 或 2026-11 的形式。请改正。",
                   "A period is written like 2026, 2026Q4 or 2026-11. Correct it."});
    return period.value_or(base::Period());
}

long Fields::integer(std::string_view name, long min, long max) {
    if (!has(name)) (void)take(name, true);
    return optional_integer(name, min, max).value_or(min);
}

std::optional<long> Fields::optional_integer(std::string_view name, long min, long max) {
    const JsonValue* value = take(name, false);
    if (!value) return std::nullopt;
    const auto* number = std::get_if<std::int64_t>(&value->content);
    if (!number && !std::holds_alternative<JsonValue::Fraction>(value->content)) {
        add_fault(name, "wrong_type", wrong_type_text);
        return std::nullopt;
    }
    if (!number || *number < min || *number > max) {
        std::string from = std::to_string(min), to = std::to_string(max);
        add_fault(name, "out_of_range",
                  {"应为 " + from + " 至 " + to + " 之间的整数。请改正。",
                   "A whole number from " + from + " to " + to + " is needed. Correct it."});
        return std::nullopt;
    }
    return static_cast<long>(*number);
}

std::optional<base::Number> Fields::optional_number(std::string_view name, std::string_view code) {
    const JsonValue* value = take(name, false);
    if (!value) return std::nullopt;
    const auto* text = std::get_if<std::string>(&value->content);
    std::optional<base::Number> number;
    if (text) number = base::Number::parse(*text);
    if (!number)
        add_fault(
            name, std::string(code),
            {"应为加引号的十进制数，如 \"86.5\"，最多六位小数。请改正。",
             "A decimal number in quotes is needed, like \"86.5\", with at most six decimals. Correct it."});
    return number;
}

bool Fields::truth(std::string_view name) {
    if (!has(name)) (void)take(name, true);
    return optional_truth(name).value_or(false);
}

std::optional<bool> Fields::optional_truth(std::string_view name) {
    const JsonValue* value = take(name, false);
    if (!value) return std::nullopt;
    if (const bool* truth = std::get_if<bool>(&value->content)) return *truth;
    add_fault(name, "wrong_type", wrong_type_text);
    return std::nullopt;
}

std::optional<size_t> Fields::word_index(std::string_view name, const std::vector<std::string_view>& words,
                                         bool is_required) {
    const JsonValue* value = take(name, is_required);
    if (!value) return std::nullopt;
    if (const auto* text = std::get_if<std::string>(&value->content)) {
        auto found = std::find(words.begin(), words.end(), *text);
        if (found != words.end()) return static_cast<size_t>(found - words.begin());
    }
    std::string choice;
    for (std::string_view word : words)
        choice += (choice.empty() ? "" : ", ") + std::string(word);
    add_fault(
        name, "unknown_word",
        {"只能是下列之一：" + choice + "。请重新选择。", "It must be one of: " + choice + ". Choose again."});
    return std::nullopt;
}

std::vector<Fields> Fields::objects(std::string_view name, size_t max, size_t min) {
    std::vector<Fields> result;
    const JsonValue* value = take(name, min > 0);
    if (!value) return result;
    const auto* list = std::get_if<JsonValue::List>(&value->content);
    if (!list) {
        add_fault(name, "wrong_type", wrong_type_text);
        return result;
    }
    if (list->size() > max) {
        std::string most = std::to_string(max), now = std::to_string(list->size());
        add_fault(name, "list_too_long",
                  {"最多 " + most + " 项，现有 " + now + " 项。请精简。",
                   "At most " + most + " are allowed; there are " + now + ". Leave some out."});
        return result;
    }
    if (list->size() < min) add_fault(name, "field_missing", {"至少填写一项。", "At least one is needed."});
    for (size_t i = 0; i < list->size(); ++i) {
        std::string place = std::to_string(i);
        if (std::holds_alternative<JsonValue::Object>((*list)[i].content))
            result.push_back(body_->fields_of(&(*list)[i], pointer(name) + "/" + place));
        else
            add_fault(std::string(name), "wrong_type", wrong_type_text);
    }
    return result;
}

std::vector<std::string> Fields::texts(std::string_view name, size_t max, size_t text_max, size_t text_min) {
    std::vector<std::string> result;
    const JsonValue* value = take(name, false);
    if (!value) return result;
    const auto* list = std::get_if<JsonValue::List>(&value->content);
    if (!list || list->size() > max) {
        std::string most = std::to_string(max);
        if (!list)
            add_fault(name, "wrong_type", wrong_type_text);
        else
            add_fault(
                name, "list_too_long",
                {"最多 " + most + " 项。请精简。", "At most " + most + " are allowed. Leave some out."});
        return result;
    }
    for (size_t i = 0; i < list->size(); ++i) {
        const auto* text = std::get_if<std::string>(&(*list)[i].content);
        std::string place = pointer(name) + "/" + std::to_string(i);
        if (!text) {
            body_->add_fault(fault_at(place, "wrong_type", wrong_type_text));
            continue;
        }
        std::string trimmed(base::trimmed(*text));
        size_t length = base::character_count(trimmed);
        if (length < text_min || length > text_max || base::has_control_character(trimmed)) {
            std::string least = std::to_string(text_min), most = std::to_string(text_max);
            body_->add_fault(fault_at(
                place, length > text_max ? "text_too_long" : "text_too_short",
                {"应为 " + least + " 至 " + most + " 个字，且不含控制字符。请改正。",
                 "From " + least + " to " + most + " characters without control characters. Correct it."}));
            continue;
        }
        result.push_back(std::move(trimmed));
    }
    return result;
}

std::optional<Fields> Fields::optional_object(std::string_view name) {
    const JsonValue* value = take(name, false);
    if (!value) return std::nullopt;
    if (std::holds_alternative<JsonValue::Object>(value->content))
        return body_->fields_of(value, pointer(name));
    add_fault(name, "wrong_type", wrong_type_text);
    return std::nullopt;
}

} // namespace zhishi::api
