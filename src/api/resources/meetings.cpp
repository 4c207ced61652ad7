// Meetings of the appraisal committee and what they decide: /api/years/{year}/meetings,
// /api/meetings/{meeting}.
#include "workflow/meetings.h"

#include "api/json_reader.h"
#include "api/problem.h"
#include "api/resources/parts_year.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "record/limits.h"

#include <algorithm>

namespace zhishi::api {

namespace {

namespace limits = record::limits;
using workflow::Context;

constexpr size_t notes_max = 4000; // minutes of two pages
constexpr size_t grade_max = 32;   // a grade word
constexpr long votes_max = static_cast<long>(limits::meeting_present_max);

// 500 who leave the room: two ids of 64 bytes, 300 characters of three bytes and 60 bytes of names each;
// notes.
constexpr size_t meeting_body_max = limits::leaves_room_max * 1100 + 64 * 1024;
// 2,000 decisions with a reason of 300 characters of three bytes, an id and a word of 96 bytes, 150 bytes of
// names and votes.
constexpr size_t decisions_body_max = limits::decisions_at_once_max * 1250;

void write(JsonWriter& json, const Showing& showing, const workflow::MeetingView& view) {
    const record::Meeting& meeting = view.meeting;
    json.begin_object()
        .field("id", meeting.id)
        .field("year", meeting.period.year())
        .field("held_on", meeting.held_on)
        .field("place", meeting.place)
        .key("chair");
    write_person(json, showing, meeting.chair);
    write_people(json, showing, "present", meeting.present);
    json.key("leaves").begin_list();
    for (const auto& leave : meeting.leaves) {
        json.begin_object().key("member");
        write_person(json, showing, leave.member);
        json.key("official");
        write_person(json, showing, leave.official);
        json.field("reason", leave.reason).end_object();
    }
    json.end_list()
        .field("notes", meeting.notes)
        .field("state", meeting.state == record::MeetingState::open ? "open" : "closed")
        .field("members", view.members)
        .field("quorum", view.quorum)
        .field("has_quorum", view.has_quorum)
        .key("decisions")
        .begin_list();
    for (const auto& decision : view.decisions)
        write_decision(json, showing, decision);
    json.end_list();
    write_words(json, "allowed", view.allowed);
    json.field("version", meeting.version).end_object();
}

base::Result<Reply> list_meetings(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(base::Period year, year_period_of(request));
    ZHISHI_TRY(auto meetings, workflow::list_meetings(here.context(), year));
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (const auto& view : meetings)
        write(json, {request, here.directory(), here.today()}, view);
    json.end_list().end_object();
    return Reply(answer(json.take()));
}

record::MeetingId meeting_of(const Request& request) {
    return id_of<record::MeetingId>(request, "meeting");
}

base::Result<Reply> get_meeting(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto view, workflow::read_meeting(here.context(), meeting_of(request)));
    JsonWriter json;
    write(json, {request, here.directory(), here.today()}, view);
    return Reply(answer(json.take(), view.meeting.version));
}

base::Result<record::Meeting> read_meeting_body(const Request& request) {
    record::Meeting meeting;
    JsonBody body(request.body);
    Fields fields = body.object();
    meeting.held_on = fields.date("held_on");
    meeting.place = fields.text_or_empty("place", limits::short_text_max);
    meeting.chair = fields.id<record::OfficialId>("chair");
    for (auto& id : fields.texts("present", limits::meeting_present_max, base::id_bytes_max))
        meeting.present.push_back({std::move(id)});
    if (!fields.has("present"))
        fields.add_fault("present", "field_missing", {"缺少到会人员。", "Those present are missing."});
    for (Fields leave : fields.objects("leaves", limits::leaves_room_max))
        meeting.leaves.push_back({leave.id<record::OfficialId>("member"),
                                  leave.id<record::OfficialId>("official"),
                                  leave.text("reason", limits::reason_max)});
    meeting.notes = fields.text_or_empty("notes", notes_max);
    ZHISHI_TRY_VOID(body.finish());
    return meeting;
}

base::Result<Reply> reply_with(Surroundings& here, const Request& request,
                               workflow::Prepared<record::Meeting> prepared, int status) {
    long version = prepared.after.version;
    ZHISHI_TRY(auto view, workflow::view_of(here.context_after(prepared.change), std::move(prepared.after)));
    JsonWriter json;
    write(json, {request, here.directory(), here.today()}, view);
    return pending(std::move(prepared.change), json.take(), version, status);
}

base::Result<Reply> post_meeting(Services& services, const Request& request) {
    ZHISHI_TRY(record::Meeting meeting, read_meeting_body(request));
    ZHISHI_TRY(meeting.period, year_period_of(request));
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared, workflow::open_meeting(here.context(), std::move(meeting)));
    return reply_with(here, request, std::move(prepared), 201);
}

base::Result<Reply> put_meeting(Services& services, const Request& request) {
    ZHISHI_TRY(record::Meeting meeting, read_meeting_body(request));
    meeting.id = meeting_of(request);
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared, workflow::save_meeting(here.context(), std::move(meeting), *request.if_match));
    return reply_with(here, request, std::move(prepared), 200);
}

