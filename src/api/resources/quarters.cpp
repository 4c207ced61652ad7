// The quarterly review: /api/quarters/{period} for the reviewer's grid,
// /api/officials/{official}/quarters/{period} for one person's sheet.
#include "workflow/quarters.h"

#include "api/json_reader.h"
#include "api/resources/history.h"
#include "api/resources/parts_year.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "record/limits.h"

namespace zhishi::api {

namespace {

namespace limits = record::limits;
using workflow::Context;

void write_row(JsonWriter& json, const Showing& showing, const workflow::QuarterRow& row) {
    const record::QuarterReview& review = row.review;
    json.begin_object().key("official");
    write_person(json, showing, review.official);
    json.field("class", row.subject_class).key("unit");
    write_unit(json, showing, row.unit);
    json.field("state", name_of(review.state));
    write_item_scores(json, "scores", review.scores);
    json.field("comment", review.comment);
    write_score(json, "score", row.score);
    write_earlier(json, row.earlier);
    json.key("acting_for");
    write_person_or_null(json, showing, row.acting_for);
    json.field("reply", review.reply);
    write_words(json, "allowed", row.allowed);
    json.field("version", review.version).end_object();
}

base::Result<Reply> get_grid(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period period, period_of(request));
    ZHISHI_TRY(auto grid, workflow::read_quarter_grid(here.context(), period));
    Showing showing{request, here.directory(), here.today()};
    JsonWriter json;
    json.begin_object().field("period", grid.period);
    write_sheet(json, showing, here.scheme(), grid.sheet);
    json.key("rows").begin_list();
    for (const auto& row : grid.rows)
        write_row(json, showing, row);
    json.end_list();
    write_spreads(json, "spreads", grid.spreads);
    write_deadlines(json, showing, grid.deadlines);
    json.field("is_closed", grid.is_closed).end_object();
    return Reply(answer(json.take()));
}

base::Result<Reply> post_grid_submission(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period period, period_of(request));
    ZHISHI_TRY(auto prepared, workflow::submit_quarters(here.context(), period));
    Showing showing{request, here.directory(), here.today()};
    JsonWriter json;
    json.begin_object();
    write_people(json, showing, "submitted", prepared.after.submitted);
    json.key("left").begin_list();
    for (const auto& [official, why] : prepared.after.left) {
        json.begin_object().key("official");
        write_person(json, showing, official);
        json.field("detail", word_for(request, why.text)).end_object();
    }
    json.end_list().end_object();
    Response response = answer(json.take());
    if (prepared.after.submitted.empty())
        return Reply(std::move(response)); // nothing is whole: nothing to write
    return Reply(Pending{std::move(prepared.change), std::move(response), {}});
}

base::Result<Reply> get_severity(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period period, period_of(request));
    ZHISHI_TRY(auto severity, workflow::read_severity(here.context(), period));
    Showing showing{request, here.directory(), here.today()};
    JsonWriter json;
    json.begin_object();
    write_sheet(json, showing, here.scheme(), here.scheme().process.sheet(workflow::quarter_sheet));
    json.key("quarters").begin_list();
    for (const auto& quarter : severity.quarters) {
        json.begin_object().field("period", quarter.period);
        write_spreads(json, "mine", quarter.mine);
        write_spreads(json, "bureau", quarter.bureau);
        json.end_object();
    }
    json.end_list().end_object();
    return Reply(answer(json.take()));
}

void write_evidence(JsonWriter& json, const workflow::QuarterEvidence& evidence) {
    json.key("evidence").begin_object().key("annual_plan");
    write_plan_items(json, evidence.annual_plan.items);
    json.key("plans").begin_list();
    for (const auto& plan : evidence.plans) {
        json.begin_object().field("period", plan.period).field("state", name_of(plan.state)).key("items");
        write_plan_items(json, plan.items);
        json.end_object();
    }
    json.end_list().key("months").begin_list();
    for (const auto& month : evidence.months) {
        json.begin_object().field("period", month.period).field("state", name_of(month.state)).key("items");
        write_month_items(json, month.items);
        json.field("reflection", month.reflection);
        write_month_review(json, "review", month.review);
        json.end_object();
    }
    json.end_list().end_object();
}

std::string written(const Showing& showing, const workflow::SchemeInUse& scheme,
                    const workflow::QuarterView& view) {
    const record::QuarterReview& review = view.review;
    JsonWriter json;
    json.begin_object().key("official");
    write_person(json, showing, review.official);
    json.field("period", review.period)
        .field("state", name_of(review.state))
        .field("class", view.subject_class)
        .key("unit");
    write_unit(json, showing, view.post.unit);
    json.field("is_placed", view.post.is_placed);
    write_sheet(json, showing, scheme, view.sheet);
    write_item_scores(json, "scores", review.scores);
    json.field("scores_are_visible", view.scores_are_visible).field("comment", review.comment);
    write_score(json, "score", view.score);
    json.key("reviewer");
    write_reviewer(json, showing, view.reviewer);
    json.key("reviewed_by");
    write_person_or_null(json, showing, review.reviewed_by);
    json.key("reviewed_for");
    write_person_or_null(json, showing, review.reviewed_for);
    json.field("submitted_at", review.submitted_at)
        .field("submitted_late", review.submitted_late)
        .field("reply", review.reply)
        .field("replied_at", review.replied_at)
        .field("acknowledged_at", review.acknowledged_at)
        .field("excuse", review.excuse)
        .field("reopenings", review.reopenings);
    write_evidence(json, view.evidence);
    write_earlier(json, view.earlier);
    write_deadlines(json, showing, view.deadlines);
    write_words(json, "allowed", view.allowed);
    json.field("is_closed", view.is_closed).field("version", review.version).end_object();
    return json.take();
}

