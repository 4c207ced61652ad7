// The use of results: /api/dimensions, /api/uses.
#include "workflow/uses.h"

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
using record::UseKind;

constexpr std::array<std::string_view, 7> kinds{"promotion", "honour",        "practice", "recuperation",
                                                "training",  "reminder_talk", "other"};
constexpr std::array<std::string_view, 4> states{"proposed", "agreed", "declined", "carried_out"};

void write(JsonWriter& json, const record::Dimension& dimension) {
    json.begin_object()
        .field("id", dimension.id)
        .field("name", dimension.name)
        .field("ordinal", dimension.ordinal)
        .field("is_retired", dimension.is_retired)
        .field("version", dimension.version)
        .end_object();
}

base::Result<Reply> get_dimensions(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto dimensions, workflow::list_dimensions(here.context()));
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (const auto& dimension : dimensions)
        write(json, dimension);
    json.end_list().end_object();
    return Reply(answer(json.take()));
}

// A new one where the path names none.
base::Result<Reply> put_dimension(Services& services, const Request& request) {
    record::Dimension dimension;
    JsonBody body(request.body);
    Fields fields = body.object();
    dimension.name = fields.text("name", limits::name_max);
    dimension.ordinal = static_cast<int>(fields.optional_integer("ordinal", 0, 9999).value_or(0));
    dimension.is_retired = fields.optional_truth("is_retired").value_or(false);
    ZHISHI_TRY_VOID(body.finish());
    dimension.id = id_of<record::DimensionId>(request, "dimension");
    bool is_new = dimension.id.empty();
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared,
               workflow::save_dimension(here.context(), std::move(dimension), request.if_match.value_or(0)));
    JsonWriter json;
    write(json, prepared.after);
    return pending(std::move(prepared.change), json.take(), prepared.after.version, is_new ? 201 : 200);
}

using Dimensions = std::vector<record::Dimension>;

void write_dimension_or_null(JsonWriter& json, const Dimensions& dimensions, const record::DimensionId& id) {
    for (const auto& dimension : dimensions)
        if (dimension.id == id) return write(json, dimension);
    json.value(nullptr);
}

void write(JsonWriter& json, const Showing& showing, const Dimensions& dimensions,
           const workflow::UseView& view) {
    const record::Use& use = view.use;
    json.begin_object().field("id", use.id).key("official");
    write_person(json, showing, use.official);
    json.field("year", use.period.year())
        .field("kind", kinds[static_cast<size_t>(use.kind)])
        .key("dimension");
    write_dimension_or_null(json, dimensions, use.dimension);
    json.field("cause", use.cause)
        .field("proposal", use.proposal)
        .field("state", states[static_cast<size_t>(use.state)])
        .field("proposed_by", showing.directory.name_of_account(use.proposed_by))
        .field("proposed_at", use.proposed_at)
        .field("decided_by", showing.directory.name_of(use.decided_by))
        .field("decided_at", use.decided_at)
        .field("decision_reason", use.decision_reason)
        .field("outcome", use.outcome)
        .field("outcome_on", use.outcome_on);
    write_words(json, "allowed", view.allowed);
    json.field("version", use.version).end_object();
}

// The names of the dimensions, which whoever sees the use sees in it.
base::Result<Dimensions> dimensions_of(const workflow::Context& context) {
    store::Query query = store::query_of<record::Dimension>();
    query.where.push_back({"organ", store::Query::Where::Is::equal, context.organ().value, {}});
    return store::list<record::Dimension>(context.reader, query);
}

base::Result<Reply> get_uses(Services& services, const Request& request) {
    QueryReader query(request);
    auto year = query.optional_year("year");
    record::OfficialId official{query.text_or_empty("official", base::id_bytes_max)};
    ZHISHI_TRY_VOID(query.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    workflow::Context context = here.context();
    ZHISHI_TRY(auto uses, workflow::list_uses(context, year, official));
    ZHISHI_TRY(Dimensions dimensions, dimensions_of(context));
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (const auto& view : uses)
        write(json, {request, here.directory(), here.today()}, dimensions, view);
    json.end_list().end_object();
    return Reply(answer(json.take()));
}

base::Result<Reply> reply_with(Surroundings& here, const Request& request,
                               workflow::Prepared<record::Use> prepared, int status) {
    long version = prepared.after.version;
    workflow::Context after = here.context_after(prepared.change);
    ZHISHI_TRY(auto view, workflow::view_of(after, std::move(prepared.after)));
    ZHISHI_TRY(Dimensions dimensions, dimensions_of(after));
    JsonWriter json;
    write(json, {request, here.directory(), here.today()}, dimensions, view);
    return pending(std::move(prepared.change), json.take(), version, status);
}

base::Result<Reply> post_use(Services& services, const Request& request) {
    record::Use use;
    JsonBody body(request.body);
    Fields fields = body.object();
    use.official = fields.id<record::OfficialId>("official");
    use.period = base::Period::of_year(static_cast<int>(fields.integer("year", 2000, 2100)));
    use.kind = fields.word<UseKind>("kind", {{"promotion", UseKind::promotion},
                                             {"honour", UseKind::honour},
                                             {"practice", UseKind::practice},
                                             {"recuperation", UseKind::recuperation},
                                             {"training", UseKind::training},
                                             {"reminder_talk", UseKind::reminder_talk},
                                             {"other", UseKind::other}});
    use.dimension = fields.optional_id<record::DimensionId>("dimension");
    use.proposal = fields.text("proposal", limits::text_max);
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared, workflow::propose_use(here.context(), std::move(use)));
    return reply_with(here, request, std::move(prepared), 201);
}

base::Result<Reply> post_decision(Services& services, const Request& request) {
    JsonBody body(request.body);
    Fields fields = body.object();
    bool is_agreed = fields.truth("is_agreed");
    std::string reason = fields.text("reason", limits::reason_max);
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared, workflow::decide_use(here.context(), id_of<record::UseId>(request, "use"),
                                                   is_agreed, std::move(reason), *request.if_match));
    return reply_with(here, request, std::move(prepared), 200);
}

base::Result<Reply> post_outcome(Services& services, const Request& request) {
    JsonBody body(request.body);
    Fields fields = body.object();
    std::string outcome = fields.text("outcome", limits::text_max);
    base::Date outcome_on = fields.date("outcome_on");
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared, workflow::carry_out_use(here.context(), id_of<record::UseId>(request, "use"),
                                                      std::move(outcome), outcome_on, *request.if_match));
    return reply_with(here, request, std::move(prepared), 200);
}

} // namespace

std::vector<Route> use_routes() {
    std::vector<Route> routes;
    using policy::Act;
    auto add = [&](Method method, std::string_view pattern, Act act, Handler handler, bool needs_if_match) {
        routes.push_back({.method = method,
                          .pattern = pattern,
                          .act = act,
                          .handler = std::move(handler),
                          .needs_idempotency_key = method == Method::post,
                          .needs_if_match = needs_if_match});
    };
    add(Method::get, "/api/dimensions", Act::dimension_read, get_dimensions, false);
    add(Method::post, "/api/dimensions", Act::dimension_save, put_dimension, false);
    add(Method::put, "/api/dimensions/{dimension}", Act::dimension_save, put_dimension, true);
    add(Method::get, "/api/uses", Act::use_read, get_uses, false);
    add(Method::post, "/api/uses", Act::use_propose, post_use, false);
    add(Method::post, "/api/uses/{use}/decisions", Act::use_decide, post_decision, true);
    add(Method::post, "/api/uses/{use}/outcomes", Act::use_carry_out, post_outcome, true);
    return routes;
}

} // namespace zhishi::api
