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
json::value write(long number) {
    return number;
}
json::value write(const base::Number& number) {
    return json::string(number.str());
}
json::value write(base::Date date) {
    return json::string(date.str());
}
template <class Value>
json::value write(const std::optional<Value>& value) {
    return value ? write(*value) : json::value(nullptr);
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
bool read(const json::value& value, long& number) {
    const auto* found = value.if_int64();
    if (found) number = *found;
    return found != nullptr;
}
bool read(const json::value& value, base::Number& number) {
    std::string text;
    if (!read(value, text)) return false;
    auto found = base::Number::read(text);
    if (found) number = std::move(*found);
    return found.has_value();
}
bool read(const json::value& value, base::Date& date) {
    std::string text;
    if (!read(value, text)) return false;
    auto parsed = base::Date::parse(text);
    if (parsed) date = *parsed;
    return parsed.has_value();
}
template <class Value>
bool read(const json::value& value, std::optional<Value>& held) {
    if (value.is_null()) return held.reset(), true;
    return read(value, held.emplace());
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

template <class Visit>
void members(auto& rated, Visit visit) requires requires {
    rated.score;
}
{ visit("item", rated.item), visit("score", rated.score), visit("reason", rated.reason); }
template <class Visit>
void members(auto& subject, Visit visit) requires requires {
    subject.scores;
}
{ visit("official", subject.official), visit("role", subject.role), visit("scores", subject.scores); }
template <class Visit>
void members(auto& row, Visit visit) requires requires {
    row.seats_by_rule;
}
{
    visit("award", row.award), visit("grade", row.grade), visit("group", row.group),
        visit("counted", row.counted), visit("seats_by_rule", row.seats_by_rule), visit("seats", row.seats),
        visit("candidates", row.candidates), visit("awarded", row.awarded), visit("tied", row.tied),
        visit("tied_officials", row.tied_officials);
}
template <class Visit>
void members(auto& computed, Visit visit) requires requires {
    computed.node;
}
{ visit("node", computed.node), visit("value", computed.value); }
template <class Visit>
void members(auto& proposed, Visit visit) requires requires {
    proposed.clause;
}
{ visit("action", proposed.action), visit("clause", proposed.clause); }
template <class Visit>
void members(auto& leaving, Visit visit) requires requires {
    leaving.member;
}
{ visit("member", leaving.member), visit("official", leaving.official), visit("reason", leaving.reason); }
template <class Visit>
void members(auto& review, Visit visit) requires requires {
    review.improvements;
}
{
    visit("comment", review.comment), visit("improvements", review.improvements),
        visit("suggested_grade", review.suggested_grade);
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
std::string json_of(const std::vector<record::ItemScore>& scores) {
    return json::serialize(write(scores));
}
std::string json_of(const std::vector<record::RatedSubject>& subjects) {
    return json::serialize(write(subjects));
}
std::string json_of(const std::vector<record::SeatRow>& seats) {
    return json::serialize(write(seats));
}
std::string json_of(const std::vector<record::NodeValue>& nodes) {
    return json::serialize(write(nodes));
}
std::string json_of(const std::vector<record::ProposedAction>& actions) {
    return json::serialize(write(actions));
}
std::string json_of(const std::vector<record::LeavesRoom>& leaves) {
    return json::serialize(write(leaves));
}
std::string json_of(const std::vector<record::OfficialId>& officials) {
    return json::serialize(write(officials));
}
std::string json_of(const std::vector<std::string>& words) {
    return json::serialize(write(words));
}
std::string json_of(const record::AnnualReview& review) {
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
bool read_json(std::string_view text, std::vector<record::ItemScore>& scores) {
    return read_text(text, scores);
}
bool read_json(std::string_view text, std::vector<record::RatedSubject>& subjects) {
    return read_text(text, subjects);
}
bool read_json(std::string_view text, std::vector<record::SeatRow>& seats) {
    return read_text(text, seats);
}
bool read_json(std::string_view text, std::vector<record::NodeValue>& nodes) {
    return read_text(text, nodes);
}
bool read_json(std::string_view text, std::vector<record::ProposedAction>& actions) {
    return read_text(text, actions);
}
bool read_json(std::string_view text, std::vector<record::LeavesRoom>& leaves) {
    return read_text(text, leaves);
}
bool read_json(std::string_view text, std::vector<record::OfficialId>& officials) {
    return read_text(text, officials);
}
bool read_json(std::string_view text, std::vector<std::string>& words) {
    return read_text(text, words);
}
bool read_json(std::string_view text, record::AnnualReview& review) {
    return read_text(text, review);
}

} // namespace zhishi::store
