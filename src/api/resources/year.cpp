// The year of the organ: /api/years/{year}, its runs, tables, seats, publication and close.
#include "workflow/year.h"

#include "api/json_reader.h"
#include "api/resources/parts_year.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "exchange/csv_writer.h"
#include "exchange/tables_workbook.h"
#include "exchange/write_files.h"
#include "record/limits.h"
#include "workflow/refusals.h"
#include "workflow/scheme_words.h"

#include <algorithm>

namespace zhishi::api {

namespace {

namespace limits = record::limits;
using workflow::Context;

constexpr size_t word_max = 64;    // an award, or a group: the id of a leader
constexpr int output_decimals = 2; // as in the batch door's results.csv

void write_seats(JsonWriter& json, const Showing& showing, const workflow::SchemeInUse& scheme,
                 const std::vector<record::SeatRow>& seats) {
    json.key("seats").begin_list();
    for (const auto& row : seats) {
        json.begin_object()
            .field("award", row.award)
            .field("title", word_for(showing.request, workflow::award_title(scheme, row.award)))
            .field("grade", row.grade)
            .key("group");
        write_person(json, showing, {row.group});
        json.field("counted", row.counted)
            .field("seats_by_rule", row.seats_by_rule)
            .field("seats", row.seats)
            .field("candidates", row.candidates)
            .field("awarded", row.awarded)
            .field("tied", row.tied)
            .end_object();
    }
    json.end_list();
}

void write_moves(JsonWriter& json, const Showing& showing, const std::vector<record::SeatMove>& moves) {
    json.key("moves").begin_list();
    for (const auto& move : moves) {
        json.begin_object().field("id", move.id).field("award", move.award).key("from_group");
        write_person(json, showing, {move.from_group});
        json.key("to_group");
        write_person(json, showing, {move.to_group});
        json.field("seats", move.seats)
            .field("reason", move.reason)
            .field("is_withdrawn", move.is_withdrawn)
            .field("moved_by", showing.directory.name_of_account(move.moved_by))
            .field("moved_at", move.moved_at)
            .end_object();
    }
    json.end_list();
}

void write_problems(JsonWriter& json, const Showing& showing,
                    const std::vector<workflow::TableProblem>& problems) {
    json.key("problems").begin_list();
    for (const auto& problem : problems) {
        json.begin_object().key("official");
        write_person_or_null(json, showing, problem.official);
        json.field("code", problem.code)
            .field("detail", word_for(showing.request, problem.text))
            .field("is_blocking", problem.is_blocking)
            .end_object();
    }
    json.end_list();
}

void write_rows(JsonWriter& json, const Showing& showing, const workflow::SchemeInUse& scheme,
                const std::vector<workflow::YearRow>& rows) {
    json.key("rows").begin_list();
    for (const auto& row : rows) {
        json.begin_object().key("official");
        write_person(json, showing, row.outcome.official);
        json.key("unit");
        write_unit(json, showing, row.unit);
        json.key("outcome");
        write_outcome(json, showing, scheme, row.outcome);
        json.key("decision");
        write_decision(json, showing, row.decision);
        json.key("notice");
        write_notice(json, showing, row.notice);
        json.field("suggested_grade", row.suggested_grade);
        write_words(json, "tied_for", row.tied_for);
        json.end_object();
    }
    json.end_list();
}

std::string written(const Showing& showing, const workflow::SchemeInUse& scheme,
                    const workflow::YearView& view) {
    const record::YearAppraisal& appraisal = view.appraisal;
    JsonWriter json;
    json.begin_object().field("year", appraisal.period.year()).field("stage", name_of(appraisal.stage));
    json.key("run");
    write_run(json, showing, scheme, view.run);
    json.field("scheme_has_changed", view.scheme_has_changed)
        .field("inputs_have_changed", view.inputs_have_changed);
    write_rows(json, showing, scheme, view.rows);
    write_seats(json, showing, scheme, view.run.seats);
    write_moves(json, showing, view.moves);
    write_problems(json, showing, view.problems);
    write_words(json, "grades", view.grades);
    write_deadlines(json, showing, view.deadlines);
    json.field("undecided", view.undecided)
        .field("unacknowledged", view.unacknowledged)
        .field("objected", view.objected)
        .field("published_at", appraisal.published_at)
        .field("closed_at", appraisal.closed_at);
    write_words(json, "allowed", view.allowed);
    json.field("version", appraisal.version).end_object();
    return json.take();
}

base::Result<Reply> get_year(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period year, year_period_of(request));
    ZHISHI_TRY(auto view, workflow::read_year(here.context(), year));
    Showing showing{request, here.directory(), here.today()};
    return Reply(answer(written(showing, here.scheme(), view), view.appraisal.version));
}

template <class Prepare>
base::Result<Reply> change_year(Services& services, const Request& request, Prepare prepare, int status) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period year, year_period_of(request));
    ZHISHI_TRY(auto prepared, prepare(here.context(), year));
    ZHISHI_TRY(auto view, workflow::read_year(here.context_after(prepared.change), year));
    Showing showing{request, here.directory(), here.today()};
    return pending(std::move(prepared.change), written(showing, here.scheme(), view), prepared.after.version,
                   status);
}

