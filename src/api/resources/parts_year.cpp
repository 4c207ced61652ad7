#include "api/resources/parts_year.h"

#include "api/resources/surroundings.h"
#include "record/limits.h"
#include "workflow/scheme_words.h"

#include <array>

namespace zhishi::api {

namespace {

constexpr std::array<std::string_view, 6> review_states{"draft",   "submitted", "acknowledged",
                                                        "replied", "excused",   "reopened"};
constexpr std::array<std::string_view, 7> year_stages{"preparing", "evaluating", "evaluated", "proposed",
                                                      "deciding",  "published",  "closed"};
constexpr std::array<std::string_view, 4> notice_states{"issued", "acknowledged", "objected", "answered"};

constexpr size_t word_max = 64; // an identifier of a scheme

void write_sheet_items(JsonWriter& json, const Showing& showing,
                       const std::vector<scheme::SheetItem>& items) {
    json.key("items").begin_list();
    for (const auto& item : items)
        json.begin_object()
            .field("id", item.id)
            .field("title", word_for(showing.request, item.title))
            .field("min", text_of(item.min))
            .field("max", text_of(item.max))
            .end_object();
    json.end_list();
}

} // namespace

std::string_view name_of(record::ReviewState state) {
    return review_states[static_cast<size_t>(state)];
}
std::string_view name_of(record::YearStage stage) {
    return year_stages[static_cast<size_t>(stage)];
}

std::string text_of(const base::Number& number) {
    base::Number rounded = number.rounded(base::Number::decimals_max);
    return rounded.str();
}

void write_score(JsonWriter& json, std::string_view name, const std::optional<base::Number>& score) {
    json.key(name);
    if (score)
        json.value(text_of(*score));
    else
        json.value(nullptr);
}

std::vector<record::ItemScore> read_item_scores(Fields& fields, std::string_view name) {
    std::vector<record::ItemScore> scores;
    for (Fields item : fields.objects(name, record::limits::sheet_items_max)) {
        record::ItemScore score;
        score.item = item.text("item", word_max);
        if (!item.is_named("score"))
            item.add_fault(
                "score", "field_missing",
                {"缺少分数；未评的写 null。", "The score is missing; null where it is not rated."});
        score.score = item.optional_number("score", "score_unreadable");
        score.reason = item.text_or_empty("reason", record::limits::reason_max);
        scores.push_back(std::move(score));
    }
    if (!fields.has(name)) fields.add_fault(name, "field_missing", {"缺少评分。", "The scores are missing."});
    return scores;
}

void write_item_scores(JsonWriter& json, std::string_view name,
                       const std::vector<record::ItemScore>& scores) {
    json.key(name).begin_list();
    for (const auto& score : scores) {
        json.begin_object().field("item", score.item);
        write_score(json, "score", score.score);
        json.field("reason", score.reason).end_object();
    }
    json.end_list();
}

void write_sheet(JsonWriter& json, const Showing& showing, const workflow::SchemeInUse& scheme,
                 const scheme::Sheet* sheet) {
    static const scheme::Sheet none; // a scheme without this sheet rates nobody
    const scheme::Sheet& shown = sheet ? *sheet : none;
    json.key("sheet")
        .begin_object()
        .field("id", shown.id)
        .field("title", word_for(showing.request, shown.title))
        .key("classes")
        .begin_list();
    for (const auto& [subject_class, items] : shown.items) {
        json.begin_object()
            .field("id", subject_class)
            .field("title", word_for(showing.request, workflow::class_title(scheme, subject_class)));
        write_sheet_items(json, showing, items);
        json.end_object();
    }
    json.end_list()
        .field("reason_from", text_of(shown.reason_from))
        .field("reason_below", text_of(shown.reason_below))
        .field("decimals", shown.decimals)
        .field("article",
               word_for(showing.request, workflow::origin_text(scheme, shown.source, shown.article)))
        .end_object();
}

void write_earlier(JsonWriter& json,
                   const std::vector<std::pair<base::Period, std::optional<base::Number>>>& earlier) {
    json.key("earlier").begin_list();
    for (const auto& [period, score] : earlier) {
        json.begin_object().field("period", period);
        write_score(json, "score", score);
        json.end_object();
    }
    json.end_list();
}

void write_spreads(JsonWriter& json, std::string_view name,
                   const std::vector<workflow::ItemSpread>& spreads) {
    json.key(name).begin_list();
    for (const auto& spread : spreads) {
        json.begin_object()
            .field("class", spread.subject_class)
            .field("item", spread.item)
            .field("count", spread.count);
        write_score(json, "mean", spread.mean);
        write_score(json, "spread", spread.spread);
        json.end_object();
    }
    json.end_list();
}

void write_people(JsonWriter& json, const Showing& showing, std::string_view name,
                  const std::vector<record::OfficialId>& people) {
    json.key(name).begin_list();
    for (const auto& id : people)
        write_person(json, showing, id);
    json.end_list();
}

void write_run(JsonWriter& json, const Showing& showing, const workflow::SchemeInUse& scheme,
               const record::Run& run) {
    if (run.version == 0) {
        json.value(nullptr);
        return;
    }
    json.begin_object()
        .field("id", run.id)
        .field("scheme", run.scheme)
        .field("scheme_title", word_for(showing.request, workflow::scheme_title(scheme, run.scheme)))
        .field("scheme_version", run.scheme_version)
        .field("scheme_hash", run.scheme_hash)
        .field("inputs_digest", run.inputs_digest)
        .field("outcome_digest", run.outcome_digest)
        .field("computed_by", showing.directory.name_of_account(run.computed_by))
        .field("computed_at", run.computed_at)
        .end_object();
}

void write_outcome(JsonWriter& json, const Showing& showing, const workflow::SchemeInUse& scheme,
                   const record::Outcome& outcome) {
    json.begin_object().field("class", outcome.subject_class).key("group");
    write_person_or_null(json, showing, {outcome.group});
    write_score(json, "score", outcome.score);
    json.field("rank", outcome.rank)
        .field("ranked_count", outcome.ranked_count)
        .field("grade", outcome.grade)
        .key("flags")
        .begin_list();
    for (const auto& flag : outcome.flags)
        json.begin_object()
            .field("flag", flag)
            .field("title", word_for(showing.request, workflow::flag_title(scheme, flag)))
            .end_object();
    json.end_list().key("nodes").begin_list();
    for (const auto& node : outcome.nodes)
        json.begin_object()
            .field("node", node.node)
            .field("title", word_for(showing.request, workflow::node_title(scheme, node.node)))
            .field("value", text_of(node.value))
            .end_object();
    json.end_list().key("actions").begin_list();
    for (const auto& action : outcome.actions)
        json.begin_object().field("action", action.action).field("clause", action.clause).end_object();
    json.end_list().end_object();
}

void write_decision(JsonWriter& json, const Showing& showing, const record::Decision& decision) {
    if (decision.version == 0) {
        json.value(nullptr);
        return;
    }
    json.begin_object().key("official");
    write_person(json, showing, decision.official);
    json.field("proposed_grade", decision.proposed_grade)
        .field("grade", decision.grade)
        .field("reason", decision.reason)
        .field("meeting", decision.meeting);
    write_people(json, showing, "left_room", decision.left_room);
    json.field("votes_for", decision.votes_for)
        .field("votes_against", decision.votes_against)
        .field("votes_abstained", decision.votes_abstained)
        .field("decided_at", decision.decided_at)
        .field("decided_by", showing.directory.name_of_account(decision.decided_by))
        .field("version", decision.version)
        .end_object();
}

void write_notice(JsonWriter& json, const Showing& showing, const record::ResultNotice& notice) {
    if (notice.version == 0) {
        json.value(nullptr);
        return;
    }
    json.begin_object()
        .field("state", notice_states[static_cast<size_t>(notice.state)])
        .field("issued_at", notice.issued_at)
        .field("opinion", notice.opinion)
        .field("acknowledged_at", notice.acknowledged_at)
        .field("objection", notice.objection)
        .field("objected_at", notice.objected_at)
        .field("answer", notice.answer)
        .field("answered_by", showing.directory.name_of_account(notice.answered_by))
        .field("answered_at", notice.answered_at)
        .field("version", notice.version)
        .end_object();
}

void write_prior_grade(JsonWriter& json, const Showing& showing, const record::PriorGrade& grade) {
    json.begin_object().key("official");
    write_person(json, showing, grade.official);
    json.field("year", grade.year)
        .field("grade", grade.grade)
        .field("award", grade.award)
        .field("source", grade.source)
        .field("version", grade.version)
        .end_object();
}

base::Result<std::string> read_text_body(const Request& request, std::string_view name, size_t max) {
    JsonBody body(request.body);
    std::string text = body.object().text(name, max);
    ZHISHI_TRY_VOID(body.finish());
    return text;
}

} // namespace zhishi::api
