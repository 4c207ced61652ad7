// The organ, its calendars and its units: /api/organ, /api/calendars/{year}, /api/units.
#include "api/json_reader.h"
#include "api/query_reader.h"
#include "api/resources/parts.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "record/limits.h"
#include "workflow/refusals.h"
#include "workflow/structure.h"

namespace zhishi::api {

namespace {

namespace limits = record::limits;
using record::LogVisibility;

std::string written(const Showing& showing, const workflow::Context& context, const record::Organ& organ) {
    JsonWriter json;
    json.begin_object().field("id", organ.id).field("name", organ.name).key("scheme").begin_object();
    json.field("id", context.scheme.id)
        .field("title", word_for(showing.request, context.scheme.title))
        .end_object();
    json.field("logging_is_on", organ.logging_is_on)
        .field("log_visibility", name_of(organ.log_visibility))
        .key("calendar_years")
        .begin_list();
    for (int year : showing.directory.calendar().years())
        json.value(year);
    json.end_list();
    bool may_change = policy::allows(context.actor, policy::Act::organ_change, policy::Scope::organ);
    write_words(json, "allowed",
                may_change ? std::vector<std::string>{"change"} : std::vector<std::string>{});
    json.field("version", organ.version).end_object();
    return json.take();
}

base::Result<Reply> get_organ(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    const record::Organ& organ = here.directory().organ();
    return Reply(
        answer(written({request, here.directory(), here.today()}, here.context(), organ), organ.version));
}

base::Result<Reply> patch_organ(Services& services, const Request& request) {
    JsonBody body(request.body);
    Fields fields = body.object();
    auto name = fields.optional_text("name", limits::name_max);
    auto logging = fields.optional_truth("logging_is_on");
    auto visibility = fields.optional_word<LogVisibility>(
        "log_visibility",
        {{"line", LogVisibility::line}, {"unit", LogVisibility::unit}, {"organ", LogVisibility::organ}});
    if (name && name->empty())
        fields.add_fault("name", "field_missing", {"机关名称不能为空。", "The name must not be empty."});
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    record::Organ after = here.directory().organ();
    if (name) after.name = *name;
    if (logging) after.logging_is_on = *logging;
    if (visibility) after.log_visibility = *visibility;
    workflow::Context context = here.context();
    ZHISHI_TRY(auto prepared, workflow::change_organ(context, std::move(after), *request.if_match));
    std::string shown = written({request, here.directory(), here.today()}, context, prepared.after);
    return pending(std::move(prepared.change), std::move(shown), prepared.after.version);
}

std::string written(const record::OrganCalendarYear& year) {
    JsonWriter json;
    json.begin_object().field("year", year.year).field("source", year.source).key("days").begin_list();
    for (const auto& day : year.days)
        json.begin_object()
            .field("date", day.date)
            .field("is_working", day.is_working)
            .field("name", day.name)
            .end_object();
    json.end_list().field("version", year.version).end_object();
    return json.take();
}

base::Result<Reply> get_calendar(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(int year, year_of(request));
    const auto* found = here.directory().calendar_year(year);
    // A year that nobody has loaded yet is shown empty, with version 0: the page offers to load it.
    record::OrganCalendarYear empty;
    empty.year = year;
    return Reply(answer(written(found ? *found : empty), found ? found->version : 0));
}

base::Result<Reply> put_calendar(Services& services, const Request& request) {
    record::OrganCalendarYear year;
    JsonBody body(request.body);
    Fields fields = body.object();
    year.source = fields.text("source", limits::reason_max);
    for (Fields day : fields.objects("days", 366))
        year.days.push_back(
            {day.date("date"), day.truth("is_working"), day.text_or_empty("name", limits::name_max)});
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(year.year, year_of(request));
    ZHISHI_TRY(auto prepared, workflow::save_calendar(here.context(), std::move(year), *request.if_match));
    std::string shown = written(prepared.after);
    return pending(std::move(prepared.change), std::move(shown), prepared.after.version);
}

void write(JsonWriter& json, const Showing& showing, const record::Unit& unit, base::Date date) {
    json.begin_object()
        .field("id", unit.id)
        .field("name", unit.name)
        .field("parent", unit.parent)
        .field("ordinal", unit.ordinal)
        .field("from", unit.from)
        .field("to", unit.to)
        .key("heads")
        .begin_list();
    for (const record::Official* head : showing.directory.heads_of(unit.id, date))
        write_person(json, showing, head->id);
    const record::Official* leader = showing.directory.leader_in_charge(unit.id, date);
    json.end_list().key("leader");
    write_person_or_null(json, showing, leader ? leader->id : record::OfficialId{});
    json.field("people", showing.directory.people_of(unit.id, date).size())
        .field("version", unit.version)
        .end_object();
}

base::Result<Reply> list_units(Services& services, const Request& request) {
    QueryReader query(request);
    auto on = query.optional_date("on");
    ZHISHI_TRY_VOID(query.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    base::Date date = on.value_or(here.today());
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (const record::Unit* unit : here.directory().units_on(date))
        write(json, {request, here.directory(), here.today()}, *unit, date);
    json.end_list().end_object();
    return Reply(answer(json.take()));
}

base::Result<record::Unit> read_unit(const Request& request) {
    record::Unit unit;
    JsonBody body(request.body);
    Fields fields = body.object();
    unit.name = fields.text("name", limits::name_max);
    unit.parent = fields.optional_id<record::UnitId>("parent");
    unit.ordinal = static_cast<int>(fields.optional_integer("ordinal", 0, 9999).value_or(0));
    unit.from = fields.date("from");
    unit.to = fields.optional_date("to");
    ZHISHI_TRY_VOID(body.finish());
    return unit;
}

Reply shown_unit(const Request& request, const Surroundings& here, workflow::Prepared<record::Unit> prepared,
                 int status) {
    JsonWriter json;
    write(json, {request, here.directory(), here.today()}, prepared.after, here.today());
    return pending(std::move(prepared.change), json.take(), prepared.after.version, status);
}

base::Result<Reply> post_unit(Services& services, const Request& request) {
    ZHISHI_TRY(record::Unit unit, read_unit(request));
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared, workflow::add_unit(here.context(), std::move(unit)));
    return shown_unit(request, here, std::move(prepared), 201);
}

base::Result<Reply> put_unit(Services& services, const Request& request) {
    ZHISHI_TRY(record::Unit unit, read_unit(request));
    unit.id = id_of<record::UnitId>(request, "unit");
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared, workflow::change_unit(here.context(), std::move(unit), *request.if_match));
    return shown_unit(request, here, std::move(prepared), 200);
}

} // namespace

