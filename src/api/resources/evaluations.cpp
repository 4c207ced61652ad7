// The comprehensive evaluation: /api/years/{year}/evaluation for the office, …/rating-sheet for each rater.
#include "workflow/evaluations.h"

#include "api/json_reader.h"
#include "api/resources/parts_year.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "record/limits.h"

#include <array>

namespace zhishi::api {

namespace {

namespace limits = record::limits;
using workflow::Context;

constexpr std::array<std::string_view, 3> sheet_states{"open", "submitted", "struck"};
constexpr std::array<std::string_view, 3> secrecies{"named", "confidential", "secret"};

// A sheet of a leader names everybody in the organ. A subject takes 50 bytes and his id, an item about 100;
// reasons, which stand at the extremes only, 300 characters of three bytes: 400 bytes a subject is what a
// sheet of one item takes with a reason for every fifth subject.
constexpr size_t rating_body_max = limits::officials_max * 400;

std::string written(const Showing& showing, const workflow::SchemeInUse& scheme,
                    const workflow::EvaluationView& view) {
    const record::Evaluation& evaluation = view.evaluation;
    bool is_there = evaluation.version > 0;
    JsonWriter json;
    json.begin_object().field("year", evaluation.period.year()).key("state");
    if (is_there)
        json.value(evaluation.state == record::EvaluationState::open ? "open" : "closed");
    else
        json.value(nullptr);
    json.field("stage", name_of(view.stage));
    write_sheet(json, showing, scheme, view.sheet);
    json.field("due_on", is_there ? std::optional(evaluation.due_on) : std::nullopt)
        .field("opened_at", is_there ? std::optional(evaluation.opened_at) : std::nullopt)
        .field("closed_at", evaluation.closed_at)
        .key("raters")
        .begin_list();
    for (const auto& rater : view.raters) {
        json.begin_object().key("official");
        write_person(json, showing, rater.official);
        json.field("state", sheet_states[static_cast<size_t>(rater.state)])
            .field("subjects", rater.subjects)
            .field("has_left", rater.has_left)
            .field("struck_reason", rater.struck_reason)
            .field("version", rater.version)
            .end_object();
    }
    json.end_list();
    write_people(json, showing, "without_rater", view.without_rater);
    write_people(json, showing, "unrated", view.unrated);
    write_words(json, "allowed", view.allowed);
    json.field("version", evaluation.version).end_object();
    return json.take();
}

base::Result<Reply> get_evaluation(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period year, year_period_of(request));
    ZHISHI_TRY(auto view, workflow::read_evaluation(here.context(), year));
    Showing showing{request, here.directory(), here.today()};
    return Reply(answer(written(showing, here.scheme(), view), view.evaluation.version));
}

template <class Prepare>
base::Result<Reply> change_evaluation(Services& services, const Request& request, Prepare prepare) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period year, year_period_of(request));
    ZHISHI_TRY(auto prepared, prepare(here.context(), year));
    ZHISHI_TRY(auto view, workflow::read_evaluation(here.context_after(prepared.change), year));
    Showing showing{request, here.directory(), here.today()};
    return pending(std::move(prepared.change), written(showing, here.scheme(), view),
                   view.evaluation.version);
}

base::Result<Reply> post_opening(Services& services, const Request& request) {
    JsonBody body(request.body);
    base::Date due_on = body.object().date("due_on");
    ZHISHI_TRY_VOID(body.finish());
    return change_evaluation(services, request, [&](const Context& context, const base::Period& year) {
        return workflow::open_evaluation(context, year, due_on, *request.if_match);
    });
}

base::Result<Reply> post_closure(Services& services, const Request& request) {
    return change_evaluation(services, request, [&](const Context& context, const base::Period& year) {
        return workflow::close_evaluation(context, year, *request.if_match);
    });
}

base::Result<Reply> post_strike(Services& services, const Request& request) {
    ZHISHI_TRY(std::string reason, read_text_body(request, "reason", limits::reason_max));
    return change_evaluation(services, request, [&](const Context& context, const base::Period& year) {
        return workflow::strike_rater(context, year, id_of<record::OfficialId>(request, "official"), reason,
                                      *request.if_match);
    });
}

