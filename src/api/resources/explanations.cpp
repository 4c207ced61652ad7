// How a result came about: /api/officials/{official}/years/{year}/explanation.
#include "workflow/explanations.h"

#include "api/resources/parts_year.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"

namespace zhishi::api {

namespace {

using Tree = decltype(workflow::ExplanationView::explanation);

// The tree is as deep as the scheme's formulas are: some ten levels.
void write(JsonWriter& json, const Request& request, const Tree& node) {
    auto word = [&](const base::Text& text) -> const std::string& { return word_for(request, text); };
    json.begin_object()
        .field("label", word(node.label))
        .field("value", word(node.value))
        .field("formula", word(node.formula))
        .field("numbers", word(node.numbers))
        .field("source", word(node.source))
        .field("article", node.article)
        .field("mark", node.mark)
        .field("from", node.from)
        .field("note", word(node.note))
        .key("children")
        .begin_list();
    for (const Tree& child : node.children)
        write(json, request, child);
    json.end_list().key("tried").begin_list();
    for (const Tree& other : node.tried)
        write(json, request, other);
    json.end_list().end_object();
}

base::Result<Reply> get_explanation(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period year, year_period_of(request));
    auto official = id_of<record::OfficialId>(request, "official");
    ZHISHI_TRY(auto view, workflow::explain_result(here.context(), official, year));
    Showing showing{request, here.directory(), here.today()};
    JsonWriter json;
    json.begin_object().key("official");
    write_person(json, showing, official);
    json.field("year", year.year()).key("run");
    write_run(json, showing, here.scheme(), view.run);
    json.key("outcome");
    write_outcome(json, showing, here.scheme(), view.outcome);
    json.key("tree");
    write(json, request, view.explanation);
    json.end_object();
    return Reply(answer(json.take()));
}

} // namespace

std::vector<Route> explanation_routes() {
    return {{.method = Method::get,
             .pattern = "/api/officials/{official}/years/{year}/explanation",
             .act = policy::Act::explanation_read,
             .handler = get_explanation}};
}

} // namespace zhishi::api
