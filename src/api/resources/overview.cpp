// Tasks, reviews and the stage of a month: /api/inbox, /api/reviews/{period}, /api/periods/{period}.
#include "workflow/overview.h"

#include "api/json_reader.h"
#include "api/query_reader.h"
#include "api/resources/parts.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "workflow/periods.h"

namespace zhishi::api {

namespace {

template <class State>
void write_state_or_null(JsonWriter& json, std::string_view name, const std::optional<State>& state) {
    json.key(name);
    if (state)
        json.value(name_of(*state));
    else
        json.value(nullptr);
}

base::Result<Reply> get_inbox(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto tasks, workflow::read_inbox(here.context()));
    Showing showing{request, here.directory(), here.today()};
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (const auto& task : tasks) {
        json.begin_object()
            .field("kind", workflow::name_of(task.kind))
            .field("period", task.period)
            .key("official");
        write_person(json, showing, task.official);
        json.key("deadline");
        if (task.deadline)
            write_deadline(json, showing, *task.deadline);
        else
            json.value(nullptr);
        json.field("is_reminded", task.is_reminded).field("note", task.note).end_object();
    }
    json.end_list().end_object();
    return Reply(answer(json.take()));
}

base::Result<Reply> get_reviews(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period period, period_of(request));
    ZHISHI_TRY(auto reviews, workflow::list_reviews(here.context(), period));
    Showing showing{request, here.directory(), here.today()};
    JsonWriter json;
    json.begin_object().field("period", period).key("items").begin_list();
    for (const auto& row : reviews.rows) {
        json.begin_object().key("official");
        write_person(json, showing, row.official);
        json.field("role", name_of(row.standing));
        write_state_or_null(json, "plan_state", row.plan_state);
        json.field("plan_version", row.plan_version);
        write_state_or_null(json, "month_state", row.month_state);
        json.field("month_version", row.month_version)
            .field("submitted_at", row.submitted_at)
            .field("submitted_late", row.submitted_late)
            .field("is_waiting", row.is_waiting)
            .key("acting_for");
        write_person_or_null(json, showing, row.acting_for);
        json.end_object();
    }
    json.end_list();
    write_deadlines(json, showing, reviews.deadlines);
    json.field("is_closed", reviews.is_closed).end_object();
    return Reply(answer(json.take()));
}

void write_unit_row(JsonWriter& json, const Showing& showing, const workflow::PeriodBoard::UnitRow& row) {
    json.begin_object().key("unit");
    write_unit(json, showing, row.unit);
    json.key("steps").begin_list();
    for (const auto& step : row.steps)
        json.begin_object()
            .field("step", workflow::name_of(step.step))
            .field("done", step.done)
            .field("all", step.all)
            .field("late", step.late)
            .end_object();
    json.end_list().end_object();
}

std::string written(const Showing& showing, const workflow::PeriodBoard& board) {
    JsonWriter json;
    json.begin_object()
        .field("period", board.state.period)
        .field("is_closed", board.state.is_closed)
        .key("closed_by");
    write_person_or_null(json, showing, board.state.closed_by);
    json.field("closed_at", board.state.closed_at).key("units").begin_list();
    for (const auto& row : board.units)
        write_unit_row(json, showing, row);
    json.end_list();
    write_deadlines(json, showing, board.deadlines);
    json.key("without_reviewer").begin_list();
    for (const auto& id : board.without_reviewer)
        write_person(json, showing, id);
    json.end_list();
    write_words(json, "allowed", board.allowed);
    json.field("version", board.state.version).end_object();
    return json.take();
}

base::Result<Reply> get_board(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period period, period_of(request));
    ZHISHI_TRY(auto board, workflow::read_board(here.context(), period));
    return Reply(answer(written({request, here.directory(), here.today()}, board), board.state.version));
}

// A list of an organ of thousands is no list: `all` tells how many there are.
constexpr size_t open_steps_max = 1000;