base::Result<workflow::QuarterKey> key_of(const Request& request) {
    ZHISHI_TRY(base::Period period, period_of(request));
    return workflow::QuarterKey{id_of<record::OfficialId>(request, "official"), period};
}

base::Result<Reply> get_quarter(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto key, key_of(request));
    ZHISHI_TRY(auto view, workflow::read_quarter(here.context(), key));
    Showing showing{request, here.directory(), here.today()};
    return Reply(answer(written(showing, here.scheme(), view), view.review.version));
}

template <class Prepare>
base::Result<Reply> change_quarter(Services& services, const Request& request, Prepare prepare) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto key, key_of(request));
    Context context = here.context();
    ZHISHI_TRY(auto prepared, prepare(context, key));
    long version = prepared.after.version;
    ZHISHI_TRY(auto view, workflow::view_of(context, std::move(prepared.after)));
    Showing showing{request, here.directory(), here.today()};
    return pending(std::move(prepared.change), written(showing, here.scheme(), view), version);
}

base::Result<Reply> put_quarter(Services& services, const Request& request) {
    workflow::QuarterInput input;
    JsonBody body(request.body);
    Fields fields = body.object();
    input.scores = read_item_scores(fields, "scores");
    input.comment = fields.text_or_empty("comment", limits::comment_max);
    ZHISHI_TRY_VOID(body.finish());
    return change_quarter(services, request, [&](const Context& context, const workflow::QuarterKey& key) {
        return workflow::save_quarter(context, key, input, *request.if_match);
    });
}

template <auto act>
base::Result<Reply> step_quarter(Services& services, const Request& request) {
    return change_quarter(services, request, [&](const Context& context, const workflow::QuarterKey& key) {
        return act(context, key, *request.if_match);
    });
}

base::Result<Reply> post_reply(Services& services, const Request& request) {
    ZHISHI_TRY(std::string text, read_text_body(request, "text", limits::text_max));
    return change_quarter(services, request, [&](const Context& context, const workflow::QuarterKey& key) {
        return workflow::reply_to_quarter(context, key, text, *request.if_match);
    });
}

base::Result<Reply> post_excuse(Services& services, const Request& request) {
    ZHISHI_TRY(std::string reason, read_text_body(request, "reason", limits::reason_max));
    return change_quarter(services, request, [&](const Context& context, const workflow::QuarterKey& key) {
        return workflow::excuse_quarter(context, key, reason, *request.if_match);
    });
}

base::Result<Reply> get_quarter_history(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto key, key_of(request));
    ZHISHI_TRY(auto view, workflow::read_quarter(here.context(), key));
    std::vector<std::string_view> hidden;
    if (!view.scores_are_visible) hidden = {"scores", "comment"};
    // What the reviewer weighed before he submitted stays his own: others read what was submitted.
    Unfinished unfinished;
    if (request.actor.official.empty() || request.actor.official != view.reviewer.official)
        unfinished = {{"draft", "reopened"}, {"scores", "comment"}};
    return history_of(here, "quarter_review", key.official.value + "/" + key.period.str(), hidden,
                      unfinished);
}

} // namespace

std::vector<Route> quarter_routes() {
    std::vector<Route> routes;
    using policy::Act;
    const char* quarter = "/api/officials/{official}/quarters/{period}";
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
    add_get("/api/quarters/{period}/reviews", Act::quarter_reviews_read, get_grid);
    add_get("/api/quarters/{period}/severity", Act::severity_read, get_severity);
    routes.push_back({.method = Method::post,
                      .pattern = "/api/quarters/{period}/submissions",
                      .act = Act::quarter_reviews_read,
                      .handler = post_grid_submission,
                      .needs_idempotency_key = true});
    add_get(quarter, Act::quarter_read, get_quarter);
    routes.push_back({.method = Method::put,
                      .pattern = quarter,
                      .act = Act::quarter_save,
                      .handler = put_quarter,
                      .needs_if_match = true});
    add_step("/api/officials/{official}/quarters/{period}/submissions", Act::quarter_submit,
             step_quarter<workflow::submit_quarter>);
    add_step("/api/officials/{official}/quarters/{period}/acknowledgements", Act::quarter_acknowledge,
             step_quarter<workflow::acknowledge_quarter>);
    add_step("/api/officials/{official}/quarters/{period}/replies", Act::quarter_reply, post_reply);
    add_step("/api/officials/{official}/quarters/{period}/excuses", Act::quarter_excuse, post_excuse);
    add_get("/api/officials/{official}/quarters/{period}/history", Act::quarter_read, get_quarter_history);
    return routes;
}

} // namespace zhishi::api