template <auto act, int status>
base::Result<Reply> step_year(Services& services, const Request& request) {
    auto prepare = [&](const Context& context, const base::Period& year) {
        return act(context, year, *request.if_match);
    };
    return change_year(services, request, prepare, status);
}

base::Result<Reply> post_seat_move(Services& services, const Request& request) {
    workflow::SeatMoveInput input;
    JsonBody body(request.body);
    Fields fields = body.object();
    input.award = fields.text("award", word_max);
    input.from_group = fields.text("from_group", word_max);
    input.to_group = fields.text("to_group", word_max);
    input.seats = static_cast<int>(fields.integer("seats", 1, 1000));
    input.reason = fields.text("reason", limits::reason_max);
    ZHISHI_TRY_VOID(body.finish());
    auto prepare = [&](const Context& context, const base::Period& year) {
        return workflow::move_seats(context, year, input, *request.if_match);
    };
    return change_year(services, request, prepare, 201);
}

base::Result<Reply> post_move_withdrawal(Services& services, const Request& request) {
    auto prepare = [&](const Context& context, const base::Period& year) {
        return workflow::withdraw_seat_move(context, year, id_of<record::SeatMoveId>(request, "move"),
                                            *request.if_match);
    };
    return change_year(services, request, prepare, 200);
}

// As `zhishi score` writes it: by person, in the order of the ids.
std::string results_table(const workflow::YearView& view) {
    std::vector<const record::Outcome*> outcomes;
    for (const auto& row : view.rows)
        outcomes.push_back(&row.outcome);
    std::sort(outcomes.begin(), outcomes.end(),
              [](const auto* a, const auto* b) { return a->official < b->official; });
    exchange::CsvWriter csv;
    csv.row({"subject", "period", "score", "rank", "grade", "flags"});
    for (const record::Outcome* outcome : outcomes) {
        std::string flags;
        for (const std::string& flag : outcome->flags)
            flags += (flags.empty() ? "" : ";") + flag;
        csv.row({outcome->official.value, view.appraisal.period.str(),
                 outcome->score ? outcome->score->fixed(output_decimals) : "",
                 outcome->rank ? std::to_string(*outcome->rank) : "", outcome->grade, flags});
    }
    return csv.text();
}

base::Result<Reply> get_table(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period year, year_period_of(request));
    std::string table = id_of<base::Id<struct TableTag>>(request, "table").value;
    Context context = here.context();
    // Asks the policy, and whether there is a run, whichever table it is.
    ZHISHI_TRY(std::string tables, workflow::export_tables(context, year));
    ZHISHI_TRY(auto view, workflow::read_year(context, year));
    auto text_of = [&](const std::string& name) {
        return name == "results" ? results_table(view) : workflow::section_of(tables, name + ".csv");
    };
    Response response;
    std::string file = table + ".csv";
    constexpr const char* names[] = {"subjects", "ratings", "facts", "results"};
    if (table == "workbook") {
        std::vector<exchange::FileText> files;
        for (const char* name : names)
            files.push_back({std::string(name) + ".csv", text_of(name)});
        ZHISHI_TRY(response.body, exchange::tables_workbook(files));
        response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        file = "tables.xlsx";
    } else if (std::find(std::begin(names), std::end(names), table) != std::end(names)) {
        response.body = exchange::without_formulas(text_of(table));
        response.content_type = "text/csv; charset=utf-8";
    } else {
        return workflow::not_found();
    }
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + file + "\"");
    return Reply(std::move(response));
}

} // namespace

std::vector<Route> year_routes() {
    std::vector<Route> routes;
    using policy::Act;
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
    add_get("/api/years/{year}", Act::year_read, get_year);
    add_get("/api/years/{year}/tables/{table}", Act::year_export, get_table);
    add_step("/api/years/{year}/runs", Act::year_compute, step_year<workflow::compute_year, 201>);
    add_step("/api/years/{year}/seat-moves", Act::seats_move, post_seat_move);
    add_step("/api/years/{year}/seat-moves/{move}/withdrawals", Act::seats_move, post_move_withdrawal);
    add_step("/api/years/{year}/publications", Act::year_publish, step_year<workflow::publish_year, 200>);
    add_step("/api/years/{year}/closures", Act::year_close, step_year<workflow::close_year, 200>);
    return routes;
}

} // namespace zhishi::api
