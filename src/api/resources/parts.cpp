#include "api/resources/parts.h"

#include "api/resources/surroundings.h"
#include "record/limits.h"

#include <array>

namespace zhishi::api {

namespace {

// Log entries that one item can have been drafted from: all of a busy month.
constexpr size_t item_entries_max = 400;

constexpr std::array<std::string_view, 4> plan_states{"draft", "submitted", "returned", "confirmed"};
constexpr std::array<std::string_view, 5> month_states{"draft", "submitted", "returned", "approved", "kept"};
constexpr std::array<std::string_view, 4> work_states{"not_started", "under_way", "done", "put_off"};
constexpr std::array<std::string_view, 3> post_kinds{"staff", "head", "leader"};
constexpr std::array<std::string_view, 3> visibilities{"line", "unit", "organ"};
constexpr std::array<std::string_view, 6> reviewer_reasons{"head_of_unit",   "leader_in_charge",
                                                           "acting",         "nobody_reviews_a_leader",
                                                           "seat_is_vacant", "holds_no_post"};

} // namespace

std::string_view name_of(record::PlanState state) {
    return plan_states[static_cast<size_t>(state)];
}
std::string_view name_of(record::MonthState state) {
    return month_states[static_cast<size_t>(state)];
}
std::string_view name_of(record::WorkState state) {
    return work_states[static_cast<size_t>(state)];
}
std::string_view name_of(record::PostKind kind) {
    return post_kinds[static_cast<size_t>(kind)];
}
std::string_view name_of(record::Standing standing) {
    return post_kinds[static_cast<size_t>(standing)];
}
std::string_view name_of(record::LogVisibility visibility) {
    return visibilities[static_cast<size_t>(visibility)];
}

void write_person(JsonWriter& json, const Showing& showing, const record::OfficialId& id) {
    const record::Post* post = showing.directory.main_post(id, showing.today);
    const record::Unit* unit = post ? showing.directory.unit(post->unit) : nullptr;
    json.begin_object()
        .field("id", id)
        .field("name", showing.directory.name_of(id))
        .field("unit_name", unit ? unit->name : std::string())
        .field("title", post ? post->title : std::string())
        .end_object();
}

void write_person_or_null(JsonWriter& json, const Showing& showing, const record::OfficialId& id) {
    if (id.empty())
        json.value(nullptr);
    else
        write_person(json, showing, id);
}

void write_unit(JsonWriter& json, const Showing& showing, const record::UnitId& id) {
    const record::Unit* unit = showing.directory.unit(id);
    json.begin_object().field("id", id).field("name", unit ? unit->name : std::string()).end_object();
}

void write_reviewer(JsonWriter& json, const Showing& showing, const record::Reviewer& reviewer) {
    json.begin_object().key("official");
    write_person_or_null(json, showing, reviewer.official);
    json.key("acting_for");
    write_person_or_null(json, showing, reviewer.acting_for);
    json.field("reason", reviewer_reasons[static_cast<size_t>(reviewer.reason)]).end_object();
}

void write_deadline(JsonWriter& json, const Showing& showing, const workflow::DueStep& due) {
    json.begin_object()
        .field("step", due.step)
        .field("title", word_for(showing.request, due.title))
        .field("due_on", due.due_on)
        .field("working_days_left", due.working_days_left)
        .field("is_past", due.is_past)
        .field("message", word_for(showing.request, due.message))
        .end_object();
}

void write_deadlines(JsonWriter& json, const Showing& showing, const std::vector<workflow::DueStep>& due) {
    json.key("deadlines").begin_list();
    for (const auto& step : due)
        write_deadline(json, showing, step);
    json.end_list();
}

void write_words(JsonWriter& json, std::string_view name, const std::vector<std::string>& words) {
    json.key(name).begin_list();
    for (const auto& word : words)
        json.value(word);
    json.end_list();
}

void write_plan_items(JsonWriter& json, const std::vector<record::PlanItem>& items) {
    json.begin_list();
    for (const auto& item : items)
        json.begin_object()
            .field("id", item.id)
            .field("goal", item.goal)
            .field("measure", item.measure)
            .field("due_on", item.due_on)
            .field("from", item.from)
            .end_object();
    json.end_list();
}

void write_month_items(JsonWriter& json, const std::vector<record::MonthItem>& items) {
    json.begin_list();
    for (const auto& item : items) {
        json.begin_object()
            .field("plan_item", item.plan_item)
            .field("goal", item.goal)
            .field("execution", item.execution)
            .field("progress", item.progress)
            .field("state", name_of(item.state))
            .key("entries")
            .begin_list();
        for (const auto& entry : item.entries)
            json.value(entry);
        json.end_list().end_object();
    }
    json.end_list();
}

void write_month_review(JsonWriter& json, std::string_view name, const record::MonthReview& review) {
    json.key(name)
        .begin_object()
        .field("plan_execution", review.plan_execution)
        .field("saturation", review.saturation)
        .field("completeness", review.completeness)
        .field("comment", review.comment)
        .end_object();
}

std::vector<record::MonthItem> read_month_items(Fields& fields) {
    using record::WorkState;
    std::vector<record::MonthItem> items;
    for (Fields item : fields.objects("items", record::limits::month_items_max)) {
        record::MonthItem read;
        read.plan_item = item.optional_id<record::PlanItemId>("plan_item");
        read.goal = item.text("goal", record::limits::text_max);
        read.execution = item.text_or_empty("execution", record::limits::text_max);
        read.progress = item.text_or_empty("progress", record::limits::short_text_max);
        read.state = item.word<WorkState>("state", {{"not_started", WorkState::not_started},
                                                    {"under_way", WorkState::under_way},
                                                    {"done", WorkState::done},
                                                    {"put_off", WorkState::put_off}});
        for (auto& id : item.texts("entries", item_entries_max, base::id_bytes_max))
            read.entries.push_back({std::move(id)});
        items.push_back(std::move(read));
    }
    if (!fields.has("items"))
        fields.add_fault("items", "field_missing", {"缺少小结条目。", "The items are missing."});
    return items;
}

void write_log_entry(JsonWriter& json, const Showing& showing, const workflow::LogEntryView& view) {
    const record::LogEntry& entry = view.entry;
    json.begin_object().field("id", entry.id).key("official");
    write_person(json, showing, entry.official);
    json.field("work_date", entry.work_date)
        .field("time", entry.time)
        .field("place", entry.place)
        .field("people", entry.people)
        .field("content", entry.content)
        .field("measures", entry.measures)
        .field("progress", entry.progress)
        .field("effect", entry.effect)
        .key("plan_items")
        .begin_list();
    for (const auto& item : entry.plan_items)
        json.value(item);
    json.end_list()
        .field("is_limited", entry.is_limited)
        .field("is_late", entry.is_late)
        .field("corrects", entry.corrects)
        .key("corrected_by")
        .begin_list();
    for (const auto& other : view.corrected_by)
        json.value(other);
    json.end_list()
        .field("state", entry.state == record::LogEntryState::kept ? "kept" : "withdrawn")
        .field("recorded_at", entry.recorded_at);
    write_words(json, "allowed", view.allowed);
    json.field("version", entry.version).end_object();
}

} // namespace zhishi::api
