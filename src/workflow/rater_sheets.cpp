// A rater's own sheet of the comprehensive evaluation: frozen in whom and on what he rates, his in what he
// answers.
#include "workflow/evaluations.h"
#include "workflow/periods.h"
#include "workflow/rating_sheets.h"
#include "workflow/refusals.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::RatedSubject;
using record::RaterSheet;
using record::RaterSheetState;

base::Result<RaterSheet> own_sheet(const Context& context, const base::Period& year) {
    ZHISHI_TRY(auto found, store::find<RaterSheet>(context.reader,
                                                   {context.organ().value, year.str(),
                                                    std::string(year_sheet), context.actor.official.value}));
    if (found) return std::move(*found);
    RaterSheet none;
    none.organ = context.organ();
    none.period = year;
    none.sheet = year_sheet;
    none.rater = context.actor.official;
    return none;
}

// The items that were frozen with the subject, with titles and ranges as the scheme has them. An item that
// the scheme has dropped since is not asked for.
std::vector<scheme::SheetItem> frozen_items(const scheme::Sheet& form, const RatedSubject& subject) {
    std::vector<scheme::SheetItem> items;
    for (const auto& given : subject.scores)
        for (const auto& [subject_class, known] : form.items) {
            auto item = std::find_if(known.begin(), known.end(),
                                     [&](const scheme::SheetItem& one) { return one.id == given.item; });
            if (item == known.end()) continue;
            items.push_back(*item);
            break;
        }
    return items;
}

struct Opened {
    const scheme::Sheet* form = nullptr;
    RaterSheet sheet;
    store::Change change;
};
base::Result<Opened> open_sheet(const Context& context, Act act, const base::Period& year, long if_match) {
    if (!policy::allows(context.actor, act, Scope::self)) return not_found();
    ZHISHI_TRY_VOID(must_be_year(year));
    ZHISHI_TRY(const scheme::Sheet* form, sheet_of(context, year_sheet));
    ZHISHI_TRY(RaterSheet sheet, own_sheet(context, year));
    if (sheet.version == 0) return not_found();
    ZHISHI_TRY_VOID(must_match(if_match, sheet.version));
    if (sheet.state == RaterSheetState::struck)
        return wrong_state("rater_is_struck",
                           {"您已不在本次测评名单中。", "You are off the list of raters."});
    ZHISHI_TRY(record::Evaluation evaluation, open_evaluation_of(context, year));
    Opened opened{form, std::move(sheet), begin_change(context, act)};
    opened.change.rely_on(evaluation);
    return opened;
}

Prepared<RaterSheet> finish(Opened opened) {
    opened.change.put(opened.sheet);
    return {std::move(opened.sheet), std::move(opened.change)};
}

base::Result<void> must_be_unsubmitted(const RaterSheet& sheet) {
    if (sheet.state == RaterSheetState::open) return {};
    return wrong_state("sheet_is_submitted", {"测评已经提交；需要修改的，请先撤回。",
                                              "The sheet is submitted: withdraw it to change it."});
}

// Takes over the scores of those subjects that were given; who they are, and in which role, stays frozen.
void take_over(const scheme::Sheet& form, RaterSheet& sheet, std::vector<RatedSubject> given,
               FaultList& found) {
    std::vector<bool> is_given(sheet.subjects.size(), false);
    for (size_t i = 0; i < given.size(); ++i) {
        std::string at = "/subjects/" + std::to_string(i);
        auto place = std::find_if(sheet.subjects.begin(), sheet.subjects.end(),
                                  [&](const auto& subject) { return subject.official == given[i].official; });
        if (place == sheet.subjects.end()) {
            found.add("subject_unknown", {"您的测评表中没有这位同志。", "This person is not on your sheet."},
                      at + "/official");
            continue;
        }
        auto index = static_cast<size_t>(place - sheet.subjects.begin());
        if (is_given[index])
            found.add("subject_twice", {"同一位同志出现了两次。", "The same person is given twice."},
                      at + "/official");
        is_given[index] = true;
        check_scores(form, frozen_items(form, *place), given[i].scores, Wholeness::draft, at, found);
        for (auto& frozen : place->scores) {
            auto score = std::find_if(given[i].scores.begin(), given[i].scores.end(),
                                      [&](const auto& one) { return one.item == frozen.item; });
            if (score != given[i].scores.end())
                frozen = std::move(*score);
            else
                frozen = {frozen.item, std::nullopt, {}};
        }
    }
}

} // namespace

base::Result<RaterSheetView> read_rater_sheet(const Context& context, const base::Period& year) {
    if (!policy::allows(context.actor, Act::rating_sheet_read, Scope::self)) return not_found();
    ZHISHI_TRY_VOID(must_be_year(year));
    RaterSheetView view;
    ZHISHI_TRY(view.form, sheet_of(context, year_sheet));
    ZHISHI_TRY(view.evaluation, evaluation_of(context, year));
    ZHISHI_TRY(view.sheet, own_sheet(context, year));
    bool is_open = view.evaluation.version > 0 && view.evaluation.state == record::EvaluationState::open;
    if (is_open && view.sheet.version > 0) {
        if (view.sheet.state == RaterSheetState::open) view.allowed = {"save", "submit"};
        if (view.sheet.state == RaterSheetState::submitted) view.allowed = {"withdraw"};
    }
    return view;
}

base::Result<Prepared<RaterSheet>> save_rater_sheet(const Context& context, const base::Period& year,
                                                    std::vector<RatedSubject> subjects, long if_match) {
    ZHISHI_TRY(Opened opened, open_sheet(context, Act::rating_sheet_save, year, if_match));
    ZHISHI_TRY_VOID(must_be_unsubmitted(opened.sheet));
    FaultList found;
    take_over(*opened.form, opened.sheet, std::move(subjects), found);
    ZHISHI_TRY_VOID(found.result());
    return finish(std::move(opened));
}

base::Result<Prepared<RaterSheet>> submit_rater_sheet(const Context& context, const base::Period& year,
                                                      long if_match) {
    ZHISHI_TRY(Opened opened, open_sheet(context, Act::rating_sheet_submit, year, if_match));
    ZHISHI_TRY_VOID(must_be_unsubmitted(opened.sheet));
    FaultList found;
    for (size_t i = 0; i < opened.sheet.subjects.size(); ++i) {
        const auto& subject = opened.sheet.subjects[i];
        check_scores(*opened.form, frozen_items(*opened.form, subject), subject.scores, Wholeness::whole,
                     "/subjects/" + std::to_string(i), found);
    }
    ZHISHI_TRY_VOID(found.result());
    opened.sheet.state = RaterSheetState::submitted;
    opened.sheet.submitted_at = context.now;
    return finish(std::move(opened));
}

base::Result<Prepared<RaterSheet>> withdraw_rater_sheet(const Context& context, const base::Period& year,
                                                        long if_match) {
    ZHISHI_TRY(Opened opened, open_sheet(context, Act::rating_sheet_withdraw, year, if_match));
    if (opened.sheet.state != RaterSheetState::submitted)
        return wrong_state("sheet_is_not_submitted", {"测评还没有提交，可以直接修改。",
                                                      "The sheet is not submitted: change it freely."});
    opened.sheet.state = RaterSheetState::open;
    opened.sheet.submitted_at.reset();
    return finish(std::move(opened));
}

} // namespace zhishi::workflow
