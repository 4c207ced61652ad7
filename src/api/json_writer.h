// Writes JSON, piece by piece, in the order in which it is told.
//
//     JsonWriter json;
//     json.begin_object().field("id", plan.id).field("due_on", plan.due_on).key("items").begin_list();
//     for (const auto& item : items) json.begin_object().field("goal", item.goal).end_object();
//     json.end_list().end_object();
//     response.body = json.take();
//
// Dates are written 2026-11-16, instants 2026-11-16T01:00:00Z, an absent optional as null. Names are ours:
// identifiers that need no escaping.
#pragma once

#include "base/date.h"
#include "base/id.h"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhishi::api {

class JsonWriter {
  public:
    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_list();
    JsonWriter& end_list();
    JsonWriter& key(std::string_view name);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
    JsonWriter& value(std::nullptr_t);
    JsonWriter& value(const base::Date& date) { return value(date.str()); }
    JsonWriter& value(const base::Instant& instant) { return value(instant.str()); }
    JsonWriter& value(const base::Period& period) { return value(period.str()); }
    template <class Tag>
    JsonWriter& value(const base::Id<Tag>& id) {
        return value(id.value);
    }
    template <class Whole>
    requires std::integral<Whole> JsonWriter& value(Whole number) {
        if constexpr (std::same_as<Whole, bool>)
            return raw(number ? "true" : "false");
        else
            return raw(std::to_string(number));
    }
    template <class Value>
    JsonWriter& value(const std::optional<Value>& optional) {
        return optional ? value(*optional) : value(nullptr);
    }

    template <class Value>
    JsonWriter& field(std::string_view name, const Value& content) {
        return key(name).value(content);
    }
    // JSON that was written before.
    JsonWriter& raw(std::string_view json);

    std::string take(); // ends the use of this writer

  private:
    void separate();
    std::string out_;
    bool needs_comma_ = false;
};

} // namespace zhishi::api
