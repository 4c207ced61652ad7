// Reads the JSON body of a request strictly, and collects every fault in it before anything is done.
//
//     JsonBody body(request.body);
//     Fields fields = body.object();
//     std::string reason = fields.text("reason", limits::reason_max);
//     std::optional<base::Date> to = fields.optional_date("to");
//     for (Fields item : fields.objects("items", limits::plan_items_max)) goals.push_back(item.text("goal",
//     200)); ZHISHI_TRY_VOID(body.finish());     // every fault so far, and every field that nobody asked for
//
// A field that is missing or wrong leaves a fault and gives an empty value: use what was read only after
// finish(). Text must be UTF-8 without control characters (tab and line breaks aside) and comes without white
// space around it; lengths are in characters. null counts as absent where a field is optional.
//
// errors  unreadable_json, json_is_too_deep, duplicate_field, unknown_field      answered 400
//         field_missing, wrong_type, text_too_long, text_too_short, control_character, bad_date, bad_period,
//         out_of_range, unknown_word, list_too_long                              answered 422, each with its
//         pointer fields_are_wrong   several of them: each in `more`
#pragma once

#include "base/date.h"
#include "base/id.h"
#include "base/number.h"
#include "base/result.h"

#include <deque>
#include <initializer_list>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhishi::api {

inline constexpr size_t json_depth_max = 8;       // our deepest body, a rating sheet, has five levels
inline constexpr size_t faults_reported_max = 50; // more in one form help nobody

struct JsonValue;
class JsonBody;

// The fields of one object in the body. A small handle: copy it freely, it lives as long as its JsonBody.
class Fields {
  public:
    bool has(std::string_view name) const; // present and not null
    // Present at all, null included: for PATCH, where absent means untouched.
    bool is_named(std::string_view name) const;

    std::string text(std::string_view name, size_t max, size_t min = 1);
    std::string text_or_empty(std::string_view name, size_t max);
    std::optional<std::string> optional_text(std::string_view name, size_t max);
    std::string secret(std::string_view name, size_t max); // a password: as it is, not trimmed
    base::Date date(std::string_view name);
    std::optional<base::Date> optional_date(std::string_view name);
    base::Period period(std::string_view name);
    long integer(std::string_view name, long min, long max);
    std::optional<long> optional_integer(std::string_view name, long min, long max);
    // An exact decimal, which travels as text: "86.5". A fault of the code given where it is anything else.
    std::optional<base::Number> optional_number(std::string_view name, std::string_view code);
    bool truth(std::string_view name);
    std::optional<bool> optional_truth(std::string_view name);
    template <class Id>
    Id id(std::string_view name) {
        return Id{text(name, base::id_bytes_max)};
    }
    template <class Id>
    Id optional_id(std::string_view name) { // empty where absent
        return Id{text_or_empty(name, base::id_bytes_max)};
    }

    // One of the words of an enumeration: fields.word("kind", {{"staff", PostKind::staff}, {"head",
    // PostKind::head}}).
    template <class Enum>
    Enum word(std::string_view name, std::initializer_list<std::pair<std::string_view, Enum>> words) {
        return optional_word(name, words, true).value_or(words.begin()->second);
    }
    template <class Enum>
    std::optional<Enum> optional_word(std::string_view name,
                                      std::initializer_list<std::pair<std::string_view, Enum>> words,
                                      bool is_required = false) {
        std::vector<std::string_view> names;
        for (const auto& [word, value] : words)
            names.push_back(word);
        std::optional<size_t> found = word_index(name, names, is_required);
        if (!found) return std::nullopt;
        return words.begin()[*found].second;
    }

    // Absent: an empty list; where at least `min` are wanted, a fault.
    std::vector<Fields> objects(std::string_view name, size_t max, size_t min = 0);
    std::vector<std::string> texts(std::string_view name, size_t max, size_t text_max, size_t text_min = 1);
    std::optional<Fields> optional_object(std::string_view name);

    // A fault of the caller's own finding at one of the fields, reported with the others.
    void add_fault(std::string_view name, std::string code, base::Text text);
    std::string pointer(std::string_view name) const; // "/items/2/goal"

  private:
    friend class JsonBody;
    struct Node;
    Fields(JsonBody& body, Node& node) : body_(&body), node_(&node) {}
    const JsonValue* take(std::string_view name, bool is_required);
    std::optional<size_t> word_index(std::string_view name, const std::vector<std::string_view>& words,
                                     bool is_required);
    std::optional<std::string> read_text(std::string_view name, size_t min, size_t max, bool is_required);

    JsonBody* body_;
    Node* node_;
};

class JsonBody {
  public:
    explicit JsonBody(std::string_view bytes);
    ~JsonBody();
    JsonBody(const JsonBody&) = delete;
    JsonBody& operator=(const JsonBody&) = delete;

    // The body as an object. Not an object, or not readable at all: every field of it is empty, and finish()
    // says why.
    Fields object();
    base::Result<void> finish();

  private:
    friend class Fields;
    Fields fields_of(const JsonValue* object, std::string pointer);
    void add_fault(base::Error fault);

    std::unique_ptr<JsonValue> value_;
    std::optional<base::Error> unreadable_;
    std::deque<Fields::Node> nodes_; // addresses must hold
    std::vector<base::Error> faults_;
    size_t faults_left_out_ = 0;
};

struct Fields::Node {
    const JsonValue* object = nullptr; // null: nothing could be read
    std::string pointer;
    std::set<std::string, std::less<>> asked;
};

} // namespace zhishi::api
