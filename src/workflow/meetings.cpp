#include "workflow/meetings.h"

#include "record/limits.h"
#include "workflow/refusals.h"
#include "workflow/results.h"
#include "workflow/year.h"

#include <algorithm>
#include <set>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::Meeting;
using record::MeetingState;
using record::OfficialId;
using record::YearAct;
using record::YearAppraisal;
using Is = store::Query::Where::Is;

bool may_organ(const Context& context, Act act) {
    return policy::allows(context.actor, act, Scope::organ);
}

base::Error meeting_is_closed() {
    return wrong_state("meeting_is_closed",
                       {"会议已经结束，纪要不再修改。需要改定的，请另开一次会议。",
                        "The meeting is closed and its minutes stand: open another one."});
}

bool is_present(const Meeting& meeting, const OfficialId& official) {
    return std::find(meeting.present.begin(), meeting.present.end(), official) != meeting.present.end();
}

void check_present(const Context& context, const Meeting& input, std::vector<base::Error>& wrong) {
    std::set<std::string> seen;
    for (size_t i = 0; i < input.present.size(); ++i) {
        std::string pointer = "/present/" + std::to_string(i);
        if (!seen.insert(input.present[i].value).second)
            wrong.push_back(base::bad_input(
                "member_given_twice", {"同一成员出现了两次。", "This member is given twice."}, pointer));
        if (!context.directory.committee_role(input.present[i], input.held_on))
            wrong.push_back(base::bad_input(
                "not_a_member",
                {"不是会议当天的考核委员会成员。", "holds no seat of the committee on that day."}, pointer));
    }
    if (input.present.size() > record::limits::meeting_present_max)
        wrong.push_back(
            base::bad_input("too_many_present", {"到会成员过多。", "Too many are present."}, "/present"));
    if (!is_present(input, input.chair))
        wrong.push_back(base::bad_input(
            "not_a_member",
            {"主持人应是到会的考核委员会成员。", "The chair must be a member who is present."}, "/chair"));
}

void check_leaves(const Context& context, const Meeting& input, std::vector<base::Error>& wrong) {
    std::set<std::pair<std::string, std::string>> seen;
    for (size_t i = 0; i < input.leaves.size(); ++i) {
        const record::LeavesRoom& leave = input.leaves[i];
        std::string at = "/leaves/" + std::to_string(i);
        if (!is_present(input, leave.member))
            wrong.push_back(base::bad_input(
                "not_a_member",
                {"回避的人不在到会成员中。", "Who leaves the room is not among those present."},
                at + "/member"));
        if (!context.directory.official(leave.official))
            wrong.push_back(base::bad_input("official_unknown", {"没有这个人。", "There is no such person."},
                                            at + "/official"));
        if (!seen.emplace(leave.member.value, leave.official.value).second)
            wrong.push_back(
                base::bad_input("leave_given_twice", {"这条回避重复了。", "This is given twice."}, at));
        if (leave.reason.empty())
            wrong.push_back(base::bad_input(
                "reason_required", {"请写明回避理由。", "Say why he leaves the room."}, at + "/reason"));
    }
    if (input.leaves.size() > record::limits::leaves_room_max)
        wrong.push_back(
            base::bad_input("too_many_leaves", {"回避条目过多。", "Too many leave the room."}, "/leaves"));
}

base::Result<void> check_meeting(const Context& context, const Meeting& input) {
    std::vector<base::Error> wrong;
    if (input.held_on > context.today())
        wrong.push_back(base::bad_input(
            "held_on_is_future", {"会议日期不能晚于今天。", "A meeting is entered on its day or after it."},
            "/held_on"));
    check_present(context, input, wrong);
    check_leaves(context, input, wrong);
    if (!wrong.empty()) return faults(std::move(wrong));
    return {};
}

base::Result<Meeting> meeting_of(const Context& context, const record::MeetingId& id) {
    ZHISHI_TRY(auto found, store::find<Meeting>(context.reader, {context.organ().value, id.value}));
    if (!found) return not_found();
    return std::move(*found);
}

base::Result<void> may_change(const Context& context, Act act) {
    return may_for_organ(context, act, Act::meeting_read,
                         {"只能由考核委员会成员办理。", "only members of the committee can."});
}

} // namespace

int quorum_of(const SchemeInUse& scheme, int members) {
    int parts = scheme.process.whole("committee.quorum_parts").value_or(2);
    int whole = scheme.process.whole("committee.quorum_whole").value_or(3);
    if (whole <= 0) return members;
    return (members * parts + whole - 1) / whole;
}

