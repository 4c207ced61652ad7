// People and what they hold: /api/officials, /api/posts, /api/charges, /api/actings.
#include "api/json_reader.h"
#include "api/query_reader.h"
#include "api/resources/parts.h"
#include "api/resources/routes.h"
#include "api/resources/search.h"
#include "api/resources/surroundings.h"
#include "record/limits.h"
#include "workflow/refusals.h"
#include "workflow/structure.h"

#include <algorithm>

namespace zhishi::api {

namespace {

namespace limits = record::limits;
using record::PostKind;

constexpr size_t number_max = 32; // a personnel number

void write(JsonWriter& json, const Showing& showing, const record::Post& post) {
    json.begin_object().field("id", post.id).key("official");
    write_person(json, showing, post.official);
    json.key("unit");
    write_unit(json, showing, post.unit);
    json.field("kind", name_of(post.kind))
        .field("title", post.title)
        .field("is_main", post.is_main)
        .field("from", post.from)
        .field("to", post.to)
        .field("version", post.version)
        .end_object();
}

void write(JsonWriter& json, const Showing& showing, const record::Charge& charge) {
    json.begin_object().field("id", charge.id).key("leader");
    write_person(json, showing, charge.leader);
    json.key("unit");
    write_unit(json, showing, charge.unit);
    json.field("from", charge.from).field("to", charge.to).field("version", charge.version).end_object();
}

void write(JsonWriter& json, const Showing& showing, const record::Acting& acting) {
    json.begin_object().field("id", acting.id).key("reviewer");
    write_person(json, showing, acting.reviewer);
    json.key("by");
    write_person(json, showing, acting.by);
    json.field("from", acting.from)
        .field("to", acting.to)
        .field("reason", acting.reason)
        .field("version", acting.version)
        .end_object();
}

void write_official(JsonWriter& json, const Showing& showing, const record::Official& official,
                    const record::Post* new_post) {
    const record::Directory& directory = showing.directory;
    json.begin_object()
        .field("id", official.id)
        .field("name", official.name)
        .field("pinyin", official.pinyin)
        .field("number", official.number)
        .field("from", official.from)
        .field("to", official.to)
        .key("posts")
        .begin_list();
    for (const record::Post* post : directory.posts_of(official.id))
        write(json, showing, *post);
    if (new_post) write(json, showing, *new_post);
    json.end_list().key("charges").begin_list();
    for (const auto& charge : directory.parts().charges)
        if (charge.leader == official.id) write(json, showing, charge);
    json.end_list().key("actings").begin_list();
    for (const auto& acting : directory.parts().actings)
        if (acting.reviewer == official.id || acting.by == official.id) write(json, showing, acting);
    json.end_list().key("reviewer");
    write_reviewer(json, showing, directory.reviewer_of(official.id, showing.today, showing.today));
    json.field("version", official.version).end_object();
}

void write_row(JsonWriter& json, const Showing& showing, const record::Official& official, base::Date date) {
    const record::Post* post = showing.directory.main_post(official.id, date);
    auto standing = showing.directory.standing(official.id, date);
    json.begin_object()
        .field("id", official.id)
        .field("name", official.name)
        .field("pinyin", official.pinyin)
        .field("number", official.number)
        .key("unit");
    if (post)
        write_unit(json, showing, post->unit);
    else
        json.value(nullptr);
    json.key("role");
    if (standing)
        json.value(name_of(*standing));
    else
        json.value(nullptr);
    json.field("title", post ? post->title : std::string()).end_object();
}

// In the order of the tree, heads before staff; with `unit` those of one unit; who holds no post comes last.
std::vector<const record::Official*> found_people(const record::Directory& directory,
                                                  const record::UnitId& unit, const Sought& sought,
                                                  base::Date date) {
    std::vector<const record::Official*> people;
    auto take = [&](const record::Official* person) {
        if (sought.finds(*person)) people.push_back(person);
    };
    if (!unit.empty()) {
        for (const auto* person : directory.people_of(unit, date))
            take(person);
        return people;
    }
    for (const auto* person : *directory.everybody_on(date))
        take(person);
    return people;
}

base::Result<Reply> list_officials(Services& services, const Request& request) {
    QueryReader query(request);
    record::UnitId unit{query.text_or_empty("unit", base::id_bytes_max)};
    Sought sought(query.text_or_empty("q", 64));
    std::string after = query.text_or_empty("after", base::id_bytes_max);
    auto on = query.optional_date("on");
    size_t limit = static_cast<size_t>(query.integer("limit", 1, 200, 50));
    ZHISHI_TRY_VOID(query.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    base::Date date = on.value_or(here.today());
    auto people = found_people(here.directory(), unit, sought, date);
    size_t from = 0;
    if (!after.empty())
        from =
            static_cast<size_t>(std::find_if(people.begin(), people.end(),
                                             [&](const auto* person) { return person->id.value == after; }) -
                                people.begin()) +
            1;
    size_t to = std::min(people.size(), from + limit);
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (size_t i = from; i < to; ++i)
        write_row(json, {request, here.directory(), here.today()}, *people[i], date);
    json.end_list().key("next");
    if (to < people.size() && to > from)
        json.value(people[to - 1]->id);
    else
        json.value(nullptr);
    json.field("all", people.size()).end_object();
    return Reply(answer(json.take()));
}

base::Result<Reply> get_official(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    const record::Official* official =
        here.directory().official(id_of<record::OfficialId>(request, "official"));
    if (!official) return workflow::not_found();
    JsonWriter json;
    write_official(json, {request, here.directory(), here.today()}, *official, nullptr);
    return Reply(answer(json.take(), official->version));
}

void read_person(Fields& fields, record::Official& official) {
    official.name = fields.text("name", limits::name_max);
    official.pinyin = fields.text_or_empty("pinyin", limits::name_max);
    official.number = fields.text_or_empty("number", number_max);
    official.from = fields.date("from");
}

PostKind read_kind(Fields& fields) {
    return fields.word<PostKind>(
        "kind", {{"staff", PostKind::staff}, {"head", PostKind::head}, {"leader", PostKind::leader}});
}

base::Result<Reply> post_official(Services& services, const Request& request) {
    workflow::NewOfficial input;
    JsonBody body(request.body);
    Fields fields = body.object();
    read_person(fields, input.official);
    input.post.unit = fields.id<record::UnitId>("unit");
    input.post.kind = read_kind(fields);
    input.post.title = fields.text_or_empty("title", limits::name_max);
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared, workflow::add_official(here.context(), std::move(input)));
    JsonWriter json;
    write_official(json, {request, here.directory(), here.today()}, prepared.after.official,
                   &prepared.after.post);
    return pending(std::move(prepared.change), json.take(), prepared.after.official.version, 201);
}

base::Result<Reply> put_official(Services& services, const Request& request) {
    record::Official official;
    JsonBody body(request.body);
    Fields fields = body.object();
    read_person(fields, official);
    official.to = fields.optional_date("to");
    ZHISHI_TRY_VOID(body.finish());
    official.id = id_of<record::OfficialId>(request, "official");
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared,
               workflow::change_official(here.context(), std::move(official), *request.if_match));
    JsonWriter json;
    write_official(json, {request, here.directory(), here.today()}, prepared.after, nullptr);
    return pending(std::move(prepared.change), json.take(), prepared.after.version);
}

// Posts, charges and acting appointments are read, prepared and shown in the same way.
record::Post read_post(Fields& fields) {
    record::Post post;
    post.official = fields.id<record::OfficialId>("official");
    post.unit = fields.id<record::UnitId>("unit");
    post.kind = read_kind(fields);
    post.title = fields.text_or_empty("title", limits::name_max);
    post.is_main = fields.optional_truth("is_main").value_or(true);
    post.from = fields.date("from");
    post.to = fields.optional_date("to");
    return post;
}
record::Charge read_charge(Fields& fields) {
    record::Charge charge;
    charge.leader = fields.id<record::OfficialId>("leader");
    charge.unit = fields.id<record::UnitId>("unit");
    charge.from = fields.date("from");
    charge.to = fields.optional_date("to");
    return charge;
}
record::Acting read_acting(Fields& fields) {
    record::Acting acting;
    acting.reviewer = fields.id<record::OfficialId>("reviewer");
    acting.by = fields.id<record::OfficialId>("by");
    acting.from = fields.date("from");
    acting.to = fields.date("to");
    acting.reason = fields.text("reason", limits::reason_max);
    return acting;
}

template <auto read, auto add>
base::Result<Reply> post_held(Services& services, const Request& request) {
    JsonBody body(request.body);
    Fields fields = body.object();
    auto held = read(fields);
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared, add(here.context(), std::move(held)));
    JsonWriter json;
    write(json, {request, here.directory(), here.today()}, prepared.after);
    return pending(std::move(prepared.change), json.take(), prepared.after.version, 201);
}

