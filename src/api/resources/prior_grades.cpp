// Grades of earlier years: /api/prior-grades, one by one.
#include "api/json_reader.h"
#include "api/query_reader.h"
#include "api/resources/parts_year.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "record/limits.h"
#include "workflow/personnel.h"

namespace zhishi::api {

namespace {

namespace limits = record::limits;

constexpr size_t grade_max = 32; // a grade word
constexpr size_t award_max = 64; // 记二等功 and its like

base::Result<Reply> get_grades(Services& services, const Request& request) {
    QueryReader query(request);
    record::OfficialId official{query.text_or_empty("official", base::id_bytes_max)};
    ZHISHI_TRY_VOID(query.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto grades, workflow::list_prior_grades(here.context(), official));
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (const auto& grade : grades)
        write_prior_grade(json, {request, here.directory(), here.today()}, grade);
    json.end_list().end_object();
    return Reply(answer(json.take()));
}

base::Result<Reply> put_grade(Services& services, const Request& request) {
    record::PriorGrade grade;
    JsonBody body(request.body);
    Fields fields = body.object();
    grade.grade = fields.text("grade", grade_max);
    grade.award = fields.text_or_empty("award", award_max);
    grade.source = fields.text_or_empty("source", limits::reason_max);
    ZHISHI_TRY_VOID(body.finish());
    grade.official = id_of<record::OfficialId>(request, "official");
    ZHISHI_TRY(grade.year, year_of(request));
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared,
               workflow::save_prior_grade(here.context(), std::move(grade), *request.if_match));
    JsonWriter json;
    write_prior_grade(json, {request, here.directory(), here.today()}, prepared.after);
    return pending(std::move(prepared.change), json.take(), prepared.after.version);
}

} // namespace

std::vector<Route> prior_grade_routes() {
    using policy::Act;
    Route list{.method = Method::get,
               .pattern = "/api/prior-grades",
               .act = Act::prior_grade_read,
               .handler = get_grades};
    Route save{.method = Method::put,
               .pattern = "/api/officials/{official}/prior-grades/{year}",
               .act = Act::prior_grade_save,
               .handler = put_grade,
               .needs_if_match = true};
    return {list, save};
}

} // namespace zhishi::api