base::Result<MeetingView> view_of(const Context& context, Meeting meeting) {
    MeetingView view;
    view.members = static_cast<int>(context.directory.committee_on(meeting.held_on).size());
    view.quorum = quorum_of(context.scheme, view.members);
    view.has_quorum = view.members > 0 && static_cast<int>(meeting.present.size()) >= view.quorum;
    store::Query query = store::query_of<record::Decision>();
    query.where = {{"organ", Is::equal, context.organ().value, {}},
                   {"period", Is::equal, meeting.period.str(), {}},
                   {"meeting", Is::equal, meeting.id.value, {}}};
    ZHISHI_TRY(view.decisions, store::list<record::Decision>(context.reader, query));
    auto order = [&](const record::Decision& a, const record::Decision& b) {
        std::string left = context.directory.name_of(a.official),
                    right = context.directory.name_of(b.official);
        return left != right ? left < right : a.official < b.official;
    };
    std::sort(view.decisions.begin(), view.decisions.end(), order);
    if (meeting.state == MeetingState::open) {
        if (may_organ(context, Act::meeting_save)) view.allowed.push_back("save");
        if (may_organ(context, Act::decision_record) && is_present(meeting, context.actor.official))
            view.allowed.push_back("decide");
        if (may_organ(context, Act::meeting_close)) view.allowed.push_back("close");
    }
    view.meeting = std::move(meeting);
    return view;
}

base::Result<std::vector<MeetingView>> list_meetings(const Context& context, const base::Period& year) {
    if (!may_organ(context, Act::meeting_read)) return not_found();
    ZHISHI_TRY_VOID(must_be_year(year));
    store::Query query = store::query_of<Meeting>();
    query.where = {{"organ", Is::equal, context.organ().value, {}}, {"period", Is::equal, year.str(), {}}};
    query.order = {{"held_on", true}};
    ZHISHI_TRY(auto meetings, store::list<Meeting>(context.reader, query));
    std::vector<MeetingView> views;
    for (Meeting& meeting : meetings) {
        ZHISHI_TRY(MeetingView view, view_of(context, std::move(meeting)));
        views.push_back(std::move(view));
    }
    return views;
}

base::Result<MeetingView> read_meeting(const Context& context, const record::MeetingId& id) {
    if (!may_organ(context, Act::meeting_read)) return not_found();
    ZHISHI_TRY(Meeting meeting, meeting_of(context, id));
    return view_of(context, std::move(meeting));
}

base::Result<Prepared<Meeting>> open_meeting(const Context& context, Meeting input) {
    ZHISHI_TRY_VOID(may_change(context, Act::meeting_open));
    ZHISHI_TRY_VOID(must_be_year(input.period));
    ZHISHI_TRY(YearAppraisal appraisal, year_of(context, input.period));
    auto next = record::next_state(record::year_steps, appraisal.stage, YearAct::meet);
    if (!next) return year_stage_wrong(appraisal.stage, YearAct::meet);
    ZHISHI_TRY_VOID(check_meeting(context, input));
    input.organ = context.organ();
    input.id = {base::new_id(context.now, context.random)};
    input.state = MeetingState::open;
    input.opened_by = context.actor.account;
    input.version = 0;
    store::Change change = begin_change(context, Act::meeting_open);
    change.put(input);
    if (*next == appraisal.stage) {
        change.rely_on(appraisal);
    } else {
        appraisal.stage = *next;
        change.put(appraisal);
    }
    return Prepared<Meeting>{std::move(input), std::move(change)};
}

base::Result<Prepared<Meeting>> save_meeting(const Context& context, Meeting input, long if_match) {
    ZHISHI_TRY_VOID(may_change(context, Act::meeting_save));
    ZHISHI_TRY(Meeting before, meeting_of(context, input.id));
    ZHISHI_TRY_VOID(must_match(if_match, before.version));
    if (before.state == MeetingState::closed) return meeting_is_closed();
    ZHISHI_TRY_VOID(check_meeting(context, input));
    input.organ = before.organ;
    input.period = before.period;
    input.state = before.state;
    input.opened_by = before.opened_by;
    input.version = before.version;
    store::Change change = begin_change(context, Act::meeting_save);
    change.put(input);
    return Prepared<Meeting>{std::move(input), std::move(change)};
}

base::Result<Prepared<Meeting>> close_meeting(const Context& context, const record::MeetingId& id,
                                              long if_match) {
    ZHISHI_TRY_VOID(may_change(context, Act::meeting_close));
    ZHISHI_TRY(Meeting meeting, meeting_of(context, id));
    ZHISHI_TRY_VOID(must_match(if_match, meeting.version));
    if (meeting.state == MeetingState::closed) return meeting_is_closed();
    meeting.state = MeetingState::closed;
    store::Change change = begin_change(context, Act::meeting_close);
    change.put(meeting);
    return Prepared<Meeting>{std::move(meeting), std::move(change)};
}

} // namespace zhishi::workflow
