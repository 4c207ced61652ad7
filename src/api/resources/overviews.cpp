// The party group's view of a quarter or year: /api/overviews/{period}. No person stands in it.
#include "api/resources/parts.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "workflow/bureau_overview.h"

namespace zhishi::api {

namespace {

void write_steps(JsonWriter& json, std::string_view name,
                 const std::vector<workflow::BureauOverview::Step>& steps) {
    json.key(name).begin_list();
    for (const auto& step : steps)
        json.begin_object()
            .field("step", step.step)
            .field("done", step.done)
            .field("all", step.all)
            .end_object();
    json.end_list();
}

base::Result<Reply> get_overview(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period period, period_of(request));
    ZHISHI_TRY(auto overview, workflow::read_bureau_overview(here.context(), period));
    Showing showing{request, here.directory(), here.today()};
    JsonWriter json;
    json.begin_object().field("period", overview.period);
    write_steps(json, "whole", overview.whole);
    json.key("units").begin_list();
    for (const auto& line : overview.units) {
        json.begin_object().key("unit");
        write_unit(json, showing, line.unit);
        write_steps(json, "steps", line.steps);
        json.end_object();
    }
    json.end_list().key("bands").begin_list();
    for (const auto& band : overview.bands)
        json.begin_object()
            .field("from", band.from)
            .field("to", band.to)
            .field("people", band.people)
            .end_object();
    json.end_list().key("grades").begin_list();
    for (const auto& [grade, people] : overview.grades)
        json.begin_object().field("grade", grade).field("people", people).end_object();
    json.end_list().field("objections", overview.objections).end_object();
    return Reply(answer(json.take()));
}

} // namespace

std::vector<Route> bureau_overview_routes() {
    return {{.method = Method::get,
             .pattern = "/api/overviews/{period}",
             .act = policy::Act::overview_read,
             .handler = get_overview}};
}

} // namespace zhishi::api
