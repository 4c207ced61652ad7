// What two people reopen: /api/reopenings.
#include "workflow/reopenings.h"

#include "api/json_reader.h"
#include "api/query_reader.h"
#include "api/resources/parts_year.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "record/limits.h"

#include <array>

namespace zhishi::api {

namespace {

namespace limits = record::limits;

constexpr std::array<std::string_view, 3> states{"requested", "granted", "declined"};

void write(JsonWriter& json, const Showing& showing, const workflow::ReopeningView& view) {
    const record::Reopening& reopening = view.reopening;
    json.begin_object().field("id", reopening.id).field("period", reopening.period).key("official");
    write_person_or_null(json, showing, reopening.official);
    json.field("reason", reopening.reason)
        .field("requested_by", showing.directory.name_of_account(reopening.requested_by))
        .field("requested_at", reopening.requested_at)
        .field("state", states[static_cast<size_t>(reopening.state)])
        .field("decided_by", showing.directory.name_of_account(reopening.decided_by))
        .field("decided_at", reopening.decided_at)
        .field("decision_reason", reopening.decision_reason);
    write_words(json, "allowed", view.allowed);
    json.field("version", reopening.version).end_object();
}

base::Result<Reply> list_reopenings(Services& services, const Request& request) {
    QueryReader query(request);
    auto period = query.optional_period("period");
    ZHISHI_TRY_VOID(query.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto views, workflow::list_reopenings(here.context(), period));
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (const auto& view : views)
        write(json, {request, here.directory(), here.today()}, view);
    json.end_list().end_object();
    return Reply(answer(json.take()));
}

// What may be done with it next is told as it will be after the change.
base::Result<Reply> reply_with(Surroundings& here, const Request& request,
                               workflow::Prepared<record::Reopening> prepared, int status) {
    workflow::Context after = here.context_after(prepared.change);
    ZHISHI_TRY(auto views, workflow::list_reopenings(after, prepared.after.period));
    workflow::ReopeningView shown{prepared.after, {}};
    for (auto& view : views)
        if (view.reopening.id == prepared.after.id) shown = std::move(view);
    JsonWriter json;
    write(json, {request, here.directory(), here.today()}, shown);
    return pending(std::move(prepared.change), json.take(), prepared.after.version, status);
}

base::Result<Reply> post_reopening(Services& services, const Request& request) {
    JsonBody body(request.body);
    Fields fields = body.object();
    base::Period period = fields.period("period");
    auto official = fields.optional_id<record::OfficialId>("official");
    std::string reason = fields.text("reason", limits::reason_max);
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared,
               workflow::request_reopening(here.context(), period, official, std::move(reason)));
    return reply_with(here, request, std::move(prepared), 201);
}

base::Result<Reply> post_grant(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared,
               workflow::grant_reopening(here.context(), id_of<record::ReopeningId>(request, "reopening"),
                                         *request.if_match));
    return reply_with(here, request, std::move(prepared), 200);
}

base::Result<Reply> post_refusal(Services& services, const Request& request) {
    ZHISHI_TRY(std::string reason, read_text_body(request, "reason", limits::reason_max));
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared,
               workflow::decline_reopening(here.context(), id_of<record::ReopeningId>(request, "reopening"),
                                           std::move(reason), *request.if_match));
    return reply_with(here, request, std::move(prepared), 200);
}

} // namespace

std::vector<Route> reopening_routes() {
    using policy::Act;
    Route list{.method = Method::get,
               .pattern = "/api/reopenings",
               .act = Act::reopening_read,
               .handler = list_reopenings};
    Route ask{.method = Method::post,
              .pattern = "/api/reopenings",
              .act = Act::reopening_request,
              .handler = post_reopening,
              .needs_idempotency_key = true};
    Route grant{.method = Method::post,
                .pattern = "/api/reopenings/{reopening}/grants",
                .act = Act::reopening_decide,
                .handler = post_grant,
                .needs_idempotency_key = true,
                .needs_if_match = true};
    Route refuse{.method = Method::post,
                 .pattern = "/api/reopenings/{reopening}/refusals",
                 .act = Act::reopening_decide,
                 .handler = post_refusal,
                 .needs_idempotency_key = true,
                 .needs_if_match = true};
    return {list, ask, grant, refuse};
}

} // namespace zhishi::api
