#include "store/mapping/parts.h"

#include "store/mapping/names.h"

#include <boost/json.hpp>

namespace zhishi::store {

namespace {

namespace json = boost::json;

json::value write(const std::string& text) {
    return json::string(text);
}
json::value write(bool truth) {
    return truth;
}
json::value write(base::Date date) {
    return json::string(date.str());
}
json::value write(const std::optional<base::Date>& date) {
    return date ? write(*date) : json::value(nullptr);
}
template <class Tag>
json::value write(const base::Id<Tag>& id) {
    return json::string(id.value);
}
template <Named Value>
json::value write(Value value) {
    return json::string(name_of(value));
}
template <class Element>
json::value write(const std::vector<Element>& elements);

bool read(const json::value& value, std::string& text) {
    const auto* found = value.if_string();
    if (!found) return false;
    text.assign(found->data(), found->size());
    return true;
}
bool read(const json::value& value, bool& truth) {
    const auto* found = value.if_bool();
    if (!found) return false;
    truth = *found;
    return true;
}
bool read(const json::value& value, base::Date& date) {
    std::string text;
    if (!read(value, text)) return false;
    auto parsed = base::Date::parse(text);
    if (parsed) date = *parsed;
    return parsed.has_value();
}
bool read(const json::value& value, std::optional<base::Date>& date) {
    if (value.is_null()) return date.reset(), true;
    return read(value, date.emplace());
}
template <class Tag>
bool read(const json::value& value, base::Id<Tag>& id) {
    return read(value, id.value);
}
template <Named Value>
bool read(const json::value& value, Value& state) {
    std::string text;
    if (!read(value, text)) return false;
    auto found = value_of<Value>(text);
    if (found) state = *found;
    return found.has_value();
}
template <class Element>
bool read(const json::value& value, std::vector<Element>& elements);

// The members of each part by name: one list for both directions.
template <class Visit>
void members(auto& day, Visit visit) requires requires {
    day.is_working;
}
{ visit("date", day.date), visit("is_working", day.is_working), visit("name", day.name); }
template <class Visit>
void members(auto& work, Visit visit) requires requires {
    work.title;
}
{
    visit("id", work.id), visit("title", work.title), visit("measure", work.measure),
        visit("due_on", work.due_on);
}
template <class Visit>
void members(auto& item, Visit visit) requires requires {
    item.from;
}
{
    visit("id", item.id), visit("goal", item.goal), visit("measure", item.measure),
        visit("due_on", item.due_on);
    visit("from", item.from);
}
template <class Visit>
void members(auto& item, Visit visit) requires requires {
    item.execution;
}
{
    visit("plan_item", item.plan_item), visit("goal", item.goal), visit("execution", item.execution);
    visit("progress", item.progress), visit("state", item.state), visit("entries", item.entries);
}
template <class Visit>
void members(auto& review, Visit visit) requires requires {
    review.saturation;
}
{
    visit("plan_execution", review.plan_execution), visit("saturation", review.saturation);
    visit("completeness", review.completeness), visit("comment", review.comment);
}

template <class Struct>
concept HasMembers = requires(Struct& part) {
    members(part, [](const char*, auto&) {});
};

template <HasMembers Struct>
json::value write(const Struct& part) {
    json::object object;
    members(part, [&](const char* name, const auto& member) { object[name] = write(member); });
    return object;
}

template <class Element>
json::value write(const std::vector<Element>& elements) {
    json::array array;
    array.reserve(elements.size());
    for (const Element& element : elements)
        array.push_back(write(element));
    return array;
}

template <HasMembers Struct>
bool read(const json::value& value, Struct& part) {
    const auto* object = value.if_object();
    if (!object) return false;
    bool is_whole = true;
    size_t count = 0;
    members(part, [&](const char* name, auto& member) {
        const json::value* found = object->if_contains(name);
        is_whole = is_whole && found && read(*found, member);
        ++count;
    });
    return is_whole && object->size() == count;
}

template <class Element>
bool read(const json::value& value, std::vector<Element>& elements) {
    const auto* array = value.if_array();
    if (!array) return false;
    elements.clear();
    elements.reserve(array->size());
    for (const json::value& element : *array)
        if (!read(element, elements.emplace_back())) return false;
    return true;
}

template <class Part>
bool read_text(std::string_view text, Part& part) {
    boost::system::error_code fault;
    json::value value = json::parse({text.data(), text.size()}, fault);
    return !fault && read(value, part);
}

} // namespace

std::string json_of(const std::vector<record::OrganCalendarYear::Day>& days) {
    return json::serialize(write(days));
}
std::string json_of(const std::vector<record::UnitWorks::Work>& works) {
    return json::serialize(write(works));
}
std::string json_of(const std::vector<record::PlanItem>& items) {
    return json::serialize(write(items));
}
std::string json_of(const std::vector<record::MonthItem>& items) {
    return json::serialize(write(items));
}
std::string json_of(const std::vector<record::PlanItemId>& ids) {
    return json::serialize(write(ids));
}
std::string json_of(const record::MonthReview& review) {
    return json::serialize(write(review));
}

bool read_json(std::string_view text, std::vector<record::OrganCalendarYear::Day>& days) {
    return read_text(text, days);
}
bool read_json(std::string_view text, std::vector<record::UnitWorks::Work>& works) {
    return read_text(text, works);
}
bool read_json(std::string_view text, std::vector<record::PlanItem>& items) {
    return read_text(text, items);
}
bool read_json(std::string_view text, std::vector<record::MonthItem>& items) {
    return read_text(text, items);
}
bool read_json(std::string_view text, std::vector<record::PlanItemId>& ids) {
    return read_text(text, ids);
}
bool read_json(std::string_view text, record::MonthReview& review) {
    return read_text(text, review);
}

} // namespace zhishi::store
