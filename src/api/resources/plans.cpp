// Plans of persons: /api/officials/{official}/plans/{period} and what happens to them.
#include "workflow/plans.h"

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

std::string written(const Showing& showing, const workflow::PlanView& view) {
    const record::Plan& plan = view.plan;
    JsonWriter json;
    json.begin_object().key("official");
    write_person(json, showing, plan.official);
    json.field("period", plan.period).field("state", name_of(plan.state)).key("items");
    write_plan_items(json, plan.items);
    json.key("offered");
    write_plan_items(json, view.offered);
    json.field("change_reason", plan.change_reason)
        .field("return_reason", plan.return_reason)
        .field("submitted_at", plan.submitted_at)
        .field("submitted_late", plan.submitted_late)
        .key("confirmed_by");
    write_person_or_null(json, showing, plan.confirmed_by);
    json.field("confirmed_at", plan.confirmed_at).key("reviewer");
    write_reviewer(json, showing, view.reviewer);
    write_deadlines(json, showing, view.deadlines);
    write_words(json, "allowed", view.allowed);
    json.field("is_closed", view.is_closed).field("version", plan.version).end_object();
    return json.take();
}

base::Result<workflow::PlanKey> key_of(const Request& request) {
    ZHISHI_TRY(base::Period period, period_of(request));
    return workflow::PlanKey{id_of<record::OfficialId>(request, "official"), period};
}

base::Result<Reply> get_plan(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto key, key_of(request));
    ZHISHI_TRY(auto view, workflow::read_plan(here.context(), key));
    return Reply(answer(written({request, here.directory(), here.today()}, view), view.plan.version));
}

// Every change of a plan: prepare it, show it as it will be.
template <class Prepare>
base::Result<Reply> change_plan(Services& services, const Request& request, Prepare prepare) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto key, key_of(request));
    Context context = here.context();
    ZHISHI_TRY(auto prepared, prepare(context, key));
    long version = prepared.after.version;
    ZHISHI_TRY(auto view, workflow::view_of(context, std::move(prepared.after)));
    return pending(std::move(prepared.change), written({request, here.directory(), here.today()}, view),
                   version);
}

base::Result<Reply> put_plan(Services& services, const Request& request) {
    workflow::PlanInput input;
    JsonBody body(request.body);
    Fields fields = body.object();
    for (Fields item : fields.objects("items", limits::plan_items_max))
        input.items.push_back({item.optional_id<record::PlanItemId>("id"),
                               item.text("goal", limits::text_max),
                               item.text_or_empty("measure", limits::text_max), item.optional_date("due_on"),
                               item.optional_id<record::PlanItemId>("from")});
    if (!fields.has("items"))
        fields.add_fault("items", "field_missing", {"缺少计划项。", "The items are missing."});
    input.reason = fields.text_or_empty("reason", limits::reason_max);
    ZHISHI_TRY_VOID(body.finish());
    return change_plan(services, request, [&](const Context& context, const workflow::PlanKey& key) {
        return workflow::save_plan(context, key, input, *request.if_match);
    });
}

template <auto act>
base::Result<Reply> step_plan(Services& services, const Request& request) {
    return change_plan(services, request, [&](const Context& context, const workflow::PlanKey& key) {
        return act(context, key, *request.if_match);
    });
}

base::Result<Reply> return_plan(Services& services, const Request& request) {
    JsonBody body(request.body);
    std::string reason = body.object().text("reason", limits::reason_max);
    ZHISHI_TRY_VOID(body.finish());
    return change_plan(services, request, [&](const Context& context, const workflow::PlanKey& key) {
        return workflow::return_plan(context, key, reason, *request.if_match);
    });
}

base::Result<Reply> get_plan_history(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto key, key_of(request));
    ZHISHI_TRY(auto view, workflow::read_plan(here.context(), key)); // who may read it may read its versions
    return history_of(here, "plan", key.official.value + "/" + view.plan.period.str(), {});
}

} // namespace

std::vector<Route> plan_routes() {
    std::vector<Route> routes;
    using policy::Act;
    const char* plan = "/api/officials/{official}/plans/{period}";
    routes.push_back({.method = Method::get, .pattern = plan, .act = Act::plan_read, .handler = get_plan});
    routes.push_back({.method = Method::put,
                      .pattern = plan,
                      .act = Act::plan_save,
                      .handler = put_plan,
                      .body_max = 512 * 1024,
                      .needs_if_match = true});
    auto add_step = [&](std::string_view pattern, Act act, Handler handler) {
        routes.push_back({.method = Method::post,
                          .pattern = pattern,
                          .act = act,
                          .handler = std::move(handler),
                          .needs_idempotency_key = true,
                          .needs_if_match = true});
    };
    add_step("/api/officials/{official}/plans/{period}/submissions", Act::plan_submit,
             step_plan<workflow::submit_plan>);
    add_step("/api/officials/{official}/plans/{period}/withdrawals", Act::plan_withdraw,
             step_plan<workflow::withdraw_plan>);
    add_step("/api/officials/{official}/plans/{period}/confirmations", Act::plan_confirm,
             step_plan<workflow::confirm_plan>);
    add_step("/api/officials/{official}/plans/{period}/returns", Act::plan_return, return_plan);
    routes.push_back({.method = Method::get,
                      .pattern = "/api/officials/{official}/plans/{period}/history",
                      .act = Act::plan_read,
                      .handler = get_plan_history});
    return routes;
}

} // namespace zhishi::api