template <auto read, auto change>
base::Result<Reply> put_held(Services& services, const Request& request) {
    JsonBody body(request.body);
    Fields fields = body.object();
    auto held = read(fields);
    ZHISHI_TRY_VOID(body.finish());
    held.id.value = request.path_values.begin()->second; // these paths name one thing
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared, change(here.context(), std::move(held), *request.if_match));
    JsonWriter json;
    write(json, {request, here.directory(), here.today()}, prepared.after);
    return pending(std::move(prepared.change), json.take(), prepared.after.version);
}

base::Result<Reply> list_actings(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (const auto& acting : here.directory().parts().actings)
        if (acting.to >= here.today()) write(json, {request, here.directory(), here.today()}, acting);
    json.end_list().end_object();
    return Reply(answer(json.take()));
}

} // namespace

std::vector<Route> people_routes() {
    std::vector<Route> routes;
    using policy::Act;
    auto add_get = [&](std::string_view pattern, Handler handler) {
        routes.push_back({.method = Method::get,
                          .pattern = pattern,
                          .act = Act::organ_read,
                          .handler = std::move(handler)});
    };
    auto add_post = [&](std::string_view pattern, Act act, Handler handler) {
        routes.push_back({.method = Method::post,
                          .pattern = pattern,
                          .act = act,
                          .handler = std::move(handler),
                          .needs_idempotency_key = true});
    };
    auto add_put = [&](std::string_view pattern, Act act, Handler handler) {
        routes.push_back({.method = Method::put,
                          .pattern = pattern,
                          .act = act,
                          .handler = std::move(handler),
                          .needs_if_match = true});
    };
    add_get("/api/officials", list_officials);
    add_post("/api/officials", Act::structure_change, post_official);
    add_get("/api/officials/{official}", get_official);
    add_put("/api/officials/{official}", Act::structure_change, put_official);
    add_post("/api/posts", Act::structure_change, post_held<read_post, workflow::add_post>);
    add_put("/api/posts/{post}", Act::structure_change, put_held<read_post, workflow::change_post>);
    add_post("/api/charges", Act::structure_change, post_held<read_charge, workflow::add_charge>);
    add_put("/api/charges/{charge}", Act::structure_change, put_held<read_charge, workflow::change_charge>);
    add_get("/api/actings", list_actings);
    add_post("/api/actings", Act::acting_name, post_held<read_acting, workflow::name_acting>);
    add_put("/api/actings/{acting}", Act::acting_name, put_held<read_acting, workflow::change_acting>);
    return routes;
}

} // namespace zhishi::api