base::Result<Reply> post_closure(Services& services, const Request& request) {
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared,
               workflow::close_meeting(here.context(), meeting_of(request), *request.if_match));
    return reply_with(here, request, std::move(prepared), 200);
}

std::optional<int> votes(Fields& fields, std::string_view name) {
    auto read = fields.optional_integer(name, 0, votes_max);
    return read ? std::optional(static_cast<int>(*read)) : std::nullopt;
}

base::Result<std::vector<workflow::DecisionInput>> read_decisions(const Request& request) {
    std::vector<workflow::DecisionInput> rows;
    JsonBody body(request.body);
    for (Fields fields : body.object().objects("decisions", limits::decisions_at_once_max, 1)) {
        workflow::DecisionInput row;
        row.official = fields.id<record::OfficialId>("official");
        // Empty is a decision too: without a grade. Absent is not.
        if (!fields.has("grade"))
            fields.add_fault("grade", "field_missing",
                             {"请写明等次；不确定等次的写空。", "Name the grade; empty for none."});
        row.grade = fields.text_or_empty("grade", grade_max);
        row.reason = fields.text_or_empty("reason", limits::reason_max);
        row.version = fields.integer("version", 0, 1'000'000);
        row.votes_for = votes(fields, "votes_for");
        row.votes_against = votes(fields, "votes_against");
        row.votes_abstained = votes(fields, "votes_abstained");
        rows.push_back(std::move(row));
    }
    ZHISHI_TRY_VOID(body.finish());
    return rows;
}

bool is_of_a_faster_one(const base::Error& error) {
    auto is_stale = [](const base::Error& one) { return one.code == "decision_stale"; };
    return is_stale(error) || std::any_of(error.more.begin(), error.more.end(), is_stale);
}

// Both values of each row that somebody else decided, so that the member can weigh them.
base::Result<Reply> conflict(const Surroundings& here, const Request& request, base::Error error,
                             const std::vector<workflow::DecisionInput>& rows) {
    Context context = here.context();
    ZHISHI_TRY(auto view, workflow::read_meeting(context, meeting_of(request)));
    ZHISHI_TRY(auto conflicts, workflow::conflicts_of(context, view.meeting.period, rows));
    Showing showing{request, here.directory(), here.today()};
    JsonWriter json;
    json.begin_list();
    for (const auto& one : conflicts) {
        if (one.present.version == 0) continue; // nobody decided it: the version sent was made up
        json.begin_object().key("official");
        write_person(json, showing, one.official);
        json.field("mine", one.mine.grade).key("present");
        write_decision(json, showing, one.present);
        json.end_object();
    }
    json.end_list();
    error.kind = base::ErrorKind::stale;
    error.code = "decision_stale";
    if (conflicts.size() == 1) error.present_version = conflicts.front().present.version;
    return Reply(problem_with(error, request, "conflicts", json.take()));
}

base::Result<Reply> post_decisions(Services& services, const Request& request) {
    ZHISHI_TRY(auto rows, read_decisions(request));
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    auto prepared = workflow::decide(here.context(), meeting_of(request), rows);
    if (!prepared && is_of_a_faster_one(prepared.error()))
        return conflict(here, request, std::move(prepared).error(), rows);
    if (!prepared) return std::move(prepared).error();
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (const auto& decision : prepared->after)
        write_decision(json, {request, here.directory(), here.today()}, decision);
    json.end_list().end_object();
    return Reply(Pending{std::move(prepared->change), answer(json.take()), {}});
}

} // namespace

std::vector<Route> meeting_routes() {
    using policy::Act;
    Route list{.method = Method::get,
               .pattern = "/api/years/{year}/meetings",
               .act = Act::meeting_read,
               .handler = list_meetings};
    Route open{.method = Method::post,
               .pattern = "/api/years/{year}/meetings",
               .act = Act::meeting_open,
               .handler = post_meeting,
               .body_max = meeting_body_max,
               .needs_idempotency_key = true};
    Route get{.method = Method::get,
              .pattern = "/api/meetings/{meeting}",
              .act = Act::meeting_read,
              .handler = get_meeting};
    Route save{.method = Method::put,
               .pattern = "/api/meetings/{meeting}",
               .act = Act::meeting_save,
               .handler = put_meeting,
               .body_max = meeting_body_max,
               .needs_if_match = true};
    Route decide{.method = Method::post,
                 .pattern = "/api/meetings/{meeting}/decisions",
                 .act = Act::decision_record,
                 .handler = post_decisions,
                 .body_max = decisions_body_max,
                 .needs_idempotency_key = true};
    Route close{.method = Method::post,
                .pattern = "/api/meetings/{meeting}/closures",
                .act = Act::meeting_close,
                .handler = post_closure,
                .needs_idempotency_key = true,
                .needs_if_match = true};
    return {list, open, get, save, decide, close};
}

} // namespace zhishi::api
