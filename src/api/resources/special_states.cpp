// Special states with their evidence, for office and committee: /api/special-states.
#include "api/json_reader.h"
#include "api/query_reader.h"
#include "api/resources/parts_year.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "record/limits.h"
#include "workflow/personnel.h"
#include "workflow/scheme_words.h"

namespace zhishi::api {

namespace {

namespace limits = record::limits;

constexpr size_t word_max = 64; // a key or a word of the scheme

void write(JsonWriter& json, const Showing& showing, const workflow::SchemeInUse& scheme,
           const record::SpecialState& state) {
    json.begin_object().field("id", state.id).key("official");
    write_person(json, showing, state.official);
    json.field("year", state.year)
        .field("key", state.key)
        .field("value", state.value)
        .field("title", word_for(showing.request, workflow::fact_title(scheme, state.key)))
        .field("evidence", state.evidence)
        .field("is_withdrawn", state.is_withdrawn)
        .field("withdrawal_reason", state.withdrawal_reason)
        .field("version", state.version)
        .end_object();
}

void write_choices(JsonWriter& json, const Request& request, const workflow::SchemeInUse& scheme,
                   const std::vector<workflow::StateChoice>& choices) {
    json.key("choices").begin_list();
    for (const auto& choice : choices) {
        json.begin_object().field("key", choice.key).field("title", word_for(request, choice.title));
        json.key("words").begin_list();
        for (const auto& word : choice.words)
            json.begin_object()
                .field("word", word)
                .field("title", word_for(request, workflow::fact_word_title(scheme, word)))
                .end_object();
        json.end_list().field("is_number", choice.is_number).end_object();
    }
    json.end_list();
}

base::Result<Reply> get_states(Services& services, const Request& request) {
    QueryReader query(request);
    auto year = query.optional_year("year");
    ZHISHI_TRY_VOID(query.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    workflow::Context context = here.context();
    ZHISHI_TRY(auto states,
               workflow::list_special_states(context, year ? year->year() : here.today().year()));
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (const auto& state : states)
        write(json, {request, here.directory(), here.today()}, here.scheme(), state);
    json.end_list();
    write_choices(json, request, here.scheme(), workflow::state_choices(context));
    json.end_object();
    return Reply(answer(json.take()));
}

// A new one where the path names none.
base::Result<Reply> put_state(Services& services, const Request& request) {
    record::SpecialState state;
    JsonBody body(request.body);
    Fields fields = body.object();
    state.official = fields.id<record::OfficialId>("official");
    state.year = static_cast<int>(fields.integer("year", 2000, 2100));
    state.key = fields.text("key", word_max);
    state.value = fields.text("value", word_max);
    state.evidence = fields.text("evidence", limits::reason_max);
    state.is_withdrawn = fields.optional_truth("is_withdrawn").value_or(false);
    state.withdrawal_reason = fields.text_or_empty("withdrawal_reason", limits::reason_max);
    ZHISHI_TRY_VOID(body.finish());
    state.id = id_of<record::SpecialStateId>(request, "state");
    bool is_new = state.id.empty();
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared,
               workflow::save_special_state(here.context(), std::move(state), request.if_match.value_or(0)));
    JsonWriter json;
    write(json, {request, here.directory(), here.today()}, here.scheme(), prepared.after);
    return pending(std::move(prepared.change), json.take(), prepared.after.version, is_new ? 201 : 200);
}

} // namespace

std::vector<Route> special_state_routes() {
    using policy::Act;
    Route list{.method = Method::get,
               .pattern = "/api/special-states",
               .act = Act::special_state_read,
               .handler = get_states};
    Route add{.method = Method::post,
              .pattern = "/api/special-states",
              .act = Act::special_state_save,
              .handler = put_state,
              .needs_idempotency_key = true};
    Route change{.method = Method::put,
                 .pattern = "/api/special-states/{state}",
                 .act = Act::special_state_save,
                 .handler = put_state,
                 .needs_if_match = true};
    return {list, add, change};
}

} // namespace zhishi::api
