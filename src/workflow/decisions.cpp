// What a meeting decides. The grade is set by those present; nothing here sets one by itself.
#include "record/limits.h"
#include "workflow/meetings.h"
#include "workflow/refusals.h"
#include "workflow/results.h"
#include "workflow/year.h"

#include <algorithm>
#include <map>
#include <set>

namespace zhishi::workflow {

namespace {

using policy::Act;
using record::Decision;
using record::Meeting;
using record::OfficialId;
using record::YearAct;

// The flag under which a scheme says that the routine score does not open its awarded grades.
constexpr std::string_view gate_flag = "below_gate";

// Whether the law or the scheme keeps people with these flags from this grade (empty: from no grade at all).
bool is_barred(const scheme::Scheme& scheme, const record::Outcome& outcome, const std::string& grade) {
    if (grade.empty()) return false;
    auto has = [&](std::string_view flag) {
        return std::find(outcome.flags.begin(), outcome.flags.end(), flag) != outcome.flags.end();
    };
    for (const auto& set : scheme.state_sets)
        for (const auto& stage : set.stages)
            for (const auto& rule : stage) {
                if (rule.flag.empty() || !has(rule.flag)) continue;
                bool is_other = !rule.grade.empty() && rule.grade != grade;
                bool is_named = std::find(rule.bars.begin(), rule.bars.end(), grade) != rule.bars.end();
                if (rule.no_grade || is_other || is_named) return true;
            }
    if (!has(gate_flag)) return false;
    for (const auto& block : scheme.blocks)
        for (const auto& award : block.awards)
            if (award.grade == grade) return true;
    return false;
}

struct Room {
    const Meeting& meeting;
    int quorum = 0;
    std::vector<OfficialId> left_for(const OfficialId& official) const {
        std::vector<OfficialId> left;
        for (const OfficialId& member : meeting.present) {
            bool leaves = member == official ||
                          std::any_of(meeting.leaves.begin(), meeting.leaves.end(), [&](const auto& leave) {
                              return leave.member == member && leave.official == official;
                          });
            if (leaves) left.push_back(member);
        }
        return left;
    }
};

base::Error row_fault(size_t row, std::string_view field, const char* code, base::Text text) {
    std::string pointer = "/decisions/" + std::to_string(row);
    if (!field.empty()) pointer += "/" + std::string(field);
    return base::bad_input(code, std::move(text), std::move(pointer));
}

class RowChecker {
  public:
    RowChecker(const Context& context, const Room& room, const record::Run& run)
        : context_(context), room_(room), run_(run), grades_(grade_words(context.scheme)) {}

    std::vector<base::Error> take_wrong() { return std::move(wrong_); }

    void check(size_t at, const DecisionInput& row, const record::Outcome& outcome,
               const std::vector<OfficialId>& left) {
        std::string name = context_.directory.name_of(row.official);
        if (std::find(left.begin(), left.end(), context_.actor.official) != left.end())
            fault(at, "official", "actor_left_room",
                  {name + "一项您应当回避，请由其他到会成员登记。",
                   "You leave the room for " + name + ": another member who is present records it."});
        size_t staying = room_.meeting.present.size() - left.size();
        if (static_cast<int>(staying) < room_.quorum)
            fault(at, "official", "left_without_quorum",
                  {"回避后只剩" + std::to_string(staying) + "名成员，不足" + std::to_string(room_.quorum) +
                       "人，不能研究" + name + "。请增加到会成员后再研究。",
                   "Only " + std::to_string(staying) + " members stay for " + name + ", but " +
                       std::to_string(room_.quorum) + " are needed: decide it with more of them."});
        if (!row.grade.empty() && std::find(grades_.begin(), grades_.end(), row.grade) == grades_.end())
            fault(at, "grade", "grade_unknown",
                  {"本方案没有等次“" + row.grade + "”。", "The scheme has no grade \"" + row.grade + "\"."});
        else
            check_reason(at, row, outcome, name);
        check_votes(at, row, staying);
    }

    void fault(size_t at, std::string_view field, const char* code, base::Text text) {
        wrong_.push_back(row_fault(at, field, code, std::move(text)));
    }