std::string written(const Surroundings& here, const Request& request, const workflow::RaterSheetView& view) {
    Showing showing{request, here.directory(), here.today()};
    const record::RaterSheet& sheet = view.sheet;
    const record::Evaluation& evaluation = view.evaluation;
    bool is_open = evaluation.version > 0 && evaluation.state == record::EvaluationState::open;
    JsonWriter json;
    json.begin_object()
        .field("year", sheet.period.year())
        .field("state", sheet_states[static_cast<size_t>(sheet.state)]);
    write_sheet(json, showing, here.scheme(), view.form);
    json.key("subjects").begin_list();
    for (const auto& subject : sheet.subjects) {
        auto post = here.directory().counting_post(subject.official, sheet.period, here.today());
        json.begin_object().key("official");
        write_person(json, showing, subject.official);
        json.field("class", post ? name_of(post->kind) : std::string_view()).key("unit");
        write_unit(json, showing, post ? post->unit : record::UnitId());
        json.field("role", subject.role);
        write_item_scores(json, "scores", subject.scores);
        json.end_object();
    }
    json.end_list()
        .field("due_on", evaluation.version > 0 ? std::optional(evaluation.due_on) : std::nullopt)
        .field("is_open", is_open)
        .field("secrecy", secrecies[static_cast<size_t>(evaluation.secrecy)])
        .field("submitted_at", sheet.submitted_at)
        .field("struck_reason", sheet.struck_reason);
    write_words(json, "allowed", view.allowed);
    json.field("version", sheet.version).end_object();
    return json.take();
}

base::Result<Reply> get_sheet(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period year, year_period_of(request));
    ZHISHI_TRY(auto view, workflow::read_rater_sheet(here.context(), year));
    return Reply(answer(written(here, request, view), view.sheet.version));
}

template <class Prepare>
base::Result<Reply> change_sheet(Services& services, const Request& request, Prepare prepare) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period year, year_period_of(request));
    ZHISHI_TRY(auto prepared, prepare(here.context(), year));
    ZHISHI_TRY(auto view, workflow::read_rater_sheet(here.context_after(prepared.change), year));
    return pending(std::move(prepared.change), written(here, request, view), prepared.after.version);
}

base::Result<Reply> put_sheet(Services& services, const Request& request) {
    std::vector<record::RatedSubject> subjects;
    JsonBody body(request.body);
    Fields fields = body.object();
    for (Fields subject : fields.objects("subjects", limits::officials_max)) {
        record::RatedSubject read;
        read.official = subject.id<record::OfficialId>("official");
        read.scores = read_item_scores(subject, "scores");
        subjects.push_back(std::move(read));
    }
    if (!fields.has("subjects"))
        fields.add_fault("subjects", "field_missing", {"缺少被测评人。", "The subjects are missing."});
    ZHISHI_TRY_VOID(body.finish());
    return change_sheet(services, request, [&](const Context& context, const base::Period& year) {
        return workflow::save_rater_sheet(context, year, subjects, *request.if_match);
    });
}

template <auto act>
base::Result<Reply> step_sheet(Services& services, const Request& request) {
    return change_sheet(services, request, [&](const Context& context, const base::Period& year) {
        return act(context, year, *request.if_match);
    });
}

} // namespace

std::vector<Route> evaluation_routes() {
    std::vector<Route> routes;
    using policy::Act;
    auto add_get = [&](std::string_view pattern, Act act, Handler handler) {
        routes.push_back(
            {.method = Method::get, .pattern = pattern, .act = act, .handler = std::move(handler)});
    };
    auto add_step = [&](std::string_view pattern, Act act, Handler handler) {
        routes.push_back({.method = Method::post,
                          .pattern = pattern,
                          .act = act,
                          .handler = std::move(handler),
                          .needs_idempotency_key = true,
                          .needs_if_match = true});
    };
    add_get("/api/years/{year}/evaluation", Act::evaluation_read, get_evaluation);
    add_step("/api/years/{year}/evaluation/openings", Act::evaluation_open, post_opening);
    add_step("/api/years/{year}/evaluation/closures", Act::evaluation_close, post_closure);
    add_step("/api/years/{year}/evaluation/raters/{official}/strikes", Act::rater_strike, post_strike);
    add_get("/api/years/{year}/rating-sheet", Act::rating_sheet_read, get_sheet);
    routes.push_back({.method = Method::put,
                      .pattern = "/api/years/{year}/rating-sheet",
                      .act = Act::rating_sheet_save,
                      .handler = put_sheet,
                      .body_max = rating_body_max,
                      .needs_if_match = true});
    add_step("/api/years/{year}/rating-sheet/submissions", Act::rating_sheet_submit,
             step_sheet<workflow::submit_rater_sheet>);
    add_step("/api/years/{year}/rating-sheet/withdrawals", Act::rating_sheet_withdraw,
             step_sheet<workflow::withdraw_rater_sheet>);
    return routes;
}

} // namespace zhishi::api
