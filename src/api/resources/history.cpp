#include "api/resources/history.h"

#include "api/json_value.h"
#include "api/json_writer.h"

#include <algorithm>
#include <map>

namespace zhishi::api {

namespace {

// Columns that are keys or bookkeeping, of no interest in a history.
constexpr std::string_view left_out[] = {"organ",  "version", "recorded_at", "official",
                                         "period", "entry",   "plan_items"};

using Flat = std::map<std::string, std::string>;

// items[2].goal → text. Nested parts stand as JSON text in their column.
void flatten(const JsonValue& value, const std::string& name, Flat& flat) {
    if (const auto* text = std::get_if<std::string>(&value.content)) {
        if (!text->empty() && (text->front() == '[' || text->front() == '{'))
            if (auto nested = parse_json(*text)) return flatten(*nested, name, flat);
        flat[name] = *text;
    } else if (const auto* number = std::get_if<std::int64_t>(&value.content)) {
        flat[name] = std::to_string(*number);
    } else if (const auto* truth = std::get_if<bool>(&value.content)) {
        flat[name] = *truth ? "true" : "false";
    } else if (const auto* list = std::get_if<JsonValue::List>(&value.content)) {
        for (size_t i = 0; i < list->size(); ++i)
            flatten((*list)[i], name + "[" + std::to_string(i + 1) + "]", flat);
    } else if (const auto* object = std::get_if<JsonValue::Object>(&value.content)) {
        for (const auto& [key, part] : *object)
            flatten(part, name.empty() ? key : name + "." + key, flat);
    }
}

bool is_one_of(std::string_view field, const auto& names) {
    std::string_view column = field.substr(0, field.find_first_of(".["));
    return std::find(std::begin(names), std::end(names), column) != std::end(names);
}

// In a version that was still being written the columns stay as they were before it.
void keep_unfinished(const Flat& before, Flat& now, const Unfinished& unfinished) {
    auto state = now.find("state");
    if (state == now.end() || std::find(unfinished.states.begin(), unfinished.states.end(), state->second) ==
                                  unfinished.states.end())
        return;
    auto is_kept = [&](const auto& field) { return is_one_of(field.first, unfinished.columns); };
    std::erase_if(now, is_kept);
    for (const auto& field : before)
        if (is_kept(field)) now.insert(field);
}

// Ids inside nested parts tell nobody anything.
bool is_id(std::string_view field) {
    return field.ends_with(".id") || field.ends_with(".from") || field.ends_with(".plan_item") ||
           field.find(".entries[") != std::string_view::npos;
}

// Days and instants stand as numbers in the database; people read dates.
std::string shown(const std::string& field, const std::string& text, int utc_offset_minutes) {
    auto is = [&](std::string_view end) { return field.ends_with(end); };
    if (text.empty() || (text[0] != '-' && (text[0] < '0' || text[0] > '9'))) return text;
    if (is("_at") && text.size() > 12)
        return base::Instant{std::stoll(text)}.plus_seconds(utc_offset_minutes * 60L).str();
    if ((is("_day") || is("_on")) && text.size() <= 7) return base::Date::from_days(std::stoi(text)).str();
    return text;
}

} // namespace

base::Result<Reply> history_of(const Surroundings& here, std::string_view object_type,
                               const std::string& object_id, const std::vector<std::string_view>& hidden,
                               const Unfinished& unfinished) {
    using Is = store::Query::Where::Is;
    workflow::Context context = here.context();
    store::Query query = store::query_of<record::RecordVersion>();
    query.where = {{"organ", Is::equal, context.organ().value, {}},
                   {"object_type", Is::equal, std::string(object_type), {}},
                   {"object_id", Is::equal, object_id, {}}};
    ZHISHI_TRY(auto versions, store::list<record::RecordVersion>(context.reader, query));
    std::sort(versions.begin(), versions.end(),
              [](const auto& a, const auto& b) { return a.version < b.version; });

    JsonWriter json;
    json.begin_object().key("items").begin_list();
    Flat before;
    const int offset = here.directory().organ().utc_offset_minutes;
    for (const auto& version : versions) {
        Flat now;
        if (auto image = parse_json(version.image)) flatten(*image, {}, now);
        std::erase_if(now, [&](const auto& field) {
            return is_one_of(field.first, left_out) || is_one_of(field.first, hidden) || is_id(field.first);
        });
        keep_unfinished(before, now, unfinished);
        std::vector<std::pair<std::string, std::pair<std::string, std::string>>> changes;
        for (const auto& [field, text] : now)
            if (before.contains(field) ? before[field] != text : !text.empty())
                changes.push_back({field, {before.contains(field) ? before[field] : "", text}});
        for (const auto& [field, text] : before)
            if (!now.contains(field) && !text.empty()) changes.push_back({field, {text, ""}});
        before = std::move(now);
        if (changes.empty()) continue;
        json.begin_object()
            .field("version", version.version)
            .field("at", version.at)
            .key("actor")
            .begin_object()
            .field("name", here.directory().name_of_account(version.actor))
            .end_object()
            .field("act", version.act)
            .field("reason", version.reason)
            .key("changes")
            .begin_list();
        for (const auto& [field, pair] : changes)
            json.begin_object()
                .field("field", field)
                .field("from", shown(field, pair.first, offset))
                .field("to", shown(field, pair.second, offset))
                .end_object();
        json.end_list().end_object();
    }
    json.end_list().end_object();
    return Reply(answer(json.take()));
}

} // namespace zhishi::api