  private:
    bool decides_tie(const DecisionInput& row) const {
        for (const record::SeatRow& seats : run_.seats)
            if (seats.grade == row.grade &&
                std::find(seats.tied_officials.begin(), seats.tied_officials.end(), row.official) !=
                    seats.tied_officials.end())
                return true;
        return false;
    }

    void check_reason(size_t at, const DecisionInput& row, const record::Outcome& outcome,
                      const std::string& name) {
        if (!row.reason.empty()) return;
        if (is_barred(*context_.scheme.scheme, outcome, row.grade))
            fault(at, "reason", "grade_is_barred",
                  {"按规定" + name + "不得确定为“" + row.grade +
                       "”。确有依据的，须写明理由和依据，并记入纪要。",
                   "The rules keep " + name + " from \"" + row.grade +
                       "\". If there is ground for it all the same, write it down; it is kept in the "
                       "minutes."});
        else if (decides_tie(row))
            fault(at, "reason", "reason_required",
                  {name + "与他人同分争最后一个名额，请写明选定的理由。",
                   name + " is tied with others at the last seat: say why he is chosen."});
        else if (row.grade != outcome.grade)
            fault(at, "reason", "reason_required",
                  {name + "的等次与建议等次不一致，请写明理由。",
                   "The grade of " + name + " differs from the proposal: say why."});
    }

    void check_votes(size_t at, const DecisionInput& row, size_t staying) {
        long all = 0;
        for (const auto& [field, votes] :
             {std::pair("votes_for", row.votes_for), std::pair("votes_against", row.votes_against),
              std::pair("votes_abstained", row.votes_abstained)}) {
            if (votes && *votes < 0)
                fault(at, field, "votes_do_not_fit", {"票数不能小于0。", "Votes cannot be less than 0."});
            all += std::max(votes.value_or(0), 0);
        }
        if (all > static_cast<long>(staying))
            fault(at, "votes_for", "votes_do_not_fit",
                  {"票数合计" + std::to_string(all) + "，多于未回避的到会成员" + std::to_string(staying) +
                       "人。",
                   std::to_string(all) + " votes are more than the " + std::to_string(staying) +
                       " members who stayed."});
    }