std::vector<Route> organ_routes() {
    std::vector<Route> routes;
    using policy::Act;
    routes.push_back(
        {.method = Method::get, .pattern = "/api/organ", .act = Act::organ_read, .handler = get_organ});
    routes.push_back({.method = Method::patch,
                      .pattern = "/api/organ",
                      .act = Act::organ_change,
                      .handler = patch_organ,
                      .needs_if_match = true});
    routes.push_back({.method = Method::get,
                      .pattern = "/api/calendars/{year}",
                      .act = Act::organ_read,
                      .handler = get_calendar});
    routes.push_back({.method = Method::put,
                      .pattern = "/api/calendars/{year}",
                      .act = Act::calendar_save,
                      .handler = put_calendar,
                      .body_max = 128 * 1024,
                      .needs_if_match = true});
    routes.push_back(
        {.method = Method::get, .pattern = "/api/units", .act = Act::organ_read, .handler = list_units});
    routes.push_back({.method = Method::post,
                      .pattern = "/api/units",
                      .act = Act::structure_change,
                      .handler = post_unit,
                      .needs_idempotency_key = true});
    routes.push_back({.method = Method::put,
                      .pattern = "/api/units/{unit}",
                      .act = Act::structure_change,
                      .handler = put_unit,
                      .needs_if_match = true});
    return routes;
}

} // namespace zhishi::api