base::Result<Reply> get_open_steps(Services& services, const Request& request) {
    QueryReader query(request);
    workflow::OpenStepFilter filter;
    filter.unit = record::UnitId{query.text_or_empty("unit", base::id_bytes_max)};
    std::string step = query.text_or_empty("step", 64);
    filter.is_late_only = query.integer("late", 0, 1, 0) == 1;
    ZHISHI_TRY_VOID(query.finish());
    if (!step.empty()) {
        filter.step = workflow::reminded_step_named(step);
        if (!filter.step)
            return base::bad_input("bad_query", {"没有这个环节。", "There is no such step."}, "step");
    }
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period period, period_of(request));
    ZHISHI_TRY(auto open, workflow::open_steps(here.context(), period, filter));
    Showing showing{request, here.directory(), here.today()};
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (size_t i = 0; i < open.size() && i < open_steps_max; ++i) {
        json.begin_object().key("official");
        write_person(json, showing, open[i].official);
        json.field("step", workflow::name_of(open[i].step)).key("whose");
        write_person(json, showing, open[i].whose);
        json.key("unit");
        write_unit(json, showing, open[i].unit);
        json.field("is_late", open[i].is_late).field("reminded_at", open[i].reminded_at).end_object();
    }
    json.end_list().field("all", open.size()).end_object();
    return Reply(answer(json.take()));
}

base::Result<Reply> post_reminder(Services& services, const Request& request) {
    using record::RemindedStep;
    JsonBody body(request.body);
    Fields fields = body.object();
    RemindedStep step =
        fields.word<RemindedStep>("step", {{"month_plan", RemindedStep::month_plan},
                                           {"month_plan_confirmation", RemindedStep::month_plan_confirmation},
                                           {"month_summary", RemindedStep::month_summary},
                                           {"month_review", RemindedStep::month_review},
                                           {"quarter_review", RemindedStep::quarter_review},
                                           {"quarter_acknowledgement", RemindedStep::quarter_acknowledgement},
                                           {"annual_summary", RemindedStep::annual_summary},
                                           {"annual_summary_review", RemindedStep::annual_summary_review},
                                           {"evaluation", RemindedStep::evaluation},
                                           {"result_acknowledgement", RemindedStep::result_acknowledgement}});
    auto unit = fields.optional_id<record::UnitId>("unit");
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period period, period_of(request));
    ZHISHI_TRY(auto prepared, workflow::remind(here.context(), period, step, unit));
    Showing showing{request, here.directory(), here.today()};
    JsonWriter json;
    json.begin_object().key("people").begin_list();
    for (const auto& id : prepared.after.people)
        write_person(json, showing, id);
    json.end_list().field("already", prepared.after.already).end_object();
    return Reply(Pending{std::move(prepared.change), answer(json.take()), {}});
}

base::Result<Reply> post_closure(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period period, period_of(request));
    workflow::Context context = here.context();
    ZHISHI_TRY(auto prepared, workflow::close_period(context, period, *request.if_match));
    long version = prepared.after.version;
    ZHISHI_TRY(auto board, workflow::view_of(context, std::move(prepared.after)));
    return pending(std::move(prepared.change), written({request, here.directory(), here.today()}, board),
                   version);
}

} // namespace

std::vector<Route> overview_routes() {
    std::vector<Route> routes;
    using policy::Act;
    routes.push_back(
        {.method = Method::get, .pattern = "/api/inbox", .act = Act::inbox_read, .handler = get_inbox});
    routes.push_back({.method = Method::get,
                      .pattern = "/api/reviews/{period}",
                      .act = Act::reviews_read,
                      .handler = get_reviews});
    routes.push_back({.method = Method::get,
                      .pattern = "/api/periods/{period}",
                      .act = Act::period_read,
                      .handler = get_board});
    routes.push_back({.method = Method::get,
                      .pattern = "/api/periods/{period}/open-steps",
                      .act = Act::period_read,
                      .handler = get_open_steps});
    routes.push_back({.method = Method::post,
                      .pattern = "/api/periods/{period}/reminders",
                      .act = Act::period_remind,
                      .handler = post_reminder,
                      .needs_idempotency_key = true});
    routes.push_back({.method = Method::post,
                      .pattern = "/api/periods/{period}/closures",
                      .act = Act::period_close,
                      .handler = post_closure,
                      .needs_idempotency_key = true,
                      .needs_if_match = true});
    return routes;
}

} // namespace zhishi::api
