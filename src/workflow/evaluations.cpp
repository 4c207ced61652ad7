#include "workflow/evaluations.h"

#include "crypto/hash.h"
#include "workflow/periods.h"
#include "workflow/rating_sheets.h"
#include "workflow/record_lists.h"
#include "workflow/refusals.h"
#include "workflow/year.h"

#include <algorithm>
#include <set>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::Evaluation;
using record::EvaluationState;
using record::OfficialId;
using record::RaterSheet;
using record::RaterSheetState;
using record::YearAct;

const base::Text only_office{"综合测评由考核办组织。", "the appraisal office runs the evaluation."};

std::string digest_of(const std::vector<RaterSheet>& sheets) {
    std::string entries;
    for (const auto& sheet : sheets)
        for (const auto& subject : sheet.subjects)
            entries += sheet.rater.value + "\t" + subject.role + "\t" + subject.official.value + "\n";
    return crypto::sha256_hex(entries);
}

struct Coverage {
    std::vector<OfficialId> without_rater, unrated;
};
// unrated: whom somebody may rate, and nobody has. without_rater: whom nobody may rate.
Coverage coverage_of(const std::vector<OfficialId>& subjects, const std::vector<RaterSheet>& sheets) {
    std::set<OfficialId> with_rater, rated;
    for (const auto& sheet : sheets) {
        if (sheet.state == RaterSheetState::struck) continue;
        for (const auto& subject : sheet.subjects) {
            with_rater.insert(subject.official);
            if (sheet.state == RaterSheetState::submitted) rated.insert(subject.official);
        }
    }
    Coverage coverage;
    for (const auto& subject : subjects)
        if (!with_rater.contains(subject)) coverage.without_rater.push_back(subject);
    for (const auto& subject : with_rater)
        if (!rated.contains(subject)) coverage.unrated.push_back(subject);
    return coverage;
}

base::Result<std::vector<RaterSheet>> sheets_of(const Context& context, const base::Period& year) {
    ZHISHI_TRY(auto sheets, of_period<RaterSheet>(context, year));
    std::erase_if(sheets, [](const RaterSheet& sheet) { return sheet.sheet != year_sheet; });
    return sheets;
}

base::Result<void> step(record::YearAppraisal& year, YearAct act) {
    auto next = record::next_state(record::year_steps, year.stage, act);
    if (!next)
        return wrong_state("year_stage_wrong",
                           {period_in_words(year.period) + "的考核已进行到后面的环节，不能再办理综合测评。",
                            "The appraisal of " + year.period.str() + " is past its evaluation."});
    year.stage = *next;
    return {};
}

bool has_left(const Context& context, const OfficialId& official) {
    return !context.directory.standing(official, context.today());
}

base::Error evaluation_is_not_open(const Evaluation& evaluation) {
    if (evaluation.version == 0)
        return wrong_state("evaluation_is_not_open",
                           {"本年度的综合测评还没有开始，请等考核办通知。",
                            "The evaluation of this year is not opened yet: wait for the office."});
    return wrong_state("evaluation_is_closed",
                       {"本年度的综合测评已经结束；确有需要的，由考核办经两人办理后重新开放。",
                        "The evaluation of this year is closed; two people of the office can reopen it."});
}

} // namespace

base::Result<Evaluation> evaluation_of(const Context& context, const base::Period& year) {
    ZHISHI_TRY(auto found, store::find<Evaluation>(
                               context.reader, {context.organ().value, year.str(), std::string(year_sheet)}));
    if (found) return std::move(*found);
    Evaluation none;
    none.organ = context.organ();
    none.period = year;
    none.sheet = year_sheet;
    return none;
}

base::Result<Evaluation> open_evaluation_of(const Context& context, const base::Period& year) {
    ZHISHI_TRY(Evaluation evaluation, evaluation_of(context, year));
    if (evaluation.version == 0 || evaluation.state != EvaluationState::open)
        return evaluation_is_not_open(evaluation);
    return evaluation;
}

