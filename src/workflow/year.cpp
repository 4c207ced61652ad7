#include "workflow/year.h"

#include "crypto/hash.h"
#include "record/annual_summary.h"
#include "workflow/computation.h"
#include "workflow/refusals.h"
#include "workflow/results.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::NoticeState;
using record::YearAct;
using record::YearAppraisal;
using record::YearStage;
using Is = store::Query::Where::Is;

template <class Record>
base::Result<std::vector<Record>> of_period(const Context& context, const base::Period& year) {
    store::Query query = store::query_of<Record>();
    query.where = {{"organ", Is::equal, context.organ().value, {}}, {"period", Is::equal, year.str(), {}}};
    return store::list<Record>(context.reader, query);
}

bool may_organ(const Context& context, Act act) {
    return policy::allows(context.actor, act, Scope::organ);
}

// What the reviewers suggested; a suggestion that is not handed over yet is the reviewer's own.
base::Result<std::map<std::string, std::string>> suggestions(const Context& context,
                                                             const base::Period& year) {
    ZHISHI_TRY(auto summaries, of_period<record::AnnualSummary>(context, year));
    std::map<std::string, std::string> grades;
    for (auto& summary : summaries)
        if (summary.state == record::MonthState::approved)
            grades.emplace(summary.official.value, std::move(summary.review.suggested_grade));
    return grades;
}

base::Result<void> add_rows(const Context& context, YearView& view, const base::Period& year) {
    ZHISHI_TRY(auto outcomes, outcomes_of(context.reader, context.organ(), view.run.id));
    ZHISHI_TRY(auto decisions, decisions_of(context, year));
    ZHISHI_TRY(auto notices, notices_of(context, year));
    ZHISHI_TRY(auto suggested, suggestions(context, year));
    std::map<std::string, std::vector<std::string>> tied_for;
    for (const auto& seats : view.run.seats)
        for (const auto& official : seats.tied_officials)
            tied_for[official.value].push_back(seats.grade);
    for (auto& outcome : outcomes) {
        const std::string id = outcome.official.value;
        YearRow row;
        if (auto post = context.directory.counting_post(outcome.official, year, context.today()))
            row.unit = post->unit;
        row.outcome = std::move(outcome);
        if (auto found = decisions.find(id); found != decisions.end())
            row.decision = std::move(found->second);
        if (auto found = notices.find(id); found != notices.end()) row.notice = std::move(found->second);
        if (auto found = suggested.find(id); found != suggested.end()) row.suggested_grade = found->second;
        if (auto found = tied_for.find(id); found != tied_for.end()) row.tied_for = found->second;
        view.undecided += row.decision.version == 0;
        bool is_issued = row.notice.version > 0;
        view.objected += is_issued && row.notice.state == NoticeState::objected;
        view.unacknowledged += is_issued && (row.notice.state == NoticeState::issued ||
                                             row.notice.state == NoticeState::answered);
        view.rows.push_back(std::move(row));
    }
    // The names are looked up once a row, not once a comparison.
    std::vector<std::tuple<std::string, std::string, int, std::string, std::string, size_t>> order;
    for (size_t i = 0; i < view.rows.size(); ++i) {
        const record::Outcome& outcome = view.rows[i].outcome;
        order.emplace_back(context.directory.name_of({outcome.group}), outcome.group,
                           outcome.rank.value_or(std::numeric_limits<int>::max()),
                           context.directory.name_of(outcome.official), outcome.official.value, i);
    }
    std::sort(order.begin(), order.end());
    std::vector<YearRow> sorted;
    for (const auto& entry : order)
        sorted.push_back(std::move(view.rows[std::get<5>(entry)]));
    view.rows = std::move(sorted);
    return {};
}

std::vector<std::string> allowed_acts(const Context& context, const YearView& view) {
    std::vector<std::string> allowed;
    auto leads_on = [&](YearAct act) {
        return record::next_state(record::year_steps, view.appraisal.stage, act).has_value();
    };
    bool is_decided = view.undecided < static_cast<int>(view.rows.size());
    if (leads_on(YearAct::compute) && !is_decided) {
        if (may_organ(context, Act::year_compute)) allowed.push_back("compute");
        if (may_organ(context, Act::seats_move) && view.run.version > 0) allowed.push_back("move_seats");
    }
    if (leads_on(YearAct::meet) && may_organ(context, Act::meeting_open)) allowed.push_back("meet");
    if (leads_on(YearAct::publish) && may_organ(context, Act::year_publish)) allowed.push_back("publish");
    if (leads_on(YearAct::close) && may_organ(context, Act::year_close)) allowed.push_back("close");
    if (leads_on(YearAct::reopen) && may_organ(context, Act::reopening_request))
        allowed.push_back("request_reopening");
    return allowed;
}

struct Opened {
    YearAppraisal appraisal;
    store::Change change;
};
// The year, checked for the actor, its version and its stage, and led to the next one.
base::Result<Opened> open_year(const Context& context, const base::Period& year, long if_match, Act act,
                               YearAct step) {
    ZHISHI_TRY_VOID(
        may_for_organ(context, act, Act::year_read, {"只能由考核办办理。", "only the office can."}));
    ZHISHI_TRY_VOID(must_be_year(year));
    ZHISHI_TRY(YearAppraisal appraisal, year_of(context, year));
    ZHISHI_TRY_VOID(must_match(if_match, appraisal.version));
    auto next = record::next_state(record::year_steps, appraisal.stage, step);
    if (!next) return year_stage_wrong(appraisal.stage, step);
    appraisal.stage = *next;
    return Opened{std::move(appraisal), begin_change(context, act)};
}

} // namespace

