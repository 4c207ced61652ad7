// What the office keeps of people beside posts: /api/recusals, /api/placements, /api/committee-seats.
#include "workflow/personnel.h"

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
using record::CommitteeRole;
using record::PostKind;

constexpr std::array<std::string_view, 3> committee_roles{"chair", "deputy_chair", "member"};

void write(JsonWriter& json, const Showing& showing, const record::Recusal& recusal) {
    json.begin_object().field("id", recusal.id).key("reviewer");
    write_person(json, showing, recusal.reviewer);
    json.key("official");
    write_person(json, showing, recusal.official);
    json.field("from", recusal.from)
        .field("to", recusal.to)
        .field("reason", recusal.reason)
        .field("version", recusal.version)
        .end_object();
}

void write(JsonWriter& json, const Showing& showing, const record::Placement& placement) {
    json.begin_object().field("id", placement.id).key("official");
    write_person(json, showing, placement.official);
    json.field("period", placement.period).key("unit");
    write_unit(json, showing, placement.unit);
    json.field("kind", name_of(placement.kind))
        .field("reason", placement.reason)
        .field("is_withdrawn", placement.is_withdrawn)
        .field("version", placement.version)
        .end_object();
}

void write(JsonWriter& json, const Showing& showing, const record::CommitteeSeat& seat) {
    json.begin_object().field("id", seat.id).key("official");
    write_person(json, showing, seat.official);
    json.field("role", committee_roles[static_cast<size_t>(seat.role)])
        .field("from", seat.from)
        .field("to", seat.to)
        .field("version", seat.version)
        .end_object();
}

record::Recusal read_recusal(Fields& fields) {
    record::Recusal recusal;
    recusal.reviewer = fields.id<record::OfficialId>("reviewer");
    recusal.official = fields.id<record::OfficialId>("official");
    recusal.from = fields.date("from");
    recusal.to = fields.optional_date("to");
    recusal.reason = fields.text("reason", limits::reason_max);
    return recusal;
}

record::Placement read_placement(Fields& fields) {
    record::Placement placement;
    placement.official = fields.id<record::OfficialId>("official");
    placement.period = fields.period("period");
    placement.unit = fields.id<record::UnitId>("unit");
    placement.kind = fields.word<PostKind>("kind", {{"staff", PostKind::staff}, {"head", PostKind::head}});
    placement.reason = fields.text("reason", limits::reason_max);
    placement.is_withdrawn = fields.optional_truth("is_withdrawn").value_or(false);
    return placement;
}

record::CommitteeSeat read_seat(Fields& fields) {
    record::CommitteeSeat seat;
    seat.official = fields.id<record::OfficialId>("official");
    seat.role = fields.word<CommitteeRole>("role", {{"chair", CommitteeRole::chair},
                                                    {"deputy_chair", CommitteeRole::deputy_chair},
                                                    {"member", CommitteeRole::member}});
    seat.from = fields.date("from");
    seat.to = fields.optional_date("to");
    return seat;
}

template <class Record>
Reply list_of(const Surroundings& here, const Request& request, const std::vector<Record>& records) {
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (const Record& record : records)
        write(json, {request, here.directory(), here.today()}, record);
    json.end_list().end_object();
    return answer(json.take());
}

template <auto act>
base::Result<Reply> get_list(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto records, act(here.context()));
    return list_of(here, request, records);
}

base::Result<Reply> get_placements(Services& services, const Request& request) {
    QueryReader query(request);
    auto year = query.optional_year("year");
    ZHISHI_TRY_VOID(query.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto placements,
               workflow::list_placements(here.context(), year ? year->year() : here.today().year()));
    return list_of(here, request, placements);
}

// A new one where the path names none.
template <auto read, auto save>
base::Result<Reply> put_kept(Services& services, const Request& request) {
    JsonBody body(request.body);
    Fields fields = body.object();
    auto record = read(fields);
    ZHISHI_TRY_VOID(body.finish());
    bool is_new = request.path_values.empty();
    if (!is_new) record.id.value = request.path_values.begin()->second; // these paths name one thing
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared, save(here.context(), std::move(record), request.if_match.value_or(0)));
    JsonWriter json;
    write(json, {request, here.directory(), here.today()}, prepared.after);
    return pending(std::move(prepared.change), json.take(), prepared.after.version, is_new ? 201 : 200);
}

} // namespace

std::vector<Route> personnel_routes() {
    std::vector<Route> routes;
    using policy::Act;
    auto add = [&](std::string_view list, Act read_act, Handler get, std::string_view one, Act save_act,
                   const Handler& save) {
        routes.push_back(
            {.method = Method::get, .pattern = list, .act = read_act, .handler = std::move(get)});
        routes.push_back({.method = Method::post,
                          .pattern = list,
                          .act = save_act,
                          .handler = save,
                          .needs_idempotency_key = true});
        routes.push_back({.method = Method::put,
                          .pattern = one,
                          .act = save_act,
                          .handler = save,
                          .needs_if_match = true});
    };
    add("/api/recusals", Act::recusal_declare, get_list<workflow::list_recusals>, "/api/recusals/{recusal}",
        Act::recusal_declare, put_kept<read_recusal, workflow::save_recusal>);
    add("/api/placements", Act::personnel_read, get_placements, "/api/placements/{placement}",
        Act::placement_save, put_kept<read_placement, workflow::save_placement>);
    add("/api/committee-seats", Act::organ_read, get_list<workflow::list_committee_seats>,
        "/api/committee-seats/{seat}", Act::committee_seat_save,
        put_kept<read_seat, workflow::save_committee_seat>);
    return routes;
}

} // namespace zhishi::api
