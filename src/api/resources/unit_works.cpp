// The annual work of a unit, and how its head broke it down: /api/units/{unit}/works/{year}.
#include "api/json_reader.h"
#include "api/resources/parts.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "record/limits.h"
#include "workflow/plans.h"

namespace zhishi::api {

namespace {

namespace limits = record::limits;

std::string written(const Showing& showing, const workflow::UnitWorksView& view) {
    JsonWriter json;
    json.begin_object().key("unit");
    write_unit(json, showing, view.works.unit);
    json.field("year", view.works.year).key("works").begin_list();
    for (const auto& work : view.works.works)
        json.begin_object()
            .field("id", work.id)
            .field("title", work.title)
            .field("measure", work.measure)
            .field("due_on", work.due_on)
            .end_object();
    json.end_list().key("people").begin_list();
    for (const auto& person : view.people) {
        json.begin_object().key("official");
        write_person(json, showing, person.official);
        json.key("plan_state");
        if (person.plan_state)
            json.value(name_of(*person.plan_state));
        else
            json.value(nullptr);
        json.field("plan_version", person.plan_version).key("works").begin_list();
        for (const auto& work : person.taken)
            json.value(work);
        json.end_list().end_object();
    }
    json.end_list();
    write_words(json, "allowed", view.allowed);
    json.field("version", view.works.version).end_object();
    return json.take();
}

base::Result<Reply> get_works(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(int year, year_of(request));
    ZHISHI_TRY(auto view,
               workflow::read_unit_works(here.context(), id_of<record::UnitId>(request, "unit"), year));
    return Reply(answer(written({request, here.directory(), here.today()}, view), view.works.version));
}

base::Result<Reply> put_works(Services& services, const Request& request) {
    std::vector<record::UnitWorks::Work> works;
    JsonBody body(request.body);
    Fields fields = body.object();
    for (Fields work : fields.objects("works", limits::unit_works_max))
        works.push_back({work.optional_id<record::PlanItemId>("id"), work.text("title", limits::text_max),
                         work.text_or_empty("measure", limits::text_max), work.optional_date("due_on")});
    if (!fields.has("works"))
        fields.add_fault("works", "field_missing", {"缺少任务列表。", "The works are missing."});
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(int year, year_of(request));
    workflow::Context context = here.context();
    ZHISHI_TRY(auto prepared, workflow::save_unit_works(context, id_of<record::UnitId>(request, "unit"), year,
                                                        std::move(works), *request.if_match));
    long version = prepared.after.version;
    ZHISHI_TRY(auto view, workflow::view_of(context, std::move(prepared.after)));
    return pending(std::move(prepared.change), written({request, here.directory(), here.today()}, view),
                   version);
}

} // namespace

std::vector<Route> unit_works_routes() {
    std::vector<Route> routes;
    using policy::Act;
    const char* works = "/api/units/{unit}/works/{year}";
    routes.push_back(
        {.method = Method::get, .pattern = works, .act = Act::unit_works_read, .handler = get_works});
    routes.push_back({.method = Method::put,
                      .pattern = works,
                      .act = Act::unit_works_save,
                      .handler = put_works,
                      .body_max = 1024 * 1024,
                      .needs_if_match = true});
    return routes;
}

} // namespace zhishi::api
