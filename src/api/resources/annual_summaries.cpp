// The annual summary: /api/officials/{official}/years/{year}/summary and what happens to it.
#include "workflow/annual_summaries.h"

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

constexpr size_t grade_max = 32; // a grade word

void write_months(JsonWriter& json, const std::vector<record::Month>& months) {
    json.key("months").begin_list();
    for (const auto& month : months) {
        json.begin_object().field("period", month.period).field("state", name_of(month.state)).key("items");
        write_month_items(json, month.items);
        write_month_review(json, "review", month.review);
        json.end_object();
    }
    json.end_list();
}

std::string written(const Showing& showing, const workflow::SummaryView& view) {
    const record::AnnualSummary& summary = view.summary;
    JsonWriter json;
    json.begin_object().key("official");
    write_person(json, showing, summary.official);
    json.field("year", summary.period.year()).field("state", name_of(summary.state)).key("items");
    write_month_items(json, summary.items);
    json.field("reflection", summary.reflection)
        .field("training", summary.training)
        .key("review")
        .begin_object()
        .field("comment", summary.review.comment)
        .field("improvements", summary.review.improvements)
        .field("suggested_grade", summary.review.suggested_grade)
        .end_object()
        .field("suggestion_is_visible", view.suggestion_is_visible)
        .field("return_reason", summary.return_reason)
        .field("returns", summary.returns)
        .field("submitted_at", summary.submitted_at)
        .field("submitted_late", summary.submitted_late)
        .key("reviewed_by");
    write_person_or_null(json, showing, summary.reviewed_by);
    json.key("reviewed_for");
    write_person_or_null(json, showing, summary.reviewed_for);
    json.field("reviewed_at", summary.reviewed_at).key("reviewer");
    write_reviewer(json, showing, view.reviewer);
    write_deadlines(json, showing, view.deadlines);
    write_words(json, "allowed", view.allowed);
    json.key("annual_plan");
    write_plan_items(json, view.plan.items);
    write_months(json, view.months);
    json.key("draft");
    write_month_items(json, view.draft);
    write_words(json, "grades", view.grades);
    json.field("is_closed", view.is_closed).field("version", summary.version).end_object();
    return json.take();
}

base::Result<workflow::SummaryKey> key_of(const Request& request) {
    ZHISHI_TRY(base::Period year, year_period_of(request));
    return workflow::SummaryKey{id_of<record::OfficialId>(request, "official"), year};
}

base::Result<Reply> get_summary(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto key, key_of(request));
    ZHISHI_TRY(auto view, workflow::read_summary(here.context(), key));
    return Reply(answer(written({request, here.directory(), here.today()}, view), view.summary.version));
}

template <class Prepare>
base::Result<Reply> change_summary(Services& services, const Request& request, Prepare prepare) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto key, key_of(request));
    Context context = here.context();
    ZHISHI_TRY(auto prepared, prepare(context, key));
    long version = prepared.after.version;
    ZHISHI_TRY(auto view, workflow::view_of(context, std::move(prepared.after)));
    return pending(std::move(prepared.change), written({request, here.directory(), here.today()}, view),
                   version);
}

base::Result<Reply> put_summary(Services& services, const Request& request) {
    workflow::SummaryInput input;
    JsonBody body(request.body);
    Fields fields = body.object();
    input.items = read_month_items(fields);
    input.reflection = fields.text_or_empty("reflection", limits::summary_text_max);
    input.training = fields.text_or_empty("training", limits::text_max);
    ZHISHI_TRY_VOID(body.finish());
    return change_summary(services, request, [&](const Context& context, const workflow::SummaryKey& key) {
        return workflow::save_summary(context, key, input, *request.if_match);
    });
}

template <auto act>
base::Result<Reply> step_summary(Services& services, const Request& request) {
    return change_summary(services, request, [&](const Context& context, const workflow::SummaryKey& key) {
        return act(context, key, *request.if_match);
    });
}

template <auto act>
base::Result<Reply> with_review(Services& services, const Request& request) {
    record::AnnualReview review;
    JsonBody body(request.body);
    Fields fields = body.object();
    review.comment = fields.text_or_empty("comment", limits::comment_max);
    review.improvements = fields.text_or_empty("improvements", limits::comment_max);
    review.suggested_grade = fields.text_or_empty("suggested_grade", grade_max);
    ZHISHI_TRY_VOID(body.finish());
    return change_summary(services, request, [&](const Context& context, const workflow::SummaryKey& key) {
        return act(context, key, review, *request.if_match);
    });
}

base::Result<Reply> return_summary(Services& services, const Request& request) {
    ZHISHI_TRY(std::string reason, read_text_body(request, "reason", limits::reason_max));
    return change_summary(services, request, [&](const Context& context, const workflow::SummaryKey& key) {
        return workflow::return_summary(context, key, reason, *request.if_match);
    });
}

base::Result<Reply> get_summary_history(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto key, key_of(request));
    ZHISHI_TRY(auto view, workflow::read_summary(here.context(), key));
    // As of a month: the reviewer's draft is his own until he approves, a draft of the summary its writer's.
    // The suggested grade stands in the review, so the person reads the review's history once that is his to
    // see.
    bool is_own = request.actor.official == key.official;
    std::vector<std::string_view> hidden;
    if (!view.review_is_visible || !view.suggestion_is_visible) hidden.push_back("review");
    if (!is_own && view.summary.state == record::MonthState::draft)
        hidden.insert(hidden.end(), {"items", "reflection", "training"});
    Unfinished unfinished;
    if (is_own) unfinished = {{"submitted"}, {"review"}};
    return history_of(here, "annual_summary", key.official.value + "/" + key.period.str(), hidden,
                      unfinished);
}

} // namespace

std::vector<Route> annual_summary_routes() {
    std::vector<Route> routes;
    using policy::Act;
    const char* summary = "/api/officials/{official}/years/{year}/summary";
    routes.push_back(
        {.method = Method::get, .pattern = summary, .act = Act::annual_summary_read, .handler = get_summary});
    routes.push_back({.method = Method::put,
                      .pattern = summary,
                      .act = Act::annual_summary_save,
                      .handler = put_summary,
                      .body_max = 1024 * 1024, // as of a month: 60 items of two texts of half a page
                      .needs_if_match = true});
    routes.push_back({.method = Method::put,
                      .pattern = "/api/officials/{official}/years/{year}/summary/review",
                      .act = Act::annual_summary_review_save,
                      .handler = with_review<workflow::save_summary_review>,
                      .needs_if_match = true});
    auto add_step = [&](std::string_view pattern, Act act, Handler handler) {
        routes.push_back({.method = Method::post,
                          .pattern = pattern,
                          .act = act,
                          .handler = std::move(handler),
                          .needs_idempotency_key = true,
                          .needs_if_match = true});
    };
    add_step("/api/officials/{official}/years/{year}/summary/submissions", Act::annual_summary_submit,
             step_summary<workflow::submit_summary>);
    add_step("/api/officials/{official}/years/{year}/summary/withdrawals", Act::annual_summary_withdraw,
             step_summary<workflow::withdraw_summary>);
    add_step("/api/officials/{official}/years/{year}/summary/approvals", Act::annual_summary_approve,
             with_review<workflow::approve_summary>);
    add_step("/api/officials/{official}/years/{year}/summary/returns", Act::annual_summary_return,
             return_summary);
    routes.push_back({.method = Method::get,
                      .pattern = "/api/officials/{official}/years/{year}/summary/history",
                      .act = Act::annual_summary_read,
                      .handler = get_summary_history});
    return routes;
}

} // namespace zhishi::api
