// The daily log: /api/officials/{official}/log-entries and /api/log-entries/{entry}.
#include "workflow/logs.h"

#include "api/json_reader.h"
#include "api/query_reader.h"
#include "api/resources/history.h"
#include "api/resources/parts.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "record/limits.h"

namespace zhishi::api {

namespace {

namespace limits = record::limits;

std::string_view name_of(workflow::DayTakes takes) {
    switch (takes) {
    case workflow::DayTakes::entry: return "entry";
    case workflow::DayTakes::late_entry: return "late_entry";
    case workflow::DayTakes::correction: return "correction";
    case workflow::DayTakes::nothing: break;
    }
    return "nothing";
}

std::string written(const Showing& showing, const workflow::LogEntryView& view) {
    JsonWriter json;
    write_log_entry(json, showing, view);
    return json.take();
}

base::Result<record::LogEntry> read_input(const Request& request) {
    record::LogEntry entry;
    JsonBody body(request.body);
    Fields fields = body.object();
    entry.work_date = fields.date("work_date");
    entry.time = fields.text_or_empty("time", limits::short_text_max);
    entry.place = fields.text_or_empty("place", limits::short_text_max);
    entry.people = fields.text_or_empty("people", limits::short_text_max);
    entry.content = fields.text("content", limits::text_max);
    entry.measures = fields.text_or_empty("measures", limits::text_max);
    entry.progress = fields.text_or_empty("progress", limits::short_text_max);
    entry.effect = fields.text_or_empty("effect", limits::text_max);
    for (auto& id : fields.texts("plan_items", limits::log_links_max, base::id_bytes_max))
        entry.plan_items.push_back({std::move(id)});
    entry.is_limited = fields.optional_truth("is_limited").value_or(false);
    entry.corrects = fields.optional_id<record::LogEntryId>("corrects");
    ZHISHI_TRY_VOID(body.finish());
    return entry;
}

base::Result<Reply> list_entries(Services& services, const Request& request) {
    QueryReader query(request);
    base::Date from = query.date("from"), to = query.date("to");
    ZHISHI_TRY_VOID(query.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto log,
               workflow::list_log(here.context(), id_of<record::OfficialId>(request, "official"), from, to));
    Showing showing{request, here.directory(), here.today()};
    JsonWriter json;
    json.begin_object().key("official");
    write_person(json, showing, log.official);
    json.key("items").begin_list();
    for (const auto& view : log.entries)
        write_log_entry(json, showing, view);
    json.end_list().key("days").begin_list();
    for (const auto& day : log.days)
        json.begin_object()
            .field("date", day.date)
            .field("is_working", day.is_working)
            .field("name", day.name)
            .field("takes", name_of(day.takes))
            .end_object();
    json.end_list().key("plan_items").begin_list();
    for (const auto& item : log.plan_items)
        json.begin_object()
            .field("id", item.id)
            .field("goal", item.goal)
            .field("period", item.period)
            .end_object();
    json.end_list().field("may_write", log.may_write).field("has_hidden", log.has_hidden).end_object();
    return Reply(answer(json.take()));
}

base::Result<Reply> post_entry(Services& services, const Request& request) {
    ZHISHI_TRY(record::LogEntry input, read_input(request));
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared,
               workflow::write_log_entry(here.context(), id_of<record::OfficialId>(request, "official"),
                                         std::move(input)));
    std::string body =
        written({request, here.directory(), here.today()}, workflow::view_of_new(prepared.after));
    return pending(std::move(prepared.change), std::move(body), prepared.after.version, 201);
}

base::Result<Reply> get_entry(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto view,
               workflow::read_log_entry(here.context(), id_of<record::LogEntryId>(request, "entry")));
    return Reply(answer(written({request, here.directory(), here.today()}, view), view.entry.version));
}

template <class Prepare>
base::Result<Reply> change_entry(Services& services, const Request& request, Prepare prepare) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    workflow::Context context = here.context();
    ZHISHI_TRY(auto prepared, prepare(context, id_of<record::LogEntryId>(request, "entry")));
    long version = prepared.after.version;
    ZHISHI_TRY(auto view, workflow::view_of(context, std::move(prepared.after)));
    return pending(std::move(prepared.change), written({request, here.directory(), here.today()}, view),
                   version);
}

base::Result<Reply> put_entry(Services& services, const Request& request) {
    ZHISHI_TRY(record::LogEntry input, read_input(request));
    return change_entry(services, request,
                        [&](const workflow::Context& context, const record::LogEntryId& id) {
                            return workflow::edit_log_entry(context, id, input, *request.if_match);
                        });
}

base::Result<Reply> withdraw_entry(Services& services, const Request& request) {
    return change_entry(services, request,
                        [&](const workflow::Context& context, const record::LogEntryId& id) {
                            return workflow::withdraw_log_entry(context, id, *request.if_match);
                        });
}

base::Result<Reply> get_entry_history(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto view,
               workflow::read_log_entry(here.context(), id_of<record::LogEntryId>(request, "entry")));
    return history_of(here, "log_entry", view.entry.id.value, {});
}

} // namespace

std::vector<Route> log_routes() {
    std::vector<Route> routes;
    using policy::Act;
    const char* list = "/api/officials/{official}/log-entries";
    const char* one = "/api/log-entries/{entry}";
    routes.push_back({.method = Method::get, .pattern = list, .act = Act::log_read, .handler = list_entries});
    routes.push_back({.method = Method::post,
                      .pattern = list,
                      .act = Act::log_write,
                      .handler = post_entry,
                      .needs_idempotency_key = true});
    routes.push_back({.method = Method::get, .pattern = one, .act = Act::log_read, .handler = get_entry});
    routes.push_back({.method = Method::put,
                      .pattern = one,
                      .act = Act::log_edit,
                      .handler = put_entry,
                      .needs_if_match = true});
    routes.push_back({.method = Method::post,
                      .pattern = "/api/log-entries/{entry}/withdrawals",
                      .act = Act::log_withdraw,
                      .handler = withdraw_entry,
                      .needs_idempotency_key = true,
                      .needs_if_match = true});
    routes.push_back({.method = Method::get,
                      .pattern = "/api/log-entries/{entry}/history",
                      .act = Act::log_read,
                      .handler = get_entry_history});
    return routes;
}

} // namespace zhishi::api
