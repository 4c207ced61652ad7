// One person's sheet of a quarter with the evidence beside it (RZ-40).
#include "workflow/periods.h"
#include "workflow/quarter_sheets.h"
#include "workflow/quarters.h"
#include "workflow/rating_sheets.h"
#include "workflow/record_lists.h"
#include "workflow/refusals.h"
#include "workflow/work_of_person.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::QuarterReview;

const base::Text only_circle{"季评鉴只有本人、审核人、考核办和考核委员会可以查看。",
                             "only the person, the reviewer, the office and the committee read it."};

std::vector<base::Period> months_of(const base::Period& quarter) {
    std::vector<base::Period> months{base::Period::month_of(quarter.first())};
    while (months.size() < 3)
        months.push_back(months.back().next());
    return months;
}

base::Result<QuarterEvidence> evidence_of(const Context& context, const QuarterKey& key, Scope scope) {
    auto year = base::Period::of_year(key.period.year());
    ZHISHI_TRY(WorkOfPerson work, work_of(context, key.official, year, months_of(key.period), scope));
    return QuarterEvidence{std::move(work.annual_plan), std::move(work.plans), std::move(work.months)};
}

} // namespace

base::Result<QuarterView> read_quarter(const Context& context, const QuarterKey& key) {
    ZHISHI_TRY_VOID(must_be_quarter(key.period));
    ZHISHI_TRY([[maybe_unused]] Scope scope, may_for_period(context, Act::quarter_read, Act::quarter_read,
                                                            key.official, key.period, only_circle));
    ZHISHI_TRY(QuarterReview review, quarter_of(context, key));
    return view_of(context, std::move(review));
}

base::Result<QuarterView> view_of(const Context& context, QuarterReview review) {
    QuarterView view;
    QuarterKey key{review.official, review.period};
    ZHISHI_TRY(view.sheet, sheet_of(context, quarter_sheet));
    auto scope = scope_in(context, key.official, key.period);
    if (!scope) return not_found();
    auto post = context.directory.counting_post(key.official, key.period, context.today());
    if (post) {
        view.post = *post;
        view.subject_class = class_of(post->kind);
    }
    view.reviewer = context.directory.period_reviewer_of(key.official, key.period, context.today());
    view.deadlines = due_steps(context, {"quarter_review", "quarter_acknowledgement"}, key.period);
    ZHISHI_TRY(record::PeriodState state, period_state(context, key.period));
    view.is_closed = state.is_closed;
    if (post && items_of(*view.sheet, view.subject_class))
        view.allowed = allowed_quarter_acts(context, review, *scope, view.is_closed);
    ZHISHI_TRY(auto earlier, of_people<QuarterReview>(context, {key.official}, quarters_before(key.period)));
    view.earlier = earlier_scores(key, earlier, *view.sheet);
    ZHISHI_TRY(view.evidence, evidence_of(context, key, *scope));

    // A sheet that is being written is its reviewer's alone.
    view.scores_are_visible =
        stands(review.state) || policy::allows(context.actor, Act::quarter_save, *scope);
    if (!view.scores_are_visible) {
        review.scores.clear();
        review.comment.clear();
    }
    if (const auto* items = items_of(*view.sheet, review.subject_class))
        view.score = quarter_score(review.scores, *items);
    view.review = std::move(review);
    return view;
}

} // namespace zhishi::workflow