base::Result<std::unordered_map<std::string, RaterSheetState>> rater_states(const Context& context,
                                                                            const base::Period& year) {
    using Is = store::Query::Where::Is;
    store::Query query = store::query_of<RaterSheet>();
    query.where = {{"organ", Is::equal, context.organ().value, {}},
                   {"period", Is::equal, year.str(), {}},
                   {"sheet", Is::equal, std::string(year_sheet), {}}};
    ZHISHI_TRY(auto rows, context.reader.select(query));
    size_t subjects = store::position_of(*query.table, "subjects");
    std::unordered_map<std::string, RaterSheetState> states;
    for (store::Row& row : rows) {
        row[subjects] = std::string("[]"); // not read: the lists of all raters together are long
        RaterSheet sheet = store::Mapping<RaterSheet>::from_row(row);
        states.emplace(std::move(sheet.rater.value), sheet.state);
    }
    return states;
}

base::Result<EvaluationView> read_evaluation(const Context& context, const base::Period& year) {
    if (!policy::allows(context.actor, Act::evaluation_read, Scope::organ)) return not_found();
    ZHISHI_TRY_VOID(must_be_year(year));
    EvaluationView view;
    ZHISHI_TRY(view.sheet, sheet_of(context, year_sheet));
    ZHISHI_TRY(view.evaluation, evaluation_of(context, year));
    ZHISHI_TRY(record::YearAppraisal appraisal, year_of(context, year));
    view.stage = appraisal.stage;
    view.year_version = appraisal.version;
    bool is_opened = view.evaluation.version > 0;
    // Before it is opened: those who would be on the list today.
    std::vector<RaterSheet> sheets;
    if (is_opened) {
        ZHISHI_TRY(sheets, sheets_of(context, year));
    } else {
        sheets = electorate(context.directory, *view.sheet, year, context.today());
    }
    for (const auto& sheet : sheets)
        view.raters.push_back({sheet.rater, sheet.state, static_cast<int>(sheet.subjects.size()),
                               has_left(context, sheet.rater), sheet.struck_reason, sheet.version});
    std::sort(view.raters.begin(), view.raters.end(), [&](const auto& a, const auto& b) {
        return std::pair(context.directory.name_of(a.official), a.official) <
               std::pair(context.directory.name_of(b.official), b.official);
    });
    auto coverage = coverage_of(rated_people(context.directory, *view.sheet, year, context.today()), sheets);
    view.without_rater = std::move(coverage.without_rater);
    view.unrated = std::move(coverage.unrated);
    auto offer = [&](const char* word, Act act, bool is_time) {
        if (is_time && policy::allows(context.actor, act, Scope::organ)) view.allowed.emplace_back(word);
    };
    bool is_open = is_opened && view.evaluation.state == EvaluationState::open;
    offer("open", Act::evaluation_open, !is_opened && view.stage == record::YearStage::preparing);
    offer("close", Act::evaluation_close, is_open);
    offer("strike", Act::rater_strike, is_open);
    return view;
}

base::Result<Prepared<Evaluation>> open_evaluation(const Context& context, const base::Period& year,
                                                   base::Date due_on, long if_match) {
    ZHISHI_TRY_VOID(may_for_organ(context, Act::evaluation_open, Act::evaluation_read, only_office));
    ZHISHI_TRY_VOID(must_be_year(year));
    ZHISHI_TRY(const scheme::Sheet* form, sheet_of(context, year_sheet));
    ZHISHI_TRY(Evaluation evaluation, evaluation_of(context, year));
    ZHISHI_TRY_VOID(must_match(if_match, evaluation.version));
    if (evaluation.version > 0)
        return evaluation.state == EvaluationState::open
                   ? wrong_state("evaluation_is_open", {"本年度的综合测评已经开始。",
                                                        "The evaluation of this year is open already."})
                   : evaluation_is_not_open(evaluation);
    if (year.first() > context.today())
        return wrong_state("year_has_not_begun",
                           {period_in_words(year) + "还没有开始。", year.str() + " has not begun."});
    if (due_on < context.today())
        return base::bad_input("due_on_is_past",
                               {"截止日期不能早于今天。", "The last day must not lie before today."},
                               "/due_on");
    ZHISHI_TRY(record::YearAppraisal appraisal, year_of(context, year));
    ZHISHI_TRY_VOID(step(appraisal, YearAct::open_evaluation));
    auto sheets = electorate(context.directory, *form, year, context.today());
    if (sheets.empty())
        return wrong_state("electorate_is_empty",
                           {"按照方案没有人参加综合测评，请先检查机构和任职是否完整。",
                            "By the scheme nobody rates anybody: check units and posts first."});
    evaluation.state = EvaluationState::open;
    evaluation.due_on = due_on;
    evaluation.electorate_digest = digest_of(sheets);
    evaluation.opened_by = context.actor.account;
    evaluation.opened_at = context.now;
    store::Change change = begin_change(context, Act::evaluation_open);
    change.put(evaluation);
    change.put(appraisal);
    for (auto& sheet : sheets)
        change.put(sheet);
    return Prepared<Evaluation>{std::move(evaluation), std::move(change)};
}