    const Context& context_;
    const Room& room_;
    const record::Run& run_;
    std::vector<std::string> grades_;
    std::vector<base::Error> wrong_;
};

// The meeting as the actor may decide in it, and its room.
base::Result<Meeting> meeting_for(const Context& context, const record::MeetingId& id) {
    ZHISHI_TRY_VOID(may_for_organ(context, Act::decision_record, Act::meeting_read,
                                  {"等次只能由考核委员会确定。", "only the committee decides grades."}));
    ZHISHI_TRY(auto meeting, store::find<Meeting>(context.reader, {context.organ().value, id.value}));
    if (!meeting) return not_found();
    if (meeting->state == record::MeetingState::closed)
        return wrong_state("meeting_is_closed", {"会议已经结束，不能再确定等次。请另开一次会议。",
                                                 "The meeting is closed: open another one to decide."});
    const auto& present = meeting->present;
    if (std::find(present.begin(), present.end(), context.actor.official) == present.end())
        return wrong_state("not_a_member",
                           {"您不在本次会议的到会成员中，请由到会成员登记，或者先更正到会名单。",
                            "You are not among those present: a member who is records it, or the "
                            "list is corrected first."});
    return std::move(*meeting);
}

base::Error conflict_of(const Context& context, const std::vector<DecisionConflict>& conflicts,
                        const std::vector<DecisionInput>& rows) {
    std::vector<base::Error> found;
    for (const DecisionConflict& conflict : conflicts) {
        auto place = std::find_if(rows.begin(), rows.end(),
                                  [&](const auto& row) { return row.official == conflict.official; });
        std::string name = context.directory.name_of(conflict.official);
        base::Error error = row_fault(
            static_cast<size_t>(place - rows.begin()), "", "decision_stale",
            {name + "已由他人确定为“" + conflict.present.grade + "”，与您看到的不同。",
             "Somebody else decided " + name + " as \"" + conflict.present.grade + "\" since you read it."});
        error.kind = base::ErrorKind::stale;
        error.present_version = conflict.present.version;
        found.push_back(std::move(error));
    }
    base::Error error = found.front();
    error.text = {"有" + std::to_string(found.size()) +
                      "人刚刚被他人确定过，本次没有写入。请对照双方的等次后再确定。",
                  std::to_string(found.size()) + " people were decided by somebody else meanwhile; nothing "
                                                 "was written. Compare both and decide again."};
    error.more = std::move(found);
    return error;
}

} // namespace

base::Result<std::vector<DecisionConflict>> conflicts_of(const Context& context, const base::Period& year,
                                                         const std::vector<DecisionInput>& rows) {
    if (!policy::allows(context.actor, Act::decision_record, policy::Scope::organ)) return not_found();
    ZHISHI_TRY(auto decisions, decisions_of(context, year));
    std::vector<DecisionConflict> conflicts;
    for (const DecisionInput& row : rows) {
        auto found = decisions.find(row.official.value);
        Decision present = found == decisions.end() ? Decision{} : found->second;
        if (present.version == row.version) continue;
        conflicts.push_back({row.official, std::move(present), row});
    }
    return conflicts;
}

base::Result<Prepared<std::vector<Decision>>> decide(const Context& context, const record::MeetingId& id,
                                                     const std::vector<DecisionInput>& rows) {
    ZHISHI_TRY(Meeting meeting, meeting_for(context, id));
    ZHISHI_TRY(record::YearAppraisal appraisal, year_of(context, meeting.period));
    if (appraisal.stage != record::YearStage::deciding)
        return year_stage_wrong(appraisal.stage, YearAct::meet);
    if (rows.empty() || rows.size() > record::limits::decisions_at_once_max)
        return base::bad_input("rows_missing",
                               {"请选择要确定的人，一次最多2000人。", "Decide 1 to 2,000 people at once."},
                               "/decisions");
    int members = static_cast<int>(context.directory.committee_on(meeting.held_on).size());
    Room room{meeting, quorum_of(context.scheme, members)};
    if (static_cast<int>(meeting.present.size()) < room.quorum)
        return wrong_state("meeting_without_quorum",
                           {"到会" + std::to_string(meeting.present.size()) + "人，不足" +
                                std::to_string(room.quorum) +
                                "人，会议不能确定等次。请增加到会成员，或者另行召开。",
                            std::to_string(meeting.present.size()) + " are present, but " +
                                std::to_string(room.quorum) + " are needed: the meeting cannot decide."});
    ZHISHI_TRY(auto conflicts, conflicts_of(context, meeting.period, rows));
    if (!conflicts.empty()) return conflict_of(context, conflicts, rows);

    ZHISHI_TRY(record::Run run, run_of(context, appraisal));
    ZHISHI_TRY(auto outcomes, outcomes_of(context.reader, context.organ(), run.id));
    std::map<std::string, const record::Outcome*> by_official;
    for (const auto& outcome : outcomes)
        by_official.emplace(outcome.official.value, &outcome);
    RowChecker checker(context, room, run);
    std::vector<Decision> decided;
    std::set<std::string> seen;
    for (size_t i = 0; i < rows.size(); ++i) {
        const DecisionInput& row = rows[i];
        auto outcome = by_official.find(row.official.value);
        if (outcome == by_official.end()) {
            checker.fault(i, "official", "official_unknown",
                          {"此人不在本年度考核名单中。", "This person is not on the list of the year."});
            continue;
        }
        if (!seen.insert(row.official.value).second)
            checker.fault(i, "official", "official_given_twice",
                          {"同一人出现了两次。", "This person is given twice."});
        std::vector<OfficialId> left = room.left_for(row.official);
        checker.check(i, row, *outcome->second, left);
        decided.push_back({context.organ(), row.official, meeting.period, run.id, outcome->second->grade,
                           row.grade, row.reason, meeting.id, std::move(left), row.votes_for,
                           row.votes_against, row.votes_abstained, context.actor.account, context.now,
                           row.version});
    }
    if (auto wrong = checker.take_wrong(); !wrong.empty()) return faults(std::move(wrong));
    store::Change change = begin_change(context, Act::decision_record);
    change.rely_on(meeting);
    change.rely_on(appraisal);
    for (Decision& decision : decided)
        change.put(decision);
    return Prepared<std::vector<Decision>>{std::move(decided), std::move(change)};
}

} // namespace zhishi::workflow
