// The monthly reconciliation: /api/officials/{official}/months/{period} and what happens to it.
#include "workflow/months.h"

#include "api/json_reader.h"
#include "api/resources/history.h"
#include "api/resources/parts.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "record/limits.h"

namespace zhishi::api {

namespace {

namespace limits = record::limits;
using workflow::Context;

void write_plan(JsonWriter& json, const record::Plan& plan) {
    json.begin_object().key("state");
    if (plan.version == 0)
        json.value(nullptr);
    else
        json.value(name_of(plan.state));
    json.key("items");
    write_plan_items(json, plan.items);
    json.field("version", plan.version).end_object();
}

std::string written(const Showing& showing, const workflow::MonthView& view) {
    const record::Month& month = view.month;
    JsonWriter json;
    json.begin_object().key("official");
    write_person(json, showing, month.official);
    json.field("period", month.period).field("state", name_of(month.state)).key("items");
    write_month_items(json, month.items);
    json.field("reflection", month.reflection);
    write_month_review(json, "review", month.review);
    json.field("return_reason", month.return_reason)
        .field("returns", month.returns)
        .field("submitted_at", month.submitted_at)
        .field("submitted_late", month.submitted_late)
        .key("reviewed_by");
    write_person_or_null(json, showing, month.reviewed_by);
    json.key("reviewed_for");
    write_person_or_null(json, showing, month.reviewed_for);
    json.field("reviewed_at", month.reviewed_at).key("reviewer");
    write_reviewer(json, showing, view.reviewer);
    write_deadlines(json, showing, view.deadlines);
    write_words(json, "allowed", view.allowed);
    json.key("plan");
    write_plan(json, view.plan);
    json.key("entries").begin_list();
    for (const auto& entry : view.entries)
        write_log_entry(json, showing, entry);
    json.end_list().field("hidden_entries", view.has_hidden_entries).key("draft");
    write_month_items(json, view.draft);
    json.field("is_closed", view.is_closed).field("version", month.version).end_object();
    return json.take();
}

base::Result<workflow::MonthKey> key_of(const Request& request) {
    ZHISHI_TRY(base::Period period, period_of(request));
    return workflow::MonthKey{id_of<record::OfficialId>(request, "official"), period};
}

base::Result<Reply> get_month(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto key, key_of(request));
    ZHISHI_TRY(auto view, workflow::read_month(here.context(), key));
    return Reply(answer(written({request, here.directory(), here.today()}, view), view.month.version));
}

template <class Prepare>
base::Result<Reply> change_month(Services& services, const Request& request, Prepare prepare) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto key, key_of(request));
    Context context = here.context();
    ZHISHI_TRY(auto prepared, prepare(context, key));
    long version = prepared.after.version;
    ZHISHI_TRY(auto view, workflow::view_of(context, std::move(prepared.after)));
    return pending(std::move(prepared.change), written({request, here.directory(), here.today()}, view),
                   version);
}

base::Result<Reply> put_month(Services& services, const Request& request) {
    JsonBody body(request.body);
    Fields fields = body.object();
    std::vector<record::MonthItem> items = read_month_items(fields);
    std::string reflection = fields.text_or_empty("reflection", limits::text_max);
    ZHISHI_TRY_VOID(body.finish());
    return change_month(services, request, [&](const Context& context, const workflow::MonthKey& key) {
        return workflow::save_month(context, key, items, reflection, *request.if_match);
    });
}

template <auto act>
base::Result<Reply> step_month(Services& services, const Request& request) {
    return change_month(services, request, [&](const Context& context, const workflow::MonthKey& key) {
        return act(context, key, *request.if_match);
    });
}

constexpr size_t wording_max = 300; // a wording is a sentence or two

template <auto act>
base::Result<Reply> with_review(Services& services, const Request& request) {
    record::MonthReview review;
    JsonBody body(request.body);
    Fields fields = body.object();
    review.plan_execution = fields.text_or_empty("plan_execution", wording_max);
    review.saturation = fields.text_or_empty("saturation", wording_max);
    review.completeness = fields.text_or_empty("completeness", wording_max);
    review.comment = fields.text_or_empty("comment", limits::comment_max);
    ZHISHI_TRY_VOID(body.finish());
    return change_month(services, request, [&](const Context& context, const workflow::MonthKey& key) {
        return act(context, key, review, *request.if_match);
    });
}

base::Result<Reply> return_month(Services& services, const Request& request) {
    JsonBody body(request.body);
    std::string reason = body.object().text("reason", limits::reason_max);
    ZHISHI_TRY_VOID(body.finish());
    return change_month(services, request, [&](const Context& context, const workflow::MonthKey& key) {
        return workflow::return_month(context, key, reason, *request.if_match);
    });
}

base::Result<Reply> get_month_history(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto key, key_of(request));
    ZHISHI_TRY(auto view, workflow::read_month(here.context(), key));
    // A reviewer's draft is his own until he approves; a draft of the summary is its writer's.
    std::vector<std::string_view> hidden;
    if (!view.review_is_visible) hidden.push_back("review");
    bool is_own = request.actor.official == key.official;
    if (!is_own && view.month.state == record::MonthState::draft)
        hidden.insert(hidden.end(), {"items", "reflection"});
    return history_of(here, "month", key.official.value + "/" + key.period.str(), hidden);
}

} // namespace

std::vector<Route> month_routes() {
    std::vector<Route> routes;
    using policy::Act;
    const char* month = "/api/officials/{official}/months/{period}";
    routes.push_back({.method = Method::get, .pattern = month, .act = Act::month_read, .handler = get_month});
    routes.push_back({.method = Method::put,
                      .pattern = month,
                      .act = Act::month_save,
                      .handler = put_month,
                      .body_max = 1024 * 1024,
                      .needs_if_match = true});
    routes.push_back({.method = Method::put,
                      .pattern = "/api/officials/{official}/months/{period}/review",
                      .act = Act::month_review_save,
                      .handler = with_review<workflow::save_month_review>,
                      .needs_if_match = true});
    auto add_step = [&](std::string_view pattern, Act act, Handler handler) {
        routes.push_back({.method = Method::post,
                          .pattern = pattern,
                          .act = act,
                          .handler = std::move(handler),
                          .needs_idempotency_key = true,
                          .needs_if_match = true});
    };
    add_step("/api/officials/{official}/months/{period}/submissions", Act::month_submit,
             step_month<workflow::submit_month>);
    add_step("/api/officials/{official}/months/{period}/withdrawals", Act::month_withdraw,
             step_month<workflow::withdraw_month>);
    add_step("/api/officials/{official}/months/{period}/approvals", Act::month_approve,
             with_review<workflow::approve_month>);
    add_step("/api/officials/{official}/months/{period}/returns", Act::month_return, return_month);
    routes.push_back({.method = Method::get,
                      .pattern = "/api/officials/{official}/months/{period}/history",
                      .act = Act::month_read,
                      .handler = get_month_history});
    return routes;
}

} // namespace zhishi::api