base::Result<Prepared<Evaluation>> close_evaluation(const Context& context, const base::Period& year,
                                                    long if_match) {
    ZHISHI_TRY_VOID(may_for_organ(context, Act::evaluation_close, Act::evaluation_read, only_office));
    ZHISHI_TRY_VOID(must_be_year(year));
    ZHISHI_TRY(Evaluation evaluation, evaluation_of(context, year));
    ZHISHI_TRY_VOID(must_match(if_match, evaluation.version));
    if (evaluation.version == 0 || evaluation.state != EvaluationState::open)
        return evaluation_is_not_open(evaluation);
    ZHISHI_TRY(record::YearAppraisal appraisal, year_of(context, year));
    ZHISHI_TRY_VOID(step(appraisal, YearAct::close_evaluation));
    store::Change change = begin_change(context, Act::evaluation_close);
    ZHISHI_TRY(auto sheets, sheets_of(context, year));
    auto unrated = coverage_of({}, sheets).unrated;
    if (!unrated.empty())
        return refusal_with_people(
            context, "subjects_unrated",
            {"还有同志没有收到任何一份测评，暂不能结束。请提醒尚未提交的测评人。",
             "Some have not been rated by anybody: remind those who have not answered."},
            unrated);
    // Whose answer counted must not be taken back between this look and the closing.
    for (const auto& sheet : sheets)
        if (sheet.state == RaterSheetState::submitted) change.rely_on(sheet);
    evaluation.state = EvaluationState::closed;
    evaluation.closed_by = context.actor.account;
    evaluation.closed_at = context.now;
    change.put(evaluation);
    change.put(appraisal);
    return Prepared<Evaluation>{std::move(evaluation), std::move(change)};
}

base::Result<Prepared<RaterSheet>> strike_rater(const Context& context, const base::Period& year,
                                                const OfficialId& rater, std::string reason, long if_match) {
    ZHISHI_TRY_VOID(may_for_organ(context, Act::rater_strike, Act::evaluation_read, only_office));
    ZHISHI_TRY_VOID(must_be_year(year));
    ZHISHI_TRY(Evaluation evaluation, open_evaluation_of(context, year));
    ZHISHI_TRY(auto sheet, store::find<RaterSheet>(context.reader, {context.organ().value, year.str(),
                                                                    std::string(year_sheet), rater.value}));
    if (!sheet) return not_found();
    ZHISHI_TRY_VOID(must_match(if_match, sheet->version));
    if (sheet->state == RaterSheetState::struck)
        return wrong_state("rater_is_struck",
                           {"该同志已经从测评名单中除去。", "He is off the list already."});
    if (sheet->state == RaterSheetState::submitted)
        return wrong_state(
            "rater_has_answered",
            {"该同志已经提交测评，所提交的有效，不能除去。",
             "He has answered, and what he answered stands: he cannot be taken off the list."});
    if (!has_left(context, rater))
        return wrong_state("rater_is_in_post",
                           {"该同志仍然在职，不能从测评名单中除去；到期未提交的，结束测评时如实列为未提交。",
                            "He still holds a post and stays on the list; if he does not answer, the closing "
                            "says so."});
    if (reason.empty())
        return base::bad_input("text_missing", {"请说明除去的原因。", "Say why he is taken off."}, "/reason");
    sheet->state = RaterSheetState::struck;
    sheet->struck_reason = reason;
    store::Change change = begin_change(context, Act::rater_strike, std::move(reason));
    change.rely_on(evaluation);
    change.put(*sheet);
    return Prepared<RaterSheet>{std::move(*sheet), std::move(change)};
}

} // namespace zhishi::workflow
