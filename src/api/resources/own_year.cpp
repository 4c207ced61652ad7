// A person's year and his answer to its result: /api/officials/{official}/years/{year}.
#include "api/json_reader.h"
#include "api/resources/parts_year.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "record/limits.h"
#include "workflow/notices.h"

namespace zhishi::api {

namespace {

namespace limits = record::limits;
using workflow::Context;

template <class State>
void write_state(JsonWriter& json, std::string_view name, const std::optional<State>& state) {
    json.key(name);
    if (state)
        json.value(name_of(*state));
    else
        json.value(nullptr);
}

void write_periods(JsonWriter& json, const workflow::OwnYear& year) {
    json.key("months").begin_list();
    for (const auto& line : year.months) {
        json.begin_object().field("period", line.period);
        write_state(json, "plan", line.plan);
        write_state(json, "month", line.month);
        json.field("items", line.items).field("done", line.done).end_object();
    }
    json.end_list().key("quarters").begin_list();
    for (const auto& line : year.quarters) {
        json.begin_object().field("period", line.period);
        write_state(json, "state", line.state);
        write_score(json, "score", line.score);
        json.end_object();
    }
    json.end_list();
}

std::string written(const Showing& showing, const workflow::SchemeInUse& scheme,
                    const workflow::OwnYear& year) {
    JsonWriter json;
    json.begin_object().key("official");
    write_person(json, showing, year.official);
    json.field("year", year.period.year());
    write_state(json, "annual_plan", year.annual_plan);
    json.field("annual_items", year.annual_items);
    write_periods(json, year);
    write_state(json, "summary", year.summary);
    json.field("result_is_visible", year.result_is_visible).key("outcome");
    if (year.result_is_visible && year.outcome.version > 0)
        write_outcome(json, showing, scheme, year.outcome);
    else
        json.value(nullptr);
    json.key("decision");
    write_decision(json, showing, year.result_is_visible ? year.decision : record::Decision());
    json.key("notice");
    write_notice(json, showing, year.result_is_visible ? year.notice : record::ResultNotice());
    json.key("prior_grades").begin_list();
    for (const auto& grade : year.prior_grades)
        write_prior_grade(json, showing, grade);
    json.end_list();
    write_deadlines(json, showing, year.deadlines);
    write_words(json, "allowed", year.allowed);
    json.field("version", year.notice.version).end_object();
    return json.take();
}

record::OfficialId official_of(const Request& request) {
    return id_of<record::OfficialId>(request, "official");
}

base::Result<Reply> get_own_year(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period year, year_period_of(request));
    ZHISHI_TRY(auto view, workflow::read_own_year(here.context(), official_of(request), year));
    Showing showing{request, here.directory(), here.today()};
    return Reply(answer(written(showing, here.scheme(), view), view.notice.version));
}

template <auto act>
base::Result<Reply> change_notice(Services& services, const Request& request, std::string text) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period year, year_period_of(request));
    ZHISHI_TRY(auto prepared,
               act(here.context(), official_of(request), year, std::move(text), *request.if_match));
    ZHISHI_TRY(auto view,
               workflow::read_own_year(here.context_after(prepared.change), official_of(request), year));
    Showing showing{request, here.directory(), here.today()};
    return pending(std::move(prepared.change), written(showing, here.scheme(), view), prepared.after.version);
}

base::Result<Reply> post_acknowledgement(Services& services, const Request& request) {
    JsonBody body(request.body);
    std::string opinion = body.object().text_or_empty("opinion", limits::comment_max);
    ZHISHI_TRY_VOID(body.finish());
    return change_notice<workflow::acknowledge_result>(services, request, std::move(opinion));
}

template <auto act>
base::Result<Reply> with_text(Services& services, const Request& request) {
    ZHISHI_TRY(std::string text, read_text_body(request, "text", limits::text_max));
    return change_notice<act>(services, request, std::move(text));
}

} // namespace

std::vector<Route> own_year_routes() {
    std::vector<Route> routes;
    using policy::Act;
    routes.push_back({.method = Method::get,
                      .pattern = "/api/officials/{official}/years/{year}",
                      .act = Act::year_view_read,
                      .handler = get_own_year});
    auto add_step = [&](std::string_view pattern, Act act, Handler handler) {
        routes.push_back({.method = Method::post,
                          .pattern = pattern,
                          .act = act,
                          .handler = std::move(handler),
                          .needs_idempotency_key = true,
                          .needs_if_match = true});
    };
    add_step("/api/officials/{official}/years/{year}/acknowledgements", Act::notice_acknowledge,
             post_acknowledgement);
    add_step("/api/officials/{official}/years/{year}/objections", Act::notice_object,
             with_text<workflow::object_to_result>);
    add_step("/api/officials/{official}/years/{year}/answers", Act::objection_answer,
             with_text<workflow::answer_objection>);
    return routes;
}

} // namespace zhishi::api