base::Result<YearAppraisal> year_of(const Context& context, const base::Period& year) {
    ZHISHI_TRY(auto found, store::find<YearAppraisal>(context.reader, {context.organ().value, year.str()}));
    if (found) return std::move(*found);
    YearAppraisal none;
    none.organ = context.organ();
    none.period = year;
    return none;
}

base::Result<YearView> read_year(const Context& context, const base::Period& year) {
    if (!may_organ(context, Act::year_read)) return not_found();
    ZHISHI_TRY_VOID(must_be_year(year));
    YearView view;
    ZHISHI_TRY(view.appraisal, year_of(context, year));
    ZHISHI_TRY(BuiltTables built, build_tables(context, year));
    view.problems = std::move(built.problems);
    if (!view.appraisal.run.empty()) {
        ZHISHI_TRY(view.run, run_of(context, view.appraisal));
        view.scheme_has_changed = view.run.scheme_hash != context.scheme.scheme->content_hash;
        view.inputs_have_changed = view.run.inputs_digest != crypto::sha256_hex(text_of(built.tables));
        ZHISHI_TRY_VOID(add_rows(context, view, year));
    }
    ZHISHI_TRY(view.moves, of_period<record::SeatMove>(context, year));
    view.grades = grade_words(context.scheme);
    view.deadlines = due_steps(context, {"evaluation", "year_decision", "result_acknowledgement"}, year);
    view.allowed = allowed_acts(context, view);
    return view;
}

base::Result<Prepared<YearAppraisal>> publish_year(const Context& context, const base::Period& year,
                                                   long if_match) {
    ZHISHI_TRY(Opened opened, open_year(context, year, if_match, Act::year_publish, YearAct::publish));
    ZHISHI_TRY(auto outcomes, outcomes_of(context.reader, context.organ(), opened.appraisal.run));
    ZHISHI_TRY(auto decisions, decisions_of(context, year));
    std::vector<record::OfficialId> missing;
    for (const auto& outcome : outcomes)
        if (!decisions.contains(outcome.official.value)) missing.push_back(outcome.official);
    if (!missing.empty())
        return refusal_with_people(context, "decisions_are_missing",
                                   {"还有人没有确定等次，不能反馈结果，请考核委员会先逐一确定。",
                                    "Not everybody is decided yet: the committee decides first."},
                                   missing);
    opened.appraisal.published_at = context.now;
    opened.change.put(opened.appraisal);
    ZHISHI_TRY(auto notices, notices_of(context, year));
    for (const auto& outcome : outcomes) {
        const record::Decision& decision = decisions.at(outcome.official.value);
        opened.change.rely_on(decision);
        record::ResultNotice notice;
        if (auto found = notices.find(outcome.official.value); found != notices.end()) {
            // Published before and not decided anew since: his notice, and what he said to it, stand.
            if (decision.decided_at <= found->second.issued_at) continue;
            // What led to the new decision stays beside it.
            notice = found->second;
            notice.state = NoticeState::issued;
            notice.opinion.clear();
            notice.acknowledged_at.reset();
        }
        notice.organ = context.organ();
        notice.official = outcome.official;
        notice.period = year;
        notice.issued_at = context.now;
        opened.change.put(notice);
    }
    return Prepared<YearAppraisal>{std::move(opened.appraisal), std::move(opened.change)};
}

base::Result<Prepared<YearAppraisal>> close_year(const Context& context, const base::Period& year,
                                                 long if_match) {
    ZHISHI_TRY(Opened opened, open_year(context, year, if_match, Act::year_close, YearAct::close));
    ZHISHI_TRY(auto notices, notices_of(context, year));
    std::vector<record::OfficialId> waiting;
    for (const auto& [id, notice] : notices)
        if (notice.state == NoticeState::objected) waiting.push_back(notice.official);
    if (!waiting.empty())
        return refusal_with_people(context, "objections_are_open",
                                   {"还有异议没有答复，不能办结，请考核办先逐一答复。",
                                    "Objections are not answered: the office answers them first."},
                                   waiting);
    opened.appraisal.closed_at = context.now;
    opened.change.put(opened.appraisal);
    return Prepared<YearAppraisal>{std::move(opened.appraisal), std::move(opened.change)};
}

base::Result<std::string> export_tables(const Context& context, const base::Period& year) {
    if (!may_organ(context, Act::year_export)) return not_found();
    ZHISHI_TRY_VOID(must_be_year(year));
    ZHISHI_TRY(YearAppraisal appraisal, year_of(context, year));
    ZHISHI_TRY(record::Run run, run_of(context, appraisal));
    ZHISHI_TRY(record::RunInputs inputs, inputs_of(context.reader, run));
    ZHISHI_TRY(RunTables tables, read_tables(inputs.tables));
    ZHISHI_TRY(auto scheme, kept_scheme_of(context.reader, run));
    return text_of(released(std::move(tables), run.period, *scheme));
}

} // namespace zhishi::workflow
